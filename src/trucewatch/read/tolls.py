"""How many people an event killed, wounded, displaced or detained: amounts bound to words of harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from trucewatch.know.event_cues import cues
from trucewatch.know.numbers import Amount, find_amounts
from trucewatch.know.people import BOTH, people_words
from trucewatch.model.span import Span
from trucewatch.read.prose import Prose, Sentence

#: How far, in words, a noun for people may stand from its amount, and a word of harm from both.
NOUN_REACH, BEFORE, AFTER = 5, 22, 4
#: From so many dead on, a sentence about a war may count all of it.
WHOLE_WAR = 2_000
#: So many dead are never those of one event.
ANY_WAR = 20_000
_ONE = cues("tolls", "one")
_KIN = frozenset({"his", "her"})
_PARTS = cues("tolls", "parts")
_AMONG = frozenset({("among", "them"), ("among", "whom"), ("of", "whom"), ("of", "them"), ("among", "those")})
_EARLIER = cues("tolls", "earlier")
_COUNTS = cues("tolls", "counts")
_WAR = cues("tolls", "war")
_SINCE = cues("tolls", "since")
_STOPS = cues("tolls", "stops")
_SUFFERED = cues("tolls", "suffered")
_NO = cues("tolls", "no")
_NOT_COUNTED = cues("tolls", "not-counted")
_ALSO = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Toll:
    """Hold a toll: `low` to `high` people of kind `who`, the `words` that give it, and its word of harm (`harm`).

    `part`: it counts some of another toll ("including five children"). `people`: the words for who came to harm.
    """

    field: str
    low: int
    high: int
    who: str
    words: Span
    harm: int
    people: Span | None = None
    part: bool = False
    superseded: bool = False


class TollFinder(Protocol):
    """Find the tolls of a text: the grammar here, or a trained model in its place."""

    def find(self, prose: Prose) -> list[Toll]:
        """Return the tolls in the order of the text."""
        ...


@dataclass(frozen=True, slots=True)
class _Group:
    """Hold a counted group: words `first` to `last` (exclusive)."""

    first: int
    last: int
    low: int
    high: int
    who: str
    noun: bool
    part: bool

    def ending(self, last: int) -> _Group:
        """Return the group with the word of harm that belongs to it ("12 dead", "five others wounded")."""
        return replace(self, last=last)


class GrammarTolls:
    """Find tolls by amounts, nouns for people and words of harm, within one sentence."""

    def find(self, prose: Prose) -> list[Toll]:
        """Return the tolls in the order of the text."""
        amounts = find_amounts(prose.report.text, prose.tokens)
        by_sentence: dict[int, list[Amount]] = {}
        for amount in amounts:
            sentence = prose.sentence_at(prose.word_at(amount.start))
            if sentence:
                by_sentence.setdefault(sentence.index, []).append(amount)
        found: list[Toll] = []
        for sentence in prose.sentences:
            found += _of_sentence(prose, sentence, by_sentence.get(sentence.index, ()))
        return found


def _of_sentence(prose: Prose, sentence: Sentence, amounts: Sequence[Amount]) -> list[Toll]:
    harm = people_words().harm
    words = [i for i in range(sentence.first, sentence.last) if prose.lower[i] in harm]
    if not words:
        return []
    counted = _groups(prose, sentence, amounts)
    starts = frozenset(g.first for g in counted)
    groups = [_with_harm(prose, sentence, g, starts) for g in counted]
    if _is_whole_war(prose, sentence, groups):
        return []
    found: list[Toll] = []
    taken: dict[str, set[int]] = {}
    for at in words:
        for field in harm[prose.lower[at]]:
            used = taken.setdefault(field, set())
            for n in _bound_to(prose, sentence, groups, at, words):
                if n not in used:
                    used.add(n)
                    found.append(_toll(prose, sentence, groups[n], at, field))
        found += _none(prose, sentence, at)
    return _told_apart(found)


def _told_apart(found: Sequence[Toll]) -> list[Toll]:
    """Leave out amounts that count dead and wounded together ("scores were killed or injured"): they give neither."""
    fields: dict[int, set[str]] = {}
    for toll in found:
        if toll.high:
            fields.setdefault(toll.words.start, set()).add(toll.field)
    return [t for t in found if not set(BOTH) <= fields.get(t.words.start, set())]


def _with_harm(prose: Prose, sentence: Sentence, group: _Group, starts: frozenset[int]) -> _Group:
    """Take in a participle right behind a group, so that no other word of harm counts it ("killed, 15 injured").

    Not where the word goes on to count others ("killed 30 people, injured 90").
    """
    behind = group.last < sentence.last and prose.lower[group.last] in _SUFFERED
    joined = prose.has(group.last + 1, min(group.last + 2, sentence.last), _ALSO)
    both = joined and group.last + 2 < sentence.last and prose.lower[group.last + 2] in _SUFFERED
    goes_on = group.last + 1 in starts
    return group.ending(group.last + 1) if behind and not both and not goes_on else group


def _is_whole_war(prose: Prose, sentence: Sentence, groups: Sequence[_Group]) -> bool:
    """Tell whether a sentence counts the dead of the whole war, which is no event (gold/GUIDELINES.md)."""
    large = max((g.high for g in groups), default=0)
    first, last = sentence.first, sentence.last
    if large >= ANY_WAR:
        return True
    return large >= WHOLE_WAR and (prose.has(first, last, _WAR) or prose.has(first, last, _SINCE))


def _groups(prose: Prose, sentence: Sentence, amounts: Sequence[Amount]) -> list[_Group]:
    groups: list[_Group] = []
    covered: set[int] = set()
    for amount in amounts:
        first, last = prose.range_of(prose.report.span(amount.start, amount.end))
        covered.update(range(first, last))
        group = _group(prose, sentence, first, last, amount.low, amount.high)
        if group:
            groups.append(group)
            covered.update(range(group.first, group.last))
    for i in range(sentence.first, sentence.last):
        kin = prose.lower[i] in _KIN and prose.lower[i - 1 : i] == ("and",)
        if (prose.lower[i] in _ONE or kin) and i not in covered and (one := _single(prose, sentence, i)):
            groups.append(one)
    return _summed(prose, sorted(groups, key=lambda g: g.first))


def _summed(prose: Prose, groups: Sequence[_Group]) -> list[_Group]:
    """Add up groups that "and" or a comma joins ("12 civilians and three soldiers"); parts stay as they are."""
    out: list[_Group] = []
    for group in groups:
        last = out[-1] if out else None
        if last and prose.lower[last.last : group.first][-1:] == ("among",):
            out[-1] = last = replace(last, part=True)
        if last and not last.part and not group.part and _is_joined(prose, last, group):
            who = last.who if last.who == group.who else "unknown"
            out[-1] = _Group(last.first, group.last, last.low + group.low, last.high + group.high, who, True, False)
        else:
            out.append(group)
    return out


def _is_joined(prose: Prose, one: _Group, other: _Group) -> bool:
    between = prose.lower[one.last : other.first]
    return 0 < len(between) <= 2 and all(word in ("and", ",") for word in between) and other.noun


def _group(prose: Prose, sentence: Sentence, first: int, last: int, low: int, high: int) -> _Group | None:
    """Read what an amount counts: people ("12 Syrian civilians"), or nothing said ("12 dead")."""
    who = people_words().who
    if _looks_like_date(prose, first, last):
        return None
    part = _is_part(prose, sentence, first)
    harm = people_words().harm
    for i in range(last, min(last + NOUN_REACH, sentence.last)):
        word = prose.lower[i]
        if word in _NOT_COUNTED or word in _STOPS:
            return None if word in _NOT_COUNTED else _Group(first, last, low, high, "unknown", False, part)
        if word in harm and word not in ("lives", "bodies", "deaths", "casualties", "fatalities"):
            return _Group(first, last, low, high, "unknown", False, part)
        if word in who:
            if _is_modifier(prose, sentence, i):
                continue
            return _Group(first, i + 1, low, high, who[word], True, part)
    return _Group(first, last, low, high, "unknown", False, part)


def _is_part(prose: Prose, sentence: Sentence, first: int) -> bool:
    """Tell whether words just before a group say that it counts some of another ("including", "among them")."""
    before = prose.lower[max(sentence.first, first - 4) : first]
    return any(word in _PARTS for word in before) or any(pair in _AMONG for pair in pairwise(before))


def _is_modifier(prose: Prose, sentence: Sentence, i: int) -> bool:
    """Tell whether a noun for people stands before another that it describes ("rebel fighters", "family members")."""
    return i + 1 < sentence.last and prose.lower[i + 1] in people_words().who


_MONTHS = cues("tolls", "months")


def _looks_like_date(prose: Prose, first: int, last: int) -> bool:
    word = prose.lower[first]
    following = prose.lower[last] if last < len(prose.lower) else ""
    year = last - first == 1 and word.isdigit() and len(word) == 4 and 1900 <= int(word) <= 2100
    return (
        (year and following not in people_words().who)
        or prose.has(first - 1, first, _MONTHS)
        or prose.has(last, last + 1, _MONTHS)
    )


def _single(prose: Prose, sentence: Sentence, i: int) -> _Group | None:
    """Read "a child", "a senior commander": one person."""
    who = people_words().who
    for j in range(i + 1, min(i + 4, sentence.last)):
        word = prose.lower[j]
        if (
            word in who
            and not word.endswith("s")
            and word
            not in ("people", "men", "women", "children", "death", "life", "family", "casualty", "fatality", "toll")
        ):
            if _is_modifier(prose, sentence, j):
                continue
            if prose.lower[i] == "the":
                return None
            part = _is_part(prose, sentence, i) or prose.has(max(sentence.first, i - 6), i, _PARTS)
            return _Group(i, j + 1, 1, 1, who[word], True, part)
        if not word.isalpha() and "-" not in word:
            return None
    return None


_HARM_NOUNS = cues("tolls", "harm-nouns")
_RISE = cues("tolls", "rise")
_NUMBER = frozenset({"number", "count"})


def _bound_to(prose: Prose, sentence: Sentence, groups: Sequence[_Group], at: int, harms: Sequence[int]) -> list[int]:
    """Return the groups that the word of harm at word `at` counts."""
    word = prose.lower[at]
    holding = [n for n, g in enumerate(groups) if g.first <= at < g.last]
    if holding:
        return holding
    free = [n for n, g in enumerate(groups) if prose.lower[g.last - 1] not in _SUFFERED]
    after = [n for n in free if at < groups[n].first <= at + 1 + AFTER and _reaches(prose, at + 1, groups[n].first)]
    if word == "toll":
        return _risen(prose, groups, at, 24)
    if word in _HARM_NOUNS and word != "dead":
        return _with_parts(groups, after[0]) if after else []
    passive = _is_suffered(prose, sentence, at)
    if after and not passive:
        return _with_parts(groups, after[0])
    before = [
        n for n in free if at - BEFORE <= groups[n].last - 1 < at and not _cut_off(prose, groups[n].last, at, harms)
    ]
    whole = [n for n in before if not groups[n].part]
    if whole:
        return _with_parts(groups, whole[-1], until=at)
    if before:
        return before[-1:]
    if not after and prose.has(max(sentence.first, at - 12), at, _NUMBER):
        return _risen(prose, groups, at, 30)
    return _with_parts(groups, after[0]) if after else []


def _risen(prose: Prose, groups: Sequence[_Group], at: int, reach: int) -> list[int]:
    """Return the group that a toll or number is said to have come to ("the number of dead has risen to 39")."""
    later = [n for n, g in enumerate(groups) if at < g.first <= at + reach and prose.has(g.first - 2, g.first, _RISE)]
    return later[:1]


def _reaches(prose: Prose, first: int, last: int) -> bool:
    """Tell whether nothing but small words lies between a word of harm and a group after it."""
    small = frozenset(
        (
            "of and or more than at least some as many another wounded wounding injured injuring killed killing "
            "the estimated up to"
        ).split()
    )
    return all(prose.lower[i] in small for i in range(first, last))


def _is_suffered(prose: Prose, sentence: Sentence, at: int) -> bool:
    be = frozenset("is are was were be been being".split())
    back = range(max(sentence.first, at - 3), at)
    return any(prose.lower[i] in be for i in back) and is_form(prose.lower[at])


def is_form(word: str) -> bool:
    """Tell whether a word of harm is one that people suffer ("killed", "dead")."""
    return word.endswith("ed") or word in ("dead", "hurt", "slain")


def _cut_off(prose: Prose, first: int, at: int, harms: Sequence[int]) -> bool:
    """Tell whether a full stop, or another word of harm with its own group, parts a group from a word of harm."""
    if prose.has(first, at, _STOPS):
        return True
    return any(first <= h < at for h in harms if prose.lower[h] not in ("wounded", "injured", "killed") or h < at - 4)


def _with_parts(groups: Sequence[_Group], n: int, until: int | None = None) -> list[int]:
    """Return a group and those after it that count some of it ("12 people, including five children")."""
    bound = [n]
    for m in range(n + 1, len(groups)):
        if (
            not groups[m].part
            or groups[m].first - groups[m - 1].last > 6
            or (until is not None and groups[m].last > until)
        ):
            break
        bound.append(m)
    return bound


def _toll(prose: Prose, sentence: Sentence, group: _Group, at: int, field: str) -> Toll:
    earlier = _is_earlier(prose, sentence, group.first)
    words = prose.span(group.first, group.last)
    people = prose.span(group.first, group.last - (prose.lower[group.last - 1] in _SUFFERED)) if group.noun else None
    return Toll(field, group.low, group.high, group.who, words, at, people, group.part, earlier)


def _is_earlier(prose: Prose, sentence: Sentence, first: int) -> bool:
    """Tell whether a group is one that the report replaces: "an earlier toll of", "put it at" - not "earlier today"."""
    near = range(max(sentence.first, first - 6), first)
    at = next((i for i in near if prose.lower[i] in _EARLIER), None)
    return at is not None and prose.has(max(sentence.first, at - 2), first, _COUNTS)


def _none(prose: Prose, sentence: Sentence, at: int) -> list[Toll]:
    """Read "no casualties", "no one was injured"."""
    first = max(sentence.first, at - 4)
    no = next((i for i in range(at - 1, first - 1, -1) if prose.lower[i] in _NO), None)
    if no is None or prose.lower[at] in ("killed", "dead", "died", "death", "claimed", "toll"):
        return []
    small = frozenset(
        (
            "immediate civilian reported reports of human one was were serious major further other or deaths "
            "injuries casualties"
        ).split()
    )
    if any(prose.lower[i] not in small for i in range(no + 1, at)):
        return []
    fields = people_words().harm[prose.lower[at]]
    return [Toll(f, 0, 0, "unknown", prose.span(no, at + 1), at) for f in fields if f in BOTH]
