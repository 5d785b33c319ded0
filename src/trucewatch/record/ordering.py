"""Filter.sort as SQL: the columns behind each order of filters.SORTS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func

from trucewatch.record.filters import Filter
from trucewatch.record.tables import CLAIMS, EVENTS, REPORTS, TRUCES

Columns = Sequence[ColumnElement[Any]]

#: The order of reports, to which every other order comes down in the end.
BY_REPORT: tuple[ColumnElement[Any], ...] = (
    REPORTS.c.published.is_(None),
    REPORTS.c.published,
    REPORTS.c.outlet.is_(None),
    REPORTS.c.outlet,
    REPORTS.c.id,
    REPORTS.c.key,
)
_OF_REPORT = {"published": REPORTS.c.published, "outlet": REPORTS.c.outlet_fold}
#: By query and order the column that decides; numbers come with the largest first.
_DECIDES: dict[str, dict[str, ColumnElement[Any]]] = {
    "reports": {**_OF_REPORT, "title": func.lower(REPORTS.c.title)},
    "versions": {**_OF_REPORT, "id": REPORTS.c.id},
    "claims": {
        **_OF_REPORT,
        "source": CLAIMS.c.source_fold,
        "side": CLAIMS.c.side,
        "stance": CLAIMS.c.stance,
        "confidence": func.json_extract(CLAIMS.c.body, "$.confidence"),
    },
    "events": {
        **_OF_REPORT,
        "date": EVENTS.c.date_start,
        "place": EVENTS.c.place_fold,
        "type": EVENTS.c.type,
        "status": EVENTS.c.status,
        "killed": EVENTS.c.killed_high,
        "wounded": EVENTS.c.wounded_high,
        "confidence": func.json_extract(EVENTS.c.body, "$.confidence"),
    },
    "truces": {
        **_OF_REPORT,
        "name": func.lower(TRUCES.c.name),
        "state": TRUCES.c.state,
        "start": TRUCES.c.start_day,
    },
}
#: Orders by a number: the largest first.
_NUMBERS = frozenset("confidence killed wounded claims events truces problems denials reports mentions".split())


def ordered(
    query: str, wanted: Filter, usual: Columns, more: Mapping[str, ColumnElement[Any]] | None = None
) -> Columns:
    """Return what to sort the rows of a query by: what the filter asks for, then as `usual`.

    `more` are the columns of orders that only the query itself knows. What has no value comes last either way.
    """
    name, turned = wanted.order
    if not name:
        return usual
    decides = {**_DECIDES.get(query, {}), **(more or {})}[name]
    falling = turned != (name in _NUMBERS)
    return (decides.is_(None), decides.desc() if falling else decides, *usual)
