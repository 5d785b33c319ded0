"""The founding article: its claims with a right source, and the truce it is about, as issue 2 asks for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from eval.shared import SHARED
from trucewatch.model import Reading
from trucewatch.model.contract import reading_json
from trucewatch.pipeline import Pipeline
from trucewatch.show.bench.run import load_gold
from trucewatch.show.bench.score import score_report

PUBLISHED = date(2016, 8, 1)


def read_seed() -> tuple[Reading, dict[str, Any]]:
    """Return our reading of the article, given its published date, and its annotation."""
    (path,) = sorted((SHARED / "seed").glob("*.txt"))
    (reading,) = Pipeline().read_paths([path], published=PUBLISHED)
    assert isinstance(reading, Reading)
    return reading, load_gold(SHARED / "gold" / "dev.jsonl.gz")[f"seed-{path.stem}"]


def figures() -> dict[str, float]:
    """Return counts and yes (1.0) or no (0.0) for what the founding article must give."""
    reading, gold = read_seed()
    found = reading_json(reading)
    tally = score_report(gold, found)
    wanted = gold["truces"][0]
    talked = [t for t in found["truces"] if t["area"] == wanted["area"]]
    at = reading.report.text.index("On Sunday")
    sundays = {t["value"] for t in found["times"] if at <= t["start"] and t["end"] == at + len("On Sunday")}
    out: dict[str, float] = {
        "claims with a right source": float(tally.pairs["claims.attributed"][0]),
        "claims with the right side": float(tally.hits["claims.side"][0]),
        "claims with the right name": float(tally.hits["claims.who"][0]),
        **{f"truce {k}": float(any(t[k] == wanted[k] for t in talked)) for k in ("state", "duration")},
        "truce brokers": float(any(set(t["brokers"]) == set(wanted["brokers"]) for t in talked)),
        "On Sunday": float(sundays == {"2016-07-31"}),
    }
    for name, value in out.items():
        print(f"{name:32} {value:g}")
    return out


if __name__ == "__main__":
    figures()
