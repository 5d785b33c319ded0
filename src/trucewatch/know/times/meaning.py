"""What a time expression means: TIMEX3 type, value, modifier; and the arithmetic of values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.know.times.lexicon import PLURALS, UNITS
from trucewatch.know.times.words import day_of

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Hold the reading of one hit: TIMEX3 `type`, `value`, `mod`; a half-open span of days where the value hides it.

    `clock` marks a time of the day that still wants its day (value "T19:00", "TEV"); `minutes` are those after
    midnight that it
    covers where the value hides them. `refers` tells whether later expressions may hang on it.
    """

    type: str
    value: str
    mod: str | None = None
    anchor: str | None = None
    offset: str | None = None
    zone: str | None = None
    alternatives: tuple[str, ...] = ()
    days: Days | None = None
    clock: bool = False
    minutes: tuple[int, int] | None = None
    refers: bool = True


_MODS = (
    ("START", "early earlier beginning start outset onset opening begin"),
    ("END", "late later end close closing latter"),
    ("MID", "mid middle"),
    ("APPROX", "about around nearly almost roughly approximately circa ca some approx"),
    ("EQUAL_OR_MORE", "at least|no less than|no fewer than|as long as|as many as"),
    ("EQUAL_OR_LESS", "at most|up to|no more than"),
    ("MORE_THAN", "more than|over|above|well over|just over"),
    ("LESS_THAN", "less than|fewer than|under|below|just under"),
)
_MOD_OF = {
    word: mod
    for mod, words in _MODS
    for word in (words.split("|") if "|" in words or " " not in words else words.split())
}


def modifier(words: str) -> str | None:
    """Return the TIMEX3 modifier that some words call for ("late" END, "at least" EQUAL_OR_MORE), None for others."""
    if words in _MOD_OF:
        return _MOD_OF[words]
    return next((_MOD_OF[w] for w in words.replace("-", " ").split() if w in _MOD_OF), None)


def unit_code(word: str) -> str:
    """Return the code of a unit's name, singular or plural ("hours": "TH", "weeks": "W")."""
    return UNITS[PLURALS.get(word, word)]


def duration(amount: str, unit: str) -> str:
    """Return the ISO 8601 duration of an amount ("3", "2.5", "X" for an unknown one) of a unit code."""
    if "." in amount and unit in ("TH", "TM", "Y", "DE"):
        return _broken(float(amount), unit)
    if unit == "F":
        return f"P{amount if amount == 'X' else 2 * int(float(amount))}W"
    if unit == "N":
        return f"P{amount}D"
    if unit == "WE":
        return f"P{amount}WE"
    if unit == "ML":
        return f"P{amount if amount == 'X' else 1000 * int(float(amount))}Y"
    if unit == "DE" and amount != "X":
        return f"P{int(10 * float(amount))}Y"
    if unit == "CE" and amount != "X":
        return f"P{int(100 * float(amount))}Y"
    if unit.startswith("T"):
        return f"PT{amount}{unit[1]}"
    return f"P{amount}{unit}"


def _broken(amount: float, unit: str) -> str:
    """Write a broken amount in whole units: half an hour is PT30M, 2.5 years P2Y6M, 1.5 decades P15Y."""
    if unit == "DE":
        return f"P{int(amount * 10)}Y"
    whole, small = int(amount), round(amount % 1 * (12 if unit == "Y" else 60))
    mark, large, little = {"TH": ("PT", "H", "M"), "TM": ("PT", "M", "S"), "Y": ("P", "Y", "M")}[unit]
    return mark + (f"{whole}{large}" if whole or not small else "") + (f"{small}{little}" if small else "")


def week_value(day: date) -> str:
    """Return the ISO week that holds a day ("2016-W37")."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(day: date) -> str:
    """Return the quarter that holds a day ("2016-Q3")."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def month_value(day: date) -> str:
    """Return the month that holds a day ("2016-09")."""
    return f"{day.year:04d}-{day.month:02d}"


def shift_months(day: date, months: int) -> date | None:
    """Return the same day some months on or back, cut to the month's length; None beyond the years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        found = day_of(year, month + 1, min(day.day, last))
        if found is not None:
            return found
    return None


def shift(day: date, amount: int, unit: str) -> str | None:
    """Return the value, as coarse as the unit, some units on (or back) from a day; None off the calendar."""
    if unit in ("M", "Q"):
        moved = shift_months(day, amount * (3 if unit == "Q" else 1))
        return None if moved is None else (quarter_value(moved) if unit == "Q" else month_value(moved))
    if unit in ("Y", "DE", "CE", "ML"):
        year = day.year + amount * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[unit]
        if not 1 <= year <= 9999:
            return None
        return {"Y": f"{year:04d}", "DE": f"{year // 10:03d}"}.get(unit, f"{year // 100:02d}")
    days = amount * {"D": 1, "N": 1, "W": 7, "WE": 7, "F": 14}.get(unit, 0)
    if not 1 <= day.toordinal() + days <= date.max.toordinal() - 31:
        return None
    moved = date.fromordinal(day.toordinal() + days)
    if unit in ("W", "F"):
        return week_value(moved)
    if unit == "WE":
        return f"{week_value(moved)}-WE"
    return moved.isoformat()


def third(days: Days, mod: str | None) -> Days:
    """Return the first, middle or last third of some days for START, MID, END; other modifiers leave them whole.

    A month's thirds begin on days 1, 11 and 21; a year's in January, May and September.
    """
    if mod not in ("START", "MID", "END"):
        return days
    nth = ("START", "MID", "END").index(mod)
    begin, end = days
    length = (end - begin).days
    if 28 <= length <= 31 and begin.day == 1:
        cuts = [begin, begin.replace(day=11), begin.replace(day=21), end]
    elif begin.day == 1 and length >= 89:
        months = (end.year - begin.year) * 12 + end.month - begin.month
        cuts = [shift_months(begin, months * k // 3) or begin for k in range(3)] + [end]
    else:
        cuts = [begin + timedelta(days=round(length * k / 3)) for k in range(4)]
    return cuts[nth], max(cuts[nth + 1], cuts[nth] + timedelta(days=1))


def first_day(value: str | None) -> date | None:
    """Return the first day of a date's value ("2016", "2016-09", "2016-W37", "2016-09-12T19:00"), else None."""
    if not value or not value[:4].isdigit() or len(value) in (2, 3):
        return None
    year, rest = int(value[:4]), value[5:]
    if not 1 <= year <= 9999:
        return None
    if rest[:1] == "W" and rest[1:3].isdigit():
        return _week_day(year, int(rest[1:3]), 6 if "-WE" in value else 1)
    if rest[:1] == "Q" and rest[1:2].isdigit():
        return day_of(year, 3 * int(rest[1]) - 2, 1)
    if rest[:1] == "H" and rest[1:2].isdigit():
        return day_of(year, 6 * int(rest[1]) - 5, 1)
    if rest[:2] in ("SP", "SU", "FA", "WI"):
        return day_of(year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[rest[:2]], 1)
    if not rest:
        return date(year, 1, 1)
    month = rest[:2]
    if not month.isdigit():
        return None
    return day_of(year, int(month), int(rest[3:5]) if rest[3:5].isdigit() else 1)


def _week_day(year: int, week: int, weekday: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:
        return None


def add_days(day: date, days: int) -> date:
    """Return the day some days on or back, held within the calendar."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def days_of(value: str) -> Days | None:
    """Return the half-open days of a DATE value, from a day to a century; None for one that is not on the calendar."""
    if "/" in value:
        first, last = (days_of(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    if value.isdigit() and len(value) in (2, 3):
        size = 10 if len(value) == 3 else 100
        year = int(value) * size
        return (date(year, 1, 1), date(year + size, 1, 1)) if 1 <= year <= 9000 else None
    begin = first_day(value)
    if begin is None:
        return None
    return begin, _end(begin, value)


def _end(begin: date, value: str) -> date:
    rest = value[5:]
    months = 0
    if value.endswith("-WE"):
        return add_days(begin, 2)
    if rest[:1] == "W" and rest[1:2].isdigit():
        return add_days(begin, 7)
    if rest[:1] == "Q" or rest[:2] in ("SP", "SU", "FA", "WI"):
        months = 3
    elif rest[:1] == "H":
        months = 6
    elif not rest:
        months = 12
    elif len(rest) == 2:
        months = 1
    return (shift_months(begin, months) if months else None) or add_days(begin, 1)
