"""PDF files that have a text layer; nothing in them is run, and no picture is read."""

from __future__ import annotations

import io
import logging
import re
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

#: No more pages than this are read, and none after this many seconds.
MAX_PAGES = 2_000
MAX_SECONDS = 8.0
#: A stream of a page that unpacks to more than this many bytes is not read.
_MAX_STREAM = 8 * 1024 * 1024
_ENDS = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019)\]]*\s*$")
_BROKEN_WORD = re.compile(r"(?<=[a-z])[-\u00ad]$")
_DAY = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Printed:
    """Hold the text of a PDF, one paragraph to a line, and what its heads say; `failure` says why there is none."""

    text: str
    title: str | None = None
    date: str | None = None
    failure: str = ""
    left_out: str = ""


@cache
def _pypdf() -> Any:
    """Load pypdf once; what it logs becomes problems."""
    import pypdf

    quiet = logging.getLogger("pypdf")
    quiet.addHandler(logging.NullHandler())
    quiet.propagate = False
    return pypdf


def _bounded() -> Any:
    """Return a context in which no stream unpacks to more than texts need."""
    lengths = ("array_based_stream", "jbig2", "lzw", "run_length", "zlib", "brotli")
    return _pypdf().apply_configuration(
        **{f"{name}_maximum_output_length": _MAX_STREAM for name in lengths},
        stream_decoding_work_maximum_length=8 * _MAX_STREAM,
    )


def read_print(raw: bytes) -> Printed:
    """Return the text layer of a PDF, its lines joined to paragraphs, a paragraph to a line.

    A word that a line's end parts is joined. Encrypted files that need a password, and scans, give no text. Whatever
    the parser raises on hostile files becomes `failure` or, for single pages, `left_out`.
    """
    until = time.monotonic() + MAX_SECONDS
    try:
        with _bounded():
            document = _pypdf().PdfReader(io.BytesIO(raw), strict=False)
            if document.is_encrypted and not document.decrypt(""):
                return Printed("", failure="it is encrypted")
            pages, left_out = _pages(document, until)
            title, day = _heads(document)
    except (Exception, RecursionError) as error:  # the parser raises anything on hostile files
        return Printed("", failure=f"{type(error).__name__}: {error}"[:200])
    text = "\n".join(p for p in (_paragraphs(page) for page in pages) if p)
    return Printed(text, title, day, "" if text else left_out or "the file has no text layer", left_out)


def _pages(document: Any, until: float) -> tuple[list[str], str]:
    pages: list[str] = []
    failed = 0
    for number, page in enumerate(document.pages):
        if number >= MAX_PAGES or time.monotonic() > until:
            return pages, f"pages after page {number} were left out: too many or too slow"
        try:
            pages.append(page.extract_text())
        except (Exception, RecursionError):  # one page's defect is counted, the others are read
            failed += 1
    return pages, f"{failed} pages could not be read" if failed else ""


def _heads(document: Any) -> tuple[str | None, str | None]:
    heads = document.metadata
    title = str(heads.title).strip() if heads and heads.title else None
    found = _DAY.match(str(heads.get("/CreationDate", ""))) if heads else None
    return title or None, "-".join(found.groups()) if found else None


def _paragraphs(page: str) -> str:
    """Join the lines of a page to paragraphs: one ends at a blank line, or at a short line that ends a sentence."""
    lines = [line.strip() for line in page.splitlines()]
    widest = max((len(line) for line in lines), default=0)
    out, open_ = [], ""
    for line in [*lines, ""]:
        if line:
            open_ = _joined(open_, line)
        if open_ and (not line or (len(line) < 0.75 * widest and _ENDS.search(line))):
            out.append(open_)
            open_ = ""
    return "\n".join(out)


def _joined(before: str, line: str) -> str:
    if _BROKEN_WORD.search(before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}" if before else line
