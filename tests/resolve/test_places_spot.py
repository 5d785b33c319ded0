import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.know.gazetteer import Gazetteer
from trucewatch.resolve.places_spot import capital, spot

WORLD = Gazetteer()


def names(text: str, countries: tuple[str, ...] = ()) -> list[str]:
    return [m.text for m in spot(text, WORLD, countries)]


def test_the_longest_name_wins() -> None:
    assert "New York City" in names("He left New York City.")
    assert "Bosnia and Herzegovina" in names("He left for Bosnia and Herzegovina.")


def test_abbreviations_and_possessives() -> None:
    assert "U.S." in names("The U.S. agreed.")
    assert "St. Louis" in names("in St. Louis today")
    assert "Paris" in names("Paris’s mayor")


def test_names_do_not_run_over_line_breaks() -> None:
    assert "New York" not in names("New\nYork")


def test_feature_words() -> None:
    (mention,) = spot("Idlib province", WORLD, ("SY",))
    assert mention.feature == "admin1"
    mention = spot("the town of Idlib", WORLD, ("SY",))[0]
    assert mention.feature == "town"


def test_capital() -> None:
    assert capital("Aleppo")
    assert capital("al-Bab")
    assert capital("el’Bab")
    assert not capital("al-bab")
    assert not capital("pre-Raphael")
    assert not capital("")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for mention in spot(text, WORLD, ("SY",)):
        assert text[mention.start : mention.end] == mention.text
        assert mention.candidates


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("in Paris and Lyon provinces", ["admin1", "admin1"]),
        ("in the towns of Paris, Lyon and Nice", ["town", "town", "town"]),
        ("in Paris and Lyon. Provinces", [None, None]),
        ("in rural Paris", ["admin1"]),
        ("in Paris northern countryside", ["admin1"]),
    ],
)
def test_feature_words_of_lists_and_of_the_countryside(text: str, features: list[str | None]) -> None:
    assert [m.feature for m in spot(text, WORLD)] == features
