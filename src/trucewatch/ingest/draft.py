"""Draft: what an input gives for one report, and the one place that makes the Report of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from trucewatch.ingest.encoding import invisible_problem, storable
from trucewatch.ingest.language import READ, language_of
from trucewatch.ingest.masthead import outlet_named
from trucewatch.ingest.zones import Layout, lay_out
from trucewatch.know.times import printed_date, writes_day_first
from trucewatch.model import Problem, PublishedDate, Report, Span
from trucewatch.settings import MAX_REPORT_CHARS

_MAX_FIELD = 1_000


@dataclass(slots=True)
class Draft:
    """Collect what is known of one report before it is made: fields as the input gives them, None where it does not.

    `raw` are the bytes as they came, `metadata` the date of the outlet's metadata, `given` the user's.
    """

    raw: bytes
    text: str
    location: str = ""
    id: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    metadata: date | None = None
    given: date | None = None
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, detail: str = "") -> None:
        """Add a problem of this report."""
        self.problems.append(Problem.of(code, self.location, detail))


def make_report(draft: Draft) -> Report | Problem:
    """Make the Report of a draft: hashes, zones, dateline, published date and language.

    A text of more than settings.MAX_REPORT_CHARS characters is the problem TW-P105 instead.
    """
    if len(draft.text) > MAX_REPORT_CHARS:
        return Problem.of("TW-P105", draft.location, f"more than {MAX_REPORT_CHARS:,} characters")
    text = _storable_text(draft)
    raw_sha256 = hashlib.sha256(draft.raw).hexdigest()
    title = _field(draft.title)
    outlet = _field(draft.outlet) or outlet_named(text)
    printed = printed_date(text, near=draft.metadata, day_first=writes_day_first(outlet))
    layout = lay_out(text, title, printed[1] if printed else None)
    published = _published(draft, text, printed)
    language = language_of(text)
    if language is not None and language not in READ:
        draft.note("TW-P201", f"it seems to be {language!r}")
    if hidden := invisible_problem(text, draft.location):
        draft.problems.append(hidden)
    return Report(
        id=_field(draft.id) or f"r-{raw_sha256[:12]}",
        text=text,
        raw_sha256=raw_sha256,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        outlet=outlet,
        url=_field(draft.url),
        title=title or _headline(layout),
        published=published,
        dateline=layout.dateline,
        language=language,
        zones=layout.zones,
        location=draft.location,
        problems=tuple(draft.problems),
        raw=draft.raw,
    )


def _storable_text(draft: Draft) -> str:
    text, lost = storable(draft.text)
    if lost:
        draft.note("TW-P109", f"{lost} character{'s' * (lost != 1)} that cannot be stored (NUL or half of a pair)")
    return text


def _field(value: str | None) -> str | None:
    """Return a metadata string on one line and of at most 1,000 characters, None for a blank one."""
    return " ".join(storable(value)[0].split())[:_MAX_FIELD] or None if value else None


def _headline(layout: Layout) -> str | None:
    words = next((z.words.text for z in layout.zones if z.kind == "headline"), None)
    return _field(words)


def _published(draft: Draft, text: str, printed: tuple[date, tuple[int, int]] | None) -> PublishedDate:
    day, words = (printed[0], Span.of(text, *printed[1])) if printed else (None, None)
    if day and draft.metadata and day != draft.metadata:
        draft.note("TW-P202", f"{day} is printed, {draft.metadata} is in the metadata")
    if not (day or draft.metadata or draft.given):
        draft.note("TW-P203")
    return PublishedDate(draft.given, day, draft.metadata, words)
