"""Entry: one place of a gazetteer, from whatever file it came."""

from __future__ import annotations

import math
from dataclasses import dataclass

KINDS = (
    "country", "admin1", "admin2", "region", "sea", "capital", "town", "village", "neighbourhood", "base", "airport",
    "crossing", "camp", "road", "site", "mountain", "water",
)  # fmt: skip
#: How far from its point a place of each kind usually reaches, in kilometres; a rule of thumb of ours (docs/codebook).
USUAL_RADIUS = {
    "country": 400.0, "admin1": 60.0, "admin2": 25.0, "region": 40.0, "sea": 500.0, "capital": 12.0, "town": 4.0,
    "village": 2.0, "neighbourhood": 1.5, "base": 3.0, "airport": 3.0, "crossing": 1.0, "camp": 1.0, "road": 10.0,
    "site": 1.0, "mountain": 10.0, "water": 10.0,
}  # fmt: skip
#: The kinds that hold others.
WIDE = frozenset({"country", "admin1", "admin2", "region", "sea"})
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold a place: namespaced id, English name, kind (one of KINDS), ISO country, first-level division, point.

    `lat`, `lon` are WGS 84 degrees; both None where nobody has measured the place: then `parent` (an id) and its
    radius say where to look. `pop` is inhabitants, 0 unknown. `names` are further spellings. `checked` names the
    ids of other gazetteers that were compared. `outskirts` is the id of the division that surrounds a city which is
    a division of its own. `own` marks what a profile or a user added to the shipped index.
    """

    place_id: str
    name: str
    kind: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    pop: int = 0
    names: tuple[str, ...] = ()
    parent: str | None = None
    checked: tuple[str, ...] = ()
    outskirts: str | None = None
    own: bool = False

    @property
    def point(self) -> tuple[float, float] | None:
        """Return (latitude, longitude), None where the place has no point."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)

    @property
    def wide(self) -> bool:
        """Tell whether the place is a division, region or sea rather than a spot."""
        return self.kind in WIDE


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two (latitude, longitude) points, in kilometres."""
    y1, x1, y2, x2 = map(math.radians, (*a, *b))
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
