"""The page: the record as HTML that needs no JavaScript, each list with its JSON and CSV twin."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from trucewatch.errors import RecordError, TrucewatchError, UsageError
from trucewatch.know.profiles import load_profile
from trucewatch.model import Reading
from trucewatch.model.contract import dumps, reading_json
from trucewatch.record import Filter, PlaceRow, Record
from trucewatch.show.giving import denials, in_short, sure, tellers, value_name
from trucewatch.show.tables import rows_of
from trucewatch.show.web.forms import PAGES, Asked
from trucewatch.show.web.marks import hue, paragraphs, seen
from trucewatch.show.web.plot import Spot, plot
from trucewatch.show.web.twins import forms_of, twin

#: Nothing but our own stylesheet may be loaded, nothing may run, and no other site may frame the page.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
#: The names under which the page answers.
HOSTS = ("127.0.0.1", "localhost", "[::1]")
_NAMES = tuple((f"/{page}", page.capitalize()) for page in PAGES)
_TITLES = {400: "That cannot be asked", 404: "Not in the record", 503: "The record cannot be read"}


def make_app(record_path: Path, hosts: tuple[str, ...] = HOSTS, profile: str | None = None) -> FastAPI:
    """Return the application over one record, opened for reading only.

    `hosts` are the names it answers to (any other Host header is refused, against DNS rebinding).
    `profile` is a conflict profile of the user's own, for filters. Raises RecordError where the record cannot be
    opened, ProfileError where the profile is wrong.
    """
    if profile is not None:
        load_profile(profile)
    record = Record.open(record_path, read_only=True)
    app = FastAPI(title="Trucewatch", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.record, app.state.pages, app.state.profile = record, _environment(record_path.name), profile
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*hosts])
    app.middleware("http")(_with_headers)
    app.add_exception_handler(TrucewatchError, _on_error)
    app.add_exception_handler(HTTPException, _on_error)
    app.mount("/static", StaticFiles(packages=[("trucewatch.show.web", "static")]), name="static")
    app.add_api_route("/", _index, response_class=HTMLResponse)
    app.add_api_route("/reports/{name}", _report)
    for page in PAGES:
        app.add_api_route(f"/{page}", _list(page), response_class=HTMLResponse)
        for form in forms_of(page):
            app.add_api_route(f"/{page}.{form}", twin(page, form))
    return app


def _environment(record_name: str) -> Environment:
    pages = Environment(
        loader=PackageLoader("trucewatch.show.web"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    pages.filters.update(seen=seen, hue=hue, sure=sure)
    pages.globals.update(record_name=record_name, here="", value_name=value_name, titles=_NAMES)
    pages.globals.update(in_short=in_short, denials=denials, tellers=tellers)
    return pages


async def _with_headers(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call(request)
    response.headers.update(HEADERS)
    return response


def _html(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    pages: Environment = request.app.state.pages
    return HTMLResponse(pages.get_template(template).render(status=status, **values), status)


def _on_error(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        status, what = error.status_code, str(error.detail)
    else:
        status = 400 if isinstance(error, UsageError) else 503 if isinstance(error, RecordError) else 500
        what = str(error)
    return _html(request, "error.html", status=status, title=_TITLES.get(status, "That failed"), what=what)


def _index(request: Request) -> Response:
    record: Record = request.app.state.record
    counts, (first, last) = record.counts(), record.published()
    cards = [(f"/{name}", name, counts[name]) for name in PAGES if name in counts]
    return _html(
        request,
        "index.html",
        counts=cards,
        first=first,
        last=last,
        truces=list(record.truces(Filter(limit=8, sort="-published"))),
        sources=list(record.sources(Filter(limit=10))),
    )


def _list(page: str) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        asked = Asked.of(page, request.query_params.multi_items(), request.app.state.profile)
        record: Record = request.app.state.record
        wanted = asked.filter()
        found = list(getattr(record, page)(replace(wanted, limit=asked.size + 1)))
        rows = found[: asked.size]
        shown, folded = asked.fields(record)
        return _html(
            request,
            f"{page}.html",
            here=f"/{page}",
            rows=rows,
            truces=rows,
            sources=rows,
            asked=asked,
            shown=shown,
            folded=folded,
            plot=plot(_spots(record.event_places(wanted))) if page == "events" else None,
            pager=asked.pager(len(found)),
        )

    return show


def _spots(places: Iterable[PlaceRow]) -> Iterator[tuple[Spot, int]]:
    for p in places:
        if p.lat is not None and p.lon is not None:
            yield Spot(p.name, p.lat, p.lon, p.radius_km or 0.0), p.events


def _report(request: Request, name: str) -> Response:
    record: Record = request.app.state.record
    key, _, kind = name.partition(".")
    if key not in record.keys(Filter(report=(key,))):
        raise HTTPException(404, f"No report {key!r} is in this record.")
    reading = record.reading(key, raw=False)
    if kind == "json":
        return Response(dumps(reading_json(reading, text=True)), media_type="application/json")
    if kind == "txt":
        return PlainTextResponse(reading.report.text)
    if kind:
        raise HTTPException(404, f"A report has no form {kind!r}: .json and .txt are there.")
    return _html(request, "report.html", **_report_page(reading), key=key, here="/reports")


def _report_page(reading: Reading) -> dict[str, Any]:
    names = {c.id: f"{c.source.name} ({c.source.side})" for c in reading.claims}
    _, happened, _ = rows_of(reading)
    return {
        "report": reading.report,
        "profile": reading.profile,
        "problems": reading.problems,
        "paragraphs": paragraphs(reading),
        "names": names,
        "event_names": {row.event.id: in_short(row) for row in happened},
    }
