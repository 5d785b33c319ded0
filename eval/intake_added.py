"""Kill `trucewatch add`, and add in several orders and by two processes: what comes of it must be the same."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from eval.intake_made import make_page, make_text
from trucewatch.record import Record

SEED = 2016
REPORTS = 40


def _inputs(folder: Path, count: int) -> list[Path]:
    """Make files of several kinds with `count` reports, every tenth of them twice."""
    chance, paths = random.Random(SEED), []
    folder.mkdir()
    for n in range(count):
        path = folder / (f"{n:04}.html" if n % 2 else f"{n:04}.txt")
        path.write_bytes(make_page(chance) if n % 2 else "\n".join(make_text(chance)).encode())
        paths.append(path)
        if n % 10 == 0:
            twin = folder / f"{n:04}-twin{path.suffix}"
            twin.write_bytes(path.read_bytes())
            paths.append(twin)
    return paths


def _add(record: Path, paths: Sequence[Path]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "trucewatch", "add", str(record), *map(str, paths)]
    environment = {**os.environ, "TRUCEWATCH_THREADS": "1"}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)


def _exported(record: Path) -> bytes:
    """Return what a record exports, with the texts, as bytes."""
    command = [sys.executable, "-m", "trucewatch", "export", str(record), "--format"]
    formats = (["jsonl", "--text"], ["geojson"], ["acled"])
    return b"\0".join(subprocess.run([*command, *f], check=True, capture_output=True).stdout for f in formats)


def kills(rounds: int) -> bool:
    """Kill `add` at random moments, then finish it; tell whether nothing was lost and the export is the same."""
    chance, began, good = random.Random(SEED), time.monotonic(), True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = _inputs(folder / "in", REPORTS)
        whole, record = folder / "whole.record", folder / "killed.record"
        started = time.monotonic()
        _add(whole, paths).wait()
        length = time.monotonic() - started
        kept: set[str] = set()
        struck = 0
        for number in range(rounds):
            if number % 10 == 9:  # begin anew, or all but the first rounds would find everything there
                for file in folder.glob("killed.record*"):
                    file.unlink()
                kept = set()
            process = _add(record, paths)
            time.sleep(chance.random() * length)
            struck += process.poll() is None
            process.kill()
            process.wait()
            if record.exists():
                with Record.open(record, create=True) as store:
                    now = set(store.keys())
                    lost = kept - now
                    good = good and not lost and not store.verify()
                    kept = now
        _add(record, paths).wait()
        same = _exported(record) == _exported(whole)
    took = time.monotonic() - began
    print(f"{rounds} kills ({struck} of a running add) in {took:.0f} s: lost nothing {good}, same export {same}")
    return good and same


def orders(reports: int) -> bool:
    """Add the same reports in three orders and by two processes at once; tell whether the digests are the same."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = _inputs(folder / "in", reports)
        shuffled = list(paths)
        random.Random(SEED).shuffle(shuffled)
        digests = []
        for number, order in enumerate((paths, paths[::-1], shuffled)):
            record = folder / f"{number}.record"
            _add(record, order).wait()
            digests.append(_digest(record))
        record = folder / "both.record"
        both = [_add(record, paths), _add(record, paths[::-1])]
        for process in both:
            process.wait()
        digests.append(_digest(record))
    took = time.monotonic() - began
    print(f"{reports} reports in 3 orders and by 2 processes in {took:.0f} s: {len(set(digests))} digest(s)")
    return len(set(digests)) == 1


def _digest(record: Path) -> str:
    with Record.open(record, read_only=True) as store:
        return store.digest()
