"""What speaks for a place that a name may mean: the columns of facts, and what is known of a name in any report.

The facts are those of the resolvers of Lieberman et al. (2010: comma groups, the nearest others, what is local to an
outlet) and Speriosu and Baldridge (2013: one place per name and text). Nothing is weighed here: places_choose.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from trucewatch.know.gazetteer import Candidate, Entry
from trucewatch.know.gazetteer.entry import WIDE
from trucewatch.know.gazetteer.names import key
from trucewatch.resolve.places_spot import FEATURES, Mention

Floats: TypeAlias = npt.NDArray[np.float32]

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
#: What the facts of a name are kept with, behind them: how far north the place lies, in kilometres, as seen from it and
#: as seen from another place (both NOWHERE from all others where its point does not say where it is), kilometres per
#: degree east, longitude, numbers of nation and division (0 unknown).
_POINT, _LANDS = ("north", "there", "east", "lon"), ("nation", "division")
KEPT = (*_POINT, *_LANDS)
OF = {name: len(COLUMNS) + i for i, name in enumerate(KEPT)}
_OF_KIND, _OTHER = {kind: AT[f"kind={kind}"] for kind in KINDS[:-1]}, AT["kind=other"]
_WIDE_NAME, _NARROW_NAME = AT["own-name|wide"], AT["own-name|narrow"]
#: The kinds whose point does not say where they are.
_NO_SPOT = frozenset({"country", "region", "sea"})
_OF_HOW = {how: AT[f"how={how}"] for how in _HOW}
_BY_RANK = tuple(math.log1p(rank) for rank in range(64))
#: Further from everything than any place.
NOWHERE = 1e7
_DEGREE_KM = 111.2


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


def name_of(mention: Mention, countries: Sequence[str], lands: dict[str | tuple[str, str], int]) -> Name:
    """Return the standing of a mention's candidates; `lands` numbers the nations and divisions met, and grows."""
    candidates = mention.candidates[:MOST_CANDIDATES]
    entries = [c.entry for c in candidates]
    own = [_lands(e, lands) for e in entries]
    most = max([e.pop for e in entries])
    table = np.zeros((len(entries), len(COLUMNS) + len(KEPT)), dtype=np.float32)
    numbers = np.array([(*_numbers(c, most), *n) for c, n in zip(candidates, own, strict=True)], dtype=np.float32)
    table[:, : len(_NUMBERS)] = numbers[:, : len(_NUMBERS)]
    table[:, len(COLUMNS) :] = numbers[:, len(_NUMBERS) :]
    true: list[int] = []
    spelled, towns = key(mention.text), _towns(entries)
    for candidate, begin in zip(candidates, range(0, table.size, table.shape[1]), strict=True):
        true += [begin + column for column in _true(candidate, mention, spelled, countries, towns)]
        if candidate.entry.pop == most:
            true.append(begin + AT["top"])
    table.ravel()[true] = 1.0
    near = list(zip(entries, own, strict=True))[:_MOST_PARENTS]
    return Name(
        candidates,
        table,
        tuple([n for n, _ in own]),
        tuple([d for _, d in own]),
        tuple([e.kind not in WIDE for e in entries]),
        frozenset([n for e, (n, _) in near if e.kind == "country"]),
        frozenset([d for e, (_, d) in near if e.kind == "admin1"]),
        frozenset([e.place_id for e, _ in near]),
        tuple([e.parent for e in entries]),
    )


def _lands(entry: Entry, known: dict[str | tuple[str, str], int]) -> tuple[int, int]:
    """Return the numbers of the nation and the division that a place lies in, 0 where it is unknown."""
    country = entry.country
    if not country:
        return 0, 0
    nation = known.setdefault(country, len(known) + 1)
    return nation, known.setdefault((country, entry.admin1), len(known) + 1) if entry.admin1 else 0


def _towns(entries: Sequence[Entry]) -> set[tuple[str | None, str | None]]:
    """Return the country and division of each town among some places, where one of these is a division."""
    if not any(e.kind == "admin1" for e in entries):
        return set()
    return {(e.country, e.admin1) for e in entries if e.kind in ("town", "capital")}


def _numbers(candidate: Candidate, most: int) -> tuple[float, ...]:
    """Return the values of _NUMBERS and _POINT of a candidate; the largest has `most` inhabitants."""
    entry, rank = candidate.entry, candidate.rank
    size = math.log10(entry.pop + 10)
    gap = 0.0 if entry.pop == most else size - math.log10(most + 10)
    ranked = _BY_RANK[rank] if rank < len(_BY_RANK) else math.log1p(rank)
    lat, lon = entry.lat, entry.lon
    if lat is None or lon is None or entry.kind in _NO_SPOT:
        return size, gap, ranked, NOWHERE, -NOWHERE, 0.0, 0.0
    north = lat * _DEGREE_KM
    return size, gap, ranked, north, north, math.cos(math.radians(lat)) * _DEGREE_KM, lon


def _true(
    candidate: Candidate,
    mention: Mention,
    spelled: str,
    countries: Sequence[str],
    towns: set[tuple[str | None, str | None]],
) -> list[int]:
    """Return the columns of what is true of a candidate, but for the largest of a name."""
    entry = candidate.entry
    found = [_OF_KIND.get(entry.kind, _OTHER), _OF_HOW[candidate.how]]
    if entry.own:
        found.append(AT["own"])
    if entry.country in countries:
        found.append(AT["theatre"])
    if entry.name == mention.text or key(entry.name) == spelled:
        found.append(_WIDE_NAME if entry.kind in WIDE else _NARROW_NAME)
    if mention.feature:
        found.append(AT[f"feature={mention.feature}|{_GROUPS.get(entry.kind, 'narrow')}"])
    if towns and entry.kind == "admin1" and (entry.country, entry.admin1) in towns:
        found.append(AT[f"division-of-town{'|feature' if mention.feature else ''}"])
    return found
