"""Truce: a halt of fire with its own life, as one report tells it."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.span import Span

#: States of a truce in a report, as gold/GUIDELINES.md defines them.
TRUCE_STATES = (
    "proposed",
    "negotiating",
    "agreed",
    "announced",
    "in-force",
    "strained",
    "extended",
    "suspended",
    "collapsed",
    "expired",
    "rejected",
)
TRUCE_FIELDS = ("name", "state", "parties", "brokers", "area", "start", "end", "duration")


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold what one claim, or the outlet itself, says of one field of a truce; exactly one of the two is set."""

    field: str
    value: str
    words: Span
    claim: str | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        if (self.claim is None) == (self.outlet is None):
            raise ValueError(f"a statement on {self.field!r} needs either the claim or the outlet that gives it")


@dataclass(frozen=True, slots=True)
class Truce:
    """Hold a truce; flat fields are what the statements come to.

    `parties` and `brokers` are sides; `area` a country code for nationwide, else names; `start`, `end` ISO days;
    `duration` ISO 8601, a range as "P5D/P7D"; `violations` ids of events of the report.
    Raises ValueError where a field has no statement behind it.
    """

    id: str
    mentions: tuple[Span, ...]
    name: str
    state: str
    statements: tuple[Statement, ...]
    parties: tuple[str, ...] = ()
    brokers: tuple[str, ...] = ()
    area: str | None = None
    start: str | None = None
    end: str | None = None
    duration: str | None = None
    violations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        said = {s.field for s in self.statements}
        needed = {f for f in TRUCE_FIELDS if getattr(self, f)} - said
        if needed:
            raise ValueError(f"truce {self.id}: nobody states {sorted(needed)}")
