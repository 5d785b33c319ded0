"""Who is meant by what people do: professions, posts and bodies in many forms. All sentences are our own."""

from __future__ import annotations

import pytest

from tests.resolve.test_references import sources

_MEANT = {
    "civilians": "plumber, vegetable seller, headmaster, nun, schoolboy, retiree, hairdresser, Homs native, shepherd",
    "aid": "hospital worker, ambulance driver, hospital director, physiotherapist, firefighter, charity worker",
    "government": "Syrian general, Syrian officer, Syrian diplomat, provincial official, customs official",
    "opposition": "local council spokesman, Islamist fighter, Turkmen commander, volunteer fighter, army deserter",
    "monitor": "documentation centre spokesman, rights campaigner",
    "kurdish": "Kurdish fighter, Kurdish security source",
}
_PHRASES = [(side, phrase.strip()) for side, phrases in _MEANT.items() for phrase in phrases.split(",")]


def side_of(words: str) -> str:
    """Return the side of whoever a sentence calls by some words."""
    return sources(f"It was late. {words} said so.", words)[0].side


@pytest.mark.parametrize(("side", "phrase"), _PHRASES)
@pytest.mark.parametrize("form", ["A {}", "Local man Samer Haddad, a {}", "Samer Haddad a {}"])
def test_what_somebody_does_tells_his_side(side: str, phrase: str, form: str) -> None:
    words = form.format(phrase).removeprefix("Local man ")
    text = f"Fighting went on in the city on Monday. {words} said that it was bad."
    assert sources(text, words)[0].side == side


@pytest.mark.parametrize(("side", "title"), [("aid", "Ambulance driver"), ("kurdish", "Kurdish fighter")])
def test_a_title_before_a_name_tells_it_too(side: str, title: str) -> None:
    assert side_of(f"{title} Samer Haddad") == side


def test_a_profession_after_a_given_name_is_a_family_name() -> None:
    found = sources("It was late. Benjamin Barber said so.", "Benjamin Barber")[0]
    assert (found.name, found.side) == ("Benjamin Barber", "unknown")


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("opposition", "Samer Haddad head of the Free Syrian Army"),
        ("aid", "The head of the Syrian Arab Red Crescent Samer Haddad"),
        ("aid", "Samer Haddad from Doctors Without Borders"),
        ("us", "White House adviser Samer Haddad"),
        ("russia", "An official at the Kremlin"),
    ],
)
def test_who_has_a_post_in_a_body_is_on_its_side(side: str, words: str) -> None:
    assert side_of(words) == side


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("monitor", "The observatorys head Samer Haddad"),
        ("coalition", "The coalitions spokesman Samer Haddad"),
        ("media", "Syria Live Network"),
        ("opposition", "The free army"),
    ],
)
def test_lost_marks_and_capitals_hide_nobody(side: str, words: str) -> None:
    assert side_of(words) == side


def test_officials_of_the_group_are_on_the_side_of_the_group_that_was_named() -> None:
    text = "Ahrar al-Sham left the talks. Sources close to the group said why. It was late, the group's chief said."
    assert [s.side for s in sources(text, "Sources close to the group", "the group's chief")] == ["opposition"] * 2


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("government", "The source, an army officer"),
        ("un", "Her friend's source, a senior UN official with knowledge of the talks"),
        ("aid", "A medical official and an army spokesman"),
        ("us", "US and Russian officials"),
        ("unknown", "Tribal forces"),
        ("aid", "Medical and opposition sources"),
    ],
)
def test_what_a_phrase_says_behind_its_comma_or_its_and(side: str, words: str) -> None:
    assert side_of(words) == side


@pytest.mark.parametrize("words", ["The US ambassador to", "French President to"])
def test_a_phrase_that_breaks_off_is_read_as_far_as_it_goes(words: str) -> None:
    assert side_of(words) == {"The US ambassador to": "us", "French President to": "state"}[words]
