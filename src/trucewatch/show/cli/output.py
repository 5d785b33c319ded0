"""What commands print: JSON Lines for programs, tables for people; hostile characters never reach a terminal raw."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from trucewatch.model import Problem
from trucewatch.model.contract import Json
from trucewatch.show.tables import NUMBERS, Cells
from trucewatch.show.visible import json_line, visible, width

if TYPE_CHECKING:
    from rich.table import Table

#: A column of text narrower than this cannot be read; a terminal without room for that gets one cell a line.
_NARROWEST = 14


def print_objects(objects: Iterable[Json]) -> None:
    """Print one JSON object a line; a terminal or pipe that is not UTF-8 gets ASCII escapes."""
    ascii = (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
    for found in objects:
        sys.stdout.write(json_line(found, ascii=ascii) + "\n")


def print_table(rows: Iterable[Cells], nothing: str = "nothing found") -> None:
    """Print a table: folded to the width of a terminal, whole lines where the output goes elsewhere.

    Nothing on stdout but a note on stderr where there are no rows.
    """
    found = [{name: visible(cell) for name, cell in row.items()} for row in rows]
    if not found:
        note(nothing)
    elif sys.stdout.isatty():
        _print_rich(found)
    else:
        _print_plain(found)


def _print_plain(rows: Sequence[Cells]) -> None:
    names = list(rows[0])
    widths = {name: max(width(name), *(width(row[name]) for row in rows)) for name in names}
    for row in ({name: name for name in names}, *rows):
        cells = [_padded(row[name], widths[name], name in NUMBERS) for name in names]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def _padded(cell: str, columns: int, number: bool) -> str:
    pad = " " * (columns - width(cell))
    return pad + cell if number else cell + pad


def _print_rich(rows: Sequence[Cells]) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    names = [name for name in rows[0] if any(row[name] for row in rows)]
    fits = console.width >= sum(5 if name in NUMBERS else _NARROWEST for name in names)
    for table in [_wide(rows, names)] if fits else (_tall(row) for row in rows):
        console.print(table)


def _wide(rows: Sequence[Cells], names: Sequence[str]) -> Table:
    """Return a table with one row a line."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold", justify="right" if name in NUMBERS else "left")
    for row in rows:
        table.add_row(*(Text(row[name]) for name in names))
    return table


def _tall(row: Cells) -> Table:
    """Return one row as a table of its own, one cell a line, for terminals too narrow for a wide table."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, cell in row.items():
        if cell:
            table.add_row(name, Text(cell))
    table.add_row("", "")
    return table


def note(text: str) -> None:
    """Print a line for people on stderr."""
    print(visible(text), file=sys.stderr, flush=True)


def note_problem(problem: Problem) -> None:
    """Print a problem on stderr with what to do about it."""
    place = f"{problem.where}: " if problem.where else ""
    todo = f" ({problem.do})" if problem.do else ""
    note(f"{problem.code} {place}{problem.what}{todo}")


class Progress:
    """Show one line of progress on stderr where that is a terminal; show nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._long = 0

    def show(self, text: str) -> None:
        """Replace the line."""
        if self._shown:
            line = visible(text)[:78]
            sys.stderr.write("\r" + line.ljust(self._long))
            sys.stderr.flush()
            self._long = len(line)

    def clear(self) -> None:
        """Remove the line."""
        if self._shown and self._long:
            sys.stderr.write("\r" + " " * self._long + "\r")
            sys.stderr.flush()
            self._long = 0
