"""What speaks for a place that a name may mean: the columns of facts, and what is known of a name in any report.

The facts are those of the resolvers of Lieberman et al. (2010: comma groups, the nearest others, what is local to an
outlet) and Speriosu and Baldridge (2013: one place per name and text). Nothing is weighed here: places_choose.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from trucewatch.know.gazetteer import Candidate, Entry
from trucewatch.know.gazetteer.entry import KINDS as ALL_KINDS
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
AT = {name: i for i, name in enumerate(COLUMNS)}
#: What the facts of a name are kept with, behind them: how far north the place lies, in kilometres, as seen from it and
#: as seen from another place (both NOWHERE from all others where its point does not say where it is), kilometres per
#: degree east, longitude, numbers of nation and division (0 unknown).
KEPT = ("north", "there", "east", "lon", "nation", "division")
OF = {name: len(COLUMNS) + i for i, name in enumerate(KEPT)}
_POINT, _LANDS = [OF[name] for name in KEPT[:4]], [OF[name] for name in KEPT[4:]]
_OF_HOW = {how: AT[f"how={how}"] for how in _HOW}
_BY_RANK = tuple(math.log1p(rank) for rank in range(64))
#: Further from everything than any place.
NOWHERE = 1e7
_DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class _Kind:
    """Hold the columns that go with a kind of place, and what is true of all places of it."""

    kind: int
    own_name: int
    features: Mapping[str, int]
    #: Whether the point says where the place is.
    spot: bool

    @classmethod
    def of(cls, kind: str) -> _Kind:
        """Look the columns of a kind (of the gazetteer's KINDS) up."""
        wide = "wide" if kind in WIDE else "narrow"
        features = {f: AT[f"feature={f}|{_GROUPS.get(kind, 'narrow')}"] for f in _FEATURES}
        column = AT[f"kind={kind if kind in KINDS else 'other'}"]
        return cls(column, AT[f"own-name|{wide}"], features, kind not in ("country", "region", "sea"))


_OF_KIND = {kind: _Kind.of(kind) for kind in ALL_KINDS}
_OTHER = _Kind.of("")


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
    most = max(e.pop for e in entries)
    table = np.zeros((len(entries), len(COLUMNS) + len(KEPT)), dtype=np.float32)
    at: list[int] = []
    values: list[float] = []
    spelled, towns = key(mention.text), _towns(entries)
    for row, candidate in enumerate(candidates):
        columns, facts = _standing(candidate, mention, spelled, countries, towns, most)
        nation, division = own[row]
        columns += _LANDS
        facts += (nation, division)
        begin = row * table.shape[1]
        at += [begin + column for column in columns]
        values += facts
    table.ravel()[at] = values
    near = list(zip(entries, own, strict=True))[:_MOST_PARENTS]
    return Name(
        candidates,
        table,
        tuple([n for n, _ in own]),
        tuple([d for _, d in own]),
        tuple([not e.wide for e in entries]),
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


def _standing(
    candidate: Candidate,
    mention: Mention,
    spelled: str,
    countries: Sequence[str],
    towns: set[tuple[str | None, str | None]],
    most: int,
) -> tuple[list[int], list[float]]:
    """Return the columns of a candidate that may not be 0, and their values; `most` inhabitants has the largest."""
    entry, rank = candidate.entry, candidate.rank
    kind, size = _OF_KIND.get(entry.kind, _OTHER), math.log10(entry.pop + 10)
    ranked = _BY_RANK[rank] if rank < len(_BY_RANK) else math.log1p(rank)
    columns = [AT["size"], AT["gap"], AT["rank"], kind.kind, _OF_HOW[candidate.how]]
    values = [size, size - math.log10(most + 10), ranked, 1.0, 1.0]
    if entry.pop == most:
        columns.append(AT["top"])
    if entry.own:
        columns.append(AT["own"])
    if entry.country in countries:
        columns.append(AT["theatre"])
    if entry.name == mention.text or key(entry.name) == spelled:
        columns.append(kind.own_name)
    if mention.feature:
        columns.append(kind.features[mention.feature])
    if towns and entry.kind == "admin1" and (entry.country, entry.admin1) in towns:
        columns.append(AT[f"division-of-town{'|feature' if mention.feature else ''}"])
    values += [1.0] * (len(columns) - len(values))
    columns += _POINT
    if kind.spot and entry.lat is not None and entry.lon is not None:
        north = entry.lat * _DEGREE_KM
        values += (north, north, math.cos(math.radians(entry.lat)) * _DEGREE_KM, entry.lon)
    else:
        values += (NOWHERE, -NOWHERE, 0.0, 0.0)
    return columns, values
