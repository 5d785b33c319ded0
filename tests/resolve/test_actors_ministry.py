"""Whose ministry, and whose officials in a report from another capital. All sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.resolve.test_actors_abroad import side


@pytest.mark.parametrize(
    ("war", "text", "wanted"),
    [
        ("libya", "Turkish Foreign Minister Ahmet Davutoglu met Jibril, the foreign ministry said.", "turkey"),
        ("libya", "Italy's foreign minister left. It was late. The foreign ministry said so.", "state"),
        ("libya", "Italy's foreign minister left, Libya's foreign minister came. The foreign ministry", "government"),
        ("libya", "Italy's defence minister left. It was late. The foreign ministry said so.", "government"),
        ("syria", "Norway's foreign minister spoke. It was late. The Foreign Ministry said so.", "state"),
    ],
)  # fmt: skip
def test_a_ministry_is_of_the_last_minister_of_its_office(war: str, text: str, wanted: str) -> None:
    words = next(w for w in ("the foreign ministry", "The foreign ministry", "The Foreign Ministry") if w in text)
    assert side(war, text, words) == wanted


def test_the_presidency_is_of_the_last_president() -> None:
    text = "South African President Jacob Zuma will visit Tripoli, the presidency said."
    assert side("libya", text, "the presidency") == "state"
    assert side("libya", "It was late, the presidency said.", "the presidency") == "government"


def test_a_report_whose_first_sentence_is_of_the_capital_it_is_from_speaks_of_its_ministries() -> None:
    lead = "Gadhafi holds on MOSCOW (CNN) -- Shells fell, the Russian foreign minister said. Libya burns. "
    assert side("libya", lead + "The Emergency Ministry said so.", "The Emergency Ministry") == "russia"
    lead = "Gadhafi holds on CAIRO (CNN) -- Shells fell, residents of Misrata said. Libya burns. "
    assert side("libya", lead + "The Oil Ministry said so.", "The Oil Ministry") == "government"


@given(st.text(alphabet="the foreign ministry'sTurkish. ,", max_size=300))
def test_odd_text_never_raises(text: str) -> None:
    side("libya", f"{text} the foreign ministry", "the foreign ministry")
