from pathlib import Path

import pytest
from eval.places_coverage import apart, known, of_events

from trucewatch.know.gazetteer import Entry, Gazetteer

MILL = Entry("own:x/mill", "Millbruck", "village", "SY", "North", 36.0, 37.0, 2.0, own=True)
FAR = Entry("own:x/far", "Farbruck", "village", "SY", "North", 35.0, 37.0, 2.0, own=True)
PARENT = Entry("own:x/lane", "Laneholm", "village", "SY", "North", 36.0, 37.0, 6.0, parent="own:x/mill", own=True)


def row(name: str, lat: float, lon: float, kind: str = "locality") -> dict[str, object]:
    return {"name": name, "names": {"eng_x_variant": ["The other name"]}, "pt": kind, "lat": lat, "lon": lon}


def test_known_needs_a_name_of_the_right_country() -> None:
    gazetteer = Gazetteer([MILL])
    assert known("the village of Millbruck", gazetteer, ("SY",), "SY")
    assert not known("the village of Millbruck", gazetteer, ("SY",), "TR")
    assert not known("the centre of the town", gazetteer, ("SY",), "SY")
    assert not known("", gazetteer, ("SY",), "SY")


def test_apart_takes_the_nearest_of_the_name_and_only_points_of_their_own() -> None:
    others = [row("Millbruck", 36.01, 37.0), row("Millbruck", 30.0, 37.0), row("Laneholm", 30.0, 37.0)]
    assert apart([MILL, FAR, PARENT], others) == [pytest.approx(1.11, abs=0.01)]
    assert apart([MILL], [row("Millbruck", 36.01, 37.0, "county")]) == []
    assert apart([], []) == []


def test_events_are_weighted_and_a_kind_behind_the_name_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "war.places.toml"
    path.write_text(
        'country = "SY"\n[[place]]\nid = "own:x/mill"\nname = "Millbruck"\nkind = "village"\nat = [36.0, 37.0]\n',
        "utf-8",
    )
    events = [
        {"where_coordinates": name, "latitude": 36.0, "longitude": 37.0}
        for name in ("Millbruck village", "Old Xyzzyx/Millbruck", "Xyzzyx")
    ]
    assert of_events(events, ("SY",), path) == {
        "known": pytest.approx(2 / 3),
        "less its own": 0.0,
        "index alone": 0.0,
    }
    assert of_events([], ("SY",), path) == {"known": 0.0, "less its own": 0.0, "index alone": 0.0}
