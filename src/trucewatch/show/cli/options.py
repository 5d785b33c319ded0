"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from trucewatch.model import STANCES, STATUSES, TRUCE_STATES
from trucewatch.model.report import INPUT_FIELDS as FIELDS
from trucewatch.record import Filter
from trucewatch.record.filters import KNOWN, SORTS, flag, refusal

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """Take an ISO 8601 day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; fail with what to write instead."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day: write it as YYYY-MM-DD", param, ctx)


FILE = click.Path(path_type=Path, dir_okay=False)

_FILTERS: dict[str, dict[str, Any]] = {
    "from_": {
        "type": Day(),
        "metavar": "DAY",
        "help": "From this day on (an event's own date, else the published date).",
    },
    "to": {"type": Day(), "metavar": "DAY", "help": "Up to this day."},
    "side": {"help": "A side: of a claim its source's, of an event its actors', of a truce its parties' or brokers'."},
    "source": {"help": "Who says it: an actor's id, one of its names, or words of the name met, in any spelling."},
    "outlet": {"help": "The name of an outlet."},
    "place": {"help": "A place, division or country: its id, code, or words of its name, in any spelling."},
    "type": {"help": "An event's type or mode (ASSAULT, shelling); of problems a code."},
    "truce": {
        "help": "A truce's id or words of its name: the truce itself, the events that break it, who tells of it."
    },
    "status": {"type": click.Choice(STATUSES, case_sensitive=False), "help": "An event's status."},
    "stance": {"type": click.Choice(STANCES, case_sensitive=False), "help": "A claim's stance."},
    "language": {"help": "A report's language (ISO 639-1)."},
    "report": {"help": "A report's id or key."},
    "id": {"help": "The id of the thing itself, as --json prints it; of sources and actors the actor's."},
    "sure": {
        "type": click.IntRange(0, 100),
        "default": 0,
        "metavar": "PERCENT",
        "help": "Only what the program is at least so sure to have read rightly.",
    },
    "as_of": {
        "type": Day(),
        "metavar": "DAY",
        "help": "The record as it was known on that day: from reports published up to then (undated ones: added); "
        "of versions that bear one day the last one.",
    },
}


_ONE = frozenset({"from_", "to", "as_of", "sure"})


class Listing(click.Command):
    """A command that lists rows of a query; `query` names it, so that a filter it cannot have is refused with why."""

    def __init__(self, *given: Any, query: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.query = query

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as usual, but say of a filter of other queries where it belongs."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            names = {flag(name): name for name in _FILTERS}
            if error.option_name in names:
                raise refusal(self.query, names[error.option_name]) from None
            raise


def filters(query: str) -> Callable[[Command], Command]:
    """Add the options of the filters that a query knows, with --profile, --sort, --limit and --offset."""

    def add(command: Command) -> Command:
        number = click.IntRange(min=0)
        command = click.option("--offset", type=number, default=0, help="Leave out the first rows.")(command)
        command = click.option("--limit", type=number, help="Give no more rows than this.")(command)
        orders = f"Sort by {', '.join(SORTS[query])}; with a - before it the other way round."
        command = click.option("--sort", metavar="ORDER", help=orders)(command)
        own = (
            "Your own conflict profile's file: its names, places and sides are found besides those of the shipped ones."
        )
        command = click.option("--profile", metavar="FILE", help=own)(command)
        if "all_versions" in KNOWN[query]:
            older = "Older versions of reports too."
            command = click.option("--all-versions", is_flag=True, help=older)(command)
        for name in [n for n in reversed(_FILTERS) if n in KNOWN[query]]:
            given = {**_FILTERS[name]} if name in _ONE else {"multiple": True, **_FILTERS[name]}
            if name == "status" and query == "truces":
                given |= {"type": click.Choice(TRUCE_STATES, case_sensitive=False), "help": "A truce's state."}
            command = click.option(flag(name), name, **given)(command)
        return command

    return add


class Column(click.ParamType[tuple[str, str]]):
    """Take NAME=FIELD: how an input calls one of the fields of a report."""

    name = "column"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return (field, name); fail with the fields that there are."""
        if isinstance(value, tuple):
            return value
        name, mark, field = value.rpartition("=")
        if not mark or not name.strip() or field not in FIELDS:
            self.fail(f"{value!r} is not NAME=FIELD with a field of {', '.join(FIELDS)}", param, ctx)
        return field, name


def column_option(command: Command) -> Command:
    """Add --column, which gives `columns`: the names of an input by field."""
    what = f"A column of CSV or key of JSON Lines that holds one of our fields: {', '.join(FIELDS)} (Body=text)."
    option = click.option(
        "--column", "columns", type=Column(), multiple=True, metavar="NAME=FIELD", callback=_columns, help=what
    )
    return option(command)


def _columns(_ctx: click.Context, _param: click.Parameter, given: tuple[tuple[str, str], ...]) -> dict[str, str]:
    twice = sorted({field for field, _ in given if [f for f, _ in given].count(field) > 1})
    if twice:
        raise click.BadParameter(f"two columns are given for {', '.join(twice)}")
    return dict(given)


def examples(*lines: str) -> str:
    """Return the epilog of a command: its examples, one a line, which the terminal's width does not break."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def as_json(command: Command) -> Command:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, and nothing else.")(command)


def record_argument(command: Command) -> Command:
    """Add the argument that names the record's file."""
    return click.argument("record", type=FILE)(command)


def paths_argument(command: Command) -> Command:
    """Add the argument of files and folders; what is wrong with one of them is a problem, not an error."""
    return click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")(command)


def reading_options(command: Command) -> Command:
    """Add the options that say how reports are read."""
    named = "A shipped conflict profile's name, or a profile's file; chosen for each report where not given."
    command = click.option("--profile", metavar="NAME", help=named)(command)
    command = click.option("--outlet", metavar="NAME", help="The outlet of all reports that name none.")(command)
    day = "The published day of all reports; it is believed."
    return click.option("--published", type=Day(), metavar="DAY", help=day)(command)


def wanted(given: dict[str, Any]) -> Filter:
    """Return the filter of a command's options."""
    return Filter(**given)
