"""docs/cli.md names every command and option, and is what the generator makes."""

from __future__ import annotations

import click
import pytest

from tests.conftest import ROOT
from trucewatch.show.cli.entry import COMMANDS, cli
from trucewatch.show.cli.reference import reference

DOCS = ROOT / "docs" / "cli.md"
CONTEXT = click.Context(cli, info_name="trucewatch")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_in_the_docs(name: str) -> None:
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    text = DOCS.read_text("utf-8")
    assert f"\n## trucewatch {name}\n" in text
    section = text.split(f"\n## trucewatch {name}\n")[1].split("\n## ")[0]
    for option in command.params:
        if isinstance(option, click.Option):
            assert all(f"`{names}" in section or f" {names}" in section for names in option.opts), option.opts
    assert isinstance(command, click.Group) or "Example" in section


def test_the_docs_are_what_the_generator_makes() -> None:
    assert DOCS.read_text("utf-8") == reference(), "run: python -m trucewatch.show.cli.reference > docs/cli.md"


def test_the_list_of_commands_says_what_their_help_says() -> None:
    for name in COMMANDS:
        command = cli.get_command(CONTEXT, name)
        assert command is not None
        assert command.name == name
