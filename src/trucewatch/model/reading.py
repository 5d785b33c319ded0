"""Reading: everything that was read in one report."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim, Hearsay
from trucewatch.model.event import Event
from trucewatch.model.place import Place
from trucewatch.model.problem import Problem
from trucewatch.model.report import Report
from trucewatch.model.time import TimeExpression
from trucewatch.model.truce import Truce


@dataclass(frozen=True, slots=True)
class ProfileUsed:
    """Name the conflict profile that a report was resolved with: its id, and the SHA-256 of its file."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a report and all that was read in it; `problems` include the report's own.

    `profile` is None where nobody was resolved: the report was not read, or the record is from before it was kept.
    """

    report: Report
    claims: tuple[Claim, ...] = ()
    hearsay: tuple[Hearsay, ...] = ()
    events: tuple[Event, ...] = ()
    truces: tuple[Truce, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[Actor, ...] = ()
    problems: tuple[Problem, ...] = ()
    profile: ProfileUsed | None = None

    def claim(self, id: str) -> Claim:
        """Return the claim of an id; raises KeyError where there is none."""
        for claim in self.claims:
            if claim.id == id:
                return claim
        raise KeyError(id)
