"""TimeExpression: words that say when, how long or how often."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.span import Span

TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Hold a time expression: TIMEX3 `type` and `value` (ISO-TimeML), and what it means on the calendar.

    `from_` and `to` are a half-open interval in ISO 8601, days or zoned clock times; None where unresolved.
    `role` is what the time does in its sentence (event, start, end, deadline, duration ...), None where unsure;
    `anchor` what a relative expression hangs on ("published", "truce", another expression's words), None when absolute.
    `mod` is the TIMEX3 modifier (APPROX, START, END, MORE_THAN ...). `alternatives` are other possible values.
    """

    words: Span
    type: str
    value: str
    from_: str | None = None
    to: str | None = None
    role: str | None = None
    anchor: str | None = None
    mod: str | None = None
    alternatives: tuple[str, ...] = ()
    zone: str | None = None
    offset: str | None = None
