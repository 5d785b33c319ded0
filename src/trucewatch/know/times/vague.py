"""Rules for vague words: recent weeks, the coming days, now; and the days that they cover."""

from __future__ import annotations

import re
from datetime import date

from trucewatch.know.times.meaning import (
    Meaning,
    add_days,
    unit_code,
)
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.scene import Scene


def _vague_ref(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "recent weeks", "the coming days", "these days" as PAST_REF, FUTURE_REF, PRESENT_REF with a rule of days."""
    words = hit.low("det")
    unit = unit_code(hit.low("u"))
    forward = bool(re.search("coming|next|ahead|upcoming", words + hit.low("after")))
    present = bool(re.search("these", words))
    value = "PRESENT_REF" if present else "FUTURE_REF" if forward else "PAST_REF"
    return Meaning("DATE", value, days=vague_days(unit, forward, scene.published), refers=False, anchor="published")


#: Days that vague words reach back: "recent days" 3, "recent weeks" 30 (codebook), the rest by the same measure.
VAGUE_DAYS = {"TH": 0, "D": 3, "W": 30, "M": 90, "Q": 270, "Y": 1095, "DE": 7300, "CE": 73000}


#: Days that vague words reach forward.
VAGUE_AHEAD = {"TH": 1, "D": 7, "W": 30, "M": 90, "Q": 270, "Y": 1095, "DE": 7300, "CE": 73000}


def vague_days(unit: str, forward: bool, published: date | None) -> tuple[date, date] | None:
    """Return the half-open days that "recent weeks" or "the coming days" cover, None without a published day."""
    if published is None:
        return None
    if forward:
        ahead = VAGUE_AHEAD.get(unit)
        return None if ahead is None else (published, add_days(published, ahead))
    back = VAGUE_DAYS.get(unit)
    return None if back is None else (add_days(published, -back), add_days(published, 1))


_NOW = re.compile(r"now|current|currently|present|presently|time|modern|moment|already")


_AHEAD = re.compile(r"future|soon|near|short|long|later")


def _vague_word(hit: Hit, scene: Scene) -> Meaning | None:
    words = hit.low("w")
    if words in ("future", "former", "formerly") and not scene.narrative:
        return None
    value = "PRESENT_REF" if _NOW.search(words) else "FUTURE_REF" if _AHEAD.search(words) else "PAST_REF"
    return Meaning("DATE", value, refers=False)


RULES: tuple[Rule, ...] = (
    Rule("vague-units", "the? det:(recent|coming|upcoming|these|past) u:UNITS", _vague_ref),
    Rule("units-ahead", "the u:UNITS after:(ahead)", _vague_ref),
    Rule(
        "vague-word",
        "w:(now|currently|current|recently|recent|formerly|former|the past|the (near|immediate)? "
        "future|future|at present"
        "|the present|right now|(the)? (near|short|long) term)",
        _vague_word,
        -1,
    ),
)
