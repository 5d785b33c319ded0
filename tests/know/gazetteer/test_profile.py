from pathlib import Path

import pytest

from trucewatch.errors import ProfileError
from trucewatch.know.gazetteer import distance_km, load_places
from trucewatch.settings import conflicts_dir

GOOD = """
country = "SY"
place = [
  { id = "geonames:1", name = "Big", kind = "town", admin1 = "North", at = [36.0, 37.0], pop = 10 },
  { id = "own:sy/old", name = "Old Quarter", kind = "neighbourhood", within = "geonames:1", radius_km = 6.0 },
]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "war.places.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_place_without_a_point_takes_its_parents(tmp_path: Path) -> None:
    big, old = load_places(write(tmp_path, GOOD))
    assert (old.lat, old.lon, old.radius_km, old.admin1) == (36.0, 37.0, 6.0, "North")
    assert old.country == "SY"
    assert big.own
    assert big.radius_km == 4.0


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no place"),
        ("place = 3", "no place"),
        ("place = [1]", "table"),
        ("place = [{ id = 'own:a', name = 'A', kind = 'town', colour = 'red' }]", "colour"),
        ("place = [{ id = 'own:a', kind = 'town' }]", "name"),
        ("place = [{ id = 'own:a', name = 'A', kind = 'planet' }]", "planet"),
        ("place = [{ id = 'a', name = 'A', kind = 'town' }]", "namespace"),
        ("place = [{ id = 'own:a', name = 'A', kind = 'town', at = [100, 20] }]", "outside"),
        ("place = [{ id = 'own:a', name = 'A', kind = 'town', at = 'here' }]", "latitude"),
        ("place = [{ id = 'own:a', name = 'A', kind = 'town', within = 'own:b' }]", "own:b"),
        ("place = [{ id = 'own:a', name = 'A', kind = 'town' }, { id = 'own:a', name = 'B', kind = 'town' }]", "twice"),
        ("place = [", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(ProfileError) as raised:
        load_places(write(tmp_path, text))
    assert what in str(raised.value)
    assert "war.places.toml" in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read"):
        load_places(tmp_path / "none.toml")


@pytest.mark.parametrize("name", sorted(p.name for p in conflicts_dir().glob("*.places.toml")))
def test_the_shipped_files_are_whole(name: str) -> None:
    entries = load_places(conflicts_dir() / name)
    assert len(entries) > 100
    divisions = {e.name: e for e in entries if e.kind == "admin1"}
    for entry in entries:
        assert entry.admin1 is None or entry.admin1 in divisions, entry
        if entry.point and entry.admin1 and entry.kind != "admin1":
            middle = divisions[entry.admin1].point
            assert middle is not None
            assert distance_km(entry.point, middle) < 700, entry
