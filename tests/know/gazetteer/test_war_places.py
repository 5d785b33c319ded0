"""The places files of conflicts/: what must hold of every row, whoever adds one."""

import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from trucewatch.know.gazetteer import Gazetteer, distance_km, load_places, shipped_index
from trucewatch.know.gazetteer.names import key

FILES = sorted((ROOT / "conflicts").glob("*.places.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_row_says_whence_its_point_comes(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    rows = data["place"]
    assert len(rows) >= 120
    divisions = {row["name"] for row in rows if row["kind"] == "admin1"}
    for row in rows:
        assert row["id"].startswith(("geonames:", f"own:{data['country'].lower()}/")), row["name"]
        assert row.get("admin1") in divisions or row["kind"] in ("region", "sea", "water"), row["name"]
        if "at" in row:
            assert "within" not in row, row["name"]
        elif row["kind"] not in ("region", "water"):
            assert row["within"], row["name"]
            assert row["radius_km"] > 0, row["name"]
        assert not row.get("checked") or all(i.startswith("wof:") for i in row["checked"])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_names_are_names_and_each_place_is_found_by_its_own(path: Path) -> None:
    places = load_places(path)
    gazetteer = Gazetteer(places)
    for entry in places:
        spelled = [key(name) for name in (entry.name, *entry.names)]
        assert all(len(name) > 1 for name in spelled), entry.name
        found = gazetteer.candidates(entry.name, (entry.country or "",))
        assert entry.place_id in {c.entry.place_id for c in found}, entry.name


@pytest.mark.parametrize("war", [path.name.partition(".")[0] for path in FILES])
def test_each_file_is_named_by_its_profile(war: str) -> None:
    profile = tomllib.loads((ROOT / f"conflicts/{war}.toml").read_text("utf-8"))
    assert profile["places"] == f"{war}.places.toml"


#: Towns that the file gives to the district they were in at the time of its war, GeoNames to today's.
MOVED = {"Janzour", "Zliten"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_row_with_the_id_of_a_shipped_town_lies_there_and_in_its_division(path: Path) -> None:
    places = load_places(path)
    divisions = {entry.place_id: entry.name for entry in places if entry.kind == "admin1"}
    index = shipped_index()
    numbers = index.numbers()
    for entry in places:
        space, _, number = entry.place_id.partition(":")
        if space != "geonames" or entry.wide or int(number) not in numbers:
            continue
        town = row = index.row(numbers[int(number)])
        while row.kind != "admin1" and row.parent is not None:
            row = index.row(row.parent)
        assert town.lat is not None
        assert town.lon is not None
        assert entry.point is not None
        assert distance_km(entry.point, (town.lat, town.lon)) < 5, entry.name
        assert entry.admin1 == divisions[f"geonames:{row.geonames}"] or entry.name in MOVED, entry.name
