"""The order of work: which profile resolves a stored reading, and whose places a report is read with."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build import two_speakers
from trucewatch.know.gazetteer import add_file
from trucewatch.know.profiles import load_profile
from trucewatch.model import Problem, ProfileUsed
from trucewatch.pipeline import Pipeline

PROFILE = (
    'id = "valley"\nname = "Valley"\n[sides.monitor]\nname = "Monitors"\n[sides.government]\nname = "Government"\n'
    '[[actor]]\nid = "valley-monitor"\nname = "Monitor of the Valley"\naliases = ["Valley Monitor"]\nkind = "monitor"\n'
    'side = "monitor"\nsource = "made up"\n'
)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "valley.toml"
    path.write_text(PROFILE, "utf-8")
    return path


def test_a_stored_reading_is_resolved_with_the_profile_given(profile: Path) -> None:
    found = Pipeline(profile).resolve(two_speakers())
    assert found.profile == ProfileUsed(load_profile(profile).id, hashlib.sha256(profile.read_bytes()).hexdigest())
    assert found.claims[0].source.name == "Monitor of the Valley"
    assert [c.id for c in found.claims] == [c.id for c in two_speakers().claims]
    assert found.report == two_speakers().report


def test_what_was_not_read_stays_unread(profile: Path) -> None:
    reading = two_speakers()
    foreign = replace(reading, report=replace(reading.report, language="ar"))
    assert Pipeline(profile).resolve(foreign) is foreign
    failed = replace(reading, problems=(Problem.of("TW-P901"),))
    assert Pipeline(profile).resolve(failed) is failed


def test_places_of_the_users_own_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCEWATCH_HOME", str(tmp_path / "home"))
    path = tmp_path / "mine.csv"
    path.write_text("id,name,kind,country,lat,lon\nown:n,Northtown,town,LI,47.1,9.5\n", "utf-8")
    add_file(path)
    places = Pipeline("world").read(two_speakers().report).places
    assert "own:n" in {place.place_id for place in places}
