"""The parts of the grammar: numbers, feasts, zones, the language of rules."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.know.times.feasts import feast_called, feast_days, orthodox_easter, western_easter
from trucewatch.know.times.meaning import duration, modifier, shift
from trucewatch.know.times.numbers import amount, number, ordinal, spoken_year
from trucewatch.know.times.pattern import expression
from trucewatch.know.times.zones import clock_text, zone_info, zone_named


def test_numbers() -> None:
    assert number("twenty - five".split()) == 25
    assert number("two hundred and six".split()) == 206
    assert number(["2", "1/2"]) == 2.5
    assert number(["1/0"]) is None
    assert number(["many"]) is None
    assert amount(["1,500"]) == "1500"
    assert amount(["9" * 30]) is None
    assert ordinal(["twenty", "-", "first"]) == 21
    assert ordinal(["3rd"]) == 3
    assert spoken_year(["nineteen", "ninety", "-", "six"]) == 1996
    assert spoken_year(["two", "thousand"]) == 2000
    assert spoken_year(["two", "hundred"]) is None


def test_durations_and_shifts() -> None:
    assert [duration("3", u) for u in ("TH", "D", "W", "DE", "CE")] == ["PT3H", "P3D", "P3W", "P30Y", "P300Y"]
    assert (duration("0.5", "TH"), duration("2.5", "Y"), duration("X", "W")) == ("PT30M", "P2Y6M", "PXW")
    assert shift(date(2016, 3, 31), -1, "M") == "2016-02"
    assert shift(date(1, 1, 1), -1, "D") is None
    assert shift(date(9999, 12, 31), 1, "Y") is None
    assert (modifier("the end of"), modifier("at least"), modifier("nearly"), modifier("x")) == (
        "END",
        "EQUAL_OR_MORE",
        "APPROX",
        None,
    )


def test_easters() -> None:
    assert [western_easter(y) for y in (2016, 2024)] == [date(2016, 3, 27), date(2024, 3, 31)]
    assert [orthodox_easter(y) for y in (2016, 2024)] == [date(2016, 5, 1), date(2024, 5, 5)]


def test_feasts() -> None:
    assert feast_days(feast_called("Eid al-Fitr"), 2016) == [(date(2016, 7, 6), date(2016, 7, 9))]
    assert feast_days(feast_called("Ramadan"), 2016) == [(date(2016, 6, 6), date(2016, 7, 6))]
    assert feast_days(feast_called("Thanksgiving"), 2016) == [(date(2016, 11, 24), date(2016, 11, 25))]
    assert len(feast_days(feast_called("Islamic New Year"), 2008)) == 2
    assert feast_days(feast_called("Ashura"), 1700) == []
    with pytest.raises(KeyError):
        feast_called("Tuesday")


def test_zones() -> None:
    assert zone_named("GMT", None) == "UTC"
    assert zone_named("( gmt )", None) == "UTC"
    assert zone_named("utc + 3", None) == "UTC+03:00"
    assert zone_named("local time", "Europe/Athens") == "Europe/Athens"
    assert zone_named("moscow time", None) == "Europe/Moscow"
    assert zone_named("hard time", "Europe/Athens") is None
    assert zone_info("No/Where") is None
    assert clock_text(date(2016, 7, 1), 25 * 60, "Europe/Athens") == "2016-07-02T01:00+03:00"
    assert clock_text(date(2016, 7, 1), -60, None) == "2016-06-30T23:00"


def test_a_rule_with_an_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match="NOCLASS"):
        expression("the NOCLASS")
    with pytest.raises(ValueError, match="cannot read"):
        expression("the &")
