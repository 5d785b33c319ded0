"""Which violent events of a report are told as breaking a truce, or happened under it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from trucewatch.know.truce_lexicon import truce_lexicon
from trucewatch.model.event import Event
from trucewatch.read.truce_state import StateSaid
from trucewatch.read.truce_words import Scene, TruceWords

#: Types of events (PLOVER) that can break a truce, and the statuses in which they can.
_BREAKING = frozenset({"ASSAULT", "COERCE"})
_VIOLENT = frozenset({"ASSAULT"})
_REAL = frozenset({"happened", "ongoing", "alleged"})


def told_as_breaches(mentions: Sequence[TruceWords], said: Sequence[StateSaid], events: Sequence[Event]) -> list[Event]:
    """Return the violent events told in a sentence which says that the truce is broken or strained."""
    cues = [s.cue.start for s in said if s.state == "strained"]
    broken = [m.sentence for m in mentions if any(m.sentence[0] <= c < m.sentence[1] for c in cues)]
    real = [e for e in events if e.type in _BREAKING and e.status in _REAL]
    return [e for e in real if any(a <= w.start < b for w in e.mentions for a, b in broken)]


def under_the_truce(
    scene: Scene,
    mentions: Sequence[TruceWords],
    area: str | None,
    first: str | None,
    parties: Collection[str],
    events: Sequence[Event],
) -> list[Event]:
    """Return the violent events within the truce's area, dated from its `first` day on, that nobody outside it fights.

    Without a first day only events in the sentence of a mention or in the next count. Violence with an armed side that
    is neither a party nor one of the two sides of the war (outsiders aside) breaks nothing.
    """
    found = []
    for event in events:
        if event.type not in _VIOLENT or event.status not in _REAL:
            continue
        if not _within(event, area) or not _bound(event, parties):
            continue
        day = event.date.start.isoformat() if event.date else None
        if (first and day and day >= first) or (not first and _beside(scene, mentions, event)):
            found.append(event)
    return found


def _within(event: Event, area: str | None) -> bool:
    place = event.place
    if place is None or not area:
        return False
    names = {n.strip().lower() for n in area.split(",")}
    return any((n or "").lower() in names for n in (place.name, place.admin1, place.country) if n)


def _bound(event: Event, parties: Collection[str]) -> bool:
    lexicon = truce_lexicon()
    others = lexicon.outsiders | lexicon.unarmed
    fighting = {a.side for a in (*event.actor, *event.recipient)} - others
    return not parties or fighting <= {*parties, *lexicon.warring}


def _beside(scene: Scene, mentions: Sequence[TruceWords], event: Event) -> bool:
    at = event.mentions[0].start if event.mentions else -1
    return any(m.sentence[0] <= at and scene.sentences_between(m.words.start, at) <= 1 for m in mentions)
