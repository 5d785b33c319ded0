"""Who is met in a record: actors by id or name, as which side, under which words, how resolved and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Subquery,
    case,
    distinct,
    func,
    literal,
    null,
    select,
    union_all,
)

from trucewatch.record import conditions
from trucewatch.record.filters import Filter
from trucewatch.record.found import DESCRIBED, KNOWN, NEW, ActorRow
from trucewatch.record.meaning import Meant, meant
from trucewatch.record.ordering import ordered
from trucewatch.record.tables import ACTORS, CLAIMS, EVENT_ACTORS, REPORTS

_NEW = "new:"
_NO_PATH = '"via":[]'
#: How many of the words under which somebody is met are kept, the most frequent.
_MOST_WORDS = 12


def actor_rows(connection: Connection, wanted: Filter) -> Iterator[ActorRow]:
    """Yield who is met: new names first, then unknown sides, then the rest, each by how often.

    One that has an actor id is one under all its names.
    """
    asked = meant(connection, wanted, "actors")
    met = _met()
    who = func.coalesce(literal("id:") + met.c.actor, met.c.name_fold)
    counted = {f"{kind}s": _count(met, kind) for kind in ("mention", "claim", "event")}
    counted["reports"] = func.count(distinct(met.c.report_key))
    new = met.c.actor.startswith(_NEW, autoescape=True)
    rank = case((func.max(case((new, 1), else_=0)) == 1, 0), (func.min(met.c.side) == "unknown", 1), else_=2)
    query = (
        select(
            who.label("who"),
            func.min(met.c.actor).label("actor"),
            func.min(met.c.name).label("name"),
            met.c.side,
            *(column.label(name) for name, column in counted.items()),
            func.sum(met.c.referred).label("references"),
            func.min(REPORTS.c.published).label("first"),
            func.max(REPORTS.c.published).label("last"),
        )
        .select_from(_in_report(met))
        .where(*conditions.of_mentions(asked, met))
        .group_by(who, met.c.side)
    )
    decides = {**counted, "unknown": rank, "name": func.min(met.c.name_fold), "side": met.c.side}
    query = query.order_by(*ordered("actors", wanted, (rank, func.count().desc(), who, met.c.side), decides))
    if wanted.limit is not None:
        query = query.limit(wanted.limit)
    words = _words(connection, asked, met, who)
    for row in connection.execute(query.offset(wanted.offset) if wanted.offset else query):
        yield _row(row, words[row.who, row.side])


def _row(row: Any, words: Counter[str]) -> ActorRow:
    actor: str | None = row.actor
    how = DESCRIBED if actor is None else NEW if actor.startswith(_NEW) else KNOWN
    counts = {name: getattr(row, name) for name in ("mentions", "claims", "events", "references", "reports")}
    first, last = (date.fromisoformat(day) if day else None for day in (row.first, row.last))
    often = tuple(sorted(words.items(), key=lambda w: (-w[1], w[0]))[:_MOST_WORDS])
    return ActorRow(actor, row.name, row.side, how, **counts, words=often, first=first, last=last)


def _met() -> Subquery:
    """Return every row that says who somebody is: mentions, sources of claims, actors and recipients of events."""
    referred = case((CLAIMS.c.body.contains(_NO_PATH, autoescape=True), 0), else_=1)
    return union_all(
        select(
            *(ACTORS.c[n] for n in ("report_key", "actor", "name", "name_fold", "side", "text")),
            literal("mention").label("kind"),
            literal(0).label("referred"),
            null().label("event_id"),
            null().label("claim_id"),
        ),
        select(
            CLAIMS.c.report_key,
            CLAIMS.c.source_actor,
            CLAIMS.c.source_name,
            CLAIMS.c.source_fold,
            CLAIMS.c.side,
            CLAIMS.c.text,
            literal("claim"),
            referred,
            null(),
            CLAIMS.c.id,
        ),
        select(
            *(EVENT_ACTORS.c[n] for n in ("report_key", "actor", "name", "name_fold", "side", "text")),
            literal("event"),
            literal(0),
            EVENT_ACTORS.c.event_id,
            null(),
        ),
    ).subquery("met")


def _in_report(met: Subquery) -> FromClause:
    return met.join(REPORTS, REPORTS.c.key == met.c.report_key)


def _count(met: Subquery, kind: str) -> ColumnElement[int]:
    return func.sum(case((met.c.kind == kind, 1), else_=0))


def _words(
    connection: Connection, asked: Meant, met: Subquery, who: ColumnElement[Any]
) -> dict[tuple[str, str], Counter[str]]:
    """Return the words under which each is met, by who and side; an event's words are counted as mentions already."""
    query = (
        select(who.label("who"), met.c.side, met.c.text, func.sum(case((met.c.kind == "event", 0), else_=1)))
        .select_from(_in_report(met))
        .where(*conditions.of_mentions(asked, met))
        .group_by(who, met.c.side, met.c.text)
    )
    found: dict[tuple[str, str], Counter[str]] = {}
    for name, side, text, number in connection.execute(query):
        found.setdefault((name, side), Counter())[text] += number
    return found
