"""The commands that list what a record holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trucewatch.record import Record
from trucewatch.show.cli.options import as_json, filters, record_argument, wanted
from trucewatch.show.cli.output import print_objects, print_table
from trucewatch.show.objects import OBJECTS
from trucewatch.show.tables import CELLS


def _listing(query: str, text: str, example: str) -> click.Command:
    """Make the command of a query of Record."""

    @click.command(query, help=text, epilog=f"Example: trucewatch {query} my.record {example}")
    @record_argument
    @filters(query)
    @as_json
    def command(record: Path, as_json: bool, **given: Any) -> None:
        asked = wanted(given)
        with Record.open(record, read_only=True) as store:
            rows = getattr(store, query)(asked)
            if as_json:
                print_objects(map(OBJECTS[query], rows))
            else:
                print_table(map(CELLS[query], rows), f"no {query} found")

    assert isinstance(command, click.Command)
    return command


_MANY = "A filter given several times takes any of its values; different filters must all fit."

reports_command = _listing(
    "reports",
    f"List the reports of a record, by published day (undated ones last), with how much was read in each.\n\n{_MANY}",
    "--from 2016-09-12 --side government",
)
claims_command = _listing(
    "claims",
    "List claims: who says it, with the words and side of the source, then what is said, report by report.\n\n"
    f"Place, type and status are those of the events that a claim reports or denies. {_MANY}",
    "--side government --stance deny --json",
)
events_command = _listing(
    "events",
    "List events by their first day. Every value stands with the source or outlet that gives it: "
    "two tolls are shown as 30 (one giver) / 12 (another).\n\n"
    f"--from and --to leave out events whose date is unknown. {_MANY}",
    "--type shelling --from 2016-09-12 --to 2016-09-19 --json",
)
truces_command = _listing(
    "truces",
    f"List truces, report by report. Every value stands with the source or outlet that states it.\n\n{_MANY}",
    "--status in-force --status strained",
)
sources_command = _listing(
    "sources",
    "List sources over all reports, those with most claims first: side, claims, denials, outlets and days.\n\n"
    f"The filters choose the claims that are counted. {_MANY}",
    "--side government --limit 20",
)
problems_command = _listing(
    "problems",
    "List problems: those of reports, then those of inputs that made no report, with what to do.\n\n"
    f"--type takes codes. {_MANY}",
    "--type TW-P202",
)
