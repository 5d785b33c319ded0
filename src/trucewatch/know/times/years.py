"""Rules for years, decades, centuries, quarters and seasons."""

from __future__ import annotations

import re
from datetime import date

from trucewatch.know.times.dates import YEAR_RELATED, YEAR_SPOKEN, YEAR_WRITTEN, related_year, year_number
from trucewatch.know.times.lexicon import SEASONS, TENS
from trucewatch.know.times.meaning import Meaning, modifier
from trucewatch.know.times.numbers import ordinal, spoken_year
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.scene import Scene
from trucewatch.know.times.words import MONTHS

_SEASON_LEADS = frozenset("in by since until till during early late last next mid this every each".split())


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


#: What bears a number that is no year: documents, aircraft, models.
_NUMBERED = frozenset("flight unit route resolution article section model mirage boeing airbus".split())
_COUNT_LEADS = frozenset("than least about some over nearly almost killed no number total mi m".split()) | _NUMBERED


_COUNTED = frozenset(
    "people men women children troops soldiers fighters civilians rebels killed dead wounded injured others "
    "more percent "
    "pounds dollars euros tons tonnes miles kilometers kilometres km meters metres feet homes families prisoners "
    "refugees aircraft tanks casualties deaths words pages jobs shares points members workers protesters officers "
    "militants terrorists gmt utc hours hrs h victims detainees houses strikes shells yen votes employees students "
    "jets planes warplanes missiles "
    "copies cars barrels square million billion thousand hundred dozen and a half".split()
) - {"and", "a", "half", "h", "more"}


def _counts(hit: Hit, scene: Scene) -> bool:
    """Tell whether the four figures count something ("2000 people", "$ 1500")."""
    before, after = scene.low(hit.first - 1), scene.low(hit.last)
    if before == "between" and after == "and" and scene.low(hit.last + 2) in _COUNTED:
        return scene.low(hit.last + 1).isdigit()
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


def _decade(hit: Hit, scene: Scene) -> Meaning | None:
    if scene.low(hit.first - 1) in _NUMBERED:
        return None
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
        year = related_year(hit.low("rel"), scene)
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
        year = related_year(hit.low("rel"), scene)
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


RULES: tuple[Rule, ...] = (
    Rule("year", "(the? e:(<EDGE>|<AROUND>))? (the:(the (fiscal)? (year|years))|fiscal (year)?)? y:YEAR", _year),
    Rule("spoken-year", f"(the? e:<EDGE>)? (the year)? {YEAR_SPOKEN}", _spoken_year),
    Rule("era-year-first", "y:PLAIN =((-|to|and|until) PLAIN bc:BC)", _era),
    Rule("year-tail", "<=(YEAR -) y:TWO !(SLASH|-|DOT PLAIN|PERCENT)", _year_tail, -1),
    Rule("short-year", "(the? e:<EDGE>)? TICK y:TWO", _short_year, -1),
    Rule("era-year", "(e:(<EDGE>|ABOUT))? y:PLAIN bc:BC", _era, 1),
    Rule("decade", "(the:the)? (e:<EDGE>)? n:DECADE (bc:BC)?", _decade),
    Rule("decade-in-words", "the (e:<EDGE>)? w:DECADEW", _decade_word),
    Rule("century", "(the)? (e:<EDGE>)? o:<ORDINAL> -? century (bc:BC)?", _century),
    Rule(
        "quarter",
        f"(the)? (fiscal)? (e:<EDGE>)? o:<ORDINAL> (fiscal)? k:(quarter|half) (((of)? (fiscal)? "
        f"{YEAR_WRITTEN})|{YEAR_RELATED})?",
        _quarter,
        1,
    ),
    Rule("quarter-hyphen", "(fiscal)? o:<ORDINAL> - k:quarter", _quarter),
    Rule("year-quarter", "(rel:((this|last|next) year) S|the? y:YEAR) o:<ORDINAL> -? k:(quarter|half)", _quarter, 2),
    Rule("season-year", f"((the|that)? e:<EDGE>|the)? s:SEASON (of)? {YEAR_WRITTEN}", _season, 1),
    Rule("season-spoken-year", f"the? (e:<EDGE>)? s:SEASON of {YEAR_SPOKEN}", _season, 1),
    Rule("season-bc", "((the|that)? e:<EDGE>|the)? s:SEASON (of)? y:PLAIN bc:BC", _season, 1),
    Rule("year-season", "(the)? y:YEAR s:SEASON", _season, 1),
    Rule(
        "season",
        f"(det:((this|last|next|that) (past|coming)?|the (following|next|previous|past|coming)?) "
        f"(e:<EDGE>)?|e:<EDGE>)? s:SEASON ({YEAR_RELATED})?",
        _season,
    ),
)
