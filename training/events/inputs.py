"""Read the gold's reports for fitting: what the reader finds in them (no gold spans), and what the encoder says of it.

    python -m training.events.inputs READINGS.pickle 1=WEIGHTS 2=WEIGHTS 3,4=WEIGHTS 5=WEIGHTS

Each fold is read with weights that have not seen it (training/DATA.md), so that what is fitted on these readings meets
the encoder as it is on unseen reports. Writes a pickle that the other programs of this folder take as their argument.
"""

from __future__ import annotations

import json
import pickle
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.shared import OPEN_FOLDS, gold, write_reports

from trucewatch.know.profiles import load_profile
from trucewatch.model import Reading
from trucewatch.pipeline import Pipeline
from trucewatch.read.arguments import Foes, Mentions
from trucewatch.read.claims import ClaimReader
from trucewatch.read.forest import Tree
from trucewatch.read.linear import Linear
from trucewatch.read.prose import Prose

#: Where the weights are written.
ROOM = Path(__file__).parents[2] / "src/trucewatch/read"
#: Weights nearer to 0 than this are left out of what is shipped.
LEAST_WEIGHT = 0.02


@dataclass(frozen=True)
class Read:
    """Hold a report as annotated, and its words and mentions as read; `mentions.scan` is what the encoder says."""

    gold: dict[str, Any]
    prose: Prose
    mentions: Mentions

    @property
    def fold(self) -> str:
        """Return the fold of the gold."""
        return str(self.gold["fold"])


def main(readings_path: str, parts: list[str]) -> None:
    """Read the reports of folds 1 to 5, each with weights that have not seen it, and write what was read."""
    weights = {fold: Path(path) for folds, _, path in (p.partition("=") for p in parts) for fold in folds.split(",")}
    if set(weights) != set(OPEN_FOLDS):
        raise SystemExit(f"weights are needed for each of the folds {OPEN_FOLDS}: {sorted(weights)}")
    read: dict[str, tuple[Prose, Mentions]] = {}
    for folder in sorted(set(weights.values())):
        read |= _read({fold for fold, path in weights.items() if path == folder}, folder)
    with open(readings_path, "wb") as file:
        pickle.dump(read, file)
    print(f"{len(read)} reports read")


def _read(folds: set[str], weights: Path) -> dict[str, tuple[Prose, Mentions]]:
    with tempfile.TemporaryDirectory() as folder:
        path = write_reports(gold(folds), Path(folder))
        found = [r for r in Pipeline(weights=weights).read_paths([path]) if isinstance(r, Reading)]
    failed = [p.what for r in found for p in r.problems if p.code == "TW-P901"]
    if failed:
        raise SystemExit(f"{len(failed)} reports were not read, the first for: {failed[0]}")
    reader = ClaimReader(weights)
    scans = [reader.read(r.report).scan for r in found]
    return {
        r.report.id: (scan.prose, Mentions.of(r.claims, r.times, r.places, r.actors, scan, _foes(r)))
        for r, scan in zip(found, scans, strict=True)
    }


def _foes(reading: Reading) -> Foes:
    return load_profile(reading.profile.id).foes if reading.profile else frozenset()


def loaded(readings_path: str) -> list[Read]:
    """Return each report of folds 1 to 5 as annotated and as read by `main`."""
    with open(readings_path, "rb") as file:
        readings = pickle.load(file)
    return [Read(g, *readings[g["id"]]) for g in gold()]


def shown(model: Linear, *parts: str) -> dict[str, Any]:
    """Return a model as it is shipped: rounded, small weights left out; `parts` are what to give beside the weights."""
    kept = {name: round(w, 3) for name, w in sorted(model.weights.items()) if abs(w) >= LEAST_WEIGHT}
    return {part: round(getattr(model, part), 3) for part in parts} | {"weights": kept}


def ship(name: str, content: dict[str, Any], trees: Sequence[Tree] = ()) -> None:
    """Write a weight file of the reader ("event_worth"), a weight or a tree a line."""
    path, text = ROOM / f"{name}.json", json.dumps(content, indent=0, ensure_ascii=False)
    if trees:
        lines = ",\n".join(json.dumps(tree, ensure_ascii=False) for tree in trees)
        text = f'{text[:-2]},\n"trees": [\n{lines}\n]\n}}'
    path.write_text(text + "\n", encoding="utf-8")
    print(f"written: {path}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
