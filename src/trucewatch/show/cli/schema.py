"""trucewatch schema: the JSON Schema of the contract."""

from __future__ import annotations

import json

import click

from trucewatch.model.contract import schema
from trucewatch.show.cli.options import examples


@click.command("schema", epilog=examples("trucewatch schema > reading.schema.json"))
def schema_command() -> None:
    """Print the JSON Schema (draft 2020-12) of one line of `trucewatch read --json`."""
    click.echo(json.dumps(schema(), indent=1))
