"""Write docs/cli.md from the commands themselves: `python -m trucewatch.show.cli.reference > docs/cli.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from trucewatch.show.cli.entry import cli

_HEAD = """# The command line

Made by `python -m trucewatch.show.cli.reference > docs/cli.md`; a test fails when a command or option is missing here.

## What holds for all commands

- A RECORD is one file; `trucewatch add` makes it. Commands that only look at it never change it.
- Lists are tables. `--json` prints JSON Lines and nothing else on stdout; notes, progress and problems go to stderr.
- On a terminal tables are folded to its width (`NO_COLOR` is respected); elsewhere every row is one whole line.
- Every value of an event or truce stands with the source or outlet that gives it: `30 (one) / 12 (another)`.
- Control, bidi and zero-width characters of reports are shown as escapes (`\\x1b`, `\\u202e`), in JSON as `\\u001b`.
- `trucewatch -v COMMAND` also prints log messages, with the traceback of a reading that failed.
- A filter given several times takes any of its values; different filters must all fit. One that has no meaning for a
  list, and an unknown side, type, status or order, is refused with those that there are.
- Names are found in any spelling: without regard to case and marks, by words of the name (`--source Weller`), in other
  transliterations, by the other names that profiles know; a place also as the gazetteers spell it, a country with all
  in it. `--profile FILE` adds the names of a profile of your own.
- `--as-of DAY` shows the record as it was known that day: reports published up to then, undated ones by the day of
  adding, of changed reports the version of that day.
- Settings: a flag wins over a variable (`TRUCEWATCH_EVENTS_LIMIT=20`), a variable over the configuration's file
  (`[events]`, `limit = 20`), that over the default. `trucewatch config` prints those in force.
- A list that finds nothing is a right answer: exit code 0, with a note on stderr.

| exit code | meaning |
|---|---|
| 0 | done; what was asked is printed, be it nothing. Also when the reader of a pipe went away (`\\| head`) |
| 1 | the answer is no: a figure of `bench` lies below its floor, `profile check` finds errors |
| 2 | the call is wrong, or a file that the whole command needs cannot be used (record, profile, weights) |
| 3 | done, but an input, or a part of one, could not be read: see the problems |
| 4 | the record contradicts itself |
| 70 | a fault of Trucewatch, with the lines to report |
| 130 | interrupted by Ctrl-C; the same `add` continues |

Remarks on reports that were read all the same (TW-P114, TW-P117, TW-P202, TW-P203, TW-P204, TW-P301) do not make it 3.

"""


def reference() -> str:
    """Return the reference of every command and option as Markdown."""
    root = click.Context(cli, info_name="trucewatch")
    return _HEAD + "\n".join(line for name in cli.list_commands(root) for line in _section(name, root)) + "\n"


def _section(name: str, parent: click.Context) -> Iterator[str]:
    group = parent.command
    assert isinstance(group, click.Group)
    command = group.get_command(parent, name)
    assert command is not None
    here = click.Context(command, info_name=name, parent=parent)
    yield f"## {here.command_path}\n"
    usage = " ".join(command.collect_usage_pieces(here))
    yield f"`{here.command_path} {usage}`\n" if usage else f"`{here.command_path}`\n"
    for paragraph in (command.help or "").split("\n\n"):
        yield " ".join(paragraph.split()) + "\n"
    if command.epilog:
        head, *lines = command.epilog.removeprefix("\b\n").splitlines()
        shown = "\n".join(line.strip() for line in lines)
        yield f"{head}\n\n```sh\n{shown}\n```\n"
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        yield "| option | what it does |\n|---|---|"
        for option in options:
            yield _option(option, here)
        yield ""
    if isinstance(command, click.Group):
        for inner in command.list_commands(here):
            yield from _section(inner, here)


def _option(option: click.Option, here: click.Context) -> str:
    names, what = option.get_help_record(here) or (", ".join(option.opts), "")
    many = " Can be given several times." if option.multiple else ""
    return f"| `{names.replace('|', ' / ')}` | {what.replace('|', ' / ')}{many} |"


if __name__ == "__main__":
    sys.stdout.write(reference())
