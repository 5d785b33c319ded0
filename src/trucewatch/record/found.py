"""What queries of the record yield: the noun itself with the report it stands in and whoever gives its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trucewatch.model import Claim, Event, Problem, ProfileUsed, Statement, Truce, Value

#: How an actor was resolved: an id of the profile or the world; a name that neither knows; by its description only.
KNOWN, NEW, DESCRIBED = "known", "new name", "described"


@dataclass(frozen=True, slots=True)
class Origin:
    """Name the report that a row comes from; `giver` is the name under which its own voice gives values."""

    key: str
    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: date | None
    published_from: str | None

    @property
    def giver(self) -> str:
        """Return the outlet, else the report itself."""
        return self.outlet or "the report itself"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Hold a report with its language, the places and URLs where it was found and how much was read in it.

    `profile` is the conflict profile that resolved it (the id and the digest of its file), None where none is stored.
    """

    origin: Origin
    language: str | None
    locations: tuple[str, ...]
    claims: int
    events: int
    truces: int
    problems: int
    urls: tuple[str, ...] = ()
    profile: ProfileUsed | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """Hold a claim; `events` are the ids of the events it reports or denies."""

    origin: Origin
    claim: Claim
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Given:
    origin: Origin
    givers: Mapping[str, Claim] = field(default_factory=dict)

    def giver(self, given: Value | Statement) -> str:
        """Return the name of who gives a value: the source of its claim, else the outlet."""
        return self.givers[given.claim].source.name if given.claim else given.outlet or self.origin.giver


@dataclass(frozen=True, slots=True)
class EventRow(_Given):
    """Hold an event; `givers` are the claims that it and its values name, by id."""

    event: Event = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class TruceRow(_Given):
    """Hold a truce; `givers` are the claims that its statements name, by id, `violations` the events that break it."""

    truce: Truce = field(kw_only=True)
    violations: tuple[EventRow, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Hold a place of events as it was resolved, and how many events have it (see model.Place for the units)."""

    place_id: str | None
    name: str
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    events: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Hold a source over all reports: how many claims, how many of them denials, in which outlets and days.

    `actor` is None for a source known by its words only; `named` tells whether it is named in any of its claims.
    """

    actor: str | None
    name: str
    side: str
    named: bool
    claims: int
    denials: int
    reports: int
    outlets: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Hold a problem; `origin` is None where no report could be made."""

    problem: Problem
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Hold somebody who is met in the reports, as one side.

    `actor` is None for who is known by a description only. `how` is "known", "new name" or "described". `mentions`,
    `claims` (as their source) and `events` (as actor or recipient) are counts, `references` how many of the claims were
    resolved over other words ("he", "the source"), `reports` how many reports. `words` are the words met with their
    counts, the most frequent first, at most 12; `first` and `last` published days.
    """

    actor: str | None
    name: str
    side: str
    how: str
    mentions: int
    claims: int
    events: int
    references: int
    reports: int
    words: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None

    @property
    def unknown(self) -> bool:
        """Tell whether the profile should be asked: a new name, or a side that cannot be told."""
        return self.how == NEW or self.side == "unknown"
