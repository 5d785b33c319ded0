"""A Filter as SQL conditions, one set for each noun."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Table, and_, exists, or_

from trucewatch.record.filters import Filter
from trucewatch.record.folding import fold
from trucewatch.record.tables import (
    CLAIMS,
    EVENT_ACTORS,
    EVENT_CLAIMS,
    EVENT_VALUES,
    EVENTS,
    PLACES,
    REPORTS,
    TRUCE_SIDES,
    TRUCE_STATEMENTS,
    TRUCES,
)

Condition = ColumnElement[bool]


def of_reports(wanted: Filter) -> list[Condition]:
    """Return the conditions on reports: something in the report must fit each of the filters."""
    found = [*_published(wanted), *origin(wanted)]
    if wanted.language:
        found.append(REPORTS.c.language.in_(_lower(wanted.language)))
    here = CLAIMS.c.report_key == REPORTS.c.key
    said = _said_by(wanted)
    if said:
        found.append(exists().where(here, *said))
    if wanted.place:
        named = exists().where(PLACES.c.report_key == REPORTS.c.key, _place(PLACES, PLACES.c.name_fold, wanted.place))
        found.append(or_(named, exists().where(EVENTS.c.report_key == REPORTS.c.key, *_place_of_event(wanted))))
    kinds = _kind(wanted)
    if kinds:
        found.append(exists().where(EVENTS.c.report_key == REPORTS.c.key, *kinds))
    return found


def of_claims(wanted: Filter) -> list[Condition]:
    """Return the conditions on claims joined with their reports; place, type and status are those of their events."""
    found = [*_published(wanted), *origin(wanted), *_said_by(wanted)]
    if wanted.stance:
        found.append(CLAIMS.c.stance.in_(_lower(wanted.stance)))
    about = [*_place_of_event(wanted), *_kind(wanted)]
    if about:
        linked = and_(EVENT_CLAIMS.c.report_key == CLAIMS.c.report_key, EVENT_CLAIMS.c.claim_id == CLAIMS.c.id)
        event = and_(EVENTS.c.report_key == EVENT_CLAIMS.c.report_key, EVENTS.c.id == EVENT_CLAIMS.c.event_id)
        found.append(exists().where(linked, event, *about))
    return found


def of_events(wanted: Filter) -> list[Condition]:
    """Return the conditions on events joined with their reports."""
    found = [*origin(wanted), *_place_of_event(wanted), *_kind(wanted)]
    if wanted.from_:
        found.append(EVENTS.c.date_end >= wanted.from_.isoformat())
    if wanted.to:
        found.append(EVENTS.c.date_start <= wanted.to.isoformat())
    if wanted.side:
        found.append(
            exists().where(*_of(EVENT_ACTORS, "event_id", EVENTS), EVENT_ACTORS.c.side.in_(_lower(wanted.side)))
        )
    if wanted.source:
        found.append(or_(_given_by(EVENT_VALUES, EVENTS, wanted), _given_by(EVENT_CLAIMS, EVENTS, wanted)))
    return found


def of_truces(wanted: Filter) -> list[Condition]:
    """Return the conditions on truces joined with their reports."""
    found = [*_published(wanted), *origin(wanted)]
    if wanted.status:
        found.append(TRUCES.c.state.in_(_lower(wanted.status)))
    if wanted.place:
        found.append(or_(*(TRUCES.c.area_fold.contains(fold(p), autoescape=True) for p in wanted.place)))
    if wanted.side:
        found.append(exists().where(*_of(TRUCE_SIDES, "truce_id", TRUCES), TRUCE_SIDES.c.side.in_(_lower(wanted.side))))
    if wanted.source:
        found.append(_given_by(TRUCE_STATEMENTS, TRUCES, wanted))
    return found


def of_mentions(wanted: Filter, met: FromClause) -> list[Condition]:
    """Return the conditions on rows that mention somebody, joined with their reports; `met` holds those rows."""
    found = [*_published(wanted), *origin(wanted)]
    if wanted.side:
        found.append(met.c.side.in_(_lower(wanted.side)))
    if wanted.source:
        given = list(wanted.source)
        parts = [met.c.name_fold.contains(fold(name), autoescape=True) for name in given]
        found.append(or_(met.c.actor.in_(given), *parts))
    return found


def of_problems(wanted: Filter, code: Column[Any]) -> list[Condition]:
    """Return the conditions on problems joined with their reports; `code` is the column of their codes."""
    return [
        *_published(wanted),
        *origin(wanted),
        *([code.in_([t.upper() for t in wanted.type])] if wanted.type else []),
    ]


def origin(wanted: Filter) -> list[Condition]:
    """Return the conditions on the report that a thing stands in, without its date: the latest versions only."""
    found: list[Condition] = []
    if not wanted.all_versions:
        found.append(or_(REPORTS.c.superseded_by.is_(None), REPORTS.c.key.in_(wanted.report)))
    if wanted.outlet:
        found.append(REPORTS.c.outlet_fold.in_([fold(o) for o in wanted.outlet]))
    if wanted.report:
        found.append(or_(REPORTS.c.key.in_(wanted.report), REPORTS.c.id.in_(wanted.report)))
    return found


def _lower(names: Iterable[str]) -> list[str]:
    return [name.lower() for name in names]


def _published(wanted: Filter) -> list[Condition]:
    found: list[Condition] = []
    if wanted.from_:
        found.append(REPORTS.c.published >= wanted.from_.isoformat())
    if wanted.to:
        found.append(REPORTS.c.published <= wanted.to.isoformat())
    return found


def _said_by(wanted: Filter) -> list[Condition]:
    found: list[Condition] = []
    if wanted.side:
        found.append(CLAIMS.c.side.in_(_lower(wanted.side)))
    if wanted.source:
        found.append(_source(wanted.source))
    return found


def _source(names: Iterable[str]) -> Condition:
    given = list(names)
    parts = [CLAIMS.c.source_fold.contains(fold(name), autoescape=True) for name in given]
    return or_(CLAIMS.c.source_actor.in_(given), *parts)


def _place(table: Table, folded_name: Column[Any], names: Iterable[str]) -> Condition:
    given = list(names)
    folded = [fold(name) for name in given]
    codes = [name.upper() for name in given]
    columns = table.c
    return or_(
        folded_name.in_(folded),
        columns.admin1_fold.in_(folded),
        columns.country.in_(codes),
        columns.place_id.in_(given),
    )


def _place_of_event(wanted: Filter) -> list[Condition]:
    return [_place(EVENTS, EVENTS.c.place_fold, wanted.place)] if wanted.place else []


def _kind(wanted: Filter) -> list[Condition]:
    found: list[Condition] = []
    if wanted.type:
        types, modes = [t.upper() for t in wanted.type], _lower(wanted.type)
        found.append(or_(EVENTS.c.type.in_(types), EVENTS.c.mode.in_(modes)))
    if wanted.status:
        found.append(EVENTS.c.status.in_(_lower(wanted.status)))
    return found


def _of(part: Table, column: str, thing: Table) -> list[Condition]:
    return [part.c.report_key == thing.c.report_key, part.c[column] == thing.c.id]


def _given_by(part: Table, thing: Table, wanted: Filter) -> Condition:
    """Return the condition that a row of `part` of the thing is given by a claim of the sources asked for."""
    column = "truce_id" if thing is TRUCES else "event_id"
    claim = and_(CLAIMS.c.report_key == part.c.report_key, CLAIMS.c.id == part.c.claim_id)
    return exists().where(*_of(part, column, thing), claim, _source(wanted.source))
