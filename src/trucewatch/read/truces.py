"""Truces: which halts of fire a report speaks of, and what becomes of them, with the words behind every field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from trucewatch.know.truce_lexicon import truce_lexicon
from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim
from trucewatch.model.event import Event
from trucewatch.model.ids import thing_id
from trucewatch.model.place import Place
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression
from trucewatch.model.truce import Statement, Truce
from trucewatch.read.truce_breaches import told_as_breaches, under_the_truce
from trucewatch.read.truce_groups import TruceGroup, group_mentions, hours
from trucewatch.read.truce_sides import (
    Sided,
    accused_of,
    brokers_of,
    parties_of,
    sided,
    talkers_of,
    warring_of,
)
from trucewatch.read.truce_state import StateSaid, states_said
from trucewatch.read.truce_telling import TruceScan
from trucewatch.read.truce_terms import Term, area_of, days_of, length_of
from trucewatch.read.truce_weighing import LIKELY, features, shares
from trucewatch.read.truce_words import Scene, TruceWords, find_truce_words

_STANDING = frozenset({"in-force", "extended"})
_SOUGHT = frozenset({"proposed", "negotiating"})
#: What a truce that has not begun cannot be, nor be taken for because somebody will not have it.
_BEGUN = frozenset({"in-force", "strained", "extended", "expired", "rejected"})


def read_truces(
    report: Report,
    claims: tuple[Claim, ...],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    actors: Sequence[Actor],
    events: Sequence[Event],
    scan: TruceScan | None = None,
    decided: Mapping[str, str] | None = None,
) -> tuple[Truce, ...]:
    """Return the truces that a report speaks of, in order of first mention; rules of docs/codebook/truce.md.

    `scan` is what the encoder says of the words that name a truce; without it their states are told by words alone.
    Who is bound and who brokers goes by the state that is `decided` for a truce (by id), else by the one found.

    Every field has a statement with its words and its giver: the innermost claim that holds them, else the outlet.
    Never raises on any text; linear in its length.
    """
    scene, states = (scan.scene, scan.states) if scan else (Scene(report), {})
    mentions = find_truce_words(scene, times, places)
    people = sided(scene, actors, mentions)
    given = _Given(scene, states, decided or {}, mentions, claims, times, places, people, events)
    return tuple(_truce(given, g) for g in group_mentions(scene, mentions, times, places))


@dataclass(frozen=True, slots=True)
class _Given:
    """Hold what the report and the other readers give for all its truces."""

    scene: Scene
    states: Mapping[int, Mapping[str, float]]
    decided: Mapping[str, str]
    everywhere: Sequence[TruceWords]
    claims: tuple[Claim, ...]
    times: Sequence[TimeExpression]
    places: Sequence[Place]
    people: Sequence[Sided]
    events: Sequence[Event]


def _truce(given: _Given, group: TruceGroup) -> Truce:
    scene, mentions = given.scene, group.mentions
    name = thing_id("t", scene.report, mentions[0].words.start, mentions[0].words.end, "truce")
    told = [states_said(scene, m, given.everywhere) for m in mentions]
    said = [s for own in told for s in own]
    days = [t for m in mentions for t in days_of(scene, m, given.times)]
    state = _state(given, mentions, told, _first(days, "start"))
    brokers, parties = _sides(given, mentions, given.decided.get(name, state.value))
    lengths = [t for m in mentions if (t := length_of(scene, m, given.times))]
    areas = _areas(given, mentions)
    breaches = told_as_breaches(mentions, said, given.events)
    if state.value in _STANDING or (state.value == "strained" and not breaches):
        bound = {t.value for t in parties}
        under = under_the_truce(scene, mentions, _first(areas), _first(days, "start"), bound, given.events)
        if under and state.value in _STANDING:
            state = Term("state", "strained", under[0].mentions[0])
        breaches = breaches or under
    head = _fullest(mentions)
    states = [state, *(Term("state", s.state, s.words) for s in said)]
    terms = [Term("name", _name(head), head.phrase), *states, *areas, *lengths, *days, *parties, *brokers]
    return Truce(
        id=name,
        mentions=_ordered(mentions, state, head),
        name=_name(head),
        state=state.value,
        statements=_statements(scene.report, given.claims, terms),
        parties=_unique(t.value for t in parties),
        brokers=_unique(t.value for t in brokers),
        area=_first(areas),
        start=_first(days, "start"),
        end=_first(days, "end"),
        duration=_settled(scene.report, lengths),
        violations=tuple(e.id for e in breaches),
    )


def _first(terms: Iterable[Term], field: str | None = None) -> str | None:
    return next((t.value for t in terms if field in (None, t.field)), None)


def _areas(given: _Given, mentions: Sequence[TruceWords]) -> list[Term]:
    outsiders = [p.words for p in given.people if p.side in truce_lexicon().outsiders]
    return area_of(given.scene, mentions, given.places, outsiders)


def _state(
    given: _Given, mentions: Sequence[TruceWords], said: Sequence[Sequence[StateSaid]], start: str | None
) -> Term:
    """Return the latest state that some mention is likely to give, with the words of the one that gives it most surely.

    Where none is likely it is the state that all together make likeliest; `said` are the states that cues give each.
    "Any truce" without a cue is one that somebody has in mind. A truce whose first day is still to come has not begun,
    and is not off because somebody rejects it; one whose first day has come is in force, not only announced.
    """
    scene, day = given.scene, given.scene.report.published.day
    if not any(said) and all(m.phrase.text.lower().startswith("any ") for m in mentions):
        return Term("state", "proposed", mentions[0].phrase)
    weighed = [
        shares(features(scene, m, own), given.states.get(m.words.start)) for m, own in zip(mentions, said, strict=True)
    ]
    ahead = bool(start and day and start > day.isoformat())
    open_states = [s for s in truce_lexicon().order if not (ahead and s in _BEGUN)]
    likely = (s for s in open_states if any(w[s] >= LIKELY for w in weighed))
    state = next(likely, None) or max(open_states, key=lambda s: fsum(w[s] for w in weighed))
    at = max(range(len(mentions)), key=lambda i: (weighed[i][state], -i))
    words = next((s.words for s in said[at] if s.state == state), mentions[at].phrase)
    begun = bool(start and day and start <= day.isoformat())
    return Term("state", "in-force" if begun and state == "announced" else state, words)


def _sides(given: _Given, mentions: Sequence[TruceWords], state: str) -> tuple[list[Term], list[Term]]:
    """Return brokers and parties; a truce that is brokered or sought binds both sides, whoever declares it."""
    scene, people = given.scene, given.people
    sought = state in _SOUGHT
    brokers = [t for m in mentions for t in brokers_of(scene, m, people)] or talkers_of(scene, mentions, people, sought)
    both = bool(brokers) or sought
    parties = [t for m in mentions for t in parties_of(scene, m, people, given.claims, both)]
    parties = parties or [t for m in mentions for t in accused_of(scene, m, people)]
    return brokers, parties or warring_of(mentions, people)


def _settled(report: Report, lengths: Sequence[Term]) -> str | None:
    """Return the length that the report settles on: its body before its headline, a range before one length."""
    body = [t for t in lengths if not report.in_zone(t.words, "headline")] or list(lengths)
    ranges = [t.value for t in body if (h := hours(t.value)) and h[0] != h[1]]
    return ranges[0] if ranges else body[0].value if body else None


def _fullest(mentions: Sequence[TruceWords]) -> TruceWords:
    return max(
        (m for m in mentions if m.kind != "reference"), key=lambda m: (m.phrase.end - m.phrase.start, -m.words.start)
    )


def _ordered(mentions: Sequence[TruceWords], state: Term, head: TruceWords) -> tuple[Span, ...]:
    """Put the mention that gives the state first, then the fullest, then the others as they stand in the text."""
    first = [m for m in mentions if state.words.touches(m.phrase)][:1]
    named = [m for m in mentions if m.kind != "reference"]
    spans = [m.phrase for m in (*first, head, *named, *mentions)]
    return tuple(dict.fromkeys(spans))


def _name(head: TruceWords) -> str:
    words = head.phrase.text.split()
    kept = words[1:] if words and words[0].lower() in ("a", "an", "the", "this", "that", "its", "their") else words
    return " ".join(kept).strip(" \"'“”‘’,.")


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _statements(report: Report, claims: tuple[Claim, ...], terms: Iterable[Term]) -> tuple[Statement, ...]:
    """Return one statement for each field, value and giver: the first words that give it."""
    found: dict[tuple[str, str, str], Statement] = {}
    for term in terms:
        claim = _innermost(claims, term.words)
        giver = claim.id if claim else report.giver
        statement = Statement(term.field, term.value, term.words, claim.id if claim else None, None if claim else giver)
        found.setdefault((term.field, term.value, giver), statement)
    return tuple(sorted(found.values(), key=lambda s: (s.words.start, s.words.end, s.field, s.value)))


def _innermost(claims: Iterable[Claim], words: Span) -> Claim | None:
    """Return the claim with the shortest content that holds the words."""
    holding = [c for c in claims if c.holds(words)]
    return min(holding, key=lambda c: (sum(p.end - p.start for p in c.content), c.id), default=None)
