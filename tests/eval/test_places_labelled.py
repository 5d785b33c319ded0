from pathlib import Path

import pytest
from eval.places_labelled import Label, best_constant, labels, parts, right

from trucewatch.model.place import Place
from trucewatch.model.span import Span

EXACT = Label("r", 10, 14, "own:x/mill", (36.0, 37.0), "North", "SY", True)
VAGUE = Label("r", 20, 25, "geonames:1", None, "North", "SY", False)


def place(**given: object) -> Place:
    facts = {"words": Span(10, 14, "Mill"), "place_id": "own:x/other", "name": "Mill", "admin1": "North"} | given
    return Place(**facts)  # type: ignore[arg-type]


def test_the_labels_of_the_repository_are_whole() -> None:
    known = labels()
    assert len(known) >= 300
    assert len({(label.report, label.start) for label in known}) == len(known)
    for label in known:
        assert 0 <= label.start < label.end
        assert label.place_id or label.point
        assert label.place_id.partition(":")[0] in ("geonames", "own", "wof", "")
        assert not label.exact or label.point
        assert label.admin1 or label.country != "SY"


def test_a_damaged_file_of_labels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("report,start,end,id,lat,lon,admin1,country,known\nr,1,2,own:x/y,,,North,SY,perhaps\n", "utf-8")
    with pytest.raises(ValueError, match="perhaps"):
        labels(path)


@pytest.mark.parametrize(
    ("label", "found", "judged"),
    [
        (EXACT, place(lat=36.03, lon=37.0), True),
        (EXACT, place(lat=36.06, lon=37.0), False),
        (EXACT, place(place_id="own:x/mill", lat=36.2, lon=37.0), True),
        (EXACT, place(), False),
        (VAGUE, place(radius_km=60.0), True),
        (VAGUE, place(radius_km=4.0), False),
        (VAGUE, place(radius_km=60.0, admin1="South"), False),
        (VAGUE, place(place_id="geonames:1", admin1=None), True),
    ],
)
def test_right_is_the_place_itself_or_near_or_no_more_than_its_division(
    label: Label, found: Place, judged: bool
) -> None:
    assert right(label, found) is judged


def test_parts_count_a_mention_once_and_misses_too() -> None:
    near = place(lat=36.0, lon=37.0, radius_km=2.0)
    (counted,) = parts([EXACT, VAGUE], {"r": [near]})
    assert counted == {"right": (1, 2, 0), "found": (1, 2, 0), "point": (1, 1, 0), "parent": (0, 1, 0)}


def test_the_best_constant_is_the_commonest_spot_or_division() -> None:
    assert best_constant([]) == 0
    assert best_constant([EXACT, EXACT, VAGUE]) == pytest.approx(2 / 3)
    assert best_constant([EXACT, VAGUE, VAGUE]) == pytest.approx(2 / 3)
