"""Feasts, months by other names and outlets' habits, read from data/calendar.toml; the days on which feasts fall."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from typing import Any

import tomli
from hijridate import Gregorian, Hijri

from trucewatch.know.times.words import day_of


@dataclass(frozen=True, slots=True)
class Feast:
    """Hold a feast: its names in lower case, the rule of its day, how many days it lasts."""

    names: tuple[str, ...]
    rule: tuple[str, ...]
    days: int
    month: bool


def _load() -> tuple[dict[str, int], tuple[Feast, ...], frozenset[tuple[str, ...]]]:
    raw: dict[str, Any] = tomli.loads(
        resources.files("trucewatch.know.times").joinpath("data/calendar.toml").read_text("utf-8")
    )
    feasts = tuple(
        Feast(tuple(f["names"]), tuple(f["rule"].split()), int(f["days"]), bool(f.get("month", False)))
        for f in raw["feast"]
    )
    return dict(raw["months"]), feasts, frozenset(map(key, raw["month_first"]))


def key(words: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without hyphens and apostrophes."""
    return tuple(re.findall(r"[^\W_]+", words.lower()))


MONTH_ALIASES, FEASTS, _MONTH_FIRST = _load()
_BY_NAME = {key(name): feast for feast in FEASTS for name in feast.names}
_MONTH_BY_NAME = {key(name): month for name, month in MONTH_ALIASES.items()}


def writes_day_first(outlet: str | None) -> bool | None:
    """Return False for an outlet known to write the month before the day in figures, else None: not known."""
    return False if outlet and key(outlet) in _MONTH_FIRST else None


def feast_called(words: str) -> Feast:
    """Return the feast of that name; KeyError when there is none."""
    return _BY_NAME[key(words)]


def month_called(words: str) -> int:
    """Return 1 to 12 for a month by another name; KeyError when there is none."""
    return _MONTH_BY_NAME[key(words)]


def phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the names of feasts ("FEAST") and other month names ("MONTHPHRASE") by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for names, kind in ((_BY_NAME, "FEAST"), (_MONTH_BY_NAME, "MONTHPHRASE")):
        for name in names:
            found.setdefault(name[0], []).append((name, kind))
    for same in found.values():
        same.sort(key=lambda n: -len(n[0]))
    return found


def feast_days(feast: Feast, year: int) -> list[tuple[date, date]]:
    """Return (first day, day after the last) of a feast for each time that it begins in a Gregorian year.

    Islamic feasts follow the Umm al-Qura calendar of 1924 to 2077 (hijridate); outside it the list is empty.
    The moon's sighting may shift them by a day from land to land.
    """
    kind, *numbers = feast.rule
    args = [int(n) for n in numbers]
    if kind == "hijri":
        return _hijri(feast, year, *args)
    if not 1 <= year <= 9998:
        return []
    first = _first(kind, year, args)
    return [(first, first + timedelta(days=feast.days))] if first is not None else []


def _first(kind: str, year: int, args: list[int]) -> date | None:
    if kind == "fixed":
        return day_of(year, args[0], args[1])
    if kind == "nth":
        month, weekday, nth = args
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return (western_easter(year) if kind == "easter" else orthodox_easter(year)) + timedelta(days=args[0])


def _hijri(feast: Feast, year: int, month: int, day: int) -> list[tuple[date, date]]:
    if not 1925 <= year <= 2076:
        return []
    found = []
    start = Gregorian(year, 1, 1).to_hijri().year
    for hijri_year in (start, start + 1, start + 2):
        first = Hijri(hijri_year, month, day).to_gregorian()
        begin = date(first.year, first.month, first.day)
        days = Hijri(hijri_year, month, 1).month_length() if feast.month else feast.days
        if begin.year == year:
            found.append((begin, begin + timedelta(days=days)))
    return found


def western_easter(year: int) -> date:
    """Return Easter Sunday of a year (Gregorian computus, Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Return Orthodox Easter Sunday of a year, as a Gregorian day (Julian computus, Meeus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    shift = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=shift)
