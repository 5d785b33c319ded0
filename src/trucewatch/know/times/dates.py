"""Rules for days and months: written, in figures, in lists and ranges."""

from __future__ import annotations

import re
from dataclasses import replace

from trucewatch.know.times.feasts import month_called
from trucewatch.know.times.meaning import Meaning, add_days, days_of, first_day, modifier, shift_months
from trucewatch.know.times.numbers import ordinal, spoken_year
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.scene import Scene
from trucewatch.know.times.words import MONTHS, day_of, weekday_of


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name in any form the grammar knows."""
    name = name.removesuffix(" .")
    return MONTHS[name] if name in MONTHS else month_called(name)


def year_number(hit: Hit, name: str = "y") -> int | None:
    """Return the year that a named part gives (figures, '16, spoken), None where it gives none."""
    if not hit.has(name):
        return None
    parts = [p for p in hit.parts(name) if p not in ("'", "’", "‘")]
    if parts[0].isdigit():
        year = int(parts[0])
        return year if year >= 100 else year + (2000 if year < 50 else 1900)
    return spoken_year(parts)


def nearest_year(month: int, day: int | None, scene: Scene, hit: Hit) -> int | None:
    """Return the year meant by a month (and day) without one; None with no day to hang on.

    Within 120 days back and 62 ahead it is the nearest; beyond, the tense decides. In a narrative it is the year of the
    last dated day, or the next one when the months jump back by eight or more (December, then January).
    """
    base = scene.base()
    if base is None:
        return None
    if scene.narrative:
        dated = scene.reference is not None and len(scene.reference) >= 7 and scene.reference[5].isdigit()
        return base.year + (1 if dated and base.month - month >= 8 else 0)
    days = [d for y in (-1, 0, 1) if (d := day_of(base.year + y, month, day or 1)) is not None]
    if not days:
        return None
    floor = base if day else base.replace(day=1)
    nearest = min(days, key=lambda d: abs((d - floor).days))
    ahead = (nearest - floor).days
    if -ahead <= 120 and ahead <= 62:
        return nearest.year
    told = scene.tense(hit.first, hit.last)
    if told == "future":
        return min((d for d in days if d >= floor), default=days[-1]).year
    if told == "past":
        return max((d for d in days if d <= floor), default=days[0]).year
    return nearest.year


def _year_of(hit: Hit, scene: Scene, month: int, day: int | None) -> int | None:
    """Return the year of a month or day: the one written, that of "last May", else the nearest; None if none is."""
    year = year_number(hit)
    if year is None and hit.has("rel"):
        year = related_year(hit.low("rel"), scene)
    if year is None and hit.has("det"):
        year = _determined_month(hit.low("det"), month, scene)
    return nearest_year(month, day, scene, hit) if year is None else year


def _day(hit: Hit, scene: Scene) -> Meaning | None:
    month = month_number(hit.low("m"))
    day = int(hit.low("d")) if hit.low("d").isdigit() else ordinal(hit.parts("d"))
    if day is None:
        return None
    year = _year_of(hit, scene, month, day)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}") if day_of(2000, month, day) else None
    if hit.has("bc"):
        return Meaning("DATE", f"BC{year:04d}-{month:02d}-{day:02d}", refers=False)
    if day_of(year, month, day) is None:
        return None
    return Meaning("DATE", f"{year:04d}-{month:02d}-{day:02d}", mod=modifier(hit.low("e")))


def _days(hit: Hit, scene: Scene) -> Meaning | None:
    """Read a range of days: "12 to 19 September" is 2016-09-12/2016-09-19; a narrative keeps its two days apart."""
    month = month_number(hit.low("m"))
    if scene.narrative:
        return None
    days = [int(re.sub(r"\D", "", hit.low(name)) or 0) for name in ("d", "k")]
    year = year_number(hit)
    if year is None:
        year = nearest_year(month, days[1], scene, hit)
    if year is None:
        return None
    first, last = day_of(year, month, days[0]), day_of(year, month, days[1])
    if first is None or last is None or last <= first:
        return None
    return Meaning(
        "DATE", f"{first.isoformat()}/{last.isoformat()}", alternatives=(last.isoformat(), first.isoformat())
    )


def _day_after(hit: Hit, scene: Scene) -> Meaning | None:
    """Read the second day of "April 24 and 25"."""
    month = month_number(scene.low(hit.first - 3))
    year = nearest_year(month, int(hit.low("d")), scene, hit)
    day = None if year is None else day_of(year, month, int(hit.low("d")))
    return None if day is None else Meaning("DATE", day.isoformat())


def related_year(words: str, scene: Scene) -> int | None:
    """Return the year of "last year", "that year", "the following year"; None with no day to hang on."""
    base = scene.published if not scene.narrative else scene.base()
    if words.startswith(("that", "the same")):
        base = scene.reference_day() or base
    if words.startswith(("the following", "the next", "the previous")):
        base = scene.reference_day() or base
    if base is None:
        return None
    if re.search(r"last|previous", words):
        return base.year - 1
    return base.year + (1 if re.search(r"next|following", words) else 0)


def _month(hit: Hit, scene: Scene) -> Meaning | None:
    before = scene.low(hit.first - 1)
    if before.isdigit() and len(before) <= 2 and not (hit.has("e") or hit.has("det")):
        return None
    month = month_number(hit.low("m"))
    year = _year_of(hit, scene, month, None)
    mod = modifier(hit.low("e"))
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}", mod=mod)
    if hit.has("bc"):
        return Meaning("DATE", f"BC{year:04d}-{month:02d}", mod=mod, refers=False)
    return Meaning("DATE", f"{year:04d}-{month:02d}", mod=mod)


def _determined_month(words: str, month: int, scene: Scene) -> int | None:
    """Return the year of "last May", "this May", "next May", "the following May"."""
    hangs = words.startswith("the ")
    base = (scene.reference_day() if hangs else None) or scene.base()
    if base is None:
        return None
    if "last" in words or "past" in words or "previous" in words:
        return base.year - (month >= base.month)
    if "next" in words or "coming" in words or "following" in words:
        return base.year + (month <= base.month)
    return base.year


def _bare_month_allowed(hit: Hit, scene: Scene) -> bool:
    """Tell whether "May" or "March" alone is the month: a preposition, determiner or edge leads to it."""
    return hit.has("det") or hit.has("e") or scene.low(hit.first - 1) in _MONTH_LEADS


_MONTH_LEADS = frozenset(
    "in of by since until till from to through during before after between last next early late mid and or this".split()
)


def _doubtful_month(hit: Hit, scene: Scene) -> Meaning | None:
    return _month(hit, scene) if _bare_month_allowed(hit, scene) else None


def _bare_month(hit: Hit, scene: Scene) -> Meaning | None:
    following = scene.low(hit.last)
    if following.isdigit() and not hit.has("e") and len(following) != 4:
        return None
    return _month(hit, scene)


def _part_of_month(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "the last week of August", "the first half of May": a month with a modifier and the days of that part."""
    whole = _month(hit, scene)
    days = None if whole is None else days_of(whole.value)
    if whole is None or days is None:
        return None
    begin, end = days
    nth = 0 if hit.low("o") in ("last", "final") else ordinal(hit.parts("o")) or 1
    size = 7 if hit.low("u") == "week" else 15
    if not nth * size <= (end - begin).days:
        return None
    first = add_days(end, -size) if nth == 0 else add_days(begin, (nth - 1) * size)
    last = end if nth == 0 or (size == 15 and nth == 2) else add_days(first, size)
    mod = "START" if nth == 1 else "END" if nth == 0 or last == end else "MID"
    return replace(whole, mod=mod, days=(first, last))


def _numeric(hit: Hit, scene: Scene) -> Meaning | None:
    """Read 17/9/2016, 28.04.2017: the weekday beside it, the outlet's habit, the published day settle the order."""
    first, second, last = (int(n) for n in re.split(r"[-/.]", hit.low("n")))
    year = last if last >= 100 else last + (2000 if last < 50 else 1900)
    european, american = day_of(year, second, first), day_of(year, first, second)
    choices = [d for d in (european, american) if d is not None]
    if last < 100 and not re.search("/", hit.low("n")):
        choices = [d for d in choices if scene.published and abs((d - scene.published).days) < 3660]
    if hit.has("wd"):
        choices = [d for d in choices if d.weekday() == weekday_of(hit.low("wd"))] or choices
    if not choices:
        return None
    if scene.day_first is False and american in choices:
        choices = [american, *[d for d in choices if d != american]] if american else choices
    elif scene.day_first is None and "/" in hit.low("n") and len(choices) > 1 and scene.published:
        ahead = [d for d in choices if d <= scene.published]
        choices = sorted(choices, key=lambda d: (d not in ahead, d != european))
    others = tuple(d.isoformat() for d in choices[1:] if d != choices[0])
    return Meaning("DATE", choices[0].isoformat(), alternatives=others)


def _iso(hit: Hit, _scene: Scene) -> Meaning | None:
    day = first_day(hit.low("n"))
    return None if day is None else Meaning("DATE", day.isoformat())


def _month_edge_day(hit: Hit, scene: Scene) -> Meaning | None:
    """Read a bare day of the month that hangs on a dated one ("the 12th", "the 3rd of that month")."""
    base = scene.reference_day()
    nth = ordinal(hit.parts("d"))
    if (
        base is None
        or nth is None
        or scene.reference is None
        or len(scene.reference) < 7
        or scene.sentence(hit.first)[0] > scene.at + 60
    ):
        return None
    day = day_of(base.year, base.month, nth)
    if day is not None and day < base and not hit.has("of"):
        later = shift_months(base.replace(day=1), 1)
        day = day if later is None or base.day - nth < 15 else day_of(later.year, later.month, nth)
    return None if day is None else Meaning("DATE", day.isoformat(), anchor="reference")


_WD = "((WEEKDAY|WEEKDAYX DOT?) COMMA? (the)?)?"


YEAR_RELATED = "(of)? rel:((this|last|next|that|the same|the following|the next|the previous) year)"


YEAR_WRITTEN = "y:(YEAR|TICK TWO)"


YEAR_SPOKEN = "y:(NUMW NUMW (-? NUMW)?|NUMW (hundred|thousand) (and? NUMW (-? NUMW)?)?)"


_MONTHDET = "det:((this|last|next) (past|coming)?|the (following|next|previous|past|coming))"

RULES: tuple[Rule, ...] = (
    Rule(
        "month-day",
        f"{_WD} (e:(<EDGE>|<AROUND>)|det:(last|this|next))? m:<MON> (the)? d:(DAYNUM|<DAYORD>) ((COMMA|of)? "
        f"{YEAR_WRITTEN}|COMMA? {YEAR_RELATED} | (bc:BC))?",
        _day,
        2,
    ),
    Rule(
        "day-month",
        f"{_WD} (the)? d:(DAYNUM|<DAYORD>) (day)? (of)? (DASH)? m:(<MON>|MONTHPHRASE) ((COMMA|DASH|of)? "
        f"{YEAR_WRITTEN}|COMMA? {YEAR_RELATED})? (bc:BC)?",
        _day,
        2,
    ),
    Rule(
        "day-of-list",
        f"d:(DAYNUM|ORDDAY) =((to|-|and|or|COMMA|until|through) (the)? (DAYNUM|ORDDAY) (of)? m:(<MON>|MONTHPHRASE) "
        f"(COMMA? {YEAR_WRITTEN})?)",
        _day,
        1,
    ),
    Rule(
        "days-of-month",
        f"(the)? d:(DAYNUM|ORDDAY) (to|-|until|till|through) (the)? k:(DAYNUM|ORDDAY) (of)? "
        f"m:(<MON>|MONTHPHRASE) (COMMA? {YEAR_WRITTEN})?",
        _days,
        3,
    ),
    Rule(
        "month-days",
        f"m:<MON> d:(DAYNUM|ORDDAY) (to|-|until|till|through) k:(DAYNUM|ORDDAY) !(PERCENT|UNITS) (COMMA? "
        f"{YEAR_WRITTEN})?",
        _days,
        3,
    ),
    Rule(
        "month-year",
        f"(the? e:(<EDGE>|<AROUND>))? m:(<MON>|MONTHPHRASE) (COMMA|of|in)? (the year)? ({YEAR_WRITTEN} "
        f"(bc:BC)?|{YEAR_RELATED})",
        _month,
        1,
    ),
    Rule("month-bc", "(the? e:<EDGE>)? m:<MON> (of)? y:PLAIN bc:BC", _month, 1),
    Rule("month-spoken-year", f"(the? e:<EDGE>)? m:<MON> {YEAR_SPOKEN}", _month),
    Rule(
        "part-of-month",
        "the o:(last|final|<ORDINAL>) u:(week|half) (of|in) m:(<MON>|MONTHPHRASE) "
        f"((COMMA|of)? {YEAR_WRITTEN}|{YEAR_RELATED})?",
        _part_of_month,
        2,
    ),
    Rule("month", f"({_MONTHDET}|the? e:<EDGE>)? m:(SAFEMONTH|MONTHPHRASE)", _bare_month),
    Rule("month-in-doubt", f"({_MONTHDET}|the? e:<EDGE>)? m:DOUBTMONTH", _doubtful_month),
    Rule("day-after-list", "<=((MONTH|MONTHX) DAYNUM (and|-|to|or)) d:DAYNUM !(PERCENT|UNITS|PLAIN)", _day_after),
    Rule("numeric-date", "(wd:(WEEKDAY|WEEKDAYX) COMMA?)? n:NUMDATE", _numeric, 2),
    Rule("iso-date", "n:ISODATE", _iso, 2),
    Rule(
        "day-of-that-month",
        "<=((on|by|until|since|from|before|after|of)) the d:ORDDAY (of of:((that|the same) month))? !(NAME|of|-)",
        _month_edge_day,
    ),
)
