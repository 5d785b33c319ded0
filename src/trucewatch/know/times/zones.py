"""Time zones by letters ("GMT"), by a city's name ("... time") or by the profile's zone, with clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trucewatch.know.times.lexicon import ZONE_LETTERS

_REGIONS = ("Asia", "Europe", "Africa", "America", "Australia", "Pacific", "Indian", "Atlantic")


@lru_cache(maxsize=256)
def _city_zone(city: str) -> str | None:
    """Return the IANA zone that bears a city's name ("moscow": "Europe/Moscow"), None where there is none."""
    if not 2 < len(city) < 40 or not city.replace(" ", "").isalpha():
        return None
    for region in _REGIONS:
        name = f"{region}/{city.title().replace(' ', '_')}"
        if zone_info(name) is not None:
            return name
    return None


def zone_named(words: str, home: str | None) -> str | None:
    """Return the zone that some words name: "gmt" UTC, "est" UTC-05:00, "local time" the home zone, "moscow time" IANA.

    None for words that name no zone that is known.
    """
    plain = words.strip("() ").lower()
    if plain in ("local time", "local"):
        return home
    first, _, rest = plain.partition(" ")
    if first in ZONE_LETTERS:
        shift = float(rest.replace("+", "").strip()) if rest.replace("+", "").strip().isdigit() else 0.0
        return _fixed(ZONE_LETTERS[first] + shift)
    city = plain.removesuffix(" time").removesuffix(" local")
    return _city_zone(city)


def _fixed(hours: float) -> str:
    if hours == 0:
        return "UTC"
    whole = int(abs(hours))
    return f"UTC{'+' if hours > 0 else '-'}{whole:02d}:{int(abs(hours) * 60) % 60:02d}"


def zone_info(name: str | None) -> tzinfo | None:
    """Return the zone of an IANA name or of "UTC+03:00"; None for None and for a name that is not known."""
    if name is None:
        return None
    if name == "UTC":
        return UTC
    if name.startswith(("UTC+", "UTC-")):
        hours, minutes = name[4:].split(":")
        size = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(size if name[3] == "+" else -size)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def clock_text(day: date, minutes: int, zone: str | None) -> str:
    """Write a clock time, `minutes` after (or before) a day's midnight, with the zone's offset on that day."""
    moment = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    info = zone_info(zone)
    if info is None:
        return moment.isoformat(timespec="minutes")
    return moment.replace(tzinfo=info).isoformat(timespec="minutes")
