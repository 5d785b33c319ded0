"""Gazetteer: the shipped index together with a profile's and a user's own places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from trucewatch.know.gazetteer.entry import USUAL_RADIUS, Entry
from trucewatch.know.gazetteer.index import DEMONYM, Index, Row
from trucewatch.know.gazetteer.names import bare_key, joined, key, respelled, shortened, skeleton

SHIPPED = Path(__file__).with_name("places.bin")
_Name = TypeVar("_Name", str, tuple[str, str])
#: A place of so many inhabitants is not looked past for a like-sounding one of the theatre.
FAMOUS = 100_000
#: How a name met an entry, the surest first.
EXACT, ARTICLE, SKELETON, PART = "exact", "article", "skeleton", "part"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold an entry that a name may mean, how the name met it (exact, article, skeleton) and its rank by prior."""

    entry: Entry
    how: str
    rank: int


@lru_cache(maxsize=4)
def shipped_index(path: Path = SHIPPED) -> Index:
    """Open the shipped index, once per process. Raises GazetteerError where it is missing, empty or damaged."""
    return Index(path)


class Gazetteer:
    """Answer which places a name may mean.

    `extra` entries stand before the shipped ones; one with the id of a shipped row replaces it (its name, division
    and point are used instead). Raises GazetteerError where there would be no place at all.
    """

    def __init__(self, extra: Iterable[Entry] = (), *, index: Index | None = None) -> None:
        self._index = shipped_index() if index is None else index
        self._extra: dict[str, Entry] = {}
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._bare: dict[str, list[str]] = defaultdict(list)
        self._bones: dict[tuple[str, str], list[str]] | None = None
        self._rows: dict[int, Entry] = {}
        #: row of a first-level division -> its name.
        self._divisions: dict[int, str] = {}
        self.add(extra)

    def add(self, entries: Iterable[Entry]) -> int:
        """Add entries (later ones replace earlier ones of the same id) and return how many were given."""
        count = 0
        for entry in entries:
            count += 1
            self._extra[entry.place_id] = entry
            for name in dict.fromkeys((entry.name, *entry.names)):
                _file(self._keys, key(name), entry.place_id)
                if len(bare_key(name)) > 3:
                    _file(self._bare, bare_key(name), entry.place_id)
        self._rows.clear()
        self._divisions.clear()
        self._bones = None
        self.__dict__.pop("box", None)
        return count

    def with_entries(self, entries: Iterable[Entry]) -> Gazetteer:
        """Return a gazetteer with these entries besides the ones here; the shipped index is shared."""
        return Gazetteer((*self._extra.values(), *entries), index=self._index)

    @property
    def extra(self) -> tuple[Entry, ...]:
        """Return the entries that were added to the shipped index."""
        return tuple(self._extra.values())

    @cached_property
    def box(self) -> tuple[float, float, float, float] | None:
        """Return the southernmost, northernmost, westernmost and easternmost degree of the places that a profile or
        user added; None where none has a point."""
        points = [e.point for e in self._extra.values() if e.point is not None and e.own and not e.wide]
        if not points:
            return None
        lats, lons = [p[0] for p in points], [p[1] for p in points]
        return min(lats), max(lats), min(lons), max(lons)

    def entry(self, place_id: str) -> Entry | None:
        """Return the added entry with this id, None where there is none."""
        return self._extra.get(place_id)

    def candidates(self, name: str, countries: Sequence[str] = (), *, most: int = 30) -> list[Candidate]:
        """Return what a name may mean: added entries first, then by rank of place and inhabitants.

        Names meet by spelling or without the article. Where that finds nothing in `countries` (ISO codes) and nothing
        famous elsewhere, names that sound alike there are added. At most `most` candidates; [] for an unknown name.
        """
        spelled = key(name)
        if not spelled:
            return []
        listed, rows = self._keys.get(spelled, ()), self._index.lookup(spelled)
        if not listed and not countries:
            rows = rows[:most]  # The best stand first; the others would be read to be left out below.
        found = self._collect(listed, rows, EXACT)
        if listed:
            # The spellings that an added entry lists itself are believed before GeoNames' for another added one.
            found = [c for c in found if not c.entry.own or c.entry.place_id in listed]
        bare = bare_key(name)
        rows = self._index.lookup(bare) if bare != spelled and countries else ()
        if rows or bare in self._bare:
            found += self._collect(self._bare.get(bare, ()), rows, ARTICLE, countries)
        if not any(c.entry.country in countries or c.entry.wide or c.entry.pop > FAMOUS for c in found):
            found += self._loosely(name, spelled, countries)
        if not found:
            for other in respelled(spelled):
                found += self._collect(self._keys.get(other, ()), self._index.lookup(other), EXACT)
        once: dict[str, Candidate] = {}
        for candidate in found:
            once.setdefault(candidate.entry.place_id, candidate)
        return list(once.values())[:most]

    def parts(self, name: str, countries: Sequence[str] = (), *, most: int = 30) -> list[Candidate]:
        """Return what the name within longer words may mean: "X Township", "southern X", "X International Airport".

        For words that are a name but are in no gazetteer; [] where nothing is left that is known.
        """
        found: list[Candidate] = []
        for other in shortened(key(name)):
            found = found or self.candidates(other, countries, most=most)
        return [Candidate(c.entry, PART, c.rank) for c in found]

    def demonym(self, name: str) -> Entry | None:
        """Return the country that an adjective or a people's name belongs to, None where it is none."""
        rows = self._index.lookup(DEMONYM + key(name))
        return self._from_row(rows[0]) if rows else None

    def division(self, country: str | None, admin1: str | None) -> Entry | None:
        """Return the first-level division of a country (ISO code) that bears a name, None where none does."""
        met = self.candidates(admin1 or "", (country,) if country else ())
        return next((c.entry for c in met if c.entry.kind == "admin1" and c.entry.country == country), None)

    def known(self, name: str) -> bool:
        """Tell whether a name is spelled exactly like that of a place."""
        spelled = key(name)
        return bool(spelled) and (spelled in self._keys or bool(self._index.lookup(spelled)))

    def own(self, name: str) -> bool:
        """Tell whether a name is that of an added entry, with or without its article."""
        return key(name) in self._keys or bare_key(name) in self._bare

    def _loosely(self, name: str, spelled: str, countries: Sequence[str]) -> list[Candidate]:
        """Return what a name may mean within `countries` with its article written into it, else by skeleton."""
        bare = spelled[2:] if len(spelled) > 5 and spelled[:2] in ("al", "el") and spelled[2] != " " else ""
        found = self._collect(self._bare.get(bare, ()), self._index.lookup(bare), ARTICLE, countries) if bare else []
        bones = skeleton(name) if countries and not found else ""
        for sound in dict.fromkeys((bones, joined(name) if bones else "")):
            for country in countries if sound and not found else ():
                own, rows = self._own_bones().get((country, sound), ()), self._index.skeletons(sound, country)
                found += self._collect(own, rows, SKELETON, (country,))
        return found

    def _own_bones(self) -> dict[tuple[str, str], list[str]]:
        if self._bones is None:
            self._bones = defaultdict(list)
            for entry in self._extra.values():
                if entry.country and not entry.wide:
                    for name in dict.fromkeys((entry.name, *entry.names)):
                        for sound in (skeleton(name), joined(name)):
                            _file(self._bones, (entry.country, sound), entry.place_id)
        return self._bones

    def _collect(
        self, ids: Iterable[str], rows: Iterable[int], how: str, countries: Sequence[str] = ()
    ) -> list[Candidate]:
        entries = [self._extra[i] for i in ids]
        entries += map(self._from_row, rows)
        if countries:
            entries = [e for e in entries if e.country in countries]
        return [Candidate(e, how, rank) for rank, e in enumerate(entries)]

    def _from_row(self, number: int) -> Entry:
        known = self._rows.get(number)
        if known is None:
            if len(self._rows) > 50_000:
                self._rows.clear()
            known = self._rows[number] = self._read(self._index.row(number))
        return known

    def _read(self, row: Row) -> Entry:
        place_id = f"geonames:{row.geonames}" if row.geonames else f"own:row/{row.name}"
        if place_id in self._extra:
            return self._extra[place_id]
        placed = row
        while placed.lat is None and placed.parent is not None:
            placed = self._index.row(placed.parent)
        division, radius = self._admin1(row), USUAL_RADIUS[placed.kind]
        return Entry(place_id, row.name, row.kind, row.country, division, placed.lat, placed.lon, radius, row.pop)

    def _admin1(self, row: Row) -> str | None:
        number = self._index.division(row.number)
        if number is None:
            return None
        if number not in self._divisions:
            division = row if number == row.number else self._index.row(number)
            known = self._extra.get(f"geonames:{division.geonames}")
            self._divisions[number] = known.name if known else division.name
        return self._divisions[number]


def _file(table: dict[_Name, list[str]], name: _Name, place_id: str) -> None:
    if place_id not in table[name]:
        table[name].append(place_id)
