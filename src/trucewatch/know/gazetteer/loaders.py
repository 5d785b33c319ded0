"""A user's own gazetteer files: GeoNames country files, Who's On First JSONL, GeoJSON, CSV; bad rows are named."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from trucewatch.errors import GazetteerError
from trucewatch.know.gazetteer.entry import KINDS, USUAL_RADIUS, Entry, distance_km
from trucewatch.know.gazetteer.gazetteer import shipped_index
from trucewatch.know.gazetteer.names import MAX_NAME_CHARS, key

_GEONAMES_KINDS = {
    "PCL": "country", "ADM1": "admin1", "ADM2": "admin2", "PPLC": "capital", "PPLX": "neighbourhood", "PPL": "town",
    "AIR": "airport", "CMP": "camp", "MT": "mountain", "RD": "road", "STM": "water", "LK": "water", "RGN": "region",
}  # fmt: skip
_WOF_KINDS = {
    "country": "country", "region": "admin1", "county": "admin2", "locality": "town", "localadmin": "admin2",
    "neighbourhood": "neighbourhood", "macrohood": "neighbourhood", "borough": "neighbourhood", "campus": "site",
}  # fmt: skip
#: Languages of Who's On First names that are written in Latin letters as English reports write them.
_WOF_NAMES = ("eng_x_", "und_x_", "fra_x_")


#: Towns that are asked whether the axes of a file are swapped; how far, in km, two points of one town lie apart; how
#: far, in degrees, a place of a country may lie beyond its towns.
_SAMPLED, _SAME_KM, _MARGIN = 500, 25.0, 3.0
#: A gazetteer larger than this, unpacked, is refused: that of the largest country has some 300 MB.
MAX_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BadRow:
    """Name a row that was left out: its number (from 1) and what is wrong with it."""

    row: int
    what: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """Hold what a file gave: its places, and the rows that were left out."""

    entries: tuple[Entry, ...]
    bad: tuple[BadRow, ...]


def load_file(path: Path) -> Loaded:
    """Read a gazetteer file, its form told by its name: .txt/.zip GeoNames, .jsonl Who's On First, .geojson, .csv.

    Each may be gzipped (.gz). Raises GazetteerError where the file cannot be read, has no known form, or gives no
    place at all: an empty gazetteer is loud.
    """
    form = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    reader = _FORMS.get(form)
    if reader is None:
        raise GazetteerError(
            f"no form of gazetteer is known for .{form}", where=str(path), do=f"use one of .{', .'.join(_FORMS)}"
        )
    try:
        rows = list(reader(_text(path, form)))
    except (OSError, EOFError, ValueError, KeyError, zlib.error, zipfile.BadZipFile, csv.Error) as error:
        raise GazetteerError(f"the file cannot be read: {error}", where=str(path), do="check its form") from error
    entries = tuple(r for r in rows if isinstance(r, Entry))
    bad = tuple(r for r in rows if isinstance(r, BadRow))
    if not entries:
        raise GazetteerError(
            f"no place could be read ({len(bad)} bad rows)", where=str(path), do="check that the file is a gazetteer"
        )
    _check_axes(entries, path)
    return Loaded(entries, bad)


def _check_axes(entries: Sequence[Entry], path: Path) -> None:
    """Raise GazetteerError where most of the known towns of a file lie where latitude and longitude were swapped."""
    index = shipped_index()
    right = swapped = 0
    for entry in entries[:: max(1, len(entries) // _SAMPLED)]:
        spelled = key(entry.name)
        rows = map(index.row, index.lookup(spelled) if spelled and not entry.wide else ())
        known = [(r.lat, r.lon) for r in rows if r.country == entry.country and r.lat is not None and r.lon is not None]
        if known and entry.lat is not None and entry.lon is not None:
            lat, lon = entry.lat, entry.lon
            here = any(distance_km((lat, lon), at) <= _SAME_KM for at in known)
            there = -90 <= lon <= 90 and any(distance_km((lon, lat), at) <= _SAME_KM for at in known)
            right, swapped = right + here, swapped + (there and not here)
    if swapped > 1 and swapped > right:
        raise GazetteerError(
            f"latitude and longitude are swapped: {swapped} of {swapped + right} known towns lie so",
            where=str(path),
            do="write the latitude first; in GeoJSON the longitude",
        )


@lru_cache(maxsize=1)
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    """Return the box around the towns of each country: south, north, west, east."""
    return shipped_index().boxes()


def save_entries(entries: Iterable[Entry], path: Path) -> int:
    """Write entries as JSON Lines that `read_entries` reads back, and return how many; an old file is replaced."""
    lines = [json.dumps(asdict(e), ensure_ascii=False) for e in entries]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return len(lines)


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Read what `save_entries` wrote. Raises GazetteerError naming the line where it is damaged."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                found.append(Entry(**row | {"names": tuple(row["names"]), "checked": tuple(row["checked"])}))
            except (ValueError, TypeError, KeyError) as error:
                raise GazetteerError(f"line {number} is damaged", where=str(path), do="add the place again") from error
    return tuple(found)


def _text(path: Path, form: str) -> str:
    if form == "zip":
        with zipfile.ZipFile(path) as archive:
            inside = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
            if not inside:
                raise ValueError("the archive holds no country file")
            with archive.open(inside[0]) as opened:
                return _bounded(opened.read(MAX_BYTES + 1)).decode("utf-8", "replace")
    with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as opened:
        return _bounded(opened.read(MAX_BYTES + 1)).decode("utf-8-sig", "replace")


def _bounded(raw: bytes) -> bytes:
    if len(raw) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES:,} bytes unpacked")
    return raw


def _geonames(text: str) -> Iterator[Entry | BadRow]:
    divisions = _divisions(text)
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip():
            continue
        if len(cells) < 15:
            yield BadRow(number, f"{len(cells)} columns instead of 19")
            continue
        code = cells[7]
        kind = next((k for c, k in _GEONAMES_KINDS.items() if code.startswith(c)), "site")
        names = tuple(n for n in [cells[2], *cells[3].split(",")] if n)
        pop = int(cells[14]) if cells[14].isdigit() else 0
        admin1 = divisions.get((cells[8], cells[10]))
        facts = (f"geonames:{cells[0]}", cells[1], kind, cells[8], cells[4], cells[5])
        yield _made(number, *facts, names=names, pop=pop, admin1=admin1)


def _divisions(text: str) -> dict[tuple[str, str], str]:
    """Return the names of the first-level divisions that a country file holds itself, by country and code."""
    rows = (line.split("\t", 11) for line in text.split("\n") if "\tADM1\t" in line)
    return {(cells[8], cells[10]): cells[1] for cells in rows if len(cells) > 11 and cells[7] == "ADM1"}


def _wof(text: str) -> Iterator[Entry | BadRow]:
    divisions = _regions(text)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            kind = _WOF_KINDS.get(row["pt"], "site")
            names = tuple(n for k, v in row.get("names", {}).items() if k.startswith(_WOF_NAMES) for n in v)
            facts = (f"wof:{row['id']}", row["name"], kind, row.get("cc"), row["lat"], row["lon"])
            admin1 = divisions.get((row.get("hier") or {}).get("region_id"))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield BadRow(number, f"not a Who's On First row: {error}")
            continue
        yield _made(number, *facts, names=names, pop=row.get("pop") or 0, admin1=admin1)


def _regions(text: str) -> dict[int | None, str]:
    """Return the names of the first-level divisions that a file of Who's On First holds itself, by id."""
    found: dict[int | None, str] = {}
    for line in text.split("\n"):
        if '"region"' in line:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                row = json.loads(line)
                if row["pt"] == "region" and isinstance(row["name"], str):
                    found[row["id"]] = row["name"]
    return found


def _geojson(text: str) -> Iterator[Entry | BadRow]:
    data = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("features"), list):
        raise ValueError("not a FeatureCollection")
    for number, feature in enumerate(data["features"], 1):
        parts = [feature.get(k) if isinstance(feature, dict) else None for k in ("properties", "geometry")]
        facts, shape = ({} if not isinstance(part, dict) else part for part in parts)
        lower = {str(k).lower(): v for k, v in facts.items()}
        points = list(_points(shape.get("coordinates")))
        if not points or not lower.get("name"):
            yield BadRow(number, "no name or no geometry")
            continue
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        kind = lower.get("kind") if lower.get("kind") in KINDS else "site"
        place_id = str(lower.get("id") or f"own:geojson/{number}")
        place_id = place_id if ":" in place_id else f"own:{place_id}"
        admin1 = lower.get("admin1")
        yield _made(number, place_id, lower["name"], str(kind), lower.get("country"), lat, lon, admin1=admin1)


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    stack = [coordinates]
    while stack:
        part = stack.pop()
        if isinstance(part, list) and len(part) >= 2 and all(isinstance(x, int | float) for x in part[:2]):
            yield float(part[0]), float(part[1])
        elif isinstance(part, list):
            stack.extend(part)


def _csv(text: str) -> Iterator[Entry | BadRow]:
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        cells = {(k or "").strip().lower(): (v or "").strip() if isinstance(v, str) else "" for k, v in row.items()}
        place_id = cells.get("id") or f"own:csv/{number}"
        kind = cells.get("kind") or "town"
        yield _made(
            number,
            place_id if ":" in place_id else f"own:{place_id}",
            cells.get("name", ""),
            kind if kind in KINDS else "site",
            cells.get("country") or None,
            cells.get("lat") or cells.get("latitude"),
            cells.get("lon") or cells.get("longitude"),
            names=tuple(n.strip() for n in cells.get("names", "").split("|") if n.strip()),
            admin1=cells.get("admin1") or None,
        )


def _made(
    number: int,
    place_id: str,
    name: Any,
    kind: str,
    country: str | None,
    lat: Any,
    lon: Any,
    *,
    names: tuple[str, ...] = (),
    pop: int = 0,
    admin1: str | None = None,
) -> Entry | BadRow:
    if not isinstance(name, str) or not name.strip():
        return BadRow(number, "no name")
    if len(name) > MAX_NAME_CHARS:
        return BadRow(number, f"a name of {len(name)} characters")
    try:
        y, x = float(lat), float(lon)
    except (TypeError, ValueError):
        return BadRow(number, f"no coordinates in {lat!r}, {lon!r}")
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        swapped = " (are latitude and longitude swapped?)" if -90 <= x <= 90 and -180 <= y <= 180 else ""
        return BadRow(number, f"the point {y}, {x} lies outside the earth{swapped}")
    box = _boxes().get(country or "")
    if box is not None and not _inside(box, y, x) and _inside(box, x, y):
        return BadRow(number, f"the point {y}, {x} lies outside {country} (are latitude and longitude swapped?)")
    short = tuple(n for n in dict.fromkeys(names) if 1 < len(n) <= MAX_NAME_CHARS and n != name)
    return Entry(place_id, name.strip(), kind, country, admin1, y, x, USUAL_RADIUS[kind], max(0, pop), short, own=True)


def _inside(box: tuple[float, float, float, float], lat: float, lon: float) -> bool:
    south, north, west, east = box
    return south - _MARGIN <= lat <= north + _MARGIN and west - _MARGIN <= lon <= east + _MARGIN


_FORMS: dict[str, Callable[[str], Iterator[Entry | BadRow]]] = {
    "txt": _geonames,
    "zip": _geonames,
    "jsonl": _wof,
    "geojson": _geojson,
    "json": _geojson,
    "csv": _csv,
}
