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
from trucewatch.know.gazetteer.names import key
from trucewatch.resolve.places_spot import FEATURES, Mention

Floats: TypeAlias = npt.NDArray[np.float32]
Numbers: TypeAlias = npt.NDArray[np.int32]

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
#: What the facts of a name are kept with, behind them: kilometres north and per degree east, longitude, numbers of
#: nation and division (0 unknown), whether the point says where the place is, whether it lies within a division.
KEPT = ("north", "east", "lon", "nation", "division", "spot", "narrow")
OF = {name: len(COLUMNS) + i for i, name in enumerate(KEPT)}
_OF_KIND, _OTHER = {kind: AT[f"kind={kind}"] for kind in KINDS[:-1]}, AT["kind=other"]
_OF_HOW = {how: AT[f"how={how}"] for how in _HOW}
#: Further from everything than any place.
NOWHERE = 1e7
_DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class Name:
    """Hold what a name may mean, whatever the report: its candidates and a table with a row for each.

    The columns are COLUMNS, those of AROUND still 0, and KEPT. `nations` and `divisions` are numbers of the chooser's
    lists, 0 unknown; `states` and `provinces` those of the countries and divisions among the likeliest candidates,
    `ids` the ids of these, `parents` the ids of the places that candidates lie in.
    """

    candidates: tuple[Candidate, ...]
    table: Floats
    nations: Numbers
    divisions: Numbers
    narrow: npt.NDArray[np.bool_]
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


def name_of(
    mention: Mention, countries: Sequence[str], nations: dict[str, int], divisions: dict[tuple[str, str], int]
) -> Name:
    """Return the standing of a mention's candidates; `nations` and `divisions` number what is met, and grow."""
    candidates = mention.candidates[:MOST_CANDIDATES]
    entries = [c.entry for c in candidates]
    spelled = key(mention.text)
    towns = {(e.country, e.admin1) for e in entries if e.kind in ("town", "capital")}
    table = np.zeros((len(entries), len(COLUMNS) + len(KEPT)), dtype=np.float32)
    own = [(_nation(e, nations), _division(e, divisions)) for e in entries]
    facts = [
        [*_standing(c, mention, spelled, countries, towns), (OF["nation"], n), (OF["division"], d)]
        for c, (n, d) in zip(candidates, own, strict=True)
    ]
    at = [row * table.shape[1] + column for row, found in enumerate(facts) for column, _ in found]
    table.ravel()[at] = [value for found in facts for _, value in found]
    size = table[:, AT["size"]]
    table[:, AT["gap"]] = size - size.max()
    table[:, AT["top"]] = size == size.max()
    near = list(zip(entries, own, strict=True))[:_MOST_PARENTS]
    return Name(
        candidates,
        table,
        table[:, OF["nation"]].astype(np.int32),
        table[:, OF["division"]].astype(np.int32),
        table[:, OF["narrow"]] > 0,
        frozenset(n for e, (n, _) in near if e.kind == "country"),
        frozenset(d for e, (_, d) in near if e.kind == "admin1"),
        frozenset(e.place_id for e, _ in near),
        tuple(e.parent for e in entries),
    )


def _nation(entry: Entry, nations: dict[str, int]) -> int:
    return nations.setdefault(entry.country, len(nations) + 1) if entry.country else 0


def _division(entry: Entry, divisions: dict[tuple[str, str], int]) -> int:
    if not entry.country or not entry.admin1:
        return 0
    return divisions.setdefault((entry.country, entry.admin1), len(divisions) + 1)


def _standing(
    candidate: Candidate,
    mention: Mention,
    spelled: str,
    countries: Sequence[str],
    towns: set[tuple[str | None, str | None]],
) -> list[tuple[int, float]]:
    """Return the columns of a candidate that are not 0, with their values."""
    entry = candidate.entry
    found = [
        (AT["size"], math.log10(entry.pop + 10)),
        (AT["rank"], math.log1p(candidate.rank)),
        (_OF_KIND.get(entry.kind, _OTHER), 1.0),
        (_OF_HOW[candidate.how], 1.0),
    ]
    if entry.own:
        found.append((AT["own"], 1.0))
    if entry.country in countries:
        found.append((AT["theatre"], 1.0))
    if entry.name == mention.text or key(entry.name) == spelled:
        found.append((AT[f"own-name|{'wide' if entry.wide else 'narrow'}"], 1.0))
    if mention.feature:
        found.append((AT[f"feature={mention.feature}|{_GROUPS.get(entry.kind, 'narrow')}"], 1.0))
    if entry.kind == "admin1" and (entry.country, entry.admin1) in towns:
        found.append((AT[f"division-of-town{'|feature' if mention.feature else ''}"], 1.0))
    if not entry.wide:
        found.append((OF["narrow"], 1.0))
    if entry.lat is not None and entry.lon is not None and entry.kind not in ("country", "region", "sea"):
        found += [(OF["spot"], 1.0), (OF["north"], entry.lat * _DEGREE_KM), (OF["lon"], entry.lon)]
        found.append((OF["east"], math.cos(math.radians(entry.lat)) * _DEGREE_KM))
    return found
