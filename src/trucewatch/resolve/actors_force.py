"""Whose forces act: a country that carries out an attack is on the side of its armed forces, not of its diplomats.

GUIDELINES.md parts the two for countries whose forces fight in an alliance: the country speaks for itself, its
aircraft fly for the alliance. The profile says so (`[country.XX] military = ...`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trucewatch.know.event_types import codes
from trucewatch.know.profiles import Profile
from trucewatch.model.actor import Actor
from trucewatch.model.event import Event

#: PLOVER types of what armed forces do.
BY_FORCE = frozenset(("ASSAULT",))
_STATES = frozenset(("state", "government"))


def as_forces(events: Iterable[Event], profile: Profile) -> tuple[Event, ...]:
    """Return the events, the doers of attacks with the sides of their forces, and the ACLED code that follows."""
    return tuple(_event(event, profile) for event in events)


def force(actor: Actor, event_type: str, profile: Profile) -> Actor:
    """Return a country or government that does what forces do on the side of its forces; anybody else as given."""
    known = profile.actors.get(actor.actor or "")
    if event_type not in BY_FORCE or known is None or known.kind not in _STATES:
        return actor
    if not known.country or actor.side != profile.country_side(known.country):
        return actor
    return replace(actor, side=profile.country_side(known.country, "military"))


def _event(event: Event, profile: Profile) -> Event:
    actors = tuple(force(actor, event.type, profile) for actor in event.actor)
    if actors == event.actor:
        return event
    return replace(event, actor=actors, acled=codes(event.type, event.mode, actors[0].side).acled)
