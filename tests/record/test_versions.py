"""Versions: both are kept, the latest counts, the change is shown; one report may have ten places."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.build import TEXT, make_report, two_speakers
from trucewatch.errors import UsageError
from trucewatch.model import Reading, Report
from trucewatch.record import Filter, Record
from trucewatch.record.versions import changes, is_excerpt

URL = "http://wire.example/1"
LATER = TEXT.replace("30 civilians", "34 civilians")


def report(text: str, day: int = 1, id: str = "r1", outlet: str = "The Wire", url: str | None = None) -> Report:
    return replace(make_report(text, id, outlet, date(2016, 8, day)), url=url)


def new(folder: Path, name: str = "x") -> Record:
    return Record.open(folder / f"{name}.record", create=True)


def test_the_latest_version_counts(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        first = record.add(two_speakers())
        second = record.add(Reading(report(LATER)))
        assert (second.version_of, second.problems) == (first.key, ())
        assert [r.origin.key for r in record.reports()] == [second.key]
        assert not [*record.claims(), *record.events()]
        assert record.counts()["reports"] == 1
        assert record.counts()["events"] == 0
        everything = Filter(all_versions=True)
        assert {r.origin.key for r in record.reports(everything)} == {first.key, second.key}
        assert len(list(record.events(everything))) == 1
        assert [r.origin.key for r in record.reports(Filter(report=(first.key,)))] == [first.key]
        (row,) = record.versions()
        assert (row.older, row.newer, row.removed, row.added) == (first.key, second.key, (TEXT,), (LATER,))
        assert record.verify() == []


def test_an_older_version_that_comes_later_does_not_count(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        later = record.add(Reading(report(LATER, day=2)))
        record.add(Reading(report(TEXT, day=1)))
        assert record.keys() == [later.key]


def test_the_same_url_is_the_same_report_under_any_id(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        first = record.add(Reading(report("The road is open.", id="a", url=URL)))
        second = record.add(Reading(report("Nobody knows.", id="b", url=URL)))
        third = record.add(Reading(report("The bridge is closed.", id="c", url=URL)))
        assert (second.version_of, third.version_of) == (first.key, second.key)
        assert record.keys() == [third.key]
        assert len(list(record.versions())) == 2


def test_filters_of_versions_speak_of_the_later_one(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        first = record.add(Reading(report(TEXT, day=1)))
        second = record.add(Reading(report(LATER, day=3)))

        def found(**wanted: Any) -> list[tuple[str, str]]:
            return [(v.older, v.newer) for v in record.versions(Filter(**wanted))]

        both = [(first.key, second.key)]
        assert found(from_=date(2016, 8, 2)) == found(as_of=date(2016, 8, 3)) == found(report=(second.key,)) == both
        assert found(to=date(2016, 8, 2)) == found(as_of=date(2016, 8, 2)) == found(outlet=("Nobody",)) == []
        assert found(limit=0) == found(offset=1) == []
        with pytest.raises(UsageError, match="all-versions"):
            found(all_versions=True)


def test_versions_are_sorted_as_asked(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        for name, outlet, day in (("a", "Wire", 4), ("b", "Post", 2)):
            record.add(Reading(report(TEXT, day=1, id=name, outlet=outlet)))
            record.add(Reading(report(LATER, day=day, id=name, outlet=outlet)))

        def ids(sort: str | None) -> list[str]:
            return [v.id for v in record.versions(Filter(sort=sort))]

        assert ids(None) == ids("-published") == ids("-outlet") == ["a", "b"]
        assert ids("published") == ids("outlet") == ids("-id") == ["b", "a"]


PAGE = (
    "A truce of seven days began in the valley at noon on Monday, the ministry said. Two shells fell on the market "
    "in the first hour and wounded four people, a doctor at the hospital told The Wire. The rebels denied that they "
    "had fired them and blamed the army. Talks are to go on in the capital on Thursday, two diplomats said."
)
SUMMARY = "A truce of seven days began in the valley at noon on Monday, the ministry said. ..."


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("summary_day", [1, 2, 3])
def test_a_feed_summary_never_takes_the_place_of_the_page(
    order: tuple[int, int], summary_day: int, tmp_path: Path
) -> None:
    both = (report(PAGE, day=2, id="page", url=URL), report(SUMMARY, day=summary_day, id="feed", url=URL))
    with new(tmp_path) as record:
        keys = {n: record.add(Reading(both[n])).key for n in order}
        assert record.keys() == [keys[0]]
        assert set(record.keys(Filter(all_versions=True))) == set(keys.values())
        assert [(v.older, v.newer) for v in record.versions()] == [(keys[1], keys[0])]
        assert record.verify() == []


def test_a_shorter_text_of_other_words_is_a_version() -> None:
    assert is_excerpt(SUMMARY, PAGE)
    assert not is_excerpt(PAGE, SUMMARY)
    assert not is_excerpt("The Wire has withdrawn this report, which was wrong about the market.", PAGE)
    assert not is_excerpt(PAGE.replace("four people", "nine people"), PAGE)
    assert not is_excerpt("A truce.", PAGE)
    assert not is_excerpt("", "")


def test_one_id_for_two_reports_is_no_version(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        record.add(two_speakers())
        for other in (report("The bridge is closed."), report(LATER, outlet="The Post")):
            result = record.add(Reading(other))
            assert (result.version_of, [p.code for p in result.problems]) == (None, ["TW-P301"])
        assert len(record.keys()) == 3


def test_the_same_bytes_under_ten_urls_are_one_report(tmp_path: Path) -> None:
    digests = set()
    for name, order in (("forth", 1), ("back", -1)):
        with new(tmp_path, name) as record:
            for n in list(range(10))[::order]:
                place = replace(report(TEXT, url=f"{URL}{n}"), location=f"crawl.warc:{n}")
                assert record.add(Reading(place)).located
            (row,) = record.reports()
            assert len(row.locations) == len(row.urls) == 10
            assert record.verify() == []
            digests.add(record.digest())
    assert len(digests) == 1


def test_versions_in_any_order_come_to_the_same_digest(tmp_path: Path) -> None:
    reports = [report(TEXT, url=URL), report(LATER, 2, url=URL), report(LATER + " More.", 3, url=URL)]
    seen = set()
    for n, order in enumerate(itertools.permutations(reports)):
        with new(tmp_path, str(n)) as record:
            for one in order:
                record.add(Reading(one))
            seen.add((record.digest(), tuple(record.keys())))
    assert len(seen) == 1


def test_verify_misses_a_version_that_is_not_there(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        record.add(two_speakers())
    with closing(sqlite3.connect(tmp_path / "x.record")) as plain:
        plain.execute("UPDATE reports SET superseded_by = 'gone'")
        plain.commit()
    with Record.open(tmp_path / "x.record") as record:
        assert [f.what for f in record.verify()] == ["its later version gone is not there"]


def test_changes_are_lines_in_their_order() -> None:
    assert changes("a\nb\nc", "a\nc\nd") == (("b",), ("d",))
    assert changes("", "a") == ((), ("a",))


def test_a_record_of_schema_1_is_brought_to_the_newest(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        record.add(two_speakers())
        digest = record.digest()
    with closing(sqlite3.connect(tmp_path / "x.record")) as plain:
        for statement in (
            "DROP INDEX reports_by_superseded_by",
            "DROP INDEX reports_by_url",
            "ALTER TABLE reports DROP COLUMN superseded_by",
            "ALTER TABLE locations DROP COLUMN url",
            "ALTER TABLE reports DROP COLUMN profile",
            "ALTER TABLE reports DROP COLUMN profile_sha256",
            "DELETE FROM schema_version WHERE version >= 2",
            "UPDATE reports SET content_sha256 = 'x'",
        ):
            plain.execute(statement)
        plain.commit()
    with Record.open(tmp_path / "x.record") as record:
        assert record.digest() == digest
        assert record.verify() == []
        assert len(record.keys()) == 1
