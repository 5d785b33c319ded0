"""Span: some words of a report's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Hold characters `start` to `end` (code points, end exclusive) of a report's text, and those characters."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError(f"a span of {len(self.text)} characters cannot run from {self.start} to {self.end}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut characters `start` to `end` out of a report's text."""
        return cls(start, end, text[start:end])

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


def holding(spans: Iterable[Span], inner: Span) -> bool:
    """Tell whether one of the spans holds `inner`."""
    return any(s.holds(inner) for s in spans)
