"""How words that name a happening fit another that is told: mode, place, day, toll and people, each shared or apart."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.read.common import agreement, fit_of_days, fit_of_places, told_before
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.prose import Prose


def relation(prose: Prose, happening: Happening, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield (what, how it fits) of a mention beside a happening: "shared", "wide", "apart" or what is not told."""
    given, trigger = mention.arguments, mention.trigger
    yield "mode", "shared" if trigger.mode == happening.mode else "apart" if trigger.settled else "open"
    yield "place", fit_of_places([given.place] if given.place else [], happening.places)
    yield "day", fit_of_days([given.when] if given.when else [], happening.days)
    counts = {(t.field, t.low, t.high) for t in mention.tolls if not t.part}
    known = {(t.field, t.low, t.high) for name in ("killed", "wounded") for t in happening.tolls(name)}
    yield "toll", agreement(frozenset(counts), frozenset(known))
    for role in ("actor", "recipient"):
        sides = {a.side for a in getattr(given, role)} - {"unknown"}
        yield role, agreement(frozenset(sides), frozenset(happening.sides(role)))
    yield "before", told_before(prose, trigger.first)
    yield "verb", str(trigger.verb)
    yield "weak", str(trigger.weak)
