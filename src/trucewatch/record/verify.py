"""Verify: everything that can be computed anew is computed anew and compared with what is stored."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from trucewatch.model import Reading
from trucewatch.model.ids import report_key
from trucewatch.record import stored
from trucewatch.record.content import EMPTY, content_sha256, contradictions, joined
from trucewatch.record.rows import reading_rows, report_row
from trucewatch.record.tables import BLOBS, REPORTS


@dataclass(frozen=True, slots=True)
class Finding:
    """Say where the record contradicts itself (a report's key, a blob's hash, or the record) and how."""

    where: str
    what: str


def findings(connection: Connection, digest: str) -> Iterator[Finding]:
    """Yield every contradiction of the record; `digest` is the one it stores."""
    yield from _file(connection)
    total = EMPTY
    for key in connection.scalars(select(REPORTS.c.key).order_by(REPORTS.c.key)).all():
        row = connection.execute(select(REPORTS).where(REPORTS.c.key == key)).mappings().one()
        total = joined(total, row["content_sha256"])
        yield from (Finding(f"report {key}", what) for what in _report(connection, row))
    if total != digest:
        yield Finding("record", "the digest of all reports is not the stored one: a report was lost or changed")
    for name in connection.scalars(select(BLOBS.c.sha256).order_by(BLOBS.c.sha256)).all():
        yield from _blob(connection, name)


def _file(connection: Connection) -> Iterator[Finding]:
    """Yield what the database itself finds wrong with its file and its links."""
    if connection.dialect.name != "sqlite":
        return
    for (what,) in connection.exec_driver_sql("PRAGMA quick_check"):
        if what != "ok":
            yield Finding("record", f"the file is damaged: {what}")
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding("record", f"row {rowid} of {table} names a row of {parent} that is not there")


def _report(connection: Connection, row: RowMapping) -> Iterator[str]:
    try:
        reading = stored.reading(connection, row["key"], raw=False)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield f"its reading cannot be rebuilt: {type(error).__name__}: {error}"
        return
    if reading is None:
        yield "it vanished while the record was verified"
        return
    if report_key(reading.report.id, reading.report.text_sha256) != row["key"]:
        yield "its key is not that of its id and text"
    later = row["superseded_by"]
    if later is not None and not connection.scalar(select(REPORTS.c.key).where(REPORTS.c.key == later)):
        yield f"its later version {later} is not there"
    yield from contradictions(reading)
    if content_sha256(reading) != row["content_sha256"]:
        yield "its content is not what its digest stands for"
    yield from _flat(connection, row, reading)


def _flat(connection: Connection, row: RowMapping, reading: Reading) -> Iterator[str]:
    """Yield every table whose columns are not what the reading comes to."""
    for name, value in report_row(reading.report).items():
        if name != "body" and row[name] != value:
            yield f"column {name} of reports is {row[name]!r:.80}, its reading has {value!r:.80}"
    for table, expected in reading_rows(reading).items():
        wanted = select(table).where(table.c.report_key == row["key"]).order_by(table.c.n)
        found = [_plain(r) for r in connection.execute(wanted).mappings()]
        if len(found) != len(expected):
            yield f"{table.name} has {len(found)} rows, its reading has {len(expected)}"
        for n, (have, want) in enumerate(zip(found, expected, strict=False)):
            if have != want:
                columns = ", ".join(sorted(c for c in want if have[c] != want[c]))
                yield f"{table.name}[{n}] is not what its reading has: {columns}"


def _plain(row: RowMapping) -> dict[str, Any]:
    found = dict(row)
    del found["report_key"]
    if "body" in found:
        found["body"] = json.dumps(json.loads(found["body"]), ensure_ascii=False, separators=(",", ":"))
    return found


def _blob(connection: Connection, name: str) -> Iterator[Finding]:
    try:
        data = stored.blob(connection, name)
    except zlib.error as error:
        yield Finding(f"blob {name}", f"its bytes are damaged: {error}")
        return
    if data is None or hashlib.sha256(data).hexdigest() != name:
        yield Finding(f"blob {name}", "its bytes are not what the hash stands for")
