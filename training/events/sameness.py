"""Fit the weights that tell whether two mentions tell of one happening (src/trucewatch/read/event_sameness.json).

    python -m training.events.sameness READINGS.pickle

The gold marks one mention of an event. Which other words go back to it is read off the claims: words of its type
within the content of a claim that is listed with the event, where they can be told (see `references`). Pairs of
mentions of one type are the examples: of one event, or of two, or of one and none. Logistic regression; the threshold
is taken by its effect on the figures of training/events/crossval.py.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from training.events.inputs import Read, loaded, ship, shown
from training.events.logistic import Row, best_threshold, fit
from trucewatch.read.events import EventReader
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.linear import Linear
from trucewatch.read.merging import RECENT, LinearMerger, with_harms
from trucewatch.read.sameness import Company, Traits, features
from trucewatch.read.worth import may_be_event

LEAST_SEEN, PENALTY = 5, 14.0
#: Two mentions from this share on are one happening's (training/events/crossval.py: .30 to .45 were tried).
THRESHOLD = 0.38
#: So many characters may lie between a gold trigger and the words that stand for it.
REACH = 25


@dataclass(frozen=True)
class Told(Read):
    """Hold besides its happenings, merged by a model (`sameness`) that has not seen its fold."""

    happenings: list[Happening]
    sameness: Linear

    @property
    def likely(self) -> list[Happening]:
        """Return the happenings that may be events."""
        return [h for h in self.happenings if may_be_event(h)]


@dataclass(frozen=True)
class Reference:
    """Hold the gold events (ids) that a mention goes back to, none where it tells of no event; `lead`: it is the gold's
    own mention.
    """

    events: frozenset[str]
    lead: bool = False


def main(readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write the weights."""
    read = loaded(readings_path)
    rows = {one.gold["id"]: list(rows_of(one)) for one in read}
    models = held_out(read, rows)
    scored = [(models[one.fold].share(names), y) for one in read for names, y in rows[one.gold["id"]]]
    p, y = np.array([s for s, _ in scored]), np.array([same for _, same in scored])
    print(f"{len(y)} pairs, {y.sum()} of one event, log loss {-np.mean(np.log(np.where(y, p, 1 - p))):.4f}")
    best_threshold("pairs", scored, int(y.sum()))
    ship("event_sameness", shown(fitted([row for found in rows.values() for row in found]), "bias", "threshold"))


def fitted(rows: list[Row]) -> Linear:
    """Return the model of some pairs."""
    return fit(rows, LEAST_SEEN, PENALTY, THRESHOLD)


def gathered(read: list[Read]) -> list[Told]:
    """Return the reports with their happenings, each fold merged by weights fitted on the others."""
    models = held_out(read, {one.gold["id"]: list(rows_of(one)) for one in read})
    return [_merged(one, models[one.fold]) for one in read]


def _merged(one: Read, sameness: Linear) -> Told:
    found = EventReader(merger=LinearMerger(sameness)).happenings(one.prose, one.mentions)
    return Told(one.gold, one.prose, one.mentions, found, sameness)


def held_out(read: list[Read], rows: Mapping[str, list[Row]]) -> dict[str, Linear]:
    """Return for each fold the model of the pairs (`rows`, by report id) of the other folds."""
    return {
        held: fitted([row for one in read if one.fold != held for row in rows[one.gold["id"]]])
        for held in sorted({one.fold for one in read})
    }


def rows_of(one: Read) -> Iterator[Row]:
    """Yield (features, are they of one event) of the pairs of mentions of a report that can be told."""
    mentions = with_harms(EventReader().mentions(one.prose, one.mentions))
    known = references(one.gold, mentions)
    company = Company.of(one.prose)
    by_type: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_type.setdefault(mention.trigger.type, []).append(mention)
    for alike in by_type.values():
        traits = [Traits.of(one.prose, m) for m in alike]
        for j, other in enumerate(alike):
            for i in range(max(0, j - 2 * RECENT), j):
                same = are_same(known.get(alike[i].trigger.first), known.get(other.trigger.first))
                if same is not None:
                    yield list(features(company, traits[i], traits[j], j - i - 1)), same


def are_same(one: Reference | None, other: Reference | None) -> bool | None:
    """Tell whether two mentions are of one event; None where it cannot be told, or one tells of several events."""
    if one is None or other is None or not (one.events or other.events):
        return None
    shared = bool(one.events & other.events)
    summed = any(len(r.events) > 1 and not r.lead for r in (one, other))
    return None if shared and summed else shared


def references(gold: dict[str, Any], mentions: Sequence[Mention]) -> dict[int, Reference]:
    """Return by a mention's first word which events it goes back to, where the gold tells.

    Gold triggers go back to their event. Other words within a claim go back to its events of their type that none of
    its gold triggers names: if they stand alone in the content, or all in one sentence for one event.
    """
    leads = _leads(gold, mentions)
    out = {first: Reference(frozenset(ids), lead=True) for first, ids in leads.items()}
    for mention in mentions:
        trigger = mention.trigger
        claim = _innermost(gold["claims"], mention)
        if trigger.first in out or claim is None:
            continue
        listed = {e["id"] for e in gold["events"] if claim["id"] in e["claims"] and e["type"] == trigger.type}
        here = [m for m in mentions if m.trigger.type == trigger.type and _holds(claim, m)]
        free = [m for m in here if m.trigger.first not in leads]
        rest = listed - {one for m in here for one in leads.get(m.trigger.first, ())}
        together = len(listed) == 1 and free == here and len({m.trigger.sentence for m in free}) == 1
        if not listed:
            out[trigger.first] = Reference(frozenset())
        elif rest and (len(free) == 1 or together):
            out[trigger.first] = Reference(frozenset(rest))
    return out


def _leads(gold: dict[str, Any], mentions: Sequence[Mention]) -> dict[int, set[str]]:
    leads: dict[int, set[str]] = {}
    for event in gold["events"]:
        apart = partial(_apart, event["trigger"]["start"], event["trigger"]["end"])
        near = [m for m in mentions if m.trigger.type == event["type"] and apart(m) <= REACH]
        if near:
            leads.setdefault(min(near, key=apart).trigger.first, set()).add(event["id"])
    return leads


def _apart(start: int, end: int, mention: Mention) -> int:
    words = mention.trigger.words
    return max(words.start - end, start - words.end)


def _holds(claim: dict[str, Any], mention: Mention) -> bool:
    words = mention.trigger.words
    return any(p["start"] <= words.start and words.end <= p["end"] for p in claim["content"])


def _innermost(claims: list[dict[str, Any]], mention: Mention) -> dict[str, Any] | None:
    holding = [c for c in claims if _holds(c, mention)]
    return min(holding, key=lambda c: sum(p["end"] - p["start"] for p in c["content"]), default=None)


if __name__ == "__main__":
    main(sys.argv[1])
