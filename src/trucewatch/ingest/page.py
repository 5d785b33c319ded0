"""HTML pages to text and metadata, with trafilatura; no page is ever fetched."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from trucewatch.ingest.dates import parse_date

#: A page with more characters than this is not parsed: time and memory grow with it.
MAX_PAGE_CHARS = 8_000_000
#: Nor is one with more marks "<" than this, about 30,000 elements; a news page has some thousands.
MAX_PAGE_TAGS = 60_000
#: The second reader, which is quick and flat, takes as many as this.
MAX_SECOND_TAGS = 150_000
#: Its choice of the main text takes time that grows with the square of the depth; larger pages are taken whole.
_MAX_CHOSEN_TAGS = 3_000
_NO_ELEMENT = "no HTML element"
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
_HEAD_CHARS = 20_000
#: Characters that XML has no place for; one of them makes the extractor fail on the whole page.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));?")
#: An extraction shorter than this is tried again with the plain reading of all paragraphs.
_SHORT = 200
#: A footer longer than this many characters may be the page itself, under markup that is never closed.
_FOOTER = 1_500
#: Paragraphs of at least this many characters are watched for having been dropped as repeats.
_WATCHED = 40


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what was extracted from a page; `text` has one paragraph to a line; `repeats_lost` counts paragraphs.

    `failure` says why the first reader gave nothing, `second` that the text is then the second reader's.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    repeats_lost: int = 0
    failure: str = ""
    second: bool = False


@cache
def _extractor() -> Any:
    """Load trafilatura once; its log lines have no reader here, what they say becomes problems.

    lxml_html_clean is a part of its own since lxml 5.2, and without it trafilatura cannot be imported.
    """
    import lxml_html_clean  # noqa: F401
    import trafilatura

    for name in ("trafilatura", "htmldate", "charset_normalizer", "justext"):
        quiet = logging.getLogger(name)
        quiet.addHandler(logging.NullHandler())
        quiet.propagate = False
    return trafilatura


def fragment_text(markup: str) -> str:
    """Return all the visible text of a piece of markup, a block to a line; deep nesting does it no harm (Lexbor)."""
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(_printable(markup), main_content=False, list_bullets=False, alt_texts=False)
    return "\n".join(line for line in (" ".join(piece.split()) for piece in text.splitlines()) if line)


def _fallback(markup: str, failure: str) -> Page:
    """Return the page's main text as a second reader finds it, where the first one failed."""
    from resiliparse.extract.html2text import extract_plain_text

    try:
        chosen = markup.count("<") <= _MAX_CHOSEN_TAGS
        text = extract_plain_text(markup, main_content=chosen, list_bullets=False, alt_texts=False, comments=False)
    except Exception as error:  # a parser on hostile markup
        return Page("", failure=f"{failure}; {type(error).__name__}: {error}"[:300])
    lines = [line for line in (" ".join(piece.split()) for piece in text.splitlines()) if line]
    title = _TITLE.search(markup[:_HEAD_CHARS])
    return Page(
        "\n".join(lines),
        title=" ".join(fragment_text(title[1]).split()) or None if title else None,
        failure=failure,
        second=bool(lines),
    )


def extract(markup: str) -> Page:
    """Extract the text and metadata of a page; `text` is empty and `failure` set where nothing could be extracted.

    The date is what the page states in JSON-LD, meta or time tags (htmldate without its extensive search, which
    would date a page from its copyright line). Tables are kept, comments are left out. Control characters become
    U+FFFD. Whatever a parser raises on hostile markup becomes `failure`.
    """
    if len(markup) > MAX_PAGE_CHARS:
        return Page("", failure=f"the page has more than {MAX_PAGE_CHARS:,} characters")
    tags = markup.count("<")
    if tags > MAX_SECOND_TAGS:
        return Page("", failure=f"the page has more than {MAX_SECOND_TAGS:,} tags")
    markup = _printable(markup)
    if tags > MAX_PAGE_TAGS:
        return _fallback(markup, f"the page has more than {MAX_PAGE_TAGS:,} tags")
    try:
        page = _extract(markup)
    except (Exception, RecursionError) as error:  # third-party parsers on hostile markup raise anything
        page = Page("", failure=f"{type(error).__name__}: {error}"[:300])
    return page if page.text or page.failure == _NO_ELEMENT else _fallback(markup, page.failure)


def _printable(markup: str) -> str:
    """Return markup without characters, or references to characters, that XML has no place for."""

    def resolved(found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else int(found[2])
        keeps = number < 0x110000 and not _NOT_XML.match(chr(number)) and number != 0x0C
        return found[0] if keeps else "\ufffd"

    return _REFERENCE.sub(resolved, _NOT_XML.sub("\ufffd", markup.replace("\f", " ")))


def _extract(markup: str) -> Page:
    trafilatura = _extractor()
    tree = _tree(markup)
    if tree is None:
        return Page("", failure=_NO_ELEMENT)
    _drop_footers(tree)
    found = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = (found.text or "").strip() if found is not None else ""
    if len(text) < _SHORT:
        plain = trafilatura.baseline(_tree(markup))[1].strip()
        text = plain if len(plain) > 2 * len(text) else text
    if not text:
        return Page("", failure="neither an article nor paragraphs found")
    meta = found if found is not None else trafilatura.extract_metadata(tree)
    return Page(
        text,
        title=meta.title or None,
        outlet=meta.sitename or None,
        url=meta.url or None,
        published=parse_date(meta.date) if meta.date else None,
        repeats_lost=_repeats_lost(_tree(markup), text),
    )


def _tree(markup: str) -> Any:
    """Parse markup without network, external entities or libxml2's large-document mode; None for no element."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    data = markup.encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        return html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None


def _drop_footers(tree: Any) -> None:
    """Take short footers out of a page: a day that stands in one would date the page where nothing else does."""
    for footer in list(tree.iter("footer")):
        within = any(True for _ in footer.iterancestors("article", "main"))
        if not within and footer.getparent() is not None and len(footer.text_content()) <= _FOOTER:
            footer.drop_tree()


def _repeats_lost(tree: Any, text: str) -> int:
    """Count paragraphs that stand in the text, but fewer times than in the page."""
    kept = Counter(" ".join(line.split()) for line in text.splitlines())
    there = Counter(" ".join(p.text_content().split()) for p in tree.iter("p"))
    return sum(n - kept[p] for p, n in there.items() if len(p) >= _WATCHED and 0 < kept[p] < n)
