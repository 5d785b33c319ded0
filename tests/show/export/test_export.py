"""Exports: formulas stay text, unknown stays empty, files are there whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import make_report, two_speakers
from trucewatch.errors import InputError, UsageError
from trucewatch.know.event_types import event_lexicon
from trucewatch.model import EventDate, Place, Reading, Span, Value
from trucewatch.record import Filter, Record
from trucewatch.show.export import SHEETS, acled, export, geojson, sheet
from trucewatch.show.export.acled import EVENT_TYPE, geo_precision, time_precision
from trucewatch.show.export.cells import csv_lines, guarded
from trucewatch.show.export.sheets import SHEETS as SHEET_TABLE
from trucewatch.show.export.target import write_file, write_folder


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "a.record", create=True) as made:
        made.add(two_speakers())
        made.add(bare("r2"))
        made.add(Reading(make_report("Nothing to say.", id="r3", outlet=None)))
        yield made


def bare(id: str) -> Reading:
    """Make a reading whose event has neither place nor date, nor anybody in it."""
    reading = two_speakers(id)
    event = reading.events[0]
    kept = tuple(v for v in event.values if v.field in ("type", "status"))
    thin = replace(event, values=kept, actor=(), recipient=(), place=None, date=None)
    return replace(reading, events=(thin,), truces=())


@given(st.text())
def test_no_text_cell_begins_like_a_formula(text: str) -> None:
    cell = guarded(text)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell in (text, f"'{text}")


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_any_cells_come_back_from_csv(cells: list[str]) -> None:
    columns = [str(n) for n in range(len(cells))]
    text = "".join(csv_lines(columns, [dict(zip(columns, cells, strict=True))]))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [columns, [str(guarded(cell)) for cell in cells]]


def test_numbers_are_no_formulas_and_unknown_is_empty() -> None:
    assert "".join(csv_lines(["a", "b", "c"], [{"a": -3.5, "b": None, "c": "-3.5"}])) == "a,b,c\r\n-3.5,,'-3.5\r\n"


def test_hostile_formulas_of_a_report_are_text(tmp_path: Path) -> None:
    report = replace(make_report("Nothing."), title='=HYPERLINK("http://x")', outlet="@cmd")
    with Record.open(tmp_path / "a.record", create=True) as record:
        record.add(Reading(report))
        (row,) = csv.DictReader(io.StringIO("".join(sheet(record, "reports", Filter()))))
    assert (row["title"], row["outlet"]) == ('\'=HYPERLINK("http://x")', "'@cmd")


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_every_row_of_a_sheet_has_its_columns(record: Record, name: str) -> None:
    query, columns, cut = SHEET_TABLE[name]
    assert len(set(columns)) == len(columns)
    for row in getattr(record, query)():
        for cells in cut(row):
            assert set(cells) == set(columns)
    assert next(iter(csv.reader(sheet(record, name, Filter())))) == list(columns)


def test_an_event_without_a_place_has_no_geometry(record: Record) -> None:
    found = json.loads("".join(geojson(record.events())))
    assert [f["geometry"] is None for f in found["features"]] == [False, True]
    assert all(f["properties"]["values"] for f in found["features"])


def test_an_empty_record_exports_empty_files(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.record", create=True) as record:
        assert json.loads("".join(geojson(record.events())))["features"] == []
        assert len("".join(acled(record.events())).splitlines()) == 1
        export(record, "jsonl", tmp_path / "a.jsonl", Filter())
        assert (tmp_path / "a.jsonl").read_text() == ""


def test_acled_leaves_unknown_empty_and_planned_events_out(record: Record) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(acled(record.events())))))
    assert [r["event_date"] for r in rows] == ["2016-07-31", ""]
    assert [r["fatalities"] for r in rows] == ["12", ""]
    planned = two_speakers("r9")
    values = (*planned.events[0].values, Value("status", planned.events[0].mentions[0], value="planned", outlet="x"))
    record.add(replace(planned, events=(replace(planned.events[0], status="planned", values=values),)))
    assert len("".join(acled(record.events())).splitlines()) == 3


def test_acled_names_countries_where_the_world_layer_knows_them(record: Record) -> None:
    reading = two_speakers("r8")
    place = reading.events[0].place
    assert place is not None
    abroad = replace(place, country="TR")
    record.add(replace(reading, events=(replace(reading.events[0], place=abroad),)))
    rows = {r["report_id"]: r for r in csv.DictReader(io.StringIO("".join(acled(record.events()))))}
    assert (rows["r1"]["country"], rows["r1"]["iso2"]) == ("XA", "XA")
    assert (rows["r8"]["country"], rows["r8"]["iso2"]) == ("Turkey", "TR")


def test_time_precision() -> None:
    day = date(2016, 8, 1)
    lengths = [(1, 1), (2, 2), (7, 2), (8, 3), (31, 3)]
    assert [time_precision(EventDate(day, date(2016, 8, n))) for n, _ in lengths] == [p for _, p in lengths]
    assert time_precision(None) is None


def test_geo_precision() -> None:
    place = Place(Span(0, 0, ""), None, "Northtown", lat=1.0, lon=1.0)
    radii = {2.0: 1, 10.0: 1, 30.0: 2, 120.0: 3}
    assert {r: geo_precision(replace(place, radius_km=r)) for r in radii} == radii
    assert geo_precision(place) is None
    assert geo_precision(None) is None


def test_every_acled_sub_event_type_of_the_lexicon_has_its_event_type() -> None:
    codes = event_lexicon().codes
    named = {v for modes in codes.values() for row in modes.values() for k, v in row.items() if k.startswith("acled")}
    assert named <= set(EVENT_TYPE)


def test_filters_that_an_export_does_not_know_are_refused(record: Record, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="type"):
        export(record, "csv", tmp_path / "out", Filter(type=("shelling",)))
    assert not (tmp_path / "out").exists()
    with pytest.raises(UsageError, match="several files"):
        export(record, "csv", None, Filter())
    with pytest.raises(UsageError, match="no format"):
        export(record, "xlsx", None, Filter())


def test_an_export_is_filtered(record: Record, tmp_path: Path) -> None:
    export(record, "jsonl", tmp_path / "a.jsonl", Filter(report=("r1",)))
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 1
    export(record, "csv", tmp_path / "out", Filter(from_=date(2016, 8, 2)))
    assert (tmp_path / "out" / "claims.csv").read_text().count("\n") == 1


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")

    def broken() -> Iterator[str]:
        yield "half"
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write_file(path, broken())
    assert path.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    write_file(path, iter(["after"]))
    assert path.read_text() == "after"


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_file(tmp_path / "no" / "a.txt", ["x"])
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        write_folder(tmp_path / "file", {})
