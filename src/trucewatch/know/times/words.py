"""Words of the calendar in English: weekdays, months, numbers, and the patterns that find them."""

from __future__ import annotations

import calendar
from datetime import date

WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wednes wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

#: A weekday in full, and one in full or cut short (cut short only beside a date or as "Mon."/"Mon,").
WEEKDAY_FULL = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WEEKDAY_ANY = rf"(?:{WEEKDAY_FULL}|mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.?"
#: A month in full or cut short.
MONTH_ANY = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
#: A day of the month, with or without its ending; a year of four digits from 1000 to 2099.
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL = r"(?:st|nd|rd|th)"
YEAR = r"(?:1\d|20)\d\d"


def weekday_of(word: str) -> int:
    """Return 0 (Monday) to 6 (Sunday) for a weekday's name or its short form; KeyError for any other word."""
    return WEEKDAYS[word.lower().strip(" .,")]


def month_of(word: str) -> int:
    """Return 1 to 12 for a month's name or its short form; KeyError for any other word."""
    return MONTHS[word.lower().strip(" .,")]


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has no such day (31 June, year 0)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)
