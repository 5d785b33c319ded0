"""A user's own places: gazetteer files that were checked and copied into the user's data folder."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.errors import GazetteerError
from trucewatch.know.gazetteer.entry import WIDE, Entry, distance_km
from trucewatch.know.gazetteer.gazetteer import shipped_index
from trucewatch.know.gazetteer.index import Index, Row
from trucewatch.know.gazetteer.loaders import BadRow, load_file, read_entries, save_entries
from trucewatch.know.gazetteer.names import key
from trucewatch.know.gazetteer.profile import load_places
from trucewatch.settings import home_dir

_FOLDER = "places"
_LONGEST_STEM = 80
#: Two towns of one name and country no further apart than this are one town.
_SAME_KM = 15.0


@dataclass(frozen=True, slots=True)
class Stored:
    """Say what adding a file did: the copy's path, how many places it holds, what was left out.

    `known` counts places that the shipped index has already (they keep the index's facts); `replaced` tells that a
    file of that name had been added before.
    """

    path: Path
    places: int
    known: int
    bad: tuple[BadRow, ...]
    replaced: bool


def places_dir() -> Path:
    """Return the folder of the user's gazetteers; it need not exist."""
    return home_dir() / _FOLDER


def add_file(path: Path, *, name: str | None = None) -> Stored:
    """Check a gazetteer file and copy its places into the user's data folder; broken rows are left out and named.

    `name` is that of the copy, the file's own where not given; a copy of the same name is replaced in one step. Raises
    GazetteerError where the file gives no place at all, or the folder cannot be written.
    """
    loaded = load_file(path)
    shipped = _shipped(loaded.entries)
    divisions = {e.name: shipped[e.place_id] for e in loaded.entries if e.kind == "admin1" and e.place_id in shipped}
    entries = {
        e.place_id: replace(e, admin1=divisions.get(e.admin1 or "", e.admin1))
        for e in loaded.entries
        if e.place_id not in shipped
    }
    copy = places_dir() / f"{_stem(name or path.name)}.jsonl"
    replaced = copy.exists()
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=copy.parent) as folder:
            made = Path(folder) / copy.name
            save_entries(entries.values(), made)
            os.replace(made, copy)
    except OSError as error:
        do = "make room or correct its permissions, or set TRUCEWATCH_HOME to another folder"
        raise GazetteerError(f"the places cannot be stored: {error}", where=str(copy), do=do) from error
    return Stored(copy, len(entries), len(shipped), loaded.bad, replaced)


def own_places(apart_from: Collection[str] = ()) -> tuple[Entry, ...]:
    """Return the places of all files that the user added, by file name; of two with one id the later one.

    Only those with ids of the user's own stand as `own`: that a name is in a list of all the villages of a country does
    not make it likelier that a word is used as that name. Ids in `apart_from` (those of a conflict profile, which knows
    its places better) are left out. Raises GazetteerError naming file and line where a copy is damaged.
    """
    found: dict[str, Entry] = {}
    for path in sorted(places_dir().glob("*.jsonl")):
        try:
            entries = read_entries(path)
        except (OSError, UnicodeDecodeError) as error:
            do = "remove the file, or add it again with `trucewatch places add FILE`"
            raise GazetteerError(f"a gazetteer of yours cannot be read: {error}", where=str(path), do=do) from error
        chosen = (e for e in entries if e.place_id not in apart_from)
        found |= {e.place_id: replace(e, own=e.place_id.startswith("own:")) for e in chosen}
    return tuple(found.values())


def added_places(profile_places: Path | None) -> tuple[Entry, ...]:
    """Return what stands beside the shipped index: the places of a profile's places file, then the user's own.

    Raises ProfileError or GazetteerError where one of the files is wrong.
    """
    places = load_places(profile_places) if profile_places else ()
    return (*places, *own_places(apart_from={e.place_id for e in places}))


def _shipped(entries: tuple[Entry, ...]) -> dict[str, str]:
    """Return the ids among those of some entries that the shipped index has, with its names for them.

    A GeoNames place is known by its id; one of another gazetteer by its name, country and kind or point. Places with
    ids of the user's own are never taken for known ones.
    """
    index = shipped_index()
    numbered = any(e.place_id.startswith("geonames:") for e in entries)
    rows = index.numbers() if numbered else {}
    found: dict[str, str] = {}
    for entry in entries:
        space, _, number = entry.place_id.partition(":")
        if space == "geonames":
            row = rows.get(int(number)) if number.isdecimal() else None
            known = index.row(row) if row is not None else None
        else:
            known = _same(entry, index) if space != "own" else None
        if known is not None:
            found[entry.place_id] = known.name
    return found


def _same(entry: Entry, index: Index) -> Row | None:
    """Return the row of the shipped index that is the same place under one of its names, None where there is none."""
    for name in dict.fromkeys(map(key, (entry.name, *entry.names))):
        for row in map(index.row, index.lookup(name) if name else ()):
            alike = row.country == entry.country and (row.kind in WIDE) == entry.wide
            if alike and (row.kind == entry.kind if entry.wide else _near(entry, row)):
                return row
    return None


def _near(entry: Entry, row: Row) -> bool:
    if entry.point is None or row.lat is None or row.lon is None:
        return False
    return distance_km(entry.point, (row.lat, row.lon)) <= _SAME_KM


def _stem(name: str) -> str:
    """Return a file name's stem that every file system takes."""
    bare = re.sub(r"(?:\.gz)?$", "", name)
    stem = bare.rpartition(".")[0] or bare
    return re.sub(r"[^\w.-]+", "-", stem)[:_LONGEST_STEM].strip(".-") or "places"
