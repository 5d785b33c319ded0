"""Names of columns and keys: which of our fields they hold, and a word about those that are none of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trucewatch.model.report import INPUT_FIELDS

#: What others often call our fields. A source is somebody whom a report quotes, never its outlet.
_OFTEN = {
    "outlet": ("source", "publisher", "newspaper", "site", "publication", "media"),
    "text": ("body", "content", "article", "story", "full_text"),
    "title": ("headline", "heading", "subject"),
    "url": ("link", "permalink", "uri"),
    "date": ("day", "published_at", "pub_date", "pubdate", "publication_date", "timestamp"),
    "id": ("no", "key", "doc_id", "identifier"),
}
_MEANS = {name: field for field, names in _OFTEN.items() for name in (field, *names)}
#: No more names than this are told of in one file.
_MOST = 20
_LONGEST = 40


class Names:
    """Rename the keys of one file's rows to our fields, and tell once of each key that is none of them."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = dict(columns)
        self._told: set[str] = set()

    def mapped(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row under the names of our fields; a field whose column is missing keeps its own name."""
        given = {field: name for field, name in self._columns.items() if name in row and name != field}
        if not given:
            return row
        kept = {name: value for name, value in row.items() if name not in given and name not in given.values()}
        return kept | {field: row[name] for field, name in given.items()}

    def not_read(self, row: Mapping[str, Any]) -> str:
        """Return what to say of the names of a row that are no fields and were not told of yet, "" where there is none.

        Names without a value are no loss.
        """
        new = [n for n in row if n not in INPUT_FIELDS and n not in self._told and row[n] not in (None, "")]
        new = new[: max(0, _MOST - len(self._told))]
        self._told.update(new)
        return not_read(new, row)


def not_read(names: Iterable[str], given: Iterable[str]) -> str:
    """Return the names that are not read, each with the option that would read it where it may be a missing field."""
    has = set(given)
    return ", ".join(_named(name, has) for name in names)


def _named(name: str, has: set[str]) -> str:
    shown = name[:_LONGEST]
    field = _MEANS.get(name.strip().casefold())
    return (
        f'"{shown}" (if it is the {field}: --column "{shown}={field}")' if field and field not in has else f'"{shown}"'
    )
