"""Places told by another one: "west of X", "30 km south of X", "the northern countryside of X"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

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
_COUNTRYSIDE = r"countryside|rural areas?|rural parts"
_LAND = re.compile(
    rf"(?:{_SIDE}(?:ern)? )?(?P<land>{_COUNTRYSIDE}|suburbs?|outskirts|villages) (?:of|in|around) (?:the )?"
    r"(?:(?:city|town|village|province|governorate) of )?$",
    re.IGNORECASE,
)
_RURAL = re.compile(rf"\b(?:{_SIDE}(?:ern)? )?(?P<land>rural) $", re.IGNORECASE)
_OWN_LAND = re.compile(rf"(?:’s|'s)? {_SIDE}(?:ern)? (?P<land>{_COUNTRYSIDE}|suburbs?|outskirts)\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_SIDE}(?:ern)? $", re.IGNORECASE)
_BEHIND = re.compile(rf"(?:’s|'s)? (?P<land>{_COUNTRYSIDE}|suburbs?|outskirts)\b", re.IGNORECASE)
_RING = re.compile(
    r"\b(?:near|around|outside|rural|(?:outskirts|suburbs?|countryside|vicinity|edges?) of) (?:the )?(?:[a-z]+ )?"
    r"(?:(?:city|capital)(?: of)? )?$",
    re.IGNORECASE,
)
#: How far the outskirts of a place reach beyond it, in kilometres; a rule of thumb of ours.
OUTSKIRTS_KM = 20.0
#: How far the countryside of a division's main town reaches. In the reports of folds 1-5, villages said to lie in a
#: direction's countryside of such a town are 30 km from it (median of 13), 80 % within 41 km, 36 degrees off at most.
DIVISION_KM = 60.0
_KM_PER_MILE = 1.609
#: How the words before a name end that say where it lies.
_ENDS = ("of ", "in ", "the ", "around ", "rural ")
#: The words that a pattern needs before a name begin no further before it, in characters.
_WITHIN = 60
#: How far outside a place its countryside or suburbs are looked for, in kilometres; rules of thumb of ours.
_REACH = {"suburb": 6.0, "suburbs": 6.0, "outskirts": 5.0}
_UNSAID, _COUNTRYSIDE_KM, _DEGREE_KM = 10.0, 20.0, 111.2


@dataclass(frozen=True, slots=True)
class Bearing:
    """Hold a direction (`degrees` from north, clockwise, None all around), how far (km, None unsaid) and the words.

    `reach` is how far beyond the place's own edge it may lie, `rural` tells that the countryside is meant.
    """

    degrees: float | None
    km: float | None
    words: str
    reach: float = _UNSAID
    rural: bool = False


def bearing(text: str, start: int, end: int) -> Bearing | None:
    """Return where the words around a place's name (characters `start` to `end`) point to, None where nowhere."""
    # Most names have no such words beside them: they are told apart by what every pattern needs.
    near = text[start - _WITHIN if start > _WITHIN else 0 : start].lower()
    if near.endswith(_ENDS):
        sided, landed = "th of " in near or "st of " in near, _speaks_of_land(near) or "villages " in near
        if sided or landed:
            course = _before(text[max(0, start - 90) : start], sided, landed)
            if course:
                return course
    behind = text[end : end + 40]
    if not _speaks_of_land(behind.lower()):
        return None
    own, own_land = _BEHIND.match(behind), _OWN_LAND.match(behind)
    if own:
        side = _BEFORE.search(text[max(0, start - 90) : start])
        return _land(side["side"] if side else None, own["land"])
    return _land(own_land["side"], own_land["land"]) if own_land else None


def _before(before: str, sided: bool, landed: bool) -> Bearing | None:
    """Return where the words before a name, which speak of a side or of the land, point to, None where nowhere."""
    far = _FAR.search(before) if sided else None
    if far:
        km = None
        if far["number"]:
            km = float(far["number"]) * (_KM_PER_MILE if far["unit"].lower().startswith("mi") else 1.0)
        return Bearing(_degrees(far["side"]), km, f"{far['side'].lower()} of")
    land = (_LAND.search(before) or _RURAL.search(before)) if landed else None
    if land and (land["side"] or land["land"].lower() != "villages"):
        return _land(land["side"], land["land"])
    return None


def _speaks_of_land(lower: str) -> bool:
    """Tell whether any of the words for the land around a place is there."""
    return "countryside" in lower or "rural" in lower or "suburb" in lower or "outskirts" in lower


def _land(side: str | None, land: str) -> Bearing:
    kind = land.lower()
    reach = _REACH.get(kind, _COUNTRYSIDE_KM)
    rural = kind not in _REACH
    kind = kind if kind in _REACH or kind == "villages" else "countryside"
    if side is None:
        return Bearing(None, None, f"{kind} of", reach, rural)
    return Bearing(_degrees(side), None, f"{_adjective(side)} {kind} of", reach, rural)


def on_outskirts(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a name (characters `start` to `end`) speak of what lies around the place."""
    return bool(_RING.search(text, max(0, start - 60), start) or _BEHIND.match(text, end, end + 40))


def pointed(
    entry: Entry, course: Bearing | None, city: Entry | None = None
) -> tuple[tuple[float, float] | None, float | None]:
    """Return the point and radius (km) of an entry, moved along a bearing.

    A distance that is said is taken, with a third of it as the radius; else the point lies half the reach beyond
    the place's own edge, with that as the radius; the countryside all around only widens the radius. Divisions and
    countries are not moved: their side is inside them; but a side of a division's countryside is seen from its main
    town `city`, up to DIVISION_KM from there.
    """
    if city is not None and course is not None and course.rural and course.degrees is not None:
        entry, course = city, replace(course, reach=DIVISION_KM)
    if course is None or entry.point is None or entry.wide:
        return entry.point, entry.radius_km
    edge = entry.radius_km or 0.0
    if course.degrees is None:
        return entry.point, edge + course.reach
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
