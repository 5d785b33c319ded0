"""trucewatch serve: the page of a record."""

from __future__ import annotations

from pathlib import Path

import click

from trucewatch.record import Record
from trucewatch.show.cli.options import examples, record_argument


@click.command("serve", epilog=examples("trucewatch serve my.record --port 8000"))
@record_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port to listen on.")
@click.option("--profile", metavar="FILE", help="Your own conflict profile's file, whose names the filters know too.")
def serve_command(record: Path, host: str, port: int, profile: str | None) -> None:
    """Serve the page of a record, readable on this machine only.

    Every list takes the filters of the command line in its address, and --sort, --limit and --offset, and has the same
    rows as .json and .csv: /events?place=Northtown&sort=-date, /events.json?place=Northtown&sort=-date.
    """
    Record.open(record, read_only=True).close()
    from trucewatch.show.web import serve

    serve(record, host, port, profile=profile)
