"""A Filter as SQL conditions, one set for each noun; its names are looked up before (meaning.py)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Table, and_, exists, false, func, or_, select

from trucewatch.record.filters import Filter
from trucewatch.record.meaning import Meant, known_day
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
    TRUCE_VIOLATIONS,
    TRUCES,
)

Condition = ColumnElement[bool]


def of_reports(meant: Meant) -> list[Condition]:
    """Return the conditions on reports: something in the report must fit each of the filters."""
    wanted = meant.wanted
    found = [*_published(wanted), *origin(meant)]
    if wanted.language:
        found.append(REPORTS.c.language.in_(_lower(wanted.language)))
    said = _said_by(meant)
    if said:
        found.append(exists().where(CLAIMS.c.report_key == REPORTS.c.key, *said))
    if wanted.place:
        named = exists().where(PLACES.c.report_key == REPORTS.c.key, _place(PLACES, PLACES.c.name_fold, meant))
        found.append(or_(named, exists().where(EVENTS.c.report_key == REPORTS.c.key, *_place_of_event(meant))))
    kinds = _kind(wanted)
    if kinds:
        found.append(exists().where(EVENTS.c.report_key == REPORTS.c.key, *kinds))
    if wanted.truce:
        found.append(exists().where(TRUCES.c.report_key == REPORTS.c.key, among(TRUCES.c.id, meant.truces)))
    return found


def of_claims(meant: Meant, *, sources: bool = False) -> list[Condition]:
    """Return the conditions on claims joined with their reports; place, type and status are those of their events.

    Where `sources` are asked for, an id is that of the actor who says the claim.
    """
    wanted = meant.wanted
    found = [*_published(wanted), *origin(meant), *_said_by(meant)]
    if wanted.stance:
        found.append(CLAIMS.c.stance.in_(_lower(wanted.stance)))
    about = [*_place_of_event(meant), *_kind(wanted)]
    if about:
        found.append(_of_claimed_event(CLAIMS.c.report_key, CLAIMS.c.id, about))
    if wanted.truce:
        found.append(_tells_of_truce(CLAIMS.c.report_key, CLAIMS.c.id, meant))
    if wanted.id:
        found.append((CLAIMS.c.source_actor if sources else CLAIMS.c.id).in_(wanted.id))
    return [*found, *_sure(CLAIMS, wanted)]


def of_events(meant: Meant) -> list[Condition]:
    """Return the conditions on events joined with their reports."""
    wanted = meant.wanted
    found = [*origin(meant), *_place_of_event(meant), *_kind(wanted)]
    if wanted.from_:
        found.append(EVENTS.c.date_end >= wanted.from_.isoformat())
    if wanted.to:
        found.append(EVENTS.c.date_start <= wanted.to.isoformat())
    if wanted.side:
        found.append(
            exists().where(*_of(EVENT_ACTORS, "event_id", EVENTS), EVENT_ACTORS.c.side.in_(_lower(wanted.side)))
        )
    if wanted.source:
        found.append(or_(_given_by(EVENT_VALUES, EVENTS, meant), _given_by(EVENT_CLAIMS, EVENTS, meant)))
    if wanted.truce:
        found.append(_breaks_truce(EVENTS.c.report_key, EVENTS.c.id, meant))
    if wanted.id:
        found.append(EVENTS.c.id.in_(wanted.id))
    return [*found, *_sure(EVENTS, wanted)]


def of_truces(meant: Meant) -> list[Condition]:
    """Return the conditions on truces joined with their reports."""
    wanted = meant.wanted
    found = [*_published(wanted), *origin(meant)]
    if wanted.status:
        found.append(TRUCES.c.state.in_(_lower(wanted.status)))
    if wanted.place:
        found.append(among(TRUCES.c.area_fold, meant.areas))
    if wanted.side:
        found.append(exists().where(*_of(TRUCE_SIDES, "truce_id", TRUCES), TRUCE_SIDES.c.side.in_(_lower(wanted.side))))
    if wanted.source:
        found.append(_given_by(TRUCE_STATEMENTS, TRUCES, meant))
    if wanted.truce:
        found.append(among(TRUCES.c.id, meant.truces))
    if wanted.id:
        found.append(TRUCES.c.id.in_(wanted.id))
    return found


def of_mentions(meant: Meant, met: FromClause) -> list[Condition]:
    """Return the conditions on rows that mention somebody, joined with their reports; `met` holds those rows.

    Place, type, status and truce leave whoever acts or suffers in such an event, and whoever tells of it.
    """
    wanted = meant.wanted
    found = [*_published(wanted), *origin(meant)]
    if wanted.side:
        found.append(met.c.side.in_(_lower(wanted.side)))
    if wanted.source:
        found.append(_speaker(met.c.actor, met.c.name_fold, meant))
    if wanted.id:
        found.append(met.c.actor.in_(wanted.id))
    about = [*_place_of_event(meant), *_kind(wanted)]
    if about:
        acts = exists().where(EVENTS.c.report_key == met.c.report_key, EVENTS.c.id == met.c.event_id, *about)
        found.append(or_(acts, _of_claimed_event(met.c.report_key, met.c.claim_id, about)))
    if wanted.truce:
        breaks = _breaks_truce(met.c.report_key, met.c.event_id, meant)
        found.append(or_(breaks, _tells_of_truce(met.c.report_key, met.c.claim_id, meant)))
    return found


def of_problems(meant: Meant, code: Column[Any]) -> list[Condition]:
    """Return the conditions on problems joined with their reports; `code` is the column of their codes."""
    wanted = meant.wanted
    kinds = [code.in_([t.upper() for t in wanted.type])] if wanted.type else []
    return [*_published(wanted), *origin(meant), *kinds]


def origin(meant: Meant) -> list[Condition]:
    """Return the conditions on the report that a thing stands in, without its date: the versions that count only."""
    wanted = meant.wanted
    found: list[Condition] = []
    if wanted.as_of:
        found.append(known_day() <= wanted.as_of.isoformat())
        if meant.uncounted:
            found.append(or_(~among(REPORTS.c.key, meant.uncounted), REPORTS.c.key.in_(wanted.report)))
    elif not wanted.all_versions:
        found.append(or_(REPORTS.c.superseded_by.is_(None), REPORTS.c.key.in_(wanted.report)))
    if wanted.outlet:
        found.append(among(REPORTS.c.outlet_fold, meant.outlets))
    if wanted.report:
        found.append(or_(REPORTS.c.key.in_(wanted.report), REPORTS.c.id.in_(wanted.report)))
    return found


def among(column: ColumnElement[Any], values: Iterable[str]) -> Condition:
    """Return the condition that a column holds one of many values, more than a statement may have parameters."""
    given = sorted(values)
    if not given:
        return false()
    listed = func.json_each(json.dumps(given)).table_valued("value")
    return column.in_(select(listed.c.value))


def _lower(names: Iterable[str]) -> list[str]:
    return [name.lower() for name in names]


def _published(wanted: Filter) -> list[Condition]:
    found: list[Condition] = []
    if wanted.from_:
        found.append(REPORTS.c.published >= wanted.from_.isoformat())
    if wanted.to:
        found.append(REPORTS.c.published <= wanted.to.isoformat())
    return found


def _said_by(meant: Meant) -> list[Condition]:
    found: list[Condition] = []
    if meant.wanted.side:
        found.append(CLAIMS.c.side.in_(_lower(meant.wanted.side)))
    if meant.wanted.source:
        found.append(_source(meant))
    return found


def _source(meant: Meant) -> Condition:
    return _speaker(CLAIMS.c.source_actor, CLAIMS.c.source_fold, meant)


def _speaker(actor: ColumnElement[Any], folded: ColumnElement[Any], meant: Meant) -> Condition:
    return or_(among(actor, meant.actors), among(folded, meant.names))


def _place(table: Table, folded_name: Column[Any], meant: Meant) -> Condition:
    return or_(
        among(folded_name, meant.places),
        among(table.c.admin1_fold, meant.divisions),
        among(table.c.country, meant.countries),
        among(table.c.place_id, meant.place_ids),
    )


def _place_of_event(meant: Meant) -> list[Condition]:
    return [_place(EVENTS, EVENTS.c.place_fold, meant)] if meant.wanted.place else []


def _kind(wanted: Filter) -> list[Condition]:
    found: list[Condition] = []
    if wanted.type:
        types, modes = [t.upper() for t in wanted.type], _lower(wanted.type)
        found.append(or_(EVENTS.c.type.in_(types), EVENTS.c.mode.in_(modes)))
    if wanted.status:
        found.append(EVENTS.c.status.in_(_lower(wanted.status)))
    return found


def _sure(table: Table, wanted: Filter) -> list[Condition]:
    """Return the condition on how sure the program is, as tables show it: rounded to per cent."""
    percent = func.round(100 * func.json_extract(table.c.body, "$.confidence"))
    return [percent >= wanted.sure] if wanted.sure else []


def _of_claimed_event(report: ColumnElement[Any], claim: ColumnElement[Any], about: list[Condition]) -> Condition:
    """Return the condition that a claim reports or denies an event that fits."""
    linked = and_(EVENT_CLAIMS.c.report_key == report, EVENT_CLAIMS.c.claim_id == claim)
    event = and_(EVENTS.c.report_key == EVENT_CLAIMS.c.report_key, EVENTS.c.id == EVENT_CLAIMS.c.event_id)
    return exists().where(linked, event, *about)


def _breaks_truce(report: ColumnElement[Any], event: ColumnElement[Any], meant: Meant) -> Condition:
    part = TRUCE_VIOLATIONS.c
    return exists().where(part.report_key == report, part.event_id == event, among(part.truce_id, meant.truces))


def _tells_of_truce(report: ColumnElement[Any], claim: ColumnElement[Any], meant: Meant) -> Condition:
    """Return the condition that a claim states something of a truce, or tells of an event that breaks it."""
    part = TRUCE_STATEMENTS.c
    stated = exists().where(part.report_key == report, part.claim_id == claim, among(part.truce_id, meant.truces))
    return or_(stated, _of_claimed_event(report, claim, [_breaks_truce(EVENTS.c.report_key, EVENTS.c.id, meant)]))


def _of(part: Table, column: str, thing: Table) -> list[Condition]:
    return [part.c.report_key == thing.c.report_key, part.c[column] == thing.c.id]


def _given_by(part: Table, thing: Table, meant: Meant) -> Condition:
    """Return the condition that a row of `part` of the thing is given by a claim of the sources asked for."""
    column = "truce_id" if thing is TRUCES else "event_id"
    claim = and_(CLAIMS.c.report_key == part.c.report_key, CLAIMS.c.id == part.c.claim_id)
    return exists().where(*_of(part, column, thing), claim, _source(meant))
