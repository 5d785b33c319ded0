"""How far apart words stand, in the steps that the small linear models know, and which small word leads them in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from trucewatch.read.prose import Prose

_STEPS = (0, 1, 2, 4, 7, 12, 20, 35)


def step(words: int) -> int:
    """Return a number of words as the step it falls into; 99 for very many."""
    return next((n for n in _STEPS if words <= n), 99)


def count_between(sorted_words: Sequence[int], low: int, high: int) -> int:
    """Return how many of some sorted words lie from `low` to `high` (exclusive)."""
    return max(0, bisect_left(sorted_words, high) - bisect_left(sorted_words, low))


def led_by(prose: Prose, first: int, small: frozenset[str], reach: int = 4) -> str:
    """Return the nearest of some small words among the `reach` words before `first`, "" where there is none."""
    for i in range(first - 1, max(-1, first - 1 - reach), -1):
        if prose.lower[i] in small:
            return prose.lower[i]
    return ""
