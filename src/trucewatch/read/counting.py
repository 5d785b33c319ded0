"""Groups of people that a sentence counts: "12 Syrian civilians", "dozens", "a mother and her three children"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from trucewatch.know.event_cues import cues
from trucewatch.know.numbers import Amount
from trucewatch.know.people import people_words
from trucewatch.read.prose import Prose, Sentence

#: How far, in words, a noun for people may stand from its amount.
NOUN_REACH = 5
#: Words by which people are said to have come to harm ("12 killed").
SUFFERED = cues("tolls", "suffered")
#: Such words that may say who came to harm otherwise ("killed 26 displaced people").
DESCRIBED = frozenset({"displaced", "detained"})
#: Words at which a sentence or clause ends.
STOPS = cues("tolls", "stops")
_ONE = cues("tolls", "one")
_KIN = frozenset({"his", "her"})
_THEIRS = frozenset({"his", "her", "their"})
_SAYS = frozenset({"says", "said", "say", "tells", "told", "adds", "added"})
_JOINS = _THEIRS | {"and", ","}
_PARTS = cues("tolls", "parts")
_AMONG = frozenset({("among", "them"), ("among", "whom"), ("of", "whom"), ("of", "them"), ("among", "those")})
_OF_THEM = frozenset({("of", "them"), ("of", "whom"), ("of", "these"), ("of", "those"), ("of", "which")})
_NOT_COUNTED = cues("tolls", "not-counted")
_OWNED = _ONE | _THEIRS
_ALSO = frozenset({"and", "or"})
_EVENT_NOUNS = cues("linking", "event-nouns")
_OLD = frozenset({"old", "olds", "year-old", "year-olds", "years-old"})
_YEARS = frozenset({"year", "years"})
_ENDS = cues("tolls", "ends")


@dataclass(frozen=True, slots=True)
class Group:
    """Hold a counted group: words `first` to `last` (exclusive), `low` to `high` people of kind `who`.

    `noun`: a noun for people is given. `part`: it counts some of another group ("including five children").
    """

    first: int
    last: int
    low: int
    high: int
    who: str
    noun: bool
    part: bool

    def ending(self, last: int) -> Group:
        """Return the group with the word of harm that belongs to it ("12 dead", "five others wounded")."""
        return replace(self, last=last)


def counted(prose: Prose, sentence: Sentence, amounts: Sequence[Amount]) -> list[Group]:
    """Return the groups that a sentence counts, in order; those that "and" joins are added up."""
    groups: list[Group] = []
    covered: set[int] = set()
    aged = 0  # an age before this word is that of people who are counted already ("two 7-year-old girls")
    for amount in amounts:
        first, last = prose.range_of(prose.report.span(amount.start, amount.end))
        covered.update(range(first, last))
        behind = _behind_age(prose, sentence, last)
        if behind is not None:
            group = _aged(prose, sentence, first, behind) if first >= aged else None
            covered.update(range(first, behind))
        else:
            group = _group(prose, sentence, first, last, amount.low, amount.high)
            aged = group.last if group else aged
        if group:
            groups.append(group)
            covered.update(range(group.first, group.last))
    for i in range(sentence.first, sentence.last):
        kin = prose.lower[i] in _KIN and prose.lower[i - 1 : i] == ("and",)
        if (prose.lower[i] in _ONE or kin) and i not in covered and (one := _single(prose, sentence, i)):
            groups.append(one)
    found = _summed(prose, sorted(groups, key=lambda g: g.first))
    starts = frozenset(g.first for g in found)
    return [_with_harm(prose, sentence, g, starts) for g in found]


def _summed(prose: Prose, groups: Sequence[Group]) -> list[Group]:
    """Add up groups that "and" or a comma joins ("12 civilians and three soldiers"); parts stay as they are."""
    out: list[Group] = []
    for group in groups:
        last = out[-1] if out else None
        if last and prose.lower[last.last : group.first][-1:] == ("among",):
            out[-1] = last = replace(last, part=True)
        if last and last.part and _is_joined(prose, last, group):
            group = replace(group, part=True)
        if last and not last.part and not group.part and _is_joined(prose, last, group):
            who = last.who if last.who == group.who else "unknown"
            out[-1] = Group(last.first, group.last, last.low + group.low, last.high + group.high, who, True, False)
        else:
            out.append(group)
    return out


def _is_joined(prose: Prose, one: Group, other: Group) -> bool:
    between = prose.lower[one.last : other.first]
    return (
        0 < len(between) <= 2 and all(word in _JOINS for word in between) and between[0] in ("and", ",") and other.noun
    )


def _group(prose: Prose, sentence: Sentence, first: int, last: int, low: int, high: int) -> Group | None:
    """Read what an amount counts: people ("12 Syrian civilians"), or nothing said ("12 dead")."""
    who = people_words().who
    if _looks_like_date(prose, first, last):
        return None
    part = _is_part(prose, sentence, first) or prose.lower[last : last + 2] in _OF_THEM
    harm = people_words().harm
    begin = _behind_ages(prose, sentence, last)
    for i in range(begin, min(begin + NOUN_REACH, sentence.last)):
        word = prose.lower[i]
        if word in _NOT_COUNTED or (word in who and _is_of_event(prose, sentence, i)):
            return None
        if word in STOPS or word in _ENDS or word in _PARTS or word == "among":
            return Group(first, last, low, high, "unknown", False, part)
        if word in DESCRIBED and is_modifier(prose, sentence, i):
            continue
        if word in harm and word not in ("lives", "bodies", "deaths", "casualties", "fatalities"):
            return Group(first, last, low, high, "unknown", False, part)
        if word in who:
            if is_modifier(prose, sentence, i):
                continue
            return Group(first, i + 1, low, high, who[word], True, part)
    return Group(first, last, low, high, "unknown", False, part)


def _behind_age(prose: Prose, sentence: Sentence, last: int) -> int | None:
    """Return the word behind an age whose number ends at word `last` ("5-year-old"), None where it is no age."""
    at = last + (prose.lower[last : last + 1] == ("-",))
    following = prose.lower[at : min(at + 3, sentence.last)]
    if following[:1] and following[0] in _OLD:
        return at + 1
    dashed = following[1:2] == ("-",)
    if following[:1] and following[0] in _YEARS and following[1 + dashed : 2 + dashed] in (("old",), ("olds",)):
        return at + 2 + dashed
    return None


def _behind_ages(prose: Prose, sentence: Sentence, last: int) -> int:
    """Return the word behind an amount and the age of those it counts ("two 7-year-old girls")."""
    number = last < sentence.last and prose.lower[last][:1].isdigit()
    behind = _behind_age(prose, sentence, last + 1) if number else None
    return last if behind is None else behind


def _aged(prose: Prose, sentence: Sentence, first: int, behind: int) -> Group | None:
    """Read one person of some age ("a 5-year-old boy", "his 70-year-old mother")."""
    who = people_words().who
    begin = first - (first > sentence.first and prose.lower[first - 1] in _OWNED)
    for i in range(behind, min(behind + 3, sentence.last)):
        word = prose.lower[i]
        if word in who and not is_modifier(prose, sentence, i):
            return Group(begin, i + 1, 1, 1, who[word], True, _is_part(prose, sentence, begin))
    return None


def _is_of_event(prose: Prose, sentence: Sentence, i: int) -> bool:
    """Tell whether a noun for people says of what kind a happening is ("a terrorist attack")."""
    following = prose.lower[i + 1] if i + 1 < sentence.last else ""
    return following in _EVENT_NOUNS and following not in people_words().who and following not in people_words().harm


def _is_part(prose: Prose, sentence: Sentence, first: int) -> bool:
    """Tell whether words just before a group say that it counts some of another ("including", "among them")."""
    before = prose.lower[max(sentence.first, first - 4) : first]
    return any(word in _PARTS for word in before) or any(pair in _AMONG for pair in pairwise(before))


def is_modifier(prose: Prose, sentence: Sentence, i: int) -> bool:
    """Tell whether a word stands before a noun for people that it describes ("rebel fighters", "family members")."""
    return i + 1 < sentence.last and prose.lower[i + 1] in people_words().who


_MONTHS = cues("tolls", "months")


def _looks_like_date(prose: Prose, first: int, last: int) -> bool:
    word = prose.lower[first]
    following = prose.lower[last] if last < len(prose.lower) else ""
    plain = last - first == 1 and word.isdigit()
    year = plain and len(word) == 4 and 1900 <= int(word) <= 2100
    day = plain and not 31 < int(word) < 1000
    by_month = prose.has(first - 1, first, _MONTHS) or prose.has(last, last + 1, _MONTHS)
    return (year and (following not in people_words().who or by_month)) or (day and by_month)


def _single(prose: Prose, sentence: Sentence, i: int) -> Group | None:
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
            if is_modifier(prose, sentence, j):
                continue
            if _is_of_event(prose, sentence, j) or prose.has(j + 1, min(j + 2, sentence.last), _SAYS):
                return None
            if prose.lower[i] == "the":
                return None
            part = _is_part(prose, sentence, i) or prose.has(max(sentence.first, i - 6), i, _PARTS)
            return Group(i, j + 1, 1, 1, who[word], True, part)
        if not word.isalpha() and "-" not in word:
            return None
    return None


def _with_harm(prose: Prose, sentence: Sentence, group: Group, starts: frozenset[int]) -> Group:
    """Take in a participle right behind a group, so that no other word of harm counts it ("killed, 15 injured").

    Not where the word goes on to count others ("killed 30 people, injured 90").
    """
    behind = group.last < sentence.last and prose.lower[group.last] in SUFFERED
    joined = prose.has(group.last + 1, min(group.last + 2, sentence.last), _ALSO)
    both = joined and group.last + 2 < sentence.last and prose.lower[group.last + 2] in SUFFERED
    goes_on = group.last + 1 in starts
    return group.ending(group.last + 1) if behind and not both and not goes_on else group
