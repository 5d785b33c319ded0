"""Fit the weights that tell an event from background (src/trucewatch/read/event_worth.json).

    python -m training.events.worth READINGS.pickle

Data: the gold's folds 1 to 5, never `gate`; READINGS is made by training.events.inputs with the reader as it stands,
the happenings by training.events.sameness. A happening is an event when the shared scorer would pair
it with a gold event of its type (a mention within 25 characters of the trigger). Logistic regression with an L2
penalty, features seen fewer than three times left out, the threshold chosen on held-out folds; prints F1 per fold.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from training.events.inputs import loaded, ship, shown
from training.events.logistic import best_threshold, fit
from training.events.sameness import REACH, Told, gathered
from trucewatch.read.events import mention_spans
from trucewatch.read.happening import Happening
from trucewatch.read.worth import features

MENTIONS = 4
LEAST_SEEN = 3
Row = tuple[str, list[str], bool]


def main(readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write the weights."""
    told = gathered(loaded(readings_path))
    rows = [row for one in told for row in rows_of(one)]
    wanted = Counter(one.fold for one in told for _ in one.gold["events"])
    threshold = cross_validate(rows, wanted)
    model = fit([(names, y) for _, names, y in rows], LEAST_SEEN, threshold=threshold)
    ship("event_worth", shown(model, "bias", "threshold"))


def rows_of(one: Told) -> list[Row]:
    """Return (fold, features, is an event) for each happening of a report."""
    found = one.likely
    right = {j for _, j in pairs_of(one.gold["events"], found)}
    return [(one.fold, list(features(one.prose, h, one.mentions)), n in right) for n, h in enumerate(found)]


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


def cross_validate(rows: list[Row], wanted: Counter[str]) -> float:
    """Print F1 over held-out folds by threshold; return the best threshold."""
    scored: list[tuple[float, bool]] = []
    for held in sorted(wanted):
        model = fit([(n, y) for fold, n, y in rows if fold != held], LEAST_SEEN)
        scored += [(model.share(names), y) for fold, names, y in rows if fold == held]
    return best_threshold("threshold", scored, sum(wanted.values()), 0.04)


if __name__ == "__main__":
    main(sys.argv[1])
