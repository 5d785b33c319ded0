"""The questions that the record answers: filtered, sorted the same way every time, cut by limit and offset."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Table,
    and_,
    case,
    distinct,
    func,
    literal,
    select,
    union,
)

from trucewatch.model import Claim, Problem
from trucewatch.model.contract import claim_from_json, event_from_json, truce_from_json
from trucewatch.record import conditions
from trucewatch.record.filters import Filter
from trucewatch.record.found import ClaimRow, EventRow, Origin, PlaceRow, ProblemRow, ReportRow, SourceRow, TruceRow
from trucewatch.record.meaning import Meant, meant
from trucewatch.record.ordering import BY_REPORT, ordered
from trucewatch.record.stored import profile_used
from trucewatch.record.tables import (
    CLAIMS,
    EVENT_CLAIMS,
    EVENT_VALUES,
    EVENTS,
    INPUT_PROBLEMS,
    LOCATIONS,
    PLACES,
    PROBLEMS,
    REPORTS,
    TRUCE_STATEMENTS,
    TRUCE_VIOLATIONS,
    TRUCES,
)

_ORIGIN = [REPORTS.c[n] for n in ("key", "id", "outlet", "title", "url", "published", "published_from")]
_OF_ITSELF = [REPORTS.c[n] for n in ("language", "profile", "profile_sha256")]
#: How many rows are fetched before the claims behind them are looked up.
_BATCH = 200
_COUNTED = (CLAIMS, EVENTS, TRUCES, PLACES, PROBLEMS)
_OF_REPORT = (CLAIMS, EVENTS, TRUCES, PROBLEMS)


def report_keys(connection: Connection, wanted: Filter) -> list[str]:
    """Return the keys of reports, sorted like `reports`."""
    return list(connection.scalars(_reports(connection, wanted, [REPORTS.c.key])))


def reports(connection: Connection, wanted: Filter) -> Iterator[ReportRow]:
    """Yield reports with counts of what was read in them."""
    counted = [_count_of(table).label(table.name) for table in _OF_REPORT]
    rows = connection.execute(_reports(connection, wanted, [*_ORIGIN, *_OF_ITSELF, *counted]))
    for batch in rows.partitions(_BATCH):
        places = _locations(connection, [row.key for row in batch], "location")
        urls = _locations(connection, [row.key for row in batch], "url")
        for row in batch:
            counts = {table.name: getattr(row, table.name) for table in _OF_REPORT}
            found, links = places.get(row.key, ()), urls.get(row.key, ())
            used = profile_used(row._mapping)
            yield ReportRow(_origin(row), row.language, found, **counts, urls=links, profile=used)


def claims(connection: Connection, wanted: Filter) -> Iterator[ClaimRow]:
    """Yield claims with the events they report or deny."""
    asked = meant(connection, wanted, "claims")
    query = select(*_ORIGIN, CLAIMS.c.id.label("thing"), CLAIMS.c.body).select_from(_in_report(CLAIMS))
    query = query.where(*conditions.of_claims(asked)).order_by(*ordered("claims", wanted, (*BY_REPORT, CLAIMS.c.n)))
    for batch in connection.execute(_cut(query, wanted)).partitions(_BATCH):
        events = _events_of(connection, batch)
        for row in batch:
            linked = events.get((row.key, row.thing), ())
            yield ClaimRow(_origin(row), claim_from_json(json.loads(row.body)), linked)


def events(connection: Connection, wanted: Filter) -> Iterator[EventRow]:
    """Yield events with the claims behind them."""
    asked = meant(connection, wanted, "events")
    usual = (EVENTS.c.date_start.is_(None), EVENTS.c.date_start, EVENTS.c.date_end, *BY_REPORT, EVENTS.c.n)
    query = select(*_ORIGIN, EVENTS.c.id.label("thing"), EVENTS.c.body).select_from(_in_report(EVENTS))
    query = query.where(*conditions.of_events(asked)).order_by(*ordered("events", wanted, usual))
    for batch in connection.execute(_cut(query, wanted)).partitions(_BATCH):
        yield from _event_rows(connection, batch)


def event_places(connection: Connection, wanted: Filter) -> Iterator[PlaceRow]:
    """Yield the places of the events that a filter lets through, those of most events first; limit and offset aside."""
    asked = meant(connection, wanted, "events")
    radius = func.json_extract(EVENTS.c.body, "$.place.radius_km").label("radius_km")
    where = [EVENTS.c[name] for name in ("place_id", "place_name", "admin1", "country", "lat", "lon")]
    query = select(*where, radius, func.count().label("events")).select_from(_in_report(EVENTS))
    query = query.where(EVENTS.c.place_name.is_not(None), *conditions.of_events(asked)).group_by(*where, radius)
    for row in connection.execute(query.order_by(func.count().desc(), *where, radius)):
        yield PlaceRow(
            row.place_id, row.place_name, row.admin1, row.country, row.lat, row.lon, row.radius_km, row.events
        )


def truces(connection: Connection, wanted: Filter) -> Iterator[TruceRow]:
    """Yield truces with the claims behind their statements, and the events that break them."""
    asked = meant(connection, wanted, "truces")
    query = select(*_ORIGIN, TRUCES.c.id.label("thing"), TRUCES.c.body).select_from(_in_report(TRUCES))
    query = query.where(*conditions.of_truces(asked)).order_by(*ordered("truces", wanted, (*BY_REPORT, TRUCES.c.n)))
    for batch in connection.execute(_cut(query, wanted)).partitions(_BATCH):
        givers = _givers(connection, batch, "truce_id", (TRUCE_STATEMENTS,))
        broken = _violations(connection, batch)
        for row in batch:
            of = (row.key, row.thing)
            truce = truce_from_json(json.loads(row.body))
            yield TruceRow(_origin(row), givers.get(of, {}), truce=truce, violations=tuple(broken.get(of, ())))


def sources(connection: Connection, wanted: Filter) -> Iterator[SourceRow]:
    """Yield sources with counts; one that has an actor id is one source under all its names."""
    asked = meant(connection, wanted, "sources")
    who = func.coalesce(literal("id:") + CLAIMS.c.source_actor, CLAIMS.c.source_fold)
    counted = {
        "name": func.min(CLAIMS.c.source_name),
        "claims": func.count(),
        "denials": func.sum(case((CLAIMS.c.stance == "deny", 1), else_=0)),
        "reports": func.count(distinct(CLAIMS.c.report_key)),
        "first": func.min(REPORTS.c.published),
        "last": func.max(REPORTS.c.published),
    }
    query = (
        select(
            func.min(CLAIMS.c.source_actor).label("actor"),
            CLAIMS.c.side,
            func.max(CLAIMS.c.named).label("named"),
            who.label("who"),
            *(column.label(name) for name, column in counted.items()),
        )
        .select_from(_in_report(CLAIMS))
        .where(*conditions.of_claims(asked, sources=True))
        .group_by(who, CLAIMS.c.side)
    )
    decides = {**counted, "name": func.min(CLAIMS.c.source_fold), "side": CLAIMS.c.side}
    query = query.order_by(*ordered("sources", wanted, (func.count().desc(), who, CLAIMS.c.side), decides))
    spoken = _outlets_of(connection, asked, who)
    for row in connection.execute(_cut(query, wanted)):
        outlets = tuple(spoken.get((row.who, row.side), ()))
        numbers = {name: getattr(row, name) for name in ("claims", "denials", "reports")}
        first, last = _day(row.first), _day(row.last)
        who_is = (row.actor, row.name, row.side, bool(row.named))
        yield SourceRow(*who_is, outlets=outlets, first=first, last=last, **numbers)


def problems(connection: Connection, wanted: Filter) -> Iterator[ProblemRow]:
    """Yield problems of reports by report, then those without one (which no date, outlet or report fits)."""
    asked = meant(connection, wanted, "problems")
    columns = [PROBLEMS.c.code, PROBLEMS.c.what, PROBLEMS.c.place]
    query = select(*_ORIGIN, *columns).select_from(_in_report(PROBLEMS))
    usual, more = (*BY_REPORT, PROBLEMS.c.n), {"published": REPORTS.c.published, "code": PROBLEMS.c.code}
    query = query.where(*conditions.of_problems(asked, PROBLEMS.c.code)).order_by(*ordered("", wanted, usual, more))
    found = [ProblemRow(Problem(r.code, r.what, r.place), _origin(r)) for r in connection.execute(query)]
    if not (wanted.from_ or wanted.to or wanted.outlet or wanted.report or wanted.as_of):
        table = INPUT_PROBLEMS
        loose = select(table).order_by(table.c.code, table.c.place, table.c.what)
        if wanted.type:
            loose = loose.where(table.c.code.in_([t.upper() for t in wanted.type]))
        found += [ProblemRow(Problem(r.code, r.what, r.place)) for r in connection.execute(loose)]
    if wanted.order[0] == "code":
        found.sort(key=lambda row: row.problem.code, reverse=wanted.order[1])
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    yield from found[wanted.offset : end]


def published(connection: Connection) -> tuple[date | None, date | None]:
    """Return the first and last published day of the reports that count."""
    days = select(func.min(REPORTS.c.published), func.max(REPORTS.c.published))
    first, last = connection.execute(days.where(REPORTS.c.superseded_by.is_(None))).one()
    return _day(first), _day(last)


def counts(connection: Connection) -> dict[str, int]:
    """Return how many of each noun there are."""
    counts_ = REPORTS.c.superseded_by.is_(None)
    source = func.coalesce(literal("id:") + CLAIMS.c.source_actor, CLAIMS.c.source_fold)
    who = select(source).select_from(_in_report(CLAIMS)).where(counts_).distinct().subquery()
    latest = {t.name: select(REPORTS.c.key).select_from(_in_report(t)).where(counts_).subquery() for t in _COUNTED}
    asked: dict[str, FromClause] = {
        "reports": select(REPORTS.c.key).where(counts_).subquery(),
        **latest,
        "sources": who,
    }
    found = {name: connection.scalar(select(func.count()).select_from(t)) or 0 for name, t in asked.items()}
    found["problems"] += connection.scalar(select(func.count()).select_from(INPUT_PROBLEMS)) or 0
    return found


def _reports(connection: Connection, wanted: Filter, columns: list[Any]) -> Select[Any]:
    asked = meant(connection, wanted, "reports")
    numbers = {table.name: _count_of(table) for table in _OF_REPORT}
    query = select(*columns).where(*conditions.of_reports(asked))
    return _cut(query.order_by(*ordered("reports", wanted, BY_REPORT, numbers)), wanted)


def _cut(query: Select[Any], wanted: Filter) -> Select[Any]:
    if wanted.limit is not None:
        query = query.limit(wanted.limit)
    return query.offset(wanted.offset) if wanted.offset else query


def _count_of(table: Table) -> Any:
    return select(func.count()).select_from(table).where(table.c.report_key == REPORTS.c.key).scalar_subquery()


def _in_report(table: Table) -> FromClause:
    return table.join(REPORTS, REPORTS.c.key == table.c.report_key)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _origin(row: Row[Any]) -> Origin:
    return Origin(row.key, row.id, row.outlet, row.title, row.url, _day(row.published), row.published_from)


def _locations(connection: Connection, keys: list[str], name: str) -> dict[str, tuple[str, ...]]:
    """Return the locations or URLs under which reports were found, by report key."""
    of, column = LOCATIONS.c.report_key, LOCATIONS.c[name]
    wanted = select(of, column).distinct().where(of.in_(keys), column.is_not(None)).order_by(of, column)
    found: dict[str, list[str]] = {}
    for key, value in connection.execute(wanted):
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _event_rows(connection: Connection, batch: Iterable[Row[Any]]) -> Iterator[EventRow]:
    """Yield events with the claims behind them; the rows name report, event ("thing") and body."""
    rows = list(batch)
    givers = _givers(connection, rows, "event_id", (EVENT_VALUES, EVENT_CLAIMS))
    for row in rows:
        named = givers.get((row.key, row.thing), {})
        yield EventRow(_origin(row), named, event=event_from_json(json.loads(row.body)))


def _violations(connection: Connection, batch: Iterable[Row[Any]]) -> dict[tuple[str, str], list[EventRow]]:
    """Return the events that break truces, by (report key, truce), in the order of the truce's list."""
    part = TRUCE_VIOLATIONS
    here = and_(EVENTS.c.report_key == part.c.report_key, EVENTS.c.id == part.c.event_id)
    query = select(*_ORIGIN, EVENTS.c.id.label("thing"), EVENTS.c.body, part.c.truce_id.label("truce"))
    query = query.select_from(part.join(EVENTS, here).join(REPORTS, REPORTS.c.key == part.c.report_key))
    keys = {row.key for row in batch}
    query = query.where(part.c.report_key.in_(keys)).order_by(part.c.report_key, part.c.n)
    rows: list[Row[Any]] = list(connection.execute(query))
    found: dict[tuple[str, str], list[EventRow]] = {}
    for row, event in zip(rows, _event_rows(connection, rows), strict=True):
        found.setdefault((row.key, row.truce), []).append(event)
    return found


def _events_of(connection: Connection, batch: Iterable[Row[Any]]) -> dict[tuple[str, str], tuple[str, ...]]:
    keys = {row.key for row in batch}
    wanted = select(EVENT_CLAIMS).where(EVENT_CLAIMS.c.report_key.in_(keys)).order_by(EVENT_CLAIMS.c.n)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in connection.execute(wanted):
        of = (row.report_key, row.claim_id)
        found[of] = (*found.get(of, ()), row.event_id)
    return found


def _givers(
    connection: Connection, batch: Iterable[Row[Any]], column: str, parts: tuple[Table, ...]
) -> dict[tuple[str, str], dict[str, Claim]]:
    """Return the claims that things name in tables of their parts, by (report key, thing) and claim id."""
    keys = {row.key for row in batch}
    linked = union(
        *(
            select(part.c.report_key, part.c[column].label("thing"), part.c.claim_id).where(part.c.report_key.in_(keys))
            for part in parts
        )
    ).subquery()
    here = and_(CLAIMS.c.report_key == linked.c.report_key, CLAIMS.c.id == linked.c.claim_id)
    wanted = select(linked.c.report_key, linked.c.thing, CLAIMS.c.id, CLAIMS.c.body).select_from(
        linked.join(CLAIMS, here)
    )
    found: dict[tuple[str, str], dict[str, Claim]] = {}
    for row in connection.execute(wanted.order_by(CLAIMS.c.report_key, CLAIMS.c.n)):
        named = found.setdefault((row.report_key, row.thing), {})
        named[row.id] = claim_from_json(json.loads(row.body))
    return found


def _outlets_of(connection: Connection, asked: Meant, who: ColumnElement[Any]) -> dict[tuple[str, str], list[str]]:
    """Return the outlets in which each source speaks, by source and side."""
    columns = (who.label("who"), CLAIMS.c.side, REPORTS.c.outlet)
    query = select(*columns).distinct().select_from(_in_report(CLAIMS))
    query = query.where(*conditions.of_claims(asked, sources=True))
    found: dict[tuple[str, str], list[str]] = {}
    for row in connection.execute(query.where(REPORTS.c.outlet.is_not(None)).order_by(REPORTS.c.outlet)):
        found.setdefault((row.who, row.side), []).append(row.outlet)
    return found
