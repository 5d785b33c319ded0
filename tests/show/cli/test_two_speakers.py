"""One report, two speakers, two tolls: both tolls and both speakers are visible in every command and export."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.build import TEXT, two_speakers
from tests.show.cli.conftest import Ran

Run = Callable[..., Ran]
TOLLS = {(30, "The Valley Monitor"), (12, "The army")}


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def tolls(event: Any, givers: dict[str, str]) -> set[tuple[int, str]]:
    """Return (toll, giver) of an event of the contract; `givers` are names by claim id."""
    return {(v["low"], givers.get(v["claim"], v["outlet"])) for v in event["values"] if v["field"] == "killed"}


def by_claim(reading: Any) -> dict[str, str]:
    return {c["id"]: c["source"]["name"] for c in reading["claims"]}


@pytest.mark.parametrize("terminal", [False, True])
def test_read_shows_both(trucewatch: Run, tmp_path: Path, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    (tmp_path / "two.txt").write_text(TEXT)
    ran = trucewatch("read", tmp_path / "two.txt", terminal=terminal)
    assert ran.code == 0
    assert "30 civilians (The Valley Monitor) / 12 (The army)" in ran.out
    assert "strained (The Wire)" in ran.out


def test_read_json_is_the_contract(trucewatch: Run, tmp_path: Path, valid: Callable[..., None]) -> None:
    (tmp_path / "two.txt").write_text(TEXT)
    ran = trucewatch("read", tmp_path / "two.txt", tmp_path / "none.txt", "--json")
    assert ran.code == 3
    assert "TW-P101" in ran.err
    assert "check the path" in ran.err
    (found,) = lines(ran.out)
    valid(found, TEXT)
    assert tolls(found["events"][0], by_claim(found)) == TOLLS


def test_events(trucewatch: Run, record: Path) -> None:
    ran = trucewatch("events", record)
    assert "killed 30 civilians (The Valley Monitor) / 12 (The army)" in ran.out
    for value in (
        "Northtown (The Wire)",
        "Rebels (The army)",
        "civilians (The Valley Monitor)",
        "2016-07-31 (The Wire)",
    ):
        assert value in ran.out
    (found,) = lines(trucewatch("events", record, "--json").out)
    assert {(v["low"], v["giver"]) for v in found["values"] if v["field"] == "killed"} == TOLLS
    assert found["report"]["outlet"] == "The Wire"
    assert {g["side"] for g in found["givers"].values()} == {"monitor", "government"}


def test_claims_and_sources(trucewatch: Run, record: Path) -> None:
    for command in ("claims", "sources"):
        ran = trucewatch(command, record)
        assert "The Valley Monitor" in ran.out
        assert "The army" in ran.out
    claims = lines(trucewatch("claims", record, "--json").out)
    assert [c["content"][0]["text"][:2] for c in claims] == ["30", "12"]
    (one,) = lines(trucewatch("sources", record, "--side", "monitor", "--json").out)
    assert (one["name"], one["claims"], one["outlets"]) == ("The Valley Monitor", 1, ["The Wire"])


def test_truces_and_reports_and_problems(trucewatch: Run, record: Path) -> None:
    truces = trucewatch("truces", record)
    for value in ("strained (The Wire)", "un (The Wire)", "P3D (The Wire)"):
        assert value in truces.out
    (truce,) = lines(trucewatch("truces", record, "--json").out)
    assert {s["giver"] for s in truce["statements"]} == {"The Wire"}
    (report,) = lines(trucewatch("reports", record, "--json").out)
    assert (report["id"], report["claims"], report["events"]) == ("r1", 2, 1)
    assert "TW-P204" in trucewatch("problems", record).out
    (problem,) = lines(trucewatch("problems", record, "--json").out)
    assert problem["report"]["id"] == "r1"


def test_export_csv(trucewatch: Run, record: Path, tmp_path: Path) -> None:
    assert trucewatch("export", record, "--format", "csv", "-o", tmp_path / "out").code == 0
    sheets = {p.stem: list(csv.DictReader(io.StringIO(p.read_text("utf-8")))) for p in (tmp_path / "out").iterdir()}
    assert set(sheets) == {"reports", "claims", "events", "event_values", "truces", "statements"}
    values = [v for v in sheets["event_values"] if v["field"] == "killed"]
    assert {(int(v["low"]), v["giver"]) for v in values} == TOLLS
    (event,) = sheets["events"]
    assert (event["killed_low"], event["killed_high"]) == ("12", "30")
    assert event["killed_given"] == "30 civilians (The Valley Monitor) / 12 (The army)"
    assert {v["giver"] for v in sheets["statements"]} == {"The Wire"}
    assert {c["source"] for c in sheets["claims"]} == {"The Valley Monitor", "The army"}


def test_export_csv_as_zip_is_the_same_every_time(trucewatch: Run, record: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        assert trucewatch("export", record, "--format", "csv", "-o", tmp_path / name).code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert b"The Valley Monitor" in packed.read("event_values.csv")


def test_export_jsonl_is_the_contract(trucewatch: Run, record: Path, valid: Callable[..., None]) -> None:
    (found,) = lines(trucewatch("export", record, "--format", "jsonl").out)
    valid(found, TEXT)
    assert tolls(found["events"][0], by_claim(found)) == TOLLS
    assert "text" not in found
    (full,) = lines(trucewatch("export", record, "--format", "jsonl", "--text").out)
    assert full["text"] == TEXT


def test_export_geojson(trucewatch: Run, record: Path) -> None:
    found = json.loads(trucewatch("export", record, "--format", "geojson").out)
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.1, 36.2]}
    assert {(v["low"], v["giver"]) for v in feature["properties"]["values"] if v["field"] == "killed"} == TOLLS
    assert feature["properties"]["given"]["killed"] == "30 civilians (The Valley Monitor) / 12 (The army)"


def test_export_acled(trucewatch: Run, record: Path, tmp_path: Path) -> None:
    trucewatch("export", record, "--format", "acled", "-o", tmp_path / "a.csv")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8")))
    assert row["fatalities"] == "12"
    assert row["fatalities_given"] == "30 civilians (The Valley Monitor) / 12 (The army)"
    assert (row["event_type"], row["time_precision"], row["geo_precision"]) == ("Explosions/Remote violence", "1", "1")
    assert row["source"] == "The Wire; The Valley Monitor; The army"
    assert row["event_date"] == "2016-07-31"


def test_verify(trucewatch: Run, record: Path) -> None:
    ran = trucewatch("verify", record)
    assert ran.code == 0
    assert "nothing is wrong" in ran.out
    (found,) = lines(trucewatch("verify", record, "--json").out)
    assert found["findings"] == []
    assert len(found["digest"]) == 64


def test_demo_shows_the_contested_toll(trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = tmp_path / "two"
    sample.mkdir()
    monkeypatch.setattr("trucewatch.show.cli.demo.sample_dir", lambda: sample)
    ran = trucewatch("demo", "--no-serve", "--record", tmp_path / "made" / "s.record")
    assert ran.code == 0
    assert "30 civilians (The Valley Monitor) / 12 (The army)" in ran.out
    assert two_speakers().report.outlet in ran.out
