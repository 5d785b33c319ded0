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

#: Where a place lies: how far north, in kilometres, as seen from it and as seen from another place (both NOWHERE from
#: all others where its point does not say where it is), kilometres per degree east, longitude.
POINT = ("north", "there", "east", "lon")
#: Further from everything than any place.
NOWHERE = 1e7
#: The kinds whose point does not say where they are.
_NO_SPOT = ("country", "region", "sea")
_UNPLACED = (NOWHERE, -NOWHERE, 0.0, 0.0)
_DEGREE_KM = 111.2


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
    points[:, 0] = points[:, 1] = columns.lat * _DEGREE_KM
    points[:, 2] = np.cos(np.radians(columns.lat)) * _DEGREE_KM
    points[:, 3] = columns.lon
    kinds = [number for number, kind in enumerate(KINDS) if kind in _NO_SPOT]
    points[np.isnan(columns.lat) | np.isin(columns.kind, kinds)] = _UNPLACED
    return _Rows(np.log10(columns.pop + 10), points, columns.division)


class Lands:
    """Number the nations and the divisions that are met, from 1; 0 is an unknown one."""

    def __init__(self) -> None:
        self._met: dict[str | tuple[str, str], int] = {}
        #: Division (a row of the shipped index) -> the numbers of its nation and its own.
        self._divisions: dict[int, tuple[int, int]] = {}

    def nation(self, country: str) -> int:
        """Return the number of a country (ISO code), -2 where it was not met."""
        return self._met.get(country, -2)

    def numbers(self, place: Entry | Shipped, division: int = -1) -> tuple[int, int]:
        """Return the numbers of the nation and the division of a place; `division` is the row of the latter, if any."""
        known = self._divisions.get(division)
        if known is None:
            country, admin1, met = place.country, place.admin1, self._met
            if not country:
                return 0, 0
            nation = met.setdefault(country, len(met) + 1)
            known = nation, met.setdefault((country, admin1), len(met) + 1) if admin1 else 0
            if division >= 0:
                self._divisions[division] = known
        return known


def standing(places: Sequence[Entry | Shipped], lands: Lands) -> tuple[list[float], Floats, list[tuple[int, int]]]:
    """Return the sizes of some places of one gazetteer, their POINT, and the numbers of nation and division."""
    shipped = [p for p in places if isinstance(p, Shipped)]
    if not shipped:
        sizes = [_size(p) for p in places]
        return sizes, np.array([_point(p) for p in places], dtype=np.float32), [lands.numbers(p) for p in places]
    rows = _rows(shipped[0].world.index)
    # The last row (-1) stands for added places until their own facts are filled in.
    at = np.array([p.number if isinstance(p, Shipped) else -1 for p in places])
    sizes, points, divisions = rows.sizes[at].tolist(), rows.points[at], rows.divisions[at].tolist()
    for i, place in enumerate(places if len(shipped) < len(places) else ()):
        if not isinstance(place, Shipped):
            sizes[i], points[i], divisions[i] = _size(place), _point(place), -1
    return sizes, points, list(map(lands.numbers, places, divisions))


def _size(place: Entry | Shipped) -> float:
    return math.log10(place.pop + 10)


def _point(place: Entry | Shipped) -> tuple[float, float, float, float]:
    point = None if place.kind in _NO_SPOT else place.point
    if point is None:
        return _UNPLACED
    north = point[0] * _DEGREE_KM
    return north, north, math.cos(math.radians(point[0])) * _DEGREE_KM, point[1]
