"""Boosted trees over named features: what training/events/worth.py fits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from training.events.logistic import Row
from trucewatch.read.forest import Tree

ROUNDS, RATE, LEAVES, LEAST_LEAF, PENALTY = 150, 0.05, 16, 20, 5.0
#: Shares of the features and of the rows that a tree is drawn.
FEATURES, ROWS = 0.3, 0.7
Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]


@dataclass
class _Leaf:
    """Hold the rows that come to a leaf, and the best way to part them: (gain, feature)."""

    rows: Numbers
    split: tuple[float, int]
    parts: list[_Leaf] = field(default_factory=list)


def grow(rows: list[Row], least: int) -> tuple[float, list[Tree]]:
    """Return the bias and the trees of rows (features, is it); features seen fewer than `least` times are out.

    Where rows have no feature or one answer there are no trees. Gradient boosting with Newton leaves, each tree grown
    leaf by leaf where it gains most, on a draw of rows and features (Friedman 2002; Chen and Guestrin 2016; Ke et al.
    2017). The draws are always the same, and equal gains are settled by the names of features:
    all is in 64 bits, for in 32 noise would choose between them.
    """
    seen = Counter(name for names, _ in rows for name in set(names))
    known = sorted(n for n, c in seen.items() if c >= least)
    index = {name: i for i, name in enumerate(known)}
    x = np.zeros((len(rows), len(known)))
    for r, (names, _) in enumerate(rows):
        x[r, [index[n] for n in names if n in index]] = 1
    y = np.array([label for _, label in rows], dtype=float)
    if not known or y.min() == y.max():
        return 0.0, []
    bias = float(np.log(y.mean() / (1 - y.mean())))
    odds, rng, trees = np.full(len(rows), bias), np.random.default_rng(1), []
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-odds))
        slopes = np.stack([p - y, p * (1 - p)])
        drawn = np.sort(rng.choice(len(rows), int(ROWS * len(rows)), replace=False))
        columns = np.sort(rng.choice(len(known), max(1, int(FEATURES * len(known))), replace=False))
        root = _grown(x, slopes, drawn, columns)
        odds += _answers(root, x, slopes)
        trees.append(_written(root, slopes, known))
    return bias, trees


def _grown(x: Floats, slopes: Floats, drawn: Numbers, columns: Numbers) -> _Leaf:
    root = _Leaf(drawn, _best_split(x, slopes, drawn, columns))
    leaves = [root]
    while len(leaves) < LEAVES:
        at = max(range(len(leaves)), key=lambda k: leaves[k].split[0])
        gain, feature = leaves[at].split
        if gain <= 0:
            break
        leaf = leaves.pop(at)
        has = x[leaf.rows, feature] > 0
        leaf.parts = [_Leaf(part, _best_split(x, slopes, part, columns)) for part in (leaf.rows[has], leaf.rows[~has])]
        leaves += leaf.parts
    return root


def _best_split(x: Floats, slopes: Floats, rows: Numbers, columns: Numbers) -> tuple[float, int]:
    """Return (gain, feature) of the best split of some rows; no gain where none leaves enough on both sides."""
    if len(rows) < 2 * LEAST_LEAF:
        return 0.0, -1
    part = x[np.ix_(rows, columns)]
    count = part.sum(0)
    first, second = slopes[:, rows] @ part
    whole_first, whole_second = slopes[:, rows].sum(1)
    gains = (
        _worth(first, second) + _worth(whole_first - first, whole_second - second) - _worth(whole_first, whole_second)
    )
    gains[(count < LEAST_LEAF) | (count > len(rows) - LEAST_LEAF)] = 0
    best = int(gains.round(6).argmax())
    return float(gains[best]), int(columns[best])


def _worth(first: Floats, second: Floats) -> Floats:
    return first * first / (second + PENALTY)


def _value(leaf: _Leaf, slopes: Floats) -> float:
    first, second = slopes[:, leaf.rows].sum(1)
    return float(-RATE * first / (second + PENALTY))


def _answers(leaf: _Leaf, x: Floats, slopes: Floats) -> Floats:
    """Return what a tree adds to each row."""
    if not leaf.parts:
        return np.full(len(x), _value(leaf, slopes))
    yes, no = (_answers(part, x, slopes) for part in leaf.parts)
    return np.where(x[:, leaf.split[1]] > 0, yes, no)


def _written(leaf: _Leaf, slopes: Floats, known: list[str]) -> Tree:
    if not leaf.parts:
        return round(_value(leaf, slopes), 4)
    return [known[leaf.split[1]], *(_written(part, slopes, known) for part in leaf.parts)]
