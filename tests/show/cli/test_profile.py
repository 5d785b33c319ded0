"""Conflict profiles: checked, and actors proposed for them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build import make_report
from tests.show.cli.conftest import Ran
from trucewatch.model import Reading
from trucewatch.record import Record

Run = Callable[..., Ran]
GOOD = (
    'id = "valley"\nname = "Valley"\n[sides.a]\nname = "A"\n'
    '[[actor]]\nid = "guard"\nname = "River Guard"\nside = "a"\nsource = "made up"\n'
)


def written(folder: Path, text: str) -> Path:
    path = folder / "valley.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_profile(trucewatch: Run, tmp_path: Path) -> None:
    ran = trucewatch("profile", "check", written(tmp_path, GOOD))
    assert (ran.code, ran.out) == (0, "")
    assert "1 actors, 0 errors, 0 warnings" in ran.err


def test_errors_exit_1_and_name_line_and_key(trucewatch: Run, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD + 'member_of = ["none", "guard"]\n')
    ran = trucewatch("profile", "check", path)
    assert ran.code == 1
    assert "line 10: error: actor 'guard', key member_of" in ran.out
    assert "What to do" in ran.out
    found = [json.loads(line) for line in trucewatch("profile", "check", path, "--json").out.splitlines()]
    assert {f["level"] for f in found} == {"error"}
    assert {f["line"] for f in found} == {10}


def test_warnings_exit_0(trucewatch: Run, tmp_path: Path) -> None:
    ran = trucewatch("profile", "check", written(tmp_path, GOOD.replace('source = "made up"\n', "")))
    assert ran.code == 0
    assert "warning" in ran.out


@pytest.mark.parametrize("text", ["nme = 1\n" + GOOD, "not toml", GOOD + 'sied = "a"\n'])
def test_what_is_no_profile_exits_2(trucewatch: Run, tmp_path: Path, text: str) -> None:
    ran = trucewatch("profile", "check", written(tmp_path, text))
    assert (ran.code, ran.out) == (2, "")
    assert "TW-E300" in ran.err
    assert trucewatch("profile", "check", tmp_path / "none.toml").code == 2


def test_a_hostile_name_is_shown_without_harm(trucewatch: Run, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace("River Guard", "River\u202eGu\u0430rd") + 'member_of = ["no\u202ene"]\n')
    ran = trucewatch("profile", "check", path)
    assert ran.code in (1, 2)
    assert "\u202e" not in ran.out + ran.err


@pytest.fixture
def talkative(tmp_path: Path) -> Path:
    """Return a record with reports that name somebody no profile knows."""
    text = "Fighters of the Huxley Rifles fled. The Huxley\u202e Rifles denied it. The Huxley Rifles said so twice."
    path = tmp_path / "talk.record"
    with Record.open(path, create=True) as made:
        for name in ("a", "b"):
            made.add(Reading(make_report(text, id=name)))
    return path


def test_unknown_names_are_proposed(trucewatch: Run, talkative: Path, tmp_path: Path) -> None:
    ran = trucewatch("profile", "init", talkative, "--profile", written(tmp_path, GOOD))
    assert ran.code == 0
    assert "\u202e" not in ran.out
    rows = tomllib.loads(ran.out)["actor"]
    assert "huxley-rifles" in {row["id"] for row in rows}
    found = [json.loads(line) for line in trucewatch("profile", "init", talkative, "--json").out.splitlines()]
    rifles = next(f for f in found if f["name"] == "Huxley Rifles")
    assert (rifles["count"], rifles["reports"]) == (4, ["a", "b"])
    assert rifles["contexts"]
    assert trucewatch("profile", "init", talkative, "--least", 1000).out == ""


def test_a_proposal_completes_a_profile(trucewatch: Run, talkative: Path, tmp_path: Path) -> None:
    proposed = trucewatch("profile", "init", talkative, "--profile", written(tmp_path, GOOD)).out
    longer = written(tmp_path, GOOD + "\n" + proposed.replace('source = ""', 'source = "made up"'))
    assert trucewatch("profile", "check", longer).code == 0
    assert "huxley-rifles" not in trucewatch("profile", "init", talkative, "--profile", longer).out


def test_a_record_without_reports(trucewatch: Run, tmp_path: Path) -> None:
    Record.open(tmp_path / "empty.record", create=True).close()
    ran = trucewatch("profile", "init", tmp_path / "empty.record")
    assert (ran.code, ran.out) == (0, "")
