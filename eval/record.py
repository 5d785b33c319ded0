"""Read annotated reports with the program as it is, and print and return what `trucewatch bench record` scores."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from trucewatch.show.bench import bench_record, table


def record_figures(
    gold: Path, fold: str | None = None, archive: Path | None = None, names: Collection[str] = ()
) -> dict[str, float]:
    """Return the figures of a gold file that have a value, only those of `names` where any are given.

    `fold` and `archive` are those of bench_record. Raises SystemExit where a report was not read at all.
    """
    found = bench_record(gold, fold=fold, archive=archive)
    figures = {name: f for name, f in found["figures"].items() if not names or name in names}
    print(table(figures))
    speed = found["words"] / max(found["seconds"], 1e-9)
    print(f"{found['reports']} reports, {len(found['missing'])} missing, {speed:.0f} words/s, start-up included\n")
    if found["missing"]:
        raise SystemExit(f"not read at all: {found['missing'][:5]}")
    return {name: f["value"] for name, f in figures.items() if f["value"] is not None}
