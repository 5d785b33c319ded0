"""Record: what goes in comes out, once, in any order, and errors say what to do."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.build import make_report, two_speakers
from trucewatch.errors import (
    IntegrityError,
    RecordError,
    RecordFullError,
    RecordLockedError,
    RecordSchemaError,
    UsageError,
)
from trucewatch.model import Problem, Reading, Span
from trucewatch.model.ids import report_key
from trucewatch.record import Record


def new(folder: Path) -> Record:
    return Record.open(folder / "a.record", create=True)


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    reading = two_speakers()
    with new(tmp_path) as record:
        added = record.add(reading)
        assert added.added
        assert added.key == report_key("r1", reading.report.text_sha256)
        assert record.reading(added.key) == reading
        assert record.reading(added.key, raw=False).report.raw == b""
    with Record.open(tmp_path / "a.record", read_only=True) as record:
        assert record.reading(added.key) == reading
        assert record.verify() == []


def test_the_same_report_again_changes_nothing(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        first = record.add(two_speakers())
        before = record.digest(), record.counts()
        again = record.add(two_speakers())
        assert (again.key, again.added, again.located) == (first.key, False, False)
        assert (record.digest(), record.counts()) == before
        assert record.has(two_speakers().report)


def test_another_place_of_the_same_report_is_one_more_location(tmp_path: Path) -> None:
    reading = two_speakers()
    elsewhere = replace(reading.report, location="another.txt")
    with new(tmp_path) as record:
        record.add(reading)
        digest = record.digest()
        assert record.add_location(elsewhere).located
        assert not record.add(replace(reading, report=elsewhere)).located
        (row,) = record.reports()
        assert row.locations == ("another.txt", "made.txt")
        assert record.digest() == digest
        assert record.verify() == []
        with pytest.raises(UsageError, match="not in the record"):
            record.add_location(make_report("Another text."))


def test_the_same_id_with_another_text_is_kept_and_named(tmp_path: Path) -> None:
    other = Reading(make_report("The army said nothing."))
    with new(tmp_path) as record:
        record.add(two_speakers())
        result = record.add(other)
        assert result.added
        assert [p.code for p in result.problems] == ["TW-P301"]
        assert len(record.find("r1")) == 2
        assert [r.problem.code for r in record.problems()] == ["TW-P204", "TW-P301"]


def test_any_order_of_arrival_comes_to_the_same_record(tmp_path: Path) -> None:
    readings = [
        two_speakers(),
        two_speakers("r2", "The Post", date(2016, 8, 2)),
        Reading(make_report("The army said nothing.")),
    ]
    seen = set()
    for n, order in enumerate(itertools.permutations(readings)):
        with Record.open(tmp_path / f"{n}.record", create=True) as record:
            for reading in order:
                record.add(reading)
            listed = [r.origin.key for r in record.reports()], [r.event.id for r in record.events()]
            problems = tuple(r.problem for r in record.problems())
            seen.add((record.digest(), tuple(listed[0]), tuple(listed[1]), problems))
    assert len(seen) == 1


def test_the_digest_ignores_confidence_but_nothing_that_was_read(tmp_path: Path) -> None:
    reading = two_speakers()
    surer = replace(reading, claims=tuple(replace(c, confidence=0.1) for c in reading.claims))
    other = replace(reading, claims=tuple(replace(c, stance="deny") for c in reading.claims))
    digests = []
    for n, each in enumerate((reading, surer, other)):
        with Record.open(tmp_path / f"{n}.record", create=True) as record:
            record.add(each)
            digests.append(record.digest())
    assert digests[0] == digests[1] != digests[2]


def test_a_problem_without_a_report_is_stored_once(tmp_path: Path) -> None:
    problem = Problem.of("TW-P103", "empty.txt")
    with new(tmp_path) as record:
        assert record.add_problem(problem)
        assert not record.add_problem(problem)
        assert [r.problem for r in record.problems()] == [problem]


def test_a_reading_that_contradicts_its_report_is_refused_whole(tmp_path: Path) -> None:
    reading = two_speakers()
    report = reading.report
    wrong = [
        replace(reading, claims=(replace(reading.claims[0], cue=Span(0, 4, "said")), reading.claims[1])),
        replace(reading, claims=reading.claims[:1]),
        replace(reading, events=reading.events * 2),
        replace(reading, report=replace(report, text=report.text + ".")),
        replace(reading, report=replace(report, raw=b"other")),
        replace(reading, report=replace(report, title="\ud800")),
        replace(reading, events=()),
    ]
    with new(tmp_path) as record:
        for each in wrong:
            with pytest.raises(IntegrityError):
                record.add(each)
        assert record.counts()["reports"] == 0
        assert record.verify() == []


def test_odd_texts_are_kept_to_the_character(tmp_path: Path) -> None:
    for n, text in enumerate(["", "a\0b", "🕊\u202etxt\u200b", "é\r\n\x1b[31m", "x" * 100_000]):
        with Record.open(tmp_path / f"{n}.record", create=True) as record:
            reading = Reading(make_report(text, outlet=None))
            assert record.reading(record.add(reading).key) == reading
            assert record.verify() == []


def test_paths_that_are_no_text_are_kept_as_escapes(tmp_path: Path) -> None:
    path = "bad\udcff.txt"
    problem = Problem.of("TW-P103", path)
    reading = two_speakers()
    reading = replace(reading, report=replace(reading.report, location=path), problems=(problem,))
    with new(tmp_path) as record:
        assert record.add_problem(problem)
        assert not record.add_problem(problem)
        key = record.add(reading).key
        assert record.reading(key).report.location == "bad\\udcff.txt"
        assert not record.add_location(reading.report).located
        assert record.verify() == []


def test_reports_without_bytes_are_kept(tmp_path: Path) -> None:
    reading = two_speakers()
    bare = replace(reading, report=replace(reading.report, raw=b"", location=""))
    with new(tmp_path) as record:
        assert record.reading(record.add(bare).key) == bare
        assert record.verify() == []


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record"):
        Record.open(tmp_path / "none.record")
    with pytest.raises(RecordError, match="no such folder"):
        Record.open(tmp_path / "no" / "none.record", create=True)
    with pytest.raises(RecordSchemaError, match="folder"):
        Record.open(tmp_path)
    note = tmp_path / "note.txt"
    note.write_text("a text file, longer than sixteen characters")
    with pytest.raises(RecordSchemaError, match="not a record"):
        Record.open(note, create=True)
    foreign = tmp_path / "other.db"
    with sqlite3.connect(foreign) as made:
        made.execute("CREATE TABLE things (a)")
    made.close()
    with pytest.raises(RecordSchemaError, match="not a record"):
        Record.open(foreign, create=True)


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    new(tmp_path).close()
    with sqlite3.connect(tmp_path / "a.record") as made:
        made.execute("INSERT INTO schema_version VALUES (99, 'later', '2099-01-01')")
    made.close()
    for read_only in (False, True):
        with pytest.raises(RecordSchemaError, match="schema 99"):
            Record.open(tmp_path / "a.record", read_only=read_only)


def test_a_record_locked_by_another_process_says_so_and_loses_nothing(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        record.add(two_speakers())
    other = sqlite3.connect(tmp_path / "a.record", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Record.open(tmp_path / "a.record", wait=0.05) as record:
        assert record.counts()["reports"] == 1
        with pytest.raises(RecordLockedError, match="another process"):
            record.add(Reading(make_report("Another text.", id="r9")))
        other.execute("COMMIT")
        assert record.add(Reading(make_report("Another text.", id="r9"))).added
    other.close()


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        record.add(two_speakers())
        with record._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        big = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(2000))
        with pytest.raises(RecordFullError, match="disk is full"):
            record.add(Reading(make_report(big, id="r9")))
        assert record.counts()["reports"] == 1
        assert record.verify() == []


def test_a_record_opened_for_reading_is_not_written(tmp_path: Path) -> None:
    new(tmp_path).close()
    with Record.open(tmp_path / "a.record", read_only=True) as record, pytest.raises(UsageError, match="reading only"):
        record.add(two_speakers())


def test_closing_leaves_one_file_and_reading_does_not_change_it(tmp_path: Path) -> None:
    with new(tmp_path) as record:
        record.add(two_speakers())
    before = (tmp_path / "a.record").read_bytes()
    with Record.open(tmp_path / "a.record", read_only=True) as record:
        assert len(list(record.events())) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["a.record"]
    assert (tmp_path / "a.record").read_bytes() == before


def test_a_path_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "my record #1?mode=ro%20é.record"
    with Record.open(path, create=True) as record:
        assert record.add(two_speakers()).added
    assert path.exists()


def test_an_interrupted_making_is_finished_by_the_next_opening(tmp_path: Path) -> None:
    (tmp_path / "a.record").touch()
    with new(tmp_path) as record:
        assert record.add(two_speakers()).added


def test_a_report_that_is_not_there(tmp_path: Path) -> None:
    with new(tmp_path) as record, pytest.raises(UsageError, match="no report"):
        record.reading("0" * 16)
