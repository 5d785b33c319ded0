"""Who did it to whom, where and when: mentions bound to a trigger by position and small words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from trucewatch.know.event_cues import cues
from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim
from trucewatch.model.event import EventDate
from trucewatch.model.place import Place
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression
from trucewatch.read.days import days_of, is_since, tells
from trucewatch.read.prose import Prose, Sentence, innermost
from trucewatch.read.telling import Scan, Telling
from trucewatch.read.triggers import Trigger

#: Types whose doer performs an act of speech; the source of the claim does it.
SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONCEDE"})
#: Types of what somebody does to nobody in particular.
ALONE = frozenset({"RETREAT", "DISPLACE", "MOBILIZE"})
#: How many words of distance a place that is quite uncertain is worth.
DOUBT = 14
#: The longest words for an actor (characters).
LONGEST_NAME = 120
#: Sides that watch, help or suffer, and never strike.
BYSTANDERS = frozenset({"monitor", "media", "aid", "civilians"})
#: Pairs of sides that fight each other, both ways round.
Foes = frozenset[tuple[str, str]]
_OBLIQUE = cues("arguments", "oblique")
_TARGET = cues("arguments", "target")
_JOINTS = frozenset({"and", "or", ",", "/"})
_WE = cues("arguments", "we")
_PLAIN = cues("arguments", "plain")
_GROUNDS = cues("arguments", "grounds")
_LOCATIVE = cues("arguments", "locative")
_AT = cues("arguments", "at")


class Mentioned(Protocol):
    """Is what a trigger names: read/happening.py's Mention."""

    @property
    def trigger(self) -> Trigger:
        """Return the words."""
        ...


@dataclass(frozen=True, slots=True)
class Mentions:
    """Hold every mention of a report, each kind in the order of the text, and which sides fight each other."""

    claims: tuple[Claim, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    scan: Scan | None = None
    foes: Foes = frozenset()

    def telling(self, trigger: Trigger) -> Telling | None:
        """Return what the encoder says of a trigger; None where it was not asked."""
        return self.scan.of_trigger(trigger) if self.scan else None

    def tellings(self, told: Iterable[Mentioned]) -> list[Telling]:
        """Return what the encoder says of the mentions of a happening, in their order."""
        return [telling for one in told if (telling := self.telling(one.trigger)) is not None]

    def actors_in(self, bounds: Span) -> Sequence[Actor]:
        """Return the actors that begin within `bounds`."""
        return self.actors_between(bounds.start, bounds.end)

    def actors_between(self, start: int, end: int) -> Sequence[Actor]:
        """Return the actors that begin at or behind a character and before another."""
        low, high = (bisect_left(self.actors, at, key=lambda a: a.words.start) for at in (start, end))
        return self.actors[low:high]

    def places_in(self, bounds: Span) -> Sequence[Place]:
        """Return the places that begin within `bounds`."""
        low, high = (bisect_left(self.places, at, key=lambda p: p.words.start) for at in (bounds.start, bounds.end))
        return self.places[low:high]

    def times_in(self, bounds: Span) -> Sequence[TimeExpression]:
        """Return the times that begin within `bounds`."""
        low, high = (bisect_left(self.times, at, key=lambda t: t.words.start) for at in (bounds.start, bounds.end))
        return self.times[low:high]

    @classmethod
    def of(
        cls,
        claims: Sequence[Claim],
        times: Sequence[TimeExpression],
        places: Sequence[Place],
        actors: Sequence[Actor],
        scan: Scan | None = None,
        foes: Foes = frozenset(),
    ) -> Mentions:
        """Sort the mentions; times that are no days and places within an actor's name are left to others."""
        days = [t for t in times if t.type in ("DATE", "TIME", "DURATION") and t.from_ and t.to]
        return cls(
            tuple(claims),
            tuple(sorted(days, key=lambda t: t.words.start)),
            tuple(sorted(_apart_from_times(places, times), key=lambda p: p.words.start)),
            tuple(sorted(actors, key=lambda a: a.words.start)),
            scan,
            foes,
        )


def _apart_from_times(places: Sequence[Place], times: Sequence[TimeExpression]) -> list[Place]:
    """Return the places whose words are no part of a time ("Sunday")."""
    said = {i for t in times for i in range(t.words.start, t.words.end)}
    return [p for p in places if p.words.start not in said]


@dataclass(frozen=True, slots=True)
class Arguments:
    """Hold what was bound to one trigger."""

    actor: tuple[Actor, ...] = ()
    recipient: tuple[Actor, ...] = ()
    place: Place | None = None
    when: EventDate | None = None


class ArgumentFinder(Protocol):
    """Bind mentions to a trigger: the rules here, or a trained model in their place."""

    def find(self, prose: Prose, trigger: Trigger, mentions: Mentions) -> Arguments:
        """Return the arguments that the trigger's own sentence gives."""
        ...


class PositionArguments:
    """Bind mentions by their position before and after the trigger."""

    def find(self, prose: Prose, trigger: Trigger, mentions: Mentions) -> Arguments:
        """Return the arguments that the trigger's own sentence gives."""
        sentence = prose.sentences[trigger.sentence]
        here = _Clause.of(prose, sentence, trigger, mentions)
        actor, recipient = _people(here)
        return Arguments(actor, recipient, _place(here), _when(here))


@dataclass(frozen=True, slots=True)
class _Clause:
    """Hold a trigger with the mentions of its sentence as (first word, last word exclusive, mention)."""

    prose: Prose
    sentence: Sentence
    trigger: Trigger
    actors: tuple[tuple[int, int, Actor], ...]
    places: tuple[tuple[int, int, Place], ...]
    times: tuple[tuple[int, int, TimeExpression], ...]
    speaker: Claim | None
    within: Claim | None

    @classmethod
    def of(cls, prose: Prose, sentence: Sentence, trigger: Trigger, mentions: Mentions) -> _Clause:
        bounds = prose.span(sentence.first, sentence.last)
        within = innermost(mentions.claims, trigger.words)
        speakers = [c.source.words for c in mentions.claims if within is None or c.holds(trigger.words)]
        near = trigger.type in SPEECH or trigger.type == "CONSULT"
        actors = [
            (*prose.range_of(a.words), a)
            for a in _apart_from(prose, trigger, mentions.actors_in(bounds))
            if bounds.holds(a.words)
            and (near or not any(s.touches(a.words) for s in speakers))
            and (near or within is None or within.holds(a.words))
            and prose.lower[prose.range_of(a.words)[1] - 1] not in _GROUNDS
            and not _is_where(prose, a, mentions)
        ]
        near_by = mentions.places_in(bounds)
        held = [p for p in near_by if bounds.holds(p.words) and not names_an_actor(prose, p, mentions)]
        places = [(*prose.range_of(p.words), p) for p in held]
        times = [(*prose.range_of(t.words), t) for t in mentions.times_in(bounds) if bounds.holds(t.words)]
        times = [t for t in times if tells(prose, t[2], speech=trigger.type in SPEECH)]
        speaker = next((c for c in mentions.claims if c.cue.touches(trigger.words)), None)
        return cls(prose, sentence, trigger, tuple(actors), tuple(places), tuple(times), speaker, within)

    def before(self, word: int) -> str:
        """Return the word before word `word` of the sentence, "the" and the like skipped; "" where there is none."""
        at = word - 1
        while at >= self.sentence.first and self.prose.lower[at] in _SKIP:
            at -= 1
        return self.prose.lower[at] if at >= self.sentence.first else ""


def _apart_from(prose: Prose, trigger: Trigger, actors: Sequence[Actor]) -> Iterator[Actor]:
    """Yield the actors; of one that runs into the trigger ("the army's air strikes") only the words before it."""
    for actor in actors:
        if not actor.words.touches(trigger.words):
            yield actor
        elif actor.words.start < trigger.words.start and actor.words.end <= trigger.words.end:
            first, _ = prose.range_of(actor.words)
            if not all(prose.lower[i] in _PLAIN for i in range(first, trigger.first)):
                yield replace(actor, words=prose.span(first, trigger.first))


def _is_where(prose: Prose, actor: Actor, mentions: Mentions) -> bool:
    """Tell whether words that could name a state or its government only say where ("in Northland")."""
    first, last = prose.range_of(actor.words)
    if prose.lower[first] in _LOCATIVE or prose.has(first - 1, first, _LOCATIVE):
        near = mentions.places_in(actor.words)
        return any(prose.range_of(p.words)[1] >= last for p in near)
    return False


def names_an_actor(prose: Prose, place: Place, mentions: Mentions) -> bool:
    """Tell whether a place only names an actor ("the Northern army"), rather than says where somebody is."""
    before = prose.report.span(max(0, place.words.start - LONGEST_NAME), place.words.end)
    holding = [a for a in mentions.actors_in(before) if a.words.holds(place.words)]
    return any(not {"in", "of", "from", "at"} & set(a.words.text.lower().split()) for a in holding)


_SKIP = cues("arguments", "skip")


def _people(here: _Clause) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    if here.trigger.type in SPEECH:
        return _speakers(here)
    if here.trigger.mode == "armed-clash" or here.trigger.type in ("CONSULT", "AGREE"):
        one, other = _both_sides(here)
        return ((*one, *other), ()) if here.trigger.type == "AGREE" else (one, other)
    doers = _doers(here)
    if here.trigger.type in ALONE:
        return tuple(doers), ()
    taken = {id(a) for a in doers}
    suffer = [a for a in _sufferers(here) if id(a) not in taken]
    return tuple(doers), tuple(suffer)


def _speakers(here: _Clause) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    trigger = here.trigger
    said = here.speaker
    before = [
        a
        for first, last, a in here.actors
        if last <= trigger.first and here.before(first) not in ("by", "of", "against")
    ]
    if said is not None:
        source = said.source
        doer = [Actor(source.words, source.actor, source.name, source.side)]
    else:
        doer = before[-1:]
    after = [
        a for first, _, a in here.actors if first >= trigger.last and not (said and said.source.words.touches(a.words))
    ]
    return tuple(doer), tuple(after[:1])


def _both_sides(here: _Clause) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return the two sides of a clash, a meeting or a deal: "between X and Y", else who stands before and after."""
    trigger = here.trigger
    parties = [a for _, _, a in here.actors if a.side not in BYSTANDERS]
    between = next(
        (
            i
            for i in range(trigger.last, min(trigger.last + 16, here.sentence.last))
            if here.prose.lower[i] == "between"
        ),
        None,
    )
    if between is not None:
        return _split([a for first, _, a in here.actors if first > between and a.side not in BYSTANDERS])
    after = [a for first, _, a in here.actors if first >= trigger.last and a.side not in BYSTANDERS]
    before = [a for _, last, a in here.actors if last <= trigger.first and a.side not in BYSTANDERS]
    if before and after:
        return (before[-1],), _first_other(after, before[-1])
    return _split(parties)


def _split(people: Sequence[Actor]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    if not people:
        return (), ()
    first = people[0]
    return (first,), _first_other(people[1:], first)


def _first_other(people: Sequence[Actor], than: Actor) -> tuple[Actor, ...]:
    other = next((a for a in people if a.side != than.side), None)
    return (other,) if other else ()


def _doers(here: _Clause) -> list[Actor]:
    trigger = here.trigger
    able = [(f, n, a) for f, n, a in here.actors if a.side not in BYSTANDERS]
    after_by = [(f, a) for f, _, a in able if f >= trigger.last and f - trigger.last <= 12 and here.before(f) == "by"]
    if trigger.passive:
        return _joint(here, after_by[0][0]) if after_by else _named_doer(here, able)
    if not trigger.verb:
        modifier = [a for f, n, a in able if 0 <= trigger.first - n <= 3 and not _broken(here, n, trigger.first)]
        if modifier:
            return _joint_before(here, modifier[-1])
        if after_by:
            return _joint(here, after_by[0][0])
    subject = [(f, a) for f, n, a in able if n <= trigger.first and here.before(f) not in _OBLIQUE]
    if subject:
        return _joint_before(here, subject[-1][1])
    if after_by:
        return _joint(here, after_by[0][0])
    return _named_doer(here, able) or _speaker_of_we(here)


def _speaker_of_we(here: _Clause) -> list[Actor]:
    """Return who says "we shelled" or "that it had shelled": the source of the claim."""
    claim = here.within
    if claim is None or not here.trigger.verb:
        return []
    near = range(max(here.sentence.first, here.trigger.first - 4), here.trigger.first)
    if not any(here.prose.lower[i] in _WE and claim.holds(here.prose.span(i, i + 1)) for i in near):
        return []
    source = claim.source
    return [] if source.side in BYSTANDERS else [Actor(source.words, source.actor, source.name, source.side)]


def _joint_before(here: _Clause, last: Actor) -> list[Actor]:
    """Return an actor with those before it that "and" or "or" joins to it."""
    out, start = [last], here.prose.range_of(last.words)[0]
    for f, n, a in reversed(here.actors):
        if a is not last and n <= start and 0 < start - n <= 2 and here.prose.has(n, start, _JOINTS):
            out.insert(0, a)
            start = f
    return out


def _named_doer(here: _Clause, able: Sequence[tuple[int, int, Actor]]) -> list[Actor]:
    """Return who is named as a doer elsewhere in the sentence: "killed in an attack by X", "in X's air strikes"."""
    by = [f for f, _, _ in able if here.before(f) == "by"]
    return _joint(here, by[0]) if by else []


def _joint(here: _Clause, first: int) -> list[Actor]:
    """Return the actor at a word with those that "and" or "or" joins to it."""
    out: list[Actor] = []
    end = None
    for f, n, a in here.actors:
        if f == first or (end is not None and f - end <= 2 and here.prose.has(end, f, _JOINTS)):
            out.append(a)
            end = n
    return out


_BREAKS = cues("arguments", "breaks")


def _broken(here: _Clause, first: int, last: int) -> bool:
    return here.prose.has(first, last, _BREAKS)


def _sufferers(here: _Clause) -> list[Actor]:
    trigger = here.trigger
    if trigger.passive or (trigger.toll and not trigger.verb):
        before = [a for f, n, a in here.actors if n <= trigger.first and here.before(f) not in ("by", "in", "at")]
        return before[-1:]
    reach = 14 if trigger.verb else 16
    for f, _, _actor in here.actors:
        if f < trigger.last or f - trigger.last > reach:
            continue
        prep = here.before(f)
        if prep == "by":
            continue
        if (trigger.verb and f - trigger.last <= 6) or prep in _TARGET:
            return _joint(here, f)
    return []


def _place(here: _Clause) -> Place | None:
    """Return the most specific place that stands nearest to the trigger, those after it first."""
    trigger = here.trigger
    scored = []
    for f, n, p in here.places:
        if p.words.touches(trigger.words):
            continue
        distance = f - trigger.last if f >= trigger.last else (trigger.first - n) * 1.5 + 2
        at = here.before(f) in _AT
        if p.admin1 is None and not at:
            continue
        wide = p.name == p.admin1 or p.admin1 is None
        cost = (12 if wide else 0) + (30 if p.admin1 is None else 0) - (4 if at else 0) + DOUBT * (1 - p.confidence)
        scored.append((max(0, distance) + cost, f, p))
    return min(scored, key=lambda s: s[:2])[2] if scored else None


def _when(here: _Clause) -> EventDate | None:
    """Return the days of the nearest time in the sentence; those of the cue of a claim ("said on Monday") come last."""
    trigger = here.trigger
    scored = []
    for f, n, t in here.times:
        distance = f - trigger.last if f >= trigger.last else trigger.first - n
        scored.append((max(0, distance), f, t))
    for _, _, t in sorted(scored, key=lambda s: s[:2]):
        days = days_of(t, here.prose.report.published.day, since=is_since(here.prose, t))
        if days:
            return EventDate(*days, t.words)
    return None
