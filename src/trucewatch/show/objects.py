"""The record's rows as JSON objects: the contract's objects, with their report and the giver of every value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from trucewatch.model.contract import Json, claim_json, event_json, problem_json, source_json, truce_json
from trucewatch.record import ActorRow, ClaimRow, EventRow, Origin, ProblemRow, ReportRow, SourceRow, TruceRow
from trucewatch.show.giving import tellers


def origin_object(origin: Origin) -> Json:
    """Return what names a report: key, id, outlet, title, url, published day and where that comes from."""
    names = ("key", "id", "outlet", "title", "url", "published_from")
    day = origin.published.isoformat() if origin.published else None
    return {**{name: getattr(origin, name) for name in names}, "published": day}


def report_object(row: ReportRow) -> Json:
    """Return a report with its counts and the profile that resolved it, null where none is stored."""
    counts = {name: getattr(row, name) for name in ("claims", "events", "truces", "problems")}
    return {
        **origin_object(row.origin),
        "language": row.language,
        "profile": {"id": row.profile.id, "sha256": row.profile.sha256} if row.profile else None,
        "locations": list(row.locations),
        "urls": list(row.urls),
        **counts,
    }


def claim_object(row: ClaimRow) -> Json:
    """Return a claim of the contract with its report and the ids of its events."""
    return {"report": origin_object(row.origin), **claim_json(row.claim), "events": list(row.events)}


def _givers(row: EventRow | TruceRow) -> Json:
    return {id_: source_json(claim.source) for id_, claim in row.givers.items()}


def event_object(row: EventRow) -> Json:
    """Return an event of the contract; each value has its giver's name, `givers` the sources by claim id."""
    found = event_json(row.event)
    for shown, value in zip(found["values"], row.event.values, strict=True):
        shown["giver"] = row.giver(value)
    return {"report": origin_object(row.origin), **found, "givers": _givers(row)}


def truce_object(row: TruceRow) -> Json:
    """Return a truce of the contract; each statement has its giver's name, `givers` the sources by claim id.

    `violation_events` say of each of its violations what, where and when it is, and who says so.
    """
    found = truce_json(row.truce)
    for shown, statement in zip(found["statements"], row.truce.statements, strict=True):
        shown["giver"] = row.giver(statement)
    broken = [violation_object(event) for event in row.violations]
    return {"report": origin_object(row.origin), **found, "violation_events": broken, "givers": _givers(row)}


def violation_object(row: EventRow) -> Json:
    """Return in short what an event is that breaks a truce, with the names of those who tell of it."""
    event = row.event
    days = [event.date.start.isoformat(), event.date.end.isoformat()] if event.date else [None, None]
    named = {"id": event.id, "type": event.type, "mode": event.mode, "status": event.status}
    place = event.place.name if event.place else None
    return {**named, "start": days[0], "end": days[1], "place": place, "told_by": tellers(row)}


def actor_object(row: ActorRow) -> Json:
    """Return somebody met in a record, with counts and the words met."""
    named = {"actor": row.actor, "name": row.name, "side": row.side, "how": row.how, "unknown": row.unknown}
    counts = {n: getattr(row, n) for n in ("mentions", "claims", "events", "references", "reports")}
    words = [{"text": text, "count": number} for text, number in row.words]
    days = {n: d.isoformat() if d else None for n, d in (("first", row.first), ("last", row.last))}
    return {**named, **counts, "words": words, **days}


def source_object(row: SourceRow) -> Json:
    """Return a source with its counts."""
    names = ("actor", "name", "side", "named", "claims", "denials", "reports")
    days = {name: day.isoformat() if (day := getattr(row, name)) else None for name in ("first", "last")}
    return {**{name: getattr(row, name) for name in names}, "outlets": list(row.outlets), **days}


def problem_object(row: ProblemRow) -> Json:
    """Return a problem with what to do and its report, null where there is none."""
    report = origin_object(row.origin) if row.origin else None
    return {**problem_json(row.problem), "do": row.problem.do, "report": report}


OBJECTS: Mapping[str, Callable[[Any], Json]] = {
    "reports": report_object,
    "claims": claim_object,
    "events": event_object,
    "truces": truce_object,
    "sources": source_object,
    "actors": actor_object,
    "problems": problem_object,
}
