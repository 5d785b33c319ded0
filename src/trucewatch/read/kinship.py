"""How words that name a happening fit another that is told: mode, place, day, toll and people, each shared or apart."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.know.event_cues import cues
from trucewatch.read.common import agreement
from trucewatch.read.happening import Happening, Mention, overlap, same_place
from trucewatch.read.prose import Prose

_DEFINITE = cues("merging", "definite")
_ANEW = cues("merging", "anew")


def relation(prose: Prose, happening: Happening, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield (what, how it fits) of a mention beside a happening: "shared", "wide", "apart" or what is not told."""
    given, trigger = mention.arguments, mention.trigger
    yield "mode", "shared" if trigger.mode == happening.mode else "apart" if trigger.settled else "open"
    yield "place", _place(happening, mention)
    yield "day", _day(happening, mention)
    counts = {(t.field, t.low, t.high) for t in mention.tolls if not t.part}
    known = {(t.field, t.low, t.high) for name in ("killed", "wounded") for t in happening.tolls(name)}
    yield "toll", agreement(frozenset(counts), frozenset(known))
    for role in ("actor", "recipient"):
        sides = {a.side for a in getattr(given, role)} - {"unknown"}
        yield role, agreement(frozenset(sides), frozenset(happening.sides(role)))
    yield "before", _before(prose, trigger.first)
    yield "verb", str(trigger.verb)
    yield "weak", str(trigger.weak)


def _place(happening: Happening, mention: Mention) -> str:
    place = mention.arguments.place
    if not place or not happening.places:
        return f"{bool(place)}-{bool(happening.places)}"
    if place.name in {p.name for p in happening.places}:
        return "shared"
    return "wide" if any(same_place(place, p) for p in happening.places) else "apart"


def _day(happening: Happening, mention: Mention) -> str:
    when = mention.arguments.when
    if not when or not happening.days:
        return f"{bool(when)}-{bool(happening.days)}"
    if when.start in {d.start for d in happening.days}:
        return "shared"
    return "wide" if any(overlap(when, d) for d in happening.days) else "apart"


def _before(prose: Prose, first: int) -> str:
    if prose.has(first - 3, first, _ANEW):
        return "anew"
    return "definite" if prose.has(first - 2, first, _DEFINITE) else "none"
