"""Fit the confidence of claims on a fold that the weights have not seen, and say how far it can be believed.

    python -m training.reader.calibrate WEIGHTS --folds 5 [--check]

Prints the four numbers that export takes as --confidence: bias and weights of the log odds of cue, claim and role
share, by logistic regression over all attributions with a source; right is what has the words (Dice >= 0.5) on the
right source.
With --check prints instead the expected calibration error (10 bins of equal size) of the confidence in the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval import shared
from trucewatch.model.report import Report
from trucewatch.read.claims import SUREST, ClaimReader
from trucewatch.read.decode import Attribution
from trucewatch.read.linear import log_odds
from trucewatch.read.sources import source_phrase

_WORD = re.compile(r"\w+")
Floats = NDArray[np.float64]


def _words(text: str, spans: Any) -> set[int]:
    return {m.start() for s, e in spans for m in _WORD.finditer(text, s, e)}


def is_right(text: str, one: Attribution, claims: list[dict[str, Any]]) -> bool:
    """Tell whether one of the gold claims has the content (Dice >= 0.5) and a word of the source."""
    own, source = _words(text, one.content), _words(text, [one.source] if one.source else [])
    for claim in claims:
        other = _words(text, [(p["start"], p["end"]) for p in claim["content"]])
        said = _words(text, [(claim["source"]["start"], claim["source"]["end"])])
        if source & said and 2 * len(own & other) >= 0.5 * (len(own) + len(other)):
            return True
    return False


def samples(weights: Path, folds: set[str]) -> tuple[Floats, Floats, Floats]:
    """Return log odds (n, 3), right or not (n,), and the confidence in the weights (n,)."""
    reader = ClaimReader(weights)
    rows: list[list[float]] = []
    right: list[bool] = []
    sure: list[float] = []
    for d in shared.gold(folds):
        digest = hashlib.sha256(d["text"].encode()).hexdigest()
        for one in reader.attributions(Report(d["id"], d["text"], digest, digest)):
            if source_phrase(d["text"], one.source, one.cue):
                rows.append([log_odds(s, SUREST) for s in (one.cue_share, one.claim_share, one.role_share)])
                right.append(is_right(d["text"], one, d["claims"]))
                sure.append(reader.confidence(one))
    return np.array(rows), np.array(right, dtype=float), np.array(sure)


def fit(odds: Floats, right: Floats) -> Floats:
    """Return bias and weights by Newton's method with a ridge of 1."""
    x = np.hstack([np.ones((len(odds), 1)), odds])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - right) + w
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.eye(len(w)), gradient)
    return w


def calibration_error(sure: Floats, right: Floats, bins: int = 10) -> float:
    """Return the mean distance between confidence and share of right ones over bins of equal size."""
    parts = np.array_split(np.argsort(sure), bins)
    return float(sum(len(p) * abs(sure[p].mean() - right[p].mean()) for p in parts if len(p)) / len(sure))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--folds", default="5")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    odds, right, sure = samples(args.weights, set(args.folds.split(",")))
    if args.check:
        error = calibration_error(sure, right)
        print(f"{len(right)} attributions, {right.mean():.3f} right, calibration error {error:.3f}")
    else:
        print(" ".join(f"{x:.4f}" for x in fit(odds, right)))


if __name__ == "__main__":
    main()
