"""The filter form of a page: what the address asks for, as a Filter, and the fields that the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from trucewatch.errors import PROBLEMS, UsageError
from trucewatch.model import STANCES, STATUSES, TRUCE_STATES
from trucewatch.record import Filter, Record
from trucewatch.record.filters import KNOWN, SORTS

#: Rows on one page, where the address does not say how many, and at most.
PAGE, MOST = 100, 1_000
#: The pages that list something, by the query of Record behind them, in the order of the navigation.
PAGES = ("reports", "claims", "events", "truces", "sources", "actors", "problems")
_DAYS = ("from", "to", "as-of")
#: Field -> label, in the order of the form.
_LABELS = {
    "from": "from day",
    "to": "to day",
    "side": "side",
    "source": "source",
    "outlet": "outlet",
    "place": "place",
    "type": "type or mode",
    "status": "status",
    "stance": "stance",
    "truce": "truce",
    "language": "language",
    "report": "report (id)",
    "id": "id",
    "sure": "sure at least, %",
    "as-of": "as known on",
    "sort": "sort by",
    "limit": "rows on a page",
}
#: Fields that are shown only when they are set, or opened by the reader.
_FOLDED = frozenset("stance truce language report id sure as-of sort limit".split())
_NUMBERS = ("limit", "offset")


@dataclass(frozen=True, slots=True)
class Field:
    """Hold one field of a form as the page draws it: its values, and what there is to choose or to be suggested."""

    name: str
    label: str
    kind: str
    values: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pager:
    """Hold the links to the rows before and after, None where there are none."""

    previous: str | None
    next: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what the address of a list page asks for."""

    page: str
    form: Mapping[str, tuple[str, ...]]
    offset: int
    profile: str | None = None

    @classmethod
    def of(cls, page: str, query: Iterable[tuple[str, str]], profile: str | None = None) -> Asked:
        """Read the query of an address, in which a name may stand several times; blank values count as absent.

        Raises UsageError for a name that the page does not know and for numbers that are none.
        """
        form: dict[str, tuple[str, ...]] = {}
        known = {*_names(page), "sort", "all-versions", *_NUMBERS}
        for name, value in query:
            if name not in known:
                do = f"leave it out; this page takes {', '.join(sorted(known))}"
                raise UsageError(f"{page} cannot be filtered by {name[:80]!r}", do=do)
            if value.strip() and value.strip() not in form.get(name, ()):
                form[name] = (*form.get(name, ()), value.strip())
        offset = form.pop("offset", ("0",))[-1]
        return cls(page, form, _number("offset", offset), profile)

    @property
    def size(self) -> int:
        """Return how many rows a page holds."""
        given = self.form.get("limit")
        return max(1, min(MOST, _number("limit", given[-1]))) if given else PAGE

    def fields(self, record: Record) -> tuple[list[Field], list[Field]]:
        """Return the fields that are always shown and those that are folded away."""
        names = [n for n in _LABELS if n in {*_names(self.page), "sort", "limit"}]
        made = {name: self._field(name, record) for name in names}
        return [f for n, f in made.items() if n not in _FOLDED], [f for n, f in made.items() if n in _FOLDED]

    @property
    def unfolded(self) -> bool:
        """Tell whether a field that is folded away is set."""
        return any(name in _FOLDED for name in self.form)

    def _field(self, name: str, record: Record) -> Field:
        label, values = _LABELS[name], self.form.get(name, ())
        choices = {
            "status": TRUCE_STATES if self.page == "truces" else STATUSES,
            "stance": STANCES,
            "type": tuple(PROBLEMS) if self.page == "problems" else (),
        }.get(name, ())
        if name == "sort":
            both = ((way + n, n + (", backwards" if way else "")) for n in SORTS[self.page] for way in ("", "-"))
            return Field(name, label, "choice", values, tuple(both))
        if choices:
            return Field(
                name, label if self.page != "problems" else "code", "choice", values, tuple((c, c) for c in choices)
            )
        if name in _DAYS or name in ("limit", "sure"):
            return Field(name, label, "date" if name in _DAYS else "number", values)
        return Field(name, label, "text", values, suggested=_suggested(name, record))

    def filter(self) -> Filter:
        """Return the filter of the address, with its own limit where it has one: what the page's twins hold."""
        given: dict[str, Any] = {}
        for name, values in self.form.items():
            field = "from_" if name == "from" else name.replace("-", "_")
            if name in _DAYS:
                given[field] = _day(values[-1])
            elif name in ("limit", "sure"):
                given[field] = _number(name, values[-1])
            elif name in ("sort", "all-versions"):
                given[field] = values[-1] if name == "sort" else values[-1] not in ("0", "no", "false")
            else:
                given[field] = values
        return Filter(**given, profile=self.profile, offset=self.offset)

    def link(self, suffix: str = "", offset: int = 0) -> str:
        """Return the address of the same rows, from `offset`, or of a twin of the page (".json", ".csv")."""
        query = [(name, value) for name, values in self.form.items() for value in values]
        if offset:
            query.append(("offset", str(offset)))
        return f"/{self.page}{suffix}" + (f"?{urlencode(query)}" if query else "")

    def narrowed(self, name: str, value: str) -> str:
        """Return the address of the page with one field set to a value, everything else as it is."""
        return Asked(self.page, {**self.form, name: (value,)}, 0).link()

    def pager(self, found: int) -> Pager:
        """Return the links around the rows shown; `found` counts one more than a page where more follow."""
        shown = min(found, self.size)
        before = self.link(offset=max(0, self.offset - self.size)) if self.offset else None
        after = self.link(offset=self.offset + self.size) if found > self.size else None
        words = f"rows {self.offset + 1} to {self.offset + shown}" if shown else "no rows"
        return Pager(before, after, words)


def _names(page: str) -> set[str]:
    return {name.rstrip("_").replace("_", "-") for name in KNOWN[page]}


def _suggested(name: str, record: Record) -> tuple[str, ...]:
    """Return what the record has of a field whose values are few."""
    if name == "side":
        return tuple(record.sides())
    if name == "outlet":
        return tuple(record.outlets())
    if name == "type":
        from trucewatch.record.filters import types_and_modes

        return tuple(types_and_modes())
    return ()


def _number(name: str, text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise UsageError(f"{name} {text[:80]!r} is not a number", do="give a whole number")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:80]!r} is not a day", do="write the day as YYYY-MM-DD") from None
