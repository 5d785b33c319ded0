"""Filter: which rows of the record are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches

from trucewatch.errors import PROBLEMS, UsageError
from trucewatch.model import STANCES, STATUSES, TRUCE_STATES

_ALL = "from_ to outlet report as_of all_versions"
_ABOUT = "side source place type truce status"
#: Which filters each query knows; sort, profile, limit and offset belong to all of them.
KNOWN: dict[str, frozenset[str]] = {
    "reports": frozenset(f"{_ALL} {_ABOUT} language".split()),
    "versions": frozenset(f"{_ALL} {_ABOUT} language".split()) - {"all_versions"},
    "claims": frozenset(f"{_ALL} {_ABOUT} stance id sure".split()),
    "events": frozenset(f"{_ALL} {_ABOUT} id sure".split()),
    "truces": frozenset(f"{_ALL} side source place truce status id".split()),
    "sources": frozenset(f"{_ALL} {_ABOUT} stance id".split()),
    "actors": frozenset(f"{_ALL} {_ABOUT} id".split()),
    "problems": frozenset(f"{_ALL} type".split()),
}
_ALWAYS = {"sort", "profile", "limit", "offset"}
#: By what the rows of each query can be sorted; the first is the order where none is asked for.
SORTS: dict[str, tuple[str, ...]] = {
    "reports": ("published", "outlet", "title", "claims", "events", "truces", "problems"),
    "versions": ("id", "published", "outlet"),
    "claims": ("published", "outlet", "source", "side", "stance", "confidence"),
    "events": ("date", "published", "outlet", "place", "type", "status", "killed", "wounded", "confidence"),
    "truces": ("published", "outlet", "name", "state", "start"),
    "sources": ("claims", "name", "side", "denials", "reports", "first", "last"),
    "actors": ("unknown", "name", "side", "mentions", "claims", "events", "reports"),
    "problems": ("published", "code"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Hold what rows must fulfil: all of the fields that are set, in each field one of its values.

    `from_`, `to`: inclusive days, of an event its own date (an undated one is left out), else the published date.
    `side`: of a claim its source's; of an event its actors' or recipients'; of a truce its parties' or brokers'.
    `source`: an actor id, a name that a profile knows it under, or words of the name met, in any transliteration
    (record/matching.py); of an event or truce, who gives a value of it. `outlet`: a name, whole. `place`: an id, a
    country's name or code, or words of a name or first-level division, also as another gazetteer spells it. `type`: an
    event's type or mode; of problems a code. `truce`: a truce's id or words of its name; of events those that break it,
    of claims those that tell of it or of such an event. `status`: an event's status, a truce's state. `report`: a
    report's key or id. `id`: the id of the thing itself, of sources and actors the actor's. `sure`: how sure the
    program is at least that it read a claim or an event rightly, in per cent (0 to 100).

    `as_of`: only what reports up to that day tell, by published day, an undated one by the day of adding; a later
    version does not count yet. Of versions all filters speak of the later one. `all_versions`: older versions too (a
    key finds its version in any case). Names compare without regard to case and marks. `sort` is one of SORTS: days and
    names in rising order, numbers the largest first, the other way round behind a "-"; what has none comes last.
    `offset` and `limit` cut the sorted rows. `profile` is the file of a conflict profile of one's own, whose names,
    places and sides are known besides those of the shipped ones.
    """

    from_: date | None = None
    to: date | None = None
    side: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    truce: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    sure: int = 0
    as_of: date | None = None
    all_versions: bool = False
    sort: str | None = None
    profile: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            raise UsageError("limit and offset cannot be negative", do="give whole numbers from 0")
        if not 0 <= self.sure <= 100:
            raise UsageError(f"{self.sure} is no per cent", do="give a whole number from 0 to 100 as --sure")
        if self.from_ and self.to and self.from_ > self.to:
            raise UsageError(f"no day lies from {self.from_} to {self.to}", do="give the earlier day as --from")

    def check(self, query: str) -> None:
        """Raise UsageError where a field is set that a query of KNOWN does not know, or a value that there is not."""
        given = {f.name for f in fields(self) if getattr(self, f.name)} - _ALWAYS
        for name in sorted(given - KNOWN[query]):
            raise refusal(query, name)
        states, what = (TRUCE_STATES, "state of a truce") if query == "truces" else (STATUSES, "status of an event")
        _refuse_unknown(self.status, states, what)
        _refuse_unknown(self.stance, STANCES, "stance of a claim")
        if self.type and query == "problems":
            _refuse_unknown(self.type, PROBLEMS, "code of a problem")
        elif self.type:
            _refuse_unknown(self.type, types_and_modes(), "type or mode of an event")
        if self.sort is not None:
            _refuse_unknown((self.sort.removeprefix("-"),), SORTS[query], f"order of {query}")

    @property
    def order(self) -> tuple[str, bool]:
        """Return by what to sort ("" where nothing is asked for) and whether the other way round."""
        name = self.sort or ""
        return name.removeprefix("-").lower(), name.startswith("-")


def flag(name: str) -> str:
    """Return a field as its option is called: "--from" of `from_`."""
    return "--" + name.rstrip("_").replace("_", "-")


def refusal(query: str, name: str) -> UsageError:
    """Return the error of a filter that a query does not know: which do, and which it knows instead."""
    others = [other for other, known in KNOWN.items() if name in known]
    what = f"{query} cannot be filtered by {flag(name).removeprefix('--')}"
    knows = ", ".join(flag(n) for n in Filter.__dataclass_fields__ if n in KNOWN[query])
    can = f"{flag(name)} belongs to {', '.join(others)}; " if others else ""
    return UsageError(what, do=f"leave that filter out; {can}{query} take {knows}")


def types_and_modes() -> list[str]:
    """Return the types of events, then all their modes."""
    from trucewatch.know.event_types import event_types, modes

    types = event_types()
    found = sorted({mode for type_ in types for mode in modes(type_) if mode})
    return [*types, *found]


def _refuse_unknown(given: Iterable[str], known: Collection[str], what: str) -> None:
    folded = {name.casefold() for name in known}
    for name in given:
        if name.casefold() not in folded:
            near = get_close_matches(name.casefold().replace(" ", "-")[:80], folded, n=1, cutoff=0.75)
            guess = f"did you mean {near[0]!r}? " if near else ""
            raise UsageError(f"{name[:80]!r} is no {what}", do=f"{guess}choose one of: {', '.join(known)}")
