"""Any reading that does not contradict itself comes back from the record exactly as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.record.readings import readings
from trucewatch.model import Reading
from trucewatch.record import Record
from trucewatch.record.content import contradictions
from trucewatch.record.rows import reading_rows


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_any_reading_comes_back_as_it_was(reading: Reading) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Record.open(Path(folder) / "a.record", create=True) as record,
    ):
        key = record.add(reading).key
        assert record.reading(key) == reading
        assert record.verify() == []
        assert len(list(record.claims())) == len(reading.claims)
        assert len(list(record.events())) == len(reading.events)
        assert len(list(record.truces())) == len(reading.truces)
        assert not record.add(reading).added


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_rows_are_numbered_and_repeatable(reading: Reading) -> None:
    assert list(contradictions(reading)) == []
    rows = reading_rows(reading)
    assert rows == reading_rows(reading)
    for found in rows.values():
        assert [row["n"] for row in found] == list(range(len(found)))
