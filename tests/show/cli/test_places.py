"""Gazetteers of a user's own, and what a name may mean. No network: the download is a function of the test."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.show.cli.conftest import Ran
from trucewatch.ingest import fetch as fetching
from trucewatch.ingest.fetch import Failed, Fetched

Run = Callable[..., Ran]
HEAD = "id,name,kind,country,lat,lon\n"
HOSTILE = "Upper\u202eMill\x1b[31m"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRUCEWATCH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEAD}own:a,{HOSTILE},village,LI,47.1,9.5\nown:b,Nowhere,village,LI,147,9\n", "utf-8")
    return path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the URLs that were fetched; the answer is a country file of one place."""
    urls: list[str] = []

    def answer(url: str) -> Fetched:
        urls.append(url)
        cells = ["4000000000", "Upper Mill", "", "", "47.1", "9.5", "P", "PPL", "LI", "", "", "", "", "", "12"]
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("LI.txt", "\t".join(cells))
        return Fetched(url, "application/zip", packed.getvalue())

    monkeypatch.setattr(fetching, "fetch", answer)
    return urls


def test_a_file_is_copied_and_its_wrong_rows_are_numbered(trucewatch: Run, mine: Path, home: Path) -> None:
    ran = trucewatch("places", "add", mine)
    assert ran.code == 3
    assert "1 places added, 1 rows wrong" in ran.out
    assert f"TW-P401 {mine}, row 3" in ran.err
    assert "outside the earth" in ran.err
    assert (home / "places" / "mine.jsonl").exists()
    again = trucewatch("places", "add", mine, "--json")
    found = json.loads(again.out)
    assert (found["places"], found["replaced"], [p["row"] for p in found["problems"]]) == (1, True, [3])


def test_many_wrong_rows_do_not_flood_the_terminal(trucewatch: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + "own:a,Good,village,LI,47.1,9.5\n" + "own:b,,village,LI,1,1\n" * 50, "utf-8")
    ran = trucewatch("places", "add", path)
    assert ran.err.count("TW-P401") == 20
    assert "30 more" in ran.err
    assert len(json.loads(trucewatch("places", "add", path, "--json").out)["problems"]) == 50


def test_what_was_added_is_found_and_shown_without_harm(trucewatch: Run, mine: Path) -> None:
    trucewatch("places", "add", mine)
    ran = trucewatch("places", "find", HOSTILE)
    assert ran.code == 0
    assert "own:a" in ran.out
    assert "added by a profile or by you" in ran.out
    assert "\\u202e" in ran.out
    assert not {"\u202e", "\x1b"} & set(ran.out + ran.err)
    (found,) = [json.loads(line) for line in trucewatch("places", "find", HOSTILE, "--json").out.splitlines()]
    assert (found["id"], found["name"], found["lat"]) == ("own:a", HOSTILE, 47.1)


@pytest.mark.parametrize("arguments", [["find", "Springfield", "--country", "us"], ["find", "Springfield"]])
def test_the_shipped_places_are_found(trucewatch: Run, arguments: list[str]) -> None:
    ran = trucewatch("places", *arguments, "--limit", 3, "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert len(rows) == 3
    assert all(row["id"].startswith("geonames:") and row["why"] for row in rows)


@pytest.mark.parametrize("name", ["Qqqxyzzy", "", "x" * 10_000])
def test_an_unknown_place_is_an_answer(trucewatch: Run, name: str) -> None:
    ran = trucewatch("places", "find", name)
    assert (ran.code, ran.out) == (0, "")
    assert "no place is called" in ran.err


def test_a_country_is_downloaded_only_with_leave(trucewatch: Run, asked: list[str], home: Path) -> None:
    ran = trucewatch("places", "add", "li")
    assert (ran.code, ran.out, asked) == (2, "", [])
    assert "--download" in ran.err
    ran = trucewatch("places", "add", "li", "--download", "--json")
    assert ran.code == 0
    assert asked == ["https://download.geonames.org/export/dump/LI.zip"]
    assert json.loads(ran.out)["places"] == 1
    assert [p.name for p in (home / "places").iterdir()] == ["geonames-LI.jsonl"]
    assert "Upper Mill" in trucewatch("places", "find", "Upper Mill").out


def test_a_download_that_fails_is_said(trucewatch: Run, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    def fail(url: str) -> Fetched:
        raise Failed("nobody is there")

    monkeypatch.setattr(fetching, "fetch", fail)
    ran = trucewatch("places", "add", "LI", "--download")
    assert (ran.code, ran.out) == (2, "")
    assert "nobody is there" in ran.err
    assert not home.exists()


@pytest.mark.parametrize(
    ("given", "said"), [("QQ", "no country"), ("none.csv", "TW-E400"), ("{folder}", "TW-E400"), ("{empty}", "no place")]
)
def test_wrong_calls_exit_2(trucewatch: Run, tmp_path: Path, given: str, said: str) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("", "utf-8")
    ran = trucewatch("places", "add", given.format(folder=tmp_path, empty=empty), "--download")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_why_a_place_is_meant_in_a_report(trucewatch: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("VADUZ, Liechtenstein (The Wire) - Guns were heard in Vaduz and in Schaan on Sunday.", "utf-8")
    asked = ("places", "find", "Vaduz", "--explain", path, "--country", "LI")
    rows = [json.loads(line) for line in trucewatch(*asked, "--json").out.splitlines()]
    assert rows
    assert rows[0]["rank"] == 1
    assert (rows[0]["country"], rows[0]["text"].casefold()) == ("LI", "vaduz")
    assert rows[0]["facts"]
    assert 0 <= rows[0]["probability"] <= 1
    assert "score" in trucewatch(*asked).out
    assert "no place" in trucewatch("places", "find", "Nowhere", "--explain", path).err
