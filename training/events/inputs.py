"""Read the gold's reports with the reader as it stands, for fitting (claims, times, places, actors; no gold spans).

    python -m training.events.inputs READINGS.pickle

Writes a pickle {report id: (report, claims, times, places, actors)} of folds 1 to 5; the other programs of this folder
take it as their argument.
"""

from __future__ import annotations

import json
import pickle
import sys
import tempfile
from pathlib import Path
from typing import Any

from eval.shared import gold, write_reports

from trucewatch.model import Reading
from trucewatch.pipeline import Pipeline
from trucewatch.read.linear import Linear

#: Where the weights are written.
ROOM = Path(__file__).parents[2] / "src/trucewatch/read"
#: Weights nearer to 0 than this are left out of what is shipped.
LEAST_WEIGHT = 0.02


def main(readings_path: str) -> None:
    """Read the reports of folds 1 to 5 and write what was read."""
    reports = gold()
    with tempfile.TemporaryDirectory() as folder:
        path = write_reports(reports, Path(folder))
        found = [r for r in Pipeline().read_paths([path]) if isinstance(r, Reading)]
    read = {r.report.id: (r.report, r.claims, r.times, r.places, r.actors) for r in found}
    with open(readings_path, "wb") as file:
        pickle.dump(read, file)
    print(f"{len(read)} of {len(reports)} reports read")


def loaded(readings_path: str) -> list[tuple[dict[str, Any], tuple[Any, ...]]]:
    """Return each report of folds 1 to 5 as annotated and as read by `main`."""
    with open(readings_path, "rb") as file:
        readings = pickle.load(file)
    return [(g, readings[g["id"]]) for g in gold()]


def shown(model: Linear, *parts: str) -> dict[str, Any]:
    """Return a model as it is shipped: rounded, small weights left out; `parts` are what to give beside the weights."""
    kept = {name: round(w, 3) for name, w in sorted(model.weights.items()) if abs(w) >= LEAST_WEIGHT}
    return {part: round(getattr(model, part), 3) for part in parts} | {"weights": kept}


def ship(name: str, content: dict[str, Any]) -> None:
    """Write a weight file of the reader ("event_worth")."""
    path = ROOM / f"{name}.json"
    path.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written: {path}")


if __name__ == "__main__":
    main(sys.argv[1])
