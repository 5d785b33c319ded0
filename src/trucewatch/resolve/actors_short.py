"""Short forms that a report itself introduces: "Name (ABC)" and "the Council" for a council named in full before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from trucewatch.know.profile_names import Found, Word, name_words, text_words
from trucewatch.know.profiles import Profile
from trucewatch.know.world_words import actor_words

_BRACKET = re.compile(r"[\s,]*\(\s*(?:the\s+)?([A-Z][\w-]{1,11})\s*\)")


def abbreviations(text: str, names: Sequence[Found]) -> dict[str, str]:
    """Return the actors by the abbreviations that a text puts in brackets after their names."""
    short: dict[str, str] = {}
    for found in names:
        bracket = _BRACKET.match(text, found.end)
        if bracket and sum(c.isupper() for c in bracket.group(1)) >= 2:
            short.setdefault(bracket.group(1), found.actor)
    return short


def surnames(text: str, names: Sequence[Found], profile: Profile) -> dict[str, str]:
    """Return the known persons whom a text names in full by their last names; two of one last name give neither."""
    people: dict[str, set[str]] = {}
    for found in names:
        parts = name_words(text[found.start : found.end])
        if len(parts) < 2 or profile.actors[found.actor].kind != "person":
            continue
        last = text[found.start + parts[-1].start : found.start + parts[-1].end]
        last = last.removesuffix("'s").removesuffix("’s")
        if len(last) > 2 and last[:1].isupper() and not actor_words().describes(last.lower()):
            people.setdefault(last, set()).add(found.actor)
    return {last: next(iter(met)) for last, met in people.items() if len(met) == 1}


def with_abbreviations(
    text: str, words: Sequence[Word], names: Sequence[Found], short: Mapping[str, str]
) -> list[Found]:
    """Return the names of a text and every use of an abbreviation in `short` outside them, in order."""
    if not short:
        return list(names)
    taken = sorted((f.start, f.end) for f in names)
    starts = [s for s, _ in taken]
    more = []
    for word in words:
        actor = short.get(text[word.start : word.end].removesuffix("'s").removesuffix("’s"))
        at = bisect_right(starts, word.start) - 1
        if actor and not (at >= 0 and word.start < taken[at][1]):
            more.append(Found(word.start, word.end, actor))
    return sorted([*names, *more], key=lambda f: f.start)


class ShortForms:
    """Hold the last words of the names of a report, to find what "the Council" stands for."""

    def __init__(self, text: str, names: Sequence[Found]) -> None:
        self._by_last: dict[str, list[tuple[int, str, bool]]] = {}
        for found in names:
            keys = text_words(text[found.start : found.end])
            if len(keys) > 1:
                last = text[found.start : found.end].split()[-1]
                self._by_last.setdefault(keys[-1], []).append((found.start, found.actor, last[:1].isupper()))

    def actor(self, head: str, capital: bool, start: int) -> str | None:
        """Return the actor whose longer name ends in `head`, nearest before `start`; written alike first."""
        before = [x for x in self._by_last.get(head, ()) if x[0] < start]
        alike = [x for x in before if x[2] == capital]
        return (alike or before)[-1][1] if before else None

    def last(self, head: str, start: int) -> tuple[int, str] | None:
        """Return where the last longer name that ends in `head` stands before `start`, and whose it is."""
        return next(((at, actor) for at, actor, _ in reversed(self._by_last.get(head, ())) if at < start), None)
