"""Where a happening took place: a small linear model over the places named around it, and none of them.

The weights (event_places.json) are fitted by training/events/placing.py on folds 1 to 5 of the gold, as a choice among
the places of a report. They weigh where a place stands, the small words before it, and what other happenings and
places stand between; they name no place, group or date.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from trucewatch.know.event_cues import cues
from trucewatch.model.claim import Claim
from trucewatch.model.place import Place
from trucewatch.read.arguments import LONGEST_NAME, SPEECH, Mentions, names_an_actor
from trucewatch.read.around import count_between, led_by, near_ones, step
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.linear import shipped
from trucewatch.read.prose import Prose, innermost
from trucewatch.read.telling import Telling, likeliest

#: What a share of 1 from the encoder is worth (log odds), and the share that stands for no place (tuned on fold 5 with
#: the other weights fitted on folds 1 to 4).
TOLD, NOWHERE = 3.0, 0.2
#: How many sentences before a mention, and after it, a place is looked for; sentences that tell the news.
BACK, AHEAD, LEAD = 5, 1, 3
#: A happening told more often than this is placed by its first mentions, and so many places are weighed for it.
MOST_MENTIONS, MOST_PLACES = 4, 40
#: So many words lie at most between a place and the one that it is told by ("X, 30 km to the north of Y").
PARENT_WORDS = 9
_BEFORE = cues("placing", "before")
_BEHIND = cues("placing", "behind")
_PARENT = cues("placing", "parent")
_SPOT = cues("placing", "spot")
_WIDE = cues("placing", "wide")
_STOPS = cues("placing", "stops")


class Placer(Protocol):
    """Tell where happenings took place: the linear model here, or another in its place."""

    def place(self, prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> list[Place | None]:
        """Return the place of each happening, None where no place of the report is its."""
        ...


class LinearPlacer:
    """Take the place with the highest weighted sum of its features, or none where none scores higher."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self._weights = shipped("event_places").weights if weights is None else weights

    def place(self, prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> list[Place | None]:
        """Return the place of each happening, None where no place of the report is its."""
        ground = Ground.of(prose, happenings, mentions)
        return [
            likeliest(ground.choices(h), self._weights, mentions.tellings(h.mentions), _share, TOLD) for h in happenings
        ]


def _share(told: Telling, place: Place | None) -> float:
    return told.part("place", place.words) if place else NOWHERE


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold a place of the report: its words (first, last exclusive), its sentence, and what does not change."""

    place: Place
    first: int
    last: int
    sentence: int
    facts: tuple[str, ...]
    width: str
    #: Follows a place that lies within it ("X near Y"), or is one of a list and not its first.
    parent: bool
    later: bool
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold the places of a report and the words that name its happenings."""

    prose: Prose
    mentions: Mentions
    spots: tuple[Spot, ...]
    firsts: tuple[int, ...]
    triggers: tuple[int, ...]

    @classmethod
    def of(cls, prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> Ground:
        """Find what stands around every place, once per report."""
        spots: list[Spot] = []
        often = Counter(p.name for p in mentions.places)
        for place in mentions.places:
            first, last = prose.range_of(place.words)
            sentence = prose.sentence_at(first)
            if sentence is not None and first < last:
                spots.append(_spot(prose, mentions, place, first, last, sentence.index, spots[-1:], often))
        triggers = sorted({m.trigger.first for h in happenings for m in h.mentions})
        return cls(prose, mentions, tuple(spots), tuple(s.first for s in spots), tuple(triggers))

    def choices(self, happening: Happening) -> list[tuple[Place | None, list[str]]]:
        """Return the places that a happening may have, and none, each with the names of its features."""
        told = sorted(happening.mentions, key=lambda m: (m.trigger.toll, m.trigger.first))[:MOST_MENTIONS]
        homes = [m.trigger.sentence for m in told]
        every = told if len(happening.mentions) <= MOST_MENTIONS else [*told, *happening.mentions[: 4 * MOST_MENTIONS]]
        heard = [(m, innermost(self.mentions.claims, m.trigger.words)) for m in every]
        near = near_ones(self.spots, homes, BACK, AHEAD, LEAD, MOST_PLACES)
        kind = "speech" if happening.type in SPEECH else happening.type
        out: list[tuple[Place | None, list[str]]] = [(None, list(self._none(happening, kind, near)))]
        given = [p.words.start for p in happening.places]
        names = {p.name for p in happening.places}
        for spot in near:
            found = [*spot.facts, *self._told(happening, spot, kind, heard)]
            found.append(f"given={spot.place.words.start in given[:1]}|{spot.place.words.start in given}")
            found.append(f"same-name={spot.place.name in names}")
            out.append((spot.place, found))
        return out

    def _between(self, low: int, high: int) -> Sequence[Spot]:
        """Return the places that begin from word `low` to `high` (exclusive), the last of them where they are many."""
        begin, end = bisect_left(self.firsts, low), bisect_left(self.firsts, high)
        return self.spots[max(begin, end - MOST_PLACES) : end]

    def _none(self, happening: Happening, kind: str, near: Sequence[Spot]) -> Iterator[str]:
        here = {m.trigger.sentence for m in happening.mentions}
        inside = [s for s in near if s.sentence in here]
        yield "none"
        yield f"none|{kind}"
        yield f"none|{happening.mode}"
        yield f"none|here={bool(inside)}|narrow={any(s.width == 'narrow' for s in inside)}"
        yield f"none|given={bool(happening.places)}"
        yield f"none|first-sentence={min(5, min(here))}"

    def _told(
        self, happening: Happening, spot: Spot, kind: str, told: Sequence[tuple[Mention, Claim | None]]
    ) -> Iterator[str]:
        """Yield how a place stands to the mention of a happening that is nearest to it."""
        mention, claim = min(
            told,
            key=lambda m: (abs(spot.sentence - m[0].trigger.sentence), abs(spot.first - m[0].trigger.first)),
        )
        trigger = mention.trigger
        apart = spot.sentence - trigger.sentence
        far = f"{max(-BACK - 1, min(AHEAD + 1, apart))}"
        yield f"apart={far}"
        yield f"apart={far}|{spot.width}"
        yield f"apart={far}|{kind}|{spot.width}"
        yield f"lead={spot.sentence < LEAD}|{far}"
        yield f"parent={spot.parent}|{apart == 0}"
        yield f"later={spot.later}|{apart == 0}"
        shared = sum(m.trigger.sentence == spot.sentence for m in happening.mentions)
        yield f"shared={min(2, shared)}|of={min(3, len(happening.mentions))}"
        after = spot.first >= trigger.last
        low, high = (trigger.last, spot.first) if after else (spot.last, trigger.first)
        side = "after" if after else "before"
        between = count_between(self.triggers, low, high)
        yield f"triggers={min(3, between)}|{side}|{apart == 0}"
        if apart == 0:
            yield from self._in_sentence(spot, side, low, high, kind)
        elif apart < 0:
            ahead = self._between(spot.last, trigger.first)
            yield f"places-between={min(4, len(ahead))}"
            yield f"narrow-between={min(3, sum(s.width == 'narrow' for s in ahead))}|{spot.width}"
            yield from self._anaphor(spot, trigger.sentence, far)
        yield f"claim={claim is spot.claim}|{claim is None}|{spot.claim is None}"

    def _in_sentence(self, spot: Spot, side: str, low: int, high: int, kind: str) -> Iterator[str]:
        gap = step(high - low)
        word = led_by(self.prose, spot.first, _BEFORE)
        stops = sum(self.prose.lower[i] in _STOPS for i in range(low, max(low, high)))
        inner = self._between(low, high)
        yield f"{side}|gap={gap}"
        yield f"{side}|word={word}"
        yield f"{side}|word={word}|{kind}"
        yield f"{side}|word={word}|gap={gap}"
        yield f"{side}|{spot.width}"
        yield f"{side}|stops={min(3, stops)}"
        yield f"{side}|places={min(3, len(inner))}|{any(s.width == 'narrow' for s in inner)}"

    def _anaphor(self, spot: Spot, sentence: int, far: str) -> Iterator[str]:
        """Yield what "the town" or "the province" in the happening's own sentence says of a place before it."""
        lower = self.prose.lower
        here = self.prose.sentences[sentence]
        for i in range(here.first + 1, here.last):
            if lower[i - 1] in ("the", "that", "this") and (lower[i] in _SPOT or lower[i] in _WIDE):
                yield f"anaphor={'spot' if lower[i] in _SPOT else 'wide'}|{spot.width}|{far}"
                return


def _spot(
    prose: Prose,
    mentions: Mentions,
    place: Place,
    first: int,
    last: int,
    sentence: int,
    before: Sequence[Spot],
    often: Counter[str],
) -> Spot:
    width = "none" if place.admin1 is None else "wide" if place.name == place.admin1 else "narrow"
    joined = before[0] if before and before[0].sentence == sentence and first - before[0].last <= PARENT_WORDS else None
    gap = prose.lower[joined.last : first] if joined else ()
    parent = any(w in _PARENT for w in gap) and not any(w in _STOPS for w in gap)
    later = joined is not None and not parent and all(w in ("and", ",", "the", "or") for w in gap)
    behind = prose.lower[last] if last < len(prose.lower) else ""
    told = [c for c in mentions.claims if abs(c.source.words.start - place.words.start) < LONGEST_NAME]
    at_edge = first == prose.sentences[sentence].first
    facts = (
        f"width={width}",
        f"often={min(5, often[place.name])}|{width}",
        f"actor={names_an_actor(prose, place, mentions)}",
        f"source={any(c.source.words.holds(place.words) for c in told)}",
        f"behind={behind if behind in _BEHIND else 'other'}",
        f"starts={at_edge}",
        f"sure={int(place.confidence * 4)}",
        f"zone={_zone(prose, place)}",
    )
    return Spot(place, first, last, sentence, facts, width, parent, later, innermost(mentions.claims, place.words))


def _zone(prose: Prose, place: Place) -> str:
    return next((z.kind for z in prose.report.zones if z.words.holds(place.words)), "text")
