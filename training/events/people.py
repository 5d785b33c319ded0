"""Fit the weights that tell who acts and who suffers (src/trucewatch/read/event_people.json).

    python -m training.events.people READINGS.pickle

Data and method as in training/events/worth.py. A candidate is right where it overlaps a gold span of the role, or,
where the sentence holds no such span, where its side is among the gold sides of the role.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from training.events.inputs import loaded, ship, shown
from training.events.logistic import Row, fit
from training.events.sameness import Told, gathered
from training.events.worth import LEAST_SEEN, pairs_of
from trucewatch.read.people import Candidate, candidates, features
from trucewatch.read.sides import ROLES


def main(readings_path: str) -> None:
    """Fit both roles and write the weights; which sides are given is decided by training/events/sides.py."""
    rows: dict[str, list[Row]] = {role: [] for role in ROLES}
    for one in gathered(loaded(readings_path)):
        for role, row in rows_of(one):
            rows[role].append(row)
    ship("event_people", {role: shown(fit(rows[role], LEAST_SEEN), "bias") for role in ROLES})


def rows_of(one: Told) -> Iterator[tuple[str, Row]]:
    """Yield (role, (features, is it)) of the candidates of each happening that the scorer would pair with a gold event;
    those that may be right or wrong are left out.
    """
    prose, mentions, found = one.prose, one.mentions, one.likely
    for i, j in pairs_of(one.gold["events"], found):
        for candidate in candidates(prose, found[j], mentions):
            names = list(features(prose, candidate, mentions))
            for role in ROLES:
                label = _label(one, one.gold["events"][i][role], candidate)
                if label is not None:
                    yield role, (names, label)


def _label(one: Told, people: list[dict[str, Any]], candidate: Candidate) -> bool | None:
    words, side = candidate.actor.words, candidate.actor.side
    if any(words.start < p["end"] and p["start"] < words.end for p in people):
        return True
    sentence = one.prose.sentences[candidate.mention.trigger.sentence]
    bounds = one.prose.span(sentence.first, sentence.last)
    if any(p["side"] == side and bounds.start <= p["start"] < bounds.end for p in people):
        return None
    return side in {p["side"] for p in people} - {"unknown"}


if __name__ == "__main__":
    main(sys.argv[1])
