"""Truces: which halts of fire a report speaks of, and what becomes of them, with the words behind every field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from trucewatch.read.truce_state import StateSaid, latest, states_said
from trucewatch.read.truce_terms import Term, area_of, days_of, length_of
from trucewatch.read.truce_words import Scene, TruceWords, find_truce_words

#: Types of events (PLOVER) that can break a truce.
_BREAKING = frozenset({"ASSAULT", "COERCE"})
_REAL = frozenset({"happened", "ongoing", "alleged"})
_SOUGHT = frozenset({"proposed", "negotiating"})


def read_truces(
    report: Report,
    claims: tuple[Claim, ...],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    actors: Sequence[Actor],
    events: Sequence[Event],
) -> tuple[Truce, ...]:
    """Return the truces that a report speaks of, in order of first mention; rules of docs/codebook/truce.md.

    Every field has a statement with its words and its giver: the innermost claim that holds them, else the outlet.
    Never raises on any text; linear in its length.
    """
    scene = Scene(report)
    mentions = find_truce_words(scene, times, places)
    people = sided(scene, actors, mentions)
    groups = group_mentions(scene, mentions, times, places)
    return tuple(_truce(scene, g, mentions, claims, times, places, people, events) for g in groups)


def _truce(
    scene: Scene,
    group: TruceGroup,
    everywhere: Sequence[TruceWords],
    claims: tuple[Claim, ...],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    people: Sequence[Sided],
    events: Sequence[Event],
) -> Truce:
    mentions = group.mentions
    outsiders = truce_lexicon().outsiders
    said = [s for m in mentions for s in states_said(scene, m, everywhere)]
    breaches = _violations(mentions, said, events)
    state = _state(mentions, said)
    areas = area_of(scene, mentions, places, [p.words for p in people if p.side in outsiders])
    lengths = [t for m in mentions if (t := length_of(scene, m, times))]
    days = [t for m in mentions for t in days_of(scene, m, times)]
    brokers = [t for m in mentions for t in brokers_of(scene, m, people)]
    brokers = brokers or talkers_of(scene, mentions, people, state.value in _SOUGHT)
    parties = _parties(scene, mentions, people, claims, bool(brokers) or state.value in _SOUGHT)
    duration = _settled(scene.report, lengths)
    head = _fullest(mentions)
    start = next((t.value for t in days if t.field == "start"), None)
    states = [Term("state", s.state, s.words) for s in said] or [state]
    terms = [Term("name", _name(head), head.phrase), state, *states, *areas, *lengths, *days, *parties, *brokers]
    return Truce(
        id=thing_id("t", scene.report, mentions[0].words.start, mentions[0].words.end, "truce"),
        mentions=_ordered(mentions, state, head),
        name=_name(head),
        state=state.value,
        statements=_statements(scene.report, claims, terms),
        parties=_unique(t.value for t in parties),
        brokers=_unique(t.value for t in brokers),
        area=areas[0].value if areas else None,
        start=start,
        end=next((t.value for t in days if t.field == "end"), None),
        duration=duration,
        violations=tuple(e.id for e in breaches),
    )


def _state(mentions: Sequence[TruceWords], said: Sequence[StateSaid]) -> Term:
    """Return the latest state; a truce that is only named ("during the truce") is read as in force."""
    last = latest(said)
    if last is None:
        return Term("state", "in-force", mentions[0].phrase)
    return Term("state", last.state, last.words)


def _parties(
    scene: Scene, mentions: Sequence[TruceWords], people: Sequence[Sided], claims: Sequence[Claim], both: bool
) -> list[Term]:
    said = [t for m in mentions for t in parties_of(scene, m, people, claims, both)]
    said = said or [t for m in mentions for t in accused_of(scene, m, people)]
    return said or warring_of(mentions, people)


def _violations(mentions: Sequence[TruceWords], said: Sequence[StateSaid], events: Sequence[Event]) -> list[Event]:
    """Return the violent events told in a sentence that says the truce is broken, by the words of one mention each."""
    broken = [
        m.sentence
        for m in mentions
        for s in said
        if s.state == "strained" and m.sentence[0] <= s.cue.start < m.sentence[1]
    ]
    found = []
    for event in events:
        if event.type not in _BREAKING or event.status not in _REAL:
            continue
        if any(a <= w.start < b for w in event.mentions for a, b in broken):
            found.append(event)
    return found


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
