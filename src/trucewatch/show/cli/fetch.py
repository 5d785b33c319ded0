"""trucewatch fetch: pages and feeds of the web into a record, where the user turned that on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from trucewatch.errors import UsageError
from trucewatch.ingest.fetch import fetch_reports
from trucewatch.record import Record
from trucewatch.show.cli.add import Tally, stopping, take
from trucewatch.show.cli.options import examples, reading_options, record_argument
from trucewatch.show.cli.outcome import INTERRUPTED, PROBLEMS
from trucewatch.show.cli.output import note


@click.command("fetch", epilog=examples("trucewatch fetch my.record https://www.example.org/report.html --allow"))
@record_argument
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@reading_options
@click.option("--allow", is_flag=True, help="Turn fetching on; else allow = true under [fetch] in the configuration.")
@click.pass_context
def fetch_command(
    ctx: click.Context,
    record: Path,
    urls: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    profile: str | None,
    allow: bool,
) -> None:
    """Fetch pages, feeds or PDFs and read them into a record; refused unless the user turned it on.

    Only public addresses are fetched, over http and https; redirects are checked anew. At most 16 MiB, 30 seconds and
    5 redirects a URL. Nothing that a page refers to is fetched.
    """
    if not allow:
        raise UsageError(
            "fetching is turned off", do="give --allow, or allow = true under [fetch] in the configuration"
        )
    from trucewatch.pipeline import Pipeline

    tally, pipeline = Tally(), Pipeline(profile)
    with Record.open(record, create=True, wait=30) as store, stopping(tally):
        for found in fetch_reports(urls, published=published, outlet=outlet):
            take(store, pipeline, found, tally)
            if tally.stopped:
                break
    note(tally.text())
    ctx.exit(INTERRUPTED if tally.stopped else PROBLEMS if tally.lost else 0)
