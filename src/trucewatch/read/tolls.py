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
from trucewatch.read.counting import DESCRIBED, STOPS, SUFFERED, Group, counted, is_modifier
from trucewatch.read.prose import Prose, Sentence

#: How far, in words, a word of harm may stand behind a group and before it.
BEFORE, AFTER = 22, 4
#: From so many dead on, a sentence about a war may count all of it.
WHOLE_WAR = 2_000
#: A name stands at most so many words before the group that it counts beside.
NAMED = 20
#: So many dead are never those of one event.
ANY_WAR = 20_000
_EARLIER = cues("tolls", "earlier")
_COUNTS = cues("tolls", "counts")
_WAR = cues("tolls", "war")
_SINCE = cues("tolls", "since")
_NO = cues("tolls", "no")
_UNCOUNTED = cues("tolls", "uncounted")
_WITH = cues("tolls", "with")
_BESIDES = cues("tolls", "besides")


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
    words = [i for i in words if not _only_describes(prose, sentence, i, words)]
    groups = counted(prose, sentence, amounts)
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
                    found.append(_toll(prose, sentence, _with_named(prose, sentence, groups[n], at), at, field))
        found += _none(prose, sentence, at)
    return _told_apart(found)


def _only_describes(prose: Prose, sentence: Sentence, at: int, words: Sequence[int]) -> bool:
    """Tell whether a word of harm says who they are that came to another ("killed 26 displaced people")."""
    described = prose.lower[at] in DESCRIBED and is_modifier(prose, sentence, at)
    return described and any("killed" in people_words().harm[prose.lower[i]] for i in words if i != at)


def _told_apart(found: Sequence[Toll]) -> list[Toll]:
    """Leave out amounts that count dead and wounded together ("scores were killed or injured"): they give neither."""
    fields: dict[int, set[str]] = {}
    for toll in found:
        if toll.high:
            fields.setdefault(toll.words.start, set()).add(toll.field)
    return [t for t in found if not set(BOTH) <= fields.get(t.words.start, set())]


def _is_whole_war(prose: Prose, sentence: Sentence, groups: Sequence[Group]) -> bool:
    """Tell whether a sentence counts the dead of the whole war, which is no event (gold/GUIDELINES.md)."""
    large = max((g.high for g in groups), default=0)
    first, last = sentence.first, sentence.last
    if large >= ANY_WAR:
        return True
    return large >= WHOLE_WAR and (prose.has(first, last, _WAR) or prose.has(first, last, _SINCE))


_HARM_NOUNS = cues("tolls", "harm-nouns")
_RISE = cues("tolls", "rise")
_NUMBER = frozenset({"number", "count"})


def _bound_to(prose: Prose, sentence: Sentence, groups: Sequence[Group], at: int, harms: Sequence[int]) -> list[int]:
    """Return the groups that the word of harm at word `at` counts."""
    word = prose.lower[at]
    holding = [n for n, g in enumerate(groups) if g.first <= at < g.last]
    if holding:
        return _with_parts(prose, groups, holding[0], at)
    free = [n for n, g in enumerate(groups) if prose.lower[g.last - 1] not in SUFFERED]
    after = [n for n in free if at < groups[n].first <= at + 1 + AFTER and _reaches(prose, at + 1, groups[n].first)]
    after = after or _beside_named(prose, sentence, groups, free, at)
    if word == "toll":
        return _risen(prose, groups, at, 24)
    if word in _HARM_NOUNS and word != "dead":
        return _with_parts(prose, groups, after[0], at) if after else []
    passive = _is_suffered(prose, sentence, at)
    if after and not passive:
        return _with_parts(prose, groups, after[0], at)
    uncounted = next((i for i in range(max(sentence.first, at - 3), at) if prose.lower[i] in _UNCOUNTED), None)
    if uncounted is not None and not any(uncounted - 1 <= groups[n].last <= at for n in free):
        return []
    before = [
        n for n in free if at - BEFORE <= groups[n].last - 1 < at and not _cut_off(prose, groups[n].last, at, harms)
    ]
    whole = [n for n in before if not groups[n].part]
    if whole:
        return _with_parts(prose, groups, whole[-1], at)
    if before:
        return before[-1:]
    if not after and prose.has(max(sentence.first, at - 12), at, _NUMBER):
        return _risen(prose, groups, at, 30)
    return _with_parts(prose, groups, after[0], at) if after else []


def _beside_named(prose: Prose, sentence: Sentence, groups: Sequence[Group], free: Sequence[int], at: int) -> list[int]:
    """Return the group behind a word of harm that is done to somebody named first ("killing X and two others")."""
    if not prose.lower[at].endswith("ing") or not prose.tokens[min(at + 1, sentence.last - 1)].text[:1].isupper():
        return []
    near = [n for n in free if at < groups[n].first <= at + NAMED]
    return [n for n in near if _with_named(prose, sentence, groups[n], at) is not groups[n]][:1]


def _with_named(prose: Prose, sentence: Sentence, group: Group, at: int) -> Group:
    """Add the person whom a name counts beside a group ("killing X, a commander, and eight more fighters").

    The group says that it counts others besides, and two words of a name stand before it, with no word of harm between:
    behind a word of harm that is done, else anywhere in its sentence.
    """
    head = at + 1 if at < group.first else sentence.first
    back = range(group.first - 1, max(head, group.first - 2) - 1, -1)
    begin = next((i for i in back if prose.lower[i] in _WITH), None)
    if begin is None or group.part or not prose.has(group.first, group.last + 3, _BESIDES):
        return group
    named = range(max(head, begin - NAMED), begin)
    harmed = any(prose.lower[i] in people_words().harm for i in named)
    capital = [prose.tokens[i].text[:1].isupper() for i in named]
    if harmed or not any(one and other for one, other in pairwise(capital)):
        return group
    return replace(group, low=group.low + 1, high=group.high + 1)


def _risen(prose: Prose, groups: Sequence[Group], at: int, reach: int) -> list[int]:
    """Return the group that a toll or number is said to have come to ("the number of dead has risen to 39")."""
    later = [n for n, g in enumerate(groups) if at < g.first <= at + reach and prose.has(g.first - 2, g.first, _RISE)]
    return later[:1]


def _reaches(prose: Prose, first: int, last: int) -> bool:
    """Tell whether nothing but small words lies between a word of harm and a group after it."""
    small = frozenset(
        (
            "of and or more than at least some as many another wounded wounding injured injuring killed killing "
            "the estimated up to a family total"
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
    if prose.has(first, at, STOPS):
        return True
    return any(first <= h < at for h in harms if prose.lower[h] not in ("wounded", "injured", "killed") or h < at - 4)


def _with_parts(prose: Prose, groups: Sequence[Group], n: int, at: int) -> list[int]:
    """Return a group that the word of harm at word `at` counts, and those after it that count some of it ("12 people,
    including five children"): up to that word where it stands behind, and none that another such word counts.
    """
    bound = [n]
    until = at if groups[n].last <= at else None
    for m in range(n + 1, len(groups)):
        if (
            not groups[m].part
            or groups[m].first - groups[m - 1].last > 6
            or prose.has(groups[m].last, groups[m].last + 2, SUFFERED - {prose.lower[at]})
            or (until is not None and groups[m].last > until)
        ):
            break
        bound.append(m)
    return bound


def _toll(prose: Prose, sentence: Sentence, group: Group, at: int, field: str) -> Toll:
    earlier = _is_earlier(prose, sentence, group.first)
    words = prose.span(group.first, group.last)
    people = prose.span(group.first, group.last - (prose.lower[group.last - 1] in SUFFERED)) if group.noun else None
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
