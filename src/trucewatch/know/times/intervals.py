"""The days and clock times that a value covers: half-open intervals, thirds for "early", "mid" and "late"."""

from __future__ import annotations

import re
from datetime import date

from trucewatch.know.times.meaning import Days, Meaning, shift_months, third
from trucewatch.know.times.scene import add_days, first_day
from trucewatch.know.times.zones import clock_text
from trucewatch.model.time import TimeExpression

#: Hours (from, to) of the parts of the day; the night runs on into the next morning.
PART_HOURS = {"TMO": (6, 12), "TAF": (12, 17), "TEV": (17, 21), "TNI": (21, 30), "TDT": (6, 18)}
_CLOCK = re.compile(r"T(\d\d):?(\d\d)?")


def days_of(value: str) -> Days | None:
    """Return the half-open days of a DATE value: day, week, weekend, month, quarter, half, season, year, decade, century."""
    if "/" in value:
        first, last = (days_of(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    if value.isdigit() and len(value) in (2, 3):
        size = 10 if len(value) == 3 else 100
        year = int(value) * size
        return (date(year, 1, 1), date(year + size, 1, 1)) if 1 <= year <= 9000 else None
    begin = first_day(value)
    if begin is None:
        return None
    return begin, _end(begin, value)


def _end(begin: date, value: str) -> date:
    rest = value[5:]
    months = 0
    if value.endswith("-WE"):
        return add_days(begin, 2)
    if rest[:1] == "W" and rest[1:2].isdigit():
        return add_days(begin, 7)
    if rest[:1] == "Q" or rest[:2] in ("SP", "SU", "FA", "WI"):
        months = 3
    elif rest[:1] == "H":
        months = 6
    elif not rest:
        months = 12
    elif len(rest) == 2:
        months = 1
    return (shift_months(begin, months) if months else None) or add_days(begin, 1)


def interval(meaning: Meaning, zone: str | None) -> tuple[str, str] | None:
    """Return (from, to) of a meaning in ISO 8601, half-open; None where it lies on no calendar day."""
    if meaning.days is not None:
        return meaning.days[0].isoformat(), meaning.days[1].isoformat()
    if meaning.type not in ("DATE", "TIME"):
        return None
    day, _, _ = meaning.value.partition("T")
    days = days_of(day)
    if days is None or days[1] >= date(9999, 12, 1):
        return None
    if "T" not in meaning.value or meaning.value.startswith("BC"):
        begin, end = third(days, meaning.mod) if (days[1] - days[0]).days > 1 else days
        return begin.isoformat(), end.isoformat()
    return _clock_interval(days[0], meaning, zone)


def _clock_interval(day: date, meaning: Meaning, zone: str | None) -> tuple[str, str] | None:
    if meaning.hours is not None:
        first, last = meaning.hours
        return clock_text(day, first * 60, zone), clock_text(day, last * 60, zone)
    clock = _CLOCK.search(meaning.value)
    if clock is not None:
        minutes = int(clock[1]) * 60 + int(clock[2] or 0)
        return clock_text(day, minutes, zone), clock_text(day, minutes + 1, zone)
    hours = PART_HOURS.get("T" + meaning.value.partition("T")[2][:2])
    if hours is None:
        return day.isoformat(), add_days(day, 1).isoformat()
    first, last = hours
    cut = (last - first) // 3
    if meaning.mod == "START":
        last = last - cut
    elif meaning.mod == "END":
        first = first + cut
    return clock_text(day, first * 60, zone), clock_text(day, last * 60, zone)


def interval_days(expression: TimeExpression) -> tuple[date, date] | None:
    """Return the first and the last day (both inclusive) that an expression covers; None where it lies on no days.

    Vague words follow the annotation guidelines: "recent weeks" are the 30 days before the published day, "the past few
    days" the 3 days before. A duration, a set or an unresolved expression lies on no days.
    """
    if expression.from_ is None or expression.to is None:
        return None
    first, last = date.fromisoformat(expression.from_[:10]), date.fromisoformat(expression.to[:10])
    if expression.type == "TIME":
        overrun = last > first and expression.to[11:16] <= "12:00"
        return first, add_days(last, -1) if overrun and last > first else last
    return first, max(first, add_days(last, -1))
