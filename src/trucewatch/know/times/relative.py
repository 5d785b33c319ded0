"""Rules for words that hang on a day: weekdays, yesterday, last month, two days later."""

from __future__ import annotations

import re
from datetime import date

from trucewatch.know.times.lexicon import PARTS
from trucewatch.know.times.meaning import (
    Days,
    Meaning,
    add_days,
    days_of,
    duration,
    modifier,
    shift,
    shift_months,
    unit_code,
    week_value,
)
from trucewatch.know.times.numbers import amount, number
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.scene import Scene
from trucewatch.know.times.words import weekday_of


def weekday_day(weekday: int, words: str, scene: Scene, hit: Hit) -> date | None:
    """Return the day that a weekday means: the determiner decides, else the tense around it, else the last one."""
    hangs = words.startswith("the ")
    base = (scene.reference_day() if hangs else None) or scene.base()
    if base is None:
        return None
    back = (base.weekday() - weekday) % 7
    if re.search(r"last|past|previous|preceding", words):
        return add_days(base, -(back or 7))
    if re.search(r"next|coming|following|this", words):
        ahead = 7 - back if back else (0 if words == "this" else 7)
        return add_days(base, ahead)
    if words == "that" or scene.narrative:
        return add_days(base, -back if back < 4 else 7 - back)
    told = (
        "past"
        if hit.low("w").endswith("s") or scene.low(hit.last) in ("'s", "’s")
        else scene.tense(hit.first, hit.last)
    )
    if scene.low(hit.first - 1) == "as" and scene.low(hit.first - 2) in ("soon", "early", "late"):
        told = "future"
    if told == "past" and back > 3 and scene.announced(hit.first):
        told = "future"
    return add_days(base, 7 - back if told == "future" and back else -back)


def _weekday(hit: Hit, scene: Scene) -> Meaning | None:
    weekday = weekday_of(hit.low("w").removesuffix("s"))
    day = weekday_day(weekday, hit.low("det"), scene, hit)
    part = PARTS[hit.low("p").removesuffix("s")] if hit.has("p") else ""
    mod = modifier(hit.low("e"))
    if day is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-WXX-{weekday + 1}{part}", mod=mod, refers=False)
    others: tuple[str, ...] = ()
    if (
        hit.low("det") == "next"
        and scene.published is not None
        and (day - scene.published).days < 7 - scene.published.weekday()
    ):
        others = (add_days(day, 7).isoformat() + part,)
    return Meaning("TIME" if part else "DATE", day.isoformat() + part, mod=mod, anchor=_hung(hit), alternatives=others)


def _weekdays_noun(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "Mondays attack" (an apostrophe lost) as Monday's; "on Mondays" stays a set."""
    return None if scene.low(hit.first - 1) == "on" else _weekday(hit, scene)


def _hung(hit: Hit) -> str:
    return "reference" if hit.low("det").startswith("the ") else "published"


def _deictic(hit: Hit, scene: Scene) -> Meaning | None:
    """Read today, yesterday, tomorrow, tonight, last night, with a part of the day."""
    words = hit.low("w")
    step = {"yesterday": -1, "tomorrow": 1, "last": -1}.get(words.split()[0], 0)
    part = "TNI" if words in ("tonight", "last night") else ""
    if hit.has("p"):
        part = PARTS[hit.low("p")]
    base = scene.base()
    kind = "TIME" if part else "DATE"
    mod = modifier(hit.low("e"))
    if base is None:
        return Meaning(kind, f"XXXX-XX-XX{part}", mod=mod, refers=False)
    return Meaning(kind, add_days(base, step).isoformat() + part, mod=mod, anchor="published")


def _this_part(hit: Hit, scene: Scene) -> Meaning | None:
    """Read this morning, that evening, the next morning, the same night, the previous evening."""
    words, part = hit.low("det"), PARTS[hit.low("p")]
    base = scene.base() if words == "this" else scene.reference_day() or scene.base()
    step = 1 if re.search("next|following", words) else -1 if re.search("previous|last", words) else 0
    mod = modifier(hit.low("e"))
    if base is None:
        return Meaning("TIME", f"XXXX-XX-XX{part}", mod=mod, refers=False)
    anchor = "published" if words == "this" else "reference"
    return Meaning("TIME", add_days(base, step).isoformat() + part, mod=mod, anchor=anchor)


def _overnight(_hit: Hit, scene: Scene) -> Meaning | None:
    base = scene.base()
    if base is None:
        return Meaning("TIME", "XXXX-XX-XXTNI", refers=False)
    return Meaning("TIME", f"{base.isoformat()}TNI", anchor="published", minutes=(-180, 360))


def _unit(hit: Hit, scene: Scene) -> Meaning | None:
    """Read this week, last month, next year, the following day, that quarter, the same decade."""
    unit, words = unit_code(hit.low("u")), hit.low("det")
    if unit.startswith("T"):
        return None
    hangs = bool(re.match(r"the (following|next|previous|same)|that|the same", words))
    base = (scene.reference_day() if hangs else None) or scene.base()
    mod = modifier(hit.low("e"))
    if base is None:
        return Meaning("DATE", unresolved(unit), mod=mod, refers=False)
    step = (
        1
        if re.search("next|coming|following|subsequent", words)
        else -1
        if re.search("last|past|previous", words)
        else 0
    )
    if unit == "WE":
        return _weekend(base, step, words, scene, hit, mod)
    value = shift(base, step, unit)
    if value is None:
        return None
    days = _window(words, hit.low("e"), unit, base, value)
    return Meaning("DATE", value, mod=mod, days=days, anchor="reference" if hangs else "published")


def _window(words: str, edge: str, unit: str, base: date, value: str) -> Days | None:
    """Return the days of "the past month" (one month back to today) and of "earlier", "later this week"; else None."""
    if words in ("the past", "the last") and unit in ("W", "M", "Y", "Q"):
        back = add_days(base, -7) if unit == "W" else shift_months(base, -{"M": 1, "Q": 3, "Y": 12}[unit])
        return None if back is None else (back, add_days(base, 1))
    whole = days_of(value)
    if whole is None or not whole[0] < base < whole[1]:
        return None
    if edge.startswith("earlier"):
        return whole[0], base
    if edge.startswith("later") and add_days(base, 1) < whole[1]:
        return add_days(base, 1), whole[1]
    return None


def unresolved(unit: str) -> str:
    """Return the value of a day, week, month, quarter or year that nothing places ("XXXX-WXX")."""
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}.get(unit, "XXXX")


def _weekend(base: date, step: int, words: str, scene: Scene, hit: Hit, mod: str | None) -> Meaning:
    """Read a weekend: "last" is the latest one over, "next" the one to come, "the weekend" by the tense."""
    told = scene.tense(hit.first, hit.last)
    saturday = add_days(base, 5 - base.weekday())
    early = told == "past" and base.weekday() < 3
    if step == 1 or (step == 0 and (told == "future" or (words == "this" and not early))):
        day = saturday
    else:
        day = add_days(saturday, -7) if base.weekday() < 5 else saturday
    return Meaning("DATE", f"{week_value(day)}-WE", mod=mod, anchor="published")


def _bare_weekend(hit: Hit, scene: Scene) -> Meaning | None:
    base = scene.base()
    if base is None:
        return Meaning("DATE", "XXXX-WXX-WE", refers=False)
    return _weekend(base, 0, hit.low("det"), scene, hit, modifier(hit.low("e")))


def _ago(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "two weeks ago", "three days later", "a year earlier": a day, week, month or year some units off."""
    unit, words = unit_code(hit.low("u")), hit.low("dir")
    ago = words.split()[0] in ("ago", "from", "hence", "back")
    if words in ("after", "before", "prior", "following") and scene.low(hit.last)[:1].isalnum():
        return None
    base = scene.base() if ago else scene.reference_day() or scene.base()
    if ago and not scene.narrative:
        base = scene.published
    forward = bool(re.search(r"later|after|from|hence|following", words))
    if hit.has("v") or (not hit.has("n") and hit.low("u") != hit.low("u").rstrip("s")):
        return Meaning("DATE", "FUTURE_REF" if forward else "PAST_REF", mod=modifier(hit.low("e")), refers=False)
    count = number(hit.parts("n")) if hit.has("n") else 1
    if count is None or count > 10000 or unit.startswith("T"):
        return _clock_shift(hit, unit, count)
    mod = modifier(hit.low("e"))
    if _by_quarter(unit, count, scene, hit) and scene.quarter is not None:
        return Meaning(
            "DATE", f"{int(scene.quarter[:4]) + (1 if forward else -1):04d}{scene.quarter[4:]}", mod=mod, refers=False
        )
    if base is None:
        return Meaning("DATE", unresolved(unit), mod=mod, refers=False)
    if count != int(count) and unit == "Y":
        unit, count = "M", count * 12
    value = shift(base, int(count) if forward else -int(count), unit)
    if value is None:
        return None
    anchor = "published" if ago else "reference"
    return Meaning("DATE", value, mod=mod, anchor=anchor, offset=duration(str(int(count)), unit))


def _clock_shift(hit: Hit, unit: str, count: float | None) -> Meaning | None:
    if count is None or count > 10000:
        return None
    text = amount(hit.parts("n")) if hit.has("n") else "1"
    return Meaning("DURATION", duration(text or "X", unit), mod=modifier(hit.low("e")), refers=False)


def _by_quarter(unit: str, count: float, scene: Scene, hit: Hit) -> bool:
    """Tell whether "a year ago" speaks of a quarter: one was named within the last 150 tokens."""
    return unit == "Y" and count == 1 and not hit.has("e") and hit.first - scene.quarter_at <= 150


def _the_unit(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "for the year", "during the week": the one that the text speaks of, where a preposition leads to it."""
    if scene.low(hit.first - 1) not in _THE_LEADS or scene.low(hit.last) in _THE_BARS:
        return None
    base = scene.base()
    if base is None:
        return None
    value = shift(base, 0, unit_code(hit.low("u")))
    return None if value is None else Meaning("DATE", value, anchor="published", refers=False)


_THE_LEADS = frozenset("for in during throughout of this".split())


_THE_BARS = frozenset("of that before after when in since 's’ -".split())


def _edge_of_unit(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "the end of the month", "earlier this year", "later in the day"."""
    unit = unit_code(hit.low("u"))
    if unit.startswith("T"):
        return None
    base = scene.base()
    if scene.narrative or unit == "D":
        base = scene.reference_day() or base
    value = unresolved(unit) if base is None else shift(base, 0, unit)
    if value is None:
        return None
    mod = modifier(hit.low("e"))
    return Meaning("DATE", value, mod=mod, anchor="published", refers=base is not None)


_PART = "p:PART"


_DET = "det:((this|last|next|that) (past|coming)?|the (following|next|previous|past|coming))"


_UNITDET = (
    "det:(this|last|next|that|past|previous|coming|the "
    "(last|past|previous|next|coming|following|subsequent|same|current|THIS)"
    "|that same|this (past|coming)|current)"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "weekday",
        f"(({_DET})|(the? e:<EDGE>|e:(early|late) (on)?))? w:(WEEKDAY) ((early|late|mid)? -? {_PART})?",
        _weekday,
    ),
    Rule("weekday-possessive", "w:WEEKDAYS !((and|or|are|were|in|at)) =(TEXT)", _weekdays_noun, 2),
    Rule("weekday-abbreviated", "w:WEEKDAYX DOT", _weekday, -2),
    Rule("deictic", f"(e:<EDGE>)? w:(today|yesterday|tomorrow|tonight|last night) ({_PART})?", _deictic),
    Rule("part-and-deictic", f"(e:(early|late|mid) -?)? {_PART} w:(today|yesterday|tomorrow)", _deictic, 1),
    Rule("this-part", f"(e:<EDGE>)? det:(this|that|that same|the (same|next|following|previous)) {_PART}", _this_part),
    Rule("overnight", "overnight", _overnight),
    Rule("unit", f"(e:<EDGE>)? {_UNITDET} u:UNIT1", _unit),
    Rule("weekend", "(e:<EDGE>)? det:(the|this|last|next|this past|this coming|the past) u:(weekend)", _bare_weekend),
    Rule(
        "ago",
        "(e:<ABOUT>)? (n:<NUMBER>|n:(half (a|an))|a|an|v:(VAGUE|a few|only a few)) u:<UNIT> (or so)? "
        "dir:(ago|EARLIER|LATER|from now|hence)",
        _ago,
        1,
    ),
    Rule("units-ago", "u:UNITS dir:(ago|EARLIER|LATER)", _ago),
    Rule("the-unit", "the (full|fiscal)? u:(week|month|year)", _the_unit, -2),
    Rule("year-end", "(the)? u:year (S|-)? e:end", _edge_of_unit),
    Rule(
        "edge-of-unit",
        "e:(<EDGE>|earlier in|later in|early in|late in|earlier|later) the? (same|current|that)? u:UNIT1",
        _edge_of_unit,
    ),
)
