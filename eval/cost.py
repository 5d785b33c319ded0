"""Measure what reading costs: `python -m eval.cost [FILE ...]`; without files the gold's fold 5.

Reads the files in a process of its own as `trucewatch read --json` does, on one core, and prints: the processor time of
the whole against that of the bare onnxruntime calls (their ratio), words per second, peak memory, and what a start-up
with one short report takes. Nothing here is a floor: the machine decides; the ratio comes from one run.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import onnxruntime

from eval.shared import gold, write_reports

SHORT = "Five people were killed in the town, the mayor said.\n"


@contextmanager
def bare_calls() -> Iterator[list[float]]:
    """Count the processor seconds of onnxruntime's calls into the list that is given."""
    spent, whole = [0.0], onnxruntime.InferenceSession.run

    def counted(self: Any, *args: Any, **named: Any) -> Any:
        begun = time.process_time()
        found = whole(self, *args, **named)
        spent[0] += time.process_time() - begun
        return found

    onnxruntime.InferenceSession.run = counted
    try:
        yield spent
    finally:
        onnxruntime.InferenceSession.run = whole


def measure(paths: Sequence[str]) -> dict[str, float]:
    """Read files in this process and return seconds, ratio, words per second and peak memory (MB)."""
    from trucewatch.show.cli.entry import run

    begun, out = time.process_time(), io.StringIO()
    with bare_calls() as spent, redirect_stdout(out):
        run(["read", "--json", "--text", *paths])
    seconds = time.process_time() - begun
    words = sum(len(json.loads(line)["text"].split()) for line in out.getvalue().splitlines())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "bare": spent[0], "ratio": seconds / spent[0], "words": words, "megabytes": peak}


def apart(paths: Sequence[str], bytecode: str) -> dict[str, float]:
    """Measure in a process of its own, so that memory and start-up are its own.

    Its modules are compiled into the folder `bytecode` once, as an installer does, whatever the environment forbids.
    """
    command = [sys.executable, "-m", "eval.cost", "--inside", *paths]
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**inherited, "PYTHONPYCACHEPREFIX": bytecode}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(given: Sequence[str]) -> None:
    """Print the figures."""
    if given[:1] == ["--inside"]:
        print(json.dumps(measure(given[1:])))
        return
    with tempfile.TemporaryDirectory() as name:
        short = Path(name) / "short.txt"
        short.write_text(SHORT, encoding="utf-8")
        paths = list(given) or [str(write_reports(gold(["5"]), Path(name)))]
        apart([str(short)], name)
        start = apart([str(short)], name)
        found = apart(paths, name)
    print(f"whole {found['seconds']:.1f} s, bare onnxruntime {found['bare']:.1f} s, ratio {found['ratio']:.2f}")
    print(f"{found['words'] / found['seconds']:,.0f} words per processor second, peak {found['megabytes']:.0f} MB")
    print(f"start-up with one short report: {start['seconds']:.2f} s of processor time")


if __name__ == "__main__":
    main(sys.argv[1:])
