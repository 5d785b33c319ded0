"""A reading as rows of the record's tables: a pure function, so that `verify` can repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Table

from trucewatch.model import Claim, Event, Reading, Report, Span, Truce
from trucewatch.model.contract import (
    actor_json,
    claim_json,
    dumps,
    event_json,
    place_json,
    problem_json,
    report_json,
    span_json,
    time_json,
    truce_json,
)
from trucewatch.model.event import TOLL_FIELDS
from trucewatch.record import tables
from trucewatch.record.folding import fold

Row = dict[str, Any]


def report_row(report: Report) -> Row:
    """Return the row of a report without its key, digest and time of adding.

    The body leaves out where the report was found (that has a table of its own, for there can be several places)
    and keeps the report's own problems beside those of the reading.
    """
    body = report_json(report)
    flat = {name: body[name] for name in ("id", "outlet", "url", "title", "published", "published_from", "language")}
    del body["location"]
    body["problems"] = [problem_json(p) for p in report.problems]
    return {
        **flat,
        "outlet_fold": _folded(report.outlet),
        "raw_sha256": report.raw_sha256,
        "text_sha256": report.text_sha256,
        "text": report.text,
        "body": dumps(body),
    }


def profile_row(reading: Reading) -> Row:
    """Return the columns of a report's row that say with which profile it was resolved."""
    used = reading.profile
    return {"profile": used.id if used else None, "profile_sha256": used.sha256 if used else None}


def reading_rows(reading: Reading) -> dict[Table, list[Row]]:
    """Return the rows of everything read in a report, without the report's key, each table's numbered from 0."""
    found: dict[Table, list[Row]] = {
        tables.ZONES: [{"kind": z.kind, **_words(z.words)} for z in reading.report.zones],
        tables.CLAIMS: [_claim(c) for c in reading.claims],
        tables.CLAIM_PIECES: [{"claim_id": c.id, **_words(p)} for c in reading.claims for p in c.content],
        tables.HEARSAY: [
            {**_words(h.cue), "body": dumps({"cue": span_json(h.cue), "content": [span_json(c) for c in h.content]})}
            for h in reading.hearsay
        ],
        **_event_tables(reading.events),
        **_truce_tables(reading.truces),
        **_mention_tables(reading),
        tables.PROBLEMS: [{"code": p.code, "what": p.what, "place": p.where} for p in reading.problems],
    }
    return {table: [{"n": n, **row} for n, row in enumerate(found[table])] for table in tables.OF_REPORT}


def _folded(name: str | None) -> str | None:
    return None if name is None else fold(name)


def _words(words: Span) -> Row:
    return {"start_at": words.start, "end_at": words.end, "text": words.text}


def _claim(claim: Claim) -> Row:
    source = claim.source
    return {
        "id": claim.id,
        "within": claim.within,
        "source_actor": source.actor,
        "source_name": source.name,
        "source_fold": fold(source.name),
        "side": source.side,
        "form": claim.form,
        "stance": claim.stance,
        "named": int(source.named),
        **_words(source.words),
        "body": dumps(claim_json(claim)),
    }


def _event_tables(events: Iterable[Event]) -> dict[Table, list[Row]]:
    found = list(events)
    return {
        tables.EVENTS: [_event(e) for e in found],
        tables.EVENT_CLAIMS: [
            {"event_id": e.id, "claim_id": link.id, "polarity": link.polarity} for e in found for link in e.claims
        ],
        tables.EVENT_ACTORS: [row for e in found for row in _event_actors(e)],
        tables.EVENT_VALUES: [row for e in found for row in _event_values(e)],
    }


def _event(event: Event) -> Row:
    place, when = event.place, event.date
    row: Row = {name: getattr(event, name) for name in ("id", "type", "mode", "status", "plover", "cameo", "acled")}
    row["date_start"] = when.start.isoformat() if when else None
    row["date_end"] = when.end.isoformat() if when else None
    row["place_name"] = place.name if place else None
    row["place_fold"] = _folded(row["place_name"])
    for name in ("place_id", "admin1", "country", "lat", "lon"):
        row[name] = getattr(place, name) if place else None
    row["admin1_fold"] = _folded(row["admin1"])
    for field in TOLL_FIELDS:
        row[f"{field}_low"], row[f"{field}_high"] = getattr(event, field) or (None, None)
    return {**row, "body": dumps(event_json(event))}


def _event_actors(event: Event) -> Iterator[Row]:
    for role, actors in (("actor", event.actor), ("recipient", event.recipient)):
        for a in actors:
            named = {"actor": a.actor, "name": a.name, "name_fold": fold(a.name), "side": a.side}
            yield {"event_id": event.id, "role": role, **named, **_words(a.words)}


def _event_values(event: Event) -> Iterator[Row]:
    for v in event.values:
        said = {name: getattr(v, name) for name in ("field", "value", "low", "high", "who", "outlet")}
        rest = {"claim_id": v.claim, "superseded": int(v.superseded), **_words(v.words)}
        yield {"event_id": event.id, **said, **rest}


def _truce_tables(truces: Iterable[Truce]) -> dict[Table, list[Row]]:
    found = list(truces)
    return {
        tables.TRUCES: [_truce(t) for t in found],
        tables.TRUCE_SIDES: [
            {"truce_id": t.id, "role": role, "side": side}
            for t in found
            for role, sides in (("party", t.parties), ("broker", t.brokers))
            for side in sides
        ],
        tables.TRUCE_VIOLATIONS: [{"truce_id": t.id, "event_id": e} for t in found for e in t.violations],
        tables.TRUCE_STATEMENTS: [
            {"truce_id": t.id, "field": s.field, "value": s.value, "claim_id": s.claim, "outlet": s.outlet}
            | _words(s.words)
            for t in found
            for s in t.statements
        ],
    }


def _truce(truce: Truce) -> Row:
    row: Row = {name: getattr(truce, name) for name in ("id", "name", "state", "area", "duration")}
    row |= {"area_fold": _folded(truce.area), "start_day": truce.start, "end_day": truce.end}
    return {**row, "body": dumps(truce_json(truce))}


def _mention_tables(reading: Reading) -> dict[Table, list[Row]]:
    events = [("event", e.id, e.mentions) for e in reading.events]
    truces = [("truce", t.id, t.mentions) for t in reading.truces]
    return {
        tables.MENTIONS: [
            {"thing": kind, "thing_id": thing, **_words(m)}
            for kind, thing, mentions in (*events, *truces)
            for m in mentions
        ],
        tables.TIMES: [
            {"type": t.type, "value": t.value, "from_at": t.from_, "to_at": t.to, "role": t.role}
            | {**_words(t.words), "body": dumps(time_json(t))}
            for t in reading.times
        ],
        tables.PLACES: [
            {"place_id": p.place_id, "name": p.name, "name_fold": fold(p.name), "admin1": p.admin1}
            | {"admin1_fold": _folded(p.admin1), "country": p.country, "lat": p.lat, "lon": p.lon}
            | {**_words(p.words), "body": dumps(place_json(p))}
            for p in reading.places
        ],
        tables.ACTORS: [
            {"actor": a.actor, "name": a.name, "name_fold": fold(a.name), "side": a.side}
            | {**_words(a.words), "body": dumps(actor_json(a))}
            for a in reading.actors
        ],
    }
