"""Which times can be those of an event, and which days they come to."""

from __future__ import annotations

from datetime import date, timedelta

from trucewatch.model.time import TimeExpression
from trucewatch.read.prose import Prose

#: Nothing that a report tells as an event lies further back (days).
LONGEST_AGO = 20 * 366


def is_since(prose: Prose, time: TimeExpression) -> bool:
    """Tell whether a time is when something began that went on ("since Monday")."""
    first = prose.range_of(time.words)[0]
    return time.role == "start" and prose.has(first - 2, first + 1, frozenset({"since"}))


def tells(prose: Prose, time: TimeExpression, *, speech: bool) -> bool:
    """Tell whether a time can be that of an event: not the report's own date, of saying only for acts of speech."""
    printed = prose.report.published.printed_words
    if (printed and printed.touches(time.words)) or prose.report.in_zone(time.words, "furniture", "dateline"):
        return False
    return time.role not in ("statement", "deadline") or speech


def days_of(time: TimeExpression, published: date | None, *, since: bool = False) -> tuple[date, date] | None:
    """Return the inclusive days of a time expression, None where it is not resolved to days.

    "Since Monday" (`since`) lasts until the report was published, and so does "this week". A year long ago is none:
    four digits near a date line are a clock.
    """
    if not time.from_ or not time.to:
        return None
    try:
        start, end = date.fromisoformat(time.from_[:10]), date.fromisoformat(time.to[:10])
    except ValueError:
        return None
    if len(time.to) == 10 or time.to[10:].startswith("T00:00"):
        end = max(start, end - timedelta(days=1))
    if published is not None and (published - end).days > LONGEST_AGO:
        return None
    if published is not None and start <= published and (since or end > published):
        end = published
    return (start, end) if start <= end else None
