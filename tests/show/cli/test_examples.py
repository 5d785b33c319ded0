"""Every example of a help page runs, or is at least a right call where it would serve, fetch or read with weights."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from tests.build import TEXT, two_speakers
from tests.show.cli.conftest import HandMade, Ran
from trucewatch.ingest import load
from trucewatch.model import Problem, Reading, Report
from trucewatch.record import Record
from trucewatch.show.cli.entry import cli

Run = Callable[..., Ran]
#: Commands whose examples are parsed only: they serve, watch, fetch, or read with the weights.
PARSED = {"serve", "watch", "fetch", "demo", "bench"}


PROFILE = """
id = "my-war"
name = "A war of our own"
countries = ["NZ"]
zone = "UTC"
source = "made for a test"
[sides.government]
name = "Government"
[sides.opposition]
name = "Opposition"
[[actor]]
id = "river-guard"
name = "River Guard"
kind = "group"
side = "opposition"
source = "made for a test"
"""


class FromFiles(HandMade):
    """Load files as the program does, and read them by hand."""

    def load_paths(self, paths: object, **given: object) -> Iterator[Report | Problem]:  # type: ignore[override]
        return load(paths, **given)  # type: ignore[arg-type]

    def resolve(self, reading: Reading) -> Reading:
        return reading


def commands(group: click.Group, above: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        assert command is not None
        here = click.Context(command, info_name=name, parent=above)
        if isinstance(command, click.Group):
            yield from commands(command, here)
        else:
            yield here.command_path, command


ROOT_CONTEXT = click.Context(cli, info_name="trucewatch")
COMMANDS = dict(commands(cli, ROOT_CONTEXT))
EXAMPLES = [
    (path, line.strip())
    for path, command in COMMANDS.items()
    for line in (command.epilog or "").splitlines()
    if line.startswith("  ")
]


def test_every_command_has_an_example_of_itself() -> None:
    shown = {path for path, line in EXAMPLES if line.startswith(path)}
    assert shown == set(COMMANDS)
    assert all(line.startswith(path) for path, line in EXAMPLES)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the files that the examples name, as the working directory."""
    monkeypatch.setattr(sys.modules["trucewatch.pipeline"], "Pipeline", FromFiles)
    monkeypatch.setenv("TRUCEWATCH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    with Record.open(tmp_path / "my.record", create=True) as made:
        made.add(two_speakers())
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "two.txt").write_text(TEXT)
    (tmp_path / "more.jsonl").write_text('{"id": "m1", "text": "The road is open."}\n')
    (tmp_path / "sheet.csv").write_text('Body,Day,Paper\n"The road is shut.",2016-08-02,The Post\n')
    page = (
        "<html><head><title>Road</title></head><body><article><p>" + "The road is open. " * 20 + "</p></article></body>"
    )
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "my-villages.csv").write_text("name,lat,lon,country\nNorthtown,36.2,37.1,SY\n")
    (tmp_path / "my-war.toml").write_text(PROFILE)
    return tmp_path


@pytest.mark.parametrize(("path", "line"), EXAMPLES)
def test_an_example_runs(trucewatch: Run, folder: Path, path: str, line: str) -> None:
    words = shlex.split(line.partition(" > ")[0])[1:]
    if words[0] in PARSED:
        rest = words[len(path.split()) - 1 :]
        command = COMMANDS[path]
        command.make_context(path, rest, parent=ROOT_CONTEXT)
        return
    ran = trucewatch(*words)
    assert ran.code == 0, ran.err
