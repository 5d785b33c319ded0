"""Fit how what the encoder says of events is weighed against the rules (src/trucewatch/read/event_telling.json).

    python -m training.events.telling ../shared/gold/dev.jsonl.gz READINGS.pickle

The linear models of worth.py and people.py are fitted anew on folds 1 to 4; then, on fold 5, which neither they nor the
shipped encoder have seen, a logistic regression weighs their log odds and the encoder's. READINGS comes from
training.events.inputs.
"""

from __future__ import annotations

import gzip
import json
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.events.people import _rows as people_rows
from training.events.people import cases_of
from training.events.worth import LEAST_SEEN, fit, pairs_of, rows_of
from trucewatch.read.arguments import Mentions
from trucewatch.read.claims import ClaimReader
from trucewatch.read.events import EventReader
from trucewatch.read.people import ROLES, RoleWeights, candidates, features, rule_odds, told_odds
from trucewatch.read.prose import Prose
from trucewatch.read.worth import LinearWorth, Weights, may_be_event
from trucewatch.read.worth import told_odds as event_odds

WEIGHTS = Path(__file__).parents[2] / "src/trucewatch/read/event_telling.json"
PENALTY = 1.0
#: The fold of the gold that the shipped encoder has not seen.
HELD_OUT = "5"
Row = tuple[dict[str, float], bool]
Floats = NDArray[np.float64]


def logistic(rows: list[Row]) -> tuple[float, dict[str, float]]:
    """Return bias and weights of a logistic regression over named numbers."""
    names = sorted({n for found, _ in rows for n in found})
    x = np.array([[found.get(n, 0.0) for n in names] + [1.0] for found, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    penalty = np.full(len(names) + 1, PENALTY)
    penalty[-1] = 0
    w = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6), x.T @ (p - y) + penalty * w)
    return float(w[-1]), {n: float(v) for n, v in zip(names, w, strict=False)}


def loss(rows: list[Row], bias: float, weights: dict[str, float]) -> float:
    """Return the mean log loss."""
    z = np.array([bias + sum(weights.get(n, 0.0) * v for n, v in found.items()) for found, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    return float(np.mean(np.logaddexp(0, z) - y * z))


def scanned(reading: tuple[Any, ...], reader: ClaimReader) -> tuple[Prose, Mentions]:
    """Return the prose and mentions of a reading with what the encoder says of its words."""
    report, claims, times, places, actors = reading
    scan = reader.read(report).scan
    return scan.prose, Mentions.of(claims, times, places, actors, scan)


def worth_rows(gold: dict[str, Any], prose: Prose, mentions: Mentions, judge: LinearWorth) -> list[Row]:
    """Return (log odds, is an event) of each happening of a report that the encoder has an opinion on."""
    found = [h for h in EventReader().happenings(prose, mentions) if may_be_event(h)]
    right = {j for _, j in pairs_of(gold["events"], found)}
    return [
        ({"rules": judge.rules(prose, h, mentions), **told}, n in right)
        for n, h in enumerate(found)
        if (told := event_odds(h, mentions))
    ]


def role_rows(gold: dict[str, Any], prose: Prose, mentions: Mentions, role: str, weights: RoleWeights) -> list[Row]:
    """Return (log odds, has the role) of each candidate of the happenings that are gold events."""
    found = [h for h in EventReader().happenings(prose, mentions) if may_be_event(h)]
    rows: list[Row] = []
    for i, j in pairs_of(gold["events"], found):
        people = gold["events"][i][role]
        sides = {p["side"] for p in people} - {"unknown"}
        for c in candidates(prose, found[j], mentions):
            told = told_odds(role, c, mentions)
            over = any(c.actor.words.start < p["end"] and p["start"] < c.actor.words.end for p in people)
            if told:
                found_odds = rule_odds(weights, frozenset(features(prose, c, mentions)))
                rows.append(({"rules": found_odds, **told}, over or c.actor.side in sides))
    return rows


def main(gold_path: str, readings_path: str) -> None:
    """Fit all blends, print their losses against the rules' alone, and write them."""
    with gzip.open(gold_path, "rt", encoding="utf-8") as lines:
        gold = {g["id"]: g for g in map(json.loads, lines) if g["fold"] != "gate"}
    with open(readings_path, "rb") as file:
        readings = pickle.load(file)
    learned = {i: r for i, r in readings.items() if str(gold[i]["fold"]) != HELD_OUT}
    reader = ClaimReader()
    held = {i: scanned(r, reader) for i, r in readings.items() if str(gold[i]["fold"]) == HELD_OUT}
    weights, bias = fit([(n, y) for i, r in learned.items() for _, n, y in rows_of(gold[i], r)], LEAST_SEEN)
    judge = LinearWorth(Weights(weights, bias, 0.5))
    rows = {"worth": [row for i, (prose, m) in held.items() for row in worth_rows(gold[i], prose, m, judge)]}
    for role in ROLES:
        cases = [case for i, r in learned.items() for name, case in cases_of(gold[i], r) if name == role]
        model = RoleWeights(*fit(people_rows(cases), LEAST_SEEN), 0.5)
        rows[role] = [row for i, (prose, m) in held.items() for row in role_rows(gold[i], prose, m, role, model)]
    out = {}
    for name, found in rows.items():
        bias, weights = logistic(found)
        alone = logistic([({"rules": f["rules"]}, y) for f, y in found])
        print(
            f"{name}: {len(found)} cases, loss {loss(found, bias, weights):.4f}, rules alone {loss(found, *alone):.4f}"
        )
        out[name] = {"bias": round(bias, 3), "weights": {n: round(v, 3) for n, v in weights.items()}}
    WEIGHTS.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
