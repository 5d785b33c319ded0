"""Connections to the record's file, and what the database's errors mean to a user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError

from trucewatch.errors import (
    IntegrityError,
    RecordError,
    RecordFullError,
    RecordLockedError,
    RecordSchemaError,
    TrucewatchError,
)
from trucewatch.record.migrations import LATEST, refuse_newer, upgrade, version

#: SQLite's application id of a record ("TrWa"), so that no other program's file is taken for one.
APPLICATION_ID = 0x54725761
_HEADER = b"SQLite format 3\0"

_MEANING: dict[str, tuple[type[RecordError], str, str]] = {
    "SQLITE_BUSY": (RecordLockedError, "another process is writing to the record", "wait for it to end, then repeat"),
    "SQLITE_LOCKED": (RecordLockedError, "the record is in use", "wait for the other command to end, then repeat"),
    "SQLITE_FULL": (RecordFullError, "the disk is full", "make room, then repeat: what was added stays"),
    "SQLITE_NOTADB": (RecordSchemaError, "the file is not a record", "check the path"),
    "SQLITE_CORRUPT": (IntegrityError, "the record's file is damaged", "restore a copy, or add the reports anew"),
    "SQLITE_READONLY": (RecordError, "the record cannot be written", "check the permissions of file and folder"),
    "SQLITE_CANTOPEN": (RecordError, "the record cannot be opened", "check the path and its permissions"),
    "SQLITE_CONSTRAINT": (IntegrityError, "the record refuses a value that contradicts it", "please report this"),
}


def meaning(error: DBAPIError, where: str) -> RecordError:
    """Return the error of errors.py that a database error comes to."""
    name: str = getattr(error.orig, "sqlite_errorname", "")
    for prefix, (kind, what, do) in _MEANING.items():
        if name.startswith(prefix):
            return kind(what, where=where, do=do)
    return RecordError(f"the record cannot be used: {error.orig}", where=where, do="check the disk and the file")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise database errors as ours; our own pass through."""
    try:
        yield
    except TrucewatchError:
        raise
    except DBAPIError as error:
        raise meaning(error, where) from error


def make_engine(path: Path, *, read_only: bool, wait: float) -> Engine:
    """Make the engine of a record's file; transactions begin explicitly, writing ones take the lock at once.

    `wait` is how many seconds a command waits for another process's lock.
    """

    def connect() -> sqlite3.Connection:
        return _connect(path, read_only=read_only, wait=wait)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _connect(path: Path, *, read_only: bool, wait: float) -> sqlite3.Connection:
    # a reader may write too, but only SQLite's own side files, which the last connection then removes
    mode = "rw" if read_only else "rwc"
    try:
        return _dial(path, f"mode={mode}", read_only, wait)
    except sqlite3.OperationalError:
        if not read_only or path.with_name(path.name + "-wal").exists():
            raise
    # a finished record in a folder that cannot be written: nobody else can be writing to it either
    return _dial(path, "mode=ro&immutable=1", read_only, wait)


def _dial(path: Path, options: str, read_only: bool, wait: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{options}"
    dialled = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        dialled.execute("PRAGMA foreign_keys=ON")
        dialled.execute("PRAGMA synchronous=FULL")
        dialled.execute("PRAGMA query_only=ON" if read_only else "PRAGMA query_only=OFF")
        dialled.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        dialled.close()
        raise
    return dialled


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def check_file(path: Path, *, create: bool) -> None:
    """Raise RecordError where there is no file to open, RecordSchemaError where it is plainly something else."""
    if not path.exists():
        if create and path.absolute().parent.is_dir():
            return
        what = "there is no such folder" if create else "there is no record"
        raise RecordError(what, where=str(path), do="check the path, or make one with `trucewatch add RECORD PATH...`")
    if path.is_dir():
        raise RecordSchemaError("a folder is no record", where=str(path), do="give the path of a record's file")
    try:
        with path.open("rb") as opened:
            head = opened.read(len(_HEADER))
    except OSError as error:
        raise RecordError(f"the record cannot be read: {error}", where=str(path), do="check its permissions") from error
    if head != _HEADER and not (create and head == b""):
        raise RecordSchemaError("the file is not a record", where=str(path), do="check the path")


def pragma(connection: Connection, name: str) -> Any:
    """Return the value of one of SQLite's pragmas."""
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def prepare(engine: Engine, where: str, *, read_only: bool) -> None:
    """Bring a record to the newest schema (not if `read_only`).

    Raises RecordSchemaError where the file is another program's, or newer than this Trucewatch, or (if `read_only`)
    older.
    """
    with engine.connect() as connection:
        found, empty = pragma(connection, "application_id"), not inspect(connection).get_table_names()
        connection.rollback()
        if found != APPLICATION_ID and not (empty and not read_only):
            raise RecordSchemaError("the file is a database, but not a record", where=where, do="check the path")
        reached = version(connection)
        connection.rollback()
        refuse_newer(reached, where)
        if reached == LATEST:
            return
        if read_only:
            what = f"the record has the older schema {reached}"
            raise RecordSchemaError(what, where=where, do="open it for writing once, e.g. `trucewatch add RECORD`")
    _bring_up(engine, where)


def _bring_up(engine: Engine, where: str) -> None:
    with engine.connect() as plain:
        driver = plain.connection.driver_connection
        if driver is not None:
            driver.execute("PRAGMA journal_mode=WAL")
            driver.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection = plain.execution_options(writes=True)
        with connection.begin():
            upgrade(connection, where)
