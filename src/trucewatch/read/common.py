"""What two things that a report tells have in common: words by how rare they are, places, days, what both give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from trucewatch.know.event_cues import cues
from trucewatch.model.event import EventDate
from trucewatch.model.place import Place
from trucewatch.read.happening import overlap, same_place
from trucewatch.read.prose import Prose

_DEFINITE = cues("merging", "definite")
_ANEW = cues("merging", "anew")
_SMALL = cues("linking", "small")
#: So many letters of a word tell it from others, whatever its ending.
STEM = 5
#: Edges of the shares that `repeated` returns.
SHARES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6)
Given = TypeVar("Given")


def agreement(one: frozenset[Any], other: frozenset[Any]) -> str:
    """Return "shared" or "apart" where both are known, else which of them is."""
    if not one or not other:
        return f"{'known' if one else 'unknown'}-{'known' if other else 'unknown'}"
    return "shared" if one & other else "apart"


def stems(prose: Prose, first: int, last: int) -> frozenset[str]:
    """Return the beginnings of words `first` to `last` (exclusive), small words left out."""
    return frozenset(w[:STEM] for w in prose.lower[first:last] if w not in _SMALL and (w.isalnum() or len(w) > 3))


def rarity(prose: Prose) -> dict[str, float]:
    """Return for each stem of a report 1 by the number of sentences that hold it."""
    held = Counter(stem for s in prose.sentences for stem in stems(prose, s.first, s.last))
    return {stem: 1 / n for stem, n in held.items()}


def repeated(rare: Mapping[str, float], one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of one's stems that the other repeats (0 to 1), each weighed by its rarity."""
    whole = sum(rare.get(s, 1.0) for s in sorted(one))
    return sum(rare.get(s, 1.0) for s in sorted(one & other)) / whole if whole else 0.0


def binned(value: float, edges: Sequence[float]) -> str:
    """Return the first edge that a value does not pass, "more" where it passes all."""
    return next((str(e) for e in edges if value <= e), "more")


def fit_of_places(one: Sequence[Place], other: Sequence[Place]) -> str:
    """Return "shared", "wide" (one may hold another) or "apart", else which of both are known."""
    return _fit(one, other, lambda p: p.name, same_place)


def fit_of_days(one: Sequence[EventDate], other: Sequence[EventDate]) -> str:
    """Return "shared" (one first day), "wide" (they overlap) or "apart", else which of both are known."""
    return _fit(one, other, lambda d: d.start, overlap)


def _fit(
    one: Sequence[Given], other: Sequence[Given], key: Callable[[Given], object], meet: Callable[[Given, Given], bool]
) -> str:
    if not one or not other:
        return f"{bool(one)}-{bool(other)}"
    if {key(x) for x in one} & {key(x) for x in other}:
        return "shared"
    return "wide" if any(meet(x, y) for x in one for y in other) else "apart"


def is_anew(prose: Prose, first: int) -> bool:
    """Tell whether right before a word something is said to be another one ("another", "separate")."""
    return prose.has(first - 3, first, _ANEW)


def told_before(prose: Prose, first: int) -> str:
    """Return how what stands right before a word leads to it: "anew", "definite" ("the attack") or "none"."""
    if is_anew(prose, first):
        return "anew"
    return "definite" if prose.has(first - 2, first, _DEFINITE) else "none"
