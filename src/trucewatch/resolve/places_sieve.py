"""What a name cannot mean, before anything is weighed: rules for what no list of towns should be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from trucewatch.know.gazetteer import Candidate, Gazetteer
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
#: A place outside the theatre that is called by another name than its own needs so many inhabitants.
_KNOWN_ABROAD = 500_000


@lru_cache(maxsize=4)
def word_list(name: str) -> frozenset[str]:
    """Return a list of words shipped with the gazetteer: common_words, english, first_names or last_names."""
    text = files("trucewatch.know.gazetteer").joinpath(f"{name}.txt").read_text("utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def sieve(
    words: str, candidates: Sequence[Candidate], feature: str | None, countries: Sequence[str], gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """Return the candidates that a name may mean at all, () where it is no name of a place here.

    A direction alone is a place only before "province" or "district"; names that begin with a small English word,
    short words in capitals, and plain words, first names and names of peoples are no places by their sound. In a
    theatre, a country is not looked past, and little-known by-names of places elsewhere are left out. What a text calls
    a province is no town where a division has the name.
    """
    spelled = key(words)
    if spelled in DIRECTIONS and feature not in ("admin1", "admin2"):
        return ()
    kept = [c for c in candidates if c.how == "exact" or _may_be_loose(words, spelled, gazetteer)]
    if words.isupper() and len(words) <= 4:
        kept = [c for c in kept if c.entry.wide or key(c.entry.name) == spelled]
    if countries:
        kept = [c for c in kept if _known_here(c, spelled, countries)]
        if spelled in word_list("english"):
            kept = [c for c in kept if c.entry.own or c.entry.kind == "country"]
        if feature not in ("town", "admin2", "neighbourhood") and any(c.entry.kind == "country" for c in kept):
            kept = [c for c in kept if c.entry.wide]
    if feature == "admin1":
        divisions = [c for c in kept if c.entry.kind == "admin1" and (not countries or c.entry.country in countries)]
        kept = divisions or kept
    return tuple(kept)


def _may_be_loose(words: str, spelled: str, gazetteer: Gazetteer) -> bool:
    first = words.split()[0].lower() if words.split() else ""
    if first in _LIKE_ARTICLES:
        return False
    plain = spelled in word_list("english") or spelled in word_list("first_names")
    return not plain and gazetteer.demonym(words) is None


def _known_here(candidate: Candidate, spelled: str, countries: Sequence[str]) -> bool:
    entry = candidate.entry
    if entry.own or entry.wide or entry.kind == "capital" or entry.country in countries:
        return True
    return entry.pop >= _KNOWN_ABROAD or key(entry.name) == spelled
