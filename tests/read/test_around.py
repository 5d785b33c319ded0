"""Steps, counts, small words before a word, and things near a sentence."""

from dataclasses import dataclass

import pytest

from trucewatch.model.report import Report
from trucewatch.read.around import count_between, led_by, near_ones, step
from trucewatch.read.prose import Prose


@dataclass(frozen=True)
class Thing:
    sentence: int


def numbers(things: list[Thing]) -> list[int]:
    return [t.sentence for t in things]


@pytest.mark.parametrize(("words", "wanted"), [(0, 0), (1, 1), (3, 4), (7, 7), (8, 12), (36, 99)])
def test_a_distance_falls_into_a_step(words: int, wanted: int) -> None:
    assert step(words) == wanted


def test_words_are_counted_from_the_first_to_before_the_last() -> None:
    assert count_between([2, 5, 9], 2, 9) == 2
    assert count_between([2, 5, 9], 9, 2) == 0


def test_the_nearest_small_word_leads() -> None:
    prose = Prose.of(Report("r", "They met in the town of Orvale on Monday.", "", ""))
    small = frozenset({"in", "of"})
    assert led_by(prose, prose.lower.index("orvale"), small) == "of"
    assert led_by(prose, prose.lower.index("town"), small, reach=1) == ""


def test_things_near_a_home_and_of_the_lead_are_taken() -> None:
    things = [Thing(n) for n in range(12)]
    assert numbers(near_ones(things, [8], back=2, ahead=1, lead=1, most=9)) == [0, 6, 7, 8, 9]


def test_of_many_the_nearest_are_taken() -> None:
    things = [Thing(n) for n in range(12)]
    assert set(numbers(near_ones(things, [8], back=4, ahead=1, lead=2, most=3))) == {7, 8, 9}
