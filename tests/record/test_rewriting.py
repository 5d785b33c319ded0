"""Another reading of the same report in the place of the stored one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from tests.build import two_speakers
from tests.record.readings import readings
from trucewatch.errors import IntegrityError, UsageError
from trucewatch.model import ProfileUsed, Reading, Source
from trucewatch.record import Record


def renamed(reading: Reading) -> Reading:
    """Return a reading whose sources all have another name and side."""

    def other(source: Source) -> Source:
        return replace(source, actor="other", name="Other", side="government", named=True)

    return replace(reading, claims=tuple(replace(c, source=other(c.source)) for c in reading.claims))


def test_what_was_read_is_replaced_and_the_record_stays_whole(tmp_path: Path) -> None:
    reading = two_speakers()
    with Record.open(tmp_path / "a.record", create=True) as record:
        key = record.add(reading).key
        record.add(two_speakers("r2"))
        before, bytes_before = record.digest(), record.reading(key).report.raw
        assert record.rewrite(key, renamed)
        assert record.verify() == []
        assert record.digest() != before
        assert record.reading(key).report.raw == bytes_before
        assert {row.claim.source.name for row in record.claims() if row.origin.id == "r1"} == {"Other"}
        assert {row.claim.source.name for row in record.claims() if row.origin.id == "r2"} != {"Other"}
        assert not record.rewrite(key, renamed)
        assert record.rewrite(key, lambda now: replace(now, claims=reading.claims))
        assert record.digest() == before


def test_a_rewritten_record_is_one_that_was_read_so(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.record", create=True) as one, Record.open(tmp_path / "b", create=True) as other:
        one.rewrite(one.add(two_speakers()).key, renamed)
        other.add(renamed(two_speakers()))
        assert one.digest() == other.digest()


def test_the_profile_is_kept_and_follows_without_counting_as_a_change(tmp_path: Path) -> None:
    first, second = ProfileUsed("own", "0" * 64), ProfileUsed("own", "1" * 64)
    with Record.open(tmp_path / "a.record", create=True) as record:
        key = record.add(replace(two_speakers(), profile=first)).key
        record.add(two_speakers("r2"))
        digest = record.digest()
        assert record.reading(key).profile == first
        assert {row.origin.id: row.profile for row in record.reports()} == {"r1": first, "r2": None}
        assert not record.rewrite(key, lambda now: replace(now, profile=second))
        assert record.reading(key).profile == second
        assert record.digest() == digest
        assert record.verify() == []


def test_nothing_is_written_where_it_fails(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.record", create=True) as record:
        key, digest = record.add(two_speakers()).key, record.digest()
        with pytest.raises(IntegrityError, match="report itself"):
            record.rewrite(key, lambda r: replace(r, report=replace(r.report, title="another")))
        with pytest.raises(IntegrityError, match="not there"):
            record.rewrite(key, lambda r: replace(r, claims=()))
        with pytest.raises(ZeroDivisionError):
            record.rewrite(key, lambda r: replace(r, actors=(1 // 0,)))  # type: ignore[arg-type]
        with pytest.raises(UsageError):
            record.rewrite("none", renamed)
        assert record.digest() == digest
        assert record.verify() == []
    with Record.open(tmp_path / "a.record", read_only=True) as shut, pytest.raises(UsageError):
        shut.rewrite(key, renamed)


@given(readings())
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_any_reading_can_be_rewritten(tmp_path_factory: pytest.TempPathFactory, reading: Reading) -> None:
    with Record.open(tmp_path_factory.mktemp("r") / "a.record", create=True) as record:
        key = record.add(reading).key
        was = record.reading(key)
        assert record.rewrite(key, renamed) == (renamed(was) != was)
        assert record.verify() == []
