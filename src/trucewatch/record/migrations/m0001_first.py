"""Schema 1: reports with their bytes, and one table for every noun that is read in them.

Every noun's row holds its contract object as JSON in `body`; the other columns repeat what is filtered on.
Names that are compared without regard to case stand a second time in `..._fold` columns (NFKC, case-folded).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Connection,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

#: Double precision everywhere; SQLite's strict tables know it as REAL.
NUMBER: TypeEngine[Any] = Double().with_variant(REAL(), "sqlite")


def _text(*names: str, null: bool = True) -> list[Column[Any]]:
    return [Column(name, Text, nullable=null) for name in names]


def _whole(*names: str, null: bool = True) -> list[Column[Any]]:
    return [Column(name, Integer, nullable=null) for name in names]


def _number(*names: str) -> list[Column[Any]]:
    return [Column(name, NUMBER) for name in names]


def _words() -> list[Column[Any]]:
    return [*_whole("start_at", "end_at", null=False), *_text("text", null=False)]


def _of_report(metadata: MetaData, name: str, *parts: Any) -> None:
    """Declare a table of things of a report, numbered in the order of the reading."""
    Table(
        name,
        metadata,
        Column("report_key", Text, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
        Column("n", Integer, primary_key=True),
        *parts,
        sqlite_strict=True,
    )


def _named(name: str) -> list[Any]:
    """Return the parts of a table whose things have an id within their report."""
    return [Column("id", Text, nullable=False), UniqueConstraint("report_key", "id", name=f"{name}_id")]


def _link(column: str, table: str, *, null: bool = False, later: bool = False) -> list[Any]:
    """Return a column with the id of a thing of the same report, and its foreign key."""
    when: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"} if later else {}
    key = ForeignKeyConstraint(["report_key", column], [f"{table}.report_key", f"{table}.id"], **when)
    return [Column(column, Text, nullable=null), key]


def _giver() -> list[Any]:
    """Return the columns of who gives a value: a claim or the outlet, never both and never neither."""
    return [
        *_link("claim_id", "claims", null=True),
        *_text("outlet"),
        CheckConstraint("(claim_id IS NULL) <> (outlet IS NULL)", name="one_giver"),
    ]


def declare(metadata: MetaData) -> None:
    """Add the tables of schema 1 to the declaration."""
    _reports(metadata)
    _claims(metadata)
    _events(metadata)
    _truces(metadata)
    _mentions(metadata)
    _indexes(metadata)


def upgrade(connection: Connection) -> None:
    """Create the tables of schema 1."""
    metadata = MetaData()
    declare(metadata)
    metadata.create_all(connection)
    connection.execute(metadata.tables["state"].insert().values(name="digest", value="0" * 64))


def _reports(metadata: MetaData) -> None:
    Table("state", metadata, Column("name", Text, primary_key=True), *_text("value", null=False), sqlite_strict=True)
    Table(
        "blobs",
        metadata,
        Column("sha256", Text, primary_key=True),
        Column("size", Integer, nullable=False),
        Column("deflated", LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    Table(
        "reports",
        metadata,
        Column("key", Text, primary_key=True),
        *_text("id", "raw_sha256", "text_sha256", "text", "body", "content_sha256", "added_at", null=False),
        *_text("outlet", "outlet_fold", "url", "title", "published", "published_from", "language"),
        sqlite_strict=True,
    )
    Table(
        "locations",
        metadata,
        Column("report_key", Text, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
        Column("location", Text, primary_key=True),
        sqlite_strict=True,
    )
    _of_report(metadata, "zones", *_text("kind", null=False), *_words())
    _of_report(metadata, "problems", *_text("code", "what", "place", null=False))
    Table(
        "input_problems",
        metadata,
        *[Column(name, Text, primary_key=True) for name in ("code", "what", "place")],
        sqlite_strict=True,
    )


def _claims(metadata: MetaData) -> None:
    _of_report(
        metadata,
        "claims",
        *_named("claims"),
        *_link("within", "claims", null=True, later=True),
        *_text("source_actor"),
        *_text("source_name", "source_fold", "side", "form", "stance", "body", null=False),
        *_whole("named", null=False),
        *_words(),
    )
    _of_report(metadata, "claim_pieces", *_link("claim_id", "claims"), *_words())
    _of_report(metadata, "hearsay", *_words(), *_text("body", null=False))


def _events(metadata: MetaData) -> None:
    tolls = [f"{name}_{end}" for name in ("killed", "wounded", "displaced", "detained") for end in ("low", "high")]
    _of_report(
        metadata,
        "events",
        *_named("events"),
        *_text("type", "status", "body", null=False),
        *_text("mode", "plover", "cameo", "acled", "date_start", "date_end"),
        *_text("place_id", "place_name", "place_fold", "admin1", "admin1_fold", "country"),
        *_number("lat", "lon"),
        *_whole(*tolls),
    )
    _of_report(metadata, "event_claims", *_link("event_id", "events"), *_link("claim_id", "claims"), *_text("polarity"))
    actor = [*_text("role", null=False), *_text("actor"), *_text("name", "name_fold", "side", null=False)]
    _of_report(metadata, "event_actors", *_link("event_id", "events"), *actor, *_words())
    value = [*_text("field", null=False), *_text("value", "who"), *_whole("low", "high")]
    _of_report(
        metadata,
        "event_values",
        *_link("event_id", "events"),
        *value,
        *_whole("superseded", null=False),
        *_giver(),
        *_words(),
    )


def _truces(metadata: MetaData) -> None:
    flat = _text("area", "area_fold", "start_day", "end_day", "duration")
    _of_report(metadata, "truces", *_named("truces"), *_text("name", "state", "body", null=False), *flat)
    _of_report(metadata, "truce_sides", *_link("truce_id", "truces"), *_text("role", "side", null=False))
    _of_report(metadata, "truce_violations", *_link("truce_id", "truces"), *_link("event_id", "events"))
    said = [*_text("field", "value", null=False), *_giver(), *_words()]
    _of_report(metadata, "truce_statements", *_link("truce_id", "truces"), *said)


def _mentions(metadata: MetaData) -> None:
    _of_report(metadata, "mentions", *_text("thing", "thing_id", null=False), *_words())
    when = [*_text("type", "value", "body", null=False), *_text("from_at", "to_at", "role")]
    _of_report(metadata, "times", *when, *_words())
    where = [*_text("place_id", "admin1", "admin1_fold", "country"), *_text("name", "name_fold", "body", null=False)]
    _of_report(metadata, "places", *where, *_number("lat", "lon"), *_words())
    who = [*_text("actor"), *_text("name", "name_fold", "side", "body", null=False)]
    _of_report(metadata, "actors", *who, *_words())


def _indexes(metadata: MetaData) -> None:
    wanted = {
        "reports": ("id", "raw_sha256", "published", "outlet_fold"),
        "claims": ("source_fold", "source_actor", "side"),
        "events": ("type", "date_start", "place_fold"),
        "event_claims": ("claim_id",),
        "places": ("name_fold",),
    }
    for name, columns in wanted.items():
        table = metadata.tables[name]
        for column in columns:
            Index(f"{name}_by_{column}", table.c[column])
