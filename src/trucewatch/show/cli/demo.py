"""trucewatch demo: the shipped sample archive from text to page."""

from __future__ import annotations

from pathlib import Path

import click

from trucewatch.model import TOLL_FIELDS
from trucewatch.record import EventRow, Filter, Record
from trucewatch.settings import sample_dir
from trucewatch.show.cli.add import Tally, take
from trucewatch.show.cli.options import FILE, examples
from trucewatch.show.cli.outcome import PROBLEMS
from trucewatch.show.cli.output import Progress, print_table
from trucewatch.show.tables import Cells, event_cells, source_cells, truce_cells


@click.command("demo", epilog=examples("trucewatch demo --no-serve"))
@click.option("--record", type=FILE, default=Path("demo-record/sample.record"), show_default=True, help="The record.")
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the page after the summary.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port of the page.")
@click.pass_context
def demo_command(ctx: click.Context, record: Path, serve: bool, port: int) -> None:
    """Read the shipped sample archive into a record, print a summary and serve its page on this machine.

    The sample is text of our own in the look of an archive's pages, not real reports. Exit code 3 where reading one
    of them failed.
    """
    from trucewatch.pipeline import Pipeline

    record.parent.mkdir(parents=True, exist_ok=True)
    tally, progress, pipeline = Tally(), Progress(), Pipeline()
    with Record.open(record, create=True) as store:
        for found in pipeline.load_paths([sample_dir()]):
            progress.clear()
            take(store, pipeline, found, tally)
            progress.show(tally.text())
        progress.clear()
        print_summary(store)
    click.echo(f"\n{tally.text()}; the record is {record}")
    if serve:
        from trucewatch.show.web import serve as serve_page

        serve_page(record, "127.0.0.1", port)
    ctx.exit(PROBLEMS if tally.codes["TW-P901"] else 0)


def print_summary(store: Record) -> None:
    """Print counts, the sources that speak most, the truces, and the events with tolls that differ by giver."""
    counts = store.counts()
    click.echo(", ".join(f"{number} {name}" for name, number in counts.items() if name != "places"))
    click.echo("\nWho speaks most")
    sources = map(source_cells, store.sources(Filter(limit=8)))
    print_table(_only(row, "source", "side", "claims", "denials", "reports") for row in sources)
    click.echo("\nTruces, as each report has them")
    print_table(_only(truce_cells(row), "published", "name", "state") for row in store.truces())
    click.echo("\nEvents with tolls that differ by who gives them")
    contested = (event_cells(row) for row in store.events() if is_contested(row))
    print_table((_only(row, "date", "event", "place", "tolls") for row in contested), "no toll is contested")


def _only(cells: Cells, *names: str) -> Cells:
    return {name: cells[name] for name in names}


def is_contested(row: EventRow) -> bool:
    """Tell whether several givers give tolls that differ."""
    for field in TOLL_FIELDS:
        standing = [v for v in row.event.values if v.field == field and not v.superseded]
        if len({(v.low, v.high) for v in standing}) > 1 and len({row.giver(v) for v in standing}) > 1:
            return True
    return False
