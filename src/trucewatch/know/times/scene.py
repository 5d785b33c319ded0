"""The scene that an expression is read in: the text, the published day, what was dated before, the tense around it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

from trucewatch.know.times import tense as tenses
from trucewatch.know.times.lexer import Word
from trucewatch.know.times.words import day_of


@dataclass(slots=True)
class Scene:
    """Hold the state of one reading; `reference` is the value of the last dated expression, `at` its token."""

    words: list[Word]
    symbols: str
    published: date | None
    narrative: bool = False
    zone: str | None = None
    day_first: bool | None = None
    starts: list[int] = field(default_factory=list)
    reference: str | None = None
    at: int = -1
    quarter: str | None = None
    quarter_at: int = -1000

    def low(self, i: int) -> str:
        """Return token `i` in lower case, "" beyond the text."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def sentence(self, i: int) -> tuple[int, int]:
        """Return (first, last) tokens of the sentence that holds token `i`."""
        n = bisect_right(self.starts, i)
        return self.starts[n - 1] if n else 0, self.starts[n] if n < len(self.starts) else len(self.words)

    def tense(self, first: int, last: int) -> tenses.Tense | None:
        """Return the tense around tokens `first` to `last`."""
        begin, end = self.sentence(first)
        return tenses.tense(self.words, first, last, begin, end)

    def announced(self, first: int) -> bool:
        """Tell whether the expression dates something announced."""
        return tenses.announced(self.words, first, self.sentence(first)[0])

    def base(self) -> date | None:
        """Return the day on which deictic words hang: the published day, in a narrative the last dated day."""
        if not self.narrative:
            return self.published
        return self.reference_day() or self.published

    def reference_day(self) -> date | None:
        """Return the first day of the last dated expression; None where there is none."""
        return first_day(self.reference)

    def note(self, value: str, at: int) -> None:
        """Remember a resolved date as what later words hang on."""
        if first_day(value) is None:
            return
        self.reference, self.at = value.split("/")[0], at
        if "-Q" in value and (self.quarter is None or value >= self.quarter):
            self.quarter, self.quarter_at = value, at


def first_day(value: str | None) -> date | None:
    """Return the first day of a date's value ("2016", "2016-09", "2016-W37", "2016-Q3", "2016-09-12T19:00"), else None."""
    if not value or not value[:4].isdigit() or len(value) in (2, 3):
        return None
    year, rest = int(value[:4]), value[5:]
    if not 1 <= year <= 9999:
        return None
    if rest[:1] == "W" and rest[1:3].isdigit():
        return _week_day(year, int(rest[1:3]), 6 if "-WE" in value else 1)
    if rest[:1] == "Q" and rest[1:2].isdigit():
        return day_of(year, 3 * int(rest[1]) - 2, 1)
    if rest[:1] == "H" and rest[1:2].isdigit():
        return day_of(year, 6 * int(rest[1]) - 5, 1)
    if rest[:2] in ("SP", "SU", "FA", "WI"):
        return day_of(year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[rest[:2]], 1)
    if not rest:
        return date(year, 1, 1)
    month = rest[:2]
    if not month.isdigit():
        return None
    return day_of(year, int(month), int(rest[3:5]) if rest[3:5].isdigit() else 1)


def _week_day(year: int, week: int, weekday: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:
        return None


def add_days(day: date, days: int) -> date:
    """Return the day some days on or back, held within the calendar."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal) if days else day + timedelta(0)
