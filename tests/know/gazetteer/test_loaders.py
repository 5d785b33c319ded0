import contextlib
import gzip
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.errors import GazetteerError
from trucewatch.know.gazetteer import load_file, read_entries, save_entries

GEONAMES = "\t".join(
    ["77", "Newtown", "Newtown", "New Town,Neustadt", "12.5", "33.25", "P", "PPL", "XX", "", "01", "", "", "", "1200"]
    + [""] * 4
)


def test_geonames_rows_and_bad_ones(tmp_path: Path) -> None:
    path = tmp_path / "XX.txt"
    path.write_text(
        GEONAMES + "\nbroken row\n" + GEONAMES.replace("12.5", "112.5").replace("77", "78", 1) + "\n", "utf-8"
    )
    loaded = load_file(path)
    (entry,) = loaded.entries
    assert (entry.place_id, entry.name, entry.kind, entry.lat, entry.pop) == (
        "geonames:77",
        "Newtown",
        "town",
        12.5,
        1200,
    )
    assert "Neustadt" in entry.names
    assert [b.row for b in loaded.bad] == [2, 3]
    assert "swapped" in loaded.bad[1].what


def test_a_zipped_country_file(tmp_path: Path) -> None:
    path = tmp_path / "XX.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
        archive.writestr("XX.txt", GEONAMES)
    assert len(load_file(path).entries) == 1


def test_whos_on_first(tmp_path: Path) -> None:
    path = tmp_path / "wof.jsonl.gz"
    rows = [
        {
            "id": 5,
            "name": "Somewhere",
            "pt": "locality",
            "lat": 1.5,
            "lon": 2.5,
            "cc": "XX",
            "pop": 9,
            "names": {"eng_x_variant": ["Smwhr"]},
        },
        {"id": 6, "name": "No point", "pt": "locality"},
    ]
    path.write_bytes(gzip.compress("\n".join([*map(json.dumps, rows), "{"]).encode()))
    loaded = load_file(path)
    assert loaded.entries[0].place_id == "wof:5"
    assert loaded.entries[0].names == ("Smwhr",)
    assert [b.row for b in loaded.bad] == [2, 3]


def test_geojson_polygons_give_their_middle(tmp_path: Path) -> None:
    path = tmp_path / "own.geojson"
    square = [[[10.0, 50.0], [12.0, 50.0], [12.0, 52.0], [10.0, 52.0]]]
    features = [
        {"properties": {"NAME": "Square", "id": "q1"}, "geometry": {"type": "Polygon", "coordinates": square}},
        {"properties": {}, "geometry": None},
        "nonsense",
    ]
    path.write_text(json.dumps({"features": features}), "utf-8")
    loaded = load_file(path)
    assert (loaded.entries[0].place_id, loaded.entries[0].lat, loaded.entries[0].lon) == ("own:q1", 51.0, 11.0)
    assert [b.row for b in loaded.bad] == [2, 3]


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Name,Lat,Lon,names\nHere,1,2,Hier|Ici\nThere,x,2,\n,1,2,\n" + "n" * 10_000 + ",1,2,\n", "utf-8")
    loaded = load_file(path)
    assert loaded.entries[0].names == ("Hier", "Ici")
    assert [b.row for b in loaded.bad] == [3, 4, 5]


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", ""), ("a.jsonl", "\n"), ("a.geojson", "[]"), ("a.zip", "x"), ("a.shp", "x")]
)
def test_nothing_read_is_loud(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(GazetteerError):
        load_file(path)


def test_saved_entries_come_back(tmp_path: Path) -> None:
    source = tmp_path / "own.csv"
    source.write_text("name,lat,lon,names\nHere,1,2,Hier\n", "utf-8")
    entries = load_file(source).entries
    store = tmp_path / "deep" / "own.jsonl"
    assert save_entries(entries, store) == 1
    assert read_entries(store) == entries
    store.write_text("{}\n", "utf-8")
    with pytest.raises(GazetteerError, match="line 1"):
        read_entries(store)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300), st.sampled_from(["txt", "jsonl", "csv", "geojson"]))
def test_any_text_is_read_or_named(tmp_path: Path, text: str, form: str) -> None:
    path = tmp_path / f"any.{form}"
    path.write_bytes(text.encode("utf-8", "replace"))
    with contextlib.suppress(GazetteerError):
        assert load_file(path).entries


def test_a_point_that_only_fits_its_country_with_its_axes_swapped_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,country,lat,lon\nUpper Mill,NO,10.4,63.4\nLower Mill,NO,63.4,10.4\n", "utf-8")
    loaded = load_file(path)
    assert [e.name for e in loaded.entries] == ["Lower Mill"]
    assert [(b.row, "swapped" in b.what) for b in loaded.bad] == [(2, True)]


def test_a_file_of_swapped_axes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    towns = "Aleppo,SY,37.16,36.2\nIdlib,SY,36.63,35.93\nHama,SY,36.75,35.13\nUpper Mill,SY,36.5,35.5\n"
    path.write_text(f"name,country,lat,lon\n{towns}", "utf-8")
    with pytest.raises(GazetteerError, match="swapped") as raised:
        load_file(path)
    assert raised.value.do


@pytest.mark.parametrize("form", ["csv", "txt", "jsonl", "geojson"])
def test_broken_rows_are_named_and_the_rest_loads(tmp_path: Path, form: str) -> None:
    long, good = "x" * 10_000, ("Good Mill", 12.5, 33.25)
    rows = [good, (long, 1.0, 2.0), ("Far Mill", 12.5, 999.0), ("", 1.0, 2.0), ("No Mill", "north", 2.0), good]
    path = tmp_path / f"mine.{form}"
    path.write_text(_written(form, rows), "utf-8")
    loaded = load_file(path)
    first = 2 if form == "csv" else 1
    assert [e.name for e in loaded.entries] == ["Good Mill", "Good Mill"]
    assert [b.row for b in loaded.bad] == [first + i for i in range(1, 5)]
    assert all(len(b.what) < 200 for b in loaded.bad)


def _written(form: str, rows: Sequence[tuple[str, object, object]]) -> str:
    if form == "csv":
        return "name,lat,lon\n" + "".join(f"{n},{y},{x}\n" for n, y, x in rows)
    if form == "txt":
        cells = [[str(i), n, n, "", str(y), str(x), "P", "PPL", "XX", *[""] * 10] for i, (n, y, x) in enumerate(rows)]
        return "\n".join("\t".join(c) for c in cells)
    if form == "jsonl":
        told = [{"id": i, "name": n, "pt": "locality", "lat": y, "lon": x} for i, (n, y, x) in enumerate(rows)]
        return "\n".join(map(json.dumps, told))
    points = [{"type": "Point", "coordinates": [x, y]} for _, y, x in rows]
    features = [{"properties": {"name": n}, "geometry": p} for (n, _, _), p in zip(rows, points, strict=True)]
    return json.dumps({"type": "FeatureCollection", "features": features})
