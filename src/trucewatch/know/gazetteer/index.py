"""The shipped index of the world's towns: one memory-mapped file, built by training/gazetteer/build.py.

Layout: 8 bytes of magic, 4 bytes length of a JSON header, the header ({section: [offset, bytes]}, "made", "rows",
"countries"), then the sections, each aligned to 8 bytes:

    id u4, lat u2, lon u2, pop u2, parent u2, kind u1, country u1   one value per row
    name_count u1, name_start u4, names                              display names in UTF-8, end to end
    trie                                                             marisa-trie of keys -> key number
    rows_count u1, rows_start u4, row_low u2, row_high u1            rows of each key number, best first

`_count` tells how long each piece is, `_start` where every 64th piece begins (the counts alone would do).

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


class Columns(NamedTuple):
    """Hold what the index says of all its rows, one value per row.

    `pop` inhabitants; `lat`, `lon` in degrees as `Index.point` gives them of the `placed` row, NaN where there is none;
    `kind` numbers in KINDS; `division` the row of the first-level division, -1 where there is none.
    """

    pop: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    kind: npt.NDArray[np.unsignedinteger]
    division: npt.NDArray[np.int32]


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
        columns = [self._numbers(name, kind) for name, kind in COLUMNS.items()]
        self._ids, self._lats, self._lons, self._pops, self._parents, self._kinds, self._nations = columns
        self._names_at = self._sections["names"][0]
        #: Where the name of each row and the rows of each key number begin; they end where the next begin.
        self._name_starts, self._rows_starts = self._starts("name_count"), self._starts("rows_count")
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

    def _starts(self, name: str) -> memoryview:
        """Return where each of the pieces begins whose lengths a section tells, and where the last one ends."""
        counts = self._array(name, "u1")
        starts = np.zeros(len(counts) + 1, dtype=np.uint32)
        np.cumsum(counts, out=starts[1:])
        return starts.data

    def lookup(self, key: str) -> tuple[int, ...]:
        """Return the rows with exactly this key, the most probable first; () where there are none."""
        number = self._trie.get(key)
        if number is None:
            return ()
        low, high, starts = self._low, self._high, self._rows_starts
        return tuple([low[i] | high[i] << 16 for i in range(starts[number], starts[number + 1])])

    def begins(self, key: str) -> bool:
        """Tell whether any key begins with these characters."""
        return bool(self._trie.has_keys_with_prefix(key))

    def skeletons(self, bones: str, country: str) -> tuple[int, ...]:
        """Return the rows of a country (ISO 3166-1 alpha-2) whose name has this skeleton."""
        return self.lookup(f"{SKELETON}{country}:{bones}") if bones else ()

    def geonames(self, number: int) -> int:
        """Return the GeoNames id of a row, 0 where it has none."""
        found: int = self._ids[number]
        return found

    def name(self, number: int) -> str:
        """Return the name of a row."""
        at, starts = self._names_at, self._name_starts
        return self._map[at + starts[number] : at + starts[number + 1]].decode()

    def kind(self, number: int) -> str:
        """Return the kind of a row, one of KINDS."""
        return KINDS[self._kinds[number]]

    def country(self, number: int) -> str | None:
        """Return the country (ISO 3166-1 alpha-2) of a row, None where it lies in none."""
        return self.countries[self._nations[number]] or None

    def facts(self, number: int) -> tuple[int, str, str, str | None]:
        """Return the `geonames` id, the `name`, the `kind` and the `country` of a row: what is asked of most."""
        at, starts = self._names_at, self._name_starts
        name = self._map[at + starts[number] : at + starts[number + 1]].decode()
        return self._ids[number], name, KINDS[self._kinds[number]], self.countries[self._nations[number]] or None

    def pop(self, number: int) -> int:
        """Return how many inhabitants a row has, 0 where it is unknown."""
        return round(10 ** (self._pops[number] / 6000)) - 1

    def point(self, number: int) -> tuple[float, float] | None:
        """Return latitude and longitude of a row in degrees, to three places; None where it has no point of its own."""
        lat, lon = self._lats[number], self._lons[number]
        if lat == NO_POINT and lon == NO_POINT:
            return None
        # In whole thousandths of a degree, which is several times as fast as to round the degrees.
        return (
            ((lat * 360_000 + _STEPS) // (2 * _STEPS) - 90_000) / 1000,
            ((lon * 720_000 + _STEPS) // (2 * _STEPS) - 180_000) / 1000,
        )

    def placed(self, number: int) -> int:
        """Return the row whose point stands for that of a row: itself, the one around it where it has none."""
        lats, lons, parents = self._lats, self._lons, self._parents
        while lats[number] == NO_POINT and lons[number] == NO_POINT and parents[number] != NONE:
            number = parents[number]
        return number

    def row(self, number: int) -> Row:
        """Return row `number`, from 0 to `rows` - 1."""
        parent = self._parents[number]
        lat, lon = self.point(number) or (None, None)
        return Row(
            number,
            self.geonames(number),
            self.name(number),
            self.kind(number),
            self.country(number),
            lat,
            lon,
            self.pop(number),
            None if parent == NONE else parent,
        )

    def division(self, number: int) -> int | None:
        """Return the first-level division that a row is or lies in, None where it is or lies in none."""
        kinds, parents = self._kinds, self._parents
        while kinds[number] != _DIVISION:
            number = parents[number]
            if number == NONE:
                return None
        return number

    def columns(self) -> Columns:
        """Return what is known of all rows at once."""
        lats, lons, pops, parents, kinds = (self._array(n, COLUMNS[n]) for n in ("lat", "lon", "pop", "parent", "kind"))
        placed, division = (np.arange(self.rows, dtype=np.int32) for _ in range(2))
        while (
            led := np.flatnonzero((lats[placed] == NO_POINT) & (lons[placed] == NO_POINT) & (parents[placed] != NONE))
        ).size:
            placed[led] = parents[placed[led]]
        while (led := np.flatnonzero((kinds[division] != _DIVISION) & (parents[division] != NONE))).size:
            division[led] = parents[division[led]]
        division[kinds[division] != _DIVISION] = -1
        lat, lon = (
            ((x[placed].astype(np.int64) * degrees * 4000 + _STEPS) // (2 * _STEPS) - degrees * 1000) / 1000
            for x, degrees in ((lats, 90), (lons, 180))
        )
        nowhere = (lats[placed] == NO_POINT) & (lons[placed] == NO_POINT)
        lat[nowhere] = lon[nowhere] = np.nan
        return Columns(np.rint(10 ** (pops.astype(np.float64) / 6000)) - 1, lat, lon, kinds, division)

    def numbers(self) -> dict[int, int]:
        """Return the row number of each GeoNames id."""
        return {int(id_): number for number, id_ in enumerate(self._ids.tolist()) if id_}

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
