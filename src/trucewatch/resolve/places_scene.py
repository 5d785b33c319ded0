"""The names of one report laid side by side: what the places that each may mean say of those of the others.

One row per candidate, one column per fact (places_facts.py); nothing is weighed here: places_choose.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from trucewatch.resolve.places_facts import AT, COLUMNS, MARKS, WIDTH, Name, Setting
from trucewatch.resolve.places_spot import Mention
from trucewatch.resolve.places_standing import POINT, Floats

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
_ELSEWHERE, _EARLY = AT["elsewhere|country"], AT["early|narrow"]
#: The first of the columns "nation" and "any-nation" with their like, and of "close" to "named-neighbours".
_NATION, _CLOSE = AT["nation"], AT["close"]
#: What lies further apart than this says nothing of one another.
_FAR_KM = np.float32(400.0)
#: In how many kilometres what any place speaks for, and what the place that is meant speaks for, falls to 1/e.
_SCALES = np.array([-1 / 60.0, -1 / 50.0], dtype=np.float32)[:, None, None]
#: A town's name in the name of an outlet is no chance from so many letters on.
_LEAST_LETTERS = 4
#: So many characters lie between mentions that stand beside each other, at most.
_BESIDE = 40
#: The head of a report, in characters.
_HEAD = 200
_BY_RANK = [1 / math.sqrt(n) for n in range(1, MOST_COMPANY + 1)]


Beside: TypeAlias = tuple[str, str, int]
#: How a name is spelled and how many places it may mean.
Told: TypeAlias = tuple[str, int]


class Group(NamedTuple):
    """Hold the mentions (numbers) of one name in one sense: same spelling, feature and place named beside it."""

    name: Name
    spelled: str
    mentions: tuple[int, ...]
    #: (mark, "comma" or "words", the mention beside)
    beside: tuple[Beside, ...]


def groups_of(text: str, mentions: Sequence[Mention], names: Sequence[Name]) -> list[Group]:
    """Return the groups of a report's mentions, in the order of their first mention."""
    found: dict[tuple[object, ...], list[int]] = {}
    beside = _beside(text, mentions)
    for i, (mention, name, near) in enumerate(zip(mentions, names, beside, strict=True)):
        told: tuple[object, ...] = (name.spelled, mention.feature, len(mention.candidates))
        if near:
            told += tuple([(mark, joined, names[n].spelled) for mark, joined, n in near])
        found.setdefault(told, []).append(i)
    return [Group(names[own[0]], names[own[0]].spelled, tuple(own), beside[own[0]]) for own in found.values()]


def _beside(text: str, mentions: Sequence[Mention]) -> list[tuple[Beside, ...]]:
    """Return for each mention those right beside it ("X, Y", "X in Y", "Y's X") and how they are joined to it."""
    found: list[tuple[Beside, ...]] = []
    before: str | None = None
    following = (*mentions[1:], None), (*mentions[2:], None, None)
    for i, (mention, first, second) in enumerate(zip(mentions, *following, strict=False)):
        near: tuple[Beside, ...] = ()
        end = mention.end + _BESIDE
        joined = _joined(text, mention, first) if first is not None and first.start <= end else None
        if joined:
            near = ((MARKS[0], joined, i + 1),)
        further = _joined(text, mention, second) if second is not None and second.start <= end else None
        if further:
            near += ((MARKS[1], further, i + 2),)
        if before:
            near += ((MARKS[2], before, i - 1),)
        found.append(near)
        before = joined
    return found


def _joined(text: str, left: Mention, right: Mention) -> str | None:
    """Return "comma" or "words" where two mentions close by stand beside each other, None where they do not."""
    if left.text == right.text:
        return None
    gap = text[left.end : right.start]
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
        where = kept[:, len(COLUMNS) :].T.copy()
        self._points, self._lands = where[: len(POINT)], where[len(POINT) :]
        self._elect()
        # Few other names are weak witnesses: the size of a place counts for more.
        self.table[:, AT["few|size"]] = self.table[:, AT["size"]] / (len(self._voters) + 2)
        self._told: list[int] = []
        if len(self._voters) > 1:
            #: What every voter's nearness counts for each row: 1, and as its name is named near (0 for its own voter).
            self._heed: Floats = self._heeded(mentions).take(np.arange(len(groups)).repeat(counts), axis=2)
            #: Whether a voter is another's than each row's.
            self._others = self._heed[0] > 0
            self._hear_company()
        true = _parents(groups, names, self.starts) + self._early(mentions)
        kept.ravel()[true] = 1.0
        self._read_outlet(home)

    def heard(self, first: Sequence[int]) -> Floats:
        """Return the facts, where the candidate number `first` of each group is the place that it speaks for."""
        told = [first[n] for n in self._voters]
        table, others = self.table, len(told) + 2
        if told == self._told or len(told) == 1:
            return table
        self._told = told
        leads = [self.starts[n] + i for n, i in zip(self._voters, told, strict=True)]
        same = self._lands[:, None] == self._lands.take(leads, axis=1)[:, :, None]
        same &= self._others
        count = np.add.reduce(same, axis=1)
        table[:, _NATION : _NATION + 2] = (count / others).T
        table[:, _NATION + 2 : _NATION + 4] = (count > 0).T
        if max(told) < MOST_COMPANY:
            nearness = self._nearness.take([at + i for at, i in zip(self._begins, told, strict=True)], axis=0)
        else:
            nearness = _nearness(self._distances(leads))[1]
        heeded = nearness * self._heed
        table[:, _CLOSE : _CLOSE + 2] = np.maximum.reduce(heeded, axis=1).T
        total = np.add.reduce(heeded, axis=1)
        table[:, _CLOSE + 2] = total[0] / others
        table[:, _CLOSE + 3] = np.log1p(total[1])
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

    def _elect(self) -> None:
        voices: dict[str, int] = {}
        self._voters: list[int] = []
        for number, group in enumerate(self.groups):
            if group.spelled not in voices and len(self._voters) < MOST_VOTERS:
                voices[group.spelled] = len(self._voters)
                self._voters.append(number)
        #: The voter of each group, -1 where it has none.
        self._voices = [voices.get(g.spelled, -1) for g in self.groups]

    def _company(self) -> list[int]:
        """Return for each row how many other names may mean a place of its division; 0 for what does not vote."""
        homes: list[set[int]] = [set() for _ in self._voters]
        told = [(voice, group.name.divisions) for voice, group in zip(self._voices, self.groups, strict=True)]
        for voice, divisions in told:
            if voice >= 0:
                homes[voice].update(divisions)
        possible: dict[int, int] = {}
        for division in chain.from_iterable(homes):
            possible[division] = possible.get(division, 0) + 1
        return [possible[d] - 1 if voice >= 0 else 0 for voice, divisions in told for d in divisions]

    def _hear_company(self) -> None:
        """Fill what any place of the other names could speak for: its division, and how close it is."""
        table, others = self.table, len(self._voters) + 2
        company = np.array(self._company())
        table[:, AT["company"]] = company / others
        table[:, AT["much-company"]] = np.log1p(company)
        near: list[int] = []
        weight: list[float] = []
        self._begins: list[int] = []
        for n in self._voters:
            self._begins.append(len(near))
            near += range(self.starts[n], min(self.starts[n] + MOST_COMPANY, self.starts[n + 1]))
            weight += _BY_RANK[: len(near) - self._begins[-1]]
        witness, self._nearness = _nearness(self._distances(near))
        witness *= np.array(weight, dtype=np.float32)[:, None]
        soft = np.maximum.reduceat(witness, self._begins, axis=0)
        soft *= self._heed[0]
        table[:, AT["soft-close"]] = np.maximum.reduce(soft, axis=0)
        table[:, AT["soft-share"]] = np.add.reduce(soft, axis=0) / others

    def _distances(self, rows: Sequence[int]) -> Floats:
        """Return the kilometres of some rows to every row; flat ones: only short distances matter."""
        apart = self._points[:2, None] - self._points.take(rows, axis=1)[2:0:-1, :, None]
        km, east = apart
        east *= self._points[3]
        apart *= apart
        km += east
        found: Floats = np.sqrt(km, out=km)
        return found

    def _heeded(self, mentions: Sequence[Mention]) -> Floats:
        """Return for each voter and group 1, and how near they are named, within REACH; 0 and 0 for its own voter."""
        # The last line takes what is said of names that do not vote (voice -1).
        far = [[1e6] * len(self.groups) for _ in (*self._voters, -1)]
        own = [0] * len(mentions)
        for number, group in enumerate(self.groups):
            for i in group.mentions:
                own[i] = number
        told = [(mention.start, far[self._voices[n]], n) for mention, n in zip(mentions, own, strict=True)]
        for i, (start, mine, number) in enumerate(told, 1):
            for there, its, other in told[i : i + REACH]:
                gap = there - start
                if gap < mine[other]:
                    mine[other] = gap
                if gap < its[number]:
                    its[number] = gap
        for number, voice in enumerate(self._voices):
            far[voice][number] = math.inf
        apart = np.array(far[:-1], dtype=np.float32)
        heed = np.empty((2, *apart.shape), dtype=np.float32)
        heed[0] = apart < math.inf
        np.exp(apart / -150.0, out=heed[1])
        return heed

    def _early(self, mentions: Sequence[Mention]) -> list[int]:
        """Return the cells of the places within divisions that the head of the report speaks of."""
        found: list[int] = []
        for start, group in zip(self.starts, self.groups, strict=False):
            if mentions[group.mentions[0]].start < _HEAD:
                found += [(start + i) * WIDTH + _EARLY for i, narrow in enumerate(group.name.narrow) if narrow]
        return found

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


def _nearness(km: Floats) -> Floats:
    """Return exp(-km / scale) for each of _SCALES, 0 from _FAR_KM on."""
    km[km >= _FAR_KM] = np.inf
    found: Floats = np.exp(km * _SCALES)
    return found


def _parents(groups: Sequence[Group], names: Sequence[Name], starts: Sequence[int]) -> list[int]:
    """Return the cells of the facts that hold of places by the names beside theirs, and elsewhere by that."""
    found: list[int] = []
    behind: dict[Told, set[int]] = {}
    for start, group in zip(starts, groups, strict=False):
        begin, own = start * WIDTH, group.name
        for mark, joined, j in group.beside:
            other = names[j]
            if other.states or other.provinces:
                columns = _LIES_IN[mark, joined]
                true = _lies_in(own, other, begin, columns)
                found += true
                if mark == MARKS[0]:
                    shift = _ELSEWHERE - columns[0] - begin
                    told = behind.setdefault((group.spelled, len(own.candidates)), set())
                    told.update([cell + shift for cell in true])
            if own.parents:
                column, ids = begin + AT[f"{mark}|inside"], other.likeliest
                found += [i * WIDTH + column for i, parent in enumerate(own.parents) if parent in ids]
    return found + _elsewhere(groups, starts, behind) if behind else found


def _lies_in(own: Name, other: Name, begin: int, columns: tuple[int, int, int]) -> list[int]:
    """Return the cells that tell of places of a name whether they lie in a country, a division or none of another name.

    `columns` are those of the three; the rows of the places begin at `begin`.
    """
    country, division, neither = columns
    if other.states.isdisjoint(own.nations) and other.provinces.isdisjoint(own.within):
        return list(range(begin + neither, begin + neither + len(own.nations) * WIDTH, WIDTH))
    found = []
    for nation, land in zip(own.nations, own.within, strict=True):
        within, inside = nation in other.states, land in other.provinces
        if within:
            found.append(begin + country)
        if inside:
            found.append(begin + division)
        if not within and not inside:
            found.append(begin + neither)
        begin += WIDTH
    return found


def _elsewhere(groups: Sequence[Group], starts: Sequence[int], behind: Mapping[Told, set[int]]) -> list[int]:
    """Return, for names that stand in several groups, what holds of their places by what stands behind any of them."""
    alike: dict[Told, list[int]] = {told: [] for told in behind}
    for start, group in zip(starts, groups, strict=False):
        told = (group.spelled, len(group.name.candidates))
        if told in alike:
            alike[told].append(start * WIDTH)
    return [at + cell for told, own in alike.items() if len(own) > 1 for at in own for cell in behind[told]]
