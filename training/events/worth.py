"""Fit what tells an event from background (src/trucewatch/read/event_trees.json, event_worth.json).

    python -m training.events.worth READINGS.pickle

Data: the gold's folds 1 to 5, never `gate`; READINGS is made by training.events.inputs with the reader as it stands,
the happenings by training.events.sameness. A happening is an event when the shared scorer would pair it with a gold
event of its type (a mention within 25 characters of the trigger). Boosted trees with what the encoder says; for what it
says nothing of (reading without it), logistic regression with an L2 penalty, its threshold chosen on all happenings.
Thresholds are chosen on held-out folds; prints F1.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from training.events.boosting import grow
from training.events.inputs import loaded, ship, shown
from training.events.logistic import best_threshold, fit
from training.events.sameness import REACH, Told, gathered
from trucewatch.read.events import mention_spans
from trucewatch.read.forest import Forest, shipped_forest
from trucewatch.read.happening import Happening
from trucewatch.read.linear import Linear, shipped
from trucewatch.read.worth import BoostedWorth, Crowd, features, told_features

MENTIONS = 4
LEAST_SEEN, LEAST_SEEN_IN_TREES = 3, 10


@dataclass(frozen=True)
class Case:
    """Hold a happening: the features by which rules and trees judge it (`told` is empty where the encoder is silent),
    and whether it is an event.
    """

    fold: str
    ruled: list[str]
    told: list[str]
    is_event: bool


def main(readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write trees and weights."""
    told = gathered(loaded(readings_path))
    cases = [case for one in told for case in cases_of(one)]
    wanted = sum(len(one.gold["events"]) for one in told)
    forest, rules = trees_of(cases), rules_of(cases)
    trees = {held: trees_of(rest) for held, rest in others(cases).items()}
    scored = [(trees[c.fold].share(frozenset(c.told)), c.is_event) for c in cases if c.told]
    print(f"log loss of the trees {np.mean([-math.log(p if y else 1 - p) for p, y in scored]):.4f}")
    threshold = best_threshold("trees", scored, wanted, 0.02)
    weights = {held: rules_of(rest) for held, rest in others(cases).items()}
    alone = best_threshold("rules", [(weights[c.fold].share(c.ruled), c.is_event) for c in cases], wanted, 0.04)
    ship("event_worth", shown(replace(rules, threshold=alone), "bias", "threshold"))
    ship("event_trees", {"bias": round(forest.bias, 4), "threshold": threshold}, forest.trees)


def cases_of(one: Told) -> list[Case]:
    """Return a case for each happening of a report that may be an event."""
    found, prose, mentions = one.likely, one.prose, one.mentions
    right, crowd = {j for _, j in pairs_of(one.gold["events"], found)}, Crowd.of(one.likely)
    out = []
    for n, h in enumerate(found):
        told = list(told_features(prose, h, crowd, mentions))
        out.append(Case(one.fold, list(features(prose, h, mentions)), told, n in right))
    return out


def trees_of(cases: list[Case]) -> Forest:
    """Return the trees of those cases that the encoder has an opinion on, with the shipped threshold."""
    bias, trees = grow([(c.told, c.is_event) for c in cases if c.told], LEAST_SEEN_IN_TREES)
    return Forest(trees, bias, shipped_forest("event_trees").threshold)


def rules_of(cases: list[Case]) -> Linear:
    """Return the weights of the features alone, with the shipped threshold."""
    return fit([(c.ruled, c.is_event) for c in cases], LEAST_SEEN, threshold=shipped("event_worth").threshold)


def held_out(cases: list[Case]) -> dict[str, BoostedWorth]:
    """Return for each fold a judge that is fitted on the cases of the other folds."""
    return {held: BoostedWorth(rules_of(rest), trees_of(rest)) for held, rest in others(cases).items()}


def others(cases: list[Case]) -> dict[str, list[Case]]:
    """Return for each fold the cases of the other folds."""
    return {held: [c for c in cases if c.fold != held] for held in sorted({c.fold for c in cases})}


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


if __name__ == "__main__":
    main(sys.argv[1])
