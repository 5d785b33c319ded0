"""A conflict profile under other ids and labels: nothing that is resolved may depend on how a profile calls things."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from trucewatch.know.profile_actor import KnownActor
from trucewatch.know.profiles import DEFAULT_ROLES, Label, Profile, Side
from trucewatch.know.world import world

#: Sides of those who stand beside a war; their words are part of the contract (DESIGN.md), not of a profile.
GENERAL = frozenset(DEFAULT_ROLES.values()) - {"opposition"} | {"unknown"}
_MARK = "z-"


def plain(side: str) -> str:
    """Return the side's own id of one that was renamed."""
    return side.removeprefix(_MARK)


def renamed(profile: Profile) -> Profile:
    """Return a profile in which itself, its sides and its actors have other ids and its sides other labels.

    Names by which reports call somebody stay, and so do the ids of the world layer, which a profile may redefine.
    """
    actors = tuple(_actor(a) for a in profile.own_actors)
    return replace(
        profile,
        id=f"{_MARK}{profile.id}",
        name="Another war",
        sides=tuple(_side(s) for s in profile.sides),
        roles=tuple((role, _other(side)) for role, side in profile.roles),
        periods=tuple(replace(p, roles=tuple((role, _other(side)) for role, side in p.roles)) for p in profile.periods),
        country_sides=tuple((iso, kind, _other(side)) for iso, kind, side in profile.country_sides),
        backed=tuple((iso, _other(side)) for iso, side in profile.backed),
        peoples=tuple((people, _other(side)) for people, side in profile.peoples),
        labels=tuple(_label(x) for x in profile.labels),
        outlets=tuple((outlet, _other(side)) for outlet, side in profile.outlets),
        load_actors=lambda: actors,
    )


def _other(side: str) -> str:
    return side if side in GENERAL or not side else f"{_MARK}{side}"


@cache
def _shared() -> frozenset[str]:
    return frozenset(a.id for a in world().actors)


def _id(actor: str) -> str:
    return actor if actor in _shared() or not actor else f"{_MARK}{actor}"


def _side(side: Side) -> Side:
    bodies = tuple((kind, _id(body)) for kind, body in side.bodies)
    fights = tuple(map(_other, side.fights))
    return replace(side, id=_other(side.id), name="A side", bodies=bodies, fights=fights)


def _label(label: Label) -> Label:
    said_by, prefer = tuple(map(_other, label.said_by)), tuple(map(_other, label.prefer))
    return replace(label, means=_other(label.means), said_by=said_by, prefer=prefer)


def _actor(actor: KnownActor) -> KnownActor:
    return replace(
        actor,
        id=_id(actor.id),
        side=_other(actor.side) if actor.side else None,
        sides=tuple(replace(d, value=_other(d.value)) for d in actor.sides),
        member_of=tuple(map(_id, actor.member_of)),
        posts=tuple(replace(p, body=_id(p.body)) for p in actor.posts),
    )
