"""Event: one thing that a report says happened, with the words and the claim behind every field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trucewatch.model.actor import Actor
from trucewatch.model.place import Place
from trucewatch.model.span import Span

STATUSES = ("happened", "ongoing", "planned", "threatened", "demanded", "denied", "alleged", "hypothetical")
TOLL_FIELDS = ("killed", "wounded", "displaced", "detained")
EVENT_FIELDS = ("type", "status", "actor", "recipient", "place", "date", *TOLL_FIELDS)
#: Who a toll counts (DESIGN.md section 3).
TOLL_OF = ("civilians", "combatants", "women", "children", "aid workers", "journalists", "unknown")


@dataclass(frozen=True, slots=True)
class Value:
    """Hold one value of one field with the words that give it and who gives it.

    Exactly one of `claim` (a claim's id) and `outlet` (its own voice) is set. Tolls set `low`, `high` and `who`
    (one of TOLL_OF) and leave `value` None; other fields set `value` (an actor's, place's name; an ISO interval;
    a status). `superseded` values were replaced by the report itself ("updating an earlier toll of 15").
    """

    field: str
    words: Span
    value: str | None = None
    low: int | None = None
    high: int | None = None
    who: str | None = None
    claim: str | None = None
    outlet: str | None = None
    superseded: bool = False

    def __post_init__(self) -> None:
        if (self.claim is None) == (self.outlet is None):
            raise ValueError(f"a value of {self.field!r} needs either the claim or the outlet that gives it")
        if (self.value is None) == (self.low is None) or (self.low is None) != (self.high is None):
            raise ValueError(f"a value of {self.field!r} needs either a value or a low and a high")
        if self.low is not None and self.high is not None and not 0 <= self.low <= self.high:
            raise ValueError(f"a toll cannot run from {self.low} to {self.high}")


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """Link an event to a claim that "reports" or "denies" it."""

    id: str
    polarity: str = "reports"


@dataclass(frozen=True, slots=True)
class EventDate:
    """Hold the inclusive days of an event and the words that say so (None: implied by the report)."""

    start: date
    end: date
    mention: Span | None = None


def toll(values: Iterable[Value], field: str) -> tuple[int, int] | None:
    """Return (lowest, highest) of a toll field over the values that stand, None where there is none.

    A value for a part of the people ("including 5 children") does not lower the whole: parts are left out where
    a value for all of them stands. A counted figure replaces a vague one that it fits ("dozens", then 29).
    """
    standing = [v for v in values if v.field == field and v.low is not None and not v.superseded]
    whole = [v for v in standing if v.who not in ("women", "children")] or standing
    spans = [(v.low, v.high) for v in whole if v.low is not None and v.high is not None]
    exact = {low for low, high in spans if low == high}
    kept = [(low, high) for low, high in spans if low == high or not any(low <= n <= high for n in exact)]
    if not kept:
        return None
    return min(low for low, _ in kept), max(high for _, high in kept)


@dataclass(frozen=True, slots=True)
class Event:
    """Hold an event. Tolls are a projection of `values`; every other field that is set has its value there too.

    `type` is a PLOVER type, `mode` a mode of GUIDELINES, `plover`, `cameo` and `acled` the field's codes.
    Raises ValueError where a field has no value behind it: nothing is stored without who gives it.
    """

    id: str
    mentions: tuple[Span, ...]
    type: str
    mode: str | None
    status: str
    values: tuple[Value, ...]
    claims: tuple[ClaimLink, ...] = ()
    actor: tuple[Actor, ...] = ()
    recipient: tuple[Actor, ...] = ()
    place: Place | None = None
    date: EventDate | None = None
    plover: str | None = None
    cameo: str | None = None
    acled: str | None = None
    confidence: float = 0.0

    def __post_init__(self) -> None:
        given = {v.field for v in self.values}
        needed = {"type", "status"} | {f for f in ("actor", "recipient", "place", "date") if getattr(self, f)}
        if needed - given:
            raise ValueError(f"event {self.id}: nobody gives {sorted(needed - given)}")

    @property
    def killed(self) -> tuple[int, int] | None:
        """Return (lowest, highest) number of people killed."""
        return toll(self.values, "killed")

    @property
    def wounded(self) -> tuple[int, int] | None:
        """Return (lowest, highest) number of people wounded."""
        return toll(self.values, "wounded")

    @property
    def displaced(self) -> tuple[int, int] | None:
        """Return (lowest, highest) number of people displaced."""
        return toll(self.values, "displaced")

    @property
    def detained(self) -> tuple[int, int] | None:
        """Return (lowest, highest) number of people detained."""
        return toll(self.values, "detained")
