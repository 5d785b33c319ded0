"""Bytes of one whole document to its draft: texts, pages, PDFs, feeds and messages.

The modules of formats are imported when a file has that format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trucewatch.ingest.archive import Member
from trucewatch.ingest.dates import parse_date
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.encoding import declared_codec, decode, is_binary, is_gibberish, known_codec
from trucewatch.ingest.files import FEED, MAIL, PAGE, PRINT
from trucewatch.model import Problem

if TYPE_CHECKING:
    from trucewatch.ingest.mail import Mail

_HTML_STARTS = (b"<!doctype html", b"<html")
_PDF = b"%PDF-"
_PDF_START = 1024


def read_document(raw: bytes, kind: str, shown: str, charset: str | None = None) -> Iterator[Draft | Problem | Member]:
    """Yield the draft of a document's bytes, a feed's and a message's several, or the problem of one without text.

    `charset` is what a server said of the bytes. A message's attachments follow it as Members.
    """
    if not raw.strip():
        yield Problem.of("TW-P103", shown)
    elif kind == PRINT:
        yield _print(raw, shown)
    elif kind == FEED:
        from trucewatch.ingest.feed import read_feed

        yield from read_feed(raw, shown)
    elif kind == MAIL:
        yield from _mail(raw, shown)
    elif is_binary(raw, page=kind == PAGE):
        yield Problem.of("TW-P104", shown)
    else:
        yield whole_draft(raw, shown, page=kind == PAGE, charset=charset)


def whole_draft(raw: bytes, shown: str, *, page: bool, charset: str | None = None) -> Draft | Problem:
    """Return the draft of one file's bytes, a page when `page` or when they start as one; a problem for no text."""
    start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = page or start.startswith(_HTML_STARTS)
    decoded = decode(raw, known_codec(charset) or (declared_codec(raw) if page else None))
    if is_gibberish(decoded.text):
        return Problem.of("TW-P104", shown)
    draft = _page(raw, decoded.text, shown) if page else Draft(raw=raw, text=decoded.text, location=shown)
    if isinstance(draft, Draft):
        if not draft.text.strip():
            return Problem.of("TW-P103", shown)
        if decoded.doubt:
            draft.note("TW-P109", decoded.doubt)
    return draft


def _page(raw: bytes, markup: str, shown: str) -> Draft | Problem:
    from trucewatch.ingest.page import extract

    page = extract(markup)
    if not page.text.strip():
        return Problem.of("TW-P110", shown, page.failure)
    draft = Draft(raw=raw, text=page.text, location=shown)
    draft.title, draft.outlet, draft.url, draft.metadata = page.title, page.outlet, page.url, page.published
    if nuls := markup.count("\0"):
        draft.note("TW-P109", f"{nuls} NUL{'s' * (nuls != 1)} in the page")
    if page.repeats_lost:
        draft.note("TW-P113", f"{page.repeats_lost} left out")
    if page.second:
        draft.note("TW-P114", page.failure)
    return draft


def _print(raw: bytes, shown: str) -> Draft | Problem:
    if _PDF not in raw[:_PDF_START]:
        return Problem.of("TW-P112", shown, "it does not begin as a PDF does")
    from trucewatch.ingest.print_file import read_print

    printed = read_print(raw)
    if not printed.text:
        return Problem.of("TW-P110", shown, printed.failure)
    draft = Draft(raw=raw, text=printed.text, location=shown, title=printed.title)
    draft.metadata = parse_date(printed.date) if printed.date else None
    if printed.left_out:
        draft.note("TW-P112", printed.left_out)
    return draft


def _mail(raw: bytes, shown: str) -> Iterator[Draft | Problem | Member]:
    from trucewatch.ingest.mail import parse_mail

    mail = parse_mail(raw, shown)
    made = _message(mail, raw, shown)
    if isinstance(made, Draft):
        made.id, made.title, made.outlet = mail.id, mail.title, mail.outlet
        made.metadata = parse_date(mail.date) if mail.date else None
        if mail.damage:
            made.note("TW-P112", mail.damage)
    if made is not None:
        yield made
    yield from mail.attached


def _message(mail: Mail, raw: bytes, shown: str) -> Draft | Problem | None:
    """Return the draft of a message's own text, None where it only carries attachments."""
    found: Draft | Problem | None = None
    if mail.markup:
        found = whole_draft(mail.markup, shown, page=True, charset=mail.charset)
        if isinstance(found, Draft):
            found.raw, found.url = raw, None
            return found
    if mail.text.strip():
        return Draft(raw=raw, text=mail.text, location=shown)
    if found is not None or mail.attached:
        return found
    return Problem.of("TW-P112" if mail.damage else "TW-P103", shown, mail.damage or "a message without text")
