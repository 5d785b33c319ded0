"""The words of truces (truce_lexicon.toml), ready to search a text with."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import tomli

_RUN = re.compile(r"[^\W_]+")


class Phrases:
    """Find phrases in a text, the longest first; case is ignored.

    The pattern is compiled when a text first holds the longest word of a phrase: few texts do.

    Blanks of a phrase match one to three of white space with quotes at either side, * the rest of a word; `ending` is
    the regular expression of what must follow.
    """

    def __init__(self, words: Iterable[str], ending: str = "") -> None:
        self.words = frozenset(words)
        self._ending = ending

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        ordered = sorted(self.words, key=lambda w: (-len(w), w))
        # A set of characters beyond Latin-1 is compiled fast where it has no more than two ranges: `"` stands apart.
        blank = r"\"?[”’]?\s{1,3}\"?[“‘]?"
        parts = (re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", blank) for w in ordered)
        return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w){self._ending}", re.IGNORECASE)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the phrases in characters `start` to `end` of a text, in order."""
        return self.pattern.finditer(text, start, end) if self._may_stand_in(text[start:end]) else iter(())

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first phrase in characters `start` to `end` of a text, None where there is none."""
        return self.pattern.search(text, start, end) if self._may_stand_in(text[start:end]) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the phrase that a text begins with, None where there is none."""
        return self.pattern.match(text) if self._may_stand_in(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the phrase that a text is, None where it is none."""
        return self.pattern.fullmatch(text) if self._may_stand_in(text) else None

    @cached_property
    def _longest(self) -> frozenset[str]:
        return frozenset(max(_RUN.findall(phrase.lower()), key=len, default="") for phrase in self.words)

    def _may_stand_in(self, text: str) -> bool:
        # re takes "ı", "İ" and "ſ" for ASCII letters where case is ignored
        low = text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")
        return any(word in low for word in self._longest)


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold words that tell a truce's state: where they stand, how many words may lie between, what else they mean.

    `where` is "before", "after" or "either" (of the truce words); `negated` and `open` are the states meant under a
    negation or a modal, None where the cue then says nothing.
    """

    state: str
    where: str
    gap: int
    words: Phrases
    negated: str | None
    open: str | None


@dataclass(frozen=True, slots=True)
class TruceLexicon:
    """Hold every table of truce_lexicon.toml; phrases are ready to be searched for."""

    sure: Phrases
    tied: Phrases
    ties: Phrases
    references: Phrases
    not_after: Phrases
    not_before: Phrases
    none_before: Phrases
    heads: frozenset[str]
    qualities: frozenset[str]
    local: Phrases
    nationwide: Phrases
    another: frozenset[str]
    broker_verbs: Phrases
    broker_outside: frozenset[str]
    broker_seeks: Phrases
    broker_suffixes: tuple[str, ...]
    broker_nouns: Phrases
    broker_plans: Phrases
    talks: Phrases
    mediators: frozenset[str]
    outsiders: frozenset[str]
    warring: tuple[str, ...]
    bystanders: frozenset[str]
    unarmed: frozenset[str]
    declares: Phrases
    lasts: frozenset[str]
    breaking: Phrases
    starts: Phrases
    ends: Phrases
    order: tuple[str, ...]
    negations: Phrases
    modals: Phrases
    cues: tuple[Cue, ...]


@lru_cache(maxsize=1)
def truce_lexicon() -> TruceLexicon:
    """Return the lexicon shipped with the package, read once."""
    raw = tomli.loads(files("trucewatch.know").joinpath("truce_lexicon.toml").read_text(encoding="utf-8"))
    return TruceLexicon(
        sure=Phrases(raw["sure"]),
        tied=Phrases(raw["tied"]),
        ties=Phrases(raw["ties"]),
        references=Phrases(raw["references"]),
        not_after=Phrases(raw["not_truce_after"]),
        not_before=Phrases(raw["not_truce_before"]),
        none_before=Phrases(raw["none_before"], r"\s{1,3}\Z"),
        heads=frozenset(raw["heads"]),
        qualities=frozenset(raw["qualities"]),
        local=Phrases(raw["local"]),
        nationwide=Phrases(raw["nationwide"]),
        another=frozenset(raw["another"]),
        broker_verbs=Phrases(raw["broker_verbs"]),
        broker_outside=frozenset(raw["broker_outside"]),
        broker_seeks=Phrases(raw["broker_seeks"]),
        broker_suffixes=tuple(raw["broker_suffixes"]),
        broker_nouns=Phrases(raw["broker_nouns"]),
        broker_plans=Phrases(raw["broker_plans"]),
        talks=Phrases(raw["talks"]),
        mediators=frozenset(raw["mediators"]),
        outsiders=frozenset(raw["outsiders"]),
        warring=tuple(raw["warring"]),
        bystanders=frozenset(raw["bystanders"]),
        unarmed=frozenset(raw["unarmed"]),
        declares=Phrases(raw["declares"]),
        lasts=frozenset(raw["lasts"]),
        breaking=Phrases(raw["breaking"]),
        starts=Phrases(raw["starts"]),
        ends=Phrases(raw["ends"]),
        order=tuple(raw["order"]),
        negations=Phrases(raw["negations"]),
        modals=Phrases(raw["modals"]),
        cues=tuple(_cue(c) for c in raw["cue"]),
    )


def _cue(raw: dict[str, Any]) -> Cue:
    return Cue(raw["state"], raw["where"], raw["gap"], Phrases(raw["words"]), raw.get("negated"), raw.get("open"))
