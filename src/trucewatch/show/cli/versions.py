"""trucewatch versions: reports that changed, and what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from trucewatch.model.contract import Json
from trucewatch.record import Record, VersionRow
from trucewatch.show.cli.options import Listing, as_json, examples, filters, record_argument, wanted
from trucewatch.show.cli.output import note, print_objects
from trucewatch.show.visible import visible

_SHOWN = ("--json", "--outlet 'Valley Post' --from 2016-08-01", "--side government --sort -published --limit 5")


@click.command(
    "versions",
    cls=Listing,
    query="versions",
    epilog=examples(*(f"trucewatch versions my.record {options}" for options in _SHOWN)),
)
@record_argument
@filters("versions")
@as_json
def versions_command(record: Path, as_json: bool, **given: Any) -> None:
    """List the older versions of reports with the lines that the later version took out (-) and put in (+).

    A report is a version of another where its text changed under the same URL, or under the same id of one outlet.
    All versions are kept; only the latest counts, unless a list is asked for --all-versions. The filters speak of the
    later version. A filter given several times takes any of its values; different filters must all fit.
    """
    asked = wanted(given)
    with Record.open(record, read_only=True) as store:
        if as_json:
            print_objects(_object(row) for row in store.versions(asked))
            return
        found = False
        for row in store.versions(asked):
            found = True
            older, newer = (f"{k} ({d or 'day unknown'})" for k, d in _both(row))
            named = f"{row.id}, {row.outlet or 'outlet unknown'}: {older} -> {newer} {row.url or ''}"
            click.echo(visible(named.rstrip()))
            for mark, lines in (("-", row.removed), ("+", row.added)):
                for line in lines:
                    click.echo(f"{mark} {visible(line)}")
            click.echo()
        if not found:
            note("no report changed")


def _both(row: VersionRow) -> tuple[tuple[str, date | None], tuple[str, date | None]]:
    return (row.older, row.older_published), (row.newer, row.newer_published)


def _object(row: VersionRow) -> Json:
    versions = [{"key": key, "published": day.isoformat() if day else None} for key, day in _both(row)]
    named = {"id": row.id, "outlet": row.outlet, "url": row.url, "older": versions[0], "newer": versions[1]}
    return {**named, "removed": list(row.removed), "added": list(row.added)}
