"""Days that values cover, inclusive days, and an event's days."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.know.times import event_days, find_times, interval_days
from trucewatch.know.times.meaning import days_of, third

PUBLISHED = date(2016, 5, 5)


@pytest.mark.parametrize(
    ("value", "first", "after"),
    [
        ("2016-05-05", "2016-05-05", "2016-05-06"),
        ("2016-W18", "2016-05-02", "2016-05-09"),
        ("2016-W18-WE", "2016-05-07", "2016-05-09"),
        ("2016-02", "2016-02-01", "2016-03-01"),
        ("2016-Q4", "2016-10-01", "2017-01-01"),
        ("2016-H1", "2016-01-01", "2016-07-01"),
        ("2015-WI", "2015-12-01", "2016-03-01"),
        ("2016", "2016-01-01", "2017-01-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("19", "1900-01-01", "2000-01-01"),
        ("2016-05-05/2016-05-08", "2016-05-05", "2016-05-09"),
    ],
)
def test_days_of_a_value(value: str, first: str, after: str) -> None:
    assert days_of(value) == (date.fromisoformat(first), date.fromisoformat(after))


@pytest.mark.parametrize("value", ["XXXX-WXX-1", "BC0480", "PAST_REF", "P3D", "", "2016-13", "2016-W60"])
def test_values_off_the_calendar(value: str) -> None:
    assert days_of(value) is None


def test_thirds() -> None:
    month = (date(2016, 8, 1), date(2016, 9, 1))
    assert third(month, "END") == (date(2016, 8, 21), date(2016, 9, 1))
    assert third((date(2014, 1, 1), date(2015, 1, 1)), "START") == (date(2014, 1, 1), date(2014, 5, 1))
    assert third(month, "APPROX") == month


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Two died on Tuesday.", "2016-05-03", "2016-05-03"),
        ("Two died overnight.", "2016-05-04", "2016-05-05"),
        ("Two died on Tuesday night.", "2016-05-03", "2016-05-03"),
        ("Two died in recent weeks.", "2016-04-05", "2016-05-05"),
        ("Two died in the past few days.", "2016-05-02", "2016-05-05"),
        ("Two died last week.", "2016-04-25", "2016-05-01"),
        ("Two died in the past month.", "2016-04-05", "2016-05-05"),
        ("Two died since Monday.", "2016-05-02", "2016-05-05"),
        ("Two died since the raids resumed on Monday.", "2016-05-02", "2016-05-05"),
        ("Raids killed two this week.", "2016-05-02", "2016-05-05"),
        ("Two died earlier this week.", "2016-05-02", "2016-05-04"),
    ],
)
def test_days_of_an_event(text: str, first: str, last: str) -> None:
    found = find_times(text, PUBLISHED)
    assert [event_days(t, text, PUBLISHED) for t in found] == [(date.fromisoformat(first), date.fromisoformat(last))]


def test_durations_and_sets_lie_on_no_days() -> None:
    found = find_times("The three-day truce is renewed every week and every Friday.", PUBLISHED)
    assert [interval_days(t) for t in found] == [None, None, None]
