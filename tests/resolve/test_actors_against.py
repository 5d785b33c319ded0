"""Who is against whom, and whose name stands in a longer one. All sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.resolve.test_actors_abroad import DAYS, RESOLVERS, side
from tests.resolve.test_actors_people import told
from trucewatch.model.report import PublishedDate, Report


@pytest.mark.parametrize(
    ("war", "words", "wanted"),
    [
        ("libya", "forces opposed to Gadhafi", "opposition"),
        ("libya", "fighters opposed to the regime", "opposition"),
        ("libya", "troops fighting the rebels", "government"),
        ("syria", "forces hostile to the regime", "opposition"),
        ("yemen", "brigades fighting the Houthis", "government"),
        ("libya", "troops fighting NATO", "government"),
        ("ukraine", "fighters opposed to Russia", "government"),
        ("libya", "Gadhafi's foes", "opposition"),
        ("libya", "opponents of the regime", "opposition"),
        ("libya", "Opponents of the no-fly zone", "unknown"),
        ("libya", "Gadhafi critics", "unknown"),
        ("libya", "critics of NATO", "unknown"),
        ("libya", "defectors from Gadhafi's army", "opposition"),
        ("libya", "U.S. Senator John McCain a critic of Gadhafi", "us"),
        ("libya", "demonstrators opposed to Gadhafi", "civilians"),
        ("libya", "Gadhafi, fighting the rebels in the east", "government"),
    ],
)
def test_who_is_against_a_side_is_not_on_it(war: str, words: str, wanted: str) -> None:
    assert side(war, f"They met {words}.", words) == wanted


@pytest.mark.parametrize(
    ("war", "words", "wanted"),
    [
        ("libya", "The Northtown Herald", "media"),
        ("libya", "President Jane Doe's regime", "state"),
        ("libya", "Jibril's government", "opposition"),
        ("libya", "the Syrian Human Rights Link", "monitor"),
        ("libya", "the UN Human Rights Council", "un"),
        ("libya", "a fellow at the New America Foundation", "unknown"),
        ("libya", "Most Americans", "civilians"),
        ("libya", "the international force", "coalition"),
        ("ukraine", "the international force", "unknown"),
        ("libya", "Security men", "government"),
        ("libya", "the minders", "government"),
        ("libya", "an Egyptian", "civilians"),
        ("libya", "the Egyptians", "state"),
        ("libya", "Jane Doe, European Commissioner for Aid", "state"),
        ("libya", "the head of frontier markets at Highmoor", "unknown"),
        ("libya", "the family of a journalist", "civilians"),
        ("libya", "a former jihadist", "unknown"),
        ("libya", "U.S. Air Force Chief of Staff General Jan Doll", "coalition"),
    ],
)
def test_the_words_around_a_name_count(war: str, words: str, wanted: str) -> None:
    assert side(war, f"They met {words}.", words) == wanted


def test_a_force_against_somebody_is_one_mention() -> None:
    text = "Later, forces opposed to Gadhafi took the town. They let nobody in, he said."
    mentions = RESOLVERS["libya"].mentions(Report("r1", text, "", "", published=PublishedDate(given=DAYS["libya"])))
    assert ("forces opposed to Gadhafi", "opposition") in [(a.words.text, a.side) for a in mentions]
    assert told(text, "They")[0][1] == "opposition"


@given(st.text(alphabet="aX's ofopsedtgainst,.()", max_size=200))
def test_odd_phrases_never_raise(words: str) -> None:
    side("libya", f"{words} fighters opposed to {words}", "fighters")
