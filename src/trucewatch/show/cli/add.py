"""trucewatch add: read reports into a record; interrupted, it can be continued by the same command."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from trucewatch.errors import IntegrityError
from trucewatch.model import Problem, Reading, Report
from trucewatch.record import Record
from trucewatch.show.cli.options import (
    as_json,
    column_option,
    examples,
    paths_argument,
    reading_options,
    record_argument,
)
from trucewatch.show.cli.outcome import INTERRUPTED, PROBLEMS, is_loss
from trucewatch.show.cli.output import Progress, note, note_problem, print_objects

if TYPE_CHECKING:
    from trucewatch.pipeline import Pipeline


@dataclass
class Tally:
    """Count what was done so far."""

    added: int = 0
    known: int = 0
    located: int = 0
    versions: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    lost: bool = False
    stopped: bool = False

    @property
    def problems(self) -> int:
        """Return how many problems there were."""
        return self.codes.total()

    def text(self) -> str:
        """Return the counts as a line."""
        codes = ", ".join(f"{number} {code}" for code, number in sorted(self.codes.items()))
        named = f" ({codes})" if codes else ""
        again = f" ({self.versions} of them new versions)" if self.versions else ""
        return f"{self.added} reports added{again}, {self.known} there already, {self.problems} problems{named}"

    def note(self, problem: Problem) -> None:
        """Count and print a problem."""
        self.codes[problem.code] += 1
        self.lost = self.lost or is_loss(problem)
        note_problem(problem)


@contextmanager
def stopping(tally: Tally) -> Iterator[None]:
    """Let Ctrl-C finish the report in hand; a second Ctrl-C stops at once (nothing half-done is stored)."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if tally.stopped:
            raise KeyboardInterrupt
        tally.stopped = True
        note("stopping after this report; Ctrl-C again stops at once")

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread: there is no Ctrl-C to be caught
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@click.command(
    "add",
    epilog=examples(
        "trucewatch add my.record reports/ more.jsonl --outlet 'The Wire'",
        "trucewatch add my.record sheet.csv --column Body=text --column Day=date --column Paper=outlet",
    ),
)
@record_argument
@paths_argument
@reading_options
@column_option
@as_json
@click.pass_context
def add_command(
    ctx: click.Context,
    record: Path,
    paths: tuple[Path, ...],
    published: date | None,
    outlet: str | None,
    profile: str | None,
    columns: dict[str, str],
    as_json: bool,
) -> None:
    """Read reports into a record, which is made where there is none.

    A report that is in the record already is skipped, so an interrupted run is continued by the same command.
    Ctrl-C finishes the report in hand. Problems are stored and printed on stderr. With --json one object with the
    counts and the record's digest is printed.
    """
    from trucewatch.pipeline import Pipeline

    tally, progress, pipeline = Tally(), Progress(), Pipeline(profile)
    with Record.open(record, create=True, wait=30) as store, stopping(tally):
        for found in pipeline.load_paths(paths, published=published, outlet=outlet, columns=columns):
            progress.clear()
            if isinstance(found, Problem) and is_own(found, record):
                continue
            take(store, pipeline, found, tally)
            progress.show(tally.text())
            if tally.stopped:
                break
        progress.clear()
        note(("interrupted: " if tally.stopped else "") + tally.text())
        if tally.stopped:
            note("the same command continues where this one stopped")
        if as_json:
            counts = {n: getattr(tally, n) for n in ("added", "versions", "known", "located", "problems")}
            print_objects([{**counts, "digest": store.digest()}])
    ctx.exit(INTERRUPTED if tally.stopped else PROBLEMS if tally.lost else 0)


def is_own(problem: Problem, record: Path) -> bool:
    """Tell whether a problem is only that the record itself lies in the folder that is read."""
    own = {f"{record.absolute()}{suffix}" for suffix in ("", "-wal", "-shm", "-journal")}
    return str(Path(problem.where).absolute()) in own


def take(store: Record, pipeline: Pipeline, found: Report | Problem, tally: Tally) -> None:
    """Store one thing that was loaded: a problem, a further place of a known report, or a new report's reading."""
    if isinstance(found, Problem):
        store.add_problem(found)
        tally.note(found)
    elif store.has(found):
        tally.located += store.add_location(found).located
        tally.known += 1
        for problem in filter(is_loss, found.problems):  # a damaged input is damaged each time it is given
            tally.note(problem)
    else:
        _read_and_add(store, pipeline.read(found), tally)


def _read_and_add(store: Record, reading: Reading, tally: Tally) -> None:
    try:
        result = store.add(reading)
    except IntegrityError as error:
        report = reading.report
        failed = Problem.of("TW-P901", report.location or report.id, error.what)
        reading = Reading(report, problems=(*report.problems, failed))
        try:
            result = store.add(reading)
        except IntegrityError:
            store.add_problem(failed)
            tally.note(failed)
            return
    tally.added += result.added
    tally.versions += result.version_of is not None
    tally.known += not result.added
    for problem in (*(reading.problems if result.added else ()), *result.problems):
        tally.note(problem)
