"""Filter: which rows of the record are asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from trucewatch.errors import UsageError

#: Which filters each query knows; limit and offset belong to all of them.
KNOWN: dict[str, frozenset[str]] = {
    "reports": frozenset("from_ to side source outlet place type status language report all_versions".split()),
    "claims": frozenset("from_ to side source outlet place type status stance report all_versions".split()),
    "events": frozenset("from_ to side source outlet place type status report all_versions".split()),
    "truces": frozenset("from_ to side source outlet place status report all_versions".split()),
    "sources": frozenset("from_ to side source outlet place type status stance report all_versions".split()),
    "actors": frozenset("from_ to side source outlet report all_versions".split()),
    "problems": frozenset("from_ to outlet type report all_versions".split()),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Hold what rows must fulfil: all of the fields that are set, in each field one of its values.

    `from_`, `to`: inclusive days, of an event its own date (an undated one is left out), else the published date.
    `side`: of a claim its source's; of an event its actors' or recipients'; of a truce its parties' or brokers'.
    `source`: a part of a source's or actor's name, or an actor id; of an event or truce, who gives a value of it.
    `outlet`: a name, whole. `place`: a name, first-level division, country code or place id, whole; of a truce a part
    of its area. `type`: an event's type or mode; of problems a code. `status`: an event's status, a truce's state.
    `report`: a report's key or id. `all_versions`: older versions too (a key finds its version in any case). Names
    compare without regard to case. `offset` and `limit` cut the sorted rows.
    """

    from_: date | None = None
    to: date | None = None
    side: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    all_versions: bool = False
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            raise UsageError("limit and offset cannot be negative", do="give whole numbers from 0")
        if self.from_ and self.to and self.from_ > self.to:
            raise UsageError(f"no day lies from {self.from_} to {self.to}", do="give the earlier day as --from")

    def check(self, query: str) -> None:
        """Raise UsageError where a field is set that a query of KNOWN does not know."""
        given = {f.name for f in fields(self) if getattr(self, f.name)} - {"limit", "offset"}
        unknown = sorted(name.rstrip("_") for name in given - KNOWN[query])
        if unknown:
            raise UsageError(f"{query} cannot be filtered by {', '.join(unknown)}", do="leave that filter out")
