"""Which words of a report name a place: an exact index over sequences of capitalised words, and their surroundings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from trucewatch.know.gazetteer import Candidate, Gazetteer
from trucewatch.know.gazetteer.names import ARTICLES
from trucewatch.know.tokens import Token, tokenize
from trucewatch.resolve.places_sieve import DIRECTIONS, sieve

MOST_TOKENS = 8
#: Lower-case words that stand within names.
INNER = ARTICLES | frozenset("of the and de la le les du des del di da do dos das den der on upon in y e".split())
#: What a place is, said right behind or before its name -> the kinds of entry that it goes with.
FEATURES = {
    word: kind
    for kind, words in {
        "admin1": "province governorate oblast state region countryside prefecture provinces governorates oblasts",
        "admin2": "district county parish subdistrict canton department counties",
        "town": "city town village hamlet municipality suburb villages towns cities",
        "neighbourhood": "neighborhood neighbourhood quarter square street roundabout area neighborhoods "
        "neighbourhoods",
        "airport": "airport airbase airfield",
        "site": "base barracks camp crossing checkpoint dam hill mountain mountains road highway river lake sea valley",
    }.items()
    for word in words.split()
}


#: Those of FEATURES that stand behind or before a list of names.
MANY = frozenset("provinces governorates oblasts counties villages towns cities neighborhoods neighbourhoods".split())
#: So many words of a list are looked at for the word that says what its names are.
_LIST = 16
#: A later word of a name with its article written into it and no capital ("Deir ezzor").
_JOINED = re.compile(r"(?:a[dlnrstz]|e[dlnrstz])[a-z]{3,12}$")


class Mention(NamedTuple):
    """Hold words that may name a place: characters, tokens first to last (exclusive), what they may mean.

    `feature` is the value of FEATURES that the words around it give, None where there is none.
    """

    start: int
    end: int
    first: int
    last: int
    text: str
    candidates: tuple[Candidate, ...]
    feature: str | None = None


def capital(word: str) -> bool:
    """Tell whether a word is written like a name: a capital at its start or right behind a joined article."""
    if word[:1].isupper():
        return True
    head, mark, tail = word.replace("’", "-").replace("'", "-").partition("-")
    return bool(mark) and head.lower() in ARTICLES and tail[:1].isupper()


def spot(
    text: str, gazetteer: Gazetteer, countries: Sequence[str] = (), *, tokens: list[Token] | None = None
) -> list[Mention]:
    """Return every longest sequence of words that is a known name of a place, in order, none overlapping.

    Nothing is judged here but spelling: a person's name that is also a town's is among them.
    """
    tokens = tokenize(text) if tokens is None else tokens
    found: list[Mention] = []
    # Repeated names, and hostile repetitions, are looked up once per text.
    known: dict[str, tuple[Candidate, ...]] = {}

    def meanings(words: str, feature: str | None, side: bool) -> tuple[Candidate, ...]:
        asked = f"{words}|{feature}|{side}"
        if asked not in known:
            found = gazetteer.candidates(words, countries)
            known[asked] = sieve(words, found, feature, countries, gazetteer, side=side) if found else ()
        return known[asked]

    i = 0
    while i < len(tokens):
        mention = _longest(text, tokens, i, meanings) if _may_start(tokens, i) else None
        if mention is None:
            i += 1
        else:
            found.append(mention)
            i = mention.last
    return found


def _may_start(tokens: list[Token], i: int) -> bool:
    word = tokens[i].text
    return capital(word) or (
        word in ("al", "el", "ad", "ash", "az", "ez") and i + 1 < len(tokens) and capital(tokens[i + 1].text)
    )


def _longest(
    text: str, tokens: list[Token], i: int, meanings: Callable[[str, str | None, bool], tuple[Candidate, ...]]
) -> Mention | None:
    side = i > 0 and tokens[i - 1].lower in DIRECTIONS and text[tokens[i - 1].end : tokens[i].start] == " "
    for last in reversed(list(_ends(text, tokens, i))):
        words = text[tokens[i].start : tokens[last - 1].end]
        words = words.removesuffix("’s").removesuffix("'s")
        feature = _feature(text, tokens, i, last)
        candidates = meanings(words, feature, side)
        if candidates:
            return Mention(tokens[i].start, tokens[i].start + len(words), i, last, words, candidates, feature)
    return None


def _ends(text: str, tokens: list[Token], i: int) -> Iterator[int]:
    """Yield the token numbers at which a name that begins with token `i` may end."""
    for j in range(i, min(i + MOST_TOKENS, len(tokens))):
        token = tokens[j]
        if j > i:
            gap = text[tokens[j - 1].end : token.start]
            if "\n" in gap or len(gap) > 2:
                return
            if token.text == ".":
                if gap or len(tokens[j - 1].text) > 3 or not tokens[j - 1].text[0].isupper():
                    return
                if len(tokens[j - 1].text) == 1 and j > i + 1:
                    yield j + 1
                continue
        if capital(token.text) or (j > i and _JOINED.match(token.text)):
            yield j + 1
        elif token.text not in INNER:
            return


def _feature(text: str, tokens: list[Token], first: int, last: int) -> str | None:
    """Return what the words around a name say it is: behind it ("X province", "X northern countryside"), before it."""
    if last < len(tokens) and text[tokens[last - 1].end : tokens[last].start] == " ":
        side = tokens[last].lower in DIRECTIONS and last + 1 < len(tokens)
        following = FEATURES.get("countryside") if side and tokens[last + 1].lower == "countryside" else None
        following = following or FEATURES.get(tokens[last].lower)
        if following:
            return following
    j = first - 1
    if j >= 0 and tokens[j].lower == "rural":
        return FEATURES["countryside"]
    if j >= 0 and tokens[j].text == "of":
        j -= 1
    before = FEATURES.get(tokens[j].lower) if j >= 0 else None
    return before or _of_list(text, tokens, first, last)


def _of_list(text: str, tokens: list[Token], first: int, last: int) -> str | None:
    """Return what is said of a list behind it ("X and Y provinces") or before it ("the provinces of X and Y")."""
    if last < len(tokens) and tokens[last].text in ("and", ","):
        for j in range(last, min(last + _LIST, len(tokens))):
            if tokens[j].text in MANY:
                return FEATURES[tokens[j].text]
            if not _in_list(text, tokens, j):
                break
    if first > 0 and tokens[first - 1].text in ("and", ","):
        for j in range(first - 1, max(-1, first - _LIST), -1):
            if tokens[j].text == "of" and j > 0:
                return FEATURES[tokens[j - 1].text] if tokens[j - 1].text in MANY else None
            if not _in_list(text, tokens, j):
                break
    return None


def _in_list(text: str, tokens: list[Token], j: int) -> bool:
    """Tell whether a word may stand in a list of names; a list does not run over a line's end."""
    if j > 0 and "\n" in text[tokens[j - 1].end : tokens[j].start]:
        return False
    return tokens[j].text in ("and", ",") or capital(tokens[j].text) or tokens[j].text in ARTICLES
