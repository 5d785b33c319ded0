"""trucewatch bench: how well the program reads."""

from __future__ import annotations

import json
from pathlib import Path

import click

from trucewatch.errors import InputError
from trucewatch.show.cli.options import FILE, examples
from trucewatch.show.cli.outcome import NO
from trucewatch.show.cli.output import Progress, note, print_objects


@click.group("bench")
def bench_command() -> None:
    """Measure the reading against annotated reports."""


@bench_command.command("record", epilog=examples("trucewatch bench record --gold gold.jsonl --fold gate"))
@click.option("--gold", type=FILE, required=True, help="JSONL of annotated reports (.gz or not).")
@click.option("--fold", metavar="NAME", help="Only the reports of this fold.")
@click.option("--archive", type=click.Path(path_type=Path), help="Read these files instead of the gold's own texts.")
@click.option("--profile", metavar="NAME", help="A conflict profile's name or file.")
@click.option("--floors", type=FILE, help="JSON {figure: floor}; exit code 1 where a figure lies below its floor.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and nothing else.")
@click.pass_context
def record_command(
    ctx: click.Context,
    gold: Path,
    fold: str | None,
    archive: Path | None,
    profile: str | None,
    floors: Path | None,
    as_json: bool,
) -> None:
    """Read annotated reports and print each figure with its 95 % interval and the best constant answer."""
    from trucewatch.show.bench import bench_record, table

    least, progress = _floors(floors), Progress()
    found = bench_record(
        gold, fold=fold, archive=archive, profile=profile, tick=lambda n, of: progress.show(f"{n} of {of} reports")
    )
    progress.clear()
    if as_json:
        print_objects([found])
    else:
        click.echo(table(found["figures"]))
        speed = found["words"] / max(found["seconds"], 1e-9)
        click.echo(f"{found['reports']} reports, {len(found['missing'])} missing, {speed:.0f} words/s with start-up")
    values = {name: figure["value"] for name, figure in found["figures"].items()}
    missed = [name for name, floor in least.items() if values.get(name) is None or values[name] < floor]
    for name in missed:
        note(f"below its floor of {least[name]}: {name} is {values.get(name)}")
    ctx.exit(NO if missed else 0)


def _floors(path: Path | None) -> dict[str, float]:
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): float(floor) for name, floor in found.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        what = f"the floors cannot be read: {error}"
        raise InputError(what, where=str(path), do='give JSON such as {"claims.attributed": 0.7}') from error
