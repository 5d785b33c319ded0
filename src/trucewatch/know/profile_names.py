"""Find the names of known actors in a text: exact, alias, another transliteration, possessive; linear in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from trucewatch.know.profile_actor import KnownActor
from trucewatch.know.tokens import KEPT

#: The words of texts of at most so many characters are kept; of longer ones only those of the last two.
SHORT = 120
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\.?)*(?:[’'´`ʿʾ][^\W_]+)*")
#: Arabic articles, assimilated or not: dropped where a hyphen binds them to the next word ("ash-Sham").
_BOUND_ARTICLES = frozenset("al el ul il ad adh an ar as ash at ath az ed en er es esh et ez".split())
_FREE_ARTICLES = frozenset(("al", "el"))
_HYPHENS = frozenset("-‑–")
_POSSESSIVE = re.compile(r"[’'´`]s$|[’'´`]$")
_SAME = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
#: Letters that look like Latin ones; mapped only inside words that hold Latin letters as well.
_LOOKALIKES = str.maketrans(
    "асеорхуіѕјԁԛԝАВЕКМНОРСТХУІЅЈαοενρΑΒΕΖΗΙΚΜΝΟΡΤΧ", "aceopxyisjdqwABEKMHOPCTXYISJaoevpABEZHIKMNOPTX"
)
#: Shorter words are too like others to be taken for a typo.
_LONG = 5
_LONGEST_WORD = 24
#: A name of more words than this is never matched whole.
LONGEST_NAME = 12
#: Names of up to so many words are matched by their sound.
_SOUNDING = 4


class Word(NamedTuple):
    """Hold a word of a text: characters `start` to `end`, its folded form, and how it is written."""

    start: int
    end: int
    key: str
    capital: bool
    upper: bool
    article: bool


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """Return a word in lower-case ASCII where it can be, without accents, dots, possessive, look-alike letters."""
    if word.isascii():
        return _POSSESSIVE.sub("", word.lower()).replace(".", "").replace("'", "").replace("`", "")
    if any("a" <= c.lower() <= "z" for c in word):
        word = word.translate(_LOOKALIKES)
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word)).lower().translate(_SAME)
    return "".join(c for c in plain if c.isalnum())


def name_words(text: str) -> Sequence[Word]:
    """Cut a text into words with their folded forms; an article bound by a hyphen or free ("al") is marked."""
    if len(text) <= SHORT:
        return _short_names(text)
    return _last_names(text) if len(text) <= KEPT else _cut(text)


@lru_cache(maxsize=2)
def _last_names(text: str) -> tuple[Word, ...]:
    """Keep the words of the last texts: several rooms ask for those of the same report."""
    return tuple(_cut(text))


@lru_cache(maxsize=20_000)
def _short_names(text: str) -> tuple[Word, ...]:
    """Keep the words of short texts: names are asked for again and again."""
    return tuple(_cut(text))


def _cut(text: str) -> list[Word]:
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        key, capital, upper = _form(match.group())
        if key:
            bound = key in _BOUND_ARTICLES and text[end : end + 1] in _HYPHENS
            found.append(Word(start, end, key, capital, upper, bound or key in _FREE_ARTICLES))
    return found


@lru_cache(maxsize=50_000)
def _form(word: str) -> tuple[str, bool, bool]:
    """Return a word folded, whether it begins with a capital, and whether it is all capitals ("NATO's", "UNs")."""
    bare = _POSSESSIVE.sub("", word)
    upper = len(bare) > 1 and (bare.isupper() or (len(bare) > 2 and bare[:-1].isupper() and bare[-1] == "s"))
    return fold_word(word), word[0].isupper(), upper


def text_words(text: str) -> list[str]:
    """Return the folded words of a text without articles."""
    return list(_short_words(text)) if len(text) <= SHORT else _words(text)


def _words(text: str) -> list[str]:
    return [w.key for w in name_words(text) if not w.article]


@lru_cache(maxsize=20_000)
def _short_words(text: str) -> tuple[str, ...]:
    return tuple(_words(text))


@lru_cache(maxsize=50_000)
def sound_key(word: str) -> str:
    """Return what stays of a folded word across transliterations: its consonants, alike ones merged.

    "jaysh", "jaish" and "jeish" are one, as are "zenki", "zinki", "zengi"; "hezbollah" and "hizbullah".
    """
    key = word
    for old, new in _SOUNDS:
        key = key.replace(old, new)
    key = _REPEATED.sub(r"\1", key)
    return key[:1] + key[1:].translate(_WEAK) if key else ""


_REPEATED = re.compile(r"(.)\1+")
_WEAK = dict.fromkeys(map(ord, "aeiouywh"))

#: What stands before anybody's name sounds like no name ("Mr X" is not "Maher X").
_ADDRESS = frozenset(("mr", "mrs", "ms", "dr"))

_SOUNDS = (
    ("kh", "x"), ("gh", "g"), ("ch", "sh"), ("sh", "S"), ("dh", "z"), ("th", "t"), ("ph", "f"), ("ck", "k"),
    ("q", "k"), ("c", "k"), ("p", "b"), ("v", "f"), ("dj", "j"), ("kk", "k"),
)  # fmt: skip


class Found(NamedTuple):
    """Hold a known name in a text: characters, the actor's id, whether by sound only.

    `others` are the actors of the same list who share the name.
    """

    start: int
    end: int
    actor: str
    by_sound: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    keys: tuple[str, ...]
    second: str  # the second word, "" for names of one word
    actor: str
    capital: int  # which word must be written with a capital, -1 for none
    acronym: bool


class NameIndex:
    """Hold the names of actors for matching; names of the first groups of actors win over those of later ones."""

    def __init__(self, *groups: Iterable[KnownActor]) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        self._by_sound: dict[tuple[str, ...], str | None] = {}
        self._first_sounds: set[str] = set()
        self._shared: dict[tuple[tuple[str, ...], bool], tuple[str, ...]] = {}
        taken: dict[tuple[tuple[str, ...], bool], int] = {}
        for number, group in enumerate(groups):
            for actor in group:
                self._add(actor, number, taken)
        for entries in self._by_first.values():
            entries.sort(key=lambda e: -len(e.keys))

    def _add(self, actor: KnownActor, group: int, taken: dict[tuple[tuple[str, ...], bool], int]) -> None:
        for name in actor.all_names:
            words = [w for w in name_words(name) if not w.article]
            keys = tuple(w.key for w in words)
            if not keys or len(keys) > LONGEST_NAME:
                continue
            acronym = len(words) == 1 and words[0].upper and len(keys[0]) <= 6
            if taken.setdefault((keys, acronym), group) != group:
                continue
            holders = self._shared.get((keys, acronym), ())
            self._shared[keys, acronym] = tuple(dict.fromkeys((*holders, actor.id)))
            if holders:
                continue
            capital = next((n for n, w in enumerate(words) if w.capital), -1)
            second = keys[1] if len(keys) > 1 else ""
            self._by_first.setdefault(keys[0], []).append(_Entry(keys, second, actor.id, capital, acronym))
            self._add_sound(keys, actor)

    def _add_sound(self, keys: tuple[str, ...], actor: KnownActor) -> None:
        sound = tuple(sound_key(k) for k in keys)
        if sum(map(len, sound)) < 5 or len(keys) < 2:
            return
        self._first_sounds.add(sound[0])
        if self._by_sound.setdefault(sound, actor.id) != actor.id:
            self._by_sound[sound] = None  # two actors sound alike: neither

    def find(self, text: str) -> list[Found]:
        """Return the known names in a text, longest first at each place, in order, not overlapping."""
        return self.find_words(name_words(text))

    def find_words(self, words: Sequence[Word]) -> list[Found]:
        """Return the known names among words already cut (name_words)."""
        bare = [w for w in words if not w.article]
        found: list[Found] = []
        i = 0
        while i < len(bare):
            if not bare[i].capital and bare[i].key not in self._by_first:
                i += 1
                continue
            size, holders, by_sound = self._match(bare, i)
            if holders:
                found.append(Found(bare[i].start, bare[i + size - 1].end, holders[0], by_sound, holders[1:]))
            i += max(size, 1)
        return found

    def spelled(self, word: str) -> str | None:
        """Return the one word of names that a folded word of 5 letters or more is one edit away from, None otherwise.

        An edit is a letter too many, too few, another one, or two neighbours swapped. A word of names is no typo.
        """
        if not _LONG <= len(word) <= _LONGEST_WORD or word in self._vocabulary:
            return None
        near = {w for cut in (word, *_cuts(word)) for w in self._near.get(cut, ()) if _one_edit(word, w)}
        return near.pop() if len(near) == 1 else None

    def acronym(self, word: str) -> str | None:
        """Return the one abbreviation of 4 to 6 letters of which two neighbours are swapped in a word."""
        if not 4 <= len(word) <= 6 or word in self._vocabulary:
            return None
        swaps = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)} - {word}
        near = [swap for swap in swaps if ((swap,), True) in self._shared]
        return near[0] if len(near) == 1 else None

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(key for keys, _ in self._shared for key in keys)

    @cached_property
    def _near(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for word in self._vocabulary:
            if len(word) >= _LONG:
                for cut in (word, *_cuts(word)):
                    found.setdefault(cut, []).append(word)
        return {cut: tuple(words) for cut, words in found.items()}

    def _match(self, words: Sequence[Word], i: int) -> tuple[int, tuple[str, ...], bool]:
        first = words[i]
        keys = [first.key]
        if first.capital and first.key.endswith("s") and (len(first.key) > 3 or first.upper):
            keys.append(first.key[:-1])  # a possessive whose apostrophe was lost
        following = words[i + 1].key if i + 1 < len(words) else ""
        seconds = ("", following, following.removesuffix("s"))
        for key in keys:
            for entry in self._by_first.get(key, ()):
                if entry.second in seconds and self._fits(words, i, entry, key):
                    return len(entry.keys), self._shared[entry.keys, entry.acronym], False
        if first.capital and first.key not in _ADDRESS and sound_key(first.key) in self._first_sounds:
            for size in range(_beside(words, i, _SOUNDING), 1, -1):
                if words[i + size - 1].capital:
                    actor = self._by_sound.get(tuple(sound_key(w.key) for w in words[i : i + size]))
                    if actor:
                        return size, (actor,), True
        return 1, (), False

    @staticmethod
    def _fits(words: Sequence[Word], i: int, entry: _Entry, first: str) -> bool:
        size = len(entry.keys)
        if i + size > len(words) or (size == 1 and first != entry.keys[0]):
            return False
        for n in range(1, size):
            said, key = words[i + n].key, entry.keys[n]
            if said != key and not (n == size - 1 and said == key + "s"):
                return False
        if entry.acronym and not (words[i].upper or (len(first) > 3 and words[i].capital)):
            return False
        if entry.capital < 0:
            return True
        word = words[i + entry.capital]
        return word.capital or word.upper or word.key.isdigit()


def _cuts(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_edit(one: str, other: str) -> bool:
    """Tell whether two words are one edit apart."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) < len(other):
        return one in _cuts(other)
    differ = [i for i in range(len(one)) if one[i] != other[i]]
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1
    return len(differ) == 1 or (swapped and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]])


def _beside(words: Sequence[Word], i: int, most: int) -> int:
    """Count the words from `i` on, at most `most`, each of which stands close by the one before."""
    size = 1
    while size < most and i + size < len(words) and words[i + size].start - words[i + size - 1].end <= 6:
        size += 1
    return size
