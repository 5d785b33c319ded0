"""What speaks for a place that a name may mean: the columns of facts, and what is known of a name in any report.

The facts are those of the resolvers of Lieberman et al. (2010: comma groups, the nearest others, what is local to an
outlet) and Speriosu and Baldridge (2013: one place per name and text). Nothing is weighed here: places_choose.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from trucewatch.know.gazetteer import Candidate
from trucewatch.know.gazetteer.entry import KINDS as ALL_KINDS
from trucewatch.know.gazetteer.entry import WIDE
from trucewatch.know.gazetteer.names import key
from trucewatch.resolve.places_spot import FEATURES, Mention
from trucewatch.resolve.places_standing import POINT, Doubles, Floats, Lands, standing

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
AT = {name: i for i, name in enumerate(COLUMNS)}
#: What the facts of a name are kept with, behind them: where each place lies, numbers of nation and division.
_LANDS = ("nation", "division")
KEPT = (*POINT, *_LANDS)
OF = {name: len(COLUMNS) + i for i, name in enumerate(KEPT)}
#: So many numbers are kept of a place.
WIDTH = len(COLUMNS) + len(KEPT)
_OF_KIND = {kind: AT[f"kind={kind if kind in KINDS else 'other'}"] for kind in ALL_KINDS}
_WIDE_NAME, _NARROW_NAME = AT["own-name|wide"], AT["own-name|narrow"]
_TOWNS = frozenset(("town", "capital"))
_NONE: frozenset[int] = frozenset()
_OWN, _THEATRE = AT["own"], AT["theatre"]
_OF_HOW = {how: AT[f"how={how}"] for how in _HOW}


class Name(NamedTuple):
    """Hold what a name may mean, whatever the report: its key, its candidates and a table with a row for each.

    The columns are COLUMNS, those of AROUND still 0, and KEPT. `nations` and `divisions` are numbers of the chooser's
    list, `within` those of the divisions of what lies in one (0 for others), `narrow` tells what does. `states` and
    `provinces` are the numbers of the countries and divisions among the likeliest candidates, `parents` the ids of the
    places that candidates lie in, () where none is said to lie in any.
    """

    spelled: str
    candidates: tuple[Candidate, ...]
    table: Floats
    nations: tuple[int, ...]
    divisions: tuple[int, ...]
    within: tuple[int, ...]
    narrow: tuple[bool, ...]
    states: frozenset[int]
    provinces: frozenset[int]
    parents: tuple[str | None, ...]

    @property
    def likeliest(self) -> frozenset[str]:
        """Return the ids of the likeliest candidates."""
        return frozenset([c.place.place_id for c in self.candidates[:_MOST_PARENTS]])


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold what is known of a report besides its text: its outlet's letters, and the country of its address."""

    letters: str = ""
    country: str | None = None

    @classmethod
    @lru_cache(maxsize=1024)
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
    starts = [0, *accumulate(map(len, told))]
    near = [c for candidates in told for c in candidates]
    kinds = [c.place.kind for c in near]
    sizes, points, numbers = standing([c.place for c in near], lands)
    nations, divisions = zip(*numbers, strict=True)
    table = _table(near, starts, sizes, points)
    table[:, OF["nation"]], table[:, OF["division"]] = nations, divisions
    table.ravel()[_of_places(near, kinds, countries) + _of_names(mentions, starts, near, kinds)] = 1.0
    narrow = tuple([kind not in WIDE for kind in kinds])
    within = tuple([division if inside else 0 for division, inside in zip(divisions, narrow, strict=True)])
    parents = tuple([c.place.parent for c in near])
    names = []
    for mention, candidates, (low, high) in zip(mentions, told, pairwise(starts), strict=True):
        own, likely = slice(low, high), slice(low, min(high, low + _MOST_PARENTS))
        states = _of_kind("country", kinds[likely], nations[likely])
        provinces = _of_kind("admin1", kinds[likely], divisions[likely])
        above = parents[own] if any(parents[own]) else ()
        facts = table[own], nations[own], divisions[own], within[own], narrow[own]
        names.append(Name(key(mention.text), candidates, *facts, states, provinces, above))
    return names


def _of_kind(kind: str, kinds: Sequence[str], numbers: Sequence[int]) -> frozenset[int]:
    """Return the numbers of what is of a kind."""
    return frozenset([n for k, n in zip(kinds, numbers, strict=True) if k == kind]) if kind in kinds else _NONE


def _table(near: Sequence[Candidate], starts: Sequence[int], sizes: Doubles, points: Floats) -> Floats:
    """Return a row for each candidate with its size, its rank and its point; names begin at the rows `starts`."""
    table = np.zeros((len(near), WIDTH), dtype=np.float32)
    counts = [high - low for low, high in pairwise(starts)]
    gaps = sizes - np.maximum.reduceat(sizes, starts[:-1]).repeat(counts)
    table[:, AT["size"]], table[:, AT["gap"]], table[:, AT["top"]] = sizes, gaps, gaps == 0
    table[:, AT["rank"]] = np.log1p([c.rank for c in near])
    table[:, OF[POINT[0]] : OF[POINT[-1]] + 1] = points
    return table


def _of_places(near: Sequence[Candidate], kinds: Sequence[str], countries: Sequence[str]) -> list[int]:
    """Return which cells of a table with a row for each candidate hold what is true of it by itself."""
    rows = range(0, len(near) * WIDTH, WIDTH)
    found = [at + _OF_KIND[kind] for at, kind in zip(rows, kinds, strict=True)]
    found += [at + _OF_HOW[c.how] for at, c in zip(rows, near, strict=True)]
    found += [at + _OWN for at, c in zip(rows, near, strict=True) if c.place.own]
    if countries:
        found += [at + _THEATRE for at, c in zip(rows, near, strict=True) if c.place.country in countries]
    return found


def _of_names(
    mentions: Sequence[Mention], starts: Sequence[int], near: Sequence[Candidate], kinds: Sequence[str]
) -> list[int]:
    """Return which cells hold what is true of a candidate by how it is called and what is said to be."""
    found: list[int] = []
    for mention, (low, high) in zip(mentions, pairwise(starts), strict=True):
        text, spelled, feature = mention.text, key(mention.text), mention.feature
        places, own = [c.place for c in near[low:high]], kinds[low:high]
        rows = range(low * WIDTH, high * WIDTH, WIDTH)
        for at, place, kind in zip(rows, places, own, strict=True):
            if place.name == text or key(place.name) == spelled:
                found.append(at + (_WIDE_NAME if kind in WIDE else _NARROW_NAME))
        if feature:
            columns = [AT[f"feature={feature}|{_GROUPS.get(kind, 'narrow')}"] for kind in own]
            found += [at + column for at, column in zip(rows, columns, strict=True)]
        if "admin1" in own:
            towns = {(p.country, p.admin1) for p, kind in zip(places, own, strict=True) if kind in _TOWNS}
            column = AT[f"division-of-town{'|feature' if feature else ''}"]
            divisions = [(at, p) for at, p, k in zip(rows, places, own, strict=True) if k == "admin1"] if towns else ()
            found += [at + column for at, p in divisions if (p.country, p.admin1) in towns]
    return found
