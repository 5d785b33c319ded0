"""Fit how the encoder's word on who acts and suffers is weighed (src/trucewatch/read/event_telling.json).

    python -m training.events.telling READINGS.pickle

For each fold the models of people.py are fitted anew on the other folds; a logistic regression then weighs their log
odds and the encoder's, which has not seen the fold either. READINGS comes from training.events.inputs.
"""

from __future__ import annotations

import sys

from training.events.inputs import loaded, ship, shown
from training.events.logistic import NumberRow, fit, loss, weigh
from training.events.people import rows_of as rows_of_people
from training.events.sameness import Told, gathered
from training.events.worth import LEAST_SEEN, pairs_of
from trucewatch.read.linear import Linear
from trucewatch.read.people import candidates, features, told_odds
from trucewatch.read.sides import ROLES


def role_rows(one: Told, role: str, model: Linear) -> list[NumberRow]:
    """Return (log odds, has the role) of each candidate of each happening that is a gold event."""
    found = one.likely
    rows: list[NumberRow] = []
    for i, j in pairs_of(one.gold["events"], found):
        people = one.gold["events"][i][role]
        sides = {p["side"] for p in people} - {"unknown"}
        for c in candidates(one.prose, found[j], one.mentions):
            told = told_odds(role, c, one.mentions)
            over = any(c.actor.words.start < p["end"] and p["start"] < c.actor.words.end for p in people)
            if told:
                odds = model.odds(features(one.prose, c, one.mentions))
                rows.append(({"rules": odds, **told}, over or c.actor.side in sides))
    return rows


def held_out(told: list[Told]) -> dict[str, list[NumberRow]]:
    """Return the rows of each blend, every fold's by models fitted on the others."""
    people = [(one.fold, role, row) for one in told for role, row in rows_of_people(one)]
    rows: dict[str, list[NumberRow]] = {role: [] for role in ROLES}
    for held in sorted({one.fold for one in told}):
        for role in ROLES:
            model = fit([r for f, name, r in people if f != held and name == role], LEAST_SEEN)
            rows[role] += [row for one in told if one.fold == held for row in role_rows(one, role, model)]
    return rows


def main(readings_path: str) -> None:
    """Fit both blends, print their losses against the rules' alone, and write them."""
    out = {}
    for name, found in held_out(gathered(loaded(readings_path))).items():
        blend, alone = weigh(found), weigh([({"rules": f["rules"]}, y) for f, y in found])
        print(f"{name}: {len(found)} cases, loss {loss(found, blend):.4f}, rules alone {loss(found, alone):.4f}")
        out[name] = shown(blend, "bias")
    ship("event_telling", out)


if __name__ == "__main__":
    main(sys.argv[1])
