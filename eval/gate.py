"""Hold every figure against its floor in eval/floors.json: `python -m eval.gate [SUITE ...]`.

floors.json is {suite: {figure: floor}}. A suite that needs ../shared says loudly that it was skipped where the folder
is missing, and fails the gate where TRUCEWATCH_REQUIRE=1. Exit code 1 when a figure lies below its floor, or when a
floor names a figure that was not measured.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from eval import actors, attribution, places, places_coverage, places_labelled, seed, times, truces
from eval.record import record_figures
from eval.shared import SHARED
from trucewatch.settings import sample_dir

HERE = Path(__file__).resolve().parent
Suite = Callable[[], dict[str, float]]


def sample() -> dict[str, float]:
    """Score the shipped sample archive against our own annotation of it."""
    return record_figures(HERE / "sample" / "gold.jsonl", archive=sample_dir())


def gate_fold() -> dict[str, float]:
    """Score the gate fold of the shared gold, which no weight has seen."""
    return record_figures(SHARED / "gold" / "dev.jsonl.gz", fold="gate")


#: suite -> (how to measure it, whether it needs ../shared)
SUITES: dict[str, tuple[Suite, bool]] = {
    "sample": (sample, False),
    "gate": (gate_fold, True),
    "seed": (seed.figures, True),
    "attribution": (attribution.figures, True),
    "times": (times.figures, True),
    "actors": (actors.figures, True),
    "places": (places.figures, True),
    "truces": (truces.figures, True),
    "places labelled": (places_labelled.figures, True),
    "places known": (places_coverage.figures, True),
}


def main(names: list[str]) -> int:
    """Measure the named suites (all when none is named); return the exit code."""
    floors: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    failures = []
    for name in names or SUITES:
        measure, needs_shared = SUITES[name]
        if needs_shared and not SHARED.is_dir():
            print(f"SKIPPED: suite {name} needs {SHARED}")
            failures += [f"{name}: skipped"] if os.environ.get("TRUCEWATCH_REQUIRE") == "1" else []
            continue
        print(f"== {name}")
        found = measure()
        for figure, floor in floors.get(name, {}).items():
            value = found.get(figure)
            if value is None or value < floor:
                failures.append(f"{name}: {figure} is {value}, its floor {floor}")
    held = sum(len(floors.get(name, {})) for name in names or SUITES)
    for failure in failures:
        print(f"BELOW: {failure}")
    print(f"gate: {held - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


def asked(given: list[str] | None = None) -> list[str]:
    """Return the suites named on the command line; an unknown one ends the program with the list."""
    parser = argparse.ArgumentParser(prog="eval.gate", description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument(
        "suites", nargs="*", metavar="SUITE", help=f"one of: {', '.join(SUITES)} (all where none is named)"
    )
    names: list[str] = parser.parse_args(given).suites
    for name in names:
        if name not in SUITES:
            parser.error(f"{name!r} is no suite; choose one of: {', '.join(SUITES)}")
    return names


if __name__ == "__main__":
    sys.exit(main(asked()))
