"""What two things that a report tells have in common: their words by how rare they are, and what both give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from trucewatch.know.event_cues import cues
from trucewatch.read.prose import Prose

_SMALL = cues("linking", "small")
#: So many letters of a word tell it from others, whatever its ending.
STEM = 5


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
