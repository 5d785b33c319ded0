"""Run the command line: commands by name, errors as messages, exit codes."""

from __future__ import annotations

import gc
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import TextIO

import click

from trucewatch._version import __version__
from trucewatch.errors import TrucewatchError
from trucewatch.show.visible import visible_lines

#: name -> (module below trucewatch.show.cli, what it does). The order is that of the help.
COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("read", "Read reports and print what was read; nothing is stored."),
    "add": ("add", "Read reports into a record; what is there already is skipped."),
    "watch": ("watch", "Pick up what is new in a folder or feed file."),
    "fetch": ("fetch", "Fetch pages or feeds into a record; off unless it is turned on."),
    "config": ("config", "Print the settings in force and where each comes from."),
    "reports": ("query", "List the reports of a record."),
    "claims": ("query", "List claims: who says what."),
    "events": ("query", "List events, the giver beside every value."),
    "truces": ("query", "List truces, the giver beside every value."),
    "sources": ("query", "List sources with what they claim and deny."),
    "actors": ("actors", "List who is met in a record: names, sides, how often; the unknown first."),
    "actor": ("actors", "Show what profiles know of an actor, and where a record meets it."),
    "problems": ("query", "List problems with what to do about them."),
    "versions": ("versions", "List the versions of reports that changed, and what changed."),
    "resolve": ("resolve", "Apply a corrected profile to a record without reading again."),
    "profile": ("profile", "Check a conflict profile; propose the actors that it lacks."),
    "places": ("places", "Add gazetteers of your own; show which places a name may mean."),
    "export": ("export", "Write a record's content as CSV, JSONL, GeoJSON or ACLED-shaped CSV."),
    "verify": ("verify", "Check a record: digest, spans, links, bytes."),
    "serve": ("serve", "Serve the page of a record on this machine."),
    "demo": ("demo", "Read the shipped sample archive and serve its page."),
    "bench": ("bench", "Measure the reading against annotated reports."),
    "schema": ("schema", "Print the JSON Schema of one line of `read --json`."),
}

EPILOG = (
    "Exit codes: 0 done, 1 the answer is no (a floor of `bench` is missed, a profile is wrong), "
    "2 the call or an input file is wrong, 3 done, but something could not be read, 4 the record contradicts itself, "
    "130 interrupted."
)


class Commands(click.Group):
    """Find commands by name and import them when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"trucewatch.show.cli.{COMMANDS[cmd_name][0]}")
        found = getattr(module, f"{cmd_name}_command")
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader of our output that goes away (`| head`) ends it in silence."""
        try:
            found = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        return found


_SETTINGS = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "TRUCEWATCH"}


@click.command(cls=Commands, epilog=EPILOG, context_settings=_SETTINGS, no_args_is_help=True)
@click.version_option(__version__, prog_name="trucewatch")
@click.option("-v", "--verbose", is_flag=True, help="Print log messages, and the traceback of a reading that failed.")
@click.pass_context
def cli(ctx: click.Context, verbose: bool) -> None:
    """Read conflict reporting and keep the record: who says what happened, where, when, and what becomes of truces."""
    logger = logging.getLogger("trucewatch")
    logger.handlers = [_Escaping() if verbose else logging.NullHandler()]
    logger.setLevel(logging.INFO if verbose else logging.NOTSET)
    from trucewatch.show.cli.config import load_config

    assert isinstance(ctx.command, click.Group)
    ctx.default_map = load_config(ctx.command, ctx)


class _Escaping(logging.StreamHandler[TextIO]):
    """Log to stderr with hostile characters escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a message as it can be shown."""
        return visible_lines(super().format(record))


#: Cycles are looked for after so many new objects; Python's own 700 would take a twentieth of the time of reading.
_COLLECT = (20_000, 10, 10)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; errors are printed on stderr."""
    gc.set_threshold(*_COLLECT)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        found = cli.main(None if arguments is None else list(arguments), "trucewatch", standalone_mode=False)
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except TrucewatchError as error:
        print(visible_lines(str(error)), file=sys.stderr)
        return error.exit_code
    except Exception:
        print(visible_lines(traceback.format_exc()), file=sys.stderr)
        print("This is a fault of Trucewatch: please report it with the lines above.", file=sys.stderr)
        return 70
    return found if isinstance(found, int) else 0


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run())
