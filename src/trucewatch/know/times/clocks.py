"""Rules for clock times and parts of the day; their day is found next to them (merge.py)."""

from __future__ import annotations

import re

from trucewatch.know.times.lexicon import ONES, PARTS
from trucewatch.know.times.meaning import Meaning, modifier
from trucewatch.know.times.numbers import number
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.scene import Scene
from trucewatch.know.times.zones import zone_named


def _minutes(hit: Hit, name: str = "t") -> int | None:
    """Return the minutes after midnight of a clock's words ("7:30", "0700", "noon"), None for no such time."""
    words = hit.low(name)
    if words in ("noon", "noontime", "midday"):
        return 12 * 60
    if words == "midnight":
        return 24 * 60
    digits = re.split(r"[:.]", words)
    if len(digits) > 1:
        hour, minute = int(digits[0]), int(digits[1])
    elif len(words) == 4 and words.isdigit():
        hour, minute = int(words[:2]), int(words[2:])
    elif words.isdigit():
        hour, minute = int(words), 0
    elif words in ONES:
        hour, minute = ONES[words], 0
    else:
        return None
    return _half_day(hit, hour, minute, "2" if name == "t2" else "")


def _half_day(hit: Hit, hour: int, minute: int, nth: str) -> int | None:
    half = hit.low(f"ap{nth}").replace(".", "").replace(" ", "")[:1]
    part = hit.low(f"part{nth}")
    if half or part:
        if hour > 12:
            return None if half == "a" or hour > 24 else hour * 60 + minute
        late = half == "p" or part in ("afternoon", "evening") or (part == "night" and hour > 5)
        hour = hour % 12 + (12 if late else 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 else None


def _text(minutes: int) -> str:
    return f"T{minutes // 60:02d}:{minutes % 60:02d}"


def _clock(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "7 p.m.", "19:30hrs", "0700 GMT", "noon", "5 in the morning", with a zone."""
    minutes = _minutes(hit)
    if minutes is None:
        return None
    zone = zone_named(hit.low("z"), scene.zone) if hit.has("z") else None
    return Meaning("TIME", _text(minutes), mod=modifier(hit.low("e")), zone=zone, clock=True, refers=False)


def _bare_clock(hit: Hit, scene: Scene) -> Meaning | None:
    """Read a clock without am, pm, hours or zone ("at 7:30"); a score or a ratio (no colon before minutes) is none."""
    if ":" not in hit.low("t"):
        return None
    return _clock(hit, scene)


def _clock_range(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "between 0700 and 1300 GMT", "from 10 am to 1 pm": one time that covers the hours between."""
    if hit.low("to") == "and" and not hit.has("between"):
        return None
    if not (hit.has("ap") or hit.has("ap2") or hit.has("z") or hit.has("h") or ":" in hit.low("t")):
        return None
    first, last = _minutes(hit), _minutes(hit, "t2")
    if first is None or last is None:
        return None
    if not hit.has("ap") and hit.low("ap2").startswith("p") and first < last - 720 + 60:
        first += 720 if first + 720 < last else 0
    if last <= first:
        last += 1440
    zone = zone_named(hit.low("z"), scene.zone) if hit.has("z") else None
    covered = (first, last)
    return Meaning("TIME", _text(first), zone=zone, clock=True, minutes=covered, refers=False, mod="RANGE")


def _part(hit: Hit, _scene: Scene) -> Meaning | None:
    """Read "the morning", "the night of", "the early hours of", "at dawn"; the day is found beside it."""
    words = hit.low("p")
    mod = modifier(hit.low("e"))
    if "hours" in words:
        if "morning" in words:
            return Meaning("TIME", "TMO", mod="START", clock=True, minutes=(0, 480), refers=False)
        return Meaning("TIME", "TNI", clock=True, minutes=(0, 360), refers=False)
    code = PARTS[words.split()[-1]]
    dawn = (240, 420) if words in ("dawn", "daybreak") else None
    return Meaning("TIME", code, mod=mod, clock=True, minutes=dawn, refers=False)


def _bare_part(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "dawn", "midnight", "at night"; "night" alone is a time only where a day stands beside it."""
    if hit.low("p") not in ("dawn", "daybreak", "midnight", "noon", "midday", "dusk", "sunset", "sunrise", "nightfall"):
        return None
    return _part(hit, scene)


def _off_clock(hit: Hit, _scene: Scene) -> Meaning | None:
    """Read "two hours after midnight", "an hour before noon"."""
    count = number(hit.parts("n")) if hit.has("n") else 1.0
    minutes = _minutes(hit)
    if count is None or minutes is None or count > 48:
        return None
    size = count * (60 if hit.low("u").startswith("h") else 1)
    forward = hit.low("dir") != "before"
    base = 0 if hit.low("t") == "midnight" and forward else minutes
    total = int(base + size if forward else base - size)
    return Meaning("TIME", _text(total), clock=True, refers=False) if 0 <= total < 1440 else None


_AP = "ap:AMPM"
_Z = "(z:<ZONE>)?"
_E = "(e:(<ABOUT>|shortly (before|after)|just (before|after)))?"
_T2 = "(t2:(CLOCK|HOURNUM|MIL|noon|midnight|midday) (ap2:AMPM)? (h:(hours|hrs|hr|h))?)"

RULES: tuple[Rule, ...] = (
    Rule("clock-am-pm", f"{_E} t:(HOURNUM|CLOCK|NUMW) {_AP} {_Z}", _clock, 2),
    Rule("clock-hours", f"{_E} t:(CLOCK|MIL) (hours|hrs|hr|h) {_Z}", _clock, 2),
    Rule("clock-zone", f"{_E} t:(CLOCK|MIL|HOURNUM) z:<ZONE>", _clock, 2),
    Rule("clock-four-figures", "<=((at|from|by|until|to|and)) t:ZERO", _clock),
    Rule("clock", f"{_E} t:CLOCK", _bare_clock, 1),
    Rule(
        "clock-part",
        f"{_E} t:(HOURNUM|CLOCK|NUMW) (o TICK clock)? (in the|at) part:(morning|afternoon|evening|night)",
        _clock,
        2,
    ),
    Rule("o-clock", f"{_E} t:(HOURNUM|NUMW) o TICK clock {_Z}", _clock, 2),
    Rule("noon", f"{_E} t:(noon|midday|midnight) {_Z}", _clock, 1),
    Rule(
        "clock-range",
        f"(between:between)? t:(CLOCK|HOURNUM|MIL|noon|midnight|midday) (ap:AMPM)? (h:(hours|hrs|hr|h))? "
        f"to:(to|and|until|till|-|LONGDASH) {_T2} {_Z}",
        _clock_range,
        2,
    ),
    Rule(
        "part-of-day",
        "(the)? (e:(early|late|mid))? -? p:(the (early|wee|small) (morning)? hours|the PART|early morning hours)",
        _part,
    ),
    Rule("early-part", "(the)? e:(early|late|mid|EARLY in the|LATE in the) -? p:(PART)", _part),
    Rule("bare-part", "p:PART", _bare_part, -1),
    Rule(
        "hours-off-clock",
        "(n:<NUMBER>|an|a) u:(UNIT1|UNITS) dir:(after|before|past) t:(midnight|noon|midday)",
        _off_clock,
        3,
    ),
)
