"""Logistic regression by Newton's method: over named features, and over named numbers."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from trucewatch.read.linear import Linear

PENALTY, STEPS = 4.0, 9
#: The penalty and steps of a regression over a few named numbers.
NUMBER_PENALTY, NUMBER_STEPS = 1.0, 30
#: Of thresholds whose F1 lies this near the best, the highest is taken.
NEAR_BEST = 0.002
Floats = NDArray[np.float64]
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
    w = _newton(x, y, strength, STEPS)
    return Linear({name: float(w[i]) for name, i in index.items()}, float(w[-1]), threshold)


def weigh(rows: list[NumberRow]) -> Linear:
    """Return the model of rows (named numbers, is it)."""
    names = sorted({n for found, _ in rows for n in found})
    x = np.array([[found.get(n, 0.0) for n in names] + [1.0] for found, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    w = _newton(x, y, NUMBER_PENALTY, NUMBER_STEPS)
    return Linear({n: float(v) for n, v in zip(names, w, strict=False)}, float(w[-1]))


def _newton(x: Floats, y: Floats, strength: float, steps: int) -> Floats:
    """Return the weights of a logistic regression; the last column of `x` is the bias, which has no penalty."""
    penalty = np.full(x.shape[1], strength)
    penalty[-1] = 0
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        w -= np.linalg.solve(hessian, gradient)
    return w


def best_threshold(name: str, scored: list[tuple[float, bool]], gold: int, step: float = 0.05) -> float:
    """Print F1 of (share, is it) by threshold, of `gold` cases in all; return the highest threshold that is nearly
    best: it says less that is wrong.
    """
    best = (0.0, 0.5)
    for threshold in np.arange(0.2, 0.61, step):
        said = [y for p, y in scored if p >= threshold]
        precision, recall = sum(said) / max(1, len(said)), sum(said) / max(1, gold)
        f1 = 2 * sum(said) / max(1, gold + len(said))
        print(f"{name} {threshold:.2f}: F1 {f1:.3f} P {precision:.3f} R {recall:.3f}")
        if f1 > best[0] - NEAR_BEST:
            best = max(best[0], f1), round(float(threshold), 2)
    return best[1]


def loss(rows: list[NumberRow], model: Linear) -> float:
    """Return the mean log loss."""
    z = np.array([model.weighed(found) for found, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    return float(np.mean(np.logaddexp(0, z) - y * z))
