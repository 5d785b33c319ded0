"""Dates of metadata: ISO 8601 and the form of e-mail and feeds."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime

#: Years outside these are taken for a defect of the metadata.
_YEARS = range(1800, 2200)


def parse_date(words: str) -> date | None:
    """Return the day of "2016-08-01", "2016-08-01T21:30:00Z" or "Mon, 01 Aug 2016 21:30:00 GMT", else None.

    The day is the one that the words name, in their own time zone.
    """
    words = words.strip()[:64]
    found = _iso(words) or _mail(words)
    return found if found and found.year in _YEARS else None


def _iso(words: str) -> date | None:
    day, after = words[:10], words[10:11]
    if after and after not in "Tt ":
        return None
    try:
        return date.fromisoformat(day) if len(day) == 10 and day[4] == day[7] == "-" else None
    except ValueError:
        return None


def _mail(words: str) -> date | None:
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
