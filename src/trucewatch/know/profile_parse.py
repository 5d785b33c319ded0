"""Read a conflict profile from TOML; every error names the file, the line and the key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomli

from trucewatch.errors import ProfileError
from trucewatch.know.profile_actor import KINDS, Dated, KnownActor, Post
from trucewatch.know.profiles import Label, Period, Profile, Side

_TOP = frozenset(
    "id name countries zone start end places cues sides roles period country backed peoples label outlets actor person"
    " source".split()
)
_ACTOR = frozenset(
    "id name kind aliases names native side sides country sector ucdp member_of posts start end source of title"
    " pronoun".split()
)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Where:
    """Point at a table of a file, to say where an error is."""

    path: Path
    text: str
    table: str = ""
    number: int = 0

    def fail(
        self, key: str, what: str, do: str = "correct the value; docs/formats/profile.md describes every key"
    ) -> ProfileError:
        line = line_of(self.text, self.table, self.number, key)
        named = f"{self.table}.{key}" if self.table else key
        return ProfileError(what, where=f"{self.path}, line {line}, key {named}", do=do)


def line_of(text: str, table: str, number: int, key: str) -> int:
    """Return the line (from 1) of a key within the n-th table of a name; the table's own line without such a key."""
    lines = text.splitlines()
    start = 0
    if table:
        head = re.compile(rf"\s*\[\[?\s*{re.escape(table)}\s*\]\]?")
        starts = [i for i, line in enumerate(lines) if head.match(line)]
        start = starts[number] if number < len(starts) else 0
    first = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*=")
    for i in range(start + bool(table), len(lines)):
        if table and lines[i].lstrip().startswith("["):
            break
        if first.match(lines[i]):
            return i + 1
    return start + 1


def parse_profile(path: Path, *, eager: bool = True) -> Profile:
    """Read a profile file; raises ProfileError with file, line and key, OSError when it cannot be read.

    Not `eager`, the actors are read when first asked for, where they stand after everything else in the file.
    """
    text = _read(path)
    at = _ACTORS.search(text)
    late = at is not None and not eager and not _OTHER.search(text, at.start())
    data = _toml(text[: at.start()] if late and at else text, path)
    where = _Where(path, text)
    _known_keys(data, _TOP, where)

    def actors() -> tuple[KnownActor, ...]:
        return parse_actors(_toml(text, path) if late else data, path, text)

    profile = Profile(
        id=_text(data, "id", where, required=True),
        name=_text(data, "name", where, required=True),
        countries=_countries(data, where),
        zone=_zone(data, where),
        start=_day(data, "start", where),
        end=_day(data, "end", where),
        places=path.parent / places if (places := _text(data, "places", where)) else None,
        cues=_texts(data, "cues", where),
        sides=_sides(data, path, text),
        roles=_pairs(data, "roles", where),
        country_sides=_country_sides(data, path, text),
        backed=_pairs(data, "backed", where),
        peoples=_pairs(data, "peoples", where),
        labels=_labels(data, path, text),
        outlets=_pairs(data, "outlets", where),
        periods=_periods(data, path, text),
        load_actors=actors,
        path=path,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    _check_sides(profile, path, text, () if late else profile.own_actors)
    return profile


#: Where the actors of a profile begin, and a table of any other kind.
_ACTORS = re.compile(r"^\[\[(?:actor|person)\]\]", re.MULTILINE)
_OTHER = re.compile(r"^\[(?!\[(?:actor|person)\]\])", re.MULTILINE)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ProfileError(f"this is not UTF-8: {error}", where=str(path), do="save the file as UTF-8") from error


def _toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise ProfileError(f"this is not TOML: {error}", where=str(path), do="correct the line named") from error


def parse_actors(data: Mapping[str, Any], path: Path, text: str) -> tuple[KnownActor, ...]:
    """Read the [[actor]] and [[person]] tables of a file; raises ProfileError with file, line and key."""
    found = [_actor(row, _Where(path, text, "actor", n)) for n, row in enumerate(_tables(data, "actor", path, text))]
    people = [
        _person(row, _Where(path, text, "person", n)) for n, row in enumerate(_tables(data, "person", path, text))
    ]
    seen: dict[str, int] = {}
    for n, actor in enumerate((*found, *people)):
        if actor.id in seen:
            table, number = ("actor", n) if n < len(found) else ("person", n - len(found))
            raise _Where(path, text, table, number).fail("id", f"the id {actor.id!r} is used twice")
        seen[actor.id] = n
    return (*found, *people)


def _actor(row: Mapping[str, Any], where: _Where) -> KnownActor:
    _known_keys(row, _ACTOR, where)
    name = _text(row, "name", where, required=True)
    kind = _text(row, "kind", where) or "group"
    if kind not in KINDS:
        raise where.fail("kind", f"{kind!r} is no kind of actor", f"use one of: {', '.join(KINDS)}")
    pronoun = _text(row, "pronoun", where)
    if pronoun not in ("", "he", "she"):
        raise where.fail("pronoun", f"{pronoun!r} is no pronoun of a person", "use he or she, or leave it out")
    return KnownActor(
        id=_id(row, where, name),
        name=name,
        kind=kind,
        aliases=_texts(row, "aliases", where),
        names=_dated(row, "names", "name", where),
        native=_texts(row, "native", where),
        side=_text(row, "side", where) or None,
        sides=_dated(row, "sides", "side", where),
        country=_text(row, "country", where) or None,
        sector=_text(row, "sector", where) or None,
        ucdp=row["ucdp"] if isinstance(row.get("ucdp"), int) else None,
        member_of=_texts(row, "member_of", where),
        posts=_posts(row, where),
        start=_day(row, "start", where),
        end=_day(row, "end", where),
        source=_text(row, "source", where),
        pronoun=pronoun,
    )


def _person(row: Mapping[str, Any], where: _Where) -> KnownActor:
    """Read a person; `title` and `of` with `start` and `end` are one post in short."""
    actor = replace(_actor({**row, "kind": "person"}, where))
    if "title" in row or "of" in row:
        short = Post(_text(row, "title", where), _text(row, "of", where), actor.start, actor.end)
        return replace(actor, posts=(short, *actor.posts), start=None, end=None)
    return actor


def _id(row: Mapping[str, Any], where: _Where, name: str) -> str:
    from trucewatch.know.profiles import slug

    given = _text(row, "id", where) or slug(name)
    if not _ID.match(given):
        raise where.fail("id", f"{given!r} is no id", "use lower-case letters, digits and hyphens")
    return given


def _posts(row: Mapping[str, Any], where: _Where) -> tuple[Post, ...]:
    found = []
    for post in _tables(row, "posts", where.path, where.text):
        _known_keys(post, frozenset(("title", "of", "start", "end")), replace(where))
        found.append(
            Post(
                _text(post, "title", where),
                _text(post, "of", where),
                _day(post, "start", where),
                _day(post, "end", where),
            )
        )
    return tuple(found)


def _dated(row: Mapping[str, Any], key: str, value: str, where: _Where) -> tuple[Dated, ...]:
    found = []
    for part in _tables(row, key, where.path, where.text):
        _known_keys(part, frozenset((value, "start", "end")), where)
        start, end = _day(part, "start", where), _day(part, "end", where)
        if start and end and end < start:
            raise where.fail(key, f"{part.get(value)!r} ends before it starts")
        found.append(Dated(_text(part, value, where, required=True), start, end))
    return tuple(found)


def _sides(data: Mapping[str, Any], path: Path, text: str) -> tuple[Side, ...]:
    found = []
    for side_id, row in _named_tables(data, "sides", path, text):
        where = _Where(path, text, f"sides.{side_id}")
        _known_keys(row, frozenset(("name", "words", "bodies", "fights")), where)
        found.append(
            Side(
                side_id,
                _text(row, "name", where) or side_id,
                _texts(row, "words", where),
                _pairs(row, "bodies", where),
                _texts(row, "fights", where),
            )
        )
    return tuple(found)


def _country_sides(data: Mapping[str, Any], path: Path, text: str) -> tuple[tuple[str, str, str], ...]:
    rows = _named_tables(data, "country", path, text)
    return tuple(
        (iso, kind, s) for iso, row in rows for kind, s in _pairs({"c": row}, "c", _Where(path, text, f"country.{iso}"))
    )


def _labels(data: Mapping[str, Any], path: Path, text: str) -> tuple[Label, ...]:
    found = []
    for n, row in enumerate(_tables(data, "label", path, text)):
        where = _Where(path, text, "label", n)
        _known_keys(row, frozenset(("words", "means", "said_by", "prefer", "source")), where)
        words = tuple(w.lower() for w in _texts(row, "words", where))
        found.append(
            Label(
                words,
                _text(row, "means", where, required=True),
                _texts(row, "said_by", where),
                _texts(row, "prefer", where),
            )
        )
    return tuple(found)


def _periods(data: Mapping[str, Any], path: Path, text: str) -> tuple[Period, ...]:
    found = []
    for n, row in enumerate(_tables(data, "period", path, text)):
        where = _Where(path, text, "period", n)
        _known_keys(row, frozenset(("start", "end", "roles", "source")), where)
        found.append(Period(_pairs(row, "roles", where), _day(row, "start", where), _day(row, "end", where)))
    return tuple(found)


def _check_sides(profile: Profile, path: Path, text: str, actors: tuple[KnownActor, ...]) -> None:
    """Refuse a side that the profile does not have, so that a typo is not a silent new side."""
    sides = {s.id for s in profile.sides} | {"unknown", "state"}
    bodies = [a for a in actors if a.kind != "person"]
    people = [a for a in actors if a.kind == "person"]
    groups: Iterable[tuple[str, str, str, int]] = [
        *(("actor", "side", s, n) for n, a in enumerate(bodies) for s in _sides_of(a)),
        *(("person", "side", s, n) for n, a in enumerate(people) for s in _sides_of(a)),
        *(("roles", k, s, 0) for k, s in profile.roles),
        *(("period", "roles", s, n) for n, p in enumerate(profile.periods) for _, s in p.roles),
        *((f"country.{c}", k, s, 0) for c, k, s in profile.country_sides),
        *(("backed", k, s, 0) for k, s in profile.backed),
        *(("peoples", k, s, 0) for k, s in profile.peoples),
        *(("label", "means", x.means, n) for n, x in enumerate(profile.labels)),
        *((f"sides.{x.id}", "fights", s, 0) for x in profile.sides for s in x.fights),
    ]
    for table, key, side, number in groups:
        if side not in sides:
            do = f"use one of: {', '.join(sorted(sides))}"
            raise _Where(path, text, table, number).fail(key, f"there is no side {side!r}", do)


def _sides_of(actor: KnownActor) -> list[str]:
    return [s for s in (actor.side, *(d.value for d in actor.sides)) if s]


def _known_keys(row: Mapping[str, Any], known: frozenset[str], where: _Where) -> None:
    for key in row:
        if key not in known:
            near = _nearest(key, known)
            raise where.fail(key, f"the key {key!r} is not known", f"did you mean {near!r}?" if near else "remove it")


def _nearest(key: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(key, sorted(known), 1, 0.6)), None)


def _tables(data: Mapping[str, Any], key: str, path: Path, text: str) -> list[Mapping[str, Any]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise _Where(path, text).fail(key, f"{key!r} must be a list of tables")
    return rows


def _named_tables(data: Mapping[str, Any], key: str, path: Path, text: str) -> list[tuple[str, Mapping[str, Any]]]:
    rows = data.get(key, {})
    if not isinstance(rows, dict) or not all(isinstance(r, dict) for r in rows.values()):
        raise _Where(path, text).fail(key, f"{key!r} must hold one table for each")
    return list(rows.items())


def _text(row: Mapping[str, Any], key: str, where: _Where, *, required: bool = False) -> str:
    value = row.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or not value.strip():
        raise where.fail(key, f"{key!r} is missing" if value is None else f"{key!r} must be a text that is not empty")
    if len(value) > _LONGEST and key != "source":
        raise where.fail(key, f"{key!r} is longer than {_LONGEST} characters")
    return value


def _texts(row: Mapping[str, Any], key: str, where: _Where) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise where.fail(key, f"{key!r} must be a list of texts")
    if any(len(v) > _LONGEST for v in value):
        raise where.fail(key, f"a text of {key!r} is longer than {_LONGEST} characters")
    return tuple(value)


def _pairs(row: Mapping[str, Any], key: str, where: _Where) -> tuple[tuple[str, str], ...]:
    value = row.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise where.fail(key, f"{key!r} must be a table of texts")
    return tuple(value.items())


def _day(row: Mapping[str, Any], key: str, where: _Where) -> date | None:
    value = row.get(key)
    if value is None:
        return None
    if type(value) is not date:
        raise where.fail(key, f"{key!r} must be a day", "write it as 2016-02-27, without quotation marks")
    return value


def _countries(data: Mapping[str, Any], where: _Where) -> tuple[str, ...]:
    found = _texts(data, "countries", where)
    wrong = [c for c in found if not re.fullmatch(r"[A-Z]{2}", c)]
    if wrong:
        raise where.fail("countries", f"{wrong[0]!r} is no ISO 3166 alpha-2 code")
    return found


def _zone(data: Mapping[str, Any], where: _Where) -> str:
    zone = _text(data, "zone", where) or "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise where.fail("zone", f"{zone!r} is no IANA time zone", 'use a name such as "Europe/Paris"') from error
    return zone
