"""Bearings: in "Brenn, 30 km east of Harle" the second place only says where the first one lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from trucewatch.model.place import Place

_BEARING = re.compile(
    r"""\W{0,3}
    (?:(?:about|some|around|just|nearly|roughly|approximately)\s+)?
    (?:\d[\d.,]*\s*-?\s*(?:kms?|kilomet(?:er|re)s?|miles?|mi)\b\.?\s*(?:\([^()]{0,30}\)\s*)?)?
    (?:to\s+the\s+)?(?:north|south|east|west)[\s-]?(?:east|west)?\s+of\s+
    (?:(?:the|capital|city|second|rebel|port|town|its|main)\s+){0,4}""",
    re.VERBOSE,
)
#: A bearing is at most so many characters long.
LONGEST = 90


def without_bearings(text: str, places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places of a text, in their order, without those that only say where the one before them lies."""
    in_order = sorted(places, key=lambda p: p.words)
    bearings = {id(then) for one, then in pairwise(in_order) if _locates(text, one, then)}
    return tuple(p for p in places if id(p) not in bearings)


def _locates(text: str, one: Place, then: Place) -> bool:
    """Tell whether a place stands as a bearing right behind another; a country's is that of a place within it."""
    wide = one.place_id is not None and one.place_id.startswith("iso:")
    between = text[one.words.end : then.words.start]
    return not wide and len(between) <= LONGEST and _BEARING.fullmatch(between) is not None
