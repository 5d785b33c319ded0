"""The scorer of the time grammar: truce sentences, overlaps, and a missing folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval import times
from trucewatch.know.times import find_times

CASE = {
    "dct": "2016-05-05",
    "tz": "Europe/Athens",
    "text": "A two-day truce began on Monday.",
    "timexes": [
        {"start": 2, "end": 9, "alt_spans": ["two-day"], "values": ["P2D"], "interval": None, "role": "duration"},
        {
            "start": 25,
            "end": 31,
            "alt_spans": ["Monday"],
            "values": ["2016-05-02"],
            "interval": ["2016-05-02", "2016-05-03"],
            "role": "end",
        },
    ],
}


def test_truce_sentences() -> None:
    figures = times.score_truces([CASE])
    assert figures == {"value": 100.0, "role": 50.0, "interval": 100.0, "span": 100.0, "spurious": 0.0}


def test_best_overlap_passes_over_what_is_used() -> None:
    found = find_times("A two-day truce began on Monday.", date(2016, 5, 5))
    assert times.best_overlap({"start": 25, "end": 31}, found, set()) == 1
    assert times.best_overlap({"start": 25, "end": 31}, found, {1}) is None


def test_printed_and_event_dates() -> None:
    report = {
        "date": "2016-05-09",
        "published_true": "2016-05-05",
        "text": "Thu May 5 2016 Two died on Monday.",
        "events": [
            {"date": {"start": "2016-05-02", "end": "2016-05-02", "mention": {"start": 24, "end": 33}}},
            {"date": None},
        ],
    }
    assert times.score_printed([report]) == {"days right": 100.0, "reports": 1.0}
    assert times.score_event_dates([report]) == {"days right": 100.0, "events": 1.0}


def test_a_missing_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert times.measure(tmp_path) == {}
    assert capsys.readouterr().err.count("SKIPPED") == 5
