"""Fit the weights that tell when a happening took place (src/trucewatch/read/event_dates.json).

    python -m training.events.dating READINGS.pickle

Data and method as in training/events/placing.py: the days around every happening that the shared scorer would pair with
a gold event, the day of the news and none are the choices; right are those with the gold's first and last day, else
those with its first day, or none where the gold has no date.
"""

from __future__ import annotations

import sys
from typing import Any

from training.events.inputs import loaded, ship, shown
from training.events.placing import Case, cross_validated, fit
from training.events.sameness import Told, gathered
from training.events.worth import pairs_of
from trucewatch.model.event import EventDate
from trucewatch.read.dating import Calendar
from trucewatch.read.linear import Linear

#: Taken from the score of none: a day that is missed costs more than one that is not given.
NONE_MARGIN = 0.5


def main(readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write the weights."""
    cases = [case for one in gathered(loaded(readings_path)) for case in cases_of(one)]
    print(f"cross-validated: {cross_validated(cases, 'days', 'first day', NONE_MARGIN)}")
    ship("event_dates", shown(Linear(fit(cases, NONE_MARGIN))))


def cases_of(one: Told) -> list[Case]:
    """Return the choices of every happening of a report that is a gold event."""
    events, found = one.gold["events"], one.happenings
    calendar = Calendar.of(one.prose, found, one.mentions)
    out: list[Case] = []
    for i, j in pairs_of(events, found):
        wanted = events[i]["date"]
        choices = [(names, when) for when, names in calendar.choices(found[j])]
        right = [is_right(wanted, when) for _, when in choices]
        exact = any(r[0] for r in right)
        rows = [(names, r[0] if exact else r[1], r[1]) for (names, _), r in zip(choices, right, strict=True)]
        out.append((one.fold, rows, wanted is not None))
    return out


def is_right(gold: dict[str, Any] | None, when: EventDate | None) -> tuple[bool, bool]:
    """Tell whether days are the gold's, and whether the first of them is."""
    if gold is None or when is None:
        return gold is None and when is None, gold is None and when is None
    first = gold["start"] == when.start.isoformat()
    return first and gold["end"] == when.end.isoformat(), first


if __name__ == "__main__":
    main(sys.argv[1])
