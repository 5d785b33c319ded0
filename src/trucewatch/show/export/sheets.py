"""The sheets of the CSV export: one per noun, with the giver of every value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from trucewatch.model import TOLL_FIELDS, Actor, Span, Statement, Value
from trucewatch.record import ClaimRow, EventRow, Filter, Origin, Record, ReportRow, TruceRow
from trucewatch.show.export.cells import Cell, csv_lines
from trucewatch.show.giving import denials, event_said, in_short, truce_said

Cells = dict[str, Cell]

_ORIGIN = ("report_key", "report_id", "outlet", "published")
_GIVER = ("giver", "giver_kind", "claim_id", "giver_side", "giver_words")
_WORDS = ("words", "start", "end")
_EVENT_SAID = ("type", "status", "date", "actor", "recipient", "place", *TOLL_FIELDS)
_TRUCE_SAID = ("name", "state", "parties", "brokers", "area", "start", "end", "duration")

REPORT_COLUMNS = (
    *("key", "id", "outlet", "title", "url", "published", "published_from", "language", "locations"),
    *("profile", "profile_sha256"),
    *("claims", "events", "truces", "problems"),
)
CLAIM_COLUMNS = (
    *("claim_id", *_ORIGIN, "within", "source", "source_id", "side", "named", "source_words", "cue", "cue_start"),
    *("cue_end", "content", "content_start", "content_end", "form", "stance", "events", "confidence"),
)
EVENT_COLUMNS = (
    *("event_id", *_ORIGIN, "type", "mode", "plover", "cameo", "acled", "status", "date_start", "date_end"),
    *("actors", "actor_sides", "recipients", "recipient_sides"),
    *("place", "place_id", "admin1", "country", "lat", "lon", "radius_km"),
    *(f"{field}_{end}" for field in TOLL_FIELDS for end in ("low", "high")),
    *(f"{field}_given" for field in _EVENT_SAID),
    *("denied", "claims", "mentions", "confidence"),
)
VALUE_COLUMNS = (*("event_id", *_ORIGIN, "field", "value", "low", "high", "who", "superseded", *_GIVER, *_WORDS),)
TRUCE_COLUMNS = (
    *("truce_id", *_ORIGIN, *_TRUCE_SAID, *(f"{field}_given" for field in _TRUCE_SAID)),
    *("violations", "violations_given", "mentions"),
)
STATEMENT_COLUMNS = ("truce_id", *_ORIGIN, "field", "value", *_GIVER, *_WORDS)


def _origin(origin: Origin) -> Cells:
    day = origin.published.isoformat() if origin.published else None
    return {"report_key": origin.key, "report_id": origin.id, "outlet": origin.outlet, "published": day}


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _words(words: Span) -> Cells:
    return {"words": words.text, "start": words.start, "end": words.end}


def _giver(row: EventRow | TruceRow, given: Value | Statement) -> Cells:
    claim = row.givers.get(given.claim) if given.claim else None
    return {
        "giver": row.giver(given),
        "giver_kind": "claim" if given.claim else "outlet",
        "claim_id": given.claim,
        "giver_side": claim.source.side if claim else None,
        "giver_words": claim.source.words.text if claim else None,
    }


def report_cells(row: ReportRow) -> Iterator[Cells]:
    """Yield the cells of a report."""
    origin = row.origin
    named = {name: getattr(origin, name) for name in ("key", "id", "outlet", "title", "url", "published_from")}
    counts = {name: getattr(row, name) for name in ("claims", "events", "truces", "problems")}
    day = origin.published.isoformat() if origin.published else None
    used = row.profile
    named |= {"profile": used.id if used else None, "profile_sha256": used.sha256 if used else None}
    yield {**named, "published": day, "language": row.language, "locations": _listed(row.locations), **counts}


def claim_cells(row: ClaimRow) -> Iterator[Cells]:
    """Yield the cells of a claim; the pieces of its content are joined by " ... "."""
    claim, source = row.claim, row.claim.source
    yield {
        "claim_id": claim.id,
        **_origin(row.origin),
        "within": claim.within,
        "source": source.name,
        "source_id": source.actor,
        "side": source.side,
        "named": int(source.named),
        "source_words": source.words.text,
        "cue": claim.cue.text,
        "cue_start": claim.cue.start,
        "cue_end": claim.cue.end,
        "content": " ... ".join(piece.text for piece in claim.content),
        "content_start": claim.content[0].start if claim.content else None,
        "content_end": claim.content[-1].end if claim.content else None,
        "form": claim.form,
        "stance": claim.stance,
        "events": _listed(row.events),
        "confidence": claim.confidence,
    }


def _actors(name: str, actors: tuple[Actor, ...]) -> Cells:
    return {f"{name}s": _listed(a.name for a in actors), f"{name}_sides": _listed(a.side for a in actors)}


def event_cells(row: EventRow) -> Iterator[Cells]:
    """Yield the cells of an event; a `..._given` cell holds every value of its field with its givers."""
    event, place, when = row.event, row.event.place, row.event.date
    found: Cells = {"event_id": event.id, **_origin(row.origin)}
    for name in ("type", "mode", "plover", "cameo", "acled", "status", "confidence"):
        found[name] = getattr(event, name)
    found["date_start"] = when.start.isoformat() if when else None
    found["date_end"] = when.end.isoformat() if when else None
    found |= {**_actors("actor", event.actor), **_actors("recipient", event.recipient)}
    found["place"] = place.name if place else None
    for name in ("place_id", "admin1", "country", "lat", "lon", "radius_km"):
        found[name] = getattr(place, name) if place else None
    for field in TOLL_FIELDS:
        found[f"{field}_low"], found[f"{field}_high"] = getattr(event, field) or (None, None)
    found |= {f"{field}_given": event_said(row, field) for field in _EVENT_SAID}
    found["denied"] = denials(row)
    found["claims"] = _listed(link.id for link in event.claims)
    found["mentions"] = _listed(words.text for words in event.mentions)
    yield found


def value_cells(row: EventRow) -> Iterator[Cells]:
    """Yield the cells of each value of an event."""
    for value in row.event.values:
        said: Cells = {name: getattr(value, name) for name in ("field", "value", "low", "high", "who")}
        said |= {"superseded": int(value.superseded), **_giver(row, value), **_words(value.words)}
        yield {"event_id": row.event.id, **_origin(row.origin), **said}


def truce_cells(row: TruceRow) -> Iterator[Cells]:
    """Yield the cells of a truce; a `..._given` cell holds every value of its field with its givers."""
    truce = row.truce
    flat: Cells = {name: getattr(truce, name) for name in ("name", "state", "area", "start", "end", "duration")}
    flat |= {name: _listed(getattr(truce, name)) for name in ("parties", "brokers", "violations")}
    flat |= {f"{field}_given": truce_said(row, field) for field in _TRUCE_SAID}
    flat["violations_given"] = _listed(map(in_short, row.violations))
    mentions = _listed(words.text for words in truce.mentions)
    yield {"truce_id": truce.id, **_origin(row.origin), **flat, "mentions": mentions}


def statement_cells(row: TruceRow) -> Iterator[Cells]:
    """Yield the cells of each statement of a truce."""
    for said in row.truce.statements:
        cells: Cells = {"field": said.field, "value": said.value, **_giver(row, said), **_words(said.words)}
        yield {"truce_id": row.truce.id, **_origin(row.origin), **cells}


_Cutter = Callable[[Any], Iterator[Cells]]
#: sheet -> (query of Record, columns, cells of one of its rows)
SHEETS: Mapping[str, tuple[str, tuple[str, ...], _Cutter]] = {
    "reports": ("reports", REPORT_COLUMNS, report_cells),
    "claims": ("claims", CLAIM_COLUMNS, claim_cells),
    "events": ("events", EVENT_COLUMNS, event_cells),
    "event_values": ("events", VALUE_COLUMNS, value_cells),
    "truces": ("truces", TRUCE_COLUMNS, truce_cells),
    "statements": ("truces", STATEMENT_COLUMNS, statement_cells),
}


def sheet(record: Record, name: str, wanted: Filter) -> Iterator[str]:
    """Yield the lines of a sheet of SHEETS; raises UsageError for a filter that its noun does not know."""
    query, columns, cut = SHEETS[name]
    rows = getattr(record, query)(wanted)
    return csv_lines(columns, (cells for row in rows for cells in cut(row)))
