"""Places that only say where another one lies. All sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.place import Place
from trucewatch.model.span import Span
from trucewatch.read.bearings import without_bearings


def left(text: str, *names: str, country: str = "") -> list[str]:
    places = []
    for name in names:
        start = text.index(name)
        place_id = "iso:FD" if name == country else None
        places.append(Place(Span(start, start + len(name), name), place_id, name))
    return [p.name for p in without_bearings(text, places)]


@pytest.mark.parametrize(
    "text",
    [
        "Fighting engulfed Brenn, east of Harle, where 14 were killed.",
        "They took Brenn, 160 km (100 miles) south-west of Harle.",
        "They took Brenn some 30 kilometres north of the capital Harle.",
        "They took Brenn (12 miles northeast of Harle) at dawn.",
    ],
)
def test_what_stands_behind_a_place_as_its_bearing(text: str) -> None:
    assert left(text, "Brenn", "Harle") == ["Brenn"]


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit a village east of Harle after Brenn fell.",
        "Brenn and the east of Harle were shelled.",
        "Brenn fell. East of Harle, guns were heard.",
    ],
)
def test_a_bearing_that_locates_no_place_stays(text: str) -> None:
    assert set(left(text, *sorted(["Brenn", "Harle"], key=text.index))) == {"Brenn", "Harle"}


def test_the_bearing_of_a_place_within_a_country_stays() -> None:
    assert (
        left("In Freedonia, east of Harle, guns were heard.", "Freedonia", "Harle", country="Freedonia")[-1] == "Harle"
    )


@given(st.text(alphabet="Brenn, 12km eastof()\u202e", max_size=60))
def test_any_text_between_is_survived(noise: str) -> None:
    text = f"Aaa{noise}Zzz"
    places = [Place(Span(0, 3, "Aaa"), None, "Aaa"), Place(Span(len(text) - 3, len(text), "Zzz"), None, "Zzz")]
    assert without_bearings(text, places)[0].name == "Aaa"
