"""Fit the weights that tell who acts and who suffers (src/trucewatch/read/event_people.json).

    python -m training.events.people READINGS.pickle

Data and method as in training/events/worth.py. A candidate is right where it overlaps a gold span of the role, or,
where the sentence holds no such span, where its side is among the gold sides of the role.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np

from training.events.inputs import loaded, ship, shown
from training.events.logistic import fit
from training.events.sameness import Told, gathered
from training.events.worth import LEAST_SEEN, pairs_of
from trucewatch.read.people import ROLES, candidates, features

#: Of thresholds whose F1 lies this near the best, the highest is taken: it says less that is wrong.
NEAR_BEST = 0.005
#: (fold, gold sides of the role, [(features, side, label or None)]) of one matched happening.
Case = tuple[str, set[str], list[tuple[list[str], str, bool | None]]]


def main(readings_path: str) -> None:
    """Fit both roles, print the figures of cross-validation and write the weights."""
    cases: dict[str, list[Case]] = {role: [] for role in ROLES}
    for one in gathered(loaded(readings_path)):
        for role, case in cases_of(one):
            cases[role].append(case)
    out = {}
    for role in ROLES:
        threshold = cross_validate(role, cases[role])
        out[role] = shown(fit(labelled(cases[role]), LEAST_SEEN, threshold=threshold), "bias", "threshold")
    ship("event_people", out)


def cases_of(one: Told) -> Iterator[tuple[str, Case]]:
    """Yield (role, case) for each happening that the scorer would pair with a gold event."""
    prose, mentions, found = one.prose, one.mentions, one.likely
    for i, j in pairs_of(one.gold["events"], found):
        listed = [(c, list(features(prose, c, mentions))) for c in candidates(prose, found[j], mentions)]
        for role in ROLES:
            people = one.gold["events"][i][role]
            sides = {p["side"] for p in people} - {"unknown"}
            rows = []
            for candidate, names in listed:
                words = candidate.actor.words
                over = any(words.start < p["end"] and p["start"] < words.end for p in people)
                sentence = prose.sentences[candidate.mention.trigger.sentence]
                bounds = prose.span(sentence.first, sentence.last)
                side = candidate.actor.side
                same = any(p["side"] == side and bounds.start <= p["start"] < bounds.end for p in people)
                label = True if over else None if same else side in sides
                rows.append((names, side, label))
            yield role, (one.fold, sides, rows)


def labelled(cases: list[Case]) -> list[tuple[list[str], bool]]:
    """Return the candidates that are right or wrong without doubt."""
    return [(names, label) for _, _, rows in cases for names, _, label in rows if label is not None]


def cross_validate(role: str, cases: list[Case]) -> float:
    """Print micro F1 of sides over held-out folds by threshold; return the best threshold."""
    scored: list[tuple[set[str], list[tuple[float, str]]]] = []
    for held in sorted({fold for fold, _, _ in cases}):
        model = fit(labelled([c for c in cases if c[0] != held]), LEAST_SEEN)
        for fold, sides, rows in cases:
            if fold == held:
                scored.append((sides, [(model.share(n), side) for n, side, _ in rows]))
    best = (0.0, 0.5)
    for threshold in np.arange(0.25, 0.66, 0.05):
        hit = gold = said = 0
        for sides, chances in scored:
            chosen = {side for p, side in chances if p >= threshold} - {"unknown"}
            hit, gold, said = hit + len(chosen & sides), gold + len(sides), said + len(chosen)
        f1 = 2 * hit / max(1, gold + said)
        print(f"{role} {threshold:.2f}: F1 {f1:.3f} P {hit / max(1, said):.3f} R {hit / max(1, gold):.3f}")
        if f1 > best[0] - NEAR_BEST:
            best = max(best[0], f1), round(float(threshold), 2)
    return best[1]


if __name__ == "__main__":
    main(sys.argv[1])
