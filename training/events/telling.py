"""Fit how what the encoder says of events is weighed against the rules (src/trucewatch/read/event_telling.json).

    python -m training.events.telling READINGS.pickle

For each fold the models of worth.py, people.py and linking.py are fitted anew on the other folds; a logistic
regression then weighs their log odds and the encoder's, which has not seen the fold either. READINGS comes from
training.events.inputs.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from training.events.inputs import loaded, ship, shown
from training.events.linking import LEAST_SEEN as LINK_LEAST
from training.events.linking import PENALTY as LINK_PENALTY
from training.events.linking import cases_of as cases_of_links
from training.events.linking import matched_of
from training.events.logistic import NumberRow, best_threshold, fit, loss, weigh
from training.events.people import rows_of as rows_of_people
from training.events.sameness import Told, gathered
from training.events.worth import LEAST_SEEN, pairs_of
from training.events.worth import cases_of as cases_of_worth
from training.events.worth import held_out as held_out_worth
from trucewatch.read.linear import Linear, share
from trucewatch.read.linking import told_odds as link_odds
from trucewatch.read.people import candidates, features, told_odds
from trucewatch.read.scene import features as link_features
from trucewatch.read.sides import ROLES
from trucewatch.read.worth import BoostedWorth


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


def link_rows(one: Told, judge: BoostedWorth, model: Linear) -> tuple[int, list[NumberRow]]:
    """Return how many links the gold has, and (log odds, is a link) of each pair that the encoder has an opinion on."""
    scene, matched = matched_of(one, judge)
    rows: list[NumberRow] = []
    for n, _, wanted in matched:
        for c, claim in enumerate(one.mentions.claims):
            told = link_odds(scene.happenings[n], claim, one.mentions)
            if told:
                rows.append(({"rules": model.odds(link_features(scene, n, c)), **told}, claim.id in wanted))
    return sum(links for _, links, _ in matched), rows


def held_out(told: list[Told]) -> tuple[dict[str, list[NumberRow]], int]:
    """Return the rows of each blend, every fold's by models fitted on the others, and how many links the gold has."""
    judges = held_out_worth([case for one in told for case in cases_of_worth(one)])
    people = [(one.fold, role, row) for one in told for role, row in rows_of_people(one)]
    links = [(one.fold, row) for one in told for case in cases_of_links(one, judges[one.fold]) for row in case[3]]
    rows: dict[str, list[NumberRow]] = {name: [] for name in (*ROLES, "link")}
    gold = 0
    for held in sorted(judges):
        roles = {role: fit([r for f, name, r in people if f != held and name == role], LEAST_SEEN) for role in ROLES}
        link = fit([row for f, row in links if f != held], LINK_LEAST, LINK_PENALTY)
        for one in (t for t in told if t.fold == held):
            for role in ROLES:
                rows[role] += role_rows(one, role, roles[role])
            listed, found = link_rows(one, judges[held], link)
            rows["link"] += found
            gold += listed
    return rows, gold


def main(readings_path: str) -> None:
    """Fit all blends, print their losses against the rules' alone, and write them."""
    rows, gold = held_out(gathered(loaded(readings_path)))
    out = {}
    for name, found in rows.items():
        blend, alone = weigh(found), weigh([({"rules": f["rules"]}, y) for f, y in found])
        print(f"{name}: {len(found)} cases, loss {loss(found, blend):.4f}, rules alone {loss(found, alone):.4f}")
        if name == "link":
            scored = [(share(blend.weighed(f)), y) for f, y in found]
            blend = replace(blend, threshold=best_threshold(name, scored, gold))
        out[name] = shown(blend, "bias", "threshold")
    ship("event_telling", out)


if __name__ == "__main__":
    main(sys.argv[1])
