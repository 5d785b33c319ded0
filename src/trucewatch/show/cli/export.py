"""trucewatch export: a record's content for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trucewatch.record import Record
from trucewatch.show.cli.options import Listing, examples, filters, record_argument, wanted
from trucewatch.show.export import FORMATS, export


@click.command(
    "export",
    cls=Listing,
    query="events",
    epilog=examples(
        "trucewatch export my.record --format acled -o events.csv --from 2016-07-31",
        "trucewatch export my.record --format csv -o sheets.zip --as-of 2016-09-12",
        "trucewatch export my.record --format jsonl --text --outlet 'The Wire'",
    ),
)
@record_argument
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="The format to write.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File (csv: folder or .zip); else stdout.")
@click.option("--text", is_flag=True, help="Put the reports' texts into JSONL.")
@filters("events")
def export_command(record: Path, form: str, output: Path | None, text: bool, **given: Any) -> None:
    """Write a record's content as CSV sheets, JSONL of the contract, GeoJSON or ACLED-shaped CSV of events.

    Every value stands with the claim or outlet that gives it. Cells that a spreadsheet would run as a formula get a
    leading apostrophe. --from and --to mean an event's own date, for everything else the published date. csv cannot be
    filtered by --type and --status. A file that exists is replaced.
    """
    path = None if output is None or str(output) == "-" else output
    with Record.open(record, read_only=True) as store:
        export(store, form, path, wanted(given), text=text)
