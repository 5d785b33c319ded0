"""Who is met, what is known of somebody, and a corrected profile applied to a record."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.build import two_speakers
from tests.show.cli.conftest import HandMade, Ran
from trucewatch.model import Reading
from trucewatch.record import Record

Run = Callable[..., Ran]
HOSTILE = "River\u202eGuard\x1b[31m"


def lines(out: str) -> list[Any]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Return a record in which an unknown speaker has a hostile name."""
    reading = two_speakers()
    monitor, army = reading.claims
    source = replace(army.source, actor="new:river-guard", name=HOSTILE, side="unknown", via=("the guard",))
    path = tmp_path / "odd.record"
    with Record.open(path, create=True) as made:
        made.add(replace(reading, claims=(monitor, replace(army, source=source))))
    return path


def test_the_unknown_come_first_and_without_harm(trucewatch: Run, odd: Path) -> None:
    ran = trucewatch("actors", odd)
    assert ran.code == 0
    assert "new:river-guard" in ran.out.splitlines()[1]
    assert "\\u202e" in ran.out
    assert not {"\u202e", "\x1b"} & set(ran.out)
    rows = lines(trucewatch("actors", odd, "--json").out)
    assert (rows[0]["name"], rows[0]["how"], rows[0]["unknown"], rows[0]["references"]) == (
        HOSTILE,
        "new name",
        True,
        1,
    )
    assert rows[0]["words"] == [{"text": "The army", "count": 1}]
    assert {row["actor"] for row in rows} == {"new:river-guard", "valley-monitor", "rebels", None}
    assert len(lines(trucewatch("actors", odd, "--unknown", "--json").out)) == 1
    assert len(lines(trucewatch("actors", odd, "--limit", 2, "--json").out)) == 2
    assert [r["actor"] for r in lines(trucewatch("actors", odd, "--side", "monitor", "--json").out)] == [
        "valley-monitor"
    ]


def test_nobody_is_an_answer(trucewatch: Run, record: Path) -> None:
    ran = trucewatch("actors", record, "--side", "un")
    assert (ran.code, ran.out) == (0, "")
    assert "no actors found" in ran.err
    assert trucewatch("actors", record.with_name("no.record")).code == 2


def test_one_actor(trucewatch: Run, odd: Path) -> None:
    ran = trucewatch("actor", "un")
    assert ran.code == 0
    assert "United Nations" in ran.out
    (by_name,) = lines(trucewatch("actor", "united nations", "--json").out)
    assert "un" in {known["actor"] for known in by_name["known"]}
    (found,) = lines(trucewatch("actor", "new:river-guard", "--record", odd, "--json").out)
    assert (found["known"], [row["claims"] for row in found["met"]]) == ([], [1])
    assert "valley-monitor" in trucewatch("actor", "valley-monitor", "--record", odd).out
    assert "never meets" in trucewatch("actor", "un", "--record", odd).err


@pytest.mark.parametrize("name", ["no-such-actor", "", "x" * 10_000, "a\u202eb"])
def test_an_actor_that_nobody_knows_exits_2(trucewatch: Run, name: str) -> None:
    ran = trucewatch("actor", name)
    assert (ran.code, ran.out) == (2, "")
    assert "no actor is called" in ran.err
    assert "\u202e" not in ran.err


def test_an_actor_of_a_profile_with_days(trucewatch: Run, tmp_path: Path) -> None:
    path = tmp_path / "valley.toml"
    path.write_text(
        'id = "valley"\nname = "Valley"\n[sides.a]\nname = "A"\n[[actor]]\nid = "guard"\nname = "River Guard"\n'
        'names = [{ name = "Old Guard", end = 2015-01-31 }]\nsides = [{ side = "a", start = 2015-02-01 }]\n'
        'member_of = ["un"]\nsource = "made up"\n',
        "utf-8",
    )
    out = trucewatch("actor", "old guard", "--profile", path).out
    assert "Old Guard (... to 2015-01-31)" in out
    assert "a (2015-02-01 to ...)" in out
    (found,) = lines(trucewatch("actor", "guard", "--profile", path, "--json").out)
    assert found["known"][0]["names"] == [{"value": "Old Guard", "start": None, "end": "2015-01-31"}]


def corrected(self: HandMade, reading: Reading) -> Reading:
    claims = tuple(replace(c, source=replace(c.source, side="corrected")) for c in reading.claims)
    return replace(reading, claims=claims)


def test_a_correction_is_applied_once(trucewatch: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HandMade, "resolve", corrected, raising=False)
    before = json.loads(trucewatch("verify", record, "--json").out)["digest"]
    ran = trucewatch("resolve", record, "--json")
    (found,) = lines(ran.out)
    assert (ran.code, found["reports"], found["changed"]) == (0, 1, 1)
    assert "1 of 1 reports changed" in ran.err
    assert {row["source"]["side"] for row in lines(trucewatch("claims", record, "--json").out)} == {"corrected"}
    checked = json.loads(trucewatch("verify", record, "--json").out)
    assert (checked["findings"], checked["digest"]) == ([], found["digest"])
    assert checked["digest"] != before
    assert json.loads(trucewatch("resolve", record, "--json").out)["changed"] == 0
    assert json.loads(trucewatch("resolve", record, "--report", "none", "--json").out)["reports"] == 0


def test_a_fault_in_resolving_leaves_the_record_whole(
    trucewatch: Run, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HandMade, "resolve", lambda self, found: replace(found, claims=()), raising=False)
    before = trucewatch("verify", record).out
    assert trucewatch("resolve", record).code == 4
    assert trucewatch("verify", record).out == before


@pytest.mark.parametrize("spelling", ["Gadafi", "Gadhafi", "Qaddafi", "Muammar Gadafi", "muammar al-qadhafi"])
def test_an_actor_is_found_in_any_spelling(trucewatch: Run, spelling: str) -> None:
    found = lines(trucewatch("actor", spelling, "--json").out)[0]
    assert "muammar-gaddafi" in {known["actor"] for known in found["known"]}
