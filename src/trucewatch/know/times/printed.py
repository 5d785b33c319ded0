"""The published date that a report prints in its own text: header and footer forms of many outlets.

A date that the story merely mentions ("on 5 October 2016", a caption's "in Rome, June 17, 2011") is never taken:
a printed date stands where outlets print one, and no preposition leads to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from trucewatch.know.times.words import (
    DAY,
    MONTH_ANY,
    ORDINAL,
    WEEKDAY_ANY,
    YEAR,
    day_of,
    month_of,
    weekday_of,
)

#: Characters of head and tail in which outlets print their date.
HEAD, TAIL = 700, 300
#: Characters of head in which a date may stand between headline and story without a mark of its own.
BETWEEN = 300

_DATE = re.compile(
    rf"(?:\b(?P<wd>{WEEKDAY_ANY})[\s,]{{1,3}})?"
    rf"(?:(?<!\d)(?P<d1>{DAY}){ORDINAL}?(?:\s+of)?[\s\-]{{1,2}}(?P<m1>{MONTH_ANY})\b\.?,?[\s\-]{{1,2}}(?P<y1>{YEAR})"
    rf"|\b(?P<m2>{MONTH_ANY})\b\.?\s{{1,2}}(?P<d2>{DAY}){ORDINAL}?,?\s{{0,2}}(?P<y2>{YEAR})"
    rf"|(?<![\d./-])(?P<y3>{YEAR})(?P<s3>[-/.])(?P<m3>[01]?\d)(?P=s3)(?P<d3>{DAY})"
    rf"|(?<![\d./-])(?P<d4>[0-3]?\d)(?P<s4>[-/.])(?P<m4>[0-3]?\d)(?P=s4)(?P<y4>{YEAR}))(?!\d)",
    re.I,
)
_CUE = re.compile(
    r"(?:(?P<first>(?:date\s+of\s+publication|publication\s+date|publish(?:ed)?(?:\s+date)?|posted|date|"
    r"filed))|(?P<later>(?:last\s+)?(?:updated?|modified|edited)))"
    r"\s*(?:at|on)?\s*[:|\-–—]?\s*(?:at|on)?\s*(?:\d{1,2}[:.]?\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?[,\s|]*)?$",
    re.I,
)
_LED = re.compile(
    r"(?:\b(?:on|in|of|since|until|till|by|from|to|for|before|after|between|and|or|through|during|dated|the|as|was|is|"
    r"at|this|last|next|early|late|mid|until|around|about|taken|photo|file|pictured?)|,)\s*$",
    re.I,
)
_SIGNED = re.compile(r"\b[Bb]y\s*:?\s*[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,4},?\s+on\s*:?\s*$")
_BYLINE = re.compile(r"(?:by\s.{1,50}|.{1,40}[|•·:–—-])", re.I)
_CLOCK_BEFORE = re.compile(
    r"(?:\b\d{1,2}[:.]\d\d|\b[0-2]\d[0-5]\d)\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}(?:[+-]\d)?)?[\s,|]*$", re.I
)
_CLOCK_AFTER = re.compile(
    r"[\s,|\-–]*(?:at\s+)?(?:\d{1,2}[:.]\d\d|\d{1,2}\s*[ap]\.?m\b|[0-2]\d[0-5]\d\s*(?:GMT|UTC))", re.I
)
_DATELINE = re.compile(
    rf"\b[A-Z][A-Z]+[A-Z ,.'/\\-]*(?:,\s*[A-Z][A-Za-z.]+(?:\s[A-Z][a-z]+)?)?,?\s+"
    rf"(?P<date>(?P<m>{MONTH_ANY.title()}|(?i:{MONTH_ANY}))\.?\s+(?P<d>{DAY}))\s*"
    r"(?:\(|/|--|—|–|\s-\s)"
)

Found = tuple[date, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Hold one full date of the text and what stands around it."""

    day: date
    start: int
    end: int
    weekday: bool
    before: str
    after: str


def printed_date(text: str, near: date | None = None, day_first: bool | None = None) -> Found | None:
    """Find the published date that a report prints, and the (start, end) characters of it.

    `near` is the outlet's metadata date: it settles day and month order ("7/10/2016") and gives a dateline without a
    year ("CAIRO, April 15 (Agency)") its year. `day_first` is the outlet's habit. None when no date is printed or its
    order stays in doubt. Rules in order: cue ("Published ..."), opening, own line, stamp (weekday or clock), between
    headline and story, dateline.
    """
    stamps = _stamps(text, near, day_first)
    for rule in _RULES:
        found = rule(text, stamps)
        if found is not None:
            return found.day, (found.start, found.end)
    return _dateline(text, near)


def _stamps(text: str, near: date | None, day_first: bool | None) -> list[_Stamp]:
    parts = [(0, text[: HEAD + 40])]
    if len(text) > HEAD + 40:
        begin = max(HEAD + 40, len(text) - TAIL)
        parts.append((begin, text[begin:]))
    found: list[_Stamp] = []
    for base, part in parts:
        for match in _DATE.finditer(part):
            day = _day(match, near, day_first)
            if day is None:
                continue
            start, end = base + match.start(), base + match.end()
            before, after = text[max(0, start - 60) : start], text[end : end + 40]
            found.append(_Stamp(day, start, end, match["wd"] is not None, before, after))
    return found


def _day(match: re.Match[str], near: date | None, day_first: bool | None) -> date | None:
    """Read a matched date; None when no such day exists, its weekday is another, or its order is in doubt."""
    for n in "12":
        if match[f"m{n}"]:
            return day_of(int(match[f"y{n}"]), month_of(match[f"m{n}"]), int(match[f"d{n}"]))
    if match["y3"]:
        return day_of(int(match["y3"]), int(match["m3"]), int(match["d3"]))
    year, first, second = int(match["y4"]), int(match["d4"]), int(match["m4"])
    european, american = day_of(year, second, first), day_of(year, first, second)
    choices = [d for d in (european, american) if d is not None]
    if match["wd"]:
        choices = [d for d in choices if d.weekday() == weekday_of(match["wd"])]
    if match["s4"] != "/" or day_first:
        return choices[0] if choices else None
    if len(set(choices)) > 1 and day_first is False:
        return american
    if len(set(choices)) > 1 and near is not None:
        choices = [min(choices, key=lambda d: abs((d - near).days))]
    return choices[0] if len(set(choices)) == 1 else None


def _cued(text: str, stamps: list[_Stamp]) -> _Stamp | None:
    """Find "Published April 6 2017"; an update's date only where no other is given."""
    later: _Stamp | None = None
    for stamp in stamps:
        if stamp.start <= BETWEEN and _SIGNED.search(stamp.before):
            return stamp
        cue = _CUE.search(stamp.before)
        if cue is None or (cue.start() and stamp.before[cue.start() - 1].isalpha()):
            continue
        if cue["first"] and (cue["first"].lower() != "date" or not stamp.before[: cue.start()].strip()):
            return stamp
        if cue["later"] and later is None and _stands_alone(text, stamp.start - len(stamp.before) + cue.start()):
            later = stamp
    opened = _opening(text, stamps)
    return None if opened is not None else later


def _opening(text: str, stamps: list[_Stamp]) -> _Stamp | None:
    """The text begins with a date, and no sentence runs on from it ("5 May 2016 was ...")."""
    for stamp in stamps[:1]:
        if not any(c.isalnum() for c in text[: stamp.start]) and not _runs_on(stamp):
            return stamp
    return None


def _line(text: str, stamps: list[_Stamp]) -> _Stamp | None:
    """A line of its own, or the begin of a short line, near the top or the bottom."""
    for stamp in stamps:
        begin = text.rfind("\n", 0, stamp.start) + 1
        end = text.find("\n", stamp.end)
        end = len(text) if end < 0 else end
        if begin == 0 and end == len(text):
            continue
        lead, rest = text[begin : stamp.start].strip(), text[stamp.end : end].strip()
        if not lead and not _runs_on(stamp) and len(rest) <= 60 and not rest.endswith("."):
            return stamp
        if _BYLINE.fullmatch(lead) and not rest:
            return stamp
    return None


def _stamped(_text: str, stamps: list[_Stamp]) -> _Stamp | None:
    """A weekday or clock beside the date, no preposition before it: "AFP Saturday 7 Oct 2016", "1730 28.04.2017"."""
    for stamp in stamps:
        if stamp.start > HEAD or _LED.search(stamp.before):
            continue
        clock = _CLOCK_BEFORE.search(stamp.before) or _CLOCK_AFTER.match(stamp.after)
        barred = stamp.before.rstrip().endswith("|") or stamp.after.lstrip().startswith("|")
        if (stamp.weekday or clock or barred) and not _runs_on(stamp):
            return stamp
    return None


def _between(text: str, stamps: list[_Stamp]) -> _Stamp | None:
    """Headline, date, story: no preposition before the date, and a capital letter or a figure after it."""
    for stamp in stamps:
        if stamp.start > BETWEEN or _LED.search(stamp.before) or _runs_on(stamp):
            continue
        lead = text[: stamp.start].rstrip()
        if lead and (lead[-1].isalnum() or lead[-1] in "|)»”\"'") and re.match(r"\s+[A-Z0-9(]", stamp.after):
            return stamp
    return None


def _stands_alone(text: str, start: int) -> bool:
    """Tell whether what starts here opens the text or a line, or follows a bar or a full stop."""
    line = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    return len(line) <= 40 or line[-1] in "|•·.)"


def _runs_on(stamp: _Stamp) -> bool:
    """Tell whether a sentence goes on after the date, so that the story mentions it."""
    after = stamp.after.lstrip(" ")
    return bool(after) and (
        after[0] in ".;" or re.match(r",?\s*(?!(?:updated|at|by|get)\b|\w+:)[a-z]{2,}", after) is not None
    )


def _dateline(text: str, near: date | None) -> Found | None:
    """A dateline without a year ("CAIRO, April 15 (Agency) -") takes the year that brings it nearest to `near`."""
    if near is None:
        return None
    match = _DATELINE.search(text[:HEAD])
    if match is None:
        return None
    days = [day_of(near.year + k, month_of(match["m"]), int(match["d"])) for k in (-1, 0, 1)]
    known = [d for d in days if d is not None]
    if not known:
        return None
    return min(known, key=lambda d: abs((d - near).days)), match.span("date")


_RULES: tuple[Callable[[str, list[_Stamp]], _Stamp | None], ...] = (_cued, _opening, _line, _stamped, _between)
