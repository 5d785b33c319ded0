"""Whose ministry it is: "the foreign ministry" after a minister of Freedonia was named is Freedonia's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.know.profile_actor import KnownActor
from trucewatch.know.profile_names import Found, name_words
from trucewatch.know.profiles import Profile
from trucewatch.resolve.actors_anatomy import country_at

_OFFICES = r"foreign|defen[cs]e|interior|justice|finance|oil|health|emergency situations"
#: A phrase that names a ministry and nobody's country.
_PLAIN = re.compile(
    rf"(?:the )?(?:(?P<office>{_OFFICES})(?: affairs)? ministry(?:['’]s)?|(?P<head>presiden)cy)", re.IGNORECASE
)
_ANY = re.compile(
    rf"\b(?:(?P<office>{_OFFICES})(?: affairs)? (?:minist(?:er|ry)|secretary)|(?P<head>presiden)(?:t|cy))\b",
    re.IGNORECASE,
)
#: How far back a minister or ministry of the same office is looked for, and how close its country or holder stands.
_REACH, _BEFORE, _AFTER = 1500, 24, 40


class Ministries:
    """Tell the country of a ministry by the last minister of the same office before it."""

    def __init__(self, profile: Profile, text: str, names: Sequence[Found]) -> None:
        self._profile = profile
        self._text = text
        self._people = [f for f in names if profile.actors[f.actor].kind == "person"]

    def country(self, start: int, end: int) -> str | None:
        """Return the country (ISO) whose ministry a plain phrase names, None where the report does not tell."""
        plain = _PLAIN.fullmatch(self._text, start, end) if end - start <= 60 else None
        if plain is None:
            return None
        office = _office(plain)
        found = list(_ANY.finditer(self._text, max(0, start - _REACH), start))
        for named in reversed(found):
            if _office(named) == office and (iso := self._of(named.start(), named.end())):
                return iso
        return None

    def _of(self, start: int, end: int) -> str | None:
        """Return the country of a minister: the one named right before the office, else its known holder's."""
        words = name_words(self._text[max(0, start - _BEFORE) : start])[-2:]
        told = next((iso for n in range(len(words)) if (iso := country_at(words, n))), None)
        holder = next((f for f in self._people if end <= f.start <= end + _AFTER or start - 2 <= f.start < end), None)
        return told or (country_of(self._profile.actors[holder.actor], self._profile) if holder else None)


def _office(found: re.Match[str]) -> str:
    return (found["office"] or found["head"]).lower()[:5]


def country_of(actor: KnownActor, profile: Profile) -> str | None:
    """Return the country (ISO) of an actor: its own, a person's by the last post that the profile gives."""
    if actor.country or not actor.posts:
        return actor.country
    body = profile.actors.get(actor.posts[-1].body)
    return body.country if body else None
