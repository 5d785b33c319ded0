"""The date that governs an event though its own sentence does not give one."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.model.event import EventDate
from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.days import days_of, is_since, tells
from trucewatch.read.merging import Happening
from trucewatch.read.prose import Prose

#: How many sentences back a date may still govern.
DATE_BACK = 2
#: Sentences that tell the news of the day.
LEAD = 4
#: Types that reports tell as news of the day wherever they stand.
NEWS = frozenset({"ASSAULT"})


def carry(prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> None:
    """Give happenings without a date that of the sentences before, else the day of the news."""
    for happening in happenings:
        if not happening.days:
            when = _date_before(prose, happening, mentions)
            if when is not None:
                happening.carry(when)


def _date_before(prose: Prose, happening: Happening, mentions: Mentions) -> EventDate | None:
    """Return the last day of the sentences before, else the published day where the report tells the news of it.

    Acts of speech and what is told in passing (once, without place or toll) take no day from other sentences.
    """
    at = happening.mentions[0].trigger
    start = prose.sentences[max(0, at.sentence - DATE_BACK)].first
    reach = prose.span(start, at.first) if at.first > start else None
    published = prose.report.published.day
    for time in () if happening.type in SPEECH or _in_passing(happening) else reversed(mentions.times):
        if not (reach and reach.holds(time.words) and tells(prose, time, speech=happening.type in SPEECH)):
            continue
        days = days_of(time, published, since=is_since(prose, time))
        if days and (days[1] - days[0]).days <= 7:
            return EventDate(*days, time.words)
    if published is None or (at.sentence > LEAD and happening.type not in NEWS):
        return None
    return EventDate(published, published, None)


def _in_passing(happening: Happening) -> bool:
    """Tell whether a happening is named once, without a place inside a country and without a toll."""
    counted = happening.tolls("killed") or happening.tolls("wounded")
    return len(happening.mentions) == 1 and not counted and not any(p.admin1 for p in happening.places)
