from __future__ import annotations

import math

import pytest

from trucewatch.know.gazetteer import Entry, Gazetteer
from trucewatch.resolve.places_standing import NOWHERE, Lands, standing

OWN = Entry("own:x", "Upper Mill", "village", "FR", "Rhône-Alpes", 45.5, 4.5, 2.0, 90, own=True)
NOWHERE_SAID = Entry("own:y", "Lower Mill", "village", "FR", parent="own:x")


def test_shipped_and_added_places_stand_side_by_side() -> None:
    shipped = [c.place for c in Gazetteer().candidates("Lyon")]
    places = [OWN, *shipped, NOWHERE_SAID]
    lands = Lands()
    sizes, points, numbers = standing(places, lands)
    assert sizes == pytest.approx([math.log10(p.pop + 10) for p in places])
    for place, (north, lon, there, east) in zip(shipped, points[1:-1].tolist(), strict=True):
        assert place.point is not None
        assert north == there == pytest.approx(place.point[0] * 111.2, abs=0.01)
        assert east == pytest.approx(math.cos(math.radians(place.point[0])) * 111.2, abs=0.01)
        assert lon == pytest.approx(place.point[1], abs=0.001)
    assert points[-1].tolist() == [NOWHERE, 0.0, -NOWHERE, 0.0]
    assert numbers[0][0] == numbers[1][0] == numbers[-1][0] == lands.nation("FR")
    assert numbers[-1][1] < 0


def test_a_place_stands_the_same_alone_and_beside_others() -> None:
    places = [c.place for c in Gazetteer().candidates("Georgia")]
    together = standing(places, Lands())
    for i, place in enumerate(places):
        sizes, points, _ = standing([place], Lands())
        assert (sizes[0], points[0].tolist()) == (together[0][i], together[1][i].tolist())
    alone = standing([OWN], Lands())
    beside = standing([*places, OWN], Lands())
    assert (alone[0][0], alone[1][0].tolist()) == (beside[0][-1], beside[1][-1].tolist())


def test_divisions_of_one_name_and_nation_have_one_number() -> None:
    lands = Lands()
    first, second = lands.numbers(OWN), lands.numbers(OWN)
    assert first == second
    assert lands.nation("ZZ") not in first


def test_unknown_nations_and_divisions_are_like_no_other() -> None:
    lands = Lands()
    sea, bare = Entry("own:z", "Z", "sea"), Entry("own:w", "W", "village", "FR")
    found = [lands.numbers(place) for place in (sea, sea, bare, bare)]
    unknown = [found[0][0], found[1][0], found[2][1], found[3][1]]
    assert len(set(unknown)) == 4
    assert max(unknown) < 0
    assert found[2][0] == found[3][0] == lands.nation("FR")
    assert lands.nation("ZZ") == 0
