"""Resolve a stored reading again with a corrected profile: who is meant changes, what was read does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trucewatch.know.event_types import codes
from trucewatch.model import Actor, Claim, Event, Reading, Source, Span, Truce, Value
from trucewatch.read.bearings import without_bearings
from trucewatch.read.sources import is_named
from trucewatch.read.truces import read_truces
from trucewatch.resolve.actors import ActorResolver
from trucewatch.resolve.actors_force import as_forces

_SIDES = ("parties", "brokers")


def resolve_again(reading: Reading, resolver: ActorResolver) -> Reading:
    """Return a reading with actors, names and sides as `resolver` has them now, everything else as it was.

    New are: the mentions of actors; the source of each claim; actor and recipient of each event (the same words) with
    their values, and its ACLED code where it depends on the actor's side; the parties and brokers of each truce that
    the rules for truces find as before. Claims, ids, spans, places, times, tolls and states stay. An event whose doer
    no stored word mentions gets none: for that the report is read anew.
    """
    mentions = resolver.mentions(reading.report)
    claims = resolver.sources(reading.report, tuple(map(_unresolved, reading.claims)), mentions)
    people = _People.of(reading, claims, mentions, resolver)
    events = as_forces((_event(event, people) for event in reading.events), resolver.profile)
    changed = replace(reading, claims=claims, events=events, actors=mentions)
    return replace(changed, truces=_truces(changed))


def _unresolved(claim: Claim) -> Claim:
    """Return a claim with its source as it came from the reader."""
    words = claim.source.words
    return replace(claim, source=Source(words, None, words.text, "unknown", is_named(words.text)))


@dataclass(frozen=True)
class _People:
    """Hold who was mentioned and who spoke, before and now."""

    reading: Reading
    was_mentioned: frozenset[Actor]
    was_source: frozenset[Actor]
    mentions: dict[Span, Actor]
    sources: dict[Span, Actor]
    resolver: ActorResolver

    @classmethod
    def of(
        cls, reading: Reading, claims: tuple[Claim, ...], mentions: tuple[Actor, ...], resolver: ActorResolver
    ) -> _People:
        spoke = frozenset(_speaker(c.source) for c in reading.claims)
        speak = {c.source.words: _speaker(c.source) for c in claims}
        return cls(reading, frozenset(reading.actors), spoke, {a.words: a for a in mentions}, speak, resolver)

    def now(self, actor: Actor) -> Actor:
        """Return who the words of an actor of an event mean now.

        A speaker stays the source of its claim; else it is the mention with these words, or the shortest one that holds
        them, or what the words mean by themselves.
        """
        speaker = self.sources.get(actor.words)
        if speaker and actor in self.was_source and actor not in self.was_mentioned:
            return speaker
        found = self.mentions.get(actor.words) or self._holder(actor.words) or speaker
        found = found or self.resolver.resolve(self.reading.report, actor.words)
        return replace(found, words=actor.words)

    def _holder(self, words: Span) -> Actor | None:
        holding = (a for a in self.mentions.values() if a.words.holds(words))
        return min(holding, key=lambda a: (a.words.end - a.words.start, a.words.start), default=None)


def _speaker(source: Source) -> Actor:
    return Actor(source.words, source.actor, source.name, source.side)


def _event(event: Event, people: _People) -> Event:
    actor, recipient = tuple(map(people.now, event.actor)), tuple(map(people.now, event.recipient))
    now = {"actor": actor, "recipient": recipient}
    values = tuple(_value(v, now.get(v.field, ())) for v in event.values)
    acled = event.acled
    if actor and actor[0].side != event.actor[0].side:
        acled = codes(event.type, event.mode, actor[0].side).acled
    return replace(event, actor=actor, recipient=recipient, values=values, acled=acled)


def _value(value: Value, actors: Iterable[Actor]) -> Value:
    named = next((a.name for a in actors if a.words == value.words), value.value)
    return replace(value, value=named)


def _truces(reading: Reading) -> tuple[Truce, ...]:
    """Return the truces of a reading with parties and brokers as the rules find them for its actors and states."""
    if not reading.truces:
        return ()
    where = without_bearings(reading.report.text, reading.places)
    parts = (reading.claims, reading.times, where, reading.actors, reading.events)
    states = {t.id: t.state for t in reading.truces}
    found = {t.id: t for t in read_truces(reading.report, *parts, decided=states)}
    return tuple(_with_sides(t, found[t.id]) if t.id in found else t for t in reading.truces)


def _with_sides(truce: Truce, found: Truce) -> Truce:
    kept = [s for s in truce.statements if s.field not in _SIDES]
    said = [*kept, *(s for s in found.statements if s.field in _SIDES)]
    said.sort(key=lambda s: (s.words.start, s.words.end, s.field, s.value))
    return replace(truce, parties=found.parties, brokers=found.brokers, statements=tuple(said))
