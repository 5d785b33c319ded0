"""trucewatch actors: who is met in a record; trucewatch actor: what is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trucewatch.errors import UsageError
from trucewatch.model.contract import Json
from trucewatch.record import ActorRow, Filter, Record
from trucewatch.record.matching import is_alias
from trucewatch.show.cli.options import FILE, Listing, as_json, examples, filters, record_argument, wanted
from trucewatch.show.cli.output import print_objects, print_table
from trucewatch.show.objects import actor_object
from trucewatch.show.tables import actor_cells
from trucewatch.show.visible import visible

if TYPE_CHECKING:
    from trucewatch.know.profile_actor import Dated, KnownActor
    from trucewatch.know.profiles import Profile


@click.command(
    "actors",
    cls=Listing,
    query="actors",
    epilog=examples(
        "trucewatch actors my.record --side unknown --limit 20",
        "trucewatch actors my.record --place Northtown --sort events --json",
    ),
)
@record_argument
@filters("actors")
@click.option("--unknown", is_flag=True, help="Only names that no profile knows, and unknown sides.")
@as_json
def actors_command(record: Path, unknown: bool, as_json: bool, **given: Any) -> None:
    """List who is met in a record: new names first, then unknown sides, then the rest, each by how often.

    `how` is "known" (an actor of a profile or of the world), "new name" or "described" (no name at all); "by reference"
    counts claims whose source was found over other words, such as "he". Counts: mentions, claims as their source,
    events as actor or recipient. `words` are the words met with their counts. One actor on two sides stands in two
    rows. A filter given several times takes any of its values; different filters must all fit.
    """
    asked = wanted(given)
    with Record.open(record, read_only=True) as store:
        rows = _unknown(store, asked) if unknown else store.actors(asked)
        if as_json:
            print_objects(map(actor_object, rows))
        else:
            print_table(map(actor_cells, rows), "no actors found")


def _unknown(store: Record, asked: Filter) -> Iterator[ActorRow]:
    """Return those of the rows asked for that a profile should be asked about, cut by limit and offset last."""
    everybody = store.actors(replace(asked, limit=None, offset=0))
    end = None if asked.limit is None else asked.offset + asked.limit
    return islice((row for row in everybody if row.unknown), asked.offset, end)


@click.command("actor", epilog=examples("trucewatch actor un --record my.record"))
@click.argument("id")
@click.option("--profile", metavar="NAME", help="Only this profile's name or file; all shipped ones where not given.")
@click.option("--record", type=FILE, help="Show as whom and how often this record meets the actor.")
@as_json
def actor_command(id: str, profile: str | None, record: Path | None, as_json: bool) -> None:
    """Show what profiles and the world layer know of an actor: names, sides and posts with their days, memberships.

    ID is an actor's id, or one of its names, in any of the spellings that `--source` finds.
    """
    known = list(_known(id, profile))
    met: list[ActorRow] = []
    if record is not None:
        ids = tuple(dict.fromkeys((id, *(actor.id for _, actor in known))))
        with Record.open(record, read_only=True) as store:
            met = [row for row in store.actors(Filter(source=ids, all_versions=True)) if row.actor in ids]
    if not known and not met:
        do = "see `trucewatch actors RECORD` for the ids of a record, or give --profile"
        raise UsageError(f"no actor is called {id[:80]!r}", do=do)
    if as_json:
        objects = [_known_object(named, actor) for named, actor in known]
        print_objects([{"id": id, "known": objects, "met": [actor_object(row) for row in met]}])
        return
    for named, actor in known:
        for key, value in _facts(named, actor):
            click.echo(f"{key + ':':<12}{visible(value)}")
        click.echo()
    if record is not None:
        print_table(map(actor_cells, met), "the record never meets it")


def _known(name: str, profile: str | None) -> Iterator[tuple[Profile, KnownActor]]:
    """Yield the actors of an id, else of a name, else of a name in another spelling (as `--source` finds them).

    With them stand the profiles that describe them, the world layer's last.
    """
    from trucewatch.know.profiles import load_profile, shipped_profiles, world_profile

    described: list[tuple[Profile, Iterable[KnownActor]]] = []
    if profile:
        given = load_profile(profile)
        described.append((given, given.actors.values()))
    else:
        shipped = [load_profile(n) for n in shipped_profiles()]
        described += [(p, p.own_actors) for p in shipped]
        described.append((world_profile(), world_profile().actors.values()))
    folded = name.casefold()
    everybody = [(p, actor) for p, actors in described for actor in actors]
    by_id = [(p, actor) for p, actor in everybody if actor.id == name]
    by_name = by_id or [(p, a) for p, a in everybody if folded in {n.casefold() for n in a.all_names}]
    yield from by_name or ((p, a) for p, a in everybody if any(is_alias(name, n) for n in a.all_names))


def _days(dated: Dated) -> str:
    return (
        f"{dated.value} ({dated.start or '...'} to {dated.end or '...'})" if dated.start or dated.end else dated.value
    )


def _facts(profile: Profile, actor: KnownActor) -> Iterator[tuple[str, str]]:
    """Yield what is known of an actor as lines for people."""
    posts = [f"{p.title} of {p.body} ({p.start or '...'} to {p.end or '...'})" for p in actor.posts]
    sides = [_days(s) for s in actor.sides] or [profile.side_of(actor.id)]
    facts = {
        "actor": actor.id,
        "profile": profile.id,
        "name": actor.name,
        "kind": actor.kind,
        "side": "; ".join(sides),
        "names": "; ".join(_days(n) for n in actor.names),
        "aliases": "; ".join(actor.aliases),
        "native": "; ".join(actor.native),
        "posts": "; ".join(posts),
        "member of": ", ".join(actor.member_of),
        "country": actor.country or "",
        "sector": actor.sector or "",
        "ucdp": "" if actor.ucdp is None else str(actor.ucdp),
        "source": actor.source,
    }
    yield from ((key, value) for key, value in facts.items() if value)


def _known_object(profile: Profile, actor: KnownActor) -> Json:
    def dated(found: tuple[Dated, ...]) -> list[Json]:
        return [{"value": d.value, "start": _iso(d.start), "end": _iso(d.end)} for d in found]

    posts = [{"title": p.title, "of": p.body, "start": _iso(p.start), "end": _iso(p.end)} for p in actor.posts]
    return {
        "profile": profile.id,
        "actor": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "side": profile.side_of(actor.id),
        "sides": dated(actor.sides),
        "names": dated(actor.names),
        "aliases": list(actor.aliases),
        "native": list(actor.native),
        "posts": posts,
        "member_of": list(actor.member_of),
        "country": actor.country,
        "sector": actor.sector,
        "ucdp": actor.ucdp,
        "source": actor.source,
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
