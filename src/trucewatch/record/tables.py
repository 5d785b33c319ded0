"""The record's tables as they stand after the last migration."""

from __future__ import annotations

from sqlalchemy import Table

from trucewatch.record.migrations import declared

METADATA = declared()


def _table(name: str) -> Table:
    return METADATA.tables[name]


STATE = _table("state")
BLOBS = _table("blobs")
REPORTS = _table("reports")
LOCATIONS = _table("locations")
ZONES = _table("zones")
CLAIMS = _table("claims")
CLAIM_PIECES = _table("claim_pieces")
HEARSAY = _table("hearsay")
EVENTS = _table("events")
EVENT_CLAIMS = _table("event_claims")
EVENT_ACTORS = _table("event_actors")
EVENT_VALUES = _table("event_values")
TRUCES = _table("truces")
TRUCE_SIDES = _table("truce_sides")
TRUCE_VIOLATIONS = _table("truce_violations")
TRUCE_STATEMENTS = _table("truce_statements")
MENTIONS = _table("mentions")
TIMES = _table("times")
PLACES = _table("places")
ACTORS = _table("actors")
PROBLEMS = _table("problems")
INPUT_PROBLEMS = _table("input_problems")

#: Every table of a report's own things, parents before children.
OF_REPORT = (
    ZONES,
    CLAIMS,
    CLAIM_PIECES,
    HEARSAY,
    EVENTS,
    EVENT_CLAIMS,
    EVENT_ACTORS,
    EVENT_VALUES,
    TRUCES,
    TRUCE_SIDES,
    TRUCE_VIOLATIONS,
    TRUCE_STATEMENTS,
    MENTIONS,
    TIMES,
    PLACES,
    ACTORS,
    PROBLEMS,
)
