"""Fit the weights that tell the status of an event (src/trucewatch/read/event_status.json).

    python -m training.events.status READINGS.pickle

Data and method as in training/events/worth.py: the happenings that the shared scorer would pair with a gold event, and
whether that event is ongoing, where the rules tell "happened" or "ongoing". Examples of "ongoing" count COPIES times,
since the figure is macro-F1.
"""

from __future__ import annotations

import sys
from collections import Counter

from training.events.inputs import loaded, ship, shown
from training.events.logistic import fit
from training.events.sameness import Told, gathered
from training.events.worth import pairs_of
from trucewatch.read.arguments import SPEECH
from trucewatch.read.linear import Linear
from trucewatch.read.moods import TOLD_AS_TRUE, features
from trucewatch.read.prose import innermost
from trucewatch.read.status import CueStatus

LEAST_SEEN, PENALTY, COPIES = 4, 6.0, 2
#: (fold, features, status of the gold event, status by the rules, whether the model decides)
Row = tuple[str, list[str], str, str, bool]


def main(readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write the weights."""
    rows = [row for one in gathered(loaded(readings_path)) for row in rows_of(one)]
    told = [(right, ruled) for _, _, right, ruled, told_as_true in rows if not told_as_true]
    for held in sorted({row[0] for row in rows}):
        model = fitted([row for row in rows if row[0] != held])
        held_out = [(right, n) for fold, n, right, _, told_as_true in rows if fold == held and told_as_true]
        told += [(right, "ongoing" if model.odds(names) > 0 else "happened") for right, names in held_out]
    print_figures("rules", [(right, ruled) for _, _, right, ruled, _ in rows])
    print_figures("model, held out", told)
    ship("event_status", shown(fitted(rows), "bias"))


def rows_of(one: Told) -> list[Row]:
    """Return a row for each happening that the scorer would pair with a gold event."""
    prose, found = one.prose, one.likely
    out: list[Row] = []
    for i, j in pairs_of(one.gold["events"], found):
        lead = found[j].lead.trigger
        claim = innermost(one.mentions.claims, lead.words)
        ruled, _ = CueStatus().find(prose, lead, claim)
        names, right = list(features(prose, lead, claim, ruled)), one.gold["events"][i]["status"]
        told_as_true = ruled in TOLD_AS_TRUE and lead.type not in SPEECH
        out.append((one.fold, names, right, ruled, told_as_true))
    return out


def fitted(rows: list[Row]) -> Linear:
    """Return the model of "ongoing" over the rows that the rules take as told for true."""
    examples = [
        (names, right == "ongoing")
        for _, names, right, _, told_as_true in rows
        if told_as_true
        for _ in range(COPIES if right == "ongoing" else 1)
    ]
    return fit(examples, LEAST_SEEN, PENALTY)


def print_figures(name: str, told: list[tuple[str, str]]) -> None:
    """Print macro-F1 over the statuses of the gold, and precision's and recall's counts of each."""
    right, said = Counter(r for r, _ in told), Counter(s for _, s in told)
    hit = Counter(r for r, s in told if r == s)
    each = {status: 2 * hit[status] / (right[status] + said[status]) for status in right}
    counts = ", ".join(f"{s} {hit[s]} of {right[s]} ({said[s]} said)" for s in sorted(right))
    print(f"{name}: macro-F1 {sum(each.values()) / len(each):.3f}: {counts}")


if __name__ == "__main__":
    main(sys.argv[1])
