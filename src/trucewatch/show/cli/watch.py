"""trucewatch watch: pick up what is new in a folder or a feed file."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.ingest.watching import Watched
from trucewatch.model import Problem, Report
from trucewatch.record import Record
from trucewatch.show.cli.add import Tally, stopping, take
from trucewatch.show.cli.options import column_option, examples, reading_options, record_argument
from trucewatch.show.cli.outcome import INTERRUPTED, PROBLEMS
from trucewatch.show.cli.output import note

if TYPE_CHECKING:
    from trucewatch.pipeline import Pipeline

#: Between two looks for Ctrl-C, in seconds.
_NAP = 0.2


@click.command("watch", epilog=examples("trucewatch watch my.record incoming/ --every 60"))
@record_argument
@click.argument("path", type=click.Path(path_type=Path), metavar="FOLDER|FEED-FILE")
@reading_options
@column_option
@click.option("--every", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds between looks.")
@click.option("--once", is_flag=True, help="Look once, take what is new, and end.")
@click.pass_context
def watch_command(
    ctx: click.Context,
    record: Path,
    path: Path,
    published: date | None,
    outlet: str | None,
    profile: str | None,
    columns: dict[str, str],
    every: float,
    once: bool,
) -> None:
    """Read what is in a folder or feed file into a record, then whatever is new or changed in it, until Ctrl-C.

    A file is read when it looks the same at two looks, so that none is read half written. A feed file's new entries
    are added, changed ones are new versions; a changed file whose report has neither a URL nor an id of its own (plain
    text) is another report. What is in the record already is skipped. Nothing is fetched.
    """
    from trucewatch.pipeline import Pipeline

    tally, pipeline, watched = Tally(), Pipeline(profile), Watched(path)
    settled = True
    with stopping(tally):
        while not tally.stopped:
            before = tally.text()
            for found in watched.look(settled=settled):
                loaded = (
                    [found]
                    if isinstance(found, Problem)
                    else pipeline.load_paths([found], published=published, outlet=outlet, columns=columns)
                )
                _take_all(record, pipeline, loaded, tally)
                if tally.stopped:
                    break
            if tally.text() != before:
                note(tally.text())
            if once:
                break
            settled = False
            _sleep(every, tally)
    ctx.exit(INTERRUPTED if tally.stopped else PROBLEMS if tally.lost else 0)


def _take_all(record: Path, pipeline: Pipeline, loaded: Iterable[Report | Problem], tally: Tally) -> None:
    """Store what one file holds; the record is open no longer than that, so that others can write between."""
    with Record.open(record, create=True, wait=30) as store:
        for one in loaded:
            take(store, pipeline, one, tally)
            if tally.stopped:
                return


def _sleep(seconds: float, tally: Tally) -> None:
    until = time.monotonic() + seconds
    while not tally.stopped and (left := until - time.monotonic()) > 0:
        time.sleep(min(_NAP, left))
