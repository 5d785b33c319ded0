"""The names of one report laid side by side: what the places that each may mean say of those of the others.

One row per candidate, one column per fact (places_facts.py); nothing is weighed here: places_choose.py.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from trucewatch.know.gazetteer.names import key
from trucewatch.resolve.places_facts import AT, COLUMNS, MARKS, OF, Name, Setting
from trucewatch.resolve.places_spot import Mention
from trucewatch.resolve.places_standing import Floats

#: Names, and candidates of each, that others are held against.
MOST_VOTERS, MOST_COMPANY = 120, 6
#: How many mentions to either side count as named near.
REACH = 8
#: The columns of what a name beside another says of it; where the same of the name behind its other mentions begins.
_LIES_IN = {
    (m, j): (AT[f"{m}|{j}|country"], AT[f"{m}|{j}|admin1"], AT[f"{m}|{j}|other"])
    for m in MARKS
    for j in ("comma", "words")
}
_ELSEWHERE = AT["elsewhere|country"]
#: What lies further apart than this says nothing of one another.
_FAR_KM = np.float32(400.0)
#: A town's name in the name of an outlet is no chance from so many letters on.
_LEAST_LETTERS = 4
#: The head of a report, in characters.
_HEAD = 200
_VOICES = np.arange(MOST_VOTERS)
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
    for i, beside in enumerate(_beside(text, mentions)):
        mention = mentions[i]
        told = (spelled[i], mention.feature, len(mention.candidates), *[(m, j, spelled[n]) for m, j, n in beside])
        found.setdefault(told, []).append(i)
        near.setdefault(told, tuple(beside))
    return [Group(names[own[0]], spelled[own[0]], tuple(own), near[told]) for told, own in found.items()]


def _beside(text: str, mentions: Sequence[Mention]) -> list[list[tuple[str, str, int]]]:
    """Return for each mention those right beside it ("X, Y", "X in Y", "Y's X") and how they are joined to it."""
    found: list[list[tuple[str, str, int]]] = [[] for _ in mentions]
    before: str | None = None
    for i, mention in enumerate(mentions):
        joined = _joined(text, mention, mentions[i + 1]) if i + 1 < len(mentions) else None
        if joined:
            found[i].append((MARKS[0], joined, i + 1))
        following = _joined(text, mention, mentions[i + 2]) if i + 2 < len(mentions) else None
        if following:
            found[i].append((MARKS[1], following, i + 2))
        if before:
            found[i].append((MARKS[2], before, i - 1))
        before = joined
    return found


def _joined(text: str, left: Mention, right: Mention) -> str | None:
    """Return "comma" or "words" where two mentions stand beside each other, None where they do not."""
    low, high = left.end, right.start
    if high - low > 40 or left.text == right.text:
        return None
    gap = text[low:high]
    if "\n" in gap or ";" in gap or "." in gap[1:]:
        return None
    return "comma" if gap.strip(" .") in (",", "(") else "words"


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
        self._north, self._there = kept[:, OF["north"], None], kept[:, OF["there"]]
        self._lon, self._east = kept[:, OF["lon"]], kept[:, OF["east"], None]
        #: The nation of each row (first line), and its division (second line).
        self._lands = kept[:, OF["nation"] : OF["division"] + 1].T.astype(np.int64)
        self._most = int(self._lands.max()) + 1
        self._leads: list[int] = []
        self._elect(counts)
        self._hear_company()
        self._apart = np.repeat(np.exp(self._characters(mentions) / -150.0), counts, axis=0)
        true = _parents(groups, names, self.starts) + self._early(mentions)
        kept.ravel()[[row * kept.shape[1] + column for row, column in true]] = 1.0
        self._read_outlet(home)

    def heard(self, first: Sequence[int]) -> Floats:
        """Return the facts, where the candidate number `first` of each group is the place that it speaks for."""
        leads = [self.starts[n] + first[n] for n in self._voters]
        table, others = self.table, len(leads) + 2
        if leads == self._leads:
            return table
        self._leads = leads
        spoken = self._lands[:, np.array(leads)]
        votes = np.bincount(spoken.ravel(), minlength=self._most).astype(np.float32)
        mine = spoken[:, self._owner] == self._lands
        if self._mute is not None:
            mine &= ~self._mute
        count = votes[self._lands]
        count -= mine
        count[self._lands == 0] = 0
        at = AT["nation"]
        table[:, at : at + 2] = count.T / others
        table[:, at + 2 : at + 4] = count.T > 0
        nearness = self._to(leads)
        nearness *= self._other
        table[:, AT["close"]] = np.maximum.reduce(nearness, axis=1)
        table[:, AT["neighbours"]] = np.add.reduce(nearness, axis=1) / others
        nearness *= self._apart
        table[:, AT["named-close"]] = np.maximum.reduce(nearness, axis=1)
        table[:, AT["named-neighbours"]] = np.log1p(np.add.reduce(nearness, axis=1))
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
        self._owner = np.repeat(self._voices, counts)
        #: Rows of names that do not vote, None where all do.
        self._mute = self._owner < 0 if len(voices) == MOST_VOTERS else None
        self._other = (self._owner[:, None] != _VOICES[: len(self._voters)]).astype(np.float32)

    def _hear_company(self) -> None:
        """Fill what any place of the other names could speak for: its division, and how close it is."""
        table, others = self.table, len(self._voters) + 2
        lands = self._lands[1]
        told = lands > 0 if self._mute is None else (lands > 0) & ~self._mute
        pairs = {(v, d) for v, g in zip(self._voices, self.groups, strict=True) if v >= 0 for d in g.name.divisions}
        possible = np.bincount([land for _, land in pairs], minlength=self._most)
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
        self._near = {row: column for column, row in enumerate(near)}
        self._km = self._distances(near)
        witness = _nearness(self._km, 60.0)
        witness *= np.array(weight, dtype=np.float32)
        soft = np.maximum.reduceat(witness, begins, axis=1)
        soft *= self._other
        table[:, AT["soft-close"]] = np.maximum.reduce(soft, axis=1)
        table[:, AT["soft-share"]] = np.add.reduce(soft, axis=1) / others

    def _to(self, leads: Sequence[int]) -> Floats:
        """Return how near every row lies to some rows of voters."""
        columns = [self._near.get(row, -1) for row in leads]
        return _nearness(self._distances(leads) if -1 in columns else self._km[:, columns], 50.0)

    def _distances(self, rows: Sequence[int]) -> Floats:
        """Return the kilometres of every row to some rows; flat ones: only short distances matter."""
        at = np.array(rows)
        km: Floats = self._north - self._there[at]
        east = self._lon[:, None] - self._lon[at]
        east *= self._east
        km *= km
        east *= east
        km += east
        return np.sqrt(km, out=km)

    def _characters(self, mentions: Sequence[Mention]) -> Floats:
        """Return how many characters lie between each group and the nearest mention of each voter, within REACH."""
        # The last column takes what is said of names that do not vote (voice -1).
        far = [[1e6] * (len(self._voters) + 1) for _ in self.groups]
        group_of = {i: number for number, group in enumerate(self.groups) for i in group.mentions}
        own = [group_of[i] for i in range(len(mentions))]
        told = [(m.start, self._voices[n], far[n]) for m, n in zip(mentions, own, strict=True)]
        for i, (start, voice, mine) in enumerate(told, 1):
            for there, other, its in told[i : i + REACH]:
                gap = there - start
                if gap < mine[other]:
                    mine[other] = gap
                if gap < its[voice]:
                    its[voice] = gap
        return np.array(far, dtype=np.float32)[:, :-1]

    def _early(self, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
        """Return the (row, column) of the places within divisions that the head of the report speaks of."""
        early = [n for n, group in enumerate(self.groups) if mentions[group.mentions[0]].start < _HEAD]
        rows = [(self.starts[n] + i, narrow) for n in early for i, narrow in enumerate(self.groups[n].name.narrow)]
        return [(row, AT["early|narrow"]) for row, narrow in rows if narrow]

    def _read_outlet(self, home: Setting) -> None:
        """Fill what the outlet's name speaks for."""
        local = False
        for number, group in enumerate(self.groups if home.letters else ()):
            letters = group.spelled.replace(" ", "")
            if len(letters) >= _LEAST_LETTERS and letters in home.letters:
                rows = self.table[self.starts[number] : self.starts[number + 1]]
                narrow = np.array(group.name.narrow)
                rows[:, AT["outlet|narrow"]] = narrow
                rows[:, AT["outlet|wide"]] = ~narrow
                rows[:, AT["outlet|size"]] = narrow * rows[:, AT["size"]]
                local = True
        if local:
            self.table[:, AT["local|size"]] = self.table[:, AT["size"]]
            self.table[:, AT["local|soft-close"]] = self.table[:, AT["soft-close"]]


def _nearness(km: Floats, scale: float) -> Floats:
    """Return exp(-km / scale), 0 from _FAR_KM on."""
    found: Floats = np.exp(km * np.float32(-1 / scale))
    found[km >= _FAR_KM] = 0.0
    return found


def _parents(groups: Sequence[Group], names: Sequence[Name], starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the (row, column) of the facts that hold of places by the names beside theirs, and elsewhere by that."""
    found: list[tuple[int, int]] = []
    behind: dict[tuple[str, int], set[tuple[int, int]]] = {}
    for start, group in zip(starts, groups, strict=False):
        for mark, joined, j in group.beside:
            true = _lies_in(group.name, names[j], _LIES_IN[mark, joined])
            found += [(start + row, column) for row, column in true]
            if mark == MARKS[0] and true:
                first = _LIES_IN[mark, joined][0]
                told = behind.setdefault((group.spelled, len(group.name.candidates)), set())
                told.update((row, _ELSEWHERE + column - first) for row, column in true)
            if not names[j].ids.isdisjoint(group.name.parents):
                ids = names[j].ids
                found += [(start + i, AT[f"{mark}|inside"]) for i, p in enumerate(group.name.parents) if p in ids]
    return found + _elsewhere(groups, starts, behind) if behind else found


def _lies_in(own: Name, other: Name, columns: tuple[int, int, int]) -> list[tuple[int, int]]:
    """Return for each place of a name (its number) whether it lies in a country, a division or none of another name.

    `columns` are those of the three; [] where the other name is no country's or division's.
    """
    if not other.states and not other.provinces:
        return []
    found = []
    for i, (nation, division, narrow) in enumerate(zip(own.nations, own.divisions, own.narrow, strict=True)):
        within = nation > 0 and nation in other.states
        inside = narrow and division > 0 and division in other.provinces
        if within:
            found.append((i, columns[0]))
        if inside:
            found.append((i, columns[1]))
        if not within and not inside:
            found.append((i, columns[2]))
    return found


def _elsewhere(
    groups: Sequence[Group], starts: Sequence[int], behind: Mapping[tuple[str, int], set[tuple[int, int]]]
) -> list[tuple[int, int]]:
    """Return, for names that stand in several groups, what holds of their places by what stands behind any of them."""
    alike = Counter((g.spelled, len(g.name.candidates)) for g in groups)
    found = []
    for start, group in zip(starts, groups, strict=False):
        told = (group.spelled, len(group.name.candidates))
        if alike[told] > 1:
            found += [(start + row, column) for row, column in behind.get(told, ())]
    return found
