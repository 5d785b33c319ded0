"""Paths to reports, one at a time and in input order; what cannot be read is a problem, never an exception."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from trucewatch.ingest.draft import Draft, make_report
from trucewatch.ingest.files import OTHER, Found, open_regular, walk
from trucewatch.ingest.stream import read_stream
from trucewatch.ingest.unpack import DAMAGE
from trucewatch.model import Problem, Report


def load(
    paths: Iterable[Path | str] | Path | str,
    *,
    published: date | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Report | Problem]:
    """Yield the reports of files and folders in input order, a Problem where no report could be made.

    `published` and `outlet` are believed for every report, over what the inputs say. `columns` names the columns of
    tables and the keys of JSON Lines where they are not named as our fields are: {"text": "Body"}. Files are text
    (.txt, .md, no suffix), HTML (.html, .htm), JSON Lines (.jsonl, .ndjson), tables (.csv, .tsv), feeds (.rss, .atom,
    .xml), crawls (.warc), messages (.eml), PDF with a text layer (.pdf), archives of these (.zip, .tar, .tgz), any of
    them gzipped; folders are walked in sorted order. Holds one report or file at a time; nothing is fetched; never
    raises for what an input holds.
    """
    for path in [paths] if isinstance(paths, Path | str) else paths:
        for found in walk(path):
            for draft in [found] if isinstance(found, Problem) else _drafts(found, columns):
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


def _drafts(found: Found, columns: Mapping[str, str] | None) -> Iterator[Draft | Problem]:
    """Yield the drafts of one file; a stream that breaks off is a problem after what came before it."""
    if found.kind == OTHER:
        yield Problem.of("TW-P111", found.shown, found.path.suffix)
        return
    try:
        with open_regular(found.path) as stream:
            yield from read_stream(stream, found.kind, found.shown, columns)
    except OSError as error:
        if isinstance(error, DAMAGE):
            yield Problem.of("TW-P112", found.shown, str(error))
        else:
            yield Problem.of("TW-P102", found.shown, error.strerror or str(error))
    except DAMAGE as error:
        yield Problem.of("TW-P112", found.shown, str(error))
