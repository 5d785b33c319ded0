"""Places told by another one: "west of X", "30 km south of X", "the northern countryside of X"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from trucewatch.know.gazetteer import Entry

_DEGREES = {"north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
            "west": 270.0, "northwest": 315.0}  # fmt: skip
_SIDE = r"(?P<side>(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
_UNIT = r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)"
_FAR = re.compile(
    rf"(?:(?P<number>\d{{1,3}}(?:\.\d)?)[ -]?(?:\(\d+\) )?{_UNIT}(?: \([^()]{{1,20}}\))? )?(?:to the )?{_SIDE} of "
    r"(?:the )?(?:(?:city|town|village|capital|provincial capital) of )?$",
    re.IGNORECASE,
)
_LAND = re.compile(
    rf"{_SIDE}(?:ern)? (?P<land>countryside|suburbs?|outskirts|rural areas|villages) (?:of|in|around) (?:the )?$",
    re.IGNORECASE,
)
_OWN_LAND = re.compile(rf"^(?:’s|'s)? {_SIDE}(?:ern)? (?P<land>countryside|suburbs?|outskirts)\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_SIDE}(?:ern)? $", re.IGNORECASE)
_BEHIND = re.compile(r"^(?:’s|'s)? (?P<land>countryside|suburbs?|outskirts)\b")
_RING = re.compile(
    r"\b(?:near|around|outside|(?:outskirts|suburbs?|countryside|vicinity|edges?) of) (?:the )?(?:[a-z]+ )?"
    r"(?:(?:city|capital)(?: of)? )?$",
    re.IGNORECASE,
)
#: How far the outskirts of a place reach beyond it, in kilometres; a rule of thumb of ours.
OUTSKIRTS_KM = 20.0
_KM_PER_MILE = 1.609
_HINT = re.compile(r"north|south|east|west|countryside|suburb|outskirts|near|around|outside|vicinity|edge", re.I)
#: How far outside a place its countryside or suburbs are looked for, in kilometres; rules of thumb of ours.
_REACH = {"countryside": 20.0, "rural areas": 20.0, "villages": 20.0, "suburb": 6.0, "suburbs": 6.0, "outskirts": 5.0}
_UNSAID, _DEGREE_KM = 10.0, 111.2


@dataclass(frozen=True, slots=True)
class Bearing:
    """Hold a direction (`degrees` from north, clockwise), how far (km, None unsaid) and the words that say so."""

    degrees: float
    km: float | None
    words: str
    reach: float = _UNSAID


def bearing(text: str, start: int, end: int) -> Bearing | None:
    """Return the direction that the words around a place's name (characters `start` to `end`) give, None if none."""
    if not _HINT.search(text, max(0, start - 90), end + 40):
        return None
    before, behind = text[max(0, start - 90) : start], text[end : end + 40]
    far = _FAR.search(before)
    if far:
        km = None
        if far["number"]:
            km = float(far["number"]) * (_KM_PER_MILE if far["unit"].lower().startswith("mi") else 1.0)
        return Bearing(_degrees(far["side"]), km, f"{far['side'].lower()} of")
    land = _LAND.search(before)
    if land:
        kind = land["land"].lower()
        return Bearing(_degrees(land["side"]), None, f"{_adjective(land['side'])} {kind} of", _REACH[kind])
    side, own = _BEFORE.search(before), _BEHIND.search(behind)
    if side and own:
        kind = own["land"].lower()
        return Bearing(_degrees(side["side"]), None, f"{_adjective(side['side'])} {kind} of", _REACH[kind])
    own_land = _OWN_LAND.search(behind)
    if own_land:
        kind = own_land["land"].lower()
        return Bearing(_degrees(own_land["side"]), None, f"{_adjective(own_land['side'])} {kind} of", _REACH[kind])
    return None


def on_outskirts(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a name (characters `start` to `end`) speak of what lies around the place."""
    return bool(_RING.search(text, max(0, start - 60), start) or _BEHIND.search(text[end : end + 40]))


def pointed(entry: Entry, course: Bearing | None) -> tuple[tuple[float, float] | None, float | None]:
    """Return the point and radius (km) of an entry, moved along a bearing.

    A distance that is said is taken, with a third of it as the radius; else the point lies half the reach beyond
    the place's own edge, with that as the radius. Divisions and countries are not moved: their side is inside them.
    """
    if course is None or entry.point is None or entry.wide:
        return entry.point, entry.radius_km
    edge = entry.radius_km or 0.0
    km = course.km if course.km is not None else edge + course.reach / 2
    radius = max(2.0, km / 3) if course.km is not None else edge / 2 + course.reach / 2
    lat = entry.point[0] + math.cos(math.radians(course.degrees)) * km / _DEGREE_KM
    narrow = max(0.01, math.cos(math.radians(entry.point[0])))
    lon = entry.point[1] + math.sin(math.radians(course.degrees)) * km / _DEGREE_KM / narrow
    return (round(max(-90.0, min(90.0, lat)), 3), round((lon + 180) % 360 - 180, 3)), round(radius, 1)


def _degrees(side: str) -> float:
    return _DEGREES[side.lower().replace(" ", "").replace("-", "")]


def _adjective(side: str) -> str:
    return side.lower().replace(" ", "").replace("-", "") + "ern"
