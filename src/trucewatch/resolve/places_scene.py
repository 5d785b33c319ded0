"""The names of one report laid side by side: what the places that each may mean say of those of the others.

One row per candidate, one column per fact (places_facts.py); nothing is weighed here: places_choose.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from trucewatch.know.gazetteer.names import key
from trucewatch.resolve.places_facts import AT, COLUMNS, MARKS, NOWHERE, OF, Floats, Name, Numbers, Setting
from trucewatch.resolve.places_spot import Mention

#: Names, and candidates of each, that others are held against.
MOST_VOTERS, MOST_COMPANY = 120, 6
#: How many mentions to either side count as named near.
REACH = 8
#: What stands behind a name, by kind and then by how it is joined; where the same of its other mentions begins.
_BEHIND = [AT[f"behind|{j}|{kind}"] for kind in ("country", "admin1", "other") for j in ("comma", "words")]
_ELSEWHERE = AT["elsewhere|country"]
#: A town's name in the name of an outlet is no chance from so many letters on.
_LEAST_LETTERS = 4
#: The head of a report, in characters.
_HEAD = 200
_BY_RANK = [1 / math.sqrt(n) for n in range(1, MOST_COMPANY + 1)]


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
    for j, mark in ((i + 1, MARKS[0]), (i + 2, MARKS[1]), (i - 1, MARKS[2])):
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
        self.starts = [0, *accumulate(counts)]
        kept = np.concatenate([g.name.table for g in groups])
        self.table: Floats = kept[:, : len(COLUMNS)]
        known = kept[:, OF["spot"]] > 0
        self._north = np.where(known, kept[:, OF["north"]], NOWHERE)[:, None]
        self._there = np.where(known, kept[:, OF["north"]], -NOWHERE)
        self._lon, self._east = kept[:, OF["lon"]], kept[:, OF["east"], None]
        #: The nation of each row (first line), and its division, numbered behind the nations (second line).
        self._lands = kept[:, OF["nation"] : OF["division"] + 1].T.astype(np.int64)
        self._width = int(self._lands[0].max()) + 1
        self._known = self._lands > 0
        self._lands[1] += self._width
        self._leads: list[int] = []
        self._elect(counts)
        self._hear_company()
        self._read_setting(mentions, home)
        self._apart = np.exp(self._characters(mentions) / -150.0)[self._of_group]
        for number, group in enumerate(groups):
            if group.beside:
                _parents(self.table[self.starts[number] : self.starts[number + 1]], group, names)
        _elsewhere(self.table, groups, self.starts)

    def heard(self, first: Sequence[int]) -> Floats:
        """Return the facts, where the candidate number `first` of each group is the place that it speaks for."""
        leads = [self.starts[n] + first[n] for n in self._voters]
        table, others = self.table, len(leads) + 2
        if leads == self._leads:
            return table
        self._leads = leads
        spoken = self._lands[:, leads]
        votes = np.bincount(spoken.ravel(), minlength=int(self._lands[1].max()) + 1)
        mine = spoken[:, self._owner] == self._lands
        if self._mute is not None:
            mine &= ~self._mute
        count = ((votes[self._lands] - mine) * self._known).T
        at = AT["nation"]
        table[:, at : at + 2] = count / others
        table[:, at + 2 : at + 4] = count > 0
        nearness = self._nearness(leads, 50.0)
        nearness *= self._other
        named = nearness * self._apart
        table[:, AT["close"]] = np.maximum.reduce(nearness, axis=1)
        table[:, AT["neighbours"]] = np.add.reduce(nearness, axis=1) / others
        table[:, AT["named-close"]] = np.maximum.reduce(named, axis=1)
        table[:, AT["named-neighbours"]] = np.log1p(np.add.reduce(named, axis=1))
        return table

    def best(self, scores: Floats) -> list[int]:
        """Return for each group the number of its candidate with the highest score."""
        told: list[float] = scores.tolist()
        own = (told[low:high] for low, high in pairwise(self.starts))
        return [s.index(max(s)) for s in own]

    def in_nation(self, nation: int) -> npt.NDArray[np.bool_]:
        """Tell for each row whether its place lies in a nation (a number)."""
        found: npt.NDArray[np.bool_] = self._lands[0] == nation
        return found

    def _elect(self, counts: list[int]) -> None:
        voices: dict[str, int] = {}
        self._voters: list[int] = []
        for number, group in enumerate(self.groups):
            if group.spelled not in voices and len(self._voters) < MOST_VOTERS:
                voices[group.spelled] = len(self._voters)
                self._voters.append(number)
        self._voices = [voices.get(g.spelled, -1) for g in self.groups]
        self._of_group = np.repeat(np.arange(len(counts)), counts)
        self._owner = np.array(self._voices)[self._of_group]
        #: Rows of names that do not vote, None where all do.
        self._mute = self._owner < 0 if len(voices) == MOST_VOTERS else None
        self._other = self._owner[:, None] != np.arange(len(self._voters))

    def _hear_company(self) -> None:
        """Fill what any place of the other names could speak for: its division, and how close it is."""
        table, others = self.table, len(self._voters) + 2
        lands, owners = self._lands[1], self._owner
        told = self._known[1] if self._mute is None else self._known[1] & ~self._mute
        pairs = set(zip(owners[told].tolist(), lands[told].tolist(), strict=True))
        possible = np.bincount([land for _, land in pairs], minlength=int(lands.max()) + 1)
        company = (possible[lands] - 1) * told
        table[:, AT["company"]] = company / others
        table[:, AT["much-company"]] = np.log1p(company)
        # Few other names are weak witnesses: the size of a place counts for more.
        table[:, AT["few|size"]] = table[:, AT["size"]] / others
        near: list[int] = []
        weight: list[float] = []
        begins: list[int] = []
        for n in self._voters:
            begins.append(len(near))
            near += range(self.starts[n], min(self.starts[n] + MOST_COMPANY, self.starts[n + 1]))
            weight += _BY_RANK[: len(near) - begins[-1]]
        witness = self._nearness(near, 60.0) * np.array(weight, dtype=np.float32)
        soft = np.maximum.reduceat(witness, begins, axis=1) * self._other
        table[:, AT["soft-close"]] = np.maximum.reduce(soft, axis=1)
        table[:, AT["soft-share"]] = np.add.reduce(soft, axis=1) / others

    def _nearness(self, rows: list[int], scale: float) -> Floats:
        """Return exp(-km / scale) of every row to some rows; flat distances: only those below 400 km matter."""
        km = np.hypot(self._north - self._there[rows], (self._lon[:, None] - self._lon[rows]) * self._east)
        found: Floats = np.exp(km * np.float32(-1 / scale))
        found *= km < 400
        return found

    def _characters(self, mentions: Sequence[Mention]) -> Floats:
        """Return how many characters lie between each group and the nearest mention of each voter, within REACH."""
        group_of = [0] * len(mentions)
        for number, group in enumerate(self.groups):
            for i in group.mentions:
                group_of[i] = number
        far = [[1e6] * len(self._voters) for _ in self.groups]
        for i, mention in enumerate(mentions):
            one, start = group_of[i], mention.start
            mine, voice = far[one], self._voices[one]
            for j in range(i + 1, min(i + REACH + 1, len(mentions))):
                gap, other = mentions[j].start - start, group_of[j]
                heard = self._voices[other]
                if heard >= 0 and gap < mine[heard]:
                    mine[heard] = gap
                if voice >= 0 and gap < far[other][voice]:
                    far[other][voice] = gap
        return np.array(far, dtype=np.float32)

    def _read_setting(self, mentions: Sequence[Mention], home: Setting) -> None:
        """Fill what the outlet and the head of the report speak for."""
        local = False
        for number, group in enumerate(self.groups):
            rows = self.table[self.starts[number] : self.starts[number + 1]]
            if mentions[group.mentions[0]].start < _HEAD:
                rows[:, AT["early|narrow"]] = group.name.narrow
            letters = group.spelled.replace(" ", "") if home.letters else ""
            if len(letters) >= _LEAST_LETTERS and letters in home.letters:
                rows[:, AT["outlet|narrow"]] = group.name.narrow
                rows[:, AT["outlet|wide"]] = ~group.name.narrow
                rows[:, AT["outlet|size"]] = group.name.narrow * rows[:, AT["size"]]
                local = True
        if local:
            self.table[:, AT["local|size"]] = self.table[:, AT["size"]]
            self.table[:, AT["local|soft-close"]] = self.table[:, AT["soft-close"]]


def _parents(rows: Floats, group: Group, names: Sequence[Name]) -> None:
    """Fill whether a place is said to lie within the one named beside it."""
    own = group.name
    for mark, joined, j in group.beside:
        other = names[j]
        if other.states or other.provinces:
            within = _any_of(own.nations, other.states - {0})
            inside = _any_of(own.divisions, other.provinces - {0}) & own.narrow
            rows[:, AT[f"{mark}|{joined}|country"]] = within
            rows[:, AT[f"{mark}|{joined}|admin1"]] = inside
            rows[:, AT[f"{mark}|{joined}|other"]] = ~(within | inside)
        if not other.ids.isdisjoint(own.parents):
            rows[:, AT[f"{mark}|inside"]] = [parent in other.ids for parent in own.parents]


def _any_of(numbers: Numbers, wanted: frozenset[int]) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(numbers), dtype=bool)
    for number in wanted:
        found |= numbers == number
    return found


def _elsewhere(table: Floats, groups: Sequence[Group], starts: Sequence[int]) -> None:
    """Fill, for a name with nothing beside it, what stands beside it elsewhere in the report."""
    told: dict[tuple[str, int], list[int]] = {}
    for number, group in enumerate(groups):
        told.setdefault((group.spelled, len(group.name.candidates)), []).append(number)
    for alike in told.values():
        if len(alike) > 1:
            rows = len(groups[alike[0]].name.candidates)
            if not any(groups[n].beside for n in alike):
                continue
            parts = np.array([table[starts[n] : starts[n + 1], _BEHIND] for n in alike])
            found = parts.reshape(len(alike), rows, 3, 2).max(axis=(0, 3))
            for n in alike:
                table[starts[n] : starts[n + 1], _ELSEWHERE : _ELSEWHERE + 3] = found
