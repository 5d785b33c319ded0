"""Who is met in a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.build import two_speakers
from trucewatch.model import Reading
from trucewatch.record import Filter, Record


def unknown_speaker() -> Reading:
    """Return a reading in which "the army" is a new name that was reached from other words."""
    reading = two_speakers("r2", "Second", date(2016, 9, 1))
    monitor, army = reading.claims
    source = replace(army.source, actor="new:river-guard", name="River Guard", side="unknown", via=("the guard",))
    return replace(reading, claims=(monitor, replace(army, source=source)))


@pytest.fixture
def record(tmp_path: Path) -> Record:
    with Record.open(tmp_path / "a.record", create=True) as made:
        made.add(two_speakers())
        made.add(unknown_speaker())
        yield made  # type: ignore[misc]


def test_the_unknown_come_first_and_everybody_is_counted(record: Record) -> None:
    rows = list(record.actors())
    assert (rows[0].actor, rows[0].how, rows[0].unknown, rows[0].references) == ("new:river-guard", "new name", True, 1)
    assert not any(row.unknown for row in rows[1:])
    by_name = {(row.actor or row.name): row for row in rows}
    monitor = by_name["valley-monitor"]
    assert (monitor.claims, monitor.mentions, monitor.events, monitor.reports) == (2, 0, 0, 2)
    assert monitor.words == (("The Valley Monitor", 2),)
    assert (monitor.first, monitor.last) == (date(2016, 8, 1), date(2016, 9, 1))
    rebels = by_name["rebels"]
    assert (rebels.mentions, rebels.events, rebels.words) == (2, 2, (("rebel", 2),))
    assert by_name["civilians"].how == "described"
    assert sum(row.mentions for row in rows) == 4


def test_filters_and_cuts(record: Record) -> None:
    def names(**wanted: object) -> list[str]:
        return [row.actor or row.name for row in record.actors(Filter(**wanted))]  # type: ignore[arg-type]

    everybody = names()
    assert names(limit=2) == everybody[:2]
    assert names(offset=1) == everybody[1:]
    assert names(limit=0) == []
    assert names(side=("Opposition",)) == ["rebels"]
    assert names(source=("valley",)) == ["valley-monitor"]
    assert names(source=("valley-monitor",)) == ["valley-monitor"]
    assert "new:river-guard" not in names(outlet=("the wire",))
    assert names(report=("r2",), source=("army",)) == []
    assert names(from_=date(2016, 8, 15), side=("government",)) == []


def test_one_actor_on_two_sides_is_two_rows(tmp_path: Path) -> None:
    reading = two_speakers()
    turned = replace(reading.actors[0], side="government")
    with Record.open(tmp_path / "a.record", create=True) as made:
        made.add(replace(reading, actors=(*reading.actors, turned)))
        assert {row.side for row in made.actors(Filter(source=("rebels",)))} == {"government", "opposition"}


def test_an_empty_record_has_nobody(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.record", create=True) as made:
        assert list(made.actors()) == []
