"""Fit the weights that tell where a happening took place (src/trucewatch/read/event_places.json).

    python -m training.events.placing READINGS.pickle

Data as in training/events/worth.py: every happening that the shared scorer would pair with a gold event. Its places,
and none of them, are the choices; right are those whose words touch the gold's, or that have its name by the scorer's
rule, or none where the gold has no place. A conditional logit (softmax over the choices of one happening). READINGS is
made anew after a change of the place room, so that the places are those that will be met.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from types import ModuleType
from typing import Any

import numpy as np
from eval.shared import scorer

from training.events.inputs import loaded, ship, shown
from training.events.sameness import Told, gathered
from training.events.worth import pairs_of
from trucewatch.model.place import Place
from trucewatch.read.linear import Linear
from trucewatch.read.placing import Ground

LEAST_SEEN, EPOCHS, DECAY = 5, 12, 6e-3
#: A gold event without a place counts for so much beside one that has a place.
NONE_COUNTS = 0.7
#: Taken from the score of none: a place that is missed costs more than one that is not given.
NONE_MARGIN = 1.0
#: (fold, [(features, is right, right division)] of the choices, the gold has a place)
Case = tuple[str, list[tuple[list[str], bool, bool]], bool]


def main(readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write the weights."""
    rule = scorer("score_record")
    cases = [case for one in gathered(loaded(readings_path)) for case in cases_of(one, rule)]
    print(f"cross-validated: {cross_validated(cases, 'place', 'division')}")
    ship("event_places", shown(Linear(fit(cases))))


def cross_validated(cases: list[Case], name: str, half: str, none_margin: float = NONE_MARGIN) -> str:
    """Return how many choices are right where each fold is held out, as words; `half` names what is right in part."""
    hits: Counter[str] = Counter()
    for held in sorted({fold for fold, _, _ in cases}):
        weights = fit([c for c in cases if c[0] != held], none_margin)
        for _, choices, given in (c for c in cases if c[0] == held):
            best = max(choices, key=lambda c: sum(weights.get(n, 0.0) for n in c[0]))
            hits["given" if given else "none"] += 1
            hits["given: right" if given else "none: right"] += best[1]
            hits["given: half right"] += given and best[2]
            hits["given: could be right"] += given and any(c[1] for c in choices)
    n, m = max(1, hits["given"]), max(1, hits["none"])
    return (
        f"{name} {hits['given: right'] / n:.3f} (at most {hits['given: could be right'] / n:.3f}), "
        f"{half} {hits['given: half right'] / n:.3f} of {n}; none {hits['none: right'] / m:.3f} of {m}"
    )


def cases_of(one: Told, rule: ModuleType) -> list[Case]:
    """Return the choices of every happening of a report that is a gold event."""
    events, found = one.gold["events"], one.happenings
    pairs = pairs_of(events, found)
    ground = Ground.of(one.prose, found, one.mentions)
    out: list[Case] = []
    for i, j in pairs:
        place = events[i]["place"]
        rows = [(names, *is_right(place, choice, rule)) for choice, names in ground.choices(found[j])]
        if any(right for _, right, _ in rows):
            out.append((one.fold, rows, place is not None))
        elif place is not None:
            out.append((one.fold, rows, True))
    return out


def is_right(gold: dict[str, Any] | None, place: Place | None, rule: ModuleType) -> tuple[bool, bool]:
    """Tell whether a choice is the gold's place, and whether it lies in the gold's first-level division."""
    if gold is None or place is None:
        return gold is None and place is None, False
    named = rule.same_place(gold, {"name": place.name, "text": place.words.text})
    division = (
        rule.fold(place.admin1) == rule.fold(gold["admin1"]) if gold["admin1"] else place.country == gold["country"]
    )
    whole = division and rule.fold(gold["name"]) == rule.fold(gold["admin1"])
    return bool(named or whole), bool(division)


def fit(cases: list[Case], none_margin: float = NONE_MARGIN) -> dict[str, float]:
    """Fit the weights by AdaGrad on the cases that have a right choice; `none_margin` is taken from none's score."""
    seen = Counter(n for _, rows, _ in cases for names, _, _ in rows for n in set(names))
    known = {n: i for i, n in enumerate(sorted(n for n, c in seen.items() if c >= LEAST_SEEN))}
    coded = []
    for _, rows, placed in cases:
        right = np.array([r for _, r, _ in rows])
        if right.any() and not right.all():
            coded.append(([np.array([known[n] for n in names if n in known]) for names, _, _ in rows], right, placed))
    w, g, total, kept = np.zeros(len(known)), np.full(len(known), 1e-4), np.zeros(len(known)), 0
    rng = random.Random(11)
    for epoch in range(EPOCHS):
        rng.shuffle(coded)
        for choices, right, placed in coded:
            scores = np.array([w[ids].sum() for ids in choices])
            p = np.exp(scores - scores.max())
            p /= p.sum()
            goal = np.where(right, p, 0)
            step = (p - goal / goal.sum()) * (1.0 if placed else NONE_COUNTS)
            for ids, d in zip(choices, step, strict=True):
                if abs(d) > 1e-4:
                    grad = d + DECAY * w[ids]
                    g[ids] += grad * grad
                    w[ids] -= 0.15 * grad / np.sqrt(g[ids])
        if epoch >= EPOCHS // 2:
            total, kept = total + w, kept + 1
    found = {n: float(total[i] / kept) for n, i in known.items()}
    return found | {"none": found.get("none", 0.0) - none_margin}


if __name__ == "__main__":
    main(sys.argv[1])
