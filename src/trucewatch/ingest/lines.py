"""JSON Lines, one line at a time: each line a report or a problem, whatever the line before was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, Any

from trucewatch.ingest.dates import parse_date
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.encoding import decode
from trucewatch.ingest.naming import Names
from trucewatch.model import Problem

#: A line longer than this many bytes is passed over (TW-P105): parsing JSON takes up to 25 times its size.
MAX_LINE_BYTES = 8 * 1024 * 1024
#: After this many bytes without a line end the file is given up.
MAX_SKIPPED_BYTES = 1024 * 1024 * 1024
_BLOCK = 1024 * 1024
_MAX_ID = 200


def read_lines(stream: IO[bytes], shown: str, columns: Mapping[str, str] | None = None) -> Iterator[Draft | Problem]:
    """Yield the drafts of a JSON Lines stream, and a problem for each line that gives none; blank lines are no lines.

    `columns` says for a field under which key it stands ({"text": "body"}); where a line lacks that key, the field's
    own name counts. Keys that are none of ours are named in TW-P117, at the first line that has them. Holds one line
    at a time. Raises OSError, EOFError or zlib.error where the stream does.
    """
    number, names = 0, Names(columns or {})
    while raw := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        where = f"{shown}:{number}"
        if len(raw) > MAX_LINE_BYTES:
            yield Problem.of("TW-P105", where, f"a line of more than {MAX_LINE_BYTES:,} bytes")
            if not raw.endswith(b"\n") and not _skip_line(stream):
                yield Problem.of(
                    "TW-P105", where, f"no line end within {MAX_SKIPPED_BYTES:,} bytes; the rest is not read"
                )
                return
        elif number == 1 and raw.startswith(b"\xef\xbb\xbf"):
            yield from _parsed(raw[3:].rstrip(b"\r\n"), where, names)
        else:
            yield from _parsed(raw.rstrip(b"\r\n"), where, names)


def _skip_line(stream: IO[bytes]) -> bool:
    skipped = 0
    while skipped < MAX_SKIPPED_BYTES:
        piece = stream.readline(_BLOCK)
        if not piece or piece.endswith(b"\n"):
            return True
        skipped += len(piece)
    return False


def _parsed(raw: bytes, where: str, names: Names) -> Iterator[Draft | Problem]:
    if not raw.strip():
        return
    decoded = decode(raw)
    try:
        row = json.loads(decoded.text)
    except RecursionError:
        yield Problem.of("TW-P106", where, "nested too deeply")
        return
    except ValueError as error:
        yield Problem.of("TW-P106", where, str(error)[:200])
        return
    if not isinstance(row, dict):
        yield Problem.of("TW-P106", where, f"it is a {_kind(row)}")
        return
    row = names.mapped(row)
    if said := names.not_read(row):
        yield Problem.of("TW-P117", where, said)
    made = draft_of(row, raw, where)
    if isinstance(made, Draft) and decoded.doubt:
        made.note("TW-P109", decoded.doubt)
    yield made


def draft_of(row: dict[str, Any], raw: bytes, where: str) -> Draft | Problem:
    """Return the draft of one JSON object, or the problem TW-P107 when it has no text.

    Known fields: text (needed), id, outlet, url, title, date (metadata), published (given). A field of a wrong type
    or value is left out with TW-P108; other fields are passed over (`Names.not_read` tells of them).
    """
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        missing = (
            "the field is missing"
            if text is None
            else f"it is a {_kind(text)}"
            if not isinstance(text, str)
            else "blank"
        )
        return Problem.of("TW-P107", where, missing)
    draft = Draft(raw=raw, text=text, location=where)
    draft.id = _id(draft, row)
    draft.outlet = _words(draft, row, "outlet")
    draft.url = _words(draft, row, "url")
    draft.title = _words(draft, row, "title")
    draft.metadata = _day(draft, row, "date")
    draft.given = _day(draft, row, "published")
    return draft


def _kind(value: object) -> str:
    names = {str: "string", bool: "boolean", int: "number", float: "number", list: "list", dict: "object"}
    return names.get(type(value), "null")


def _id(draft: Draft, row: dict[str, Any]) -> str | None:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or (isinstance(value, str) and 0 < len(value.strip()) <= _MAX_ID and value.isprintable()):
        return value.strip() if value else None
    draft.note("TW-P108", f'"id" is no printable string of 1 to {_MAX_ID} characters; one was made from the hash')
    return None


def _words(draft: Draft, row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        draft.note("TW-P108", f'"{name}" is a {_kind(value)}, not a string')
        return None
    return value


def _day(draft: Draft, row: dict[str, Any], name: str) -> date | None:
    value = row.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    day = parse_date(value) if isinstance(value, str) else None
    if day is None:
        draft.note("TW-P108", f'"{name}" is no date such as 2016-08-01: {str(value)[:40]!r}')
    return day
