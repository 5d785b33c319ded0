"""Logistic regression by Newton's method: over named features, and over named numbers."""

from __future__ import annotations

from collections import Counter

import numpy as np

from trucewatch.read.linear import Linear

PENALTY, STEPS = 4.0, 9
#: The penalty and steps of a regression over a few named numbers.
NUMBER_PENALTY, NUMBER_STEPS = 1.0, 30
Row = tuple[list[str], bool]
NumberRow = tuple[dict[str, float], bool]


def fit(rows: list[Row], least: int, strength: float = PENALTY, threshold: float = 0.5) -> Linear:
    """Return the model of rows (features, is it) with an L2 penalty; features seen fewer than `least` times are out."""
    seen = Counter(name for names, _ in rows for name in set(names))
    index = {name: i for i, name in enumerate(n for n, c in sorted(seen.items()) if c >= least)}
    x = np.zeros((len(rows), len(index) + 1))
    for r, (names, _) in enumerate(rows):
        x[r, [index[n] for n in names if n in index]] = 1
    x[:, -1] = 1
    y = np.array([label for _, label in rows], dtype=float)
    penalty = np.full(len(index) + 1, strength)
    penalty[-1] = 0
    w = np.zeros(len(index) + 1)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        w -= np.linalg.solve(hessian, gradient)
    return Linear({name: float(w[i]) for name, i in index.items()}, float(w[-1]), threshold)


def weigh(rows: list[NumberRow]) -> Linear:
    """Return the model of rows (named numbers, is it)."""
    names = sorted({n for found, _ in rows for n in found})
    x = np.array([[found.get(n, 0.0) for n in names] + [1.0] for found, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    penalty = np.full(len(names) + 1, NUMBER_PENALTY)
    penalty[-1] = 0
    w = np.zeros(len(names) + 1)
    for _ in range(NUMBER_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6), x.T @ (p - y) + penalty * w)
    return Linear({n: float(v) for n, v in zip(names, w, strict=False)}, float(w[-1]))


def loss(rows: list[NumberRow], model: Linear) -> float:
    """Return the mean log loss."""
    z = np.array([model.weighed(found) for found, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    return float(np.mean(np.logaddexp(0, z) - y * z))
