"""Readings made by hypothesis: any text, any spans, any values, links that exist."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from trucewatch.errors import PROBLEMS
from trucewatch.model import (
    FORMS,
    STANCES,
    STATUSES,
    TOLL_FIELDS,
    TRUCE_STATES,
    Actor,
    Claim,
    ClaimLink,
    Event,
    EventDate,
    Hearsay,
    Place,
    Problem,
    PublishedDate,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    TimeExpression,
    Truce,
    Value,
    Zone,
)
from trucewatch.model.event import TOLL_OF
from trucewatch.model.report import ZONE_KINDS

NAMES = st.text(max_size=12)
MAYBE = st.none() | NAMES
SIDES = st.sampled_from(["government", "opposition", "monitor", "unknown"])
SURE = st.integers(0, 1000).map(lambda n: n / 1000)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


def spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda p: Span.of(text, min(p), max(p)))


def reports(text: str) -> st.SearchStrategy[Report]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    words = spans(text)
    published = st.builds(PublishedDate, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | words)
    return st.builds(
        Report,
        id=NAMES,
        text=st.just(text),
        raw_sha256=st.just(sha),
        text_sha256=st.just(sha),
        outlet=MAYBE,
        url=MAYBE,
        title=MAYBE,
        published=published,
        dateline=st.none() | words,
        language=st.none() | st.just("en"),
        zones=some(st.builds(Zone, words, st.sampled_from(ZONE_KINDS))),
        location=NAMES,
        problems=some(PROBLEM),
        raw=st.sampled_from([b"", text.encode()]),
    )


PROBLEM = st.builds(Problem.of, st.sampled_from(sorted(PROBLEMS)), NAMES, NAMES)


@st.composite
def claims(draw: st.DrawFn, text: str) -> tuple[Claim, ...]:
    words = spans(text)
    source = st.builds(Source, words, MAYBE, NAMES, SIDES, st.booleans(), some(NAMES))
    made: list[Claim] = []
    for n in range(draw(st.integers(0, 3))):
        forms, stances = st.sampled_from(FORMS), st.sampled_from(STANCES)
        rest = [draw(s) for s in (source, words, some(words), forms, stances, SURE)]
        made.append(Claim(f"c-{n}", *rest))
    if len(made) > 1 and draw(st.booleans()):
        made[0] = replace(made[0], within=made[-1].id)
    return tuple(made)


@st.composite
def givers(draw: st.DrawFn, claims: tuple[Claim, ...]) -> dict[str, str]:
    named = draw(st.sampled_from([None, *(c.id for c in claims)]))
    return {"claim": named} if named else {"outlet": draw(NAMES)}


@st.composite
def events(draw: st.DrawFn, n: int, text: str, claims: tuple[Claim, ...]) -> Event:
    words, giver = spans(text), givers(claims)
    actor = st.builds(Actor, words, MAYBE, NAMES, SIDES)
    days = draw(st.none() | st.tuples(DAYS, DAYS).map(sorted))
    fields: dict[str, Any] = {
        "actor": draw(some(actor)),
        "recipient": draw(some(actor)),
        "place": draw(st.none() | places(text)),
        "date": EventDate(*days, draw(st.none() | words)) if days else None,
    }
    needed = ["type", "status", *(f for f, v in fields.items() if v)]
    values = [Value(f, draw(words), value=draw(NAMES), **draw(giver)) for f in needed]
    for field in draw(some(st.sampled_from(TOLL_FIELDS))):
        low, high = sorted(draw(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))))
        who, gone = draw(st.sampled_from(TOLL_OF)), draw(st.booleans())
        values.append(Value(field, draw(words), low=low, high=high, who=who, superseded=gone, **draw(giver)))
    links = draw(some(st.sampled_from(claims))) if claims else ()
    status, mode, sure = draw(st.sampled_from(STATUSES)), draw(MAYBE), draw(SURE)
    linked = tuple(ClaimLink(c.id, draw(st.sampled_from(["reports", "denies"]))) for c in links)
    return Event(f"e-{n}", draw(some(words)), "ASSAULT", mode, status, tuple(values), linked, confidence=sure, **fields)


def places(text: str) -> st.SearchStrategy[Place]:
    degrees = st.none() | st.floats(-90, 90)
    return st.builds(Place, spans(text), MAYBE, NAMES, MAYBE, MAYBE, degrees, degrees, degrees, SURE)


@st.composite
def truces(draw: st.DrawFn, n: int, text: str, claims: tuple[Claim, ...], events: tuple[Event, ...]) -> Truce:
    words, giver = spans(text), givers(claims)
    flat = {f: draw(MAYBE) for f in ("area", "start", "end", "duration")}
    lists = {f: draw(some(SIDES)) for f in ("parties", "brokers")}
    said = ["name", "state", *(f for f, v in {**flat, **lists}.items() if v)]
    statements = tuple(Statement(f, draw(NAMES), draw(words), **draw(giver)) for f in said)
    broken = tuple(e.id for e in draw(some(st.sampled_from(events)))) if events else ()
    state = draw(st.sampled_from(TRUCE_STATES))
    return Truce(f"t-{n}", draw(some(words)), draw(NAMES), state, statements, violations=broken, **flat, **lists)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Make a reading that does not contradict itself."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    words, said = spans(text), draw(claims(text))
    happened = tuple(draw(events(n, text, said)) for n in range(draw(st.integers(0, 2))))
    halts = tuple(draw(truces(n, text, said, happened)) for n in range(draw(st.integers(0, 2))))
    times = st.builds(TimeExpression, words, NAMES, NAMES, *[MAYBE] * 5, some(NAMES), MAYBE, MAYBE)
    actors = some(st.builds(Actor, words, MAYBE, NAMES, SIDES))
    hearsay = some(st.builds(Hearsay, words, some(words)))
    rest = [draw(s) for s in (some(places(text)), some(times), actors, some(PROBLEM))]
    return Reading(draw(reports(text)), said, draw(hearsay), happened, halts, *rest)
