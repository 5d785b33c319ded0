"""Nouns for people whom a toll counts and words that say what happened to them (people.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

from trucewatch.know.event_types import noun_forms
from trucewatch.model.event import TOLL_FIELDS

#: Toll fields that a word of harm counts for.
BOTH = ("killed", "wounded")


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Hold who a noun counts (`who`, values of TOLL_OF) and the toll fields that a word of harm is about (`harm`)."""

    who: dict[str, str]
    harm: dict[str, tuple[str, ...]]


@cache
def people_words() -> PeopleWords:
    """Return the words of people.toml."""
    raw = tomli.loads(files("trucewatch.know").joinpath("people.toml").read_text(encoding="utf-8"))
    who = {
        form: kind.replace("-", " ")
        for kind, nouns in raw["who"].items()
        for noun in nouns
        for form in noun_forms(noun)
    }
    harm = {word: (field,) for field in TOLL_FIELDS for word in raw["harm"][field]}
    return PeopleWords(who, {**harm, **dict.fromkeys(raw["harm"]["both"], BOTH)})
