"""Rules for calendar dates: days, months, years, decades, centuries, quarters, seasons, feasts."""

from __future__ import annotations

import re
from datetime import date

from trucewatch.know.times.feasts import feast_called, feast_days, month_called
from trucewatch.know.times.lexicon import SEASONS, TENS
from trucewatch.know.times.meaning import Meaning, add_days, first_day, modifier, shift_months, third
from trucewatch.know.times.numbers import ordinal, spoken_year
from trucewatch.know.times.pattern import Hit, Rule, rule
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
    """Return the year meant by a month (and day) without one: by the tense, else the nearest; None with nothing to go by."""
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


def _day(hit: Hit, scene: Scene) -> Meaning | None:
    month = month_number(hit.low("m"))
    day = int(hit.low("d")) if hit.low("d").isdigit() else ordinal(hit.parts("d"))
    if day is None:
        return None
    year = year_number(hit)
    if year is None and hit.has("rel"):
        year = _related_year(hit.low("rel"), scene)
    if year is None and hit.has("det"):
        year = _determined_month(hit.low("det"), month, scene)
    if year is None:
        year = nearest_year(month, day, scene, hit)
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


def _related_year(words: str, scene: Scene) -> int | None:
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
    year = year_number(hit)
    if year is None and hit.has("rel"):
        year = _related_year(hit.low("rel"), scene)
    if year is None and hit.has("det"):
        year = _determined_month(hit.low("det"), month, scene)
    if year is None:
        year = nearest_year(month, None, scene, hit)
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
    if "SAFE" in hit.rule.name or hit.has("det") or hit.has("e"):
        return True
    before = scene.low(hit.first - 1)
    return before in _MONTH_LEADS


_MONTH_LEADS = frozenset(
    "in of by since until till from to through during before after between last next early late mid and or this".split()
)


_SEASON_LEADS = frozenset("in by since until till during early late last next mid this every each".split())


def _doubtful_month(hit: Hit, scene: Scene) -> Meaning | None:
    return _month(hit, scene) if _bare_month_allowed(hit, scene) else None


def _bare_month(hit: Hit, scene: Scene) -> Meaning | None:
    following = scene.low(hit.last)
    if following.isdigit() and not hit.has("e") and len(following) != 4:
        return None
    return _month(hit, scene)


def _year(hit: Hit, scene: Scene) -> Meaning | None:
    year = int(hit.low("y"))
    led = scene.symbols[hit.first - 1] in _YEAR_LEADS if hit.first else False
    if not (hit.has("e") or hit.has("the") or led or _stands_as_year(hit, scene, year)):
        return None
    if _counts(hit, scene):
        return None
    return Meaning("DATE", f"{year:04d}", mod=modifier(hit.low("e")))


def _stands_as_year(hit: Hit, scene: Scene, year: int) -> bool:
    before, after = scene.low(hit.first - 1), scene.low(hit.last)
    if not 1500 <= year <= 2049:
        return False
    if before in ("(", "[", "-", "–", "—") and after in (")", "]", "-", "–", "—", ",", ":", ";"):
        return True
    beside = (scene.low(hit.first - 2) if before in "-–—" else "", scene.low(hit.last + 1) if after in "-–—" else "")
    if any(len(b) == 4 and b.isdigit() for b in beside) or after == ":":
        return True
    if hit.first == scene.sentence(hit.first)[0] and year >= 1800:
        return True
    if before == "the" and (year < 1900 or not scene.low(hit.last).endswith("s")):
        return True
    return (
        bool(re.fullmatch(r"[\w'’]+|,|;|", before))
        and not before.isdigit()
        and before not in _COUNT_LEADS
        and before not in MONTHS
    )


_COUNT_LEADS = frozenset(
    "than least about some over nearly almost killed no number total flight unit route mi m".split()
)
_COUNTED = frozenset(
    "people men women children troops soldiers fighters civilians rebels killed dead wounded injured others more percent "
    "pounds dollars euros tons tonnes miles kilometers kilometres km meters metres feet homes families prisoners "
    "refugees aircraft tanks casualties deaths words pages jobs shares points members workers protesters officers "
    "militants terrorists gmt utc hours hrs h victims detainees houses strikes shells yen votes employees students "
    "copies cars barrels square million billion thousand hundred dozen and a half".split()
) - {"and", "a", "half", "h", "more"}


def _counts(hit: Hit, scene: Scene) -> bool:
    """Tell whether the four figures count something ("2000 people", "$ 1500")."""
    before, after = scene.low(hit.first - 1), scene.low(hit.last)
    return (
        after in _COUNTED
        or after in ("%", "°")
        or before in ("$", "£", "€", "#", "no")
        or (after in (".", ",") and scene.low(hit.last + 1).isdigit() and len(scene.low(hit.last + 1)) == 3)
    )


def _year_lead_symbols() -> frozenset[str]:
    from trucewatch.know.times.lexer import ALPHABET

    return frozenset(ALPHABET.pattern("YEARPREP").strip("[]"))


_YEAR_LEADS = _year_lead_symbols()


def _spoken_year(hit: Hit, _scene: Scene) -> Meaning | None:
    year = spoken_year(hit.parts("y"))
    return None if year is None else Meaning("DATE", f"{year:04d}", mod=modifier(hit.low("e")))


_SHORT_YEAR_LEADS = frozenset("in of since until till by from to during before after and spring summer winter".split())


def _short_year(hit: Hit, scene: Scene) -> Meaning | None:
    year = int(hit.low("y"))
    if scene.low(hit.first - 1) not in _SHORT_YEAR_LEADS:
        return None
    return Meaning("DATE", f"{year + (2000 if year < 50 else 1900):04d}", mod=modifier(hit.low("e")))


def _year_tail(hit: Hit, scene: Scene) -> Meaning | None:
    """Read the short second year of "1915-17"."""
    first = int(scene.low(hit.first - 2))
    year = first // 100 * 100 + int(hit.low("y"))
    return Meaning("DATE", f"{year:04d}") if first < year < first + 60 else None


def _era(hit: Hit, _scene: Scene) -> Meaning | None:
    year, era = int(hit.low("y")), hit.low("bc")
    if year > 9999:
        return None
    mod = modifier(hit.low("e"))
    if era.startswith("b"):
        return Meaning("DATE", f"BC{year:04d}", mod=mod, refers=False)
    return Meaning("DATE", f"{year:04d}", mod=mod)


def _decade(hit: Hit, _scene: Scene) -> Meaning | None:
    digits = re.sub(r"\D", "", hit.low("n"))
    if len(digits) == 2 and hit.low("n")[0].isdigit() and not (hit.has("the") or hit.has("e")):
        return None
    if len(digits) == 2:
        digits = ("20" if digits == "00" else "19") + digits
    if len(digits) not in (3, 4):
        return None
    mod = modifier(hit.low("e"))
    if hit.has("bc"):
        return Meaning("DATE", f"BC{int(digits) // 10:03d}", mod=mod, refers=False)
    return Meaning("DATE", digits.zfill(4)[:3], mod=mod, refers=False)


_DECADE_WORDS = {f"{w[:-1]}ies": n // 10 for w, n in TENS.items()}


def _decade_word(hit: Hit, _scene: Scene) -> Meaning | None:
    return Meaning("DATE", f"19{_DECADE_WORDS[hit.low('w')]}", mod=modifier(hit.low("e")), refers=False)


def _century(hit: Hit, _scene: Scene) -> Meaning | None:
    nth = ordinal(hit.parts("o"))
    if nth is None or not 1 <= nth <= 30:
        return None
    mod = modifier(hit.low("e"))
    return Meaning("DATE", f"{'BC' if hit.has('bc') else ''}{nth - 1:02d}", mod=mod, refers=False)


def _quarter(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "the third quarter (of 1989)", "third-quarter", "the first half of 1990", "last year's fourth quarter"."""
    nth = ordinal(hit.parts("o")) if hit.has("o") else int(hit.low("q")[-1])
    half = hit.low("k").startswith("hal")
    if nth is None or nth > (2 if half else 4):
        return None
    base = scene.base()
    year = year_number(hit)
    if year is None and hit.has("rel"):
        year = _related_year(hit.low("rel"), scene)
    if year is None and half:
        return None
    if year is None and base is not None:
        year = base.year - (not scene.narrative and 3 * nth - 2 > base.month + 3)
    if year is None:
        return Meaning("DATE", f"XXXX-Q{nth}")
    return Meaning("DATE", f"{year:04d}-{'H' if half else 'Q'}{nth}", mod=modifier(hit.low("e")))


def _season(hit: Hit, scene: Scene) -> Meaning | None:
    """Read a season; without a year it is the one that the determiner or the tense points to."""
    season = SEASONS[hit.low("s")]
    year = year_number(hit)
    mod = modifier(hit.low("e"))
    if year is not None:
        return Meaning("DATE", f"{'BC' if hit.has('bc') else ''}{year:04d}-{season}", mod=mod, refers=not hit.has("bc"))
    if (
        season in ("SP", "FA")
        and hit.low("det") in ("", "the")
        and not hit.has("e")
        and scene.low(hit.first - 1) not in _SEASON_LEADS
    ):
        return None
    if hit.has("rel"):
        year = _related_year(hit.low("rel"), scene)
    base = scene.base()
    if year is None and base is not None:
        year = _season_year(hit, scene, base, season)
    return Meaning("DATE", f"{year:04d}-{season}" if year is not None else f"XXXX-{season}", mod=mod)


def _season_year(hit: Hit, scene: Scene, base: date, season: str) -> int:
    begin = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    words = hit.low("det")
    if re.search(r"last|past|previous", words):
        return base.year - (begin + 2 >= base.month)
    if re.search(r"next|coming|following", words):
        return base.year + (begin <= base.month)
    if scene.narrative or "this" in words or "that" in words:
        return base.year
    if scene.tense(hit.first, hit.last) == "past" and begin > base.month:
        return base.year - 1
    return base.year


def _numeric(hit: Hit, scene: Scene) -> Meaning | None:
    """Read 17/9/2016, 28.04.2017, 7-10-16: the weekday beside it, the outlet's habit, the published day settle the order."""
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


def _feast(hit: Hit, scene: Scene) -> Meaning | None:
    """Read a feast: the one of the year given, else the one nearest to the published day on the side of the tense."""
    feast = feast_called(hit.low("f"))
    year = year_number(hit)
    base = scene.base()
    if year is None and base is None:
        return Meaning(
            "DATE", f"XXXX-{int(feast.rule[1]):02d}-{int(feast.rule[2]):02d}" if feast.rule[0] == "fixed" else "XXXX"
        )
    years = [year] if year is not None else [base.year + k for k in (-1, 0, 1)] if base else []
    spans = [s for y in years for s in feast_days(feast, y)]
    if not spans:
        return None
    begin, end = spans[0]
    if year is None and base is not None:
        begin, end = _nearest_feast(spans, base, hit, scene)
    if hit.has("o"):
        nth = ordinal(hit.parts("o")) or 0
        day = add_days(begin, nth - 1)
        return Meaning("DATE", day.isoformat()) if 1 <= nth <= (end - begin).days else None
    begin, end = third((begin, end), modifier(hit.low("e")))
    value = f"{begin.year:04d}-{begin.month:02d}" if feast.month and begin.day == 1 else begin.isoformat()
    return Meaning("DATE", value, mod=modifier(hit.low("e")), days=(begin, end), refers=not feast.month)


def _nearest_feast(spans: list[tuple[date, date]], base: date, hit: Hit, scene: Scene) -> tuple[date, date]:
    words = hit.low("det")
    if "last" in words or "past" in words:
        return max((s for s in spans if s[1] <= base), default=spans[0])
    if "next" in words or "coming" in words:
        return min((s for s in spans if s[0] > base), default=spans[-1])
    nearest = min(
        spans, key=lambda s: 0 if s[0] <= base < s[1] else min(abs((s[0] - base).days), abs((s[1] - base).days))
    )
    told = None if scene.narrative else scene.tense(hit.first, hit.last)
    if told == "future" and nearest[1] <= base and (base - nearest[1]).days > 30:
        return min((s for s in spans if s[0] >= base), default=nearest)
    if told == "past" and nearest[0] > base and (nearest[0] - base).days > 60:
        return max((s for s in spans if s[0] <= base), default=nearest)
    return nearest


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
_YEARREL = "(of)? rel:((this|last|next|that|the same|the following|the next|the previous) year)"
_Y = "y:(YEAR|TICK TWO)"
_SPOKEN = "y:(NUMW NUMW (-? NUMW)?|NUMW (hundred|thousand) (and? NUMW (-? NUMW)?)?)"
_MONTHDET = "det:((this|last|next) (past|coming)?|the (following|next|previous|past|coming))"

RULES: tuple[Rule, ...] = (
    rule(
        "month-day",
        f"{_WD} (e:(<EDGE>|<AROUND>)|det:(last|this|next))? m:<MON> (the)? d:(DAYNUM|<DAYORD>) ((COMMA|of)? {_Y}|COMMA? {_YEARREL} | (bc:BC))?",
        _day,
        2,
    ),
    rule(
        "day-month",
        f"{_WD} (the)? d:(DAYNUM|<DAYORD>) (day)? (of)? (DASH)? m:(<MON>|MONTHPHRASE) ((COMMA|DASH|of)? {_Y}|COMMA? {_YEARREL})? (bc:BC)?",
        _day,
        2,
    ),
    rule(
        "day-of-list",
        f"d:(DAYNUM|ORDDAY) =((to|-|and|or|COMMA|until|through) (the)? (DAYNUM|ORDDAY) (of)? m:(<MON>|MONTHPHRASE) "
        f"(COMMA? {_Y})?)",
        _day,
        1,
    ),
    rule(
        "days-of-month",
        f"(the)? d:(DAYNUM|ORDDAY) (to|-|until|till|through) (the)? k:(DAYNUM|ORDDAY) (of)? m:(<MON>|MONTHPHRASE) (COMMA? {_Y})?",
        _days,
        3,
    ),
    rule(
        "month-days",
        f"m:<MON> d:(DAYNUM|ORDDAY) (to|-|until|till|through) k:(DAYNUM|ORDDAY) !(PERCENT|UNITS) (COMMA? {_Y})?",
        _days,
        3,
    ),
    rule(
        "month-year SAFE",
        f"(the? e:(<EDGE>|<AROUND>))? m:(<MON>|MONTHPHRASE) (COMMA|of|in)? (the year)? ({_Y} (bc:BC)?|{_YEARREL})",
        _month,
        1,
    ),
    rule("month-bc SAFE", "(the? e:<EDGE>)? m:<MON> (of)? y:PLAIN bc:BC", _month, 1),
    rule("month-spoken-year SAFE", f"(the? e:<EDGE>)? m:<MON> {_SPOKEN}", _month),
    rule("month SAFE", f"({_MONTHDET}|the? e:<EDGE>)? m:(SAFEMONTH|MONTHPHRASE)", _bare_month),
    rule("month-in-doubt", f"({_MONTHDET}|the? e:<EDGE>)? m:DOUBTMONTH", _doubtful_month),
    rule("year", "(the? e:(<EDGE>|<AROUND>))? (the:(the (fiscal)? (year|years))|fiscal (year)?)? y:YEAR", _year),
    rule("spoken-year", f"(the? e:<EDGE>)? (the year)? {_SPOKEN}", _spoken_year),
    rule("era-year-first", "y:PLAIN =((-|to|and|until) PLAIN bc:BC)", _era),
    rule("day-after-list", "<=((MONTH|MONTHX) DAYNUM (and|-|to|or)) d:DAYNUM !(PERCENT|UNITS|PLAIN)", _day_after),
    rule("year-tail", "<=(YEAR -) y:TWO !(SLASH|-|DOT PLAIN|PERCENT)", _year_tail, -1),
    rule("short-year", "(the? e:<EDGE>)? TICK y:TWO", _short_year, -1),
    rule("era-year", "(e:(<EDGE>|ABOUT))? y:PLAIN bc:BC", _era, 1),
    rule("decade", "(the:the)? (e:<EDGE>)? n:DECADE (bc:BC)?", _decade),
    rule("decade-in-words", "the (e:<EDGE>)? w:DECADEW", _decade_word),
    rule("century", "(the)? (e:<EDGE>)? o:<ORDINAL> -? century (bc:BC)?", _century),
    rule(
        "quarter",
        f"(the)? (fiscal)? (e:<EDGE>)? o:<ORDINAL> (fiscal)? k:(quarter|half) (((of)? (fiscal)? {_Y})|{_YEARREL})?",
        _quarter,
        1,
    ),
    rule("quarter-hyphen", "(fiscal)? o:<ORDINAL> - k:quarter", _quarter),
    rule("year-quarter", "(rel:((this|last|next) year) S|the? y:YEAR) o:<ORDINAL> -? k:(quarter|half)", _quarter, 2),
    rule("season-year", f"((the|that)? e:<EDGE>|the)? s:SEASON (of)? {_Y}", _season, 1),
    rule("season-spoken-year", f"the? (e:<EDGE>)? s:SEASON of {_SPOKEN}", _season, 1),
    rule("season-bc", "((the|that)? e:<EDGE>|the)? s:SEASON (of)? y:PLAIN bc:BC", _season, 1),
    rule("year-season", "(the)? y:YEAR s:SEASON", _season, 1),
    rule(
        "season",
        f"(det:((this|last|next|that) (past|coming)?|the (following|next|previous|past|coming)?) (e:<EDGE>)?|e:<EDGE>)? s:SEASON ({_YEARREL})?",
        _season,
    ),
    rule("numeric-date", "(wd:(WEEKDAY|WEEKDAYX) COMMA?)? n:NUMDATE", _numeric, 2),
    rule("iso-date", "n:ISODATE", _iso, 2),
    rule(
        "feast",
        f"(det:(this|last|next) (year S)?)? (e:<EDGE>|the? o:<ORDINAL> day of)? f:FEAST ((of|in)? {_Y})?",
        _feast,
        1,
    ),
    rule("day-of-that-month", "the d:ORDDAY (of of:((that|the same) month))? !(NAME|of|MONTH|OTHER)", _month_edge_day),
)
