"""The same rows as a page, for programs: JSON, CSV and, for events, GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from trucewatch.model.contract import dumps
from trucewatch.record import Filter, Record
from trucewatch.show.export.cells import csv_lines
from trucewatch.show.export.geojson import geojson
from trucewatch.show.export.sheets import SHEETS, sheet
from trucewatch.show.objects import OBJECTS
from trucewatch.show.web.forms import Asked

MEDIA = {"json": "application/json", "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}
_SOURCE = ("actor", "name", "side", "named", "claims", "denials", "reports", "first", "last")
_ACTOR = ("actor", "name", "side", "how", "mentions", "claims", "events", "references", "reports", "first", "last")
_PROBLEM = ("code", "what", "where", "do")


def forms_of(page: str) -> tuple[str, ...]:
    """Return the forms that a page has besides HTML."""
    return ("json", "csv", "geojson") if page == "events" else ("json", "csv")


def twin(page: str, form: str) -> Callable[[Request], Response]:
    """Return the handler that streams all rows of a page that fit the filter, in one of MEDIA."""

    def answer(request: Request) -> Response:
        wanted = Asked.of(page, request.query_params.multi_items(), request.app.state.profile).filter()
        record: Record = request.app.state.record
        record.check(page, wanted)
        lines = _LINES[form](record, page, wanted)
        return StreamingResponse(lines, media_type=MEDIA[form])

    return answer


def _json(record: Record, page: str, wanted: Filter) -> Iterator[str]:
    yield "["
    for n, row in enumerate(getattr(record, page)(wanted)):
        yield (",\n" if n else "") + dumps(OBJECTS[page](row))
    yield "]\n"


def _csv(record: Record, page: str, wanted: Filter) -> Iterator[str]:
    if page in SHEETS:
        return sheet(record, page, wanted)
    columns = {"sources": _SOURCE, "actors": _ACTOR, "problems": _PROBLEM}[page]
    rows = (OBJECTS[page](row) for row in getattr(record, page)(wanted))
    return csv_lines(columns, ({name: found[name] for name in columns} for found in rows))


def _geojson(record: Record, _page: str, wanted: Filter) -> Iterator[str]:
    return geojson(record.events(wanted))


_LINES: dict[str, Callable[[Record, str, Filter], Iterator[str]]] = {"json": _json, "csv": _csv, "geojson": _geojson}
