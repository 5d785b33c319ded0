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
def serve_command(record: Path, host: str, port: int) -> None:
    """Serve the page of a record, readable on this machine only unless --host says otherwise."""
    Record.open(record, read_only=True).close()
    from trucewatch.show.web import serve

    serve(record, host, port)
