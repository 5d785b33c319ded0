"""Find the noun phrases of a text that mention actors: around names, heads with a role, words of a side.

No part-of-speech tags: a phrase grows from an anchor word over determiners, numbers, adjectives, known words and
capitals to its left, over heads and one "of ..." to its right. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.know.profile_names import Found, Word
from trucewatch.know.profiles import Profile
from trucewatch.know.world_words import actor_words
from trucewatch.resolve.actors_anatomy import TITLES, country_at
from trucewatch.resolve.actors_meaning import PERSONS

#: A phrase never grows further than this many words to one side.
_REACH = 8
#: Heads that are words of other things far too often to open a mention by themselves.
_WEAK = frozenset(
    "state states body bodies house houses home homes power powers life lives local locals other others worker"
    " workers driver drivers arms court courts security intelligence relief media press news medical people man"
    " men son sons country countries nation nations tank tanks division divisions unit units congress leadership"
    " community communities raid raids marine bomber bombers radical radicals patient patients anchor television"
    " channel newspaper website agency agencies".split()
)
#: What the adjective of a country describes without saying who did anything.
_THINGS = frozenset(
    "border borders made city town capital province soil language lira currency coast territory village"
    " airspace side sea origin nationality passport citizen embassy market food oil gas built manufactured"
    " style speaking".split()
)
_AMOUNTS = frozenset("dozens scores hundreds thousands tens number group groups most some several many all".split())
#: Words that end a phrase to the left: days, months, links.
_STOPS = frozenset(
    "that monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december jan feb mar apr jun jul aug sep sept oct nov dec who which"
    " when where while".split()
)
#: What leads to whom a force is for or against ("forces opposed to X").
_BOUND = frozenset(("loyal", "opposed", "hostile"))
#: "The Freedonian prime minister".
_OFFICE = frozenset("prime foreign defence defense interior finance justice oil health information".split())
_MINISTERS = frozenset("minister ministers ministry secretary".split())
_VERBISH = frozenset("said says told reported added killed wounded injured attacked launched carried targeted".split())


@dataclass(frozen=True, slots=True)
class Extent:
    """Hold the characters of a phrase that mentions an actor."""

    start: int
    end: int


class PhraseFinder:
    """Find mentions with one conflict profile."""

    def __init__(self, profile: Profile) -> None:
        self.words = actor_words()
        self._own = profile.countries
        self._side_words = frozenset(w for s in profile.sides for w in s.words) | {p for p, _ in profile.peoples}
        self._labels = frozenset(w for x in profile.labels for w in x.words)

    def find(self, text: str, words: Sequence[Word], names: Sequence[Found]) -> list[Extent]:
        """Return the phrases in order, none within another."""
        named = _name_at(words, names)
        extents: list[Extent] = []
        i = 0
        while i < len(words):
            if not (named[i] >= 0 or self._anchors(words[i], i, words)):
                i += 1
                continue
            first = self._left(text, words, named, i, extents[-1].end if extents else 0)
            last = self._right(text, words, named, i)
            extents.append(Extent(words[first].start, words[last].end))
            i = last + 1
        return extents

    def _anchors(self, word: Word, i: int, words: Sequence[Word]) -> bool:
        if word.key in self.words.heads:
            return (
                word.key not in _WEAK
                or (i + 1 < len(words) and self._noun(words[i + 1].key))
                or self._modified(words, i)
            )
        if word.key in self._side_words or word.key in self._labels:
            return True
        return self._pair(words, i) or (word.capital and self._foreign(words, i))

    def _pair(self, words: Sequence[Word], i: int) -> bool:
        return i + 1 < len(words) and (words[i].key, words[i + 1].key) in self.words.pairs

    def _foreign(self, words: Sequence[Word], i: int) -> bool:
        """The adjective of another country, where it says who ("Freedonian raids") and not what or where."""
        following = words[i + 1].key if i + 1 < len(words) else ""
        own = country_at(words[i : i + 1], 0) in (None, *self._own)
        return not own and following not in _THINGS and following not in self.words.held

    def _modified(self, words: Sequence[Word], i: int) -> bool:
        before = words[i - 1].key if i else ""
        return (
            before in self.words.determiners
            or before in self.words.modifiers
            or before.isdigit()
            or before in self._side_words
        )

    def _noun(self, key: str) -> bool:
        return key in self.words.heads or key in self.words.relational or key in self._side_words or key in self._labels

    def _left(self, text: str, words: Sequence[Word], named: Sequence[int], i: int, floor: int) -> int:
        first = i
        while named[first] >= 0 and first and named[first - 1] == named[first]:
            first -= 1
        for _ in range(_REACH):
            j = first - 1
            if j < 0 or words[j].start < floor or not _joined(text, words[j], words[first]):
                break
            key = words[j].key
            if key in _STOPS or (key == "of" and words[j - 1].key not in _AMOUNTS):
                break
            if key == "to" and not (j and words[j - 1].key == "up"):
                break
            capital = words[j].capital and not _opens(text, words[j]) and key not in _VERBISH
            fits = (
                named[j] >= 0
                or country_at(words[j : j + 1], 0) is not None
                or self._noun(key)
                or self.words.describes(key)
                or key in self.words.determiners
            )
            compound = text[words[j].end : words[first].start] in ("-", "‑")
            if not (fits or capital or key.isdigit() or compound or words[j].article):
                break
            first = j
            if key in ("the", "a", "an", "at", "its", "his", "their"):
                break
        return first

    def _right(self, text: str, words: Sequence[Word], named: Sequence[int], i: int) -> int:
        last = i
        while last + 1 < len(words) and named[i] >= 0 and named[last + 1] == named[i]:
            last += 1
        run = False
        for _ in range(_REACH):
            j = last + 1
            if j >= len(words) or not _joined(text, words[last], words[j]):
                break
            key = words[j].key
            states = self.words.led | self.words.backed | self.words.held | self.words.run
            bound = text[words[last].end : words[j].start] in ("-", "‑", "–") or key in states
            naming = words[last].key in PERSONS or words[last].key in TITLES or words[last].article
            other = named[j] >= 0 and named[last] != named[j] and named[last] >= 0 and not bound
            name = words[j].capital and key not in self.words.determiners and (naming or run)
            bound = bound or (key in _OFFICE and j + 1 < len(words) and words[j + 1].key in _MINISTERS)
            if other or not (self._noun(key) or bound or words[j].article or name or (named[j] >= 0 and naming)):
                break
            run = name and not self._noun(key)
            last = j
        return self._linked(text, words, named, last)

    def _linked(self, text: str, words: Sequence[Word], named: Sequence[int], last: int) -> int:
        """Take in whom a force is for or against: "forces opposed to X"."""
        if last + 3 >= len(words) or words[last + 1].key not in _BOUND or words[last + 2].key != "to":
            return last
        k = last + 3
        while k + 1 < len(words) and k <= last + 4 and (words[k].key in self.words.determiners or words[k].article):
            k += 1
        if not _joined(text, words[k - 1], words[k]) or not (named[k] >= 0 or self._noun(words[k].key)):
            return last
        while k + 1 < len(words) and (
            named[k + 1] == named[k] >= 0 or (self._noun(words[k + 1].key) and _joined(text, words[k], words[k + 1]))
        ):
            k += 1
        return k


def _name_at(words: Sequence[Word], names: Sequence[Found]) -> list[int]:
    """Return for each word the index of the name that holds it, -1 where none does."""
    at = [-1] * len(words)
    n = 0
    for i, word in enumerate(words):
        while n < len(names) and names[n].end <= word.start:
            n += 1
        if n < len(names) and names[n].start <= word.start:
            at[i] = n
    return at


def _joined(text: str, a: Word, b: Word) -> bool:
    gap = text[a.end : b.start]
    return gap in ("", " ", "  ", "-", "‑", "–", "’ ", "' ", "/", "' ", "\t")


def _opens(text: str, word: Word) -> bool:
    """Tell whether a word opens a sentence, so that its capital says nothing."""
    before = text[max(0, word.start - 3) : word.start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?:\n"


def is_place(text: str, start: int, end: int) -> bool:
    """Tell whether the name of a state or its seat says where, not who: "in X", "from X", "X:" in a dateline."""
    before = text[max(0, start - 24) : start].lower().split()
    after = text[end : end + 2].strip()
    dateline = start < 60 and (after[:1] in (":", "(", "/", "|", "-", "–", "—") or "\n" in text[end : end + 2])
    return dateline or (bool(before) and before[-1] in _PLACING)


_PLACING = frozenset(
    "in into across inside near throughout outside around through within from to of over northern southern"
    " eastern western central neighbouring neighboring leave leaving left enter entered entering reach reached".split()
)
