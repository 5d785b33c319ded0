"""Migrations: what they make is what the queries expect, and PostgreSQL could make it too."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from trucewatch.errors import RecordSchemaError
from trucewatch.record import Record
from trucewatch.record.migrations import LATEST, declared, refuse_newer, upgrade, version
from trucewatch.record.tables import METADATA, OF_REPORT


def test_a_new_record_has_the_declared_tables_and_columns(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.record", create=True) as record:
        found = inspect(record._engine)
        assert set(found.get_table_names()) == {*METADATA.tables, "schema_version"}
        for name, table in METADATA.tables.items():
            assert [c["name"] for c in found.get_columns(name)] == [c.name for c in table.columns]
        with record._engine.connect() as connection:
            strict = connection.exec_driver_sql("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict")
            assert set(strict.scalars()) == {*METADATA.tables, "schema_version"}
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_upgrading_twice_changes_nothing() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        assert version(connection) == 0
        assert upgrade(connection, "here") == LATEST
        assert upgrade(connection, "here") == LATEST == version(connection)
    engine.dispose()


def test_a_newer_schema_is_refused() -> None:
    refuse_newer(LATEST, "here")
    with pytest.raises(RecordSchemaError, match=f"schema {LATEST + 1}"):
        refuse_newer(LATEST + 1, "here")


def test_postgresql_could_make_the_same_tables() -> None:
    for table in declared().sorted_tables:
        made = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert "STRICT" not in made
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=postgresql.dialect()))


def test_every_table_of_a_report_is_cleared_with_it() -> None:
    for table in OF_REPORT:
        (parent,) = [k for k in table.foreign_keys if k.column.table.name == "reports"]
        assert parent.ondelete == "CASCADE"
