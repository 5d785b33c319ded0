"""Schema 2: which report is a later version of which, and the URL of every place where one was found.

The URL is no longer part of what a reading says: the same bytes under ten URLs are one report whatever came first. The
digests of a record from before are therefore computed anew.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, Index, MetaData, Text, select


def declare(metadata: MetaData) -> None:
    """Add the columns of schema 2 to the declaration."""
    reports = metadata.tables["reports"]
    reports.append_column(Column("superseded_by", Text))
    Index("reports_by_superseded_by", reports.c.superseded_by)
    Index("reports_by_url", reports.c.url)
    metadata.tables["locations"].append_column(Column("url", Text))


def upgrade(connection: Connection) -> None:
    """Add the columns."""
    for statement in (
        "ALTER TABLE reports ADD COLUMN superseded_by TEXT",
        "ALTER TABLE locations ADD COLUMN url TEXT",
        "CREATE INDEX reports_by_superseded_by ON reports (superseded_by)",
        "CREATE INDEX reports_by_url ON reports (url)",
    ):
        connection.exec_driver_sql(statement)


def finish(connection: Connection) -> None:
    """Compute the digests anew."""
    from trucewatch.record import stored
    from trucewatch.record.content import EMPTY, content_sha256, joined
    from trucewatch.record.tables import LOCATIONS, REPORTS, STATE

    total = EMPTY
    for key in connection.scalars(select(REPORTS.c.key)).all():
        reading = stored.reading(connection, key, raw=False)
        assert reading is not None
        content = content_sha256(reading)
        total = joined(total, content)
        connection.execute(REPORTS.update().where(REPORTS.c.key == key).values(content_sha256=content))
        places = LOCATIONS.update().where(LOCATIONS.c.report_key == key)
        connection.execute(places.values(url=reading.report.url))
    connection.execute(STATE.update().where(STATE.c.name == "digest").values(value=total))
