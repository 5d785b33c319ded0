"""What a name cannot mean, before anything is weighed: rules for what no list of towns should be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from trucewatch.know.gazetteer import Candidate, Entry, Gazetteer
from trucewatch.know.gazetteer.gazetteer import FAMOUS, Shipped
from trucewatch.know.gazetteer.names import key

DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern "
    "central".split()
)
#: Words before a name that say it is a person's.
TITLES = frozenset(
    "mr mrs ms dr sir president minister secretary general colonel captain major lieutenant sergeant commander sheikh "
    "imam king queen prince judge justice senator governor mayor ambassador spokesman spokeswoman professor".split()
)
#: Small words that are an Arabic article elsewhere: a name begins with them only where it is spelled exactly so.
_LIKE_ARTICLES = frozenset(
    "at as an the a en er es et ed un us ur ul in on to by of for from near after before while when with his their "
    "its this that these he she they it we and or but is was were".split()
)
#: A place outside the theatre needs so many inhabitants: one called by its own name, one whose name is made of plain
#: words, one called by another name. Of towns with one name none is meant that has a fifth of another's inhabitants.
_KNOWN_ABROAD, _KNOWN_BY_PLAIN_WORDS, _KNOWN_OTHERWISE, _A_FIFTH = 20_000, 100_000, 500_000, 0.2
#: How far beyond the profile's own places, in degrees, smaller towns across the border are spoken of.
_ACROSS = 2.0
#: From so many inhabitants on a city has sides of its own; "northern X" means the province of smaller ones.
_SIDED = 1_000_000


@lru_cache(maxsize=4)
def word_list(name: str) -> frozenset[str]:
    """Return a list of words shipped with the gazetteer: common_words, english, first_names or last_names."""
    text = files("trucewatch.know.gazetteer").joinpath(f"{name}.txt").read_text("utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def sieve(
    words: str,
    candidates: Sequence[Candidate],
    feature: str | None,
    countries: Sequence[str],
    gazetteer: Gazetteer,
    *,
    side: bool = False,
) -> tuple[Candidate, ...]:
    """Return the candidates that a name may mean at all, () where it is no name of a place here.

    A direction alone is a place only before "province" or "district"; names that begin with a small English word,
    short words in capitals, and plain words, first names and names of peoples are no places by their sound; a country
    goes by three letters only in capitals. In a theatre, countries are not looked past, and of places elsewhere only
    the well-known are kept. What a text calls a province is no town where a division has the name; with `side` (a
    direction stands before it) neither, unless the town is large enough to have sides of its own.
    """
    spelled = key(words)
    if spelled in DIRECTIONS and feature not in ("admin1", "admin2"):
        return ()
    kept = [c for c in candidates if c.how == "exact" or _may_be_loose(words, spelled, gazetteer)]
    if words.isupper() and len(words) <= 4:
        kept = [c for c in kept if c.place.wide or key(c.place.name) == spelled]
    elif len(spelled) <= 3 and not words.isupper():
        kept = [c for c in kept if c.place.kind != "country" or key(c.place.name) == spelled]
    if countries:
        kept = _in_theatre(kept, spelled, feature, countries, gazetteer)
    if feature == "admin1" or (side and feature is None and countries and not any(map(_sided, kept))):
        divisions = [c for c in kept if c.place.kind == "admin1" and (not countries or c.place.country in countries)]
        kept = divisions or kept
    return tuple(kept)


def _in_theatre(
    kept: list[Candidate], spelled: str, feature: str | None, countries: Sequence[str], gazetteer: Gazetteer
) -> list[Candidate]:
    """Return what a name may mean in a report about some countries."""
    kept = [c for c in kept if _known_here(c, spelled, countries, gazetteer)]
    if spelled in word_list("english"):
        kept = [c for c in kept if c.place.own or c.place.kind == "country"]
    if feature not in ("town", "admin2", "neighbourhood") and any(c.place.kind == "country" for c in kept):
        kept = [c for c in kept if c.place.wide]
    here = [c for c in kept if c.place.own or c.place.country in countries]
    if any(c.place.kind in ("region", "sea") and key(c.place.name) == spelled for c in kept):
        return [c for c in kept if c.place.wide or c in here]
    named = [c for c in kept if c in here or key(c.place.name) == spelled]
    kept = named or kept
    if not here and any(c.place.kind == "capital" and c.place.pop > FAMOUS for c in named):
        kept = [c for c in kept if c.place.kind in ("capital", "country")]
    most = max((c.place.pop for c in kept if not c.place.wide and c not in here), default=0)
    return [c for c in kept if c.place.wide or c in here or c.place.pop >= most * _A_FIFTH]


def _sided(candidate: Candidate) -> bool:
    return not candidate.place.wide and candidate.place.pop >= _SIDED


def _may_be_loose(words: str, spelled: str, gazetteer: Gazetteer) -> bool:
    first = words.split()[0].lower() if words.split() else ""
    if first in _LIKE_ARTICLES:
        return False
    plain = spelled in word_list("english") or spelled in word_list("first_names")
    return not plain and gazetteer.demonym(words) is None


def _known_here(candidate: Candidate, spelled: str, countries: Sequence[str], gazetteer: Gazetteer) -> bool:
    place = candidate.place
    if place.own or place.country in countries or place.kind in ("country", "region", "sea"):
        return True
    plain = all(word in word_list("english") for word in spelled.split())
    if key(place.name) != spelled:
        return not plain and not place.wide and place.pop >= _KNOWN_OTHERWISE
    if not place.wide and not plain and _across(place, gazetteer):
        return True
    return place.pop >= (_KNOWN_BY_PLAIN_WORDS if plain else _KNOWN_ABROAD)


def _across(place: Entry | Shipped, gazetteer: Gazetteer) -> bool:
    """Tell whether a place lies in the box around the profile's own places, or little beyond it."""
    box, point = gazetteer.box, place.point
    if box is None or point is None:
        return False
    south, north, west, east = box
    return south - _ACROSS <= point[0] <= north + _ACROSS and west - _ACROSS <= point[1] <= east + _ACROSS
