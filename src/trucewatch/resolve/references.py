"""Find whom a pronoun or a definite phrase means: "he", "the source", "the London-based group", "Rami".

Candidates are the sources and named actors before it in the report; the nearest that fits wins, sources first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trucewatch.know.profile_names import name_words
from trucewatch.know.world_words import actor_words
from trucewatch.resolve.actors_phrase import Meaning

SINGULAR = frozenset(("he", "she", "him", "his", "her", "himself", "herself", "who"))
NEUTER = frozenset(("it", "its", "itself", "which"))
PLURAL = frozenset(("they", "them", "their", "themselves", "we", "us", "our", "both", "others", "some"))
SPEAKER = frozenset(("i", "me", "my", "we", "us", "our"))
PRONOUNS = SINGULAR | NEUTER | PLURAL | SPEAKER
#: Definite heads that stand for an institution, with the kinds of actor that they can mean.
BODIES: dict[str, tuple[str, ...]] = {
    "monitor": ("monitor",), "watchdog": ("monitor",), "observatory": ("monitor",),
    "group": ("monitor", "group", "militia", "aid", "coalition", "party"), "organization": ("monitor", "aid", "body", "group"),
    "organisation": ("monitor", "aid", "body", "group"), "agency": ("agency", "outlet", "body"),
    "newspaper": ("outlet", "agency"), "daily": ("outlet",), "channel": ("outlet",), "network": ("outlet", "monitor", "agency"),
    "website": ("outlet", "agency"), "broadcaster": ("outlet",), "ministry": ("ministry", "army", "government"),
    "council": ("council", "body"), "coalition": ("coalition", "council"), "alliance": ("coalition", "group"),
    "court": ("court",), "committee": ("aid", "council", "body", "monitor"), "charity": ("aid",), "body": ("body", "council"),
    "union": ("body", "aid"), "movement": ("group", "party"), "militia": ("militia", "group"), "army": ("army", "group"),
    "party": ("party",), "command": ("army",), "center": ("army", "monitor", "aid"), "centre": ("army", "monitor", "aid"),
    "faction": ("group",), "militants": ("group",), "jihadists": ("group",),
}  # fmt: skip
_PERSONS = frozenset(
    "official spokesman spokeswoman spokesperson minister president commander leader director envoy diplomat source resident activist"
    " doctor witness man woman head chief secretary ambassador reporter correspondent journalist officer colonel general governor"
    " fighter rebel mediator negotiator member chairman analyst expert medic nurse surgeon father mother boy girl survivor student".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold somebody whom a later phrase can mean; `source` tells that a claim was put in his mouth."""

    start: int
    end: int
    text: str
    meaning: Meaning
    source: bool
    plural: bool = False
    via: tuple[str, ...] = ()


@dataclass
class History:
    """Hold the candidates of one report in the order of the text."""

    found: list[Candidate] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Add a candidate."""
        self.found.append(candidate)

    def before(self, start: int) -> list[Candidate]:
        """Return the candidates that end at or before a character, nearest first; sources before others at a tie."""
        return sorted((c for c in self.found if c.end <= start), key=lambda c: (-c.start, not c.source))


def refer(words: str, start: int, history: History, text: str) -> Candidate | None:
    """Return the candidate that a pronoun or definite phrase at a character means, None where none fits."""
    keys = [w.key for w in name_words(words)]
    if not keys:
        return None
    before = history.before(start)
    if len(keys) <= 2 and keys[0] in PRONOUNS:
        return _pronoun(keys[0], start, before, text)
    if keys[0] in ("the", "this", "that", "its", "his", "their", "same"):
        return _definite(keys, before)
    return None


def _pronoun(word: str, start: int, before: Sequence[Candidate], text: str) -> Candidate | None:
    if word in SINGULAR:
        fits = [c for c in before if _is_person(c)]
        near = [c for c in fits if not _breaks(text, c.end, start, 2)]
        sources = [c for c in fits if c.source]
        if sources and (not near or sources[0].start >= near[0].start or not _breaks(text, sources[0].end, start, 3)):
            return sources[0]
        return near[0] if near else sources[0] if sources else _other(before)
    if word in NEUTER:
        fits = [c for c in before if not _is_person(c) and not c.plural and c.meaning.actor]
        sources = [c for c in fits if c.source]
        return sources[0] if sources else fits[0] if fits else None
    fits = [c for c in before if c.source and c.plural]
    return fits[0] if fits else next((c for c in before if c.source), None)


def _other(before: Sequence[Candidate]) -> Candidate | None:
    """Return the last source, whatever it is, where a person is asked for and none was met."""
    return next((c for c in before if c.source), None)


def _is_person(candidate: Candidate) -> bool:
    if candidate.meaning.person:
        return True
    keys = [w.key for w in name_words(candidate.text)]
    return (
        candidate.source and not candidate.plural and any(k in _PERSONS for k in keys) and not candidate.meaning.named
    )


def _definite(keys: Sequence[str], before: Sequence[Candidate]) -> Candidate | None:
    head = keys[-1]
    kinds = BODIES.get(head)
    for candidate in before:
        if not candidate.source:
            continue
        theirs = [w.key for w in name_words(candidate.text)]
        if head in theirs and not (head in actor_words().heads and candidate.plural):
            return candidate
    if kinds:
        fits = [c for c in before if c.meaning.role in kinds]
        sources = [c for c in fits if c.source]
        return sources[0] if sources else fits[0] if fits else None
    return None


def _breaks(text: str, start: int, end: int, most: int) -> bool:
    """Tell whether more than `most` sentences lie between two characters."""
    return text.count(". ", start, end) + text.count("\n", start, end) > most
