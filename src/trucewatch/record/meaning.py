"""What a Filter's names come to in one record: the ids and names that are there, and the versions that count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select

from trucewatch.errors import UsageError
from trucewatch.know.gazetteer import Gazetteer, load_places, own_places
from trucewatch.know.gazetteer.gazetteer import EXACT
from trucewatch.know.profiles import Profile, load_profile, shipped_profiles, world_profile
from trucewatch.record.filters import Filter
from trucewatch.record.folding import fold
from trucewatch.record.matching import (
    holds_words,
    is_alias,
    names_place,
    names_speaker,
    same_name,
    sounds_like_place,
)
from trucewatch.record.tables import ACTORS, CLAIMS, EVENT_ACTORS, EVENTS, PLACES, REPORTS, TRUCE_SIDES, TRUCES

_SIDED = (CLAIMS, EVENT_ACTORS, ACTORS, TRUCE_SIDES)
_SPEAKERS = ((CLAIMS, "source_"), (EVENT_ACTORS, ""), (ACTORS, ""))
#: The side of whoever cannot be told; no profile names it.
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meant:
    """Hold a filter together with what its names mean in a record.

    `actors` are ids and `names` folded names of whoever `source` may mean; `place_ids`, `places` (folded names),
    `divisions` (folded), `countries` (codes) and `areas` (folded) what `place` may mean; `outlets` are folded names,
    `truces` the ids of truces; `uncounted` the keys of reports that a later version had replaced on the day `as_of`.
    """

    wanted: Filter
    actors: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    place_ids: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    divisions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    truces: frozenset[str] = frozenset()
    uncounted: frozenset[str] = frozenset()


class _Place(NamedTuple):
    name: str
    place_id: str | None
    admin1: str | None
    country: str | None


def meant(connection: Connection, wanted: Filter, query: str) -> Meant:
    """Look up what a filter means; raises UsageError where a query refuses it (see `check`)."""
    check(connection, wanted, query)
    found: dict[str, frozenset[str]] = {}
    if wanted.source:
        found |= _speakers(connection, wanted.source, wanted.profile)
    if wanted.place:
        found |= _places(connection, wanted.place, wanted.profile)
    if wanted.outlet:
        known = connection.execute(select(REPORTS.c.outlet, REPORTS.c.outlet_fold).distinct())
        found["outlets"] = frozenset(f for o, f in known if o and any(same_name(a, o) for a in wanted.outlet))
    if wanted.truce:
        named = connection.execute(select(TRUCES.c.id, TRUCES.c.name))
        found["truces"] = frozenset(i for i, name in named if i in wanted.truce or holds_words(wanted.truce, name))
    if wanted.as_of and not wanted.all_versions:
        found["uncounted"] = frozenset(_uncounted(connection, wanted.as_of.isoformat()))
    return Meant(wanted, **found)


def check(connection: Connection, wanted: Filter, query: str) -> None:
    """Raise UsageError where a query does not know a filter or one of its values, a side that nobody knows included."""
    wanted.check(query)
    _check_sides(connection, wanted.side, wanted.profile)


def known_day() -> ColumnElement[str]:
    """Return the day from which a report counts: the published one, of an undated report that of adding."""
    return func.coalesce(REPORTS.c.published, func.substr(REPORTS.c.added_at, 1, 10))


def sides(connection: Connection) -> list[str]:
    """Return the sides that a record holds, sorted."""
    return sorted({side for table in _SIDED for side in connection.scalars(select(table.c.side).distinct())})


def outlets(connection: Connection) -> list[str]:
    """Return the outlets that a record holds, sorted."""
    named = select(REPORTS.c.outlet).distinct().where(REPORTS.c.outlet.is_not(None))
    return list(connection.scalars(named.order_by(REPORTS.c.outlet)))


def _check_sides(connection: Connection, asked: tuple[str, ...], profile: str | None) -> None:
    if not asked:
        return
    here = sides(connection)
    if {side.lower() for side in asked} <= {*here, _UNKNOWN}:
        return
    known = {*here, _UNKNOWN, *(side.id for known in _profiles(profile) for side in known.sides)}
    for side in asked:
        if side.lower() not in known:
            rest = sorted(known - set(here))
            do = f"choose one that the record has: {', '.join(here) or 'none'}; profiles know also {', '.join(rest)}"
            raise UsageError(f"{side[:80]!r} is no side", do=do)


def _profiles(own: str | None) -> list[Profile]:
    """Return the world layer, the shipped profiles and the user's own one, which `load_profile` holds in memory."""
    shipped = [load_profile(name) for name in shipped_profiles()]
    return [world_profile(), *shipped, *([load_profile(own)] if own else [])]


def _speakers(connection: Connection, asked: tuple[str, ...], profile: str | None) -> dict[str, frozenset[str]]:
    """Return the ids and the folded names that a source's name may mean.

    Words of a name find only who is met under that name: of "France and others" they do not find all of France.
    """
    met = set(_met(connection))
    names = {name for _, name in met if any(names_speaker(one, name) for one in asked)}
    actors, aliases = {actor for actor, _ in met if actor}, _aliases(profile)
    found = {
        actor
        for actor in actors
        if actor in asked or any(is_alias(one, alias) for alias in aliases.get(actor, ()) for one in asked)
    }
    return {"actors": frozenset(found), "names": frozenset(map(fold, names))}


def _met(connection: Connection) -> Iterator[tuple[str | None, str]]:
    for table, prefix in _SPEAKERS:
        actor, name = table.c[f"{prefix}actor"], table.c[f"{prefix}name"]
        for row in connection.execute(select(actor, name).distinct()):
            yield row[0], row[1]


@lru_cache(maxsize=4)
def _aliases(profile: str | None) -> dict[str, frozenset[str]]:
    """Return the names under which the profiles and the world layer know each actor, by id."""
    found: dict[str, frozenset[str]] = {}
    for actor in (a for known in _profiles(profile) for a in known.actors.values()):
        found[actor.id] = found.get(actor.id, frozenset()) | frozenset(actor.all_names)
    return found


def _places(connection: Connection, asked: tuple[str, ...], profile: str | None) -> dict[str, frozenset[str]]:
    """Return the ids, names, divisions, countries and truce areas that the name of a place may mean."""
    rows = {*_met_places(connection, EVENTS, "place_name"), *_met_places(connection, PLACES, "name")}
    areas = set(connection.scalars(select(TRUCES.c.area).distinct().where(TRUCES.c.area.is_not(None))))
    found: dict[str, set[str]] = {n: set() for n in ("place_ids", "places", "divisions", "countries", "areas")}
    for one in asked:
        for name, values in _place(one, rows, areas, _gazetteer(profile)).items():
            found[name] |= values
    return {name: frozenset(values) for name, values in found.items()}


def _met_places(connection: Connection, table: Table, name: str) -> Iterator[_Place]:
    columns = (table.c[n] for n in (name, "place_id", "admin1", "country"))
    for row in connection.execute(select(*columns).distinct().where(table.c[name].is_not(None))):
        yield _Place(*row)


def _place(asked: str, rows: set[_Place], areas: set[str], gazetteer: Gazetteer) -> dict[str, set[str]]:
    here = {row.country for row in rows if row.country} | {area for area in areas if len(area) == 2 and area.isupper()}
    known = [c.entry for c in gazetteer.candidates(asked, sorted(here)) if c.how == EXACT]
    countries = {asked.upper(), *(e.country for e in known if e.kind == "country" and e.country)} & here
    called = {asked, *(e.name for e in known if e.country in here)}
    names, divisions = {row.name for row in rows}, {row.admin1 for row in rows if row.admin1}
    spelled = {
        "place_ids": {row.place_id for row in rows if row.place_id} & {asked, *(e.place_id for e in known)},
        "places": {fold(n) for n in names if any(names_place(one, n) for one in called)},
        "divisions": {fold(n) for n in divisions if any(names_place(one, n) for one in called)},
        "countries": countries,
        "areas": {fold(a) for a in areas if a in countries or any(names_place(one, a) for one in called)},
    }
    if any(spelled.values()):
        return spelled
    heard = {"places": names, "divisions": divisions, "areas": areas}
    return {kind: {fold(n) for n in of if sounds_like_place(asked, n)} for kind, of in heard.items()}


@lru_cache(maxsize=4)
def _gazetteer(profile: str | None) -> Gazetteer:
    """Return the gazetteer with the places of all profiles and the user's own."""
    files = [known.places for known in _profiles(profile) if known.places]
    entries = {entry.place_id: entry for path in files for entry in load_places(path)}
    return Gazetteer((*entries.values(), *own_places(apart_from=entries)))


def _uncounted(connection: Connection, day: str) -> Iterator[str]:
    """Yield the keys of reports that a later version had replaced on a day: of each report's versions all but one."""
    day_of, columns = known_day(), (REPORTS.c.key, REPORTS.c.superseded_by, REPORTS.c.added_at)
    later = select(REPORTS.c.superseded_by).where(REPORTS.c.superseded_by.is_not(None))
    involved = or_(REPORTS.c.superseded_by.is_not(None), REPORTS.c.key.in_(later))
    rows = {row.key: row for row in connection.execute(select(*columns, day_of.label("day")).where(involved))}
    versions: dict[str, list[Any]] = {}
    for key, row in rows.items():
        steps = 0
        while key in rows and rows[key].superseded_by and steps < len(rows):
            key, steps = rows[key].superseded_by, steps + 1
        if row.day <= day:
            versions.setdefault(key, []).append((row.day, -steps, row.added_at, row.key))
    for found in versions.values():
        yield from (key for *_, key in sorted(found)[:-1])
