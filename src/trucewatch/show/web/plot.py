"""A map without tiles: places of events on a plain graticule, as numbers for an SVG."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

WIDTH, HEIGHT, MARGIN = 1080.0, 380.0, 40.0
#: Places farther than so many degrees from the middle of all events are named below the map, not drawn: the first
#: of these within which most of the events lie.
REACHES = (8.0, 16.0, 32.0, 64.0, 360.0)
MOST = 0.75
#: Places less certain than this many kilometres (a whole country, say) are named, not drawn.
WIDEST_KM = 120.0
#: Distances between lines of the graticule that may be chosen, in degrees.
_STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
#: Height and width in pixels that a label takes for each line and character.
_TALL, _WIDE = 13.0, 6.2


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold a place of events: WGS 84 degrees, and how far from there it may lie, in km."""

    name: str
    lat: float
    lon: float
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """Hold one place on the map: pixels, its circle's radius, how many events lie there, whether it is labelled."""

    x: float
    y: float
    size: float
    name: str
    count: int
    labelled: bool


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
    """Hold what the SVG draws, and the (name, count) of places that it leaves out."""

    dots: list[Dot]
    lines: list[Line]
    outside: list[tuple[str, int]]
    width: float = WIDTH
    height: float = HEIGHT


class _View:
    """Project degrees to pixels: equirectangular, true to scale along the middle parallel."""

    def __init__(self, lats: list[float], lons: list[float]) -> None:
        self.lat, self.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self.squeeze = max(0.1, math.cos(math.radians(self.lat)))
        self.tall, wide = max(max(lats) - min(lats), 0.3), max((max(lons) - min(lons)) * self.squeeze, 0.3)
        self.scale = min((WIDTH - 4 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / self.tall)

    def x(self, lon: float) -> float:
        return round(WIDTH / 2 + (lon - self.lon) * self.squeeze * self.scale, 1)

    def y(self, lat: float) -> float:
        return round(HEIGHT / 2 - (lat - self.lat) * self.scale, 1)


def plot(spots: Iterable[tuple[Spot, int]]) -> Plot | None:
    """Return the map of places and how many events each has, one dot for each; None where none can be drawn."""
    counts: defaultdict[Spot, int] = defaultdict(int)
    for spot, events in spots:
        counts[spot] += events
    sure = [s for s in counts if s.radius_km <= WIDEST_KM]
    if not sure:
        return None
    every = [s for s in sure for _ in range(counts[s])]
    lat, lon = median(s.lat for s in every), median(s.lon for s in every)
    far = {s: max(abs(s.lat - lat), abs(s.lon - lon)) for s in sure}
    reach = next(r for r in REACHES if sum(far[s] <= r for s in every) >= MOST * len(every))
    drawn = [s for s in sure if far[s] <= reach]
    left: defaultdict[str, int] = defaultdict(int)
    for spot, n in counts.items():
        if spot not in drawn:
            left[spot.name] += n
    view = _View([s.lat for s in drawn], [s.lon for s in drawn])
    outside = sorted(left.items(), key=lambda pair: (-pair[1], pair[0]))
    return Plot(_dots(view, {s: counts[s] for s in drawn}), _graticule(view), outside)


def _dots(view: _View, counts: dict[Spot, int]) -> list[Dot]:
    taken: list[tuple[float, float, float]] = []
    dots = []
    for spot, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].name)):
        x, y, size = view.x(spot.lon), view.y(spot.lat), round(3 + 2.0 * math.sqrt(n), 1)
        left, right = x + size + 2, x + size + 2 + _WIDE * len(spot.name)
        free = right < WIDTH and all(abs(y - ty) >= _TALL or right < tl or left > tr for tl, tr, ty in taken)
        if free:
            taken.append((left, right, y))
        dots.append(Dot(x, y, size, spot.name, n, free))
    return dots


def _graticule(view: _View) -> list[Line]:
    step = next((s for s in _STEPS if HEIGHT / view.scale / s <= 7), _STEPS[-1])
    half_x, half_y = WIDTH / 2 / view.scale / view.squeeze, HEIGHT / 2 / view.scale
    lines = [
        Line(view.x(v), 0, view.x(v), HEIGHT, _degrees(v, "E", "W"))
        for v in _ticks(view.lon - half_x, view.lon + half_x, step * 2)
    ]
    rows = _ticks(view.lat - half_y, view.lat + half_y, step)
    return lines + [Line(0, view.y(v), WIDTH, view.y(v), _degrees(v, "N", "S")) for v in rows]


def _ticks(low: float, high: float, step: float) -> list[float]:
    return [round(k * step, 6) for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"
