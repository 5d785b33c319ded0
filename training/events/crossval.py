"""Score the event reader on folds 1 to 5, each read by models fitted on the others (the shared scorer's figures).

    python -m training.events.crossval READINGS.pickle

READINGS comes from training.events.inputs: the encoder of each fold has not seen it either. Only the few numbers of
event_telling.json and the thresholds, which were fitted on all folds held out, are the shipped ones.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

from eval.shared import scorer

from training.events import dating, linking, people, placing, sameness, sides, status, worth
from training.events.inputs import loaded
from training.events.logistic import fit
from training.events.sameness import Told, gathered
from trucewatch.model.contract import claim_json, event_json
from trucewatch.read.dating import LinearDater
from trucewatch.read.events import EventReader
from trucewatch.read.linear import shipped, shipped_by_name
from trucewatch.read.linking import LinearLinks
from trucewatch.read.merging import LinearMerger
from trucewatch.read.moods import LinearStatus
from trucewatch.read.people import LinearPeople
from trucewatch.read.placing import LinearPlacer
from trucewatch.read.sides import ROLES
from trucewatch.read.worth import BoostedWorth


def fitted(told: list[Told]) -> EventReader:
    """Return an event reader whose models are fitted on some reports."""
    cases = [case for one in told for case in worth.cases_of(one)]
    judges = worth.held_out(cases)
    rows = [row for one in told for row in people.rows_of(one)]
    roles = {role: fit([r for name, r in rows if name == role], worth.LEAST_SEEN) for role in ROLES}
    by_side = {
        role: replace(model, threshold=shipped_by_name("event_sides")[role].threshold)
        for role, model in sides.fitted(sides.held_out(told)).items()
    }
    links = [row for one in told for case in linking.cases_of(one, judges[one.fold]) for row in case[3]]
    rule = scorer("score_record")
    same = sameness.fitted([row for one in told for row in sameness.rows_of(one)])
    return EventReader(
        merger=LinearMerger(same),
        worth=BoostedWorth(worth.rules_of(cases), worth.trees_of(cases)),
        people=LinearPeople(roles, sides=by_side),
        linker=LinearLinks(fit(links, linking.LEAST_SEEN, linking.PENALTY, shipped("event_links").threshold), same),
        status=LinearStatus(status.fitted([row for one in told for row in status.rows_of(one)])),
        placer=LinearPlacer(placing.fit([case for one in told for case in placing.cases_of(one, rule)])),
        dater=LinearDater(placing.fit([case for one in told for case in dating.cases_of(one)], dating.NONE_MARGIN)),
    )


def predicted(one: Told, reader: EventReader) -> dict[str, Any]:
    """Return a report's claims and events as `read --json` would give them; its truces are left out."""
    events = reader.read(one.prose.report, one.mentions)
    claims = [claim_json(c) for c in one.mentions.claims]
    return {"id": one.gold["id"], "claims": claims, "events": [event_json(e) for e in events], "truces": []}


def main(readings_path: str) -> None:
    """Print the figures of all folds together, each held out."""
    told = gathered(loaded(readings_path))
    found: dict[str, dict[str, Any]] = {}
    for held in sorted({one.fold for one in told}):
        reader = fitted([one for one in told if one.fold != held])
        found |= {one.gold["id"]: predicted(one, reader) for one in told if one.fold == held}
    gold = {one.gold["id"]: {**one.gold, "truces": []} for one in told}
    for name, figure in scorer("score_record").score(gold, found).items():
        value = next(figure[k] for k in ("f1", "accuracy", "macro_f1") if k in figure)
        constant = f", constant {figure['constant']:.3f}" if "constant" in figure else ""
        if value is not None:
            print(f"{name} {value:.3f} [{figure['low']:.3f}, {figure['high']:.3f}]{constant}")


if __name__ == "__main__":
    main(sys.argv[1])
