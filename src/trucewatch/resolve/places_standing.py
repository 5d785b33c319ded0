"""What a place is in numbers, whatever it is called: size, where it lies, in which nation and division.

For the places of the shipped index these are laid out once, as columns, and looked up for all that a name may mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from trucewatch.know.gazetteer import Entry
from trucewatch.know.gazetteer.gazetteer import Shipped
from trucewatch.know.gazetteer.index import KINDS, Index

Floats: TypeAlias = npt.NDArray[np.float32]
Doubles: TypeAlias = npt.NDArray[np.float64]

#: Where a place lies: how far north, in kilometres, as seen from it; longitude; how far north as seen from another
#: place (NOWHERE from all others where its point does not say where it is); kilometres per degree east.
POINT = ("north", "lon", "there", "east")
#: Further from everything than any place.
NOWHERE = 1e7
#: The kinds whose point does not say where they are.
_NO_SPOT = ("country", "region", "sea")
_UNPLACED = (NOWHERE, 0.0, -NOWHERE, 0.0)
_DEGREE_KM = 111.2
#: So many unknown nations and divisions are told apart, which is more than meet in any report.
_MOST_UNKNOWN = 1_000_000


@dataclass(frozen=True, slots=True)
class _Rows:
    """Hold the size (log10 of inhabitants + 10), POINT and division (row, -1 none) of every row of an index."""

    sizes: Doubles
    points: Floats
    divisions: npt.NDArray[np.int32]


@lru_cache(maxsize=4)
def _rows(index: Index) -> _Rows:
    columns = index.columns()
    points = np.empty((index.rows, len(POINT)), dtype=np.float32)
    points[:, 0] = points[:, 2] = columns.lat * _DEGREE_KM
    points[:, 1] = columns.lon
    points[:, 3] = np.cos(np.radians(columns.lat)) * _DEGREE_KM
    kinds = [number for number, kind in enumerate(KINDS) if kind in _NO_SPOT]
    points[np.isnan(columns.lat) | np.isin(columns.kind, kinds)] = _UNPLACED
    return _Rows(np.log10(columns.pop + 10), points, columns.division)


class Lands:
    """Number the nations and the divisions that are met, from 1; each unknown one has a negative number of its own."""

    def __init__(self) -> None:
        self._met: dict[str | tuple[str, str], int] = {}
        self._unknown = 0
        #: Division (a row of the shipped index) -> the numbers of its nation and its own.
        self._divisions: dict[int, tuple[int, int]] = {}

    def nation(self, country: str) -> int:
        """Return the number of a country (ISO code), 0 where it was not met."""
        return self._met.get(country, 0)

    def numbers_of(self, places: Sequence[Entry | Shipped], divisions: Sequence[int]) -> list[tuple[int, int]]:
        """Return `numbers` of some places, given the rows of their divisions (-1 none)."""
        known = self._divisions
        return [known.get(d) or self.numbers(p, d) for p, d in zip(places, divisions, strict=True)]

    def numbers(self, place: Entry | Shipped, division: int = -1) -> tuple[int, int]:
        """Return the numbers of the nation and the division of a place; `division` is the row of the latter, if any."""
        known = self._divisions.get(division)
        if known is None:
            country, admin1, met = place.country, place.admin1, self._met
            self._unknown = self._unknown % -_MOST_UNKNOWN - 1
            if not country:
                return self._unknown, self._unknown
            nation = met.setdefault(country, len(met) + 1)
            known = nation, met.setdefault((country, admin1), len(met) + 1) if admin1 else self._unknown
            if division >= 0:
                self._divisions[division] = known
        return known


def standing(places: Sequence[Entry | Shipped], lands: Lands) -> tuple[Doubles, Floats, list[tuple[int, int]]]:
    """Return the sizes of some places of one gazetteer, their POINT, and the numbers of nation and division."""
    shipped = next((p for p in places if isinstance(p, Shipped)), None)
    if shipped is None:
        points = np.array([_point(p) for p in places], dtype=np.float32)
        return np.array([_size(p) for p in places]), points, [lands.numbers(p) for p in places]
    rows = _rows(shipped.world.index)
    # The last row (-1) stands for added places until their own facts are filled in.
    numbers = [p.number if isinstance(p, Shipped) else -1 for p in places]
    at = np.array(numbers)
    sizes, points, divisions = rows.sizes.take(at), rows.points.take(at, axis=0), rows.divisions.take(at).tolist()
    for i, place in enumerate(places if -1 in numbers else ()):
        if not isinstance(place, Shipped):
            sizes[i], points[i], divisions[i] = _size(place), _point(place), -1
    return sizes, points, lands.numbers_of(places, divisions)


def _size(place: Entry | Shipped) -> float:
    return math.log10(place.pop + 10)


def _point(place: Entry | Shipped) -> tuple[float, float, float, float]:
    point = None if place.kind in _NO_SPOT else place.point
    if point is None:
        return _UNPLACED
    north = point[0] * _DEGREE_KM
    return north, point[1], north, math.cos(math.radians(point[0])) * _DEGREE_KM
