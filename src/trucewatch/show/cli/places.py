"""trucewatch places: a user's own gazetteers, and what a name may mean."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.errors import InputError, UsageError
from trucewatch.model import Problem
from trucewatch.model.contract import Json
from trucewatch.show.cli.options import FILE, as_json, examples
from trucewatch.show.cli.outcome import PROBLEMS
from trucewatch.show.cli.output import note, note_problem, print_objects, print_table
from trucewatch.show.tables import Cells
from trucewatch.show.visible import visible

if TYPE_CHECKING:
    from trucewatch.know.gazetteer import Entry, Stored

GEONAMES = "https://download.geonames.org/export/dump/{}.zip"
#: How many wrong rows are printed; with --json all are.
_MOST_ROWS = 20
_PROFILE = "A conflict profile's name or file: its places, and the countries to look in first."


@click.group("places")
def places_command() -> None:
    """Add gazetteers of your own; show which places a name may mean."""


@places_command.command("add", epilog=examples("trucewatch places add my-villages.csv"))
@click.argument("given", metavar="FILE|COUNTRY")
@click.option("--download", is_flag=True, help="Allow the download of a country's file from geonames.org.")
@as_json
@click.pass_context
def add_command(ctx: click.Context, given: str, download: bool, as_json: bool) -> None:
    """Check a gazetteer and copy it into your data folder; `read` and `add` use it from then on.

    FILE is a GeoNames country file (.txt, .zip), Who's On First as JSON Lines (.jsonl), GeoJSON (.geojson) or CSV with
    the columns id, name, kind, country, admin1, lat, lon, names (.csv); each may end in .gz. COUNTRY is a code of two
    letters (ISO 3166) and is fetched from geonames.org with --download only. Wrong rows are named by their number and
    left out: exit code 3. The data folder is the platform's, or TRUCEWATCH_HOME. To take a gazetteer out again remove
    the copy, whose path is printed.
    """
    from trucewatch.know.gazetteer import add_file

    if Path(given).exists() or not re.fullmatch("[A-Za-z]{2}", given):
        where, stored = given, add_file(Path(given))
    else:
        where, stored = f"{given.upper()}.zip", _add_country(given.upper(), download)
    if as_json:
        bad = [{"row": b.row, "what": b.what} for b in stored.bad]
        counts = {"places": stored.places, "known": stored.known, "replaced": stored.replaced}
        print_objects([{"file": where, "stored": str(stored.path), **counts, "problems": bad}])
    else:
        again = ", in place of the file added before" if stored.replaced else ""
        known = f", {stored.known} known already" if stored.known else ""
        click.echo(visible(f"{stored.places} places added{known}, {len(stored.bad)} rows wrong: {stored.path}{again}"))
    for bad_row in stored.bad[:_MOST_ROWS]:
        note_problem(Problem.of("TW-P401", f"{where}, row {bad_row.row}", bad_row.what))
    if len(stored.bad) > _MOST_ROWS:
        note(f"... and {len(stored.bad) - _MOST_ROWS} more wrong rows; --json names all")
    ctx.exit(PROBLEMS if stored.bad else 0)


def _add_country(code: str, download: bool) -> Stored:
    """Download and add a country's file; raises UsageError without leave, InputError where it fails."""
    from trucewatch.know.gazetteer import add_file
    from trucewatch.know.world import world

    if world().country(code) is None:
        do = "give a file that exists, or an ISO 3166 code"
        raise UsageError(f"{code} is no country, and no file of that name exists", where=code, do=do)
    url = GEONAMES.format(code)
    if not download:
        do = "allow it with --download, or download the file yourself and give its path"
        raise UsageError(f"the file of {code} would have to be downloaded from geonames.org", where=url, do=do)
    raw = _download(url)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{code}.zip"
        path.write_bytes(raw)
        return add_file(path, name=f"geonames-{code}.zip")


def _download(url: str) -> bytes:
    from http.client import HTTPException

    from trucewatch.ingest.address import Refused
    from trucewatch.ingest.fetch import Failed, fetch

    note(f"downloading {url}")
    try:
        return fetch(url).raw
    except (Failed, Refused, OSError, HTTPException) as error:
        do = "try again later, or download the file yourself and give its path"
        raise InputError(f"the download failed: {error}", where=url, do=do) from error


@places_command.command("find", epilog=examples("trucewatch places find Springfield --country US"))
@click.argument("name")
@click.option("--profile", metavar="NAME", help=_PROFILE)
@click.option("--country", multiple=True, metavar="CODE", help="Look in this country (ISO 3166) first.")
@click.option(
    "--explain", type=FILE, metavar="FILE", help="Show what the name means in the reports of this file, and why."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show no more places than this."
)
@as_json
def find_command(
    name: str, profile: str | None, country: tuple[str, ...], explain: Path | None, limit: int, as_json: bool
) -> None:
    """Show which places a name may mean, in the order in which they are tried, and why.

    With --explain one row for each place that was weighed for the name in a report: how sure the words are a place's
    name there, and what spoke for and against each place, the strongest first.
    """
    from trucewatch.know.gazetteer import Gazetteer, added_places, find_places
    from trucewatch.know.profiles import load_profile

    countries = tuple(code.upper() for code in country)
    if explain is not None:
        rows = list(_weighed(name, explain, profile, countries, limit))
        objects, cells = rows, [_weighed_cells(row) for row in rows]
    else:
        chosen = load_profile(profile) if profile else None
        gazetteer = Gazetteer(added_places(chosen.places if chosen else None))
        looked = tuple(dict.fromkeys((*countries, *(chosen.countries if chosen else ()))))
        found = find_places(gazetteer, name, looked, most=limit)
        objects = [{**_place(f.entry), "why": list(f.why)} for f in found]
        cells = [_cells(f.entry) | {"why": ", ".join(f.why)} for f in found]
    if as_json:
        print_objects(objects)
    else:
        print_table(cells, f"no place is called {name[:80]!r}")


def _weighed(name: str, path: Path, profile: str | None, countries: tuple[str, ...], limit: int) -> Iterator[Json]:
    """Yield the places weighed for a name in the reports of a file."""
    from trucewatch.ingest import load
    from trucewatch.know.gazetteer import Gazetteer, added_places
    from trucewatch.know.gazetteer.names import bare_key
    from trucewatch.know.profiles import choose_profile, load_profile, shipped_profiles
    from trucewatch.resolve.places import PlaceResolver

    profiles = [load_profile(n) for n in ((profile,) if profile else shipped_profiles())]
    for report in load([path]):
        if isinstance(report, Problem):
            note_problem(report)
            continue
        chosen = profiles[0] if profile else choose_profile(report, profiles)
        looked = tuple(dict.fromkeys((*countries, *chosen.countries)))
        resolver = PlaceResolver(Gazetteer(), countries=looked, extra=added_places(chosen.places))
        for why in resolver.explain(report):
            if bare_key(name) in bare_key(why.words.text):
                words = {"report": report.id, **asdict(why.words), "probability": why.probability}
                for rank, (entry, score, facts) in enumerate(why.ranking[:limit], 1):
                    yield {**words, "rank": rank, **_place(entry), "score": round(score, 3), "facts": dict(facts)}


def _weighed_cells(row: Json) -> Cells:
    facts = ", ".join(f"{name} {value:g}" for name, value in row["facts"].items())
    place = {name: str(row[name] or "") for name in ("name", "kind", "country", "admin1", "id")}
    head = {"report": row["report"], "at": str(row["start"]), "words": row["text"], "sure": f"{row['probability']:.2f}"}
    return {**head, "rank": str(row["rank"]), **place, "score": f"{row['score']:.2f}", "facts": facts}


def _place(entry: Entry) -> Json:
    named = {"id": entry.place_id, "name": entry.name, "kind": entry.kind, "country": entry.country}
    point = {"admin1": entry.admin1, "lat": entry.lat, "lon": entry.lon, "radius_km": entry.radius_km}
    return {**named, **point, "pop": entry.pop, "parent": entry.parent, "checked": list(entry.checked)}


def _cells(entry: Entry) -> Cells:
    point = f"{entry.lat:.3f}, {entry.lon:.3f}" if entry.lat is not None and entry.lon is not None else "unknown"
    return {
        "name": entry.name,
        "country": entry.country or "",
        "division": entry.admin1 or "",
        "point": point,
        "id": entry.place_id,
    }
