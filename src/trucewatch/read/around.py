"""What stands around a happening: how far apart words are, in the steps that the small linear models know, which small
word leads them in, and which things of a report lie near enough to be asked about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from trucewatch.read.prose import Prose


class Placed(Protocol):
    """Stand in a sentence of a report."""

    @property
    def sentence(self) -> int:
        """Return the number of the sentence."""
        ...


Thing = TypeVar("Thing", bound=Placed)
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


def near_ones(
    things: Sequence[Thing], homes: Sequence[int], back: int, ahead: int, lead: int, most: int
) -> list[Thing]:
    """Return the things, sorted by sentence, from `back` sentences before each home to `ahead` behind it, and of the
    first `lead` sentences; where they are more than `most`, those nearest to a home.
    """
    numbers: dict[int, None] = {}
    for low, high in (*((h - back, h + ahead) for h in homes), (0, lead - 1)):
        begin, end = (bisect_left(things, n, key=lambda t: t.sentence) for n in (low, high + 1))
        numbers |= dict.fromkeys(range(begin, end))
    near = [things[i] for i in sorted(numbers)]
    if len(near) > most:
        near = sorted(near, key=lambda t: min(abs(t.sentence - h) for h in homes))[:most]
    return near
