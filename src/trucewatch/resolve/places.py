"""Places of a report: which words name one, and which place is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.know.gazetteer import Candidate, Entry, Gazetteer
from trucewatch.know.gazetteer.gazetteer import SKELETON
from trucewatch.know.tokens import Token, tokenize
from trucewatch.model.place import Place
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.resolve.places_choose import Choice, Chooser
from trucewatch.resolve.places_facts import Setting
from trucewatch.resolve.places_judge import Surroundings, parts, persons, probability, weights
from trucewatch.resolve.places_relative import OUTSKIRTS_KM, Bearing, bearing, on_outskirts, pointed
from trucewatch.resolve.places_spot import Mention, spot

#: Words are taken for a place from this probability on; outside a theatre more is asked of those that only sound so.
THRESHOLD, BY_SOUND = 0.5, 0.6
#: No surer than this of a place outside the theatre: rules, not weights, left out its namesakes.
ABROAD = 0.95
#: So many words are kept with what they may mean.
MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Explanation:
    """Hold why words were taken for a place and why for this one: the judge's probability and the ranked candidates."""

    words: Span
    probability: float
    ranking: tuple[tuple[Entry, float, Mapping[str, float]], ...]


class PlaceResolver:
    """Find and resolve the places of reports.

    `countries` are the ISO codes of the theatre, the likeliest first: names are matched more loosely there, and
    their places win where nothing else decides. `extra` entries (a profile's places) are added for this resolver
    alone; the gazetteer itself stays as it is.
    `peoples` adds the names of peoples ("Georgians") as mentions of their countries. `known` replaces the shipped
    weights (training/gazetteer/train.py). Raises ModelError where those are damaged.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        countries: Sequence[str] = (),
        extra: Iterable[Entry] = (),
        peoples: bool = False,
        known: Mapping[str, Mapping[str, float]] | None = None,
    ) -> None:
        own = tuple(extra)
        self._gazetteer = gazetteer.with_entries(own) if own else gazetteer
        self._countries = tuple(countries)
        self._peoples = peoples
        self._known = weights() if known is None else known
        self._chooser = Chooser(self._countries, self._known)
        self._meanings: dict[str, tuple[Candidate, ...]] = {}

    def places(self, report: Report) -> tuple[Place, ...]:
        """Return the places that the report's text mentions, in order, none overlapping; furniture is left out."""
        return tuple(self._place(report.text, Span(m.start, m.end, m.text), c) for m, c, _ in self._read(report))

    def explain(self, report: Report) -> tuple[Explanation, ...]:
        """Return for each place of `places` what spoke for it and against the others."""
        return tuple(
            Explanation(Span(m.start, m.end, m.text), round(sure, 3), c.ranking)
            for m, c, sure in self._read(report, explain=True)
        )

    def resolve(self, report: Report, spans: Sequence[Span]) -> tuple[Place | None, ...]:
        """Return which place each given span means, None where its words are in no gazetteer; spans in order.

        The name of a people ("Georgians") means its country here. Where far places are about as likely, no point is
        given but what they share: the division, the country, or the name alone (`place_id` None).
        """
        found = [(s, self.meanings(s.text)) for s in spans]
        mentions = [Mention(s.start, s.end, 0, 0, s.text, c) for s, c in found if c]
        chosen = iter(self._chooser.choose(report.text, mentions, Setting.of(report.outlet)))
        return tuple([self._place(report.text, s, next(chosen)) if c else None for s, c in found])

    def meanings(self, words: str) -> tuple[Candidate, ...]:
        """Return what words that are known to name a place may mean; the name of a people means its country."""
        known = self._meanings.get(words)
        if known is None:
            if len(self._meanings) >= MOST_WORDS:
                self._meanings.clear()
            known = self._meanings[words] = tuple(self._look_up(words))
        return known

    def _look_up(self, words: str) -> list[Candidate]:
        found = self._gazetteer.candidates(words, self._countries)
        country = None if found else self._gazetteer.demonym(words)
        if country is not None:
            return [Candidate(country, "demonym", 0)]
        return found or self._gazetteer.parts(words, self._countries)

    def _read(self, report: Report, *, explain: bool = False) -> list[tuple[Mention, Choice, float]]:
        tokens = tokenize(report.text)
        mentions = self._mentions(report, tokens)
        around = Surroundings.of(report.text, tokens, mentions)
        people = persons(mentions, around)
        mentions = [m for m in mentions if m.text not in people]
        judged = [(m, probability(m, around, self._gazetteer, self._countries, self._known["judge"])) for m in mentions]
        kept = [(m, sure) for m, sure in judged if sure >= self._least(m)]
        longer = parts([m for m, _ in kept], around)
        kept = [(m, sure) for m, sure in kept if m not in longer]
        if self._peoples:
            kept = sorted([*kept, *self._of_peoples(tokens, kept)], key=lambda k: k[0].start)
        setting = Setting.of(report.outlet)
        chosen = self._chooser.choose(report.text, [m for m, _ in kept], setting, explain=explain)
        return [(m, c, sure) for (m, sure), c in zip(kept, chosen, strict=True)]

    def _least(self, mention: Mention) -> float:
        by_sound = mention.candidates[0].how == SKELETON and not self._countries
        return BY_SOUND if by_sound else THRESHOLD

    def _of_peoples(self, tokens: list[Token], kept: list[tuple[Mention, float]]) -> list[tuple[Mention, float]]:
        taken = {i for m, _ in kept for i in range(m.first, m.last)}
        found = []
        for i, token in enumerate(tokens):
            country = self._gazetteer.demonym(token.text) if token.text[:1].isupper() and i not in taken else None
            if country is not None:
                meaning = (Candidate(country, "demonym", 0),)
                found.append((Mention(token.start, token.end, i, i + 1, token.text, meaning), THRESHOLD))
        return found

    def _mentions(self, report: Report, tokens: list[Token]) -> list[Mention]:
        furniture = [z.words for z in report.zones if z.kind == "furniture"]
        found = spot(report.text, self._gazetteer, self._countries, tokens=tokens)
        return [m for m in found if not any(z.start <= m.start and m.end <= z.end for z in furniture)]

    def _place(self, text: str, words: Span, choice: Choice) -> Place:
        entry = choice.entry
        if choice.level != "place":
            return self._parent(words, choice)
        course = bearing(text, words.start, words.end)
        city = self._main_town(words.text, entry) if course and course.rural and entry.kind == "admin1" else None
        inner = city or entry
        ring = self._gazetteer.entry(inner.outskirts) if inner.outskirts else None
        if ring and (course or on_outskirts(text, words.start, words.end)):
            return _around(inner, ring, words, course, choice)
        name, lat, lon, radius_km = entry.name, entry.lat, entry.lon, entry.radius_km
        if course is not None:
            point, radius_km = pointed(entry, course, city)
            lat, lon = point or (None, None)
            if course.degrees is not None and (city is not None or not entry.wide):
                name = f"{course.words} {name}"
        admin1 = entry.admin1 if entry.kind != "country" else None
        sure = self._sure(entry, choice)
        return Place(words, entry.place_id, name, admin1, entry.country, lat, lon, radius_km, sure)

    def _sure(self, entry: Entry, choice: Choice) -> float:
        here = not self._countries or entry.own or entry.wide or entry.country in self._countries
        return round(choice.confidence if here else min(choice.confidence, ABROAD), 3)

    def _parent(self, words: Span, choice: Choice) -> Place:
        """Return no more of a place than is known: its division with that one's point, its country, or its name."""
        sure, entry = round(choice.confidence, 3), choice.entry
        if choice.level == "name":
            return Place(words, None, words.text, confidence=sure)
        around = self._gazetteer.division(entry.country, entry.admin1) if choice.level == "admin1" else None
        if around is None:
            admin1 = entry.admin1 if choice.level == "admin1" else None
            return Place(words, None, entry.name, admin1, entry.country, confidence=sure)
        return Place(
            words, None, entry.name, around.admin1, around.country, around.lat, around.lon, around.radius_km, sure
        )

    def _main_town(self, name: str, division: Entry) -> Entry | None:
        """Return the town that a division is named after, None where the name has no town in it."""
        alike = (c.entry for c in self.meanings(name) if c.entry.kind in ("town", "capital"))
        inside = (e for e in alike if e.country == division.country and e.admin1 == division.admin1)
        return next(inside, None)


def _around(entry: Entry, ring: Entry, words: Span, course: Bearing | None, choice: Choice) -> Place:
    """Return the division around a city that is a division of its own."""
    point, radius = entry.point, (entry.radius_km or 0.0) + OUTSKIRTS_KM
    if course is not None and course.degrees is not None:
        point, radius = pointed(entry, course, entry)[0], max(radius, pointed(entry, course, entry)[1] or 0.0)
    return Place(
        words=words,
        place_id=ring.place_id,
        name=f"{entry.name} countryside",
        admin1=ring.admin1,
        country=ring.country,
        lat=None if point is None else point[0],
        lon=None if point is None else point[1],
        radius_km=radius,
        confidence=round(choice.confidence, 3),
    )
