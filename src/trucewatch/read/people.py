"""Who did it to whom, once the mentions of a happening are together: a small linear model over the actors beside them.

The weights (event_people.json) are fitted by training/events/people.py on folds 1 to 5 of the gold. The features are
positions, small words and kinds of actors (party, civilians, monitor ...), never who somebody is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from trucewatch.know.event_cues import cues
from trucewatch.model.actor import Actor
from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.common import STEM
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.linear import Linear, blended, log_odds, shipped_by_name
from trucewatch.read.prose import Prose, innermost
from trucewatch.read.sides import KINDS, ROLES, Rated, kind_of
from trucewatch.read.sides import features as side_features
from trucewatch.read.telling import BLENDS, SUREST

_DISTANCES = (0, 1, 2, 4, 7, 11, 18)
_SMALL = cues("people", "small")
_NEXT = cues("people", "next")
_BREAKS = cues("people", "breaks")


class PeopleLinker(Protocol):
    """Tell who acts and who suffers in a happening: the linear model here, or another in its place."""

    def link(
        self, prose: Prose, happening: Happening, mentions: Mentions
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Return the actors and the recipients."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold an actor mention beside a mention of the happening."""

    actor: Actor
    mention: Mention


class LinearPeople:
    """Link actors by a weighted sum of features for each role, then the sides by another."""

    def __init__(
        self,
        weights: Mapping[str, Linear] | None = None,
        blends: Mapping[str, Linear] | None = None,
        sides: Mapping[str, Linear] | None = None,
    ) -> None:
        self._weights = weights or shipped_by_name("event_people")
        self._blends = blends or shipped_by_name(BLENDS)
        self._sides = sides or shipped_by_name("event_sides")

    def link(
        self, prose: Prose, happening: Happening, mentions: Mentions
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Return the actors and the recipients, one for each side, the surest first."""
        rated = self.rated(prose, happening, mentions)
        named = side_features(happening, rated, mentions.foes)
        chosen = [self._chosen(role, rated, named[role]) for role in ROLES]
        return chosen[0], chosen[1]

    def rated(self, prose: Prose, happening: Happening, mentions: Mentions) -> list[Rated]:
        """Return the candidates of a happening with the log odds of each role."""
        lead, out = happening.lead.trigger.sentence, []
        for candidate in candidates(prose, happening, mentions):
            names = frozenset(features(prose, candidate, mentions))
            odds = {
                role: blended(self._weights[role].odds(names), told_odds(role, candidate, mentions), self._blends[role])
                for role in ROLES
            }
            out.append(Rated(candidate.actor, odds, candidate.mention.trigger.sentence == lead))
        return out

    def _chosen(self, role: str, rated: list[Rated], named: Mapping[str, list[str]]) -> tuple[Actor, ...]:
        """Return the likeliest actor of each side that is likely enough."""
        model = self._sides[role]
        sure = {side: chance for side, names in named.items() if (chance := model.share(names)) >= model.threshold}
        best = {
            side: max((r for r in rated if r.actor.side == side), key=lambda r: (r.odds[role], -r.actor.words.start))
            for side in sure
        }
        return tuple(best[side].actor for side in sorted(sure, key=lambda s: (-sure[s], best[s].actor.words.start)))


def told_odds(role: str, candidate: Candidate, mentions: Mentions) -> dict[str, float]:
    """Return what the encoder says of a candidate as log odds: that it has the role, and that it has the other one."""
    telling = mentions.telling(candidate.mention.trigger)
    if telling is None:
        return {}
    other = next(r for r in ROLES if r != role)
    words = candidate.actor.words
    return {name: log_odds(telling.part(part, words), SUREST) for name, part in (("role", role), ("other", other))}


def candidates(prose: Prose, happening: Happening, mentions: Mentions) -> list[Candidate]:
    """Return the actors of the sentences that name a happening, each with the nearest mention of it.

    What the rules bound (the source of a claim, "we") counts as well.
    """
    found: dict[tuple[int, int], Candidate] = {}
    for mention in happening.mentions:
        sentence = prose.sentences[mention.trigger.sentence]
        bounds = prose.span(sentence.first, sentence.last)
        bound = (*mention.arguments.actor, *mention.arguments.recipient)
        for actor in (*bound, *(a for a in mentions.actors_in(bounds) if bounds.holds(a.words))):
            key = (actor.words.start, actor.words.end)
            if key not in found or _gap(mention, actor) < _gap(found[key].mention, actor):
                found[key] = Candidate(actor, mention)
    return list(found.values())


def _gap(mention: Mention, actor: Actor) -> int:
    words = mention.trigger.words
    return max(0, words.start - actor.words.end, actor.words.start - words.end)


def features(prose: Prose, candidate: Candidate, mentions: Mentions) -> Iterator[str]:
    """Yield the names of the features of a candidate."""
    actor, mention = candidate.actor, candidate.mention
    trigger = mention.trigger
    first, last = prose.range_of(actor.words)
    where = "before" if last <= trigger.first else "after" if first >= trigger.last else "over"
    kind = kind_of(actor.side)
    voice = "passive" if trigger.passive else "verb" if trigger.verb else "noun"
    group = "speech" if trigger.type in SPEECH else trigger.type
    yield f"kind={kind}"
    yield f"type={trigger.type}+kind={kind}"
    yield f"mode={trigger.mode}+kind={kind}"
    yield f"where={where}+voice={voice}"
    yield f"where={where}+voice={voice}+kind={kind}"
    yield f"where={where}+type={group}"
    gap = first - trigger.last if where == "after" else trigger.first - last
    yield f"gap={next((d for d in _DISTANCES if gap <= d), 'far')}+where={where}"
    yield f"word={prose.lower[trigger.first][:STEM]}+where={where}"
    yield from _small_words(prose, first, last, where, voice)
    yield from _bound(actor, mention, kind, voice)
    yield from _others(candidate, mentions, where)
    yield from _said(actor, mention, mentions, group)
    low, high = (last, trigger.first) if where == "before" else (trigger.last, first)
    yield f"broken={prose.has(low, high, _BREAKS)}+where={where}"


def _small_words(prose: Prose, first: int, last: int, where: str, voice: str) -> Iterator[str]:
    before = next((prose.lower[i] for i in range(first, first - 4, -1) if i >= 0 and prose.lower[i] in _SMALL), "none")
    yield f"small={before}+where={where}"
    yield f"small={before}+voice={voice}+where={where}"
    following = prose.lower[last] if last < len(prose.lower) else ""
    yield f"next={following if following in _NEXT else 'other'}"
    yield f"next-stem={_stem(prose, last)}+where={where}"
    yield f"head={prose.lower[last - 1] if last > first and prose.lower[last - 1] in _NEXT else 'other'}"
    yield f"head-stem={_stem(prose, last - 1)}"
    yield f"head-stem={_stem(prose, last - 1)}+where={where}"


def _stem(prose: Prose, at: int) -> str:
    """Return the beginning of a common word; nothing of a name, so that the weights never know who somebody is."""
    if not 0 <= at < len(prose.tokens):
        return ""
    text = prose.tokens[at].text
    return text[:STEM] if text.islower() or not text[:1].isalpha() else "Name"


def _bound(actor: Actor, mention: Mention, kind: str, voice: str) -> Iterator[str]:
    """Yield what the rules made of the candidate, and whether a toll counts it."""
    given = mention.arguments
    for role in ROLES:
        named = any(a.words.touches(actor.words) for a in getattr(given, role))
        yield f"rule-{role}={named}"
        yield f"rule-{role}={named}+kind={kind}"
        yield f"rule-{role}={bool(getattr(given, role))}+named={named}"
        same = actor.side != "unknown" and any(a.side == actor.side for a in getattr(given, role))
        yield f"side-of-{role}={same}+named={named}"
    counted = any(t.people is not None and t.people.touches(actor.words) for t in mention.tolls)
    yield f"counted={counted}"
    yield f"counted={counted}+mode={mention.trigger.mode}+voice={voice}"
    yield f"tolls={bool(mention.tolls)}+kind={kind}"
    yield f"counted={counted}+kind={kind}"
    yield f"rules={bool(given.actor)}{bool(given.recipient)}+kind={kind}+voice={voice}"


def _others(candidate: Candidate, mentions: Mentions, where: str) -> Iterator[str]:
    """Yield how many other actors stand between the candidate and the trigger."""
    trigger, words = candidate.mention.trigger.words, candidate.actor.words
    low, high = (words.end, trigger.start) if where == "before" else (trigger.end, words.start)
    between = [a for a in mentions.actors_between(low, high) if a.words.end <= high]
    parties = len([a for a in between if a.side not in KINDS])
    yield f"between={min(2, len(between))}+where={where}"
    yield f"parties-between={min(2, parties)}+where={where}"
    yield f"placed={any(p.words.touches(words) for p in mentions.places)}+where={where}"


def _said(actor: Actor, mention: Mention, mentions: Mentions, group: str) -> Iterator[str]:
    """Yield whether the candidate speaks: it performs the act of speech, or it only reports the happening."""
    trigger = mention.trigger.words
    speaks = [c for c in mentions.claims if c.source.words.touches(actor.words)]
    yield f"speaks={bool(speaks)}+group={group}"
    yield f"performs={any(c.cue.touches(trigger) for c in speaks)}+group={group}"
    yield f"reports={any(c.holds(trigger) for c in speaks)}+group={group}"
    within = innermost(mentions.claims, trigger)
    yield f"outside={within is not None and not within.holds(actor.words)}+group={group}"
