"""Rules for how long and how often: durations, windows of days, ranges of amounts, sets."""

from __future__ import annotations

import re

from trucewatch.know.times.lexicon import SEASONS, SETS
from trucewatch.know.times.meaning import Days, Meaning, add_days, duration, modifier, unit_code
from trucewatch.know.times.numbers import amount, number
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.scene import Scene
from trucewatch.know.times.vague import vague_days
from trucewatch.know.times.words import MONTHS, weekday_of


def _amount(hit: Hit) -> str | None:
    if hit.has("n"):
        return amount(hit.parts("n"))
    if hit.has("v"):
        return "2" if "couple" in hit.low("v") else "X"
    return "0.5" if hit.has("half") else "1"


def _duration(hit: Hit, _scene: Scene) -> Meaning | None:
    """Read "72 hours", "a three-day", "nearly two weeks", "half an hour", "a year and a half"."""
    text = _amount(hit)
    if text is None or text == "0":
        return None
    unit = unit_code(hit.low("u"))
    if hit.has("age") or _no_length(text, unit, hit):
        return None
    if hit.has("ahalf") and text != "X":
        text = f"{float(text) + 0.5:g}"
    value = duration(text, unit)
    return Meaning("DURATION", value, mod=modifier(hit.low("e")), refers=False, alternatives=_same(text, unit))


def _no_length(text: str, unit: str, hit: Hit) -> bool:
    """Tell whether the words count no time: "three quarters", "a quarter", "a second", "two nights" are left alone."""
    if unit == "Q":
        return text in ("1", "3") or "-" in hit.rule.name
    return unit == "WE" or (unit == "TS" and text == "1")


def _same(text: str, unit: str) -> tuple[str, ...]:
    """Return the same length in other units: PT48H is P2D, P1W is P7D, P14D is P2W."""
    if not text.isdigit():
        return ()
    n = int(text)
    if unit == "TH" and n % 24 == 0:
        return (f"P{n // 24}D",)
    if unit == "W":
        return (f"P{7 * n}D",)
    if unit == "D":
        return (f"P{n // 7}W",) if n % 7 == 0 else (f"PT{24 * n}H",)
    return ()


def _unit_long(hit: Hit, _scene: Scene) -> Meaning | None:
    """Read "week-long", "decades-long"."""
    unit, plural = unit_code(hit.low("u")), hit.low("u").endswith("s") or hit.low("u") == "centuries"
    count = "X" if plural else "1"
    return Meaning("DURATION", duration(count, unit), refers=False, alternatives=_same(count, unit))


def _range(hit: Hit, _scene: Scene) -> Meaning | None:
    """Read a range of amounts: "5 to 7 days" is P5D/P7D."""
    low, high = amount(hit.parts("n")), amount(hit.parts("n2"))
    if low is None or high is None:
        return None
    unit = unit_code(hit.low("u"))
    first, last = duration(low, unit), duration(high, unit)
    return Meaning("DURATION", f"{first}/{last}", mod=modifier(hit.low("e")), alternatives=(first, last), refers=False)


def _window(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "the past 24 hours", "the next two weeks": a duration that lies against the published day."""
    text = _amount(hit)
    if text is None or (not hit.has("the") and _is_verb(hit, scene)):
        return None
    unit, words = unit_code(hit.low("u")), hit.low("w")
    value = duration(text, unit)
    forward = bool(re.search("next|coming|following", words))
    days = None
    if text == "X":
        days = vague_days(unit, forward, scene.published)
    elif not re.search("first|final|same|latest|other|following|previous", words):
        days = _window_days(float(text), unit, forward, scene)
    return Meaning(
        "DURATION",
        value,
        mod=modifier(hit.low("e")),
        days=days,
        anchor="published" if days else None,
        refers=False,
        alternatives=_same(text, unit),
    )


#: Words before the verb "last" ("will last 24 hours").
_VERB_LEADS = frozenset("will would to could should can may might must shall not".split())


def _is_verb(hit: Hit, scene: Scene) -> bool:
    """Tell whether "last" is the verb: after "will", "to" ..., or joined by "and" to what such a word leads."""
    before = scene.low(hit.first - 1)
    if before not in ("and", "or"):
        return before in _VERB_LEADS
    start = max(scene.sentence(hit.first)[0], hit.first - 14)
    return any(scene.low(i) in _MODALS for i in range(start, hit.first - 1))


#: Words that make an infinitive of a verb joined by "and" ("would begin on Monday and last 7 days").
_MODALS = _VERB_LEADS - {"to", "not"}
_LENGTH = {
    "D": 1,
    "N": 1,
    "W": 7,
    "F": 14,
    "M": 30.4,
    "Q": 91.3,
    "Y": 365.25,
    "DE": 3652.5,
    "TH": 1 / 24,
    "TM": 0.0,
    "TS": 0.0,
}


def length_in_days(count: float, unit: str) -> int:
    """Return the whole days that an amount of a unit touches, at least 1; 0 for units without a length."""
    size = _LENGTH.get(unit)
    return 0 if size is None or count > 1e5 else max(1, round(count * size + 0.49 if unit == "TH" else count * size))


def _window_days(count: float, unit: str, forward: bool, scene: Scene) -> Days | None:
    length = length_in_days(count, unit)
    if scene.published is None or not length:
        return None
    if forward:
        return scene.published, add_days(scene.published, length + 1)
    return add_days(scene.published, -length), add_days(scene.published, 1)


def _vague(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "for weeks", "hours"; quarters, nights and seconds alone say nothing."""
    if unit_code(hit.low("u")) in ("Q", "N", "TS", "WE") or number([scene.low(hit.first - 1)]) is not None:
        return None
    return Meaning("DURATION", duration("X", unit_code(hit.low("u"))), mod=modifier(hit.low("e")), refers=False)


def _set(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "daily", "every day", "each week", "every two hours"."""
    if hit.has("s"):
        if hit.low("s") == "quarterly" and scene.low(hit.last)[:1].isalpha():
            return None
        return Meaning("SET", SETS[hit.low("s")], refers=False)
    text = amount(hit.parts("n")) if hit.has("n") else "2" if hit.has("other") else "1"
    return None if text is None else Meaning("SET", duration(text, unit_code(hit.low("u"))), refers=False)


def _weekday_set(hit: Hit, _scene: Scene) -> Meaning | None:
    if not (hit.low("w").endswith("s") or hit.has("every") or hit.low("p").endswith("s")):
        return None
    weekday = weekday_of(hit.low("w").removesuffix("s"))
    part = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get(hit.low("p").rstrip("s"), "")
    return Meaning("SET", f"XXXX-WXX-{weekday + 1}{part}", refers=False)


def _month_set(hit: Hit, _scene: Scene) -> Meaning | None:
    """Read "each July", "every summer"."""
    if hit.has("m"):
        return Meaning("SET", f"XXXX-{MONTHS[hit.low('m')]:02d}", refers=False)
    return Meaning("SET", f"XXXX-{SEASONS[hit.low('s')]}", refers=False)


def _per_unit(hit: Hit, _scene: Scene) -> Meaning | None:
    """Read "a day", "per week" after an amount ("three hours a day", "200 a month") as a set."""
    return Meaning("SET", duration("1", unit_code(hit.low("u"))), refers=False)


def _one_unit(hit: Hit, scene: Scene) -> Meaning | None:
    """Read "a week", "an hour": how often after an amount, else how long."""
    before = scene.low(hit.first - 1)
    if not hit.has("e") and (before in _TIMES or number([before]) is not None or before in _AMOUNTS):
        return _per_unit(hit, scene)
    return _duration(hit, scene)


_TIMES = frozenset("once twice times".split())
_AMOUNTS = frozenset(
    "hours minutes days people million billion dollars euros percent barrels % shares attacks raids strikes "
    "sorties tons "
    "tonnes killed $ gallons bpd cents flights trucks calls miles".split()
)

_V = "v:(VAGUE|a few|a couple of|couple of|a couple|many)"
_WHICH = "w:(LAST|NEXT|first|final|same|latest)"

RULES: tuple[Rule, ...] = (
    Rule(
        "duration",
        "(e:<ABOUT>)? (the)? n:<NUMBER> (more|full|trading|additional|consecutive|straight|long|whole)? "
        "u:<UNIT> (and a ahalf:half)? (age:old)?",
        _duration,
    ),
    Rule("duration-hyphen", "(e:<ABOUT>)? (n:<NUMBER>|a? half:half) - u:<UNIT> (- (age:old|long))?", _duration, 1),
    Rule(
        "duration-vague",
        f"(e:(nearly|almost|more than|at (least|most)|up to))? {_V} (more|long)? -? u:<UNIT>",
        _duration,
    ),
    Rule(
        "duration-one",
        "(e:<ABOUT>)? (a|an) (full|whole|single|further|additional|extra)? u:UNIT1 (and a ahalf:half)? (or so)? !(-)",
        _one_unit,
        -1,
    ),
    Rule("duration-half", "(e:<ABOUT>)? half:(half) (a|an) u:UNIT1", _duration, 1),
    Rule("unit-long", "u:<UNIT> -? long", _unit_long),
    Rule("range", "(e:<ABOUT>)? (n:<NUMBER>) -? (to|or|-) -? n2:<NUMBER> -? u:<UNIT>", _range, 1),
    Rule("range-between", "between n:<NUMBER> and n2:<NUMBER> u:<UNIT>", _range, 2),
    Rule(
        "window",
        f"(e:(at (least|most)|ABOUT|up to|more than))? (the:the)? {_WHICH} (n:<NUMBER>|{_V}) "
        f"(more|full|trading|consecutive)? u:<UNIT> (or so)?",
        _window,
        1,
    ),
    Rule("window-each", f"each of the? {_WHICH} n:<NUMBER> u:UNITS", _window, 1),
    Rule(
        "units-vague",
        "(e:<ABOUT>|the "
        "(first|early|earliest|final|last|following|succeeding|subsequent|intervening|closing|opening))? u:UNITS",
        _vague,
        -2,
    ),
    Rule("additional", "(another|an additional|an extra|a further) (n:<NUMBER>)? u:<UNIT>", _duration, 1),
    Rule("set-word", "s:SETW", _set),
    Rule("set-unit", "EVERY (n:<NUMBER>|other:other)? u:<UNIT>", _set, 1),
    Rule(
        "set-weekday",
        "(every:EVERY)? w:(WEEKDAY|WEEKDAYS) "
        "(p:(morning|afternoon|evening|night|mornings|afternoons|evenings|nights))?",
        _weekday_set,
        1,
    ),
    Rule("set-month", "EVERY (m:(SAFEMONTH|DOUBTMONTH)|s:SEASON)", _month_set, 2),
    Rule("set-per", "(per|each) u:UNIT1", _per_unit, 1),
)
