"""Mentions of the same happening within one report, brought together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from trucewatch.read.arguments import SPEECH
from trucewatch.read.common import is_anew
from trucewatch.read.happening import Happening, Mention, overlap, same_place
from trucewatch.read.linear import Linear, share, shipped
from trucewatch.read.prose import Prose
from trucewatch.read.sameness import Company, Likeness
from trucewatch.read.tolls import Toll
from trucewatch.read.triggers import Trigger

#: So many mentions of its type before it, and so many of its sentence, are weighed for a mention.
RECENT, TOGETHER = 30, 4
#: So many happenings back the words of one sentence may still belong to one.
NEAR_BY = 60


class Merger(Protocol):
    """Bring the mentions of one happening together: the linear model here, or another in its place."""

    def merge(self, prose: Prose, mentions: Sequence[Mention]) -> list[Happening]:
        """Return the happenings in the order of their first mention."""
        ...


class LinearMerger:
    """Join what one sentence tells of a happening, then join that to the earlier one that it most likely tells again.

    How likely is the mean of two shares in log odds: over all mentions of both, and of the likeliest pair of them.
    """

    def __init__(self, weights: Linear | None = None) -> None:
        self._weights = weights or shipped("event_sameness")

    def merge(self, prose: Prose, mentions: Sequence[Mention]) -> list[Happening]:
        """Return the happenings in the order of their first mention; words of harm join before they stand alone."""
        found: list[Happening] = []
        told: dict[str, list[tuple[Mention, int]]] = {}
        bundled = bundles(prose, with_harms(mentions))
        likeness = Likeness(Company.of(prose), (m for bundle in bundled for m in bundle.mentions), self._weights)
        for bundle in bundled:
            earlier = told.setdefault(bundle.type, [])
            home = self._home(likeness, earlier[-RECENT:], bundle.mentions[:TOGETHER])
            if home is None and bundle.mentions[0].trigger.toll:
                home = _harmed(found, bundle)
            if home is None:
                home = len(found)
                found.append(bundle)
                earlier += [(mention, home) for mention in bundle.mentions]
            else:
                for mention in bundle.mentions:
                    found[home].add(mention)
                    earlier.append((mention, home))
        return found

    def _home(self, likeness: Likeness, earlier: Sequence[tuple[Mention, int]], here: Sequence[Mention]) -> int | None:
        """Return the number of the likeliest happening told before, the later of equals; None where none is likely."""
        odds: dict[int, list[float]] = {}
        parted = {number for one, number in earlier if any(likeness.are_two(one, other) for other in here)}
        for one, number in earlier:
            if number not in parted:
                odds.setdefault(number, []).extend(likeness.odds(one, other) for other in here)
        rated = [((sum(found) / len(found) + max(found)) / 2, number) for number, found in odds.items()]
        if not rated:
            return None
        best, number = max(rated)
        return number if share(best) >= self._weights.threshold else None


def _harmed(found: Sequence[Happening], bundle: Happening) -> int | None:
    """Return the assault (its number) that words of harm alone go back to: the last of the two sentences before that
    fits them.
    """
    mention = bundle.mentions[0]
    for number in range(len(found) - 1, max(0, len(found) - NEAR_BY) - 1, -1):
        one = found[number]
        near = one.type == bundle.type and mention.trigger.sentence - one.mentions[-1].trigger.sentence <= 2
        if near and agrees(one, mention):
            return number
    return None


def bundles(prose: Prose, mentions: Sequence[Mention]) -> list[Happening]:
    """Gather the mentions that one sentence gives of the same happening ("air strikes hit the market")."""
    out: list[Happening] = []
    for mention in mentions:
        here = [h for h in out[-NEAR_BY:] if h.mentions[0].trigger.sentence == mention.trigger.sentence]
        home = next((h for h in reversed(here) if may_be_same(prose, h, mention)), None)
        if home is None or mention.trigger.toll:
            out.append(Happening.of(mention))
        else:
            home.add(mention)
    return out


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
    """Tell whether a mention can be of a happening of its sentence: same type, fitting mode, nothing contradicted."""
    trigger = mention.trigger
    if happening.type != trigger.type:
        return False
    if trigger.type in SPEECH:
        here = happening.mentions[-1].arguments.actor
        return {a.name for a in here} == {a.name for a in mention.arguments.actor}
    if trigger.settled and happening.mode != trigger.mode and any(m.trigger.settled for m in happening.mentions):
        return False
    if shares_toll(happening, mention):
        return True
    return not is_anew(prose, trigger.first) and agrees(happening, mention)


def agrees(happening: Happening, mention: Mention) -> bool:
    """Tell whether place, day, doers and tolls of a mention contradict nothing known of a happening."""
    given = mention.arguments
    if given.place and happening.places and not any(same_place(given.place, p) for p in happening.places):
        return False
    if given.when and happening.days and not any(overlap(given.when, d) for d in happening.days):
        return False
    doers = {a.side for a in given.actor} - {"unknown"}
    if doers and happening.sides("actor") and not doers & happening.sides("actor"):
        return False
    return not any(_contradicts(happening.tolls(name), mention, name) for name in ("killed", "wounded"))


def _contradicts(known: Sequence[Toll], mention: Mention, name: str) -> bool:
    said = [t for t in mention.tolls if t.field == name and not t.part and not t.superseded]
    return bool(said and known) and not any(a.low <= b.high and b.low <= a.high for a in said for b in known)


def shares_toll(happening: Happening, mention: Mention) -> bool:
    """Tell whether a mention repeats a counted toll of a happening."""
    known = {(t.field, t.low) for name in ("killed", "wounded") for t in happening.tolls(name) if t.low == t.high > 1}
    return any((t.field, t.low) in known for t in mention.tolls)
