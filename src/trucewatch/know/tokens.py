"""Words and sentences of a text, with offsets; no learning, linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:[’'\-‑]\w+)*|[^\w\s]")
_END = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
#: Words whose full stop does not end a sentence.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen lt col maj sgt capt brig adm sen rep gov st jr sr vs etc no fig inc ltd co corp dept univ "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m u.s u.n e.g i.e".split()
)


#: The words of a longer text (characters) are not kept.
KEPT = 200_000


class Token(NamedTuple):
    """Hold one word, number or mark: characters `start` to `end` of the text, as it stands and in lower case."""

    start: int
    end: int
    text: str
    lower: str


def tokenize(text: str) -> list[Token]:
    """Cut a text into words, numbers and single marks, in order; white space is dropped."""
    return list(_last(text)) if len(text) <= KEPT else _cut(text)


def _cut(text: str) -> list[Token]:
    return [Token(*m.span(), word := m.group(), word.lower()) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=4)
def _last(text: str) -> tuple[Token, ...]:
    """Keep the words of the last texts: several rooms cut the same report."""
    return tuple(_cut(text))


def sentences(text: str, tokens: list[Token] | None = None) -> list[tuple[int, int]]:
    """Return (start, end) offsets of the sentences of a text, in order; `tokens` are its tokens where they are at hand.

    A sentence ends after . ! ? … (with closing quotes) when a capital, digit or quote follows, and at a line break.
    """
    if len(text) <= KEPT:
        return list(_last_sentences(text))
    return _parted(text, tokenize(text) if tokens is None else tokens)


@lru_cache(maxsize=4)
def _last_sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_parted(text, _last(text)))


def _parted(text: str, marks: Sequence[Token]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first: int | None = None
    for i, token in enumerate(marks):
        if first is None:
            first = token.start
        if _ends(text, marks, i):
            found.append((first, token.end))
            first = None
    if first is not None:
        found.append((first, marks[-1].end))
    return found


def _ends(text: str, tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if i + 1 == len(tokens):
        return True
    following = tokens[i + 1]
    if text.find("\n", token.end, following.start) >= 0:
        return True
    if token.text not in _END and not (token.text in _CLOSERS and i and tokens[i - 1].text in _END):
        return False
    if token.end == following.start or (following.text in _CLOSERS and following.text not in "\"'"):
        return False
    if token.text == "." and i:
        before = tokens[i - 1].lower
        if before in ABBREVIATIONS or (len(before) == 1 and before.isalpha()):
            return False
    return following.text[0].isupper() or following.text[0].isdigit() or following.text[0] in "\"'“‘«("
