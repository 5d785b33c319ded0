"""Names asked for against the names of a record: aliases of profiles, spellings of gazetteers, days and versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.build import make_report, two_speakers
from trucewatch.errors import UsageError
from trucewatch.model import Place, PublishedDate, Reading, Source
from trucewatch.record import Filter, Record


def told_by(id: str, actor: str | None, name: str, day: date | None = None) -> Reading:
    """Return the reading of two speakers whose first is somebody else."""
    reading = two_speakers(id, day=day)
    first, *rest = reading.claims
    source = Source(first.source.words, actor, name, "un", True)
    return replace(reading, claims=(replace(first, source=source), *rest))


def at(id: str, place_id: str | None, name: str, admin1: str | None, country: str | None) -> Reading:
    """Return the reading of two speakers whose event is somewhere else."""
    reading = two_speakers(id)
    (event,), (place,) = reading.events, reading.places
    moved = Place(place.words, place_id, name, admin1, country, 1.0, 2.0, 2.0, 0.8)
    return replace(reading, events=(replace(event, place=moved),), places=(moved,))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "a.record", create=True) as made:
        yield made


def ids(record: Record, query: str, **wanted: Any) -> list[str]:
    return [row.origin.id for row in getattr(record, query)(Filter(**wanted))]


def test_a_source_is_found_by_names_that_only_a_profile_knows(record: Record) -> None:
    record.add(told_by("r1", "state-fr", "Paris"))
    record.add(told_by("r2", None, "An official in Paris"))
    assert ids(record, "claims", source=("France",)) == ["r1"]
    assert ids(record, "claims", source=("state-fr",)) == ["r1"]
    assert ids(record, "claims", source=("paris",)) == ["r1", "r2"]
    assert ids(record, "events", source=("Fiji",)) == []
    assert [row.actor for row in record.sources(Filter(source=("French Republic", "france")))] == ["state-fr"]
    assert [row.actor for row in record.actors(Filter(id=("state-fr",)))] == ["state-fr"]


def test_a_profile_of_ones_own_adds_its_names_places_and_sides(record: Record, tmp_path: Path) -> None:
    record.add(told_by("r1", "river-guard", "The guard"))
    places = 'country = "XA"\n[[place]]\nid = "own:northtown"\nname = "Northtown"\nkind = "town"\nat = [36.2, 37.1]\n'
    (tmp_path / "p.places.toml").write_text(places + 'names = ["Upper Ford"]\n')
    own = tmp_path / "p.toml"
    own.write_text(
        'id = "p"\nname = "A war"\ncountries = ["NZ"]\nzone = "UTC"\nplaces = "p.places.toml"\nsource = "a test"\n'
        '[sides.rivermen]\nname = "Rivermen"\n[[actor]]\nid = "river-guard"\nname = "River Guard"\nkind = "group"\n'
        'aliases = ["Wardens"]\nside = "rivermen"\nsource = "a test"\n'
    )
    for wanted in ({"source": ("wardens",)}, {"place": ("upper ford",)}):
        assert ids(record, "claims", **wanted) == []
        assert ids(record, "claims", **wanted, profile=str(own))[:1] == ["r1"]
    assert ids(record, "claims", side=("rivermen",), profile=str(own)) == []
    with pytest.raises(UsageError, match="is no side"):
        ids(record, "claims", side=("rivermen",))


def test_words_find_a_name_an_id_finds_all_names_of_the_actor(record: Record) -> None:
    record.add(told_by("r1", "x-1", "Muhammad Weller"))
    record.add(told_by("r2", "x-1", "The envoy"))
    record.add(told_by("r3", None, "The envoy"))
    assert ids(record, "claims", source=("Mohamad",)) == ["r1"]
    assert ids(record, "claims", source=("envoy",)) == ["r2", "r3"]
    assert ids(record, "claims", source=("x-1",)) == ["r1", "r2"]


def test_a_place_is_found_in_other_spellings(record: Record) -> None:
    record.add(at("r1", "geonames:2988507", "Paris", "Île-de-France", "FR"))
    record.add(at("r2", None, "Binyaminah", None, "XA"))
    record.add(at("r3", "geonames:2995469", "Marseille", "Provence-Alpes-Côte d'Azur", "FR"))
    for query in ("events", "claims", "reports"):
        assert set(ids(record, query, place=("Parigi",))) == {"r1"}
        assert set(ids(record, query, place=("ile de france",))) == {"r1"}
        assert set(ids(record, query, place=("France",))) == {"r1", "r3"}
        assert set(ids(record, query, place=("fr",))) == {"r1", "r3"}
        assert set(ids(record, query, place=("Benyamina",))) == {"r2"}
        assert set(ids(record, query, place=("geonames:2988507", "Marseille"))) == {"r1", "r3"}
    assert {row.actor for row in record.actors(Filter(place=("Paris",)))} >= {"rebels", "army", "valley-monitor"}


def test_a_truce_is_found_by_its_area(record: Record) -> None:
    reading = two_speakers()
    (truce,) = reading.truces
    said = replace(truce.statements[0], field="area", value="Binyaminah; Northtown")
    record.add(replace(reading, truces=(replace(truce, area=said.value, statements=(*truce.statements, said)),)))
    assert ids(record, "truces", place=("Northtown",)) == ["r1"]
    assert ids(record, "truces", place=("Southtown",)) == []


def test_events_that_break_a_truce_and_who_tells_of_it(record: Record) -> None:
    record.add(two_speakers())
    (truce,) = record.truces()
    for asked in (truce.truce.id, "truce of three"):
        assert ids(record, "truces", truce=(asked,)) == ["r1"]
        assert ids(record, "events", truce=(asked,)) == ["r1"]
        assert ids(record, "reports", truce=(asked,)) == ["r1"]
        assert len(ids(record, "claims", truce=(asked,))) == 2
        assert {row.actor for row in record.actors(Filter(truce=(asked,)))} >= {"army", "rebels"}
    assert ids(record, "events", truce=("of four days",)) == []
    assert [row.event for row in truce.violations] == [row.event for row in record.events()]
    assert truce.violations[0].givers


def test_a_side_that_nobody_knows_is_refused(record: Record) -> None:
    record.add(two_speakers())
    assert ids(record, "claims", side=("houthis",)) == [], "a side that a shipped profile knows is no mistake"
    with pytest.raises(UsageError, match="is no side") as told:
        list(record.claims(Filter(side=("rebel",))))
    assert "government, monitor, opposition" in told.value.do
    assert record.sides() == ["civilians", "government", "monitor", "opposition", "un"]


def version(text: str, day: date | None) -> Reading:
    report = make_report(text, id="v")
    dated = PublishedDate(metadata=day)
    return Reading(replace(report, url="https://post.example/1", published=dated))


def test_as_of_counts_the_version_that_was_the_latest_then(record: Record) -> None:
    days = {"one": date(2016, 8, 1), "three": date(2016, 8, 3), "two": date(2016, 8, 2)}
    for name, day in days.items():
        record.add(version(f"The road is open, day {name}.", day))
    known = {
        day: [r.report.text.rstrip(".").split()[-1] for r in record.readings(Filter(as_of=day))]
        for day in (date(2016, 7, 31), *sorted(days.values()), date(2016, 9, 1))
    }
    assert [len(found) for found in known.values()] == [0, 1, 1, 1, 1]
    assert [found[0] for found in list(known.values())[1:]] == ["one", "two", "three", "three"]
    assert len(list(record.reports(Filter(as_of=date(2016, 8, 2), all_versions=True)))) == 2


def test_an_undated_report_counts_from_the_day_it_was_added(record: Record) -> None:
    record.add(version("The road is open.", None))
    assert ids(record, "reports", as_of=date(2000, 1, 1)) == []
    assert ids(record, "reports", as_of=date(2999, 1, 1)) == ["v"]


def test_the_places_of_events_are_counted(record: Record) -> None:
    record.add(two_speakers())
    record.add(two_speakers("r2", day=date(2016, 8, 5)))
    (place,) = record.event_places(Filter(limit=1))
    assert (place.name, place.events, place.lat, place.radius_km) == ("Northtown", 2, 36.2, 2.0)
    assert next(record.event_places(Filter(report=("r1",)))).events == 1
    assert record.published() == (date(2016, 8, 1), date(2016, 8, 5))
    assert record.outlets() == ["The Wire"]
