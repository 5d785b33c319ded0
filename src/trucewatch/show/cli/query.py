"""The commands that list what a record holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trucewatch.record import Record
from trucewatch.show.cli.options import Listing, as_json, examples, filters, record_argument, wanted
from trucewatch.show.cli.output import print_objects, print_table
from trucewatch.show.objects import OBJECTS
from trucewatch.show.tables import CELLS


def _listing(query: str, text: str, *shown: str) -> click.Command:
    """Make the command of a query of Record; `shown` are the options of its examples."""
    lines = examples(*(f"trucewatch {query} my.record {options}" for options in shown))

    @click.command(query, cls=Listing, query=query, help=text, epilog=lines)
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
_SURE = "`sure` is how sure the program is that it read this rightly, in per cent: it judges words, not facts."

reports_command = _listing(
    "reports",
    f"List the reports of a record, by published day (undated ones last), with how much was read in each.\n\n{_MANY}",
    "--from 2016-07-31 --side government",
    "--place Northtown --sort events --limit 10",
)
claims_command = _listing(
    "claims",
    "List claims: who says it, with the words and side of the source, then what is said, report by report.\n\n"
    f"Place, type and status are those of the events that a claim reports or denies. {_SURE} {_MANY}",
    "--side government --stance deny --json",
    "--source 'Valley Monitor' --as-of 2016-09-12",
)
events_command = _listing(
    "events",
    "List events by their first day. Every value stands with the source or outlet that gives it: "
    "two tolls are shown as 30 (one giver) / 12 (another).\n\n"
    f"--from and --to leave out events whose date is unknown. {_SURE} {_MANY}",
    "--type shelling --from 2016-07-30 --to 2016-08-05 --json",
    "--place Northtown --sort killed --limit 10",
    "--truce 'three days'",
)
truces_command = _listing(
    "truces",
    "List truces, report by report. Every value stands with the source or outlet that states it; violations are the "
    f"events that the report tells of as breaking it, with who says so.\n\n{_MANY}",
    "--status in-force --status strained",
    "--as-of 2016-09-12 --sort -published",
)
sources_command = _listing(
    "sources",
    "List sources over all reports, those with most claims first: side, claims, denials, outlets and days.\n\n"
    f"The filters choose the claims that are counted. {_MANY}",
    "--side government --limit 20",
    "--type shelling --sort denials",
)
problems_command = _listing(
    "problems",
    "List problems: those of reports, then those of inputs that made no report, with what to do.\n\n"
    f"--type takes codes. Problems of inputs have no day and no outlet: filters of those leave them out. {_MANY}",
    "--type TW-P202",
)
