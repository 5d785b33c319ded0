"""The words of truces (truce_lexicon.toml), ready to search a text with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold words that tell a truce's state: where they stand, how many words may lie between, what else they mean.

    `where` is "before", "after" or "either" (of the truce words); `negated` and `open` are the states meant under a
    negation or a modal, None where the cue then says nothing.
    """

    state: str
    where: str
    gap: int
    words: re.Pattern[str]
    negated: str | None
    open: str | None


@dataclass(frozen=True, slots=True)
class TruceLexicon:
    """Hold every table of truce_lexicon.toml; phrases are compiled, case is ignored."""

    sure: re.Pattern[str]
    tied: re.Pattern[str]
    ties: re.Pattern[str]
    references: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    none_before: re.Pattern[str]
    heads: frozenset[str]
    qualities: frozenset[str]
    local: re.Pattern[str]
    nationwide: re.Pattern[str]
    another: frozenset[str]
    broker_verbs: re.Pattern[str]
    broker_outside: frozenset[str]
    broker_suffixes: tuple[str, ...]
    broker_nouns: re.Pattern[str]
    talks: re.Pattern[str]
    mediators: frozenset[str]
    outsiders: frozenset[str]
    warring: tuple[str, ...]
    bystanders: frozenset[str]
    unarmed: frozenset[str]
    declares: re.Pattern[str]
    lasts: frozenset[str]
    breaking: re.Pattern[str]
    starts: re.Pattern[str]
    ends: re.Pattern[str]
    order: tuple[str, ...]
    negations: re.Pattern[str]
    modals: re.Pattern[str]
    cues: tuple[Cue, ...]


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases into one pattern, longest first; blanks match white space with quotes, * the rest of a word."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    blank = r"[\"”’]?\s{1,3}[\"“‘]?"
    parts = (re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", blank) for w in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def truce_lexicon() -> TruceLexicon:
    """Return the lexicon shipped with the package, read once."""
    raw = tomllib.loads(files("trucewatch.know").joinpath("truce_lexicon.toml").read_text(encoding="utf-8"))
    return TruceLexicon(
        sure=phrases(raw["sure"]),
        tied=phrases(raw["tied"]),
        ties=phrases(raw["ties"]),
        references=phrases(raw["references"]),
        not_after=phrases(raw["not_truce_after"]),
        not_before=phrases(raw["not_truce_before"]),
        none_before=re.compile(phrases(raw["none_before"]).pattern + r"\s{1,3}\Z", re.IGNORECASE),
        heads=frozenset(raw["heads"]),
        qualities=frozenset(raw["qualities"]),
        local=phrases(raw["local"]),
        nationwide=phrases(raw["nationwide"]),
        another=frozenset(raw["another"]),
        broker_verbs=phrases(raw["broker_verbs"]),
        broker_outside=frozenset(raw["broker_outside"]),
        broker_suffixes=tuple(raw["broker_suffixes"]),
        broker_nouns=phrases(raw["broker_nouns"]),
        talks=phrases(raw["talks"]),
        mediators=frozenset(raw["mediators"]),
        outsiders=frozenset(raw["outsiders"]),
        warring=tuple(raw["warring"]),
        bystanders=frozenset(raw["bystanders"]),
        unarmed=frozenset(raw["unarmed"]),
        declares=phrases(raw["declares"]),
        lasts=frozenset(raw["lasts"]),
        breaking=phrases(raw["breaking"]),
        starts=phrases(raw["starts"]),
        ends=phrases(raw["ends"]),
        order=tuple(raw["order"]),
        negations=phrases(raw["negations"]),
        modals=phrases(raw["modals"]),
        cues=tuple(
            Cue(c["state"], c["where"], c["gap"], phrases(c["words"]), c.get("negated"), c.get("open"))
            for c in raw["cue"]
        ),
    )
