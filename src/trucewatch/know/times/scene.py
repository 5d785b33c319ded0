"""The scene that an expression is read in: the text, the published day, what was dated before, the tense around it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from trucewatch.know.times import tense as tenses
from trucewatch.know.times.lexer import Word
from trucewatch.know.times.meaning import first_day


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
