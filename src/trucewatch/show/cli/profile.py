"""trucewatch profile: check a conflict profile, and propose the actors that it lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.model import Report
from trucewatch.record import Record
from trucewatch.show.cli.options import as_json, examples, record_argument
from trucewatch.show.cli.outcome import NO
from trucewatch.show.cli.output import note, print_objects
from trucewatch.show.visible import visible, visible_lines

if TYPE_CHECKING:
    from trucewatch.know.profiles import Profile


@click.group("profile")
def profile_command() -> None:
    """Check conflict profiles; propose actors for them."""


@profile_command.command("check", epilog=examples("trucewatch profile check my-war.toml"))
@click.argument("name", metavar="FILE|NAME")
@as_json
@click.pass_context
def check_command(ctx: click.Context, name: str, as_json: bool) -> None:
    """Check a conflict profile: what cannot be right (errors) and what is worth a second look (warnings).

    Each finding names the line and key and says what to do. Exit code 1 where there are errors, 2 where the file cannot
    be read as a profile at all (docs/formats/profile.md).
    """
    from trucewatch.know.gazetteer import load_places
    from trucewatch.know.profile_check import check_profile, errors
    from trucewatch.know.profiles import load_profile

    profile = load_profile(name)
    places = load_places(profile.places) if profile.places else ()
    findings = check_profile(profile, (n for p in places for n in (p.name, *p.names)))
    if as_json:
        print_objects(asdict(finding) for finding in findings)
    else:
        for finding in findings:
            click.echo(visible_lines(str(finding)))
    wrong = len(errors(findings))
    note(f"{profile.id}: {len(profile.own_actors)} actors, {wrong} errors, {len(findings) - wrong} warnings")
    ctx.exit(NO if wrong else 0)


@profile_command.command("init", epilog=examples("trucewatch profile init my.record > proposed.toml"))
@record_argument
@click.option("--profile", metavar="NAME", help="The profile to extend; the one that fits most reports if not given.")
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True, help="Only names met so often.")
@as_json
def init_command(record: Path, profile: str | None, least: int, as_json: bool) -> None:
    """Propose the names of a record that its profile does not know, with contexts, those of most reports first.

    The proposals are TOML tables to be completed by hand (sides are left open) and put into a profile; with --json
    there is one object for each name.
    """
    from trucewatch.know.profile_init import as_toml, unknown_names
    from trucewatch.know.profiles import load_profile

    with Record.open(record, read_only=True) as store:
        reports = [reading.report for reading in store.readings()]
    chosen = load_profile(profile) if profile else _most_fitting(reports)
    found = unknown_names(reports, chosen, least=least)
    note(f"{len(found)} names in {len(reports)} reports are not in the profile {visible(chosen.id)}")
    if as_json:
        print_objects(asdict(p) | {"reports": sorted(p.reports)} for p in found)
    elif found:
        click.echo(as_toml(found), nl=False)


def _most_fitting(reports: list[Report]) -> Profile:
    from trucewatch.know.profiles import choose_profile, load_profile, shipped_profiles, world_profile

    profiles = [load_profile(name) for name in shipped_profiles()]
    fits = Counter(choose_profile(report, profiles).id for report in reports)
    best = fits.most_common(1)[0][0] if fits else ""
    return next((p for p in profiles if p.id == best), world_profile())
