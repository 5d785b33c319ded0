"""Join what belongs together: a clock and the day beside it; give a lone clock the day of its context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from trucewatch.know.times.meaning import Meaning, first_day
from trucewatch.know.times.scene import Scene
from trucewatch.know.times.zones import zone_named

_CLOCK_THEN_DAY = frozenset({"", "on", "of", ",", "on the", "in the", ", on", "of the", "(", "- on"})
_DAY_THEN_CLOCK = frozenset(
    {"", "at", ",", ", at", "from", "at about", "by", "in the", "before", "(", "at around", "in"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a meaning and its tokens `first` to `last` (exclusive); `rule` is the rule that found it."""

    first: int
    last: int
    meaning: Meaning
    rule: str


def _is_day(meaning: Meaning) -> bool:
    return (
        meaning.type == "DATE"
        and (len(meaning.value) == 10 or meaning.value.startswith("XXXX-WXX-"))
        and "/" not in meaning.value
    )


def merge(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """Join each clock with the day next to it; a clock with no day takes the one of its context, or is left without."""
    joined: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        if following is not None and _same_clock(piece, following, scene):
            pieces = [*pieces[:i], Piece(piece.first, following.last + 1, piece.meaning, piece.rule), *pieces[i + 2 :]]
            continue
        if following is not None and _fits(piece, following, scene):
            joined.append(_join(piece, following, scene))
            i += 2
            continue
        joined.append(piece)
        i += 1
    return _placed(joined, scene)


def _same_clock(one: Piece, two: Piece, scene: Scene) -> bool:
    """Tell whether the second clock gives the first again in another zone: "7pm (1600 GMT)"."""
    if not (one.meaning.clock and two.meaning.clock and two.meaning.zone and two.meaning.zone != one.meaning.zone):
        return False
    return two.first == one.last + 1 and scene.low(one.last) == "(" and scene.low(two.last) == ")"


def _fits(one: Piece, two: Piece, scene: Scene) -> bool:
    if one.last > two.first or two.first - one.last > 2:
        return False
    gap = " ".join(w.low for w in scene.words[one.last : two.first])
    if one.meaning.clock and _is_day(two.meaning):
        return gap in _CLOCK_THEN_DAY
    if one.meaning.minutes and two.meaning.type == "TIME" and not two.meaning.clock and two.meaning.value[10:11] == "T":
        return gap == "of"
    return _is_day(one.meaning) and two.meaning.clock and gap in _DAY_THEN_CLOCK


def _join(one: Piece, two: Piece, scene: Scene) -> Piece:
    clock, day = (one, two) if one.meaning.clock else (two, one)
    zone = clock.meaning.zone or _trailing_zone(two.last, scene)
    value, others = clock.meaning.value, day.meaning.alternatives
    if value == "T24:00":
        numbered = day.rule not in ("weekday", "deictic") and clock.rule == "noon"
        value = "T00:00" if numbered else value
        others = (day.meaning.value + ("T24:00" if numbered else "T00:00"),)
    if value == "TNI" and clock.meaning.minutes and day.meaning.value.endswith("TMO"):
        value = "TMO"
    meaning = replace(
        clock.meaning,
        value=day.meaning.value.split("T")[0] + value,
        zone=zone,
        clock=False,
        anchor=day.meaning.anchor,
        alternatives=others,
        mod=clock.meaning.mod or day.meaning.mod,
    )
    return Piece(one.first, two.last, meaning, day.rule)


def _trailing_zone(last: int, scene: Scene) -> str | None:
    """Return the zone that follows a day ("... on February 27 Springfield time")."""
    for size in (2, 3):
        words = " ".join(w.low for w in scene.words[last : last + size])
        if words.endswith("time") or size == 1:
            return zone_named(words, scene.zone)
    return zone_named(scene.low(last), scene.zone)


def _placed(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """Give each clock without a day the last day named within 60 tokens, else the published day."""
    out: list[Piece] = []
    day: str | None = None
    at = -1
    for piece in pieces:
        meaning = piece.meaning
        if meaning.clock:
            near = (
                day if day is not None and at >= scene.sentence(max(0, scene.sentence(piece.first)[0] - 1))[0] else None
            )
            base = near or (scene.published.isoformat() if scene.published and not scene.narrative else day)
            others: tuple[str, ...] = ()
            value = (base or "XXXX-XX-XX") + meaning.value
            if meaning.value == "T24:00" and _is_past(base, piece, scene):
                value, others = f"{base}T00:00", (value,)
            placed = replace(meaning, value=value, clock=False, alternatives=(*meaning.alternatives, *others))
            piece = Piece(piece.first, piece.last, placed, piece.rule)
        elif (
            meaning.type in ("DATE", "TIME") and isinstance(first_day(meaning.value), date) and len(meaning.value) >= 10
        ):
            day, at = meaning.value[:10], piece.first
        out.append(piece)
    return out


def _is_past(base: str | None, piece: Piece, scene: Scene) -> bool:
    """Tell whether a midnight is the one that the published day began with: what is past by then, or lasts since."""
    if base is None or scene.published is None or base < scene.published.isoformat():
        return False
    if "since" in (scene.low(piece.first - 1), scene.low(piece.first - 2)):
        return True
    return scene.tense(piece.first, piece.last) == "past" and not scene.announced(piece.first)
