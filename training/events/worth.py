"""Fit the weights that tell an event from background (src/trucewatch/read/event_worth.json).

    python -m training.events.worth READINGS.pickle

Data: the gold's folds 1 to 5, never `gate`; READINGS is a pickle {report id: (report, claims, times, places, actors)}
made by training.events.inputs with the reader as it stands. A happening is an event when the shared scorer would pair
it with a gold event of its type (a mention within 25 characters of the trigger). Logistic regression with an L2
penalty, features seen fewer than three times left out, the threshold chosen on held-out folds; prints F1 per fold.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import numpy as np

from training.events.inputs import loaded, ship, shown
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader, mention_spans
from trucewatch.read.linear import Linear
from trucewatch.read.merging import Happening
from trucewatch.read.prose import Prose
from trucewatch.read.worth import features, may_be_event

REACH, MENTIONS = 25, 4
LEAST_SEEN, PENALTY, STEPS = 3, 4.0, 9
#: Of thresholds whose F1 lies this near the best, the highest is taken: it says less that is wrong.
NEAR_BEST = 0.002
Row = tuple[str, list[str], bool]


def main(readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write the weights."""
    read = loaded(readings_path)
    rows = [row for gold, reading in read for row in rows_of(gold, reading)]
    wanted = Counter(str(gold["fold"]) for gold, _ in read for _ in gold["events"])
    threshold = cross_validate(rows, wanted)
    model = fit([(names, y) for _, names, y in rows], LEAST_SEEN, threshold=threshold)
    ship("event_worth", shown(model, "bias", "threshold"))


def rows_of(gold: dict[str, Any], reading: tuple[Any, ...]) -> list[Row]:
    """Return (fold, features, is an event) for each happening of a report."""
    report, claims, times, places, actors = reading
    prose, mentions = Prose.of(report), Mentions.of(claims, times, places, actors)
    found = [h for h in EventReader().happenings(prose, mentions) if may_be_event(h)]
    right = {j for _, j in pairs_of(gold["events"], found)}
    return [(str(gold["fold"]), list(features(prose, h, mentions)), n in right) for n, h in enumerate(found)]


def pairs_of(events: list[dict[str, Any]], found: list[Happening]) -> list[tuple[int, int]]:
    """Return (event, happening) as the shared scorer's greedy pairing would match them."""
    scored = []
    for i, event in enumerate(events):
        start, end = event["trigger"]["start"], event["trigger"]["end"]
        for j, happening in enumerate(found):
            if happening.type != event["type"]:
                continue
            spans = mention_spans(happening)[:MENTIONS]
            gaps = [
                abs((s.start + s.end - start - end) / 2)
                for s in spans
                if start - REACH <= s.end and s.start - REACH <= end
            ]
            if gaps:
                scored.append((1 + (happening.mode == event["mode"]) + 1 / (1 + min(gaps)), i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scored, reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def fit(rows: list[tuple[list[str], bool]], least: int, strength: float = PENALTY, threshold: float = 0.5) -> Linear:
    """Return the model of a logistic regression, by Newton's method."""
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


def cross_validate(rows: list[Row], wanted: Counter[str]) -> float:
    """Print F1 over held-out folds by threshold; return the best threshold."""
    scored: list[tuple[float, bool]] = []
    for held in sorted(wanted):
        model = fit([(n, y) for fold, n, y in rows if fold != held], LEAST_SEEN)
        scored += [(model.share(names), y) for fold, names, y in rows if fold == held]
    gold = sum(wanted.values())
    best = (0.0, 0.5)
    for threshold in np.arange(0.2, 0.61, 0.04):
        kept = [y for p, y in scored if p >= threshold]
        f1 = 2 * sum(kept) / (gold + len(kept))
        print(f"threshold {threshold:.2f}: F1 {f1:.3f} P {sum(kept) / len(kept):.3f} R {sum(kept) / gold:.3f}")
        if f1 > best[0] - NEAR_BEST:
            best = max(best[0], f1), round(float(threshold), 2)
    return best[1]


if __name__ == "__main__":
    main(sys.argv[1])
