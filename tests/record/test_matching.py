"""What a typed name may mean: words, beginnings, other spellings; never plain words by their sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.record.matching import holds_words, is_alias, names_place, names_speaker, same_name, sounds_like_place


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Mohamad", "Muhammad Weller"),
        ("weller", "Muhammad Wéller"),
        ("the Observ", "River Observatory for Peace"),
        ("peace river", "River Observatory for Peace"),
        ("Al Jabari", "Omar al-Jabari"),
        ("ARMY", "The army"),
        ("UN", "U.N. envoy"),
    ],
)
def test_a_speaker_is_found(asked: str, name: str) -> None:
    assert names_speaker(asked, name)


@pytest.mark.parametrize(
    ("asked", "name"),
    [("army", "Aram Weller"), ("un", "Unnamed official"), ("the post", "The army"), ("%", "anybody"), ("", "anybody")],
)
def test_somebody_else_is_not(asked: str, name: str) -> None:
    assert not names_speaker(asked, name)


def test_an_alias_is_meant_as_a_whole() -> None:
    assert is_alias("Mohamad Jabbari", "Muhammad al-Jabari")
    assert not is_alias("Jabari", "Muhammad al-Jabari")
    assert not is_alias("government", "government forces")


def test_places_are_named_word_for_word_or_sound_alike() -> None:
    assert names_place("ghor", "Eastern Ghor")
    assert names_place("al-Bahr", "Bahr")
    assert not names_place("al-Bahr", "Bahr al-Hawa")
    assert not names_place("Ghor", "Ghoran")
    assert sounds_like_place("Benyamina", "Binyaminah")
    assert not sounds_like_place("Benyamina", "Kalamun")


def test_outlets_and_truces() -> None:
    assert same_name("the wire", "The Wire")
    assert not same_name("Wire", "The Wire")
    assert holds_words(["days three"], "A truce of three days")
    assert not holds_words(["day", ""], "A truce of three days")
    for asked in ("ceasefire", "cease-fire", "Cease fire"):
        assert holds_words([asked], "the cease-fire of Easton")
        assert holds_words([asked], "the Ceasefire of Easton")


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_asked_for(asked: str, name: str) -> None:
    for fits in (names_speaker, is_alias, names_place, sounds_like_place, same_name):
        assert fits(asked, name) in (True, False)
    assert not names_speaker("", name)


def test_a_long_name_takes_no_time() -> None:
    assert not names_speaker("x" * 100_000, "y " * 50_000)
    assert not names_place("x " * 50_000, "y " * 50_000)
