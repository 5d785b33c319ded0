"""The filter form of a page: what the address asks for, as a Filter, and the fields that the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from trucewatch.errors import UsageError
from trucewatch.record import Filter

#: Rows on one page.
PAGE = 100
_LABELS = {
    "from": ("from day", "date"),
    "to": ("to day", "date"),
    "side": ("side", "text"),
    "source": ("source", "text"),
    "outlet": ("outlet", "text"),
    "place": ("place", "text"),
    "type": ("type or mode", "text"),
    "status": ("status", "text"),
    "stance": ("stance", "text"),
}
#: Which fields each page shows.
FIELDS = {
    "reports": ("from", "to", "outlet", "place", "type"),
    "claims": ("from", "to", "side", "source", "outlet", "place", "type", "stance"),
    "events": ("from", "to", "side", "source", "outlet", "place", "type", "status"),
    "truces": ("from", "to", "side", "source", "outlet", "place", "status"),
    "sources": ("from", "to", "side", "source", "outlet", "place", "type"),
    "problems": (),
}


@dataclass(frozen=True, slots=True)
class Field:
    """Hold one field of a form as the page draws it."""

    name: str
    label: str
    type: str


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
    form: dict[str, str]
    offset: int

    @classmethod
    def of(cls, page: str, query: dict[str, str]) -> Asked:
        """Read the query of an address; raises UsageError for an offset that is no number."""
        form = {k: query[k].strip() for k in FIELDS[page] if query.get(k, "").strip()}
        offset = query.get("offset", "0") or "0"
        if not offset.isdigit() or len(offset) > 9:
            raise UsageError(f"offset {offset!r} is not a number of rows", do="follow the links of the page")
        return cls(page, form, int(offset))

    @property
    def fields(self) -> list[Field]:
        """Return the fields of the form."""
        return [Field(name, *_LABELS[name]) for name in FIELDS[self.page]]

    def filter(self, limit: int | None = PAGE + 1) -> Filter:
        """Return the filter; one row more than a page holds is asked for, to know whether more follow."""
        given: dict[str, Any] = {k: (v,) for k, v in self.form.items() if k not in ("from", "to")}
        given |= {"from_": _day(self.form.get("from")), "to": _day(self.form.get("to"))}
        return Filter(**given, limit=limit, offset=self.offset if limit else 0)

    def link(self, suffix: str = "", offset: int = 0) -> str:
        """Return the address of the same rows, from `offset`, or of a twin of the page (".json", ".csv")."""
        query = {**self.form, **({"offset": str(offset)} if offset else {})}
        return f"/{self.page}{suffix}" + (f"?{urlencode(query)}" if query else "")

    def pager(self, found: int) -> Pager:
        """Return the links around the rows shown; `found` counts one more than a page where more follow."""
        shown = min(found, PAGE)
        before = self.link(offset=max(0, self.offset - PAGE)) if self.offset else None
        after = self.link(offset=self.offset + PAGE) if found > PAGE else None
        words = f"rows {self.offset + 1} to {self.offset + shown}" if shown else "no rows"
        return Pager(before, after, words)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day", do="write the day as YYYY-MM-DD") from None
