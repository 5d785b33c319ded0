"""Gazetteer: the shipped index together with a profile's and a user's own places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from trucewatch.know.gazetteer.entry import USUAL_RADIUS, WIDE, Entry
from trucewatch.know.gazetteer.index import DEMONYM, Index
from trucewatch.know.gazetteer.names import bare_key, joined, key, respelled, shortened, skeleton

SHIPPED = Path(__file__).with_name("places.bin")
_Name = TypeVar("_Name", str, tuple[str, str])
#: A place of so many inhabitants is not looked past for a like-sounding one of the theatre.
FAMOUS = 100_000
#: So many rows of the shipped index are kept once they were asked for.
_MOST_ROWS = 50_000
#: How a name met an entry, the surest first.
EXACT, ARTICLE, SKELETON, PART = "exact", "article", "skeleton", "part"


class Shipped(NamedTuple):
    """Stand for a row of the shipped index: what is asked of most candidates is held, an Entry made of few.

    `name` is the English one, `kind` one of entry.KINDS, `country` an ISO code, None in no country, `world` the
    gazetteer it was found in.
    """

    number: int
    place_id: str
    name: str
    kind: str
    country: str | None
    world: Gazetteer

    @property
    def own(self) -> bool:
        """Tell that no row of the shipped index is added."""
        return False

    @property
    def parent(self) -> None:
        """Return None: no row is said to lie in another place."""
        return None

    @property
    def entry(self) -> Entry:
        """Return the entry of the row."""
        return self.world.shipped_entry(self)

    @property
    def wide(self) -> bool:
        """Tell whether the place is a division, region or sea rather than a spot."""
        return self.kind in WIDE

    @property
    def admin1(self) -> str | None:
        """Return the name of the first-level division."""
        return self.world.shipped_admin1(self.number)

    @property
    def point(self) -> tuple[float, float] | None:
        """Return (latitude, longitude), None where the place has no point."""
        index = self.world.index
        return index.point(index.placed(self.number))

    @property
    def pop(self) -> int:
        """Return the number of inhabitants, 0 unknown."""
        return self.world.index.pop(self.number)


class Candidate(NamedTuple):
    """Hold a place that a name may mean, how the name met it (exact, article, skeleton) and its rank by prior."""

    place: Entry | Shipped
    how: str
    rank: int

    @property
    def entry(self) -> Entry:
        """Return the place with all that is known of it, which takes longer than to ask `place` for one fact."""
        place = self.place
        return place if isinstance(place, Entry) else place.entry


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
        #: The shipped index.
        self.index = shipped_index() if index is None else index
        self._extra: dict[str, Entry] = {}
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._bare: dict[str, list[str]] = defaultdict(list)
        self._bones: dict[tuple[str, str], list[str]] | None = None
        self._rows: dict[int, Entry | Shipped] = {}
        self._entries: dict[int, Entry] = {}
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
        self._entries.clear()
        self._divisions.clear()
        self._bones = None
        self.__dict__.pop("box", None)
        return count

    def with_entries(self, entries: Iterable[Entry]) -> Gazetteer:
        """Return a gazetteer with these entries besides the ones here; the shipped index is shared."""
        return Gazetteer((*self._extra.values(), *entries), index=self.index)

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
        listed, rows = self._keys.get(spelled, ()), self.index.lookup(spelled)
        if not listed and not countries:
            rows = rows[:most]  # The best stand first; the others would be read to be left out below.
        found = self._collect(listed, rows, EXACT)
        if listed:
            # The spellings that an added entry lists itself are believed before GeoNames' for another added one.
            found = [c for c in found if not c.place.own or c.place.place_id in listed]
        if countries or self._bare:
            bare = bare_key(name)
            rows = self.index.lookup(bare) if bare != spelled and countries else ()
            found += self._collect(self._bare.get(bare, ()), rows, ARTICLE, countries)
        inner = _within_article(spelled)
        if (inner or countries) and not any(
            c.place.country in countries or c.place.wide or c.place.pop > FAMOUS for c in found
        ):
            found += self._loosely(name, inner, countries)
        if not found:
            for other in respelled(spelled):
                found += self._collect(self._keys.get(other, ()), self.index.lookup(other), EXACT)
        once: dict[str, Candidate] = {}
        for candidate in found:
            once.setdefault(candidate.place.place_id, candidate)
        return list(once.values())[:most]

    def parts(self, name: str, countries: Sequence[str] = (), *, most: int = 30) -> list[Candidate]:
        """Return what the name within longer words may mean: "X Township", "southern X", "X International Airport".

        For words that are a name but are in no gazetteer; [] where nothing is left that is known.
        """
        found: list[Candidate] = []
        for other in shortened(key(name)):
            found = found or self.candidates(other, countries, most=most)
        return [Candidate(c.place, PART, c.rank) for c in found]

    def demonym(self, name: str) -> Entry | None:
        """Return the country that an adjective or a people's name belongs to, None where it is none."""
        rows = self.index.lookup(DEMONYM + key(name))
        return self._collect((), rows[:1], EXACT)[0].entry if rows else None

    def division(self, country: str | None, admin1: str | None) -> Entry | None:
        """Return the first-level division of a country (ISO code) that bears a name, None where none does."""
        met = self.candidates(admin1 or "", (country,) if country else ())
        return next((c.entry for c in met if c.place.kind == "admin1" and c.place.country == country), None)

    def known(self, name: str) -> bool:
        """Tell whether a name is spelled exactly like that of a place."""
        spelled = key(name)
        return bool(spelled) and (spelled in self._keys or bool(self.index.lookup(spelled)))

    def own(self, name: str) -> bool:
        """Tell whether a name is that of an added entry, with or without its article."""
        return key(name) in self._keys or bare_key(name) in self._bare

    def _loosely(self, name: str, bare: str, countries: Sequence[str]) -> list[Candidate]:
        """Return what a name may mean within `countries` by its key `bare` without article, else by skeleton."""
        found = self._collect(self._bare.get(bare, ()), self.index.lookup(bare), ARTICLE, countries) if bare else []
        bones = skeleton(name) if countries and not found else ""
        for sound in dict.fromkeys((bones, joined(name) if bones else "")):
            for country in countries if sound and not found else ():
                own, rows = self._own_bones().get((country, sound), ()), self.index.skeletons(sound, country)
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
        places: list[Entry | Shipped] = [self._extra[i] for i in ids]
        known = self._rows
        places += [known.get(number) or self._place(number) for number in rows]
        if countries:
            places = [p for p in places if p.country in countries]
        return [Candidate(p, how, rank) for rank, p in enumerate(places)]

    def _place(self, number: int) -> Entry | Shipped:
        """Read and keep what stands for a row: the added entry that replaces it, where there is one."""
        if len(self._rows) > _MOST_ROWS:
            self._rows.clear()
        geonames, name, kind, country = self.index.facts(number)
        place_id = f"geonames:{geonames}" if geonames else f"own:row/{name}"
        place = self._rows[number] = self._extra.get(place_id) or Shipped(number, place_id, name, kind, country, self)
        return place

    def shipped_entry(self, place: Shipped) -> Entry:
        """Return the entry of a row of the shipped index, with the names of its division that added entries give."""
        number = place.number
        known = self._entries.get(number)
        if known is None:
            if len(self._entries) > _MOST_ROWS:
                self._entries.clear()
            placed = self.index.placed(number)
            lat, lon = self.index.point(placed) or (None, None)
            radius, division = USUAL_RADIUS[self.index.kind(placed)], self.shipped_admin1(number)
            _, place_id, name, kind, country, _ = place
            known = Entry(place_id, name, kind, country, division, lat, lon, radius, place.pop)
            self._entries[number] = known
        return known

    def shipped_admin1(self, number: int) -> str | None:
        """Return the name of the first-level division of a row, that of the added entry where one replaces it."""
        division = self.index.division(number)
        if division is None:
            return None
        if division not in self._divisions:
            known = self._extra.get(f"geonames:{self.index.geonames(division)}")
            self._divisions[division] = known.name if known else self.index.name(division)
        return self._divisions[division]


def _within_article(spelled: str) -> str:
    """Return the key of the name that an article may be written into, "" where none is."""
    joined_to = len(spelled) > 5 and spelled[:2] in ("al", "el") and spelled[2] != " "
    return spelled[2:] if joined_to else ""


def _file(table: dict[_Name, list[str]], name: _Name, place_id: str) -> None:
    if place_id not in table[name]:
        table[name].append(place_id)
