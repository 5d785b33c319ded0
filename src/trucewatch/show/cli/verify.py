"""trucewatch verify: whether a record is what it was."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from trucewatch.record import Record
from trucewatch.show.cli.options import as_json, examples, record_argument
from trucewatch.show.cli.outcome import INTEGRITY
from trucewatch.show.cli.output import print_objects, print_table


@click.command("verify", epilog=examples("trucewatch verify my.record"))
@record_argument
@as_json
@click.pass_context
def verify_command(ctx: click.Context, record: Path, as_json: bool) -> None:
    """Check a record: its digest, every span against the stored text, links, flat columns and stored bytes.

    Exit code 4 where anything is not what it was. The digest printed stands for all that was read; two records of the
    same reports have the same one, whatever the order of adding.
    """
    with Record.open(record, read_only=True) as store:
        findings, digest, reports = store.verify(), store.digest(), store.counts()["reports"]
    if as_json:
        print_objects([{"digest": digest, "reports": reports, "findings": [asdict(f) for f in findings]}])
    else:
        if findings:
            print_table([{"where": f.where, "finding": f.what} for f in findings])
        verdict = f"{len(findings)} findings" if findings else "nothing is wrong"
        click.echo(f"{reports} reports, digest {digest}: {verdict}")
    ctx.exit(INTEGRITY if findings else 0)
