"""Read annotated reports with the program as it is, and score what it read."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from trucewatch.errors import InputError
from trucewatch.model import Reading
from trucewatch.model.contract import reading_json
from trucewatch.pipeline import Pipeline
from trucewatch.show.bench.score import score
from trucewatch.show.bench.tally import Figures

Json = dict[str, Any]


def load_gold(path: Path, fold: str | None = None) -> dict[str, Json]:
    """Return {id: annotated report} of a JSONL file (.gz or not), of one fold when it is named.

    Raises InputError for a file that is missing or is not annotated reports, and for a fold that has none.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            reports = [json.loads(line) for line in lines if line.strip()]
        found = {r["id"]: r for r in reports if fold is None or str(r.get("fold")) == fold}
    except (OSError, ValueError, KeyError, TypeError) as error:
        do = "give a JSONL file of annotated reports (docs/method.md says where they are)"
        raise InputError(f"no annotated reports: {error}", where=str(path), do=do) from error
    if not found:
        raise InputError("no annotated report in it", where=str(path), do="check the file and the fold")
    return found


def bench_record(
    gold_path: Path,
    *,
    fold: str | None = None,
    archive: Path | None = None,
    profile: str | None = None,
    tick: Callable[[int, int], None] | None = None,
) -> Json:
    """Read the reports of a gold file and return {"figures", "reports", "missing", "seconds", "words"}.

    `archive` is the file or folder to read instead of the gold's own texts (ids must agree); `tick` is told the
    progress. Scoring itself is not part of `seconds`. Raises InputError (see load_gold).
    """
    gold = load_gold(gold_path, fold)
    found: dict[str, Json] = {}
    words, begun = 0, time.perf_counter()
    for reading in _readings(Pipeline(profile), archive or gold_path, set(gold)):
        found[reading.report.id] = reading_json(reading)
        words += len(reading.report.text.split())
        if tick:
            tick(len(found), len(gold))
    seconds = time.perf_counter() - begun
    return {
        "figures": score(gold, found),
        "reports": len(gold),
        "missing": sorted(set(gold) - set(found)),
        "seconds": round(seconds, 2),
        "words": words,
    }


def _readings(pipeline: Pipeline, path: Path, wanted: set[str]) -> Iterator[Reading]:
    for report in pipeline.load_paths([path]):
        if getattr(report, "id", None) in wanted:
            yield pipeline.read(report)  # type: ignore[arg-type]


def table(figures: Figures) -> str:
    """Return the figures as lines: value, 95 % interval, best constant answer, and whether the figure counts.

    A figure counts when the lower end of its interval beats the best constant answer (where there is one). Below stands
    what perfect calibration would score by chance with so few answers.
    """
    lines = [f"{'figure':20} {'kind':9} {'value':>6}  {'95 % interval':16} {'constant':>8}  counts"]
    for name, figure in figures.items():
        value = "none" if figure["value"] is None else f"{figure['value']:.3f}"
        constant = figure.get("constant")
        beaten = "" if constant is None else "  yes" if figure["low"] > constant else "  no"
        interval = f"[{figure['low']:.3f}, {figure['high']:.3f}]"
        best = "-" if constant is None else f"{constant:.3f}"
        lines.append(f"{name:20} {figure['kind']:9} {value:>6}  {interval:16} {best:>8}{beaten}")
    for name, figure in figures.items():
        if "perfect" in figure:
            lines.append(f"{name}: {figure['n']} answers that are right as often as sure score {figure['perfect']:.3f}")
    return "\n".join(lines)
