"""Places of a report: which words name one, and which place is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.know.gazetteer import Entry, Gazetteer
from trucewatch.know.tokens import tokenize
from trucewatch.model.place import Place
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.resolve.places_choose import Choice, choose
from trucewatch.resolve.places_judge import Surroundings, probability, weights
from trucewatch.resolve.places_spot import Mention, spot

#: Words are taken for a place from this probability on.
THRESHOLD = 0.5


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
        tokens = tokenize(report.text)
        mentions = [
            m
            for m in spot(report.text, self._gazetteer, self._countries, tokens=tokens)
            if not report.in_zone(Span.of(report.text, m.start, m.end), "furniture")
        ]
        around = Surroundings.of(report.text, tokens, mentions)
        kept = [m for m in mentions if probability(m, around, self._gazetteer, self._countries) >= THRESHOLD]
        chosen = choose(report.text, kept, self._countries, weights()["choose"])
        return tuple(_place(m, c) for m, c in zip(kept, chosen, strict=True))


def _place(mention: Mention, choice: Choice) -> Place:
    entry = choice.entry
    return Place(
        words=Span(mention.start, mention.end, mention.text),
        place_id=entry.place_id,
        name=entry.name,
        admin1=entry.admin1 if entry.kind != "country" else None,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        confidence=round(choice.confidence, 3),
    )
