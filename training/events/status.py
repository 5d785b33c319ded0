"""Fit the weights that tell the status of an event (src/trucewatch/read/event_status.json).

    python -m training.events.status ../shared/gold/dev.jsonl.gz READINGS.pickle

Data and method as in training/events/worth.py: the happenings that the shared scorer would pair with a gold event, and
whether that event is ongoing, where the rules tell "happened" or "ongoing". Examples of "ongoing" count COPIES times,
since the figure is macro-F1.
"""

from __future__ import annotations

import gzip
import json
import pickle
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from training.events.worth import fit, pairs_of
from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.moods import TOLD_AS_TRUE, StatusWeights, features, goes_on
from trucewatch.read.prose import Prose, innermost
from trucewatch.read.status import CueStatus
from trucewatch.read.worth import may_be_event

WEIGHTS = Path(__file__).parents[2] / "src/trucewatch/read/event_status.json"
LEAST_SEEN, PENALTY, COPIES = 4, 6.0, 2
#: (fold, features, status of the gold event, status by the rules, whether the model decides)
Row = tuple[str, list[str], str, str, bool]


def main(gold_path: str, readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write the weights."""
    with gzip.open(gold_path, "rt", encoding="utf-8") as lines:
        gold = [g for g in map(json.loads, lines) if g["fold"] != "gate"]
    with open(readings_path, "rb") as file:
        readings = pickle.load(file)
    rows = [row for g in gold for row in rows_of(g, readings[g["id"]])]
    told = [(right, ruled) for _, _, right, ruled, told_as_true in rows if not told_as_true]
    for held in sorted({row[0] for row in rows}):
        weights = fitted([row for row in rows if row[0] != held])
        held_out = [(right, n) for fold, n, right, _, told_as_true in rows if fold == held and told_as_true]
        told += [(right, "ongoing" if goes_on(weights, names) else "happened") for right, names in held_out]
    print_figures("rules", [(right, ruled) for _, _, right, ruled, _ in rows])
    print_figures("model, held out", told)
    final = fitted(rows)
    kept = {n: round(float(w), 3) for n, w in sorted(final.weights.items()) if abs(w) >= 0.02}
    out = {"bias": round(final.bias, 3), "weights": kept}
    WEIGHTS.write_text(json.dumps(out, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def rows_of(gold: dict[str, Any], reading: tuple[Any, ...]) -> list[Row]:
    """Return a row for each happening that the scorer would pair with a gold event."""
    report, claims, times, places, actors = reading
    prose, mentions = Prose.of(report), Mentions.of(claims, times, places, actors)
    found = [h for h in EventReader().happenings(prose, mentions) if may_be_event(h)]
    out: list[Row] = []
    for i, j in pairs_of(gold["events"], found):
        lead = found[j].lead.trigger
        claim = innermost(claims, lead.words)
        ruled, _ = CueStatus().find(prose, lead, claim)
        names, right = list(features(prose, lead, claim, ruled)), gold["events"][i]["status"]
        told_as_true = ruled in TOLD_AS_TRUE and lead.type not in SPEECH
        out.append((str(gold["fold"]), names, right, ruled, told_as_true))
    return out


def fitted(rows: list[Row]) -> StatusWeights:
    """Return the weights of "ongoing" over the rows that the rules take as told for true."""
    examples = [
        (names, right == "ongoing")
        for _, names, right, _, told_as_true in rows
        if told_as_true
        for _ in range(COPIES if right == "ongoing" else 1)
    ]
    return StatusWeights(*fit(examples, LEAST_SEEN, PENALTY))


def print_figures(name: str, told: list[tuple[str, str]]) -> None:
    """Print macro-F1 over the statuses of the gold, and precision's and recall's counts of each."""
    right, said = Counter(r for r, _ in told), Counter(s for _, s in told)
    hit = Counter(r for r, s in told if r == s)
    each = {status: 2 * hit[status] / (right[status] + said[status]) for status in right}
    counts = ", ".join(f"{s} {hit[s]} of {right[s]} ({said[s]} said)" for s in sorted(right))
    print(f"{name}: macro-F1 {sum(each.values()) / len(each):.3f}: {counts}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
