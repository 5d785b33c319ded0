"""A map without tiles: points of events on a plain graticule, as numbers for an SVG."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 1080.0, 380.0, 36.0
#: Distances between lines of the graticule that may be chosen, in degrees.
_STEPS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 45.0)


@dataclass(frozen=True, slots=True)
class Dot:
    """Hold one place on the map: pixels, how many events lie there, and the radius in pixels of its circle."""

    x: float
    y: float
    size: float
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of the graticule with its label in degrees."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Hold what the SVG draws."""

    dots: list[Dot]
    lines: list[Line]
    width: float = WIDTH
    height: float = HEIGHT


def plot(points: Iterable[tuple[str, float, float]]) -> Plot | None:
    """Return the map of (name, latitude, longitude) in WGS 84 degrees, one dot for each place; None without points.

    Equirectangular, true to scale along the middle parallel.
    """
    counts: defaultdict[tuple[str, float, float], int] = defaultdict(int)
    for name, lat, lon in points:
        counts[(name, lat, lon)] += 1
    if not counts:
        return None
    lats, lons = [p[1] for p in counts], [p[2] for p in counts]
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    squeeze = max(0.1, math.cos(math.radians((south + north) / 2)))
    tall, wide = max(north - south, 0.5), max((east - west) * squeeze, 0.5)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2

    def x(lon: float) -> float:
        return round(WIDTH / 2 + (lon - middle_x) * squeeze * scale, 1)

    def y(lat: float) -> float:
        return round(HEIGHT / 2 - (lat - middle_y) * scale, 1)

    dots = [Dot(x(lon), y(lat), round(3 + 2.2 * math.sqrt(n), 1), name, n) for (name, lat, lon), n in counts.items()]
    step = next((s for s in _STEPS if tall / s <= 6), _STEPS[-1])
    half_x, half_y = WIDTH / 2 / scale / squeeze, HEIGHT / 2 / scale
    lines = [
        Line(x(v), 0, x(v), HEIGHT, _degrees(v, "E", "W")) for v in _ticks(middle_x - half_x, middle_x + half_x, step)
    ]
    lines += [
        Line(0, y(v), WIDTH, y(v), _degrees(v, "N", "S")) for v in _ticks(middle_y - half_y, middle_y + half_y, step)
    ]
    return Plot(sorted(dots, key=lambda d: (-d.count, d.name)), lines)


def _ticks(low: float, high: float, step: float) -> list[float]:
    return [k * step for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"
