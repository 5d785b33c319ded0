"""One stream of a known kind to drafts: lines, tables, crawls, archives within archives, whole documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from trucewatch.ingest.archive import Member, read_tar, read_zip
from trucewatch.ingest.crawl import Page, read_crawl
from trucewatch.ingest.document import read_document
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.files import CRAWL, LINES, OTHER, TABLE, TAR, ZIP, kind_of
from trucewatch.ingest.lines import read_lines
from trucewatch.ingest.table import read_table
from trucewatch.ingest.unpack import DAMAGE, TooMuch, unzipped
from trucewatch.model import Problem
from trucewatch.settings import MAX_FILE_BYTES

#: Archives and messages within one another deeper than this are not opened.
_MAX_NESTED = 4
#: One file with more archives within it than this is given up.
_MAX_OPENED = 1_000

Found = Draft | Problem


class _Swarm(Exception):
    """One file holds more archives than any collection of texts does."""


@dataclass(slots=True)
class Nesting:
    """Say how deep within a file the reading stands, and count the archives that were opened in it."""

    depth: int = 0
    opened: int = 0


def read_stream(
    stream: IO[bytes], kind: str, shown: str, columns: Mapping[str, str] | None = None, nesting: Nesting | None = None
) -> Iterator[Found]:
    """Yield the drafts of a stream and a problem for each part that gives none; at least one of either.

    What unpacks to far more than texts do ends in TW-P105, damaged gzip in TW-P112 after what came before it. Raises
    OSError where the stream does.
    """
    empty, nesting = True, nesting or Nesting()
    try:
        for found in _parts(stream, kind, shown, columns):
            empty = False
            if isinstance(found, Member):
                yield from _member(found, columns, nesting)
            elif isinstance(found, Page):
                yield from _page(found, columns, nesting)
            else:
                yield found
    except TooMuch as error:
        empty = False
        yield Problem.of("TW-P105", shown, str(error))
    except _Swarm as error:
        if nesting.depth:
            raise
        empty = False
        yield Problem.of("TW-P105", shown, str(error))
    except DAMAGE as error:
        empty = False
        yield Problem.of("TW-P112", shown, str(error))
    if empty:
        yield Problem.of("TW-P103", shown)


def _parts(
    stream: IO[bytes], kind: str, shown: str, columns: Mapping[str, str] | None
) -> Iterator[Found | Member | Page]:
    if kind == LINES:
        yield from read_lines(stream, shown, columns)
    elif kind == TABLE:
        yield from read_table(stream, shown, columns)
    elif kind == CRAWL:
        yield from read_crawl(stream, shown)
    elif kind == ZIP:
        yield from read_zip(stream, shown)
    elif kind == TAR:
        yield from read_tar(stream, shown)
    else:
        raw = stream.read(MAX_FILE_BYTES + 1)
        if len(raw) > MAX_FILE_BYTES:
            yield Problem.of("TW-P105", shown, f"more than {MAX_FILE_BYTES:,} bytes")
        else:
            yield from read_document(raw, kind, shown)


def _member(member: Member, columns: Mapping[str, str] | None, nesting: Nesting) -> Iterator[Found]:
    kind = kind_of(member.name)
    if kind == OTHER:
        yield Problem.of("TW-P111", member.shown, member.name.suffix)
    elif nesting.depth >= _MAX_NESTED:
        yield Problem.of("TW-P105", member.shown, f"more than {_MAX_NESTED} archives within one another")
    else:
        nesting.opened += kind in (ZIP, TAR)
        if nesting.opened > _MAX_OPENED:
            raise _Swarm(f"more than {_MAX_OPENED:,} archives within it")
        nesting.depth += 1
        try:
            yield from read_stream(unzipped(member.stream, closing=False), kind, member.shown, columns, nesting)
        finally:
            nesting.depth -= 1


def _page(page: Page, columns: Mapping[str, str] | None, nesting: Nesting) -> Iterator[Found]:
    """Yield a crawl's page; what is damaged is noted on its first report, or told where there is none."""
    damage = page.damage
    for found in read_document(page.raw, page.kind, page.where, page.charset):
        if isinstance(found, Member):
            yield from _member(found, columns, nesting)
            continue
        if isinstance(found, Draft):
            found.url = found.url or page.url
            for what in damage:
                found.note("TW-P112", what)
            damage = []
        yield found
    for what in damage:
        yield Problem.of("TW-P112", page.where, what)
