"""The outlet behind a headline, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ingest import load_text
from trucewatch.ingest.masthead import LONGEST, outlet_named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Convoy burns at the crossing | Orontes Free Press\n\nText.", "Orontes Free Press"),
        ("\nMore News Opinion Sport | The Daily Lamp\nConvoy burns", "The Daily Lamp"),
        ("Convoy burns at the crossing – Daily Lamp", "Daily Lamp"),
        ("RIVERTON | The army said on Sunday that it would hold its fire.", None),
        ("Share on Facebook now | Tweet | Print", None),
        ("Convoy burns at the crossing | updated 4 pm", None),
        ("The army said so.", None),
        ("a " * LONGEST + "| Name", None),
        ("", None),
    ],
)
def test_a_bar_after_a_headline_names_the_outlet(text: str, name: str | None) -> None:
    assert outlet_named(text) == name


def test_an_outlet_that_is_given_wins() -> None:
    text = "Convoy burns at the crossing | Orontes Free Press\nThe army said it was not there."
    assert load_text(text).outlet == "Orontes Free Press"
    assert load_text(text, outlet="The Wire").outlet == "The Wire"


@given(st.text(" |–ab\n.", max_size=300))
def test_any_text_is_read(text: str) -> None:
    name = outlet_named(text)
    assert name is None or name in text
