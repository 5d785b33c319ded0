"""What speaks for a place that a name may mean: the columns of facts, and what is known of a name in any report.

The facts are those of the resolvers of Lieberman et al. (2010: comma groups, the nearest others, what is local to an
outlet) and Speriosu and Baldridge (2013: one place per name and text). Nothing is weighed here: places_choose.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from trucewatch.know.gazetteer import Candidate
from trucewatch.know.gazetteer.entry import KINDS as ALL_KINDS
from trucewatch.know.gazetteer.entry import WIDE
from trucewatch.know.gazetteer.names import key
from trucewatch.resolve.places_spot import FEATURES, Mention
from trucewatch.resolve.places_standing import POINT, Floats, Lands, standing

#: Candidates that are looked at for one name.
MOST_CANDIDATES = 25
#: So many candidates of a name are asked whether another place lies in them.
_MOST_PARENTS = 4
KINDS = ("country", "admin1", "admin2", "region", "sea", "capital", "town", "village", "neighbourhood", "other")
_GROUPS = {"country": "country", "admin1": "admin1", "admin2": "admin2", "region": "wide", "sea": "wide"}
_FEATURES = tuple(dict.fromkeys(FEATURES.values()))
_KINDS_OF_FEATURES = ("country", "admin1", "admin2", "wide", "narrow")
_HOW = ("exact", "article", "skeleton", "part", "demonym")
MARKS = ("behind", "behind-next", "before")
_BESIDE = tuple(f"{m}|{j}|{k}" for m in MARKS for j in ("comma", "words") for k in ("country", "admin1", "other"))
STANDING = (
    "size", "gap", "rank", "top", "own", "theatre", "own-name|wide", "own-name|narrow", "division-of-town",
    *(f"kind={k}" for k in KINDS), *(f"how={h}" for h in _HOW),
    *(f"feature={f}|{k}" for f in _FEATURES for k in _KINDS_OF_FEATURES), "division-of-town|feature",
)  # fmt: skip
AROUND = (
    "nation", "division", "any-nation", "any-division", "company", "much-company", "close", "named-close", "neighbours",
    "named-neighbours", "soft-close", "soft-share", "few|size", "early|narrow", "tld", "outlet|narrow", "outlet|size",
    "outlet|wide", "local|size", "local|soft-close", *_BESIDE, *(f"{m}|inside" for m in MARKS),
    "elsewhere|country", "elsewhere|admin1", "elsewhere|other",
)  # fmt: skip
COLUMNS = STANDING + AROUND
#: The first of STANDING are numbers, the others are true (1) or not.
_NUMBERS = STANDING[:3]
AT = {name: i for i, name in enumerate(COLUMNS)}
#: What the facts of a name are kept with, behind them: where each place lies, numbers of nation and division.
_LANDS = ("nation", "division")
KEPT = (*POINT, *_LANDS)
OF = {name: len(COLUMNS) + i for i, name in enumerate(KEPT)}
_OF_KIND = {kind: AT[f"kind={kind if kind in KINDS else 'other'}"] for kind in ALL_KINDS}
_WIDE_NAME, _NARROW_NAME = AT["own-name|wide"], AT["own-name|narrow"]
_OF_HOW = {how: AT[f"how={how}"] for how in _HOW}


@dataclass(frozen=True, slots=True)
class Name:
    """Hold what a name may mean, whatever the report: its candidates and a table with a row for each.

    The columns are COLUMNS, those of AROUND still 0, and KEPT. `nations` and `divisions` are numbers of the chooser's
    list, 0 unknown, `narrow` tells what lies within a division; `states` and `provinces` are the numbers of the
    countries and divisions among the likeliest candidates, `ids` the ids of these, `parents` the ids of the places
    that candidates lie in.
    """

    candidates: tuple[Candidate, ...]
    table: Floats
    nations: tuple[int, ...]
    divisions: tuple[int, ...]
    narrow: tuple[bool, ...]
    states: frozenset[int]
    provinces: frozenset[int]
    ids: frozenset[str]
    parents: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold what is known of a report besides its text: its outlet's letters, and the country of its address."""

    letters: str = ""
    country: str | None = None

    @classmethod
    def of(cls, outlet: str | None) -> Setting:
        """Read an outlet's name or host ("norwichpost.co.uk": GB); an outlet's place is no place of its reports."""
        host = (outlet or "").lower().strip()
        found = re.search(r"\.([a-z]{2})$", host)
        nation = {"uk": "GB"}.get(found[1], found[1].upper()) if found else None
        return cls(re.sub(r"[^a-z]", "", host), nation)


def names_of(mentions: Sequence[Mention], countries: Sequence[str], lands: Lands) -> list[Name]:
    """Return the standing of the candidates of each mention; `lands` numbers the nations and divisions met.

    Those of many mentions are laid out in one table, of which each name has its rows.
    """
    told = [m.candidates[:MOST_CANDIDATES] for m in mentions]
    bounds = list(pairwise([0, *accumulate(map(len, told))]))
    places = [c.place for candidates in told for c in candidates]
    kinds, (sizes, points, numbers) = [p.kind for p in places], standing(places, lands)
    table = np.zeros((len(places), len(COLUMNS) + len(KEPT)), dtype=np.float32)
    table[:, OF[POINT[0]] : OF[POINT[-1]] + 1] = points
    table[:, OF[_LANDS[0]] :] = numbers
    values: list[tuple[float, ...]] = []
    true: list[int] = []
    for mention, candidates, (low, high) in zip(mentions, told, bounds, strict=True):
        most = max(sizes[low:high])
        values += [(s, s - most, math.log1p(c.rank)) for s, c in zip(sizes[low:high], candidates, strict=True)]
        true += [(low + i) * table.shape[1] + AT["top"] for i, s in enumerate(sizes[low:high]) if s == most]
        true += _true(mention, kinds[low:high], countries, low * table.shape[1], table.shape[1])
    table[:, : len(_NUMBERS)] = values
    table.ravel()[true] = 1.0
    return [
        _name(candidates, table[low:high], kinds[low:high], numbers[low:high])
        for candidates, (low, high) in zip(told, bounds, strict=True)
    ]


def _name(
    candidates: tuple[Candidate, ...], table: Floats, kinds: Sequence[str], numbers: Sequence[tuple[int, int]]
) -> Name:
    near = list(zip(kinds, numbers, strict=True))[:_MOST_PARENTS]
    return Name(
        candidates,
        table,
        tuple([n for n, _ in numbers]),
        tuple([d for _, d in numbers]),
        tuple([kind not in WIDE for kind in kinds]),
        frozenset([n for kind, (n, _) in near if kind == "country"]),
        frozenset([d for kind, (_, d) in near if kind == "admin1"]),
        frozenset([c.place.place_id for c in candidates[:_MOST_PARENTS]]),
        tuple([c.place.parent for c in candidates]),
    )


def _true(mention: Mention, kinds: Sequence[str], countries: Sequence[str], begin: int, width: int) -> list[int]:
    """Return where in a table, whose rows of `width` columns begin at `begin`, a fact is true of a candidate."""
    found: list[int] = []
    spelled, feature = key(mention.text), mention.feature
    towns = _towns(mention, kinds) if "admin1" in kinds else ()
    for candidate, kind in zip(mention.candidates, kinds, strict=False):
        place = candidate.place
        name = place.name
        found += (begin + _OF_KIND[kind], begin + _OF_HOW[candidate.how])
        if name == mention.text or key(name) == spelled:
            found.append(begin + (_WIDE_NAME if kind in WIDE else _NARROW_NAME))
        if place.own:
            found.append(begin + AT["own"])
        if countries and place.country in countries:
            found.append(begin + AT["theatre"])
        if feature:
            found.append(begin + AT[f"feature={feature}|{_GROUPS.get(kind, 'narrow')}"])
        if towns and kind == "admin1" and (place.country, place.admin1) in towns:
            found.append(begin + AT[f"division-of-town{'|feature' if feature else ''}"])
        begin += width
    return found


def _towns(mention: Mention, kinds: Sequence[str]) -> set[tuple[str | None, str | None]]:
    """Return the country and division of each town among the candidates of a mention."""
    places = [c.place for c, kind in zip(mention.candidates, kinds, strict=False) if kind in ("town", "capital")]
    return {(p.country, p.admin1) for p in places}
