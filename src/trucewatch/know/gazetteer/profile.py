"""A profile's places file (conflicts/*.places.toml): the places of a war that no list of towns holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import tomli

from trucewatch.errors import ProfileError
from trucewatch.know.gazetteer.entry import KINDS, USUAL_RADIUS, Entry

_FIELDS = {
    "id",
    "name",
    "kind",
    "country",
    "admin1",
    "at",
    "radius_km",
    "pop",
    "names",
    "within",
    "checked",
    "outskirts",
}


def load_places(path: Path) -> tuple[Entry, ...]:
    """Read a places file; its schema stands in docs/codebook/place.md and at the head of each file.

    A place without a point of its own takes the one of the place named in `within`, with that place's radius at
    least. Raises ProfileError naming file, row and key where the file cannot be read or a row is wrong.
    """
    try:
        data = tomli.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise ProfileError(
            f"the places file cannot be read: {error}", where=str(path), do="correct the file"
        ) from error
    country = data.get("country")
    rows = data.get("place", [])
    if not isinstance(rows, list) or not rows:
        raise ProfileError("the places file holds no place", where=str(path), do="add rows to the array `place`")
    found: dict[str, Entry] = {}
    for number, row in enumerate(rows, 1):
        where = f"{path}, place {number}"
        entry = _entry(row, country, where)
        if entry.place_id in found:
            raise ProfileError(f"the id {entry.place_id!r} is used twice", where=where, do="give each place its own id")
        found[entry.place_id] = entry
    return tuple(_placed(e, found, path) for e in found.values())


def _entry(row: Any, country: str | None, where: str) -> Entry:
    if not isinstance(row, dict):
        raise ProfileError("a place is a table", where=where)
    unknown = set(row) - _FIELDS
    if unknown:
        raise ProfileError(f"unknown keys {sorted(unknown)}", where=where, do=f"use only {sorted(_FIELDS)}")
    for needed in ("id", "name", "kind"):
        if not isinstance(row.get(needed), str) or not row[needed].strip():
            raise ProfileError(f"a place needs {needed!r}", where=where)
    if row["kind"] not in KINDS:
        raise ProfileError(f"unknown kind {row['kind']!r}", where=where, do=f"use one of {', '.join(KINDS)}")
    if ":" not in row["id"]:
        raise ProfileError(f"the id {row['id']!r} has no namespace", where=where, do="write geonames:, wof: or own:")
    lat, lon = _point(row.get("at"), where)
    radius = row.get("radius_km", USUAL_RADIUS[row["kind"]] if lat is not None else None)
    return Entry(
        place_id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row.get("country", country),
        admin1=row.get("admin1"),
        lat=lat,
        lon=lon,
        radius_km=None if radius is None else float(radius),
        pop=int(row.get("pop", 0)),
        names=tuple(row.get("names", ())),
        parent=row.get("within"),
        checked=tuple(row.get("checked", ())),
        outskirts=row.get("outskirts"),
        own=True,
    )


def _point(at: Any, where: str) -> tuple[float | None, float | None]:
    if at is None:
        return None, None
    if not isinstance(at, list) or len(at) != 2 or not all(isinstance(x, int | float) for x in at):
        raise ProfileError("`at` is [latitude, longitude]", where=where)
    lat, lon = float(at[0]), float(at[1])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ProfileError(f"the point {at} lies outside the earth", where=where, do="write [latitude, longitude]")
    return lat, lon


def _placed(entry: Entry, found: dict[str, Entry], path: Path) -> Entry:
    if entry.parent is None or entry.point is not None:
        return entry
    parent = found.get(entry.parent)
    if parent is None:
        raise ProfileError(
            f"{entry.name}: no place has the id {entry.parent!r}", where=str(path), do="correct `within`"
        )
    if parent.point is None:
        raise ProfileError(f"{entry.name}: {parent.name} has no point", where=str(path), do="choose a parent with `at`")
    return replace(
        entry,
        admin1=entry.admin1 or parent.admin1,
        lat=parent.lat,
        lon=parent.lon,
        radius_km=entry.radius_km or parent.radius_km,
    )
