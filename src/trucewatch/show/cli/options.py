"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from trucewatch.model import STANCES, STATUSES, TRUCE_STATES
from trucewatch.record import Filter
from trucewatch.record.filters import KNOWN

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
    "source": {"help": "A part of a source's name, or an actor id."},
    "outlet": {"help": "The name of an outlet."},
    "place": {"help": "A place's name or id, a first-level division or a country code."},
    "type": {"help": "An event's type or mode (ASSAULT, shelling); of problems a code."},
    "status": {"type": click.Choice(STATUSES, case_sensitive=False), "help": "An event's status."},
    "stance": {"type": click.Choice(STANCES, case_sensitive=False), "help": "A claim's stance."},
    "language": {"help": "A report's language (ISO 639-1)."},
    "report": {"help": "A report's id or key."},
}


_DAYS = ("from_", "to")


def _kinds(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the types and modes asked for; fail for one that there is not, and say which there are."""
    if given:
        from trucewatch.know.event_types import event_types, modes

        types = event_types()
        known = {name.lower() for type_ in types for name in (type_, *(m or "" for m in modes(type_)))}
        for name in given:
            if name.lower() not in known:
                among = ", ".join(sorted({m for type_ in types for m in modes(type_) if m}))
                raise click.BadParameter(f"{name!r} is no type ({', '.join(types)}) and no mode ({among})")
    return given


def filters(query: str) -> Callable[[Command], Command]:
    """Add the options of the filters that a query knows, with --limit and --offset."""

    def add(command: Command) -> Command:
        number = click.IntRange(min=0)
        command = click.option("--offset", type=number, default=0, help="Leave out the first rows.")(command)
        command = click.option("--limit", type=number, help="Give no more rows than this.")(command)
        older = "Older versions of reports too."
        command = click.option("--all-versions", is_flag=True, help=older)(command)
        for name in [n for n in reversed(_FILTERS) if n in KNOWN[query]]:
            given = {**_FILTERS[name]} if name in _DAYS else {"multiple": True, **_FILTERS[name]}
            if name == "status" and query == "truces":
                given |= {"type": click.Choice(TRUCE_STATES, case_sensitive=False), "help": "A truce's state."}
            if name == "type" and query != "problems":
                given |= {"callback": _kinds}
            command = click.option(f"--{name.rstrip('_')}", name, **given)(command)
        return command

    return add


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
