"""CSV and TSV, one row at a time: the columns are named as the fields of JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import IO

from trucewatch.ingest.draft import Draft
from trucewatch.ingest.encoding import decode
from trucewatch.ingest.lines import MAX_LINE_BYTES, draft_of
from trucewatch.ingest.naming import not_read
from trucewatch.model import Problem
from trucewatch.model.report import INPUT_FIELDS


def read_table(stream: IO[bytes], shown: str, columns: Mapping[str, str] | None = None) -> Iterator[Draft | Problem]:
    """Yield the drafts of a CSV or TSV stream with a header, and a problem for each row that gives none.

    `columns` says for a field of JSON Lines under which column it stands ({"text": "Body"}); a field that it does not
    name stands under its own name, unless that column is given to another. The header's mark that comes first (comma,
    semicolon or tab) parts the columns. A row of more than 8 MiB is TW-P105; where a quotation mark is never closed,
    that ends the table, since the next row cannot be found.
    """
    header = stream.readline(MAX_LINE_BYTES)
    if not header.strip():
        yield Problem.of("TW-P103", shown, "the table is empty")
        return
    names, mark = _header(header)
    own = names
    names, missing = _mapped(own, columns or {})
    if missing or "text" not in names:
        named = ", ".join(f'"{name}"' for name in missing or ["text"])
        there = not_read(filter(None, own), names) or "none"
        yield Problem.of("TW-P107", f"{shown}:1", f"the header names no column {named}; it names {there}")
        return
    if strange := [name for name in names if name and name not in INPUT_FIELDS]:
        yield Problem.of("TW-P117", f"{shown}:1", not_read(strange, names))
    number = 1
    while first := stream.readline(MAX_LINE_BYTES + 1):
        where = f"{shown}:{number + 1}"
        raw, count = _row(first, stream)
        number += count
        if len(raw) > MAX_LINE_BYTES:
            yield Problem.of("TW-P105", where, f"a row of more than {MAX_LINE_BYTES:,} bytes; the rest is not read")
            return
        if raw.strip():
            yield _draft(raw.rstrip(b"\r\n"), names, mark, where)


def _mapped(names: list[str], columns: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the fields of the columns, "" for a column that is none, and the columns that are named but missing."""
    given = {column.strip().casefold(): field for field, column in columns.items()}
    missing = sorted(column for column in columns.values() if column.strip().casefold() not in names)
    return [given.get(name, "" if name in columns else name) for name in names], missing


def _header(raw: bytes) -> tuple[list[str], str]:
    text = decode(raw).text
    at = {mark: text.find(mark) for mark in ",;\t" if mark in text}
    mark = min(at, key=lambda m: at[m]) if at else ","
    names = _cells(text.rstrip("\r\n"), mark)
    return [] if isinstance(names, csv.Error) else [name.strip().casefold() for name in names], mark


def _cells(text: str, mark: str) -> list[str] | csv.Error:
    """Return the cells of one row, or the error where it is no row."""
    csv.field_size_limit(MAX_LINE_BYTES)
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=mark), [])
    except csv.Error as error:
        return error


def _row(first: bytes, stream: IO[bytes]) -> tuple[bytes, int]:
    """Read on until the quotation marks of a row are even; return its bytes and how many lines they are."""
    pieces, size, quotes = [first], len(first), first.count(b'"')
    while quotes % 2 and size <= MAX_LINE_BYTES:
        line = stream.readline(MAX_LINE_BYTES + 1)
        if not line:
            break
        pieces.append(line)
        size, quotes = size + len(line), quotes + line.count(b'"')
    return b"".join(pieces), len(pieces)


def _draft(raw: bytes, names: list[str], mark: str, where: str) -> Draft | Problem:
    decoded = decode(raw)
    cells = _cells(decoded.text, mark)
    if isinstance(cells, csv.Error):
        return Problem.of("TW-P108", where, f"no row of a table: {cells}")
    made = draft_of({name: cell for name, cell in zip(names, cells, strict=False) if name and cell.strip()}, raw, where)
    if isinstance(made, Draft):
        if decoded.doubt:
            made.note("TW-P109", decoded.doubt)
        if len(cells) != len(names):
            made.note("TW-P108", f"{len(cells)} cells under {len(names)} columns")
    return made
