"""Read the gold's reports with the reader as it stands, for fitting (claims, times, places, actors; no gold spans).

    python -m training.events.inputs ../shared/gold/dev.jsonl.gz READINGS.pickle

Writes a pickle {report id: (report, claims, times, places, actors)} of folds 1 to 5.
"""

from __future__ import annotations

import gzip
import json
import pickle
import sys
import tempfile
from pathlib import Path

from trucewatch.model import Reading
from trucewatch.pipeline import Pipeline

KEPT = ("id", "outlet", "date", "title", "text")


def main(gold_path: str, readings_path: str) -> None:
    """Read the reports of folds 1 to 5 and write what was read."""
    with gzip.open(gold_path, "rt", encoding="utf-8") as lines:
        gold = [g for g in map(json.loads, lines) if g["fold"] != "gate"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        rows = (json.dumps({k: g[k] for k in KEPT if g.get(k)}, ensure_ascii=False) for g in gold)
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        found = [r for r in Pipeline().read_paths([path]) if isinstance(r, Reading)]
    read = {r.report.id: (r.report, r.claims, r.times, r.places, r.actors) for r in found}
    with open(readings_path, "wb") as file:
        pickle.dump(read, file)
    print(f"{len(read)} of {len(gold)} reports read")


if __name__ == "__main__":
    main(*sys.argv[1:3])
