"""Places of a report: which words name one, and which place is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.know.gazetteer import Entry, Gazetteer
from trucewatch.model.place import Place
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.resolve.places_choose import choose
from trucewatch.resolve.places_judge import is_place
from trucewatch.resolve.places_spot import Mention, spot


class PlaceResolver:
    """Find and resolve the places of reports.

    `countries` are the ISO codes of the theatre, the likeliest first: names are matched more loosely there, and
    their places win where nothing else decides. `extra` entries (a profile's places) are added to the gazetteer.
    """

    def __init__(self, gazetteer: Gazetteer, *, countries: Sequence[str] = (), extra: Iterable[Entry] = ()) -> None:
        self._gazetteer = gazetteer
        self._countries = tuple(countries)
        gazetteer.add(extra)

    def places(self, report: Report) -> tuple[Place, ...]:
        """Return the places that the report's text mentions, in order, none overlapping; furniture is left out."""
        mentions = [
            m
            for m in spot(report.text, self._gazetteer, self._countries)
            if not report.in_zone(Span.of(report.text, m.start, m.end), "furniture")
        ]
        kept = [m for m in mentions if is_place(report.text, m, self._gazetteer, self._countries)]
        chosen = choose(kept, self._countries)
        return tuple(_place(m, entry, sure) for m, (entry, sure) in zip(kept, chosen, strict=True))


def _place(mention: Mention, entry: Entry, confidence: float) -> Place:
    return Place(
        words=Span(mention.start, mention.end, mention.text),
        place_id=entry.place_id,
        name=entry.name,
        admin1=entry.admin1 if entry.kind != "country" else None,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        confidence=round(confidence, 3),
    )
