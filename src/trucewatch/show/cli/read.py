"""trucewatch read: what is read in some reports, without storing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from trucewatch.model import Problem, Reading
from trucewatch.model.contract import reading_json
from trucewatch.show.cli.options import as_json, column_option, examples, paths_argument, reading_options
from trucewatch.show.cli.outcome import PROBLEMS, is_loss
from trucewatch.show.cli.output import note_problem, print_objects, print_table
from trucewatch.show.tables import claim_cells, event_cells, origin_of, published, rows_of, truce_cells
from trucewatch.show.visible import visible


@click.command(
    "read",
    epilog=examples(
        "trucewatch read page.html --published 2016-08-01",
        "trucewatch read sheet.csv --column Body=text --json",
    ),
)
@paths_argument
@reading_options
@column_option
@as_json
@click.option("--text", is_flag=True, help="Put each report's text into its JSON object.")
@click.pass_context
def read_command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    published: date | None,
    outlet: str | None,
    profile: str | None,
    columns: dict[str, str],
    as_json: bool,
    text: bool,
) -> None:
    """Read reports and print what was read; nothing is stored.

    PATH is a file (text, HTML, JSON Lines) or a folder of them. With --json there is one object per report, in the
    order of the input, as the JSON Schema of `trucewatch schema` has it. Problems are printed on stderr too.
    """
    from trucewatch.pipeline import Pipeline

    lost = False

    def readings() -> Iterator[Reading]:
        nonlocal lost
        for found in Pipeline(profile).read_paths(paths, published=published, outlet=outlet, columns=columns):
            problems = (found,) if isinstance(found, Problem) else found.problems
            for problem in problems:
                note_problem(problem)
                lost = lost or is_loss(problem)
            if isinstance(found, Reading):
                yield found

    if as_json:
        print_objects(reading_json(reading, text=text) for reading in readings())
    else:
        for reading in readings():
            print_reading(reading)
    ctx.exit(PROBLEMS if lost else 0)


def print_reading(reading: Reading) -> None:
    """Print a report's claims, events and truces as tables, the giver beside every value."""
    origin, (claims, events, truces) = origin_of(reading), rows_of(reading)
    title = f": {origin.title}" if origin.title else ""
    used = f", profile {reading.profile.id}" if reading.profile else ""
    click.echo(visible(f"{origin.id}, {origin.outlet or 'outlet unknown'}, published {published(origin)}{used}{title}"))
    tables = (
        ("claims", [claim_cells(row) for row in claims]),
        ("events", [event_cells(row) for row in events]),
        ("truces", [truce_cells(row) for row in truces]),
    )
    for name, cells in tables:
        click.echo(f"\n{name}: {len(cells) or 'none'}")
        if cells:
            print_table([{k: v for k, v in row.items() if k != "report"} for row in cells])
    click.echo()
