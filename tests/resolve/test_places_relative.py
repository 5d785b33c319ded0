import pytest

from trucewatch.know.gazetteer import Entry, distance_km
from trucewatch.resolve.places_relative import bearing, on_outskirts, pointed

TOWN = Entry("own:1", "Town", "town", "XX", "North", 36.0, 37.0, 4.0)


def told(text: str) -> object:
    start = text.index("Town")
    return bearing(text, start, start + 4)


@pytest.mark.parametrize(
    ("text", "degrees", "km", "words"),
    [
        ("fell west of Town", 270, None, "west of"),
        ("30 km south of Town", 180, 30, "south of"),
        ("some 10 miles (16 km) to the north-east of the city of Town", 45, 16.09, "north-east of"),
        ("the southern countryside of Town", 180, None, "southern countryside of"),
        ("in western Town countryside", 270, None, "western countryside of"),
        ("Town's eastern suburbs", 90, None, "eastern suburbs of"),
        ("in the Town northern countryside", 0, None, "northern countryside of"),
        ("the villages of western rural Town", 270, None, "western countryside of"),
        ("in rural Town", None, None, "countryside of"),
        ("the outskirts of the city of Town", None, None, "outskirts of"),
    ],
)
def test_bearings(text: str, degrees: float, km: float | None, words: str) -> None:
    found = told(text)
    assert found is not None
    assert found.degrees == degrees  # type: ignore[attr-defined]
    assert found.words == words  # type: ignore[attr-defined]
    assert found.km == (None if km is None else pytest.approx(km))  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["in Town", "the west. Town", "northern Town", "Town", "the villages of Town"])
def test_no_bearing(text: str) -> None:
    assert told(text) is None


def test_the_point_moves_as_far_as_is_said() -> None:
    course = bearing("30 km south of Town", 15, 19)
    point, radius = pointed(TOWN, course)
    assert point is not None
    assert distance_km(point, (36.0, 37.0)) == pytest.approx(30, rel=0.02)
    assert point[0] < 36.0
    assert radius == 10.0


def test_wide_places_and_unplaced_ones_stay() -> None:
    course = bearing("south of Town", 9, 13)
    wide = Entry("own:2", "Land", "admin1", "XX", "Land", 36.0, 37.0, 60.0)
    assert pointed(wide, course) == ((36.0, 37.0), 60.0)
    assert pointed(Entry("own:3", "No", "town"), course) == (None, None)
    assert pointed(TOWN, None) == ((36.0, 37.0), 4.0)


def test_countryside_all_around_widens_and_a_side_of_it_is_a_window() -> None:
    around = bearing("in rural Town", 9, 13)
    assert pointed(TOWN, around) == ((36.0, 37.0), 24.0)
    division = Entry("own:2", "Town", "admin1", "XX", "Town", 36.5, 37.5, 60.0)
    east = bearing("the eastern countryside of Town", 27, 31)
    point, radius = pointed(division, east, TOWN)
    assert point is not None
    assert radius == 32.0
    assert distance_km(point, (36.0, 37.0)) == pytest.approx(34, abs=1)
    assert point[1] > 37.0
    assert pointed(division, east) == ((36.5, 37.5), 60.0)


def test_outskirts() -> None:
    assert on_outskirts("towns around the capital Town", 25, 29)
    assert on_outskirts("Town's suburbs", 0, 4)
    assert not on_outskirts("in Town", 3, 7)


def test_words_of_land_further_off_are_of_another_place() -> None:
    assert (
        bearing("North of Castle, where the rebels had been for weeks on end and without rest, in Town", 81, 85) is None
    )
    assert bearing("the road in Town, whose north is flat", 12, 16) is None
    text = "12.5 kilometers to the north-west of the provincial capital of Town"
    course = bearing(text, len(text) - 4, len(text))
    assert course is not None
    assert (course.degrees, course.km) == (315.0, 12.5)
    villages = bearing("the southwestern villages around the governorate of Town", 52, 56)
    assert villages is not None
    assert villages.degrees == 225.0
    own = bearing("northern Town's countryside", 9, 13)
    assert own is not None
    assert own.degrees == 0.0
