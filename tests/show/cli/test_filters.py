"""Filters, orders and columns from the command line: what has a meaning works, what has none is refused with why."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.build import TEXT, make_report, two_speakers
from tests.show.cli.conftest import HandMade, Ran
from trucewatch.model import Reading
from trucewatch.record import Record
from trucewatch.record.filters import KNOWN, flag

Run = Callable[..., Ran]
LISTS = sorted(KNOWN)
VALUES = {
    "from_": "2016-07-01",
    "to": "2016-12-31",
    "as_of": "2016-12-31",
    "side": "monitor",
    "source": "valley",
    "outlet": "the wire",
    "place": "Northtown",
    "type": "shelling",
    "truce": "three days",
    "status": "happened",
    "stance": "assert",
    "language": "en",
    "report": "r1",
    "id": "valley-monitor",
}
OF_QUERY = {
    ("truces", "status"): "strained",
    ("truces", "side"): "un",
    ("events", "side"): "opposition",
    ("problems", "type"): "TW-P204",
}


#: The outlet states all that is known of the truce, and nobody states its area.
NOBODY = {("source", "truces"), ("place", "truces")}


@pytest.fixture
def two(record: Path) -> Path:
    """Return a record of two reports, a month apart; the first has an older version."""
    with Record.open(record) as made:
        made.add(two_speakers("r2", "The Post", date(2016, 9, 3)))
        made.add(Reading(make_report(f"{TEXT} More to come.", day=date(2016, 7, 2))))
    return record


@pytest.mark.parametrize("query", LISTS)
def test_every_filter_works_or_is_refused_with_where_it_belongs(trucewatch: Run, two: Path, query: str) -> None:
    for name, value in VALUES.items():
        value = OF_QUERY.get((query, name), value)
        ran = trucewatch(query, two, flag(name), value, "--json")
        if name in KNOWN[query]:
            nothing_fits = (name == "id" and query in ("claims", "events", "truces")) or (name, query) in NOBODY
            assert (ran.code, bool(ran.out)) == (0, not nothing_fits), (name, ran.err)
        else:
            assert (ran.code, ran.out) == (2, "")
            assert f"{query} cannot be filtered by {name}" in ran.err
            assert "What to do:" in ran.err


@pytest.mark.parametrize("query", LISTS)
@pytest.mark.parametrize("name", ["side", "type", "status", "sort"])
def test_an_unknown_value_is_refused_with_the_list_of_known_ones(
    trucewatch: Run, two: Path, query: str, name: str
) -> None:
    if name != "sort" and name not in KNOWN[query]:
        return
    known = {"side": "monitor", "type": "shelling", "status": "happened", "sort": "published"}[name]
    known = {("status", "truces"): "strained", ("type", "problems"): "TW-P204"}.get((name, query), known)
    known = {("sort", "sources"): "denials", ("sort", "actors"): "mentions"}.get((name, query), known)
    for options in ([], ["--json"]):
        ran = trucewatch(query, two, f"--{name}", "nonsense", *options)
        assert (ran.code, ran.out) == (2, "")
        assert "nonsense" in ran.err
        assert known in ran.err


def test_as_of_shows_what_was_known(trucewatch: Run, two: Path) -> None:
    def reports(*options: str) -> list[str]:
        rows = trucewatch("reports", two, "--json", *options).out.splitlines()
        return [json.loads(row)["id"] for row in rows]

    assert reports() == ["r1", "r2"]
    assert reports("--as-of", "2016-08-31") == ["r1"]
    assert reports("--as-of", "2016-07-01") == []
    assert reports("--sort", "-published", "--limit", "1") == ["r2"]


def test_exports_are_filtered_and_refuse_before_anything_is_written(trucewatch: Run, two: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    call = ("export", two, "--format", "acled", "-o", out)
    assert trucewatch(*call, "--as-of", "2016-08-31", "--source", "valley").code == 0
    assert len(out.read_text().splitlines()) == 2
    folder = tmp_path / "sheets"
    for options in (["--side", "nonsense"], ["--id", "e-1"], ["--status", "happened"], ["--sort", "killed"]):
        ran = trucewatch("export", two, "--format", "csv", "-o", folder, *options)
        assert (ran.code, folder.exists()) == (2, False)
        assert "csv" in ran.err
    assert trucewatch("export", two, "--format", "csv", "-o", folder, "--truce", "three days").code == 0
    assert "Northtown" in (folder / "truces.csv").read_text()
    ran = trucewatch("export", two, "--format", "jsonl", "--stance", "assert")
    assert (ran.code, "cannot be filtered by stance" in ran.err) == (2, True)


def test_one_thing_by_its_id(trucewatch: Run, two: Path) -> None:
    for query in ("claims", "events", "truces"):
        rows = [json.loads(row) for row in trucewatch(query, two, "--json").out.splitlines()]
        (found,) = trucewatch(query, two, "--id", rows[-1]["id"], "--json").out.splitlines()
        assert json.loads(found) == rows[-1]


def test_tables_show_violations_and_how_sure(trucewatch: Run, two: Path) -> None:
    out = trucewatch("truces", two, "--outlet", "the wire").out
    assert "2016-07-31 Northtown, shelling (The Valley Monitor, The army, The Wire)" in out
    assert "80 %" in trucewatch("events", two).out
    assert "90 %" in trucewatch("claims", two).out


def test_columns_are_handed_to_the_reader(trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    load = HandMade.load_paths

    def seen(self: HandMade, paths: object, **options: object) -> object:
        given.append(options["columns"])
        return load(self, paths, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(HandMade, "load_paths", seen)
    (tmp_path / "in").mkdir()
    (tmp_path / "a.csv").write_text("Nothing.")
    (tmp_path / "in" / "b.csv").write_text("Nothing.")
    options = ("--column", "Body=text", "--column", "A = b=outlet")
    assert trucewatch("add", tmp_path / "a.record", tmp_path / "a.csv", *options).code == 0
    assert trucewatch("read", tmp_path / "a.csv", *options).code == 0
    assert trucewatch("watch", tmp_path / "a.record", tmp_path / "in", "--once", *options).code in (0, 3)
    assert given
    assert all(columns == {"text": "Body", "outlet": "A = b"} for columns in given)


@pytest.mark.parametrize("wrong", ["Body", "=text", "Body=story", "A=text B=text"])
def test_a_wrong_column_is_refused(trucewatch: Run, tmp_path: Path, wrong: str) -> None:
    options = [part for one in wrong.split() for part in ("--column", one)]
    ran = trucewatch("read", tmp_path / "a.csv", *options)
    assert (ran.code, "text" in ran.err) == (2, True)


def test_the_configuration_reaches_every_kind_of_option(
    trucewatch: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ids(*options: str) -> list[str]:
        rows = trucewatch("claims", two, "--json", *options).out.splitlines()
        return [json.loads(row)["report"]["id"] for row in rows]

    assert ids() == ["r1", "r1", "r2", "r2"]
    path = tmp_path / "config.toml"
    path.write_text(
        '[claims]\nside = ["monitor"]\nsort = "-published"\nas-of = "2016-12-31"\n[places.find]\nlimit = 1\n'
    )
    monkeypatch.setenv("TRUCEWATCH_CONFIG", str(path))
    assert ids() == ["r2", "r1"]
    monkeypatch.setenv("TRUCEWATCH_CLAIMS_AS_OF", "2016-08-31")
    assert ids() == ["r1"]
    monkeypatch.setenv("TRUCEWATCH_CLAIMS_SIDE", "monitor government")
    assert ids("--as-of", "2016-12-31", "--sort", "published") == ["r1", "r1", "r2", "r2"]
    assert ids("--side", "government") == ["r1"]
    rows = [json.loads(row) for row in trucewatch("config", "--json").out.splitlines()]
    assert {(row["command"], row["option"]) for row in rows} == {
        *(("claims", name) for name in ("side", "sort", "as-of")),
        ("places find", "limit"),
    }


def test_a_near_miss_is_answered_with_what_was_meant(trucewatch: Run, two: Path) -> None:
    assert "did you mean 'air-strike'?" in trucewatch("events", two, "--type", "airstrike").err
    assert "did you mean 'air-strike'?" in trucewatch("events", two, "--type", "Air Strike").err
    assert "did you mean" not in trucewatch("events", two, "--type", "zzz").err
