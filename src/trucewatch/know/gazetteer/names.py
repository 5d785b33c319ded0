"""Names of places as keys: one for spelling with and without marks, one that most transliterations share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: A name longer than this is no name.
MAX_NAME_CHARS = 120

_MARKS = str.maketrans(
    dict.fromkeys("ʻʼ‘’`'ʾʿ´′ʹʺ“”\"\u200b\u200c\u200d\u2060\ufeff.", "")
    | dict.fromkeys("–—-‐‑‒/,()_", " ")
    | {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"}
)
#: Letters of other scripts that look like Latin ones; they are read so only in a name that has Latin letters too.
_ALIKE = str.maketrans(
    "АВЕЅЗІЈКМНОРСТУХавеѕіјкмнорстухԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαειοκρνυ", "ABESZIJKMHOPCTYXabesijkmhopctyxdhABEZHIKMNOPTYXaeiokpvu"
)
_LATIN = re.compile("[A-Za-z]")
#: The Arabic article, with its assimilated forms, as it is written in Latin letters.
ARTICLES = frozenset(
    "al el ad adh an ar as ash at ath az aj ed edh en er es esh et eth ez ech ul il ud us ush uz ur un ut".split()
)
_SHORT = {
    "st": ("saint",), "ste": ("sainte",), "mt": ("mount",), "ft": ("fort",), "pt": ("port", "point"), "n": ("north",),
    "s": ("south",), "e": ("east",), "w": ("west",), "saint": ("st",), "mount": ("mt",), "fort": ("ft",),
}  # fmt: skip
#: Words behind a name that say what it is, before it that say which part.
_BEHIND = frozenset(
    "township twp borough city town village municipality parish county district province region governorate state "
    "oblast airport airbase airfield port harbor harbour heights metropolitan international area".split()
)
_BEFORE = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern central greater downtown upper lower inner outer rural metropolitan metro "
    "city town village municipality district province county state port of the".split()
)
_DIGRAPHS = (
    ("kh", "X"), ("gh", "G"), ("sh", "S"), ("ch", "S"), ("dh", "d"), ("th", "t"), ("zh", "z"), ("dj", "j"),
    ("ph", "f"), ("q", "k"), ("c", "k"), ("v", "w"), ("x", "ks"), ("ts", "s"),
)  # fmt: skip
_SHORTEST_JOINED = 4
_DOUBLED = re.compile(r"(.)\1+")
_TAIL = re.compile(r"[aeiouywh]+$")
_SILENT = frozenset("aeiouyw")
_JOINED_ARTICLE = re.compile(r"^(?:[aeiu](?=([bcdfghjklmnpqrstvwxyz])\1)|al(?=[bcdfghjkmnpqrstvwxyzXGS]\w{3}))")


@lru_cache(1 << 16)
def key(name: str) -> str:
    """Return a name in lower case without accents, apostrophes and hyphens; "" for one too long to be a name.

    Cyrillic and Greek letters among Latin ones are read as the Latin letters that they look like.
    """
    if len(name) > MAX_NAME_CHARS:
        return ""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    bare = name.lower().translate(_MARKS)
    if not bare.isascii():
        bare = name.translate(_ALIKE).lower().translate(_MARKS) if _LATIN.search(name) else bare
        plain = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in plain if not unicodedata.combining(c)).lower().translate(_MARKS)
    return " ".join(bare.split())


def respelled(spelled: str) -> tuple[str, ...]:
    """Return the keys that differ from a key by a first word written out or shortened ("st x": "saint x")."""
    head, _, tail = spelled.partition(" ")
    return tuple(f"{other} {tail}" for other in _SHORT.get(head, ())) if tail else ()


def shortened(spelled: str) -> tuple[str, ...]:
    """Return the keys of the name within longer words, the longest first: without what it is, or which part of it."""
    words, found = spelled.split(), []
    while len(words) > 1 and words[-1] in _BEHIND:
        words = words[:-1]
        found.append(" ".join(words))
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
        found.append(" ".join(words))
    return tuple(found)


@lru_cache(1 << 16)
def bare_key(name: str) -> str:
    """Return `key` without a leading article ("al-Bahr" and "Bahr"); the key itself where nothing would be left."""
    words = key(name).split()
    while len(words) > 1 and (words[0] in ARTICLES or words[0] == "the"):
        words = words[1:]
    return " ".join(words)


@lru_cache(1 << 16)
def skeleton(name: str) -> str:
    """Return what most transliterations of one name share: its consonants, long and short vowels left out.

    "Benyamina", "Binyaminah" and "al-Benyamineh" meet. Different names may meet too, so a match by skeleton is weak
    evidence: use it within one country only. "" where fewer than three letters remain.
    """
    parts = [_bones(word) for word in key(name).split() if word not in ARTICLES]
    joined = " ".join(p for p in parts if p)
    return joined if sum(c.isalpha() for c in joined) >= 3 else ""


@lru_cache(1 << 16)
def joined(name: str) -> str:
    """Return the `skeleton` of a name of two words as if it were written as one ("Tal Khan": "Talkhan").

    "" for a name of one word, of more than two, or where fewer than four letters remain: such would meet too many.
    """
    bones = skeleton(name)
    return bones.replace(" ", "") if bones.count(" ") == 1 and len(bones) > _SHORTEST_JOINED else ""


def _bones(word: str) -> str:
    for digraph, letter in _DIGRAPHS:
        if digraph in word:
            word = word.replace(digraph[0] + digraph, digraph).replace(digraph, letter)
    word = _JOINED_ARTICLE.sub("", word)
    word = _DOUBLED.sub(r"\1", word)
    first = word[:1]
    body = _TAIL.sub("", word) or word
    kept = "".join(c for i, c in enumerate(body) if c not in _SILENT or (i == 0 and c in "wy"))
    kept = _DOUBLED.sub(r"\1", kept)
    return "A" + kept if first in "aeiou" else kept
