"""What a time does in its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.know.times import find_times

CASES = [
    ("The truce took effect on Monday.", "Monday", "start"),
    ("The pause starts on Friday.", "Friday", "start"),
    ("Aid has been blocked since early 2014.", "early 2014", "start"),
    ("The truce expired on Monday.", "Monday", "end"),
    ("The army declared the week-long ceasefire over on Monday.", "Monday", "end"),
    ("The calm lasts until Sunday.", "Sunday", "end"),
    ("They must leave by Friday.", "Friday", "deadline"),
    ("They must leave within 48 hours.", "48 hours", "deadline"),
    ("The army gave the rebels 48 hours to leave.", "48 hours", "deadline"),
    ("They were given a 24-hour deadline.", "24-hour", "deadline"),
    ("Rebels have until Sunday to leave the town.", "Sunday", "deadline"),
    ("A three-day truce was declared.", "three-day", "duration"),
    ("Both sides extended the truce by 48 hours.", "48 hours", "extension"),
    ("Another 24 hours of calm were agreed.", "Another 24 hours", "extension"),
    ("Aid will enter in the coming days.", "the coming days", "window"),
    ("The gate will open this summer.", "this summer", "window"),
    ("It lasted from 5 to 8 April.", "5 to 8 April", "window"),
    ("Three died in the past 24 hours.", "the past 24 hours", "window"),
    ("Aid enters every Friday.", "every Friday", "recurrence"),
    ("Based on information received as of 19:30hrs, 3 May 2016.", "19:30hrs, 3 May 2016", "cutoff"),
    ("The truce holds, the envoy said on Friday.", "Friday", "statement"),
    ("The envoy told reporters in Rome on Friday that he was hopeful.", "Friday", "statement"),
    ("On Friday, the envoy said he would return next week.", "Friday", "statement"),
    ("On Friday, the envoy said two had died.", "Friday", "event"),
    ("The envoy said raids on Friday killed two.", "Friday", "event"),
    ("Nine days after the siege was broken no aid had come.", "Nine days", "relative"),
    ("Shells hit the market on Saturday evening.", "Saturday evening", "event"),
]


@pytest.mark.parametrize(("text", "words", "role"), CASES)
def test_role(text: str, words: str, role: str) -> None:
    found = {t.words.text: t.role for t in find_times(text, date(2016, 5, 5))}
    assert found[words] == role


def test_an_announced_pause_lies_ahead_when_that_is_nearer() -> None:
    found = find_times("It announced an eight-hour pause in the city on Friday.", date(2016, 5, 4))
    assert [(t.value, t.role) for t in found] == [("PT8H", "duration"), ("2016-05-06", "start")]


def test_a_deadline_runs_from_the_published_day() -> None:
    found = find_times("They must leave within 48 hours.", date(2016, 5, 5))
    assert (found[0].from_, found[0].to) == ("2016-05-05", "2016-05-08")


def test_what_was_declared_lasts_until_a_day_ahead_and_what_held_until_one_behind() -> None:
    ahead = find_times("A truce was declared on Monday, lasting until Friday.", date(2016, 8, 3))
    behind = find_times("A truce that was declared last month held until Friday.", date(2016, 8, 3))
    assert [t.value for t in ahead] == ["2016-08-01", "2016-08-05"]
    assert [t.value for t in behind] == ["2016-07", "2016-07-29"]
