"""What stands right around a given phrase: words that its span lost, a name that follows, bylines.

A span from a model may begin too late ("Freedonian [officials]") or end too early ("[Mr] Doe"); a person is called by a
name that only follows ("a resident, who gave his name as Jane"); who wrote a report is of its outlet.
"""

from __future__ import annotations

import re

from trucewatch.know.profile_names import Word, name_words
from trucewatch.know.world_words import actor_words
from trucewatch.model.span import Span
from trucewatch.resolve.actors_anatomy import TITLES, country_at

#: How many words a span can have lost on one side, and how far they can reach.
_LOST, _REACH = 3, 50
_MR = frozenset(("mr", "mrs", "ms", "dr"))
_CALLED = re.compile(
    r",? (?:who|which) (?:[\w']+ ){0,6}?(?:identif\w+|named?|known|calls?|called|described|referred"
    r"|speak\w*|spoke|uses?|goes|gave) (?:[\w']+ ){0,4}?(?:as|name) [\"“'‘]?(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
)
_BYLINE = re.compile(r"(?:\A|\s)By (?=[A-Z])")
#: Within how many characters a report says who wrote it.
_FIRST = 300


def widened(text: str, words: Span) -> str:
    """Return the words of a span with those it lost: adjectives of whose side right before it, a name after "Mr"."""
    own = name_words(words.text[:80])
    if not own or len(own) > 4:
        return words.text
    after = name_words(text[words.end : words.end + _REACH])
    if len(own) == 1 and own[0].key in _MR:
        name = [
            w for w, prior in zip(after, [None, *after], strict=False) if w.capital and (not prior or prior.capital)
        ]
        end = name[0].end if name and name[0].start <= 2 else 0
        return text[words.start : words.end + end]
    table = actor_words()
    if own[0].key in table.determiners or (own[0].capital and not table.describes(own[0].key)):
        return words.text
    start = _lost_before(text, words.start)
    return text[start : words.end]


def _lost_before(text: str, start: int) -> int:
    begin = max(0, start - _REACH)
    before = name_words(text[begin:start])
    table, first, tells = actor_words(), start, False
    for n, word in enumerate(reversed(before)):
        gap = text[begin + word.end : first]
        if n >= _LOST or gap not in (" ", "-", "'s ", "’s ") or text[begin + word.end - 1] in ".!?:":
            break
        of_country = country_at([word], 0) is not None
        if not (of_country or word.key in table.modifiers or word.key in table.run or word.key in table.heads):
            break
        if word.key in table.determiners:
            break
        first, tells = begin + word.start, tells or of_country or word.key in table.modifiers
    return first if tells else start


def called(text: str, end: int) -> str:
    """Return the name that a phrase ending at a character says somebody goes by, "" where it says none."""
    found = _CALLED.match(text, end)
    return found["name"].removesuffix("'s") if found else ""


def bylines(text: str) -> list[str]:
    """Return the names of those who wrote a report, as its first line gives them ("By Jane Doe and X Y, ...")."""
    found: list[str] = []
    for line in _BYLINE.finditer(text[:_FIRST]):
        names: list[list[Word]] = [[]]
        for word in name_words(text[line.end() : line.end() + _REACH * 2]):
            between = text[line.end() + (names[-1][-1].end if names[-1] else 0) : line.end() + word.start]
            if between in (", ", " and ") or (word.key == "and" and names[-1]):
                names.append([])
            if word.key == "and":
                continue
            if not _of_name(word):
                break
            names[-1].append(word)
        whole = [text[line.end() + n[0].start : line.end() + n[-1].end] for n in names if 2 <= len(n) <= 4]
        found.extend(whole)
    return found


def _of_name(word: Word) -> bool:
    plain = actor_words().describes(word.key) or word.key in TITLES or country_at([word], 0) is not None
    return (word.article or word.capital) and not plain and not (word.upper and len(word.key) > 1)
