"""The shipped index of the world's towns: one memory-mapped file, built by training/gazetteer/build.py.

Layout: 8 bytes of magic, 4 bytes length of a JSON header, the header ({section: [offset, bytes]}, "made", "rows",
"countries"), then the sections, each aligned to 8 bytes:

    id u4, lat u2, lon u2, pop u2, parent u2, kind u1, country u1   one value per row
    name_count u1, name_start u4, names                              display names in UTF-8, end to end
    trie                                                             marisa-trie of keys -> key number
    rows_count u1, rows_start u4, row_low u2, row_high u1            rows of each key number, best first

`_count` tells how long each piece is, `_start` where every 64th piece begins: a quarter of the room of full offsets.

Keys are `names.key`, for demonyms "<" + key, for skeletons ">" + country + ":" + skeleton.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import marisa_trie
import numpy as np
import numpy.typing as npt

from trucewatch.errors import GazetteerError

MAGIC = b"TWPLACE1"
COLUMNS = {"id": "<u4", "lat": "<u2", "lon": "<u2", "pop": "<u2", "parent": "<u2", "kind": "u1", "country": "u1"}
_PARENT, _KIND = list(COLUMNS).index("parent"), list(COLUMNS).index("kind")
KINDS = ("country", "admin1", "admin2", "town", "capital", "region", "sea")
_DIVISION = KINDS.index("admin1")
#: No parent, no point.
NONE = NO_POINT = 0xFFFF
#: Latitudes and longitudes are counted in so many steps from the south pole and the date line.
_STEPS = 65_534
BLOCK = 64
DEMONYM, SKELETON = "<", ">"


class Row(NamedTuple):
    """Hold one row of the index: `pop` inhabitants (0 unknown), point in degrees or None, `parent` a row or None."""

    number: int
    geonames: int
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    pop: int
    parent: int | None


class Index:
    """Read the shipped index file. Raises GazetteerError where it is missing, empty or damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise GazetteerError(f"the gazetteer cannot be opened: {error}", where=str(path), do=_REINSTALL) from error
        try:
            self._load()
        except (KeyError, ValueError, struct.error, TypeError) as error:
            raise GazetteerError("the gazetteer is damaged", where=str(path), do=_REINSTALL) from error
        if not self.rows:
            raise GazetteerError("the gazetteer is empty", where=str(path), do=_REINSTALL)

    def _load(self) -> None:
        if self._map[:8] != MAGIC:
            raise ValueError("not a gazetteer")
        (length,) = struct.unpack("<I", self._map[8:12])
        header = json.loads(self._map[12 : 12 + length])
        self.made: str = header["made"]
        self.rows: int = header["rows"]
        self.countries: list[str] = header["countries"]
        self._sections: dict[str, list[int]] = header["sections"]
        self._columns = [self._numbers(name, kind) for name, kind in COLUMNS.items()]
        self._names_at = self._sections["names"][0]
        self._starts = {name: self._numbers(f"{name}_start", "<u4") for name in ("name", "rows")}
        self._counts = {name: self._sections[f"{name}_count"][0] for name in ("name", "rows")}
        self._low, self._high = self._numbers("row_low", "<u2"), self._numbers("row_high", "u1")
        start, size = self._sections["trie"]
        self._trie = marisa_trie.Trie().frombytes(self._map[start : start + size])

    def _array(self, name: str, kind: str) -> npt.NDArray[np.unsignedinteger]:
        start, size = self._sections[name]
        width = np.dtype(kind).itemsize
        return np.frombuffer(self._map, dtype=kind, count=size // width, offset=start)

    def _numbers(self, name: str, kind: str) -> memoryview:
        """Return a section as numbers of the machine's own byte order: single ones are read fastest so."""
        array = self._array(name, kind)
        return array.astype(array.dtype.newbyteorder("="), copy=False).data

    def lookup(self, key: str) -> tuple[int, ...]:
        """Return the rows with exactly this key, the most probable first; () where there are none."""
        number = self._trie.get(key)
        if number is None:
            return ()
        start, end = self._bounds("rows", number)
        low, high = self._low, self._high
        return tuple([low[i] | high[i] << 16 for i in range(start, end)])

    def _bounds(self, name: str, number: int) -> tuple[int, int]:
        block, within = divmod(number, BLOCK)
        at = self._counts[name] + block * BLOCK
        start = self._starts[name][block] + sum(self._map[at : at + within])
        return start, start + self._map[at + within]

    def begins(self, key: str) -> bool:
        """Tell whether any key begins with these characters."""
        return bool(self._trie.has_keys_with_prefix(key))

    def skeletons(self, bones: str, country: str) -> tuple[int, ...]:
        """Return the rows of a country (ISO 3166-1 alpha-2) whose name has this skeleton."""
        return self.lookup(f"{SKELETON}{country}:{bones}") if bones else ()

    def row(self, number: int) -> Row:
        """Return row `number`, from 0 to `rows` - 1."""
        ids, lats, lons, pops, parents, kinds, countries = self._columns
        lat, lon, parent = lats[number], lons[number], parents[number]
        start, end = self._bounds("name", number)
        point = lat != NO_POINT or lon != NO_POINT
        return Row(
            number,
            ids[number],
            self._map[self._names_at + start : self._names_at + end].decode(),
            KINDS[kinds[number]],
            self.countries[countries[number]] or None,
            # In whole thousandths of a degree, which is several times as fast as to round the degrees.
            ((lat * 360_000 + _STEPS) // (2 * _STEPS) - 90_000) / 1000 if point else None,
            ((lon * 720_000 + _STEPS) // (2 * _STEPS) - 180_000) / 1000 if point else None,
            round(10 ** (pops[number] / 6000)) - 1,
            None if parent == NONE else parent,
        )

    def division(self, number: int) -> int | None:
        """Return the first-level division that a row is or lies in, None where it is or lies in none."""
        kinds, parents = self._columns[_KIND], self._columns[_PARENT]
        while kinds[number] != _DIVISION:
            number = parents[number]
            if number == NONE:
                return None
        return number

    def numbers(self) -> dict[int, int]:
        """Return the row number of each GeoNames id."""
        return {int(id_): number for number, id_ in enumerate(self._columns[0].tolist()) if id_}

    def boxes(self) -> dict[str, tuple[float, float, float, float]]:
        """Return the box around the towns of each country, by ISO code: south, north, west, east, in degrees."""
        lat, lon, kind, country = (self._array(n, COLUMNS[n]) for n in ("lat", "lon", "kind", "country"))
        towns = np.isin(kind, [KINDS.index("town"), KINDS.index("capital")]) & (lat != NO_POINT)
        found = {}
        for number, code in enumerate(self.countries):
            own = towns & (country == number)
            if code and own.any():
                south, north = (x / 65534 * 180 - 90 for x in (int(lat[own].min()), int(lat[own].max())))
                west, east = (x / 65534 * 360 - 180 for x in (int(lon[own].min()), int(lon[own].max())))
                found[code] = (south, north, west, east)
        return found

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Yield the keys that begin with `prefix`."""
        yield from self._trie.iterkeys(prefix)


_REINSTALL = "install trucewatch again; in a checkout run training/gazetteer/build.py"
