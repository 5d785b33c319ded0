"""Tables of the record's rows: headings and cells as text, the giver beside every value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from trucewatch.model import TOLL_FIELDS, Reading
from trucewatch.model.ids import report_key
from trucewatch.record import ActorRow, ClaimRow, EventRow, Origin, ProblemRow, ReportRow, SourceRow, TruceRow
from trucewatch.show.giving import denials, event_said, in_short, sure, truce_said

Cells = dict[str, str]
#: How many of the words under which somebody is met are shown; as JSON up to twelve.
_SHOWN_WORDS = 4


def origin_of(reading: Reading) -> Origin:
    """Return the origin of a reading's rows as the record would have it."""
    report = reading.report
    key = report_key(report.id, report.text_sha256)
    published = report.published
    return Origin(key, report.id, report.outlet, report.title, report.url, published.day, published.origin)


def rows_of(reading: Reading) -> tuple[list[ClaimRow], list[EventRow], list[TruceRow]]:
    """Return the rows of a reading that stands in no record."""
    origin = origin_of(reading)
    by_id = {c.id: c for c in reading.claims}
    linked = {c.id: tuple(e.id for e in reading.events if c.id in {k.id for k in e.claims}) for c in reading.claims}
    claims = [ClaimRow(origin, c, linked[c.id]) for c in reading.claims]
    events = [EventRow(origin, by_id, event=e) for e in reading.events]
    happened = {row.event.id: row for row in events}
    truces = [
        TruceRow(origin, by_id, truce=t, violations=tuple(happened[e] for e in t.violations)) for t in reading.truces
    ]
    return claims, events, truces


def published(origin: Origin) -> str:
    """Return a published day and where it comes from."""
    return f"{origin.published} ({origin.published_from})" if origin.published else "unknown"


def _report(origin: Origin) -> str:
    return f"{origin.id} ({origin.outlet})" if origin.outlet else origin.id


def _source(name: str, side: str, named: bool) -> str:
    return f"{name} [{side}]" if named else f"{name} [{side}, unnamed]"


def report_cells(row: ReportRow) -> Cells:
    """Return the cells of a report."""
    counts = {name: str(getattr(row, name)) for name in ("claims", "events", "truces", "problems")}
    origin = row.origin
    return {
        "report": origin.id,
        "outlet": origin.outlet or "unknown",
        "published": published(origin),
        "language": row.language or "unknown",
        "profile": row.profile.id if row.profile else "",
        **counts,
        "title": origin.title or "",
    }


def claim_cells(row: ClaimRow) -> Cells:
    """Return the cells of a claim: who says it, then what."""
    claim, source = row.claim, row.claim.source
    return {
        "report": row.origin.id,
        "outlet": row.origin.giver,
        "source": _source(source.name, source.side, source.named),
        "words": source.words.text,
        "cue": claim.cue.text,
        "stance": claim.stance,
        "sure": sure(claim.confidence),
        "content": " ... ".join(piece.text for piece in claim.content),
    }


def event_cells(row: EventRow) -> Cells:
    """Return the cells of an event; every value stands with the source or outlet that gives it."""
    tolls = [f"{name} {said}" for name in TOLL_FIELDS if (said := event_said(row, name))]
    status = "; ".join(filter(None, [event_said(row, "status"), denials(row)]))
    return {
        "report": _report(row.origin),
        "date": event_said(row, "date") or "unknown",
        "event": _kind(row),
        "status": status,
        "actor": event_said(row, "actor"),
        "recipient": event_said(row, "recipient"),
        "place": event_said(row, "place"),
        "tolls": "; ".join(tolls),
        "sure": sure(row.event.confidence),
    }


def _kind(row: EventRow) -> str:
    """Return type and mode with who gives them; a value may hold the mode already ("ASSAULT/shelling")."""
    said, mode = event_said(row, "type"), row.event.mode
    return f"{mode}: {said}" if mode and mode not in said else said


def truce_cells(row: TruceRow) -> Cells:
    """Return the cells of a truce; every value stands with the source or outlet that states it."""
    fields = ("name", "state", "parties", "brokers", "area", "start", "end", "duration")
    violations = "; ".join(map(in_short, row.violations))
    said = {name: truce_said(row, name) for name in fields}
    said["name"] = said["name"] or row.truce.name
    return {"report": _report(row.origin), "published": published(row.origin), **said, "violations": violations}


def source_cells(row: SourceRow) -> Cells:
    """Return the cells of a source."""
    days = " to ".join(dict.fromkeys(str(day) for day in (row.first, row.last) if day))
    return {
        "source": row.name,
        "id": row.actor or "",
        "side": row.side,
        "named": "yes" if row.named else "no",
        "claims": str(row.claims),
        "denials": str(row.denials),
        "reports": str(row.reports),
        "published": days,
        "outlets": ", ".join(row.outlets),
    }


def actor_cells(row: ActorRow) -> Cells:
    """Return the cells of somebody met in a record."""
    how = f"{row.how}, {row.references} by reference" if row.references else row.how
    counts = {n: str(getattr(row, n)) for n in ("mentions", "claims", "events", "reports")}
    words = "; ".join(f"{text} ({number})" for text, number in row.words[:_SHOWN_WORDS])
    return {"actor": row.actor or "", "name": row.name, "side": row.side, "how": how, **counts, "words": words}


def problem_cells(row: ProblemRow) -> Cells:
    """Return the cells of a problem with what to do about it."""
    problem = row.problem
    report = row.origin.id if row.origin else ""
    return {"code": problem.code, "problem": problem.what, "where": problem.where, "report": report, "do": problem.do}


CELLS: Mapping[str, Callable[[Any], Cells]] = {
    "reports": report_cells,
    "claims": claim_cells,
    "events": event_cells,
    "truces": truce_cells,
    "sources": source_cells,
    "actors": actor_cells,
    "problems": problem_cells,
}

#: Headings whose cells are numbers.
NUMBERS = frozenset("claims events truces problems denials reports mentions sure".split())
