"""trucewatch resolve: a corrected profile applied to a record, without reading again."""

from __future__ import annotations

from pathlib import Path

import click

from trucewatch.record import Filter, Record
from trucewatch.show.cli.options import as_json, examples, record_argument
from trucewatch.show.cli.output import Progress, note, print_objects


@click.command("resolve", epilog=examples("trucewatch resolve my.record --profile my-war.toml"))
@record_argument
@click.option("--profile", metavar="NAME", help="The profile's name or file; chosen for each report where not given.")
@click.option("--report", multiple=True, help="Only the report of this id or key.")
@as_json
def resolve_command(record: Path, profile: str | None, report: tuple[str, ...], as_json: bool) -> None:
    """Resolve who is meant in a record again, after its profile was corrected; nothing is read again.

    Names, ids and sides follow in mentions, sources of claims, actors and recipients of events, parties and brokers of
    truces. Claims, events, truces and their ids, words, places, times and tolls stay. An actor that no stored word of
    an event mentions is not found: for that, read the reports into a new record. Each report is one step that is done
    or not; interrupted, the same command continues. Give the profile that the record was read with.
    """
    from trucewatch.pipeline import Pipeline

    pipeline, progress, changed = Pipeline(profile), Progress(), 0
    with Record.open(record, wait=30) as store:
        keys = store.keys(Filter(report=report, all_versions=True))
        for done, key in enumerate(keys, 1):
            changed += store.rewrite(key, pipeline.resolve)
            progress.show(f"{done} of {len(keys)} reports, {changed} changed")
        progress.clear()
        note(f"{changed} of {len(keys)} reports changed")
        if as_json:
            print_objects([{"reports": len(keys), "changed": changed, "digest": store.digest()}])
