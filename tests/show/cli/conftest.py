"""A command line whose reading is made by hand, so that these tests need no weights."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from tests.build import TEXT, make_report, two_speakers
from trucewatch.model import Problem, Reading, Report
from trucewatch.record import Record
from trucewatch.show.cli import entry


class HandMade:
    """Stand in for the pipeline: a file whose name begins with "two" holds the report of two speakers."""

    def __init__(self, profile: str | None = None) -> None:
        self.profile = profile

    def load_paths(
        self,
        paths: Iterable[Path],
        *,
        published: date | None = None,
        outlet: str | None = None,
        columns: dict[str, str] | None = None,
    ) -> Iterator[Report | Problem]:
        for path in paths:
            if not path.exists():
                yield Problem.of("TW-P101", str(path))
            elif path.name.startswith("two"):
                yield replace(two_speakers(path.stem, outlet or "The Wire").report, location=str(path))
            else:
                yield make_report(path.read_text(), id=path.stem, outlet=outlet)

    def read_paths(self, paths: Iterable[Path], **given: object) -> Iterator[Reading | Problem]:
        for found in self.load_paths(paths, **given):  # type: ignore[arg-type]
            yield found if isinstance(found, Problem) else self.read(found)

    def read(self, report: Report) -> Reading:
        if report.text != TEXT:
            return Reading(report)
        return replace(two_speakers(report.id, report.outlet), report=report)


@dataclass
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def hand_made(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("trucewatch.pipeline")
    module.Pipeline = HandMade  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trucewatch.pipeline", module)


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def trucewatch(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Return a function that runs a command line and returns its exit code, stdout and stderr."""

    def run(*arguments: object, terminal: bool = False, encoding: str = "utf-8") -> Ran:
        kind = Terminal if terminal else io.TextIOWrapper
        out, err = (kind(io.BytesIO(), encoding=encoding, newline="") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = entry.run([str(a) for a in arguments])
            out.flush()
            err.flush()
        texts = [stream.buffer.getvalue().decode(encoding) for stream in (out, err)]  # type: ignore[attr-defined]
        return Ran(code, *texts)

    return run


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return the path of a record with the report of two speakers and two tolls."""
    path = tmp_path / "my.record"
    with Record.open(path, create=True) as made:
        made.add(two_speakers())
    return path
