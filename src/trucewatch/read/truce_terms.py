"""The terms of a truce at each place where a report speaks of it: length, first and last day, area."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.know.truce_lexicon import truce_lexicon
from trucewatch.know.world import world
from trucewatch.model.place import Place
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression
from trucewatch.read.truce_words import Scene, TruceWords

#: A length or a place belongs to a truce when at most so many words lie between.
_NEAR = 3
#: A length after "for" or "will last" belongs to a truce when at most so many words lie between.
_LASTING = 14
#: Start and end words speak of a truce when at most so many words lie between.
_CLAUSE = 25
_TO_PLACE = frozenset(
    "in and around for on at of over the city region including such as to across parts near , all within inside "
    "town province provinces cities towns villages regions".split()
)
_WEEKS = re.compile(r"^P(\d+)W$")


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one value of one field of a truce, with the words that give it."""

    field: str
    value: str
    words: Span


def length_of(scene: Scene, mention: TruceWords, times: Iterable[TimeExpression]) -> Term | None:
    """Return how long the truce lasts, where a length stands in its phrase or right beside it; weeks become days."""
    near = [t for t in times if t.type == "DURATION" and _belongs(scene, mention, t.words)]
    if not near:
        return None
    best = min(near, key=lambda t: (abs(t.words.start - mention.words.start), t.words.start))
    value = "/".join(_in_days(part) for part in best.value.split("/"))
    return Term("duration", value, best.words) if value.startswith("P") and "X" not in value else None


def places_of(scene: Scene, mention: TruceWords, places: Iterable[Place]) -> list[Place]:
    """Return the places named as where the truce holds ("a truce in A and B", "the A truce"), in order.

    Start and end words may stand between ("a truce took effect in A"); a country gives way to a place within it.
    """
    start, end = mention.sentence
    here = sorted((p for p in places if start <= p.words.start < end), key=lambda p: p.words)
    found = [p for p in here if p.words.touches(mention.phrase) and not _lends_name(p, mention)]
    at = max(mention.phrase.end, mention.words.end)
    for pattern in (truce_lexicon().starts, truce_lexicon().ends):
        passed = pattern.search(scene.text, at, min(end, at + 80))
        if passed and scene.words_between(at, passed.start()) <= 8:
            at = passed.end()
    for place in here:
        if place.words.start < at or place in found:
            continue
        if not _leads_to(scene, at, place.words.start):
            break
        found.append(place)
        at = place.words.end
    return [p for p in found if not is_country(p)] or found


def _lends_name(place: Place, mention: TruceWords) -> bool:
    """Tell whether a country before the truce words names who made the truce rather than where ("the US truce")."""
    return is_country(place) and place.words.start < mention.words.start


def _leads_to(scene: Scene, start: int, end: int) -> bool:
    """Tell whether only "in", "and around", "the city of" and the like stand between, with one other word at most."""
    between = [t.lower for t in scene.tokens_in(start, end)]
    return (
        bool(between) and len(between) <= _NEAR + 2 and sum(w not in _TO_PLACE for w in between) <= (len(between) > 2)
    )


def area_of(
    scene: Scene, mentions: Sequence[TruceWords], places: Sequence[Place], outsiders: Sequence[Span]
) -> list[Term]:
    """Return what the report says of the truce's area, the surest first.

    A place named with the truce, else "nationwide" and the like, else the place of its sentence ("where a truce"),
    else the country that the report is about: a truce told of without a place is read as the country's. `outsiders`
    are words that mean a state as somebody who acts; they say nothing of where.
    """
    country = _country(places, outsiders)
    found: list[Term] = []
    for mention in mentions:
        named = places_of(scene, mention, places)
        if named:
            words = scene.report.span(named[0].words.start, named[-1].words.end)
            found.append(Term("area", ", ".join(dict.fromkeys(_area_name(p) for p in named)), words))
    if found:
        return sorted(found, key=lambda t: t.value == country)
    for mention in mentions:
        match = truce_lexicon().nationwide.search(scene.text, mention.phrase.start, mention.sentence[1])
        if match and country:
            found.append(Term("area", country, scene.report.span(*match.span())))
        where = _where(scene, mention, places) or _nearest(scene, mention, places)
        if where:
            found.append(Term("area", _area_name(where), where.words))
    if not found and country and mentions:
        found.append(Term("area", country, mentions[0].words))
    return found


def days_of(scene: Scene, mention: TruceWords, times: Iterable[TimeExpression]) -> list[Term]:
    """Return the first and last days that the clause of a mention gives: a date beside "took effect", "ended" ..."""
    found: list[Term] = []
    lexicon = truce_lexicon()
    start, end = mention.sentence
    dated = [t for t in times if t.type in ("DATE", "TIME") and t.from_ and start <= t.words.start < end]
    found += _range_beside(scene, mention, dated)
    for field, pattern in (("start", lexicon.starts), ("end", lexicon.ends)):
        for match in pattern.finditer(scene.text, start, end):
            words = scene.report.span(*match.span())
            if words.touches(mention.words) or scene.words_between(*_gap(words, mention.words)) > _CLAUSE:
                continue
            day = _day_beside(scene, words, dated)
            if day:
                found.append(Term(field, day[0], day[1].words))
    return found


def _day_beside(scene: Scene, words: Span, dated: Sequence[TimeExpression]) -> tuple[str, TimeExpression] | None:
    """Return the day of the date nearest to start or end words; None where that is more than a day.

    Within six words, sixteen where the sentence has no other date; a date that follows wins.
    """
    near: list[tuple[int, TimeExpression]] = []
    for time in dated:
        if time.words.touches(words):
            continue
        gap = scene.words_between(*_gap(words, time.words)) + (time.words.start < words.start)
        if gap <= (6 if len(dated) > 1 else 16):
            near.append((gap, time))
    if not near:
        return None
    best = min(near, key=lambda n: (n[0], n[1].words.start))[1]
    return ((best.from_ or "")[:10], best) if _one_day(best) else None


def _range_beside(scene: Scene, mention: TruceWords, dated: Sequence[TimeExpression]) -> list[Term]:
    """Return first and last day of a range of dates within eight words of the truce ("from July 6 to July 8")."""
    for time in dated:
        if "/" not in time.value or scene.words_between(*_gap(time.words, mention.phrase)) > 8:
            continue
        try:
            first, after = date.fromisoformat((time.from_ or "")[:10]), date.fromisoformat((time.to or "")[:10])
        except ValueError:
            continue
        last = after - timedelta(days=1)
        return [Term("start", first.isoformat(), time.words), Term("end", last.isoformat(), time.words)]
    return []


def _one_day(time: TimeExpression) -> bool:
    try:
        first, after = date.fromisoformat((time.from_ or "")[:10]), date.fromisoformat((time.to or "")[:10])
    except ValueError:
        return False
    return (after - first).days <= 1


def _belongs(scene: Scene, mention: TruceWords, words: Span) -> bool:
    """Tell whether a length is the truce's: within its phrase, or after it behind "for", "will last" and the like."""
    if mention.phrase.touches(words):
        return True
    if not mention.phrase.end <= words.start < mention.sentence[1]:
        return False
    between = scene.tokens_in(mention.phrase.end, words.start)
    near = len(between) <= _LASTING and not any(t.text in ";:" for t in between)
    return near and bool(between) and between[-1].lower in truce_lexicon().lasts


def _gap(a: Span, b: Span) -> tuple[int, int]:
    return (a.end, b.start) if a.start <= b.start else (b.end, a.start)


def _in_days(value: str) -> str:
    match = _WEEKS.match(value)
    return f"P{int(match.group(1)) * 7}D" if match else value


def _where(scene: Scene, mention: TruceWords, places: Iterable[Place]) -> Place | None:
    """Return the place of a relative clause that holds the mention ("the camp, where a truce ...")."""
    before = scene.tokens_in(max(mention.sentence[0], mention.phrase.start - 60), mention.phrase.start)
    where = next((t for t in reversed(before[-6:]) if t.lower == "where"), None)
    if where is None:
        return None
    near = [p for p in places if p.words.end <= where.start and scene.words_between(p.words.end, where.start) <= 2]
    return max(near, key=lambda p: p.words.end, default=None)


def _nearest(scene: Scene, mention: TruceWords, places: Iterable[Place]) -> Place | None:
    """Return the place nearest to words that only a local truce has ("zone", "evacuation"), within its sentence."""
    if not truce_lexicon().local.search(mention.phrase.text):
        return None
    start, end = mention.sentence
    here = [p for p in places if start <= p.words.start < end and not is_country(p)]
    return min(here, key=lambda p: (scene.words_between(*_gap(p.words, mention.words)), p.words.start), default=None)


def _area_name(place: Place) -> str:
    return place.country if place.country and is_country(place) else place.name


def is_country(place: Place) -> bool:
    """Tell whether a place is a whole country: its id is of ISO 3166, or its name is the country's."""
    if (place.place_id or "").startswith("iso:"):
        return True
    country = world().country(place.country) if place.country and not place.admin1 else None
    return country is not None and place.name in country.names


def _country(places: Sequence[Place], outsiders: Sequence[Span]) -> str | None:
    acting = {(s.start, s.end) for s in outsiders}
    counted = Counter(p.country for p in places if p.country and (p.words.start, p.words.end) not in acting)
    return counted.most_common(1)[0][0] if counted else None
