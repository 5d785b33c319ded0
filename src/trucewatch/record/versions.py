"""Versions: a changed text under the same URL, or the same id of one outlet; all are kept, the latest counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from trucewatch.model import Report
from trucewatch.record.conditions import of_reports
from trucewatch.record.filters import Filter
from trucewatch.record.meaning import meant
from trucewatch.record.ordering import ordered
from trucewatch.record.tables import REPORTS

#: Texts under one id that share less than this part of their words are two reports with one id, not two versions.
_ALIKE = 0.2
#: A text of less than this part of another's words, most of whose runs of four words stand there, is its excerpt.
_SHORT, _TAKEN, _RUN = 0.5, 0.8, 4
_WORD = re.compile(r"\w+")
_NAMED = ("key", "id", "outlet", "url", "published", "text")


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Hold two versions of a report: id, outlet and URL of the later one, both keys and days, and lines that differ.

    `removed` and `added` are lines of the texts in their order. Published days are None where they are unknown.
    """

    id: str
    outlet: str | None
    url: str | None
    older: str
    newer: str
    older_published: date | None
    newer_published: date | None
    removed: tuple[str, ...]
    added: tuple[str, ...]


def current_versions(connection: Connection, report: Report) -> tuple[list[Any], bool]:
    """Return the current rows that a report is another version of, and whether its id is used by some other report.

    A row is another version under the same URL, or under the same id of the same outlet where the texts are alike.
    """
    same_url = and_(REPORTS.c.url == report.url, REPORTS.c.url.is_not(None))
    columns = [REPORTS.c[name] for name in _NAMED]
    found = connection.execute(
        select(*columns, REPORTS.c.superseded_by).where(or_(REPORTS.c.id == report.id, same_url))
    )
    versions: list[Any] = []
    clash = False
    for row in found.all():
        is_version = (report.url is not None and row.url == report.url) or (
            row.outlet == report.outlet and _alike(row.text, report.text)
        )
        clash = clash or not is_version
        if is_version and row.superseded_by is None:
            versions.append(row)
    return versions, clash


def _alike(one: str, other: str) -> bool:
    a, b = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(a & b) >= _ALIKE * max(1, len(a | b))


def place_version(connection: Connection, key: str, report: Report, versions: list[Any]) -> None:
    """Mark which of the versions count no longer: all but the last by published day, then by adding.

    An excerpt (a feed's summary of the page it links to, a teaser) never takes the place of the fuller text.
    """
    day = report.published.day.isoformat() if report.published.day else None
    for row in versions:
        older = day is not None and row.published is not None and day < row.published
        if is_excerpt(report.text, row.text) or (older and not is_excerpt(row.text, report.text)):
            connection.execute(REPORTS.update().where(REPORTS.c.key == key).values(superseded_by=row.key))
        else:
            connection.execute(REPORTS.update().where(REPORTS.c.key == row.key).values(superseded_by=key))


def is_excerpt(text: str, whole: str) -> bool:
    """Tell whether a text is much shorter than another and made of its words: 4 in 5 runs of four words at least."""
    words, there = (_WORD.findall(one.casefold()) for one in (text, whole))
    if len(words) < _RUN or len(words) >= _SHORT * len(there):
        return False
    runs = set(_runs(there))
    own = list(_runs(words))
    return sum(run in runs for run in own) >= _TAKEN * len(own)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def version_rows(connection: Connection, wanted: Filter) -> Iterator[VersionRow]:
    """Yield every version that counts no longer with the one that took its place, by id and key.

    The filter speaks of the later version. Raises UsageError where it holds what does not fit.
    """
    asked = meant(connection, wanted, "versions")
    both = replace(asked, wanted=replace(wanted, all_versions=True), uncounted=frozenset())
    older = REPORTS.alias("older")
    columns = [*(older.c[n] for n in _NAMED), *(REPORTS.c[n].label(f"newer_{n}") for n in _NAMED)]
    query = select(*columns).join(REPORTS, REPORTS.c.key == older.c.superseded_by).where(*of_reports(both))
    query = query.order_by(*ordered("versions", wanted, (older.c.id, older.c.key))).limit(wanted.limit)
    for row in connection.execute(query.offset(wanted.offset or None)):
        removed, added = changes(row.text, row.newer_text)
        older_day, newer_day = (date.fromisoformat(d) if d else None for d in (row.published, row.newer_published))
        named = (row.newer_id, row.newer_outlet, row.newer_url, row.key, row.newer_key)
        yield VersionRow(*named, older_day, newer_day, removed, added)


def changes(older: str, newer: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines that only the older and only the newer text has, in their order."""
    before, after = older.splitlines(), newer.splitlines()
    removed: list[str] = []
    added: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += before[a:b]
            added += after[c:d]
    return tuple(removed), tuple(added)
