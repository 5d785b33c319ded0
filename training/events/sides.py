"""Fit the weights that tell which sides act and which suffer (src/trucewatch/read/event_sides.json).

    python -m training.events.sides READINGS.pickle

Data as in training/events/people.py. For each fold the models of people.py are fitted anew on the other folds, so that
the odds of each actor are those of an unseen report; blends are the shipped ones. A side is right where it is among the
gold sides of the role, the unknown side where one of its actors overlaps a gold span.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import numpy as np

from training.events.inputs import loaded, ship, shown
from training.events.logistic import Row, fit
from training.events.people import rows_of
from training.events.sameness import Told, gathered
from training.events.worth import LEAST_SEEN, pairs_of
from trucewatch.read.linear import Linear
from trucewatch.read.people import LinearPeople
from trucewatch.read.sides import ROLES, features


@dataclass(frozen=True)
class SideCase:
    """Hold a happening that is a gold event: the gold sides of a role, and (features, is it) of each side beside it."""

    fold: str
    role: str
    gold: frozenset[str]
    sides: dict[str, Row]


def main(readings_path: str) -> None:
    """Fit both roles, print the figures of cross-validation and write the weights."""
    cases = held_out(gathered(loaded(readings_path)))
    out = {}
    for role, model in fitted(cases).items():
        threshold = cross_validate(role, [c for c in cases if c.role == role])
        out[role] = shown(replace(model, threshold=threshold), "bias", "threshold")
    ship("event_sides", out)


def held_out(told: list[Told]) -> list[SideCase]:
    """Return the cases of some reports, those of each fold with actors rated by models fitted on the others."""
    rows = [(one.fold, role, row) for one in told for role, row in rows_of(one)]
    out: list[SideCase] = []
    for held in sorted({one.fold for one in told}):
        models = {role: fit([r for f, name, r in rows if f != held and name == role], LEAST_SEEN) for role in ROLES}
        rater = LinearPeople(models)
        out += [case for one in told if one.fold == held for case in _cases(one, rater)]
    return out


def _cases(one: Told, rater: LinearPeople) -> list[SideCase]:
    out = []
    for i, j in pairs_of(one.gold["events"], one.likely):
        rated = rater.rated(one.prose, one.likely[j], one.mentions)
        for role, named in features(one.likely[j], rated, one.mentions.foes).items():
            people = one.gold["events"][i][role]
            gold = frozenset(p["side"] for p in people) - {"unknown"}
            nameless = [r.actor.words for r in rated if r.actor.side == "unknown"]
            unknown = any(w.start < p["end"] and p["start"] < w.end for w in nameless for p in people)
            sides = {s: (names, unknown if s == "unknown" else s in gold) for s, names in named.items()}
            out.append(SideCase(one.fold, role, gold, sides))
    return out


def fitted(cases: list[SideCase]) -> dict[str, Linear]:
    """Return the model of each role."""
    return {role: fit([r for c in cases if c.role == role for r in c.sides.values()], LEAST_SEEN) for role in ROLES}


def cross_validate(role: str, cases: list[SideCase]) -> float:
    """Print over held-out folds by threshold F1 of sides and how many happenings have all their sides right; return the
    best threshold by the sum of both.
    """
    models = {held: fitted([c for c in cases if c.fold != held])[role] for held in sorted({c.fold for c in cases})}
    shares = [{s: models[c.fold].share(names) for s, (names, _) in c.sides.items() if s != "unknown"} for c in cases]
    best = (0.0, 0.5)
    for threshold in np.arange(0.3, 0.61, 0.05):
        hit = gold = said = whole = 0
        for case, found in zip(cases, shares, strict=True):
            chosen = {side for side, share in found.items() if share >= threshold}
            hit, gold, said = hit + len(chosen & case.gold), gold + len(case.gold), said + len(chosen)
            whole += chosen == case.gold
        f1, right = 2 * hit / max(1, gold + said), whole / max(1, len(cases))
        print(f"{role} {threshold:.2f}: F1 {f1:.3f}, all right {right:.3f}")
        best = max(best, (f1 + right, round(float(threshold), 2)))
    return best[1]


if __name__ == "__main__":
    main(sys.argv[1])
