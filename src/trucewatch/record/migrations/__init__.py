"""Numbered changes of the record's schema, applied in order and never edited once released.

A migration is a module with `declare(metadata)`, which adds its tables or columns to the declaration that the queries
use, and `upgrade(connection)`, which brings an existing record there. `finish(connection)`, where there is one, runs
once all are applied, since queries need the newest schema. `schema_version` says which were applied.
"""

from __future__ import annotations

from datetime import UTC, datetime
from types import ModuleType

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, func, inspect, select

from trucewatch.errors import RecordSchemaError
from trucewatch.record.migrations import m0001_first, m0002_versions, m0003_profiles

MIGRATIONS: tuple[ModuleType, ...] = (m0001_first, m0002_versions, m0003_profiles)
LATEST = len(MIGRATIONS)

VERSIONS = Table(
    "schema_version",
    MetaData(),
    Column("version", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("applied_at", Text, nullable=False),
    sqlite_strict=True,
)


def declared() -> MetaData:
    """Return the tables as they stand after the last migration."""
    metadata = MetaData()
    for migration in MIGRATIONS:
        migration.declare(metadata)
    return metadata


def version(connection: Connection) -> int:
    """Return the number of the last migration applied, 0 where there is none."""
    if not inspect(connection).has_table(VERSIONS.name):
        return 0
    return connection.scalar(select(func.max(VERSIONS.c.version))) or 0


def refuse_newer(found: int, where: str) -> None:
    """Raise RecordSchemaError when a record's schema is newer than this Trucewatch knows."""
    if found > LATEST:
        what = f"the record has schema {found}, this Trucewatch knows schemas up to {LATEST}"
        raise RecordSchemaError(what, where=where, do="install a newer Trucewatch")


def upgrade(connection: Connection, where: str) -> int:
    """Apply what is missing within the caller's transaction; return the version reached.

    Raises RecordSchemaError when the record is newer than this Trucewatch.
    """
    found = version(connection)
    refuse_newer(found, where)
    if found == 0:
        VERSIONS.metadata.create_all(connection)
    for number, migration in enumerate(MIGRATIONS[found:], found + 1):
        migration.upgrade(connection)
        name = migration.__name__.rpartition(".")[2]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(VERSIONS.insert().values(version=number, name=name, applied_at=now))
    for migration in MIGRATIONS[found:]:
        if hasattr(migration, "finish"):
            migration.finish(connection)
    return LATEST
