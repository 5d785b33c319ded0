"""Find the time expressions of a text: match the rules, read the hits in order, join, give intervals and roles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from trucewatch.know.times import anchored, clocks, dates, durations, holidays, relative, vague, years
from trucewatch.know.times.anchored import TRUCE_WORDS
from trucewatch.know.times.durations import length_in_days
from trucewatch.know.times.intervals import interval
from trucewatch.know.times.lexer import Word, lex
from trucewatch.know.times.meaning import Meaning, add_days
from trucewatch.know.times.merge import Piece, merge
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.roles import role
from trucewatch.know.times.scene import Scene
from trucewatch.know.tokens import ABBREVIATIONS
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression

RULES: tuple[Rule, ...] = (
    *dates.RULES,
    *years.RULES,
    *holidays.RULES,
    *relative.RULES,
    *vague.RULES,
    *anchored.RULES,
    *durations.RULES,
    *clocks.RULES,
)


def find_times(
    text: str,
    published: date | None,
    *,
    narrative: bool = False,
    zone: str | None = None,
    day_first: bool | None = None,
) -> list[TimeExpression]:
    """Find the time expressions of a text, in order, none overlapping; positions are characters of `text`.

    `published` is the day on which relative words hang; without it they stay unresolved (value with X, no interval).
    `narrative` hangs them on the last dated day instead (histories, chronicles). `zone` is the IANA zone of local clock
    times, `day_first` the outlet's order of day and month in figures. Values are ISO-TimeML (TIMEX3); never raises.
    """
    _learn()
    words, symbols = lex(text)
    scene = Scene(words, symbols, published, narrative, zone, day_first, _sentence_starts(words))
    pieces = merge(_read(scene), scene)
    return [_expression(piece, scene, text) for piece in pieces]


@lru_cache(maxsize=1)
def _learn() -> None:
    """Translate every rule, so that the lexer knows the words of all of them before it cuts a text."""
    for rule in RULES:
        assert rule.expression


def _sentence_starts(words: list[Word]) -> list[int]:
    """Return the index of each sentence's first token: after . ! ? with a capital or figure next, after a paragraph."""
    starts = [0]
    for i in range(1, len(words)):
        before = words[i - 1]
        if before.low[:1] == "\n" or (before.low in ("!", "?") and words[i].low not in "\"'”’)"):
            starts.append(i)
        elif before.low == "." and (words[i].capital or words[i].low[:1].isdigit() or words[i].low in "\"'“`‘("):
            previous = words[i - 2] if i > 1 else None
            if previous is None or previous.end != before.start or previous.low not in ABBREVIATIONS:
                starts.append(i)
    return starts


def _hits(scene: Scene) -> list[Hit]:
    there = frozenset(scene.symbols)
    rules = [rule for rule in RULES if not any(there.isdisjoint(need) for need in rule.needs)]
    found = [Hit(rule, scene.words, match) for rule in rules for match in rule.pattern.finditer(scene.symbols)]
    found.sort(key=lambda h: (h.first, -h.last, -h.rule.weight))
    return found


def _read(scene: Scene) -> list[Piece]:
    """Read the hits in order of the text; at each place the longest that means something wins."""
    pieces: list[Piece] = []
    free = 0
    for hit in _hits(scene):
        if hit.first < free or hit.last == hit.first:
            continue
        meaning = hit.rule.read(hit, scene)
        if meaning is None:
            continue
        pieces.append(Piece(hit.first, hit.last, meaning, hit.rule.name))
        free = hit.last
        if meaning.type in ("DATE", "TIME") and meaning.refers:
            scene.note(meaning.value, hit.first)
    return pieces


def _expression(piece: Piece, scene: Scene, text: str) -> TimeExpression:
    meaning = piece.meaning
    does = role(piece, scene)
    if does == "deadline" and meaning.type == "DURATION" and meaning.days is None:
        meaning = _deadline(meaning, scene)
    if does == "duration" and _lies_ahead(piece, scene):
        meaning = _ahead(meaning, scene)
    if does == "relative" and meaning.type == "DURATION":
        near = {w.low for w in scene.words[piece.last : piece.last + 6]}
        meaning = replace(meaning, anchor="truce" if near & TRUCE_WORDS else "event", offset=meaning.value)
    zone = meaning.zone or (scene.zone if meaning.type == "TIME" else None)
    lies = interval(meaning, zone)
    span = Span.of(text, scene.words[piece.first].start, scene.words[piece.last - 1].end)
    mod = None if meaning.mod == "RANGE" else meaning.mod
    return TimeExpression(
        words=span,
        type=meaning.type,
        value=meaning.value,
        from_=lies[0] if lies else None,
        to=lies[1] if lies else None,
        role=does,
        anchor=meaning.anchor,
        mod=mod,
        alternatives=meaning.alternatives,
        zone=zone,
        offset=meaning.offset,
    )


def _lies_ahead(piece: Piece, scene: Scene) -> bool:
    """Tell whether a duration says when ("expires in two days") rather than how long."""
    return scene.low(piece.first - 1) == "in" and scene.tense(piece.first, piece.last) == "future"


def _length(value: str) -> int:
    """Return the days that a duration's value touches, the longer end of a range; 0 where that is not told."""
    value = value.split("/")[-1]
    digits = "".join(c for c in value if c.isdigit())
    if not digits or len(digits) > 5:
        return 0
    unit = "TH" if value.startswith("PT") and value.endswith("H") else value[-1] if not value.startswith("PT") else "TM"
    return length_in_days(float(digits), unit)


def _ahead(meaning: Meaning, scene: Scene) -> Meaning:
    """Place "in two days" on the day so far from the published one."""
    days = _length(meaning.value)
    if scene.published is None or not days or meaning.value.startswith("PT"):
        return meaning
    day = add_days(scene.published, days)
    return replace(meaning, days=(day, add_days(day, 1)), anchor="published")


def _deadline(meaning: Meaning, scene: Scene) -> Meaning:
    """Run a deadline of some hours or days from the published day."""
    days = _length(meaning.value)
    if scene.published is None or not days:
        return meaning
    return replace(meaning, days=(scene.published, add_days(scene.published, days + 1)), anchor="published")
