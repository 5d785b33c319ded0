"""The configuration: defaults, then a TOML file, then TRUCEWATCH_* variables, then flags, each over the one before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import tomli

from trucewatch.errors import UsageError
from trucewatch.show.cli.options import as_json, examples
from trucewatch.show.cli.output import note, print_objects, print_table

PREFIX = "TRUCEWATCH"


def config_file() -> Path | None:
    """Return the configuration's file, None where there is none.

    That is TRUCEWATCH_CONFIG, else config.toml in the folder trucewatch of the user's configuration
    (XDG_CONFIG_HOME, else ~/.config). Raises UsageError where TRUCEWATCH_CONFIG names no file.
    """
    named = os.environ.get(f"{PREFIX}_CONFIG")
    if named:
        if not Path(named).is_file():
            raise UsageError("the configuration does not exist", where=named, do=f"correct {PREFIX}_CONFIG")
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    found = Path(base) / "trucewatch" / "config.toml"
    return found if found.is_file() else None


def load_config(group: click.Group, ctx: click.Context) -> dict[str, dict[str, Any]]:
    """Return the values that the configuration's file gives to options, by command and parameter.

    Raises UsageError for TOML that cannot be read, and for a command or option that there is not.
    """
    path = config_file()
    if path is None:
        return {}
    try:
        given = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"the configuration cannot be read: {error}", where=str(path), do="correct it") from None
    return {name: _section(group, ctx, name, values, str(path)) for name, values in given.items()}


def _section(group: click.Group, ctx: click.Context, name: str, values: Any, where: str) -> dict[str, Any]:
    """Return the values of a command's section; those of a group's commands stand below it: [places.find]."""
    command = group.get_command(ctx, name)
    if command is None or not isinstance(values, dict):
        do = "sections are named as commands are"
        raise UsageError(f"the configuration has a section [{name}] of no command", where=where, do=do)
    if isinstance(command, click.Group):
        return {inner: _section(command, ctx, inner, found, f"{where}, [{name}]") for inner, found in values.items()}
    known = {_key(option): option.name for option in _options(command)}
    found = {}
    for key, value in values.items():
        if key not in known:
            do = f"it has {', '.join(sorted(known))}"
            raise UsageError(f"{name} has no option {key!r}", where=f"{where}, [{name}]", do=do)
        found[str(known[key])] = value
    return found


def _options(command: click.Command) -> list[click.Option]:
    return [p for p in command.params if isinstance(p, click.Option) and p.name != "help"]


def _key(option: click.Option) -> str:
    """Return the name of an option in the configuration: "all-versions" of --all-versions."""
    return max(option.opts, key=len).lstrip("-")


@click.command("config", epilog=examples("trucewatch config --json"))
@as_json
@click.pass_context
def config_command(ctx: click.Context, as_json: bool) -> None:
    """Print every setting that is not the default, with its value and where that comes from.

    A flag wins over a variable (TRUCEWATCH_ADD_OUTLET for `add --outlet`), a variable over the configuration's file,
    that over the default. The file is TOML with a section for each command: [add] and below it outlet = "The Wire". It
    is TRUCEWATCH_CONFIG, else ~/.config/trucewatch/config.toml.
    """
    root = ctx.find_root()
    rows = list(_settings(root))
    if as_json:
        print_objects(rows)
        return
    note(f"configuration: {config_file() or 'no file'}")
    print_table([{n: str(v) for n, v in row.items()} for row in rows], "everything is at its default")


def _settings(root: click.Context) -> Iterator[dict[str, Any]]:
    group = root.command
    assert isinstance(group, click.Group)
    yield from _of_group(group, root, load_config(group, root), ())


def _of_group(
    group: click.Group, root: click.Context, given: dict[str, Any], above: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    path = config_file()
    for name in group.list_commands(root):
        command, values, names = group.get_command(root, name), given.get(name, {}), (*above, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _of_group(command, root, values, names)
            continue
        for option in _options(command):
            variable = "_".join((PREFIX, *names, str(option.name))).upper()
            shown = {"command": " ".join(names), "option": _key(option)}
            if variable in os.environ:
                yield {**shown, "value": os.environ[variable], "from": variable}
            elif option.name in values:
                yield {**shown, "value": values[option.name], "from": str(path)}
