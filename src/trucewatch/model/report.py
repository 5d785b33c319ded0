"""Report: one published text, and what was found out about it before reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.model.problem import Problem
from trucewatch.model.span import Span

ZONE_KINDS = ("furniture", "caption", "dateline", "headline")
PUBLISHED_FROM = ("given", "text", "metadata")
#: What a line of JSON Lines or a row of a table may give of a report (docs/formats/input.md).
INPUT_FIELDS = ("text", "id", "outlet", "url", "title", "date", "published")


@dataclass(frozen=True, slots=True)
class Zone:
    """Mark a part of the text that is not running text; `kind` is one of ZONE_KINDS."""

    words: Span
    kind: str


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """Hold every published date that was found; `day` is the one believed: given > printed in the text > metadata.

    `printed_words` are the words of the text that print the date.
    """

    given: date | None = None
    printed: date | None = None
    metadata: date | None = None
    printed_words: Span | None = None

    @property
    def day(self) -> date | None:
        """Return the date that is believed, None where there is none."""
        return self.given or self.printed or self.metadata

    @property
    def origin(self) -> str | None:
        """Return where `day` comes from: "given", "text" or "metadata"; None where there is no date."""
        if self.given:
            return "given"
        return "text" if self.printed else "metadata" if self.metadata else None


@dataclass(frozen=True, slots=True)
class Report:
    """Hold one published text. `text` is what spans count; it is never rewritten after ingest.

    `raw_sha256` is of the bytes as they came (a file, or one line of JSONL), `text_sha256` of the text in UTF-8.
    `location` says where it was found (a path, with ":line" in JSONL). `language` is ISO 639-1, None when unsure.
    """

    id: str
    text: str
    raw_sha256: str
    text_sha256: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: PublishedDate = PublishedDate()
    dateline: Span | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    location: str = ""
    problems: tuple[Problem, ...] = ()
    raw: bytes = b""

    @property
    def giver(self) -> str:
        """Return the name under which the outlet's own voice gives values: the outlet, else the report itself."""
        return self.outlet or "the report itself"

    def span(self, start: int, end: int) -> Span:
        """Cut characters `start` to `end` out of the text."""
        return Span.of(self.text, start, end)

    def in_zone(self, words: Span, *kinds: str) -> bool:
        """Tell whether `words` lie within a zone of one of `kinds` (of any kind when none is named)."""
        return any(z.words.holds(words) for z in self.zones if not kinds or z.kind in kinds)
