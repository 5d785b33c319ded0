"""Comma-separated values that a spreadsheet does not take for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

Cell = str | int | float | None

#: A cell that begins with one of these is run as a formula by spreadsheets (OWASP, "CSV Injection").
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: Cell) -> Cell:
    """Return text that begins like a formula behind an apostrophe; numbers and everything else as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    """Yield a heading and one line per row (RFC 4180, CRLF); unknown is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    yield _taken(buffer)
    for row in rows:
        writer.writerow([_plain(guarded(row[name])) for name in columns])
        yield _taken(buffer)


def _plain(cell: Cell) -> Cell:
    """Return a cell without NUL, which ends a text in many programs that read CSV."""
    return cell.replace("\0", "\\x00") if isinstance(cell, str) else cell


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
