"""The dateline: the place, and often agency and day, before the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CAPS = r"(?!(?:GMT|UTC|[ECMPBI][SDE]?T|KSA)\b)[A-Z][A-Z'’.-]{2,20}"
_TITLE = r"(?:(?:al|Al|el|El|AL|as|az|ash)[- ])?[A-Z][\w'’-]{1,20}"
_PLACE = rf"(?:{_CAPS}|{_TITLE})(?: (?:{_CAPS}|{_TITLE})){{0,2}}"
_PLACES = rf"{_PLACE}(?:(?:,|\\?/|;) ?{_PLACE}){{0,3}}"
_CAPS_PLACES = rf"{_CAPS}(?: {_CAPS}){{0,2}}(?:(?:,|\\?/) ?(?:{_PLACE})){{0,3}}"
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
_AGENCY = r" ?\([A-Z][\w./& -]{1,30}\)"
_DASH = r" ?[-–—]{1,2}"
_OPEN = r"(?=[\"“‘'«(]?[A-Z0-9])"

#: Forms of a dateline, tried in order; group 1 is the place.
_FORMS = (
    re.compile(rf"({_PLACES}){_DAY},?{_AGENCY}{_DASH}\s+"),
    re.compile(rf"({_CAPS_PLACES}){_DAY}{_AGENCY}\s+{_OPEN}"),
    re.compile(rf"({_CAPS_PLACES}){_DAY}(?: \|| ?[-–—]{{1,2}}(?=\s))\s*{_OPEN}"),
    re.compile(rf"({_PLACES}){_DAY}(?: ?[–—]{{1,2}}|-{{1,2}}| --)\s+{_OPEN}"),
)
#: "Paris, Oslo: While ..." is a dateline, "Smith: While ..." in the first line of a text is a speaker.
_COLON = re.compile(rf"({_PLACES}): {_OPEN}")
_COLON_TWO = re.compile(rf"({_PLACE}(?:, ?{_PLACE}){{1,3}}): {_OPEN}")
#: A place in capitals with nothing after it: only where the word is no abbreviation of the text.
_BARE = re.compile(r"([A-Z]{5,20})\s+(?=[A-Z][a-z]*\s)")
_AGENCY_ONLY = re.compile(r"\([A-Z][\w./& ]{1,30}\) ?[-–—]{1,2}\s+")
#: "LONDON | Tue Mar 15, 2011 1:48 pm GMT": the stamp that stands before the dateline proper.
_STAMP = re.compile(
    rf"(?:{_CAPS_PLACES} \| )?(?:[A-Z][a-z]{{2,8}},? )?[A-Z][a-z]{{2,8}}\.? \d{{1,2}},? \d{{4}} "
    r"\d{1,2}:\d\d ?[ap]m [A-Z]{3,4}\s+"
)
_LATER = re.compile(
    rf"(?:(?<=\s)|^)(?:({_CAPS_PLACES}|{_TITLE}, {_TITLE}){_DAY} ?)?"
    r"\([A-Z][\w./& ]{1,30}\) ?[-–—]{1,2}\s+"
)
_NO_PLACE = frozenset(
    "breaking live update updated exclusive video watch analysis opinion report reports factbox special photos "
    "explainer new news interview editorial note editor question answer he she it they the this that q a".split()
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Hold the offsets of a whole dateline and of the place within it; `place` is None for an agency alone."""

    start: int
    end: int
    place: tuple[int, int] | None


def stamp_at(text: str, start: int, end: int) -> int:
    """Return where a time stamp that begins at `start` ends, `start` itself where there is none."""
    found = _STAMP.match(text, start, min(end, start + 160))
    return found.end() if found else start


def dateline_at(text: str, start: int, end: int, *, headed: bool) -> Dateline | None:
    """Return the dateline that begins at `start` of a paragraph that ends at `end`, None where there is none.

    `headed` tells that headline or labels stand above. A paragraph with fewer than 40 characters after it has no
    dateline: it is a label or a heading.
    """
    limit = min(end, start + 160)
    for form in (*_FORMS, _COLON if headed else _COLON_TWO):
        found = form.match(text, start, limit)
        if found and end - found.end() >= 40 and _is_place(found.group(1)):
            return Dateline(start, found.end(), found.span(1))
    found = _BARE.match(text, start, limit)
    if found and end - found.end() >= 40 and not _is_abbreviation(text, found.group(1), found.end()):
        return Dateline(start, found.end(), found.span(1))
    found = _AGENCY_ONLY.match(text, start, limit)
    return Dateline(start, found.end(), None) if found else None


def dateline_after(text: str, start: int, end: int) -> Dateline | None:
    """Return a dateline with its agency, as "OSLO, Norway (Agency) --", that stands after bullets or a summary."""
    found = _LATER.search(text, start, end)
    if not found:
        return None
    return Dateline(found.start(), found.end(), found.span(1) if found.group(1) else None)


def _is_place(words: str) -> bool:
    plain = [w.casefold() for w in _WORD.findall(words)]
    return not any(w in _NO_PLACE for w in plain)


def _is_abbreviation(text: str, word: str, after: int) -> bool:
    """Tell whether a word in capitals comes again in capitals: then it names an organisation, not the place."""
    return re.search(rf"\b{word}\b", text[after : after + 20_000]) is not None
