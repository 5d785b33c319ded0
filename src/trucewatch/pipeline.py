"""The order of work, in one place: ingest, read, resolve. No room knows of the one after it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from trucewatch.errors import TrucewatchError
from trucewatch.ingest import load
from trucewatch.know.gazetteer import Gazetteer, added_places
from trucewatch.know.profiles import Profile, choose_profile, load_profile, shipped_profiles
from trucewatch.know.times import find_times, writes_day_first
from trucewatch.model import Problem, ProfileUsed, Reading, Report
from trucewatch.read.bearings import without_bearings
from trucewatch.read.claims import ClaimReader
from trucewatch.read.encoder import WEIGHTS
from trucewatch.read.events import read_events
from trucewatch.read.truces import read_truces
from trucewatch.resolve.actors import ActorResolver
from trucewatch.resolve.actors_force import as_forces
from trucewatch.resolve.again import resolve_again
from trucewatch.resolve.places import PlaceResolver

log = logging.getLogger(__name__)

#: Languages (ISO 639-1) that the reader reads; None is a text too short to tell.
LANGUAGES = ("en", None)


class Pipeline:
    """Read reports with one conflict profile, or with the shipped profile that fits each report.

    `profile` is the name of a shipped profile or the path of a user's own; None chooses for each report. `weights` is
    the folder of the reader's weights. Weights, gazetteer and profiles are loaded once, at the first report. Raises
    ProfileError, ModelError, GazetteerError when one of them is missing or wrong.
    """

    def __init__(self, profile: str | Path | None = None, weights: Path = WEIGHTS) -> None:
        self._weights = weights
        self._given = load_profile(profile) if profile is not None else None
        self._profiles: tuple[Profile, ...] = ()
        self._claims: ClaimReader | None = None
        self._actor_resolvers: dict[str, ActorResolver] = {}
        self._place_resolvers: dict[str, PlaceResolver] = {}

    def load_paths(
        self,
        paths: Iterable[Path | str],
        *,
        published: date | None = None,
        outlet: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Iterator[Report | Problem]:
        """Yield the reports of files and folders in order, unread; a problem where no report could be made.

        `columns` names the columns or keys of an input by our fields: {"text": "Body"}.
        """
        return load(paths, published=published, outlet=outlet, columns=columns)

    def read_paths(
        self,
        paths: Iterable[Path | str],
        *,
        published: date | None = None,
        outlet: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Iterator[Reading | Problem]:
        """Yield the readings of files and folders in order; a problem where no report could be made."""
        for found in self.load_paths(paths, published=published, outlet=outlet, columns=columns):
            yield found if isinstance(found, Problem) else self.read(found)

    def read(self, report: Report) -> Reading:
        """Read one report; what goes wrong with it becomes a problem of its reading, never an exception."""
        if report.language not in LANGUAGES:
            return Reading(report, problems=report.problems)
        try:
            return self._read(report)
        except TrucewatchError:
            raise
        except Exception as error:
            log.exception("reading report %s failed", report.id)
            failed = Problem.of("TW-P901", report.location or report.id, f"{type(error).__name__}: {error}")
            return Reading(report, problems=(*report.problems, failed))

    def resolve(self, reading: Reading) -> Reading:
        """Return a stored reading with everybody in it resolved anew by the profile, all else as it was.

        A report that was not read, for its language or a failure, stays so. See resolve/again.py for what follows.
        """
        unread = any(p.code == "TW-P901" for p in reading.problems)
        if unread or reading.report.language not in LANGUAGES:
            return reading
        profile = self._profile(reading.report)
        used = ProfileUsed(profile.id, profile.sha256)
        return replace(resolve_again(reading, self._actors(profile)), profile=used)

    def _read(self, report: Report) -> Reading:
        profile = self._profile(report)
        actor_resolver = self._actors(profile)
        claims, hearsay, scan, pacts = self._claim_reader().read(report)
        order = writes_day_first(report.outlet)
        times = find_times(report.text, report.published.day, zone=profile.zone, day_first=order)
        places = self._places(profile).places(report)
        actors = actor_resolver.mentions(report)
        claims = actor_resolver.sources(report, claims, actors)
        where = without_bearings(report.text, places)
        events = as_forces(read_events(report, claims, times, where, actors, scan, profile.foes), profile)
        truces = read_truces(report, claims, times, where, actors, events, pacts)
        used = ProfileUsed(profile.id, profile.sha256)
        return Reading(report, claims, hearsay, events, truces, places, tuple(times), actors, report.problems, used)

    def _claim_reader(self) -> ClaimReader:
        if self._claims is None:
            self._claims = ClaimReader(self._weights)
        return self._claims

    def _profile(self, report: Report) -> Profile:
        if self._given is None and not self._profiles:
            self._profiles = tuple(load_profile(name) for name in shipped_profiles())
        return self._given or choose_profile(report, self._profiles)

    def _actors(self, profile: Profile) -> ActorResolver:
        if profile.id not in self._actor_resolvers:
            self._actor_resolvers[profile.id] = ActorResolver(profile)
        return self._actor_resolvers[profile.id]

    def _places(self, profile: Profile) -> PlaceResolver:
        if profile.id not in self._place_resolvers:
            extra = added_places(profile.places)
            resolver = PlaceResolver(Gazetteer(), countries=profile.countries, extra=extra)
            self._place_resolvers[profile.id] = resolver
        return self._place_resolvers[profile.id]
