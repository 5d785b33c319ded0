"""Rows of the record as a Reading again."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, func, select

from trucewatch.model import Problem, ProfileUsed, Reading
from trucewatch.model.contract import Json, reading_from_json
from trucewatch.record import tables
from trucewatch.record.tables import BLOBS, LOCATIONS, PROBLEMS, REPORTS

_LISTS = ("claims", "hearsay", "events", "truces", "places", "times", "actors")


def reading(connection: Connection, key: str, *, raw: bool) -> Reading | None:
    """Return the reading of a report, None where there is none; without the bytes unless `raw`."""
    row = connection.execute(select(REPORTS).where(REPORTS.c.key == key)).mappings().first()
    if row is None:
        return None
    found = contract_object(connection, key, json.loads(row["body"]))
    own = tuple(Problem(p["code"], p["what"], p["where"]) for p in found.pop("own_problems"))
    data = blob(connection, row["raw_sha256"]) if raw else None
    built = reading_from_json(found, row["text"], data or b"")
    return replace(_with_own_problems(built, own), profile=profile_used(row))


def profile_used(row: Any) -> ProfileUsed | None:
    """Return the profile that a row of reports names, None where it names none."""
    return ProfileUsed(row["profile"], row["profile_sha256"] or "") if row["profile"] else None


def contract_object(connection: Connection, key: str, body: Json) -> Json:
    """Return the contract object of a report from its body and the bodies of its things."""
    found = {name: _bodies(connection, tables.METADATA.tables[name], key) for name in _LISTS}
    place = select(func.min(LOCATIONS.c.location)).where(LOCATIONS.c.report_key == key)
    problems = select(PROBLEMS).where(PROBLEMS.c.report_key == key).order_by(PROBLEMS.c.n)
    found["problems"] = [
        {"code": p["code"], "what": p["what"], "where": p["place"]} for p in connection.execute(problems).mappings()
    ]
    return {**body, "own_problems": body["problems"], **found, "location": connection.scalar(place) or ""}


def blob(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes of a hash, None where they were not stored; raises zlib.error where they are damaged."""
    deflated = connection.scalar(select(BLOBS.c.deflated).where(BLOBS.c.sha256 == sha256))
    return None if deflated is None else zlib.decompress(deflated)


def _bodies(connection: Connection, table: Table, key: str) -> list[Any]:
    wanted = select(table.c.body).where(table.c.report_key == key).order_by(table.c.n)
    return [json.loads(body) for body in connection.scalars(wanted)]


def _with_own_problems(built: Reading, own: tuple[Problem, ...]) -> Reading:
    return replace(built, report=replace(built.report, problems=own))
