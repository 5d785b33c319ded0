"""Given names of women and men."""

from __future__ import annotations

from trucewatch.know.given_names import given_names


def test_names_tell_women_from_men_where_they_do() -> None:
    names = given_names()
    assert names["susan"] == names["fatima"] == "she"
    assert names["robert"] == names["mahmoud"] == "he"
    assert "leslie" not in names
    assert "[men]" not in names
