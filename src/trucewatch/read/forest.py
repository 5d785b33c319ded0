"""Small boosted trees over named features: what worth decides by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from trucewatch.read.linear import read_weights, share

#: Log odds, or [feature, the tree where it is there, the tree where it is not].
Tree = float | Sequence["str | Tree"]


@dataclass(frozen=True, slots=True)
class Forest:
    """Hold trees whose answers add up to log odds, the bias, and the least share at which they say yes."""

    trees: Sequence[Tree]
    bias: float = 0.0
    threshold: float = 0.5

    def odds(self, names: AbstractSet[str]) -> float:
        """Return the log odds of what has these features."""
        return self.bias + math.fsum([_answer(tree, names) for tree in self.trees])

    def share(self, names: AbstractSet[str]) -> float:
        """Return the chance (0 to 1) of what has these features."""
        return share(self.odds(names))


def _answer(tree: Tree, names: AbstractSet[str]) -> float:
    while not isinstance(tree, float):
        tree = tree[1] if tree[0] in names else tree[2]
    return tree


@cache
def shipped_forest(name: str) -> Forest:
    """Return the trees of a weight file of this room ("event_trees")."""
    raw = read_weights(name)
    return Forest(raw["trees"], raw["bias"], raw["threshold"])
