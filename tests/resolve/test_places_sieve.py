import pytest

from trucewatch.know.gazetteer import Entry, Gazetteer
from trucewatch.resolve.places_sieve import sieve

VILLAGES = [
    Entry("own:1", "Suruq", "village", "SY", "Homs", 35.0, 37.0, own=True),
    Entry("own:2", "Qatar", "village", "SY", "Aleppo", 36.0, 37.0, own=True),
]
GAZETTEER = Gazetteer(VILLAGES)
THEATRE = ("SY",)


def left(words: str, feature: str | None = None, countries: tuple[str, ...] = THEATRE) -> list[str]:
    return [c.entry.name for c in sieve(words, GAZETTEER.candidates(words, countries), feature, countries, GAZETTEER)]


@pytest.mark.parametrize("words", ["Western", "Syrians", "Sunday", "Army", "at Homs"])
def test_what_is_no_place(words: str) -> None:
    assert left(words) == []


def test_a_direction_is_a_place_before_province() -> None:
    assert left("Western", "admin1", ())


def test_a_country_is_not_looked_past() -> None:
    assert left("Qatar") == ["Qatar"]
    assert GAZETTEER.candidates("Qatar", THEATRE)[0].entry.kind == "village"
    assert sieve("Qatar", GAZETTEER.candidates("Qatar", THEATRE), None, THEATRE, GAZETTEER)[0].entry.kind == "country"
    assert sieve("Qatar", GAZETTEER.candidates("Qatar", THEATRE), "town", THEATRE, GAZETTEER)[0].entry.kind == "village"


def test_a_by_name_abroad_needs_a_large_town() -> None:
    assert "Hamm" in left("Hamas", countries=())
    assert "Hamm" not in left("Hamas")


def test_what_sounds_like_a_place_is_kept() -> None:
    assert "Suruq" in left("Surouk")
