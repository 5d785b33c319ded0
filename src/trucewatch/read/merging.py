"""Mentions of the same happening within one report, brought together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from trucewatch.know.event_cues import cues
from trucewatch.model.event import EventDate
from trucewatch.model.place import Place
from trucewatch.read.arguments import SPEECH, Arguments
from trucewatch.read.prose import Prose
from trucewatch.read.tolls import Toll
from trucewatch.read.triggers import Trigger

_DEFINITE = cues("merging", "definite")
_ANEW = cues("merging", "anew")
#: So many happenings back a mention may still belong to one.
RECENT = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold one trigger with what its sentence gives; `harms` are the words of harm told with it ("killed").

    `giver` is the source of the innermost claim that tells it, None for the outlet.
    """

    trigger: Trigger
    arguments: Arguments
    tolls: tuple[Toll, ...] = ()
    harms: tuple[Trigger, ...] = ()
    giver: str | None = None

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """Return the trigger and its words of harm."""
        return (self.trigger, *self.harms)


@dataclass(slots=True)
class Happening:
    """Gather the mentions of one happening, in the order of the text."""

    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    days: list[EventDate] = field(default_factory=list)
    givers: set[str | None] = field(default_factory=set)
    _sides: dict[str, set[str]] = field(default_factory=lambda: {"actor": set(), "recipient": set()})
    _tolls: dict[str, list[Toll]] = field(default_factory=dict)

    @classmethod
    def of(cls, mention: Mention) -> Happening:
        """Begin a happening with its first mention."""
        happening = cls()
        happening.add(mention)
        return happening

    def add(self, mention: Mention) -> None:
        """Add a mention and what it gives; a place, day or toll that is there already is not kept twice."""
        self.mentions.append(mention)
        self._take(mention)

    def _take(self, mention: Mention) -> None:
        given = mention.arguments
        if given.place and not any(p.name == given.place.name for p in self.places):
            self.places.append(given.place)
        if given.when and not any((d.start, d.end) == (given.when.start, given.when.end) for d in self.days):
            self.days.append(given.when)
        for role, sides in self._sides.items():
            sides |= {a.side for a in getattr(given, role)} - {"unknown"}
        for toll in mention.tolls:
            self.givers.add(mention.giver)
            known = self._tolls.setdefault(toll.field, [])
            counts = not toll.part and not toll.superseded
            if counts and not any((t.low, t.high) == (toll.low, toll.high) for t in known):
                known.append(toll)

    @property
    def type(self) -> str:
        """Return the type that all mentions share."""
        return self.mentions[0].trigger.type

    @property
    def lead(self) -> Mention:
        """Return the mention that names the happening best: no word of harm, its mode settled, the first."""
        return min(self.mentions, key=lambda m: (m.trigger.toll, not m.trigger.settled))

    @property
    def mode(self) -> str | None:
        """Return the mode of the first mention whose words settle it; words of harm come last."""
        return self.lead.trigger.mode

    def sides(self, role: str) -> set[str]:
        """Return the known sides of the actors or the recipients."""
        return self._sides[role]

    def tolls(self, name: str) -> list[Toll]:
        """Return the tolls of a field that count everybody and stand."""
        return self._tolls.get(name, [])


class Merger(Protocol):
    """Bring the mentions of one happening together: the rules here, or a trained model in their place."""

    def merge(self, prose: Prose, mentions: Sequence[Mention]) -> list[Happening]:
        """Return the happenings in the order of their first mention."""
        ...


class CompatibleMerger:
    """Join what one sentence tells of a happening, then join that to the nearest earlier one it does not contradict."""

    def merge(self, prose: Prose, mentions: Sequence[Mention]) -> list[Happening]:
        """Return the happenings in the order of their first mention; words of harm join before they stand alone."""
        found: list[Happening] = []
        for bundle in _bundles(prose, with_harms(mentions)):
            whole = _whole(bundle)
            home = self._harm_home(prose, found, whole) if whole.trigger.toll else self._home(prose, found, whole)
            if home is None:
                found.append(bundle)
                continue
            for mention in bundle.mentions:
                home.add(mention)
        return found

    def _home(self, prose: Prose, found: Sequence[Happening], mention: Mention) -> Happening | None:
        fits = [h for h in found[-RECENT:] if may_be_same(prose, h, mention)]
        return max(fits, key=lambda h: (likeness(h, mention), h.mentions[-1].trigger.first), default=None)

    def _harm_home(self, prose: Prose, found: Sequence[Happening], mention: Mention) -> Happening | None:
        """Return the assault that repeats a toll, else one of the two sentences before that fits it."""
        assaults = [h for h in found[-RECENT:] if h.type == mention.trigger.type]
        told = next((h for h in assaults if shares_toll(h, mention)), None)
        if told is not None:
            return told
        near = [h for h in assaults if mention.trigger.sentence - h.mentions[-1].trigger.sentence <= 2]
        return next((h for h in reversed(near) if agrees(prose, h, mention)), None)


def _bundles(prose: Prose, mentions: Sequence[Mention]) -> list[Happening]:
    """Gather the mentions that one sentence gives of the same happening ("air strikes hit the market")."""
    out: list[Happening] = []
    for mention in mentions:
        here = [h for h in out[-RECENT:] if h.mentions[0].trigger.sentence == mention.trigger.sentence]
        home = next((h for h in reversed(here) if may_be_same(prose, h, mention)), None)
        if home is None or mention.trigger.toll:
            out.append(Happening.of(mention))
        else:
            home.add(mention)
    return out


def _whole(bundle: Happening) -> Mention:
    """Return a bundle as one mention with all that it gives, named by its first words that settle a mode."""
    lead, given = bundle.lead, [m.arguments for m in bundle.mentions]
    actor, recipient = (tuple(a for g in given for a in getattr(g, role)) for role in ("actor", "recipient"))
    place = next((g.place for g in given if g.place), None)
    arguments = Arguments(actor, recipient, place, next((g.when for g in given if g.when), None))
    tolls = tuple(t for m in bundle.mentions for t in m.tolls)
    first = replace(lead.trigger, first=bundle.mentions[0].trigger.first)
    return replace(lead, trigger=first, arguments=arguments, tolls=tolls)


def with_harms(mentions: Sequence[Mention]) -> list[Mention]:
    """Fold words of harm into the nearest assault of their sentence, with their tolls and people."""
    firm = {m.trigger.first: m for m in mentions if not m.trigger.toll}
    by_sentence: dict[int, list[int]] = {}
    for first, mention in firm.items():
        by_sentence.setdefault(mention.trigger.sentence, []).append(first)
    alone: list[Mention] = []
    for harm in (m for m in mentions if m.trigger.toll):
        beside = [firm[first] for first in by_sentence.get(harm.trigger.sentence, ())]
        near = [
            (m.trigger.weak, _apart(harm.trigger, m.trigger), m.trigger.first)
            for m in beside
            if m.trigger.type == harm.trigger.type
        ]
        if near:
            home = min(near)[2]
            firm[home] = _folded(firm[home], harm)
        else:
            alone.append(harm)
    return sorted([*firm.values(), *alone], key=lambda m: m.trigger.first)


def _apart(one: Trigger, other: Trigger) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _folded(mention: Mention, harm: Mention) -> Mention:
    given, added = mention.arguments, harm.arguments
    arguments = replace(
        given,
        actor=given.actor or added.actor,
        recipient=given.recipient if mention.trigger.mode == "armed-clash" else (*added.recipient, *given.recipient),
        place=given.place or added.place,
        when=given.when or added.when,
    )
    return replace(
        mention, arguments=arguments, tolls=(*mention.tolls, *harm.tolls), harms=(*mention.harms, harm.trigger)
    )


def may_be_same(prose: Prose, happening: Happening, mention: Mention) -> bool:
    """Tell whether a mention can be of a happening: same type, fitting mode, nothing contradicted, not told anew."""
    trigger = mention.trigger
    if happening.type != trigger.type:
        return False
    if trigger.type in SPEECH:
        return _same_speech(happening, mention)
    if trigger.settled and happening.mode != trigger.mode and any(m.trigger.settled for m in happening.mentions):
        return False
    if shares_toll(happening, mention):
        return True
    if prose.has(trigger.first - 3, trigger.first, _ANEW):
        return False
    return agrees(prose, happening, mention) and (
        _is_near(happening, mention) or _is_told_again(prose, happening, mention)
    )


def _is_near(happening: Happening, mention: Mention) -> bool:
    """Tell whether a mention stands in the sentence of the last mention or the next."""
    return mention.trigger.sentence - happening.mentions[-1].trigger.sentence <= 1


def _is_told_again(prose: Prose, happening: Happening, mention: Mention) -> bool:
    """Tell whether something shows that words farther on come back to a happening: "the", its place, day or doer.

    Where people are counted, day and doer are both needed: the toll of another attack is worse than one attack twice.
    """
    given, first = mention.arguments, mention.trigger.first
    if prose.has(first - 3, first, _DEFINITE):
        return True
    if given.place is not None and given.place.name in {p.name for p in happening.places}:
        return True
    same_day = given.when is not None and given.when.start in {d.start for d in happening.days}
    same_doer = bool({a.side for a in given.actor} & happening.sides("actor"))
    counted = bool(mention.tolls or happening.tolls("killed") or happening.tolls("wounded"))
    return (same_day and same_doer) if counted else (same_day or same_doer)


def likeness(happening: Happening, mention: Mention) -> float:
    """Return how much a mention repeats of a happening, less the more sentences lie between."""
    given = mention.arguments
    place = given.place is not None and given.place.name in {p.name for p in happening.places}
    day = given.when is not None and given.when.start in {d.start for d in happening.days}
    doer = bool({a.side for a in given.actor} & happening.sides("actor"))
    apart = mention.trigger.sentence - happening.mentions[-1].trigger.sentence
    return 3 * shares_toll(happening, mention) + 2 * place + day + doer - min(4, apart) / 2


def _same_speech(happening: Happening, mention: Mention) -> bool:
    here, there = happening.mentions[-1], mention
    same_actor = {a.name for a in here.arguments.actor} == {a.name for a in there.arguments.actor}
    return same_actor and there.trigger.sentence - here.trigger.sentence <= 1


def agrees(prose: Prose, happening: Happening, mention: Mention) -> bool:
    """Tell whether place, day, sides and tolls of a mention contradict nothing known of a happening.

    Another toll is no contradiction where somebody else gives it and the words refer back to the same event.
    """
    given = mention.arguments
    if given.place and happening.places and not any(same_place(given.place, p) for p in happening.places):
        return False
    if given.when and happening.days and not any(overlap(given.when, d) for d in happening.days):
        return False
    for role in ("actor", "recipient"):
        sides = {a.side for a in getattr(given, role)} - {"unknown"}
        if role == "actor" and sides and happening.sides(role) and not sides & happening.sides(role):
            return False
    if not any(_contradicts(happening.tolls(name), mention, name) for name in ("killed", "wounded")):
        return True
    others = mention.giver not in happening.givers
    return others and given.place is None and prose.has(mention.trigger.first - 1, mention.trigger.first, _DEFINITE)


def _contradicts(known: Sequence[Toll], mention: Mention, name: str) -> bool:
    said = [t for t in mention.tolls if t.field == name and not t.part and not t.superseded]
    return bool(said and known) and not any(a.low <= b.high and b.low <= a.high for a in said for b in known)


def shares_toll(happening: Happening, mention: Mention) -> bool:
    """Tell whether a mention repeats a counted toll of a happening."""
    known = {(t.field, t.low) for name in ("killed", "wounded") for t in happening.tolls(name) if t.low == t.high > 1}
    return any((t.field, t.low) in known for t in mention.tolls)


def same_place(one: Place, other: Place) -> bool:
    """Tell whether two places are the same, or one may hold the other."""
    if one.name == other.name or (one.place_id and one.place_id == other.place_id):
        return True
    wide = [p for p in (one, other) if p.admin1 is None or p.name == p.admin1]
    return (
        bool(wide)
        and (one.admin1 is None or other.admin1 is None or one.admin1 == other.admin1)
        and one.country == other.country
    )


def overlap(one: EventDate, other: EventDate) -> bool:
    """Tell whether two dates share a day."""
    return one.start <= other.end and other.start <= one.end
