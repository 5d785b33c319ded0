"""Whether two mentions tell of one happening: what they share and what parts them, weighed by a small linear model.

The weights (event_sameness.json) are fitted by training/events/sameness.py on folds 1 to 5 of the gold: there a claim
that is listed with an event tells which of its words go back to that event. They name no place, group or date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trucewatch.know.event_cues import cues
from trucewatch.model.claim import Claim
from trucewatch.read.common import (
    SHARES,
    agreement,
    binned,
    fit_of_days,
    fit_of_places,
    rarity,
    repeated,
    stems,
    told_before,
)
from trucewatch.read.happening import Mention
from trucewatch.read.linear import Linear
from trucewatch.read.prose import Prose

_ANEW = cues("merging", "anew")
_APART = cues("merging", "apart")
#: So many words before a trigger and at the beginning of a sentence may say that something else is told.
ANEW, START = 6, 3
#: So many letters of a name tell it from others.
NAME = 6
_GAPS = (0, 1, 2, 4, 8)
_SURE = (0.1, 0.3, 0.6, 0.9)
_CUE = (0.02, 0.1, 0.3, 0.6, 0.85)
Counts = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Traits:
    """Hold what a mention gives to be told from others: the stems and names of its sentence, sides, counts (`parts` of
    them aside), and how its words stand.
    """

    mention: Mention
    stems: frozenset[str]
    names: frozenset[str]
    sides: Mapping[str, frozenset[str]]
    tolls: Mapping[str, Counts]
    parts: Counts
    before: str
    anew: tuple[bool, bool]
    apart: bool
    plural: bool
    sure: str

    @classmethod
    def of(cls, prose: Prose, mention: Mention) -> Traits:
        """Work out what a mention gives."""
        trigger, given = mention.trigger, mention.arguments
        sentence = prose.sentences[trigger.sentence]
        inner = range(sentence.first + 1, sentence.last)
        return cls(
            mention,
            stems(prose, sentence.first, sentence.last),
            frozenset(prose.lower[i][:NAME] for i in inner if prose.tokens[i].text[:1].isupper()),
            {r: frozenset(a.side for a in getattr(given, r)) - {"unknown"} for r in ("actor", "recipient")},
            {name: _counts(mention, name, part=False) for name in ("killed", "wounded")},
            _counts(mention, "killed", part=True),
            told_before(prose, trigger.first),
            (
                prose.has(trigger.first - ANEW, trigger.last, _ANEW),
                prose.has(sentence.first, sentence.first + START, _ANEW),
            ),
            prose.has(trigger.first - START, trigger.first, _APART),
            prose.lower[trigger.last - 1].endswith("s") and not trigger.verb,
            binned(mention.sure, _SURE) if mention.told else "-",
        )


def _counts(mention: Mention, name: str, *, part: bool) -> Counts:
    return frozenset((t.low, t.high) for t in mention.tolls if t.field == name and t.part == part)


@dataclass(frozen=True, slots=True)
class Company:
    """Hold a report's words by how rare they are, for the pairs of its mentions."""

    prose: Prose
    rare: Mapping[str, float]

    @classmethod
    def of(cls, prose: Prose) -> Company:
        """Count the words of a report."""
        return cls(prose, rarity(prose))


class Likeness:
    """Weigh the pairs of a report's mentions of one type, each once: the log odds that they tell of one happening.

    `mentions` are in the order in which they are told.
    """

    def __init__(self, company: Company, mentions: Iterable[Mention], weights: Linear) -> None:
        self._company, self._weights = company, weights
        self._at: dict[int, int] = {}
        self._given: dict[int, Traits] = {}
        self._odds: dict[tuple[int, int], float] = {}
        counts: Counter[str] = Counter()
        for mention in mentions:
            self._at[mention.trigger.first] = counts[mention.trigger.type]
            counts[mention.trigger.type] += 1

    def are_two(self, one: Mention, other: Mention) -> bool:
        """Tell whether two mentions, `one` told before the `other`, are surely of two happenings."""
        return are_two(self._traits(one), self._traits(other))

    def odds(self, one: Mention, other: Mention) -> float:
        """Return the log odds that two mentions of one type, in any order, are of one happening."""
        at, then = self._at[one.trigger.first], self._at[other.trigger.first]
        if at > then:
            return self.odds(other, one)
        pair = one.trigger.first, other.trigger.first
        if pair not in self._odds:
            names = features(self._company, self._traits(one), self._traits(other), then - at - 1)
            self._odds[pair] = self._weights.odds(names)
        return self._odds[pair]

    def _traits(self, mention: Mention) -> Traits:
        first = mention.trigger.first
        if first not in self._given:
            self._given[first] = Traits.of(self._company.prose, mention)
        return self._given[first]


def features(company: Company, one: Traits, other: Traits, between: int) -> Iterator[str]:
    """Yield the names of the features of two mentions of one type, `one` before the `other` in the text and so many
    mentions of that type `between` them.
    """
    gap = binned(other.mention.trigger.sentence - one.mention.trigger.sentence, _GAPS)
    yield from _position(one, other, gap, between)
    yield from _mode(one, other)
    yield from _where_and_when(one, other, gap)
    yield from _people(one, other, gap)
    yield from _words(company, one, other, gap)
    yield from _tellers(one.mention, other.mention, gap)


def are_two(one: Traits, other: Traits) -> bool:
    """Tell whether two mentions of different sentences are of two happenings, whatever else they share: the later one
    is said to be another one, or one voice counts the dead differently. A count that is part of the other is the same.
    """
    known, said = one.tolls["killed"], other.tolls["killed"]
    if known & said:
        return False
    if other.apart:
        return True
    if not known or not said or _toll(one, other, "killed") == "overlap" or known & other.parts or said & one.parts:
        return False
    return _voices(one.mention.claim, other.mention.claim) not in ("two", "nested")


def _position(one: Traits, other: Traits, gap: str, between: int) -> Iterator[str]:
    first, then = one.mention.trigger, other.mention.trigger
    yield f"gap={gap}"
    yield f"gap={gap}+type={first.type}"
    yield f"between={binned(between, _GAPS)}+gap={gap}"
    yield f"first={binned(first.sentence, (0, 1, 2, 4))}+gap={gap}"
    yield f"toll={first.toll}-{then.toll}+gap={gap}"
    yield f"plural={one.plural}-{other.plural}"
    yield f"verb={first.verb}-{then.verb}+gap={gap}"
    yield f"sure={one.sure}-{other.sure}"
    yield f"before={other.before}+gap={gap}"
    yield f"before-one={one.before}"
    yield f"anew={other.anew[0]}"
    yield f"anew-start={other.anew[1]}+gap={gap}"


def _mode(one: Traits, other: Traits) -> Iterator[str]:
    first, then = one.mention.trigger, other.mention.trigger
    same = first.mode == then.mode
    fit = "same" if same else "apart" if first.settled and then.settled else "open"
    yield f"mode={fit}+settled={first.settled}-{then.settled}"
    yield f"mode={fit}+type={first.type}"
    yield f"modes={first.mode}" if same else "modes=" + "/".join(sorted((str(first.mode), str(then.mode))))


def _where_and_when(one: Traits, other: Traits, gap: str) -> Iterator[str]:
    given, said = one.mention.arguments, other.mention.arguments
    place = fit_of_places([given.place] if given.place else [], [said.place] if said.place else [])
    day = fit_of_days([given.when] if given.when else [], [said.when] if said.when else [])
    yield f"place={place}"
    yield f"place={place}+gap={gap}"
    yield f"day={day}"
    yield f"day={day}+place={place}"
    yield f"killed={_toll(one, other, 'killed')}+place={place}"


def _toll(one: Traits, other: Traits, name: str) -> str:
    known, said = one.tolls[name], other.tolls[name]
    fit = agreement(known, said)
    if fit != "apart":
        return fit
    if any(a <= d and c <= b for a, b in known for c, d in said):
        return "overlap"
    return "more" if min(low for low, _ in said) > max(high for _, high in known) else "less"


def _people(one: Traits, other: Traits, gap: str) -> Iterator[str]:
    for role in ("actor", "recipient"):
        fit = agreement(one.sides[role], other.sides[role])
        yield f"{role}={fit}"
        yield f"{role}={fit}+gap={gap}"
    voices = _voices(one.mention.claim, other.mention.claim)
    for name in ("killed", "wounded"):
        fit = _toll(one, other, name)
        yield f"{name}={fit}"
        yield f"{name}={fit}+gap={gap}"
        if one.tolls[name] and other.tolls[name]:
            yield f"{name}={fit}+voices={voices}"


def _words(company: Company, one: Traits, other: Traits, gap: str) -> Iterator[str]:
    prose = company.prose
    word, said = (prose.lower[t.mention.trigger.last - 1][:NAME] for t in (one, other))
    yield f"word={word == said}+gap={gap}"
    if gap == "0":
        return
    shares = [repeated(company.rare, a.stems, b.stems) for a, b in ((one, other), (other, one))]
    yield f"share={binned(min(shares), SHARES)}"
    yield f"most={binned(max(shares), SHARES)}"
    yield f"names={agreement(one.names, other.names)}"
    yield f"names={min(3, len(one.names & other.names))}"


def _voices(one: Claim | None, other: Claim | None) -> str:
    """Return how those stand to each other who tell two mentions."""
    if one is None or other is None:
        return f"{one is not None}-{other is not None}"
    if one.id == other.id:
        return "one"
    if other.id == one.within or one.id == other.within:
        return "nested"
    return "same" if one.source.name == other.source.name else "two"


def _tellers(one: Mention, other: Mention, gap: str) -> Iterator[str]:
    """Yield who tells each, and whether the encoder holds that the claim of one tells of the other."""
    yield f"voices={_voices(one.claim, other.claim)}+gap={gap}"
    if one.claim and other.claim and one.claim.id == other.claim.id:
        return
    yield f"cue-one={_cue(one, other.claim)}"
    yield f"cue-other={_cue(other, one.claim)}"


def _cue(mention: Mention, claim: Claim | None) -> str:
    if claim is None or mention.told is None or not mention.told.reaches(claim.cue):
        return "-"
    return binned(mention.told.part("cue", claim.cue), _CUE)
