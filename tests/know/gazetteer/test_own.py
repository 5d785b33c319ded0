"""The user's own places: checked, copied, used by later reads. All places are made up."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from trucewatch.errors import GazetteerError
from trucewatch.know.gazetteer import Gazetteer, add_file, own_places, places_dir
from trucewatch.know.gazetteer.gazetteer import shipped_index
from trucewatch.settings import home_dir


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRUCEWATCH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def geonames(number: int, name: str, code: str = "PPL", kind: str = "P") -> str:
    cells = [str(number), name, name, "", "1.5", "2.5", kind, code, "XX", "", "07", "", "", "", "12", "", "", "", ""]
    return "\t".join(cells) + "\n"


def csv_file(folder: Path, rows: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text("id,name,kind,country,lat,lon\n" + rows, "utf-8")
    return path


def test_nothing_was_added_yet() -> None:
    assert own_places() == ()
    assert not home_dir().exists()


def test_broken_rows_are_named_and_the_rest_is_used(tmp_path: Path, home: Path) -> None:
    path = csv_file(tmp_path, "own:a,Upper Mill,village,XX,1,2\nown:b,Nowhere,village,XX,100,20\n,,,,,\n")
    stored = add_file(path)
    assert (stored.places, stored.replaced, [b.row for b in stored.bad]) == (1, False, [3, 4])
    assert stored.path == home / "places" / "mine.jsonl"
    (entry,) = own_places()
    assert (entry.place_id, entry.name, entry.own) == ("own:a", "Upper Mill", True)
    assert [c.entry.place_id for c in Gazetteer(own_places()).candidates("Upper Mill")][:1] == ["own:a"]
    assert own_places(apart_from={"own:a"}) == ()


def test_the_same_file_again_replaces_its_copy(tmp_path: Path) -> None:
    add_file(csv_file(tmp_path, "own:a,Upper Mill,village,XX,1,2\n"))
    assert add_file(csv_file(tmp_path, "own:c,Lower Mill,village,XX,1,2\n")).replaced
    assert [e.place_id for e in own_places()] == ["own:c"]
    assert [p.name for p in places_dir().iterdir()] == ["mine.jsonl"]


def test_a_file_without_any_place_leaves_the_copy_as_it_was(tmp_path: Path) -> None:
    add_file(csv_file(tmp_path, "own:a,Upper Mill,village,XX,1,2\n"))
    with pytest.raises(GazetteerError, match="no place"):
        add_file(csv_file(tmp_path, "own:a,Upper Mill,village,XX,900,2\n"))
    assert [e.place_id for e in own_places()] == ["own:a"]


def test_a_country_file_gives_divisions_and_leaves_known_places_alone(tmp_path: Path) -> None:
    index = shipped_index()
    known = next(row for n in range(index.rows) if (row := index.row(n)).kind == "admin1" and row.geonames)
    path = tmp_path / "XX.txt"
    path.write_text(
        geonames(known.geonames, "Seventh Division", "ADM1", "A") + geonames(4_000_000_000, "Mill"), "utf-8"
    )
    stored = add_file(path)
    assert (stored.places, stored.known) == (1, 1)
    (entry,) = own_places()
    assert (entry.name, entry.admin1, entry.own) == ("Mill", known.name, False)


@pytest.mark.parametrize("name", ["../../up.csv", "a b/c\u202e.csv", ".csv", "x" * 200 + ".csv"])
def test_copies_stay_in_their_folder(tmp_path: Path, name: str, home: Path) -> None:
    stored = add_file(csv_file(tmp_path, "own:a,Upper Mill,village,XX,1,2\n"), name=name)
    assert stored.path.parent == home / "places"
    assert len(stored.path.name) < 100
    assert len(own_places()) == 1


def test_a_damaged_copy_is_named(tmp_path: Path) -> None:
    stored = add_file(csv_file(tmp_path, "own:a,Upper Mill,village,XX,1,2\n"))
    stored.path.write_text("{", "utf-8")
    with pytest.raises(GazetteerError, match="line 1"):
        own_places()
    stored.path.write_bytes(b"\xff\xfe")
    with pytest.raises(GazetteerError, match="cannot be read"):
        own_places()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TRUCEWATCH_HOME", str(tmp_path / "file"))
    with pytest.raises(GazetteerError, match="cannot be stored"):
        add_file(csv_file(tmp_path, "own:a,Upper Mill,village,XX,1,2\n"))


@pytest.mark.parametrize(
    ("system", "variables", "ends"),
    [
        ("linux", {"XDG_DATA_HOME": "/d"}, "/d/trucewatch"),
        ("linux", {}, ".local/share/trucewatch"),
        ("darwin", {}, "Library/Application Support/Trucewatch"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/Trucewatch"),
    ],
)
def test_where_the_data_lie(monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], ends: str) -> None:
    for name in ("TRUCEWATCH_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", system)
    assert home_dir().as_posix().endswith(ends)


@pytest.mark.parametrize("name", ["bomb.csv", "bomb.csv.gz", "bomb.zip"])
def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("trucewatch.know.gazetteer.loaders.MAX_BYTES", 1000)
    path, raw = tmp_path / name, b"x" * 100_000
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("XX.txt", raw)
    else:
        path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    with pytest.raises(GazetteerError, match="larger than"):
        add_file(path)


@pytest.mark.parametrize("cut", [5, 20, 40])
def test_a_file_that_is_cut_off_is_said(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(b"name,lat,lon\nMill,1,2\n" * 3)[:cut])
    with pytest.raises(GazetteerError, match="cannot be read"):
        add_file(path)


def test_a_town_that_the_index_has_is_not_put_beside_itself(tmp_path: Path) -> None:
    index = shipped_index()
    town = next(row for n in range(index.rows) if (row := index.row(n)).kind == "town" and row.lat and row.country)
    country = next(row for n in range(index.rows) if (row := index.row(n)).kind == "country")
    rows = [
        {"id": 1, "name": town.name, "pt": "locality", "cc": town.country, "lat": town.lat, "lon": town.lon},
        {"id": 2, "name": town.name, "pt": "locality", "cc": town.country, "lat": -80.0, "lon": 0.0},
        {"id": 3, "name": country.name, "pt": "country", "cc": country.country, "lat": 0.0, "lon": 0.0},
        {"id": 4, "name": "Quux Land", "pt": "region", "cc": "LI", "lat": 47.0, "lon": 9.0},
        {"id": 5, "name": "Quux", "pt": "locality", "cc": "LI", "lat": 47.0, "lon": 9.0, "hier": {"region_id": 4}},
        {"id": 6, "name": "Baz", "pt": "locality", "cc": "LI", "lat": 47.0, "lon": 9.0, "hier": 7},
        {"id": 7, "name": "Baz", "pt": "locality", "cc": "LI", "lat": 47.0, "lon": 9.0, "hier": {"region_id": []}},
    ]
    path = tmp_path / "wof.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    stored = add_file(path)
    assert (stored.places, stored.known, [b.row for b in stored.bad]) == (3, 2, [6, 7])
    assert {e.place_id: e.admin1 for e in own_places()} == {"wof:2": None, "wof:4": None, "wof:5": "Quux Land"}
