"""What speaks for each place that the names of a report may mean: one row per candidate, one column per fact.

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

#: Candidates that are looked at for one name; names, and candidates of each, that others are held against.
MOST_CANDIDATES, MOST_VOTERS, MOST_COMPANY = 25, 120, 6
#: How many mentions to either side count as named near.
REACH = 8
KINDS = ("country", "admin1", "admin2", "region", "sea", "capital", "town", "village", "neighbourhood", "other")
_GROUPS = {"country": "country", "admin1": "admin1", "admin2": "admin2", "region": "wide", "sea": "wide"}
_FEATURES = tuple(dict.fromkeys(FEATURES.values()))
_KINDS_OF_FEATURES = ("country", "admin1", "admin2", "wide", "narrow")
_HOW = ("exact", "article", "skeleton", "part", "demonym")
_MARKS = ("behind", "behind-next", "before")
_BESIDE = tuple(f"{m}|{j}|{k}" for m in _MARKS for j in ("comma", "words") for k in ("country", "admin1", "other"))
STANDING = (
    "size", "gap", "rank", "top", "own", "theatre", "own-name|wide", "own-name|narrow", "division-of-town",
    *(f"kind={k}" for k in KINDS), *(f"how={h}" for h in _HOW),
    *(f"feature={f}|{k}" for f in _FEATURES for k in _KINDS_OF_FEATURES), "division-of-town|feature",
)  # fmt: skip
AROUND = (
    "nation", "any-nation", "division", "any-division", "company", "much-company", "close", "named-close", "neighbours",
    "named-neighbours", "soft-close", "soft-share", "few|size", "early|narrow", "tld", "outlet|narrow", "outlet|size",
    "outlet|wide", "local|size", "local|soft-close", *_BESIDE, *(f"{m}|inside" for m in _MARKS),
    "elsewhere|country", "elsewhere|admin1", "elsewhere|other",
)  # fmt: skip
COLUMNS = STANDING + AROUND
_AT = {name: i for i, name in enumerate(COLUMNS)}
_DEGREE_KM = 111.2
#: A town's name in the name of an outlet is no chance from so many letters on.
_LEAST_LETTERS = 4
#: The head of a report, in characters.
_HEAD = 200
_BY_RANK = (1 / np.sqrt(np.arange(1, MOST_COMPANY + 1))).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Name:
    """Hold what a name may mean, whatever the report: candidates, their standing, points, nations and divisions.

    `nations` and `divisions` are numbers of the chooser's lists, -1 unknown. `spots` tells which have a point that
    says where they are, `small` which lie within a division.
    """

    candidates: tuple[Candidate, ...]
    standing: Floats
    points: Floats
    nations: Numbers
    divisions: Numbers
    spots: npt.NDArray[np.bool_]
    narrow: npt.NDArray[np.bool_]


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
    table = np.zeros((len(entries), len(COLUMNS)), dtype=np.float32)
    spelled = key(mention.text)
    towns = {(e.country, e.admin1) for e in entries if e.kind in ("town", "capital")}
    for row, candidate in zip(table, candidates, strict=True):
        for name, value in _standing(candidate, mention, spelled, countries, towns):
            row[_AT[name]] = value
    size = table[:, _AT["size"]]
    table[:, _AT["gap"]] = size - size.max()
    table[:, _AT["top"]] = size == size.max()
    spots = np.array([e.lat is not None and e.kind not in ("country", "region", "sea") for e in entries])
    return Name(
        candidates,
        table,
        np.array([(e.lat or 0.0, e.lon or 0.0) for e in entries], dtype=np.float32),
        np.array([nations.setdefault(e.country, len(nations)) if e.country else -1 for e in entries], dtype=np.int32),
        np.array([_division(e, divisions) for e in entries], dtype=np.int32),
        spots,
        np.array([not e.wide for e in entries]),
    )


def _division(entry: Entry, divisions: dict[tuple[str, str], int]) -> int:
    if not entry.country or not entry.admin1:
        return -1
    return divisions.setdefault((entry.country, entry.admin1), len(divisions))


def _standing(
    candidate: Candidate,
    mention: Mention,
    spelled: str,
    countries: Sequence[str],
    towns: set[tuple[str | None, str | None]],
) -> list[tuple[str, float]]:
    entry = candidate.entry
    group = _GROUPS.get(entry.kind, "narrow")
    facts = [
        ("size", math.log10(entry.pop + 10)),
        ("rank", math.log1p(candidate.rank)),
        (f"kind={entry.kind if entry.kind in KINDS else 'other'}", 1.0),
        (f"how={candidate.how}", 1.0),
        ("own", float(entry.own)),
        ("theatre", float(entry.country in countries)),
    ]
    if key(entry.name) == spelled:
        facts.append((f"own-name|{'wide' if entry.wide else 'narrow'}", 1.0))
    if mention.feature:
        facts.append((f"feature={mention.feature}|{group}", 1.0))
    if entry.kind == "admin1" and (entry.country, entry.admin1) in towns:
        facts.append((f"division-of-town{'|feature' if mention.feature else ''}", 1.0))
    return facts


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the mentions (numbers) of one name in one sense: same spelling, feature and place named beside it."""

    name: Name
    spelled: str
    mentions: tuple[int, ...]
    #: (mark, "comma" or "words", the mention beside)
    beside: tuple[tuple[str, str, int], ...]


def groups_of(text: str, mentions: Sequence[Mention], names: Sequence[Name]) -> list[Group]:
    """Return the groups of a report's mentions, in the order of their first mention."""
    found: dict[tuple[object, ...], list[int]] = {}
    near: dict[tuple[object, ...], tuple[tuple[str, str, int], ...]] = {}
    spelled = [key(m.text) for m in mentions]
    for i, mention in enumerate(mentions):
        beside = tuple(_beside(text, i, mentions))
        told = (spelled[i], mention.feature, len(mention.candidates), *((m, j, spelled[n]) for m, j, n in beside))
        found.setdefault(told, []).append(i)
        near.setdefault(told, beside)
    return [Group(names[own[0]], spelled[own[0]], tuple(own), near[told]) for told, own in found.items()]


def _beside(text: str, i: int, mentions: Sequence[Mention]) -> list[tuple[str, str, int]]:
    """Return the mentions right beside mention `i` ("X, Y", "X in Y", "Y's X") and how they are joined to it."""
    found = []
    for j, mark in ((i + 1, _MARKS[0]), (i + 2, _MARKS[1]), (i - 1, _MARKS[2])):
        if not 0 <= j < len(mentions) or mentions[j].text == mentions[i].text:
            continue
        low, high = (mentions[i].end, mentions[j].start) if j > i else (mentions[j].end, mentions[i].start)
        if high - low <= 40:
            gap = text[low:high]
            if "." not in gap[1:] and ";" not in gap and "\n" not in gap:
                found.append((mark, "comma" if gap.strip(" .") in (",", "(") else "words", j))
    return found


class Scene:
    """Lay the candidates of a report's groups end to end (rows), with the facts of each (columns).

    Voters are the first groups of each spelling, at most MOST_VOTERS. What depends on which place each voter means is
    filled in by `heard`; everything else once.
    """

    def __init__(self, mentions: Sequence[Mention], names: Sequence[Name], groups: list[Group], home: Setting) -> None:
        self.groups = groups
        counts = [len(g.name.candidates) for g in groups]
        self.starts: Numbers = np.cumsum([0, *counts]).astype(np.int32)
        self.table: Floats = np.vstack([g.name.standing for g in groups])
        points = np.vstack([g.name.points for g in groups])
        self._lat, self._lon = points[:, 0], points[:, 1]
        self._narrow = np.cos(np.radians(self._lat))
        self._nations = np.concatenate([g.name.nations for g in groups])
        self._divisions = np.concatenate([g.name.divisions for g in groups])
        self._spots = np.concatenate([g.name.spots for g in groups])
        self._elect(counts)
        self._hear_company()
        self._read_setting(mentions, home)
        self._apart = np.repeat(np.exp(self._characters(mentions) / -150.0), counts, axis=0)
        for number, group in enumerate(groups):
            if group.beside:
                _parents(self.table[self.starts[number] : self.starts[number + 1]], group, names)
        _elsewhere(self.table, groups, self.starts)

    def heard(self, first: Sequence[int]) -> Floats:
        """Return the facts, where the candidate number `first` of each group is the place that it speaks for."""
        leads = np.array([self.starts[n] + first[n] for n in self._voters], dtype=np.int32)
        table, others = self.table, len(leads) + 2
        for column, own in (("nation", self._nations), ("division", self._divisions)):
            spoken = own[leads]
            votes = np.bincount(spoken[spoken >= 0], minlength=int(own.max(initial=0)) + 1)
            mine = np.where(self._owner >= 0, spoken[self._owner], -2)
            count = np.where(own >= 0, votes[own] - (mine == own), 0)
            table[:, _AT[column]] = count / others
            table[:, _AT[f"any-{column}"]] = count > 0
        nearness = self._nearness(leads, 50.0) * self._other
        named = nearness * self._apart
        table[:, _AT["close"]] = nearness.max(axis=1)
        table[:, _AT["neighbours"]] = nearness.sum(axis=1) / others
        table[:, _AT["named-close"]] = named.max(axis=1)
        table[:, _AT["named-neighbours"]] = np.log1p(named.sum(axis=1))
        return table

    def best(self, scores: Floats) -> list[int]:
        """Return for each group the number of its candidate with the highest score."""
        bounds = zip(self.starts[:-1], self.starts[1:], strict=True)
        return [int(scores[low:high].argmax()) for low, high in bounds]

    def in_nation(self, nation: int) -> npt.NDArray[np.bool_]:
        """Tell for each row whether its place lies in a nation (a number)."""
        found: npt.NDArray[np.bool_] = self._nations == nation
        return found

    def _elect(self, counts: list[int]) -> None:
        voices: dict[str, int] = {}
        self._voters: list[int] = []
        for number, group in enumerate(self.groups):
            if group.spelled not in voices and len(self._voters) < MOST_VOTERS:
                voices[group.spelled] = len(self._voters)
                self._voters.append(number)
        self._voice = np.array([voices.get(g.spelled, -1) for g in self.groups], dtype=np.int32)
        self._owner = np.repeat(self._voice, counts)
        self._other = self._owner[:, None] != np.arange(len(self._voters))[None, :]

    def _hear_company(self) -> None:
        """Fill what any place of the other names could speak for: its division, and how close it is."""
        table, others = self.table, len(self._voters) + 2
        width = int(self._divisions.max(initial=0)) + 1
        told = (self._divisions >= 0) & (self._owner >= 0)
        pairs = set((self._owner[told].astype(np.int64) * width + self._divisions[told]).tolist())
        possible = np.bincount([p % width for p in pairs], minlength=width)
        company = np.where(told, possible[self._divisions] - 1, 0)
        table[:, _AT["company"]] = company / others
        table[:, _AT["much-company"]] = np.log1p(company)
        # Few other names are weak witnesses: the size of a place counts for more.
        table[:, _AT["few|size"]] = table[:, _AT["size"]] / others
        near = [np.arange(self.starts[n], min(self.starts[n] + MOST_COMPANY, self.starts[n + 1])) for n in self._voters]
        weight = np.concatenate([_BY_RANK[: len(c)] for c in near])
        begins = np.cumsum([0, *(len(c) for c in near[:-1])])
        soft = np.maximum.reduceat(self._nearness(np.concatenate(near), 60.0) * weight, begins, axis=1) * self._other
        table[:, _AT["soft-close"]] = soft.max(axis=1)
        table[:, _AT["soft-share"]] = soft.sum(axis=1) / others

    def _nearness(self, rows: Numbers, scale: float) -> Floats:
        """Return exp(-km / scale) of every row to some rows; flat distances: only those below 400 km matter."""
        north = self._lat[:, None] - self._lat[rows][None, :]
        east = (self._lon[:, None] - self._lon[rows][None, :]) * self._narrow[:, None]
        km = np.sqrt(north * north + east * east) * _DEGREE_KM
        found: Floats = np.exp(km * (-1 / scale)) * (self._spots[:, None] & self._spots[rows][None, :] & (km < 400))
        return found

    def _characters(self, mentions: Sequence[Mention]) -> Floats:
        """Return how many characters lie between each group and the nearest mention of each voter, within REACH."""
        group_of = np.zeros(len(mentions), dtype=np.int32)
        for number, group in enumerate(self.groups):
            group_of[list(group.mentions)] = number
        at = np.array([m.start for m in mentions], dtype=np.float32)
        found = np.full((len(self.groups), len(self._voters)), 1e6, dtype=np.float32)
        voices = self._voice[group_of]
        steps = range(1, min(REACH, len(mentions) - 1) + 1)
        if not steps:
            return found
        one = np.concatenate([x for k in steps for x in (group_of[:-k], group_of[k:])])
        other = np.concatenate([x for k in steps for x in (voices[k:], voices[:-k])])
        gaps = np.concatenate([x for k in steps for x in (at[k:] - at[:-k],) * 2])
        known = other >= 0
        np.minimum.at(found, (one[known], other[known]), gaps[known])
        return found

    def _read_setting(self, mentions: Sequence[Mention], home: Setting) -> None:
        """Fill what the outlet and the head of the report speak for."""
        local = False
        for number, group in enumerate(self.groups):
            rows = self.table[self.starts[number] : self.starts[number + 1]]
            if mentions[group.mentions[0]].start < _HEAD:
                rows[:, _AT["early|narrow"]] = group.name.narrow
            letters = group.spelled.replace(" ", "") if home.letters else ""
            if len(letters) >= _LEAST_LETTERS and letters in home.letters:
                rows[:, _AT["outlet|narrow"]] = group.name.narrow
                rows[:, _AT["outlet|wide"]] = ~group.name.narrow
                rows[:, _AT["outlet|size"]] = group.name.narrow * rows[:, _AT["size"]]
                local = True
        if local:
            self.table[:, _AT["local|size"]] = self.table[:, _AT["size"]]
            self.table[:, _AT["local|soft-close"]] = self.table[:, _AT["soft-close"]]


def _parents(rows: Floats, group: Group, names: Sequence[Name]) -> None:
    """Fill whether a place is said to lie within the one named beside it."""
    own = group.name
    for mark, joined, j in group.beside:
        other = names[j]
        near = [c.entry for c in other.candidates[:4]]
        states = {int(n) for n, e in zip(other.nations, near, strict=False) if e.kind == "country"}
        divisions = {int(n) for n, e in zip(other.divisions, near, strict=False) if e.kind == "admin1"}
        within = np.zeros(len(rows), dtype=bool)
        for state in states - {-1}:
            within |= own.nations == state
        rows[:, _AT[f"{mark}|{joined}|country"]] = within
        inside = np.zeros(len(rows), dtype=bool)
        for division in divisions - {-1}:
            inside |= own.divisions == division
        inside &= own.narrow
        rows[:, _AT[f"{mark}|{joined}|admin1"]] = inside
        if states or divisions:
            rows[:, _AT[f"{mark}|{joined}|other"]] = ~(within | inside)
        ids = {e.place_id for e in near}
        if any(c.entry.parent in ids for c in own.candidates):
            rows[:, _AT[f"{mark}|inside"]] = [c.entry.parent in ids for c in own.candidates]


def _elsewhere(table: Floats, groups: Sequence[Group], starts: Numbers) -> None:
    """Fill, for a name with nothing beside it, what stands beside it elsewhere in the report."""
    told: dict[tuple[str, int], list[int]] = {}
    for number, group in enumerate(groups):
        told.setdefault((group.spelled, len(group.name.candidates)), []).append(number)
    for alike in told.values():
        if len(alike) > 1:
            parts = np.stack([table[starts[n] : starts[n + 1]] for n in alike])
            for kind in ("country", "admin1", "other"):
                columns = [_AT[f"behind|{j}|{kind}"] for j in ("comma", "words")]
                found = parts[:, :, columns].max(axis=(0, 2))
                for n in alike:
                    table[starts[n] : starts[n + 1], _AT[f"elsewhere|{kind}"]] = found
