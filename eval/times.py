"""Score the time grammar: truce sentences, TIMEX corpora, the dates of our gold, printed published dates, speed.

    python -m eval.times [--shared FOLDER] [--json] [--errors N]

TIMEX corpora are scored by ../shared/benchmarks/score_timex.py (TempEval-3 rules); HeidelTime's figures beside them are
those that the project measured on other documents with the same scorer (issue 4). Truce sentences: a time of ours
counts for the gold time that it overlaps most; its value must be among `values`, its role and interval the same, its
words among `alt_spans`. Gold dates (folds 1-5): of the events whose date has words, how many of those words give the
gold first and last day with `event_days`; printed: on how many reports the printed date, else the metadata, is the
published day. Each part that lacks its file says loudly that it was skipped.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.shared import SHARED, rows, scorer
from trucewatch.know.times import event_days, find_times, printed_date
from trucewatch.model.time import TimeExpression

#: File and whether it is a narrative: its words hang on what was dated last, not on a published day.
CORPORA = {"timebank_te3": False, "aquaint_te3": False, "wikiwars_updated": True}
#: HeidelTime's relaxed, strict and value F1 as issue 4 gives them; values right on truce sentences; kchar/s.
HEIDELTIME = {
    "TempEval-3 platinum": (90.7, 81.8, 78.1),
    "MEANTIME": (89.3, 83.6, 79.6),
    "WikiWars": (91.4, 84.8, 80.9),
}
HEIDELTIME_TRUCE_VALUES, HEIDELTIME_SPEED = 63.0, 0.7
Row = Mapping[str, Any]


def as_timexes(found: Sequence[TimeExpression]) -> list[dict[str, Any]]:
    """Return expressions in the shape that the TIMEX scorer reads."""
    return [
        {"start": t.words.start, "end": t.words.end, "text": t.words.text, "type": t.type, "value": t.value}
        for t in found
    ]


def day_of(text: str | None) -> date | None:
    """Read the day of an ISO date or clock time; None for None."""
    return date.fromisoformat(text[:10]) if text else None


def score_corpus(shared: Path, name: str, narrative: bool, errors: int = 0) -> dict[str, float]:
    """Score one TIMEX corpus: F1 in percent (relaxed, strict, type, value) and kchar/s of CPU time."""
    timex = scorer("score_timex", shared)
    gold = {r["id"]: r for r in rows(shared / "corpora" / "timex" / f"{name}.jsonl.gz")}
    begun = time.process_time()
    predicted = {
        key: {"timexes": as_timexes(find_times(r["text"], day_of(r["dct"]), narrative=narrative))}
        for key, r in gold.items()
    }
    seconds = time.process_time() - begun
    figures, wrong = timex.score(gold, predicted)
    for error in wrong[:errors]:
        print("  ", error)
    shown = {k: 100 * figures[k][2] for k in ("relaxed", "strict", "type", "value")}
    return shown | {"kchar/s": sum(len(r["text"]) for r in gold.values()) / 1000 / seconds}


def best_overlap(gold: Row, found: Sequence[TimeExpression], used: set[int]) -> int | None:
    """Return the index of the unused expression that shares most characters with a gold time; None without one."""
    shared = [
        (min(gold["end"], t.words.end) - max(gold["start"], t.words.start), -i)
        for i, t in enumerate(found)
        if i not in used
    ]
    best = max(shared, default=(0, 0))
    return -best[1] if best[0] > 0 else None


def score_truces(cases: Sequence[Row]) -> dict[str, float]:
    """Score truce sentences: percent of gold times whose value, role, interval and words are right."""
    right = dict.fromkeys(("value", "role", "interval", "span"), 0)
    every = dict.fromkeys(right, 0)
    spurious = 0
    for case in cases:
        found = find_times(case["text"], day_of(case["dct"]), zone=case.get("tz"))
        used: set[int] = set()
        for gold in case["timexes"]:
            at = best_overlap(gold, found, used)
            ours = None if at is None else found[at]
            used |= set() if at is None else {at}
            for name, hit in _agreement(gold, ours).items():
                every[name] += 1
                right[name] += hit
        spurious += len(found) - len(used)
    return {name: 100 * right[name] / max(every[name], 1) for name in right} | {"spurious": float(spurious)}


def _agreement(gold: Row, ours: TimeExpression | None) -> dict[str, bool]:
    found = {
        "value": ours is not None and ours.value in gold["values"],
        "role": ours is not None and ours.role == gold["role"],
        "span": ours is not None and ours.words.text in gold["alt_spans"],
    }
    if gold["interval"]:
        found["interval"] = ours is not None and [ours.from_, ours.to] == gold["interval"]
    return found


def score_event_dates(reports: Sequence[Row]) -> dict[str, float]:
    """Score the words of gold event dates: percent whose first and last day some expression within them gives."""
    right = every = 0
    for report in reports:
        published = day_of(report["published_true"])
        found = find_times(report["text"], published)
        for event in report["events"]:
            words = (event["date"] or {}).get("mention")
            if not words:
                continue
            inside = [t for t in found if t.words.start < words["end"] and words["start"] < t.words.end]
            days = [d for t in inside if (d := event_days(t, report["text"], published))]
            every += 1
            right += (event["date"]["start"], event["date"]["end"]) in {(a.isoformat(), b.isoformat()) for a, b in days}
    return {"days right": 100 * right / max(every, 1), "events": float(every)}


def score_printed(reports: Sequence[Row]) -> dict[str, float]:
    """Score published days: percent of reports where the printed date, else the metadata, is the true one."""
    right = 0
    for report in reports:
        printed = printed_date(report["text"], near=day_of(report["date"]))
        day = printed[0] if printed else day_of(report["date"])
        right += day is not None and day.isoformat() == report["published_true"]
    return {"days right": 100 * right / max(len(reports), 1), "reports": float(len(reports))}


def measure(shared: Path, errors: int = 0) -> dict[str, dict[str, float]]:
    """Measure everything that the shared folder has; what it lacks is named on standard error."""
    found: dict[str, dict[str, float]] = {}
    for name, narrative in CORPORA.items():
        if _there(shared / "corpora" / "timex" / f"{name}.jsonl.gz"):
            found[name] = score_corpus(shared, name, narrative, errors)
    cases = shared / "corpora" / "truces" / "time_cases.jsonl"
    if _there(cases):
        found["truce sentences"] = score_truces(rows(cases))
    gold = shared / "gold" / "dev.jsonl.gz"
    if _there(gold):
        reports = rows(gold)
        train = [r for r in reports if r["fold"] != "gate"]
        found["gold event dates, folds 1-5"] = score_event_dates(train)
        found["printed dates, folds 1-5"] = score_printed(train)
        found["printed dates, gate"] = score_printed([r for r in reports if r["fold"] == "gate"])
    return found


def figures() -> dict[str, float]:
    """Return every figure as "part: figure", and print them."""
    found = measure(SHARED)
    for part, values in found.items():
        print(f"{part:30s} " + "  ".join(f"{k} {v:.1f}" for k, v in values.items()))
    counts = ("reports", "events", "spurious", "kchar/s")
    return {f"{part}: {k}": v for part, values in found.items() for k, v in values.items() if k not in counts}


def _there(path: Path) -> bool:
    if not path.is_file():
        print(f"SKIPPED: no {path}", file=sys.stderr)
    return path.is_file()


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures beside HeidelTime's; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each TIMEX corpus")
    args = parser.parse_args(argv)
    found = measure(args.shared, args.errors)
    if args.json:
        print(json.dumps(found, indent=1))
        return 0
    for name, figures in found.items():
        print(f"{name:30s} " + "  ".join(f"{k} {v:.1f}" for k, v in figures.items()))
    for name, (relaxed, strict, value) in HEIDELTIME.items():
        print(f"HeidelTime, {name:18s} relaxed {relaxed}  strict {strict}  value {value}  (not run here)")
    print(f"HeidelTime, truce sentences: value {HEIDELTIME_TRUCE_VALUES}, no roles; {HEIDELTIME_SPEED} kchar/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
