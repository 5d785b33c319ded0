"""What `trucewatch places find` shows: which places a name may mean, and why they stand in this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.know.gazetteer.entry import Entry
from trucewatch.know.gazetteer.gazetteer import ARTICLE, EXACT, SKELETON, Gazetteer

_MET = {EXACT: "spelled so", ARTICLE: "spelled so without its article", SKELETON: "sounds so"}


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a place that a name may mean and the reasons for its rank, in words."""

    entry: Entry
    why: tuple[str, ...]


def find_places(gazetteer: Gazetteer, name: str, countries: Sequence[str] = (), *, most: int = 20) -> list[Found]:
    """Return what a name may mean, in the order in which it is tried, with reasons; [] where it is unknown."""
    found = []
    for candidate in gazetteer.candidates(name, countries, most=most):
        entry = candidate.entry
        why = [_MET[candidate.how], entry.kind]
        if entry.own:
            why.append("added by a profile or by you")
        if entry.country in countries:
            why.append("in the theatre")
        if entry.pop:
            why.append(f"{entry.pop:,} inhabitants")
        found.append(Found(entry, tuple(why)))
    return found
