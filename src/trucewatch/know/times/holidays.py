"""The rule for feasts: which of a feast's days is meant."""

from __future__ import annotations

from datetime import date

from trucewatch.know.times.dates import YEAR_RELATED, YEAR_WRITTEN, related_year, year_number
from trucewatch.know.times.feasts import feast_called, feast_days
from trucewatch.know.times.meaning import Meaning, add_days, modifier, third
from trucewatch.know.times.numbers import ordinal
from trucewatch.know.times.pattern import Hit, Rule
from trucewatch.know.times.scene import Scene


def _feast(hit: Hit, scene: Scene) -> Meaning | None:
    """Read a feast: the one of the year given, else the one nearest to the published day on the side of the tense."""
    feast = feast_called(hit.low("f"))
    year = year_number(hit)
    if year is None and hit.has("rel"):
        year = related_year(hit.low("rel"), scene)
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


RULES: tuple[Rule, ...] = (
    Rule(
        "feast",
        f"(det:(this|last|next) (year S)?)? (e:<EDGE>|the? o:<ORDINAL> day of)? f:FEAST "
        f"((of|in)? {YEAR_WRITTEN}|{YEAR_RELATED})?",
        _feast,
        1,
    ),
)
