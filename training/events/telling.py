"""Fit how what the encoder says of events is weighed against the rules (src/trucewatch/read/event_telling.json).

    python -m training.events.telling READINGS.pickle

The linear models of worth.py, people.py and linking.py are fitted anew on folds 1 to 4; then, on fold 5, which neither
they nor the encoder of the readings have seen, a logistic regression weighs their log odds and the encoder's. READINGS
comes from training.events.inputs, with weights trained on folds 1 to 4.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.events.inputs import loaded, ship, shown
from training.events.linking import LEAST_SEEN as LINK_LEAST
from training.events.linking import PENALTY as LINK_PENALTY
from training.events.linking import cases_of as cases_of_links
from training.events.linking import matched_of
from training.events.people import cases_of, labelled
from training.events.worth import LEAST_SEEN, fit, pairs_of, rows_of
from trucewatch.read.arguments import Mentions
from trucewatch.read.claims import ClaimReader
from trucewatch.read.events import EventReader
from trucewatch.read.linear import Linear, share
from trucewatch.read.linking import told_odds as link_odds
from trucewatch.read.people import ROLES, candidates, features, told_odds
from trucewatch.read.prose import Prose
from trucewatch.read.scene import features as link_features
from trucewatch.read.worth import LinearWorth, may_be_event
from trucewatch.read.worth import told_odds as event_odds

PENALTY = 1.0
#: The fold of the gold that the shipped encoder has not seen.
HELD_OUT = "5"
Row = tuple[dict[str, float], bool]
Floats = NDArray[np.float64]


def logistic(rows: list[Row]) -> Linear:
    """Return the model of a logistic regression over named numbers."""
    names = sorted({n for found, _ in rows for n in found})
    x = np.array([[found.get(n, 0.0) for n in names] + [1.0] for found, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    penalty = np.full(len(names) + 1, PENALTY)
    penalty[-1] = 0
    w = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6), x.T @ (p - y) + penalty * w)
    return Linear({n: float(v) for n, v in zip(names, w, strict=False)}, float(w[-1]))


def loss(rows: list[Row], model: Linear) -> float:
    """Return the mean log loss."""
    z = np.array([model.weighed(found) for found, _ in rows])
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


def role_rows(gold: dict[str, Any], prose: Prose, mentions: Mentions, role: str, model: Linear) -> list[Row]:
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
                found_odds = model.odds(features(prose, c, mentions))
                rows.append(({"rules": found_odds, **told}, over or c.actor.side in sides))
    return rows


def link_rows(
    gold: dict[str, Any], prose: Prose, mentions: Mentions, judge: LinearWorth, model: Linear
) -> tuple[int, list[Row]]:
    """Return how many links the gold has, and (log odds, is a link) of each pair that the encoder has an opinion on."""
    scene, matched = matched_of(gold, prose, mentions, judge)
    rows: list[Row] = []
    for n, _, wanted in matched:
        for c, claim in enumerate(mentions.claims):
            told = link_odds(scene.happenings[n], claim, mentions)
            if told:
                rows.append(({"rules": model.odds(link_features(scene, n, c)), **told}, claim.id in wanted))
    return sum(links for _, links, _ in matched), rows


def best_threshold(rows: list[Row], gold: int, model: Linear) -> float:
    """Print F1 of links by threshold; return the best threshold."""
    best = (0.0, 0.5)
    for threshold in np.arange(0.2, 0.61, 0.05):
        said = [y for found, y in rows if share(model.weighed(found)) >= threshold]
        f1 = 2 * sum(said) / max(1, gold + len(said))
        print(
            f"link {threshold:.2f}: F1 {f1:.3f} P {sum(said) / max(1, len(said)):.3f} R {sum(said) / max(1, gold):.3f}"
        )
        best = max(best, (f1, round(float(threshold), 2)))
    return best[1]


def main(readings_path: str) -> None:
    """Fit all blends, print their losses against the rules' alone, and write them."""
    read = loaded(readings_path)
    learned = [(gold, reading) for gold, reading in read if str(gold["fold"]) != HELD_OUT]
    reader = ClaimReader()
    held = [(gold, *scanned(reading, reader)) for gold, reading in read if str(gold["fold"]) == HELD_OUT]
    judge = LinearWorth(fit([(n, y) for gold, r in learned for _, n, y in rows_of(gold, r)], LEAST_SEEN))
    rows = {"worth": [row for gold, prose, m in held for row in worth_rows(gold, prose, m, judge)]}
    for role in ROLES:
        cases = [case for gold, r in learned for name, case in cases_of(gold, r) if name == role]
        model = fit(labelled(cases), LEAST_SEEN)
        rows[role] = [row for gold, prose, m in held for row in role_rows(gold, prose, m, role, model)]
    links = fit(
        [row for gold, r in learned for case in cases_of_links(gold, r, judge) for row in case[3]],
        LINK_LEAST,
        LINK_PENALTY,
    )
    counted = [link_rows(gold, prose, m, judge, links) for gold, prose, m in held]
    rows["link"] = [row for _, found in counted for row in found]
    out = {}
    for name, found in rows.items():
        blend, alone = logistic(found), logistic([({"rules": f["rules"]}, y) for f, y in found])
        print(f"{name}: {len(found)} cases, loss {loss(found, blend):.4f}, rules alone {loss(found, alone):.4f}")
        out[name] = shown(blend, "bias")
        if name == "link":
            total = sum(n for n, _ in counted)
            best_threshold([({"rules": f["rules"]}, y) for f, y in found], total, alone)
            out[name] = shown(replace(blend, threshold=best_threshold(found, total, blend)), "bias", "threshold")
    ship("event_telling", out)


if __name__ == "__main__":
    main(sys.argv[1])
