"""The days and clock times that a value covers: half-open intervals, thirds for "early", "mid" and "late"."""

from __future__ import annotations

import re
from datetime import date

from trucewatch.know.times.meaning import Meaning, add_days, days_of, third
from trucewatch.know.times.zones import clock_text
from trucewatch.model.time import TimeExpression

#: Hours (from, to) of the parts of the day; the night runs on into the next morning.
PART_HOURS = {"TMO": (6, 12), "TAF": (12, 17), "TEV": (17, 21), "TNI": (21, 30), "TDT": (6, 18)}
_CLOCK = re.compile(r"T(\d\d):?(\d\d)?")


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
    if meaning.minutes is not None:
        return clock_text(day, meaning.minutes[0], zone), clock_text(day, meaning.minutes[1], zone)
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
        runs_over = last > first and expression.to[11:16] <= "12:00" and expression.value[:10] != last.isoformat()
        return first, add_days(last, -1) if runs_over else last
    return first, max(first, add_days(last, -1))


#: "since" leads to the expression in its clause ("since the raids resumed on ...").
_SINCE = re.compile(r"\bsince\b[^.,;:?!\n]{0,60}$", re.I)


def event_days(expression: TimeExpression, text: str, published: date | None) -> tuple[date, date] | None:
    """Return the inclusive days of an event that an expression dates: "since Friday" runs on to the published day.

    "This week", "this year" of what has happened end with the published day as well. `text` is the text that the
    expression was found in. Other expressions are taken as `interval_days` takes them.
    """
    days = interval_days(expression)
    if days is None or published is None or days[0] > published:
        return days
    if _SINCE.search(text[max(0, expression.words.start - 70) : expression.words.start]):
        return days[0], published
    holds = expression.anchor == "published" and days[0] < published < days[1] and expression.type == "DATE"
    return (days[0], published) if holds and expression.role == "event" else days
