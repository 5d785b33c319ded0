"""Paths to reports, one at a time and in input order; what cannot be read is a problem, never an exception."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO

from trucewatch.ingest.draft import Draft, make_report
from trucewatch.ingest.encoding import declared_codec, decode, is_binary, is_gibberish
from trucewatch.ingest.files import DAMAGE, LINES, OTHER, PAGE, TABLE, Found, open_regular, walk
from trucewatch.ingest.lines import read_lines
from trucewatch.ingest.page import extract
from trucewatch.ingest.table import read_table
from trucewatch.model import Problem, Report
from trucewatch.settings import MAX_FILE_BYTES

_HTML_STARTS = ("<!doctype html", "<html")


def load(
    paths: Iterable[Path | str] | Path | str, *, published: date | None = None, outlet: str | None = None
) -> Iterator[Report | Problem]:
    """Yield the reports of files and folders in input order, a Problem where no report could be made.

    `published` and `outlet` are believed for every report, over what the inputs say. Files are text (.txt, .md, no
    suffix), HTML (.html, .htm), JSON Lines (.jsonl, .ndjson), tables (.csv, .tsv), any of them gzipped; folders are
    walked in sorted order. Holds one report at a time; nothing is fetched; never raises for what an input holds.
    """
    for path in [paths] if isinstance(paths, Path | str) else paths:
        for found in walk(path):
            for draft in [found] if isinstance(found, Problem) else _drafts(found):
                yield draft if isinstance(draft, Problem) else _made(draft, published, outlet)


def load_text(
    text: str,
    *,
    id: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    metadata: date | None = None,
    title: str | None = None,
) -> Report:
    """Make the report of a text that a program holds; `published` is believed, `metadata` is the outlet's own date.

    The text is never rewritten, save that NULs and lone surrogates become U+FFFD (TW-P109).
    Raises ValueError for a text of more than settings.MAX_REPORT_CHARS characters.
    """
    raw = text.encode("utf-8", "surrogatepass")
    draft = Draft(raw=raw, text=text, id=id, outlet=outlet, title=title, metadata=metadata, given=published)
    if not text.strip():
        draft.note("TW-P107")
    made = make_report(draft)
    if isinstance(made, Problem):
        raise ValueError(made.what)
    return made


def _made(draft: Draft, published: date | None, outlet: str | None) -> Report | Problem:
    draft.given = published or draft.given
    draft.outlet = outlet or draft.outlet
    return make_report(draft)


def _drafts(found: Found) -> Iterator[Draft | Problem]:
    """Yield the drafts of one file; a stream that breaks off is a problem after what came before it."""
    if found.kind == OTHER:
        yield Problem.of("TW-P111", found.shown, found.path.suffix)
        return
    try:
        with open_regular(found.path) as stream:
            if found.kind in (LINES, TABLE):
                yield from _line_drafts(stream, found)
            else:
                yield _whole(stream, found)
    except DAMAGE as error:
        yield Problem.of("TW-P112", found.shown, str(error))
    except OSError as error:
        yield Problem.of("TW-P102", found.shown, error.strerror or str(error))


def _line_drafts(stream: IO[bytes], found: Found) -> Iterator[Draft | Problem]:
    empty = True
    for draft in (read_lines if found.kind == LINES else read_table)(stream, found.shown):
        empty = False
        yield draft
    if empty:
        yield Problem.of("TW-P103", found.shown)


def _whole(stream: IO[bytes], found: Found) -> Draft | Problem:
    raw = stream.read(MAX_FILE_BYTES + 1)
    if len(raw) > MAX_FILE_BYTES:
        return Problem.of("TW-P105", found.shown, f"more than {MAX_FILE_BYTES:,} bytes")
    if not raw.strip():
        return Problem.of("TW-P103", found.shown)
    if is_binary(raw):
        return Problem.of("TW-P104", found.shown)
    return whole_draft(raw, found.shown, page=found.kind == PAGE)


def whole_draft(raw: bytes, shown: str, *, page: bool) -> Draft | Problem:
    """Return the draft of one file's bytes, a page when `page` or when they start as one; a problem for no text."""
    start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = page or start.startswith(tuple(s.encode() for s in _HTML_STARTS))
    decoded = decode(raw, declared_codec(raw) if page else None)
    if is_gibberish(decoded.text):
        return Problem.of("TW-P104", shown)
    draft = _page_draft(raw, decoded.text, shown) if page else Draft(raw=raw, text=decoded.text, location=shown)
    if isinstance(draft, Draft):
        if not draft.text.strip():
            return Problem.of("TW-P103", shown)
        if decoded.doubt:
            draft.note("TW-P109", decoded.doubt)
    return draft


def _page_draft(raw: bytes, markup: str, shown: str) -> Draft | Problem:
    page = extract(markup)
    if not page.text.strip():
        return Problem.of("TW-P110", shown, page.failure)
    draft = Draft(raw=raw, text=page.text, location=shown)
    draft.title, draft.outlet, draft.url, draft.metadata = page.title, page.outlet, page.url, page.published
    if page.repeats_lost:
        draft.note("TW-P113", f"{page.repeats_lost} left out")
    return draft
