"""Schema 3: with which conflict profile a report was read, by id and digest; None in a record from before."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, Text


def declare(metadata: MetaData) -> None:
    """Add the columns of schema 3 to the declaration."""
    reports = metadata.tables["reports"]
    reports.append_column(Column("profile", Text))
    reports.append_column(Column("profile_sha256", Text))


def upgrade(connection: Connection) -> None:
    """Add the columns."""
    connection.exec_driver_sql("ALTER TABLE reports ADD COLUMN profile TEXT")
    connection.exec_driver_sql("ALTER TABLE reports ADD COLUMN profile_sha256 TEXT")
