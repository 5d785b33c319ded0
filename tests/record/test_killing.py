"""kill -9 at random moments loses nothing that was acknowledged; two processes at once come to the same record."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from tests.build import make_report, two_speakers
from tests.conftest import ROOT
from trucewatch.model import Reading
from trucewatch.record import Record

REPORTS = 40
ROUNDS = int(os.environ.get("TRUCEWATCH_KILLS", "4"))
WRITER = """
import sys
from tests.record.test_killing import readings
from trucewatch.record import Record
order = -1 if sys.argv[2] == "back" else 1
with Record.open(sys.argv[1], create=True, wait=30) as record:
    for reading in readings()[::order]:
        print(record.add(reading).key, flush=True)
"""


def readings() -> list[Reading]:
    """Make different readings, every third with claims, events and a truce."""
    made = []
    for n in range(REPORTS):
        if n % 3:
            made.append(Reading(make_report(f"Nothing happened on day {n}. " * 40, id=f"r{n}")))
        else:
            reading = two_speakers(f"r{n}")
            made.append(replace(reading, report=replace(reading.report, location=f"{n}.txt")))
    return made


def writer(path: Path, order: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITER, str(path), order]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def undisturbed(folder: Path) -> str:
    with Record.open(folder / "undisturbed.record", create=True) as record:
        for reading in readings():
            record.add(reading)
        return record.digest()


def test_killing_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path, chance, acknowledged = tmp_path / "killed.record", random.Random(7), set[str]()
    for _ in range(ROUNDS):
        process = writer(path, "forth")
        assert process.stdout is not None
        acknowledged.add(process.stdout.readline().strip())
        time.sleep(chance.random() * 0.15)
        process.kill()
        acknowledged |= {line.strip() for line in process.stdout if line.endswith("\n")}
        process.stdout.close()
        process.wait()
        with Record.open(path, read_only=True) as record:
            assert acknowledged <= set(record.keys())
    with Record.open(path) as record:
        for reading in readings():
            record.add(reading)
        assert record.digest() == undisturbed(tmp_path)
        assert record.verify() == []


def test_two_processes_at_once_come_to_the_same_record(tmp_path: Path) -> None:
    path = tmp_path / "both.record"
    processes = [writer(path, order) for order in ("forth", "back")]
    printed = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert len(printed[0]) == len(printed[1]) == REPORTS
    with Record.open(path, read_only=True) as record:
        assert record.counts()["reports"] == REPORTS
        assert record.digest() == undisturbed(tmp_path)
        assert record.verify() == []
