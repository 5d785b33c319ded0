"""Rules for what hangs on something told before: the year-ago quarter, the third day of the truce."""

from __future__ import annotations

from trucewatch.know.times.meaning import (
    Meaning,
    add_days,
    duration,
    quarter_value,
    shift,
    unit_code,
)
from trucewatch.know.times.numbers import number, ordinal
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.relative import unresolved
from trucewatch.know.times.scene import Scene


def _year_ago_period(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "the year-earlier quarter", "the latest quarter", "the corresponding period last year"."""
    latest = hit.low("det") == "latest"
    quarter = scene.quarter
    if quarter is None:
        base = scene.base()
        if base is None:
            return Meaning("DATE", "XXXX-QX", refers=False)
        quarter = shift(base, -1, "Q") or quarter_value(base)
    return Meaning(
        "DATE", quarter if latest else f"{int(quarter[:4]) - 1:04d}{quarter[4:]}", anchor="reference", refers=False
    )


def _year_ago(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "year-ago", "year-earlier" before a noun: the quarter of the year before, else the year before."""
    if scene.quarter is not None and hit.first - scene.quarter_at <= 150:
        return _year_ago_period(hit, scene)
    base = scene.base()
    return None if base is None else Meaning("DATE", f"{base.year - 1:04d}", anchor="published", refers=False)


def _the_quarter(_hit: Hit, scene: Scene) -> Meaning | None:
    if scene.quarter is None:
        base = scene.base()
        return None if base is None else Meaning("DATE", quarter_value(base), refers=False)
    return Meaning("DATE", scene.quarter, anchor="reference", refers=False)


def _nth_day_running(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "for the third consecutive day": the published day, with the days that led up to it."""
    nth, base = ordinal(hit.parts("o")), scene.base()
    if nth is None or not 1 <= nth <= 1000 or base is None:
        return None
    days = (add_days(base, 1 - nth), add_days(base, 1))
    return Meaning("DATE", base.isoformat(), anchor="published", days=days, refers=False)


def _truce_day(hit: Hit, _scene: Scene) -> Meaning | None:
    """Read "the third day of the truce": it hangs on the truce's own start and is bound to it later."""
    nth = ordinal(hit.parts("o")) if hit.has("o") else None
    if hit.has("n"):
        count = number(hit.parts("n"))
        nth = int(count) if count is not None and count < 10000 else None
    if nth is None or nth < 1:
        return None
    unit = unit_code(hit.low("u"))
    anchor = "truce" if hit.low("of") in TRUCE_WORDS else hit.low("of")
    offset = duration(str(nth - 1), unit)
    return Meaning("DATE", unresolved(unit), anchor=anchor, offset=offset, refers=False)


def _its_day(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "its third day" in a sentence that speaks of a truce; of other things it says nothing certain."""
    nth, (begin, end) = ordinal(hit.parts("o")), scene.sentence(hit.first)
    unit = unit_code(hit.low("u"))
    near = {w.low for w in scene.words[max(begin, hit.first - 25) : min(end, hit.last + 10)]}
    if nth is None or unit not in ("D", "W", "M", "TH") or not near & TRUCE_WORDS - {"fire"}:
        return None
    return Meaning("DATE", unresolved(unit), anchor="truce", offset=duration(str(nth - 1), unit), refers=False)


TRUCE_WORDS = frozenset("truce ceasefire cease-fire cease fire cessation pause lull calm".split())

RULES: tuple[Rule, ...] = (
    Rule(
        "year-ago-period",
        "the? det:(year - (ago|earlier)|latest|(comparable|corresponding) (year - (ago|earlier))?) <ORDINAL>? "
        "(quarter|period) ((of)? last year)?",
        _year_ago_period,
        1,
    ),
    Rule("year-ago", "year - dir:(ago|earlier)", _year_ago),
    Rule("the-quarter", "the quarter", _the_quarter, -1),
    Rule(
        "day-of-truce",
        "the? o:<ORDINAL> (consecutive|straight|full|successive)? u:UNIT1 of (the|a|this|that|its|their)? "
        "OTHER{0,2} of:(truce|ceasefire|cease -? "
        "fire|cessation|pause|lull|calm|siege|war|battle|conflict|offensive|campaign|operation|fighting|revolution|uprising)",
        _truce_day,
        2,
    ),
    Rule(
        "day-running",
        "(the|a) o:<ORDINAL> ((consecutive|straight|successive) day|day (running|in a row))",
        _nth_day_running,
        1,
    ),
    Rule("nth-day", "<=(for) (the|a) o:<ORDINAL> day", _nth_day_running),
    Rule("its-day", "(its|their) o:<ORDINAL> (consecutive|straight|full|successive)? u:UNIT1", _its_day, 1),
    Rule(
        "truce-day-n",
        "u:day n:<NUMBER> of (the|a|this|that|its|their)? OTHER{0,2} of:(truce|ceasefire|cease -? "
        "fire|cessation|pause|lull|calm|siege|war|battle|conflict|offensive|campaign|operation|fighting|uprising)",
        _truce_day,
        2,
    ),
)
