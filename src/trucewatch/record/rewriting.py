"""Put another reading of the same report in the place of the stored one."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from trucewatch.errors import IntegrityError, UsageError
from trucewatch.model import Reading
from trucewatch.model.contract import reading_json
from trucewatch.record import stored
from trucewatch.record.content import content_sha256, contradictions, joined, without
from trucewatch.record.rows import profile_row, reading_rows
from trucewatch.record.tables import OF_REPORT, REPORTS, STATE

Change = Callable[[Reading], Reading]


def rewrite(connection: Connection, key: str, change: Change) -> bool:
    """Replace what was read in a report by what `change` makes of it; tell whether that says anything else.

    Within the caller's transaction. The report itself, its bytes, places and versions stay; the profile named with it
    is always the new reading's. Raises UsageError for a key that is not there, IntegrityError where the new reading
    contradicts its report or is one of another report.
    """
    old = stored.reading(connection, key, raw=False)
    if old is None:
        raise UsageError(f"there is no report {key}", do="see `trucewatch reports RECORD`")
    new = change(old)
    if new.report != old.report:
        raise IntegrityError("the report itself was changed", where=f"report {old.report.id}", do="please report this")
    if new.profile != old.profile:
        connection.execute(REPORTS.update().where(REPORTS.c.key == key).values(profile_row(new)))
    if reading_json(new) == reading_json(old):
        return False
    for wrong in contradictions(new):
        raise IntegrityError(wrong, where=f"report {old.report.id}", do="please report this")
    for table in reversed(OF_REPORT):
        connection.execute(table.delete().where(table.c.report_key == key))
    for table, rows in reading_rows(new).items():
        if rows:
            connection.execute(table.insert(), [{"report_key": key, **row} for row in rows])
    _count_anew(connection, key, content_sha256(old), content_sha256(new))
    return True


def _count_anew(connection: Connection, key: str, old: str, new: str) -> None:
    """Take the old content out of the record's digest and put the new one in."""
    of_report, of_record = REPORTS.c.key == key, STATE.c.name == "digest"
    connection.execute(REPORTS.update().where(of_report).values(content_sha256=new))
    total = connection.scalar(STATE.select().with_only_columns(STATE.c.value).where(of_record)) or ""
    connection.execute(STATE.update().where(of_record).values(value=joined(without(total, old), new)))
