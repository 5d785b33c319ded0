"""Find whom a pronoun or a definite phrase means: "he", "the source", "the London-based group", "Rami".

Candidates are the sources and named actors before it in the report; the nearest that fits wins, sources first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trucewatch.know.profile_names import name_words
from trucewatch.resolve.actors_phrase import Meaning

SINGULAR = frozenset(("he", "she", "him", "his", "her", "himself", "herself", "who"))
NEUTER = frozenset(("it", "its", "itself", "which"))
PLURAL = frozenset(("they", "them", "their", "themselves", "others", "some"))
SPEAKER = frozenset(("i", "me", "my", "we", "us", "our"))
PRONOUNS = SINGULAR | NEUTER | PLURAL | SPEAKER
#: Definite heads that stand for an institution, with the kinds of actor that they can mean.
BODIES: dict[str, frozenset[str]] = {
    head: frozenset(kinds.split())
    for heads, kinds in {
        "monitor watchdog observatory": "monitor",
        "group": "monitor group militia aid coalition party",
        "organization organisation network": "monitor aid body group outlet agency",
        "agency": "agency outlet body",
        "newspaper daily channel broadcaster website": "outlet agency",
        "ministry": "ministry army",
        "council committee": "council body aid monitor",
        "coalition alliance": "coalition council",
        "court": "court",
        "charity": "aid",
        "body union": "body council aid",
        "movement militia faction": "group party militia",
        "party": "party",
        "command center centre": "army monitor aid",
        "militants jihadists fighters extremists": "group",
        "army military": "army",
        "country": "state",
    }.items()
    for head in heads.split()
}
#: Definite heads that speak for whoever issued them.
DOCUMENTS = frozenset("statement report letter document claim text communique release".split())
#: Definite heads that point back even where their role alone would give a side.
POINTS_BACK = DOCUMENTS | frozenset(
    "ministry minister president agency newspaper daily channel group source sources official officials spokesman spokeswoman"
    " organization organisation council committee coalition monitor watchdog network charity movement militia court center"
    " centre commander governor website broadcaster envoy ambassador premier country alliance union".split()
)
_PERSONS = frozenset(
    "official spokesman spokeswoman spokesperson minister president commander leader director envoy diplomat source resident"
    " activist doctor witness man woman head chief secretary ambassador reporter correspondent journalist officer colonel"
    " general governor fighter rebel mediator negotiator member chairman analyst expert medic nurse surgeon father mother boy"
    " girl survivor student photographer driver worker teacher lawyer soldier farmer refugee".split()
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

    @property
    def keys(self) -> list[str]:
        """Return the folded words."""
        return [w.key for w in name_words(self.text)]


@dataclass
class History:
    """Hold the candidates of one report."""

    found: list[Candidate] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Add a candidate."""
        self.found.append(candidate)

    def before(self, start: int) -> list[Candidate]:
        """Return the candidates that end at or before a character, nearest first; sources before others at a tie."""
        return sorted((c for c in self.found if c.end <= start), key=lambda c: (-c.start, not c.source))


def refer(words: str, start: int, history: History, text: str, meaning: Meaning) -> Candidate | None:
    """Return the candidate that a pronoun or definite phrase at a character means, None where none fits.

    `meaning` is what the phrase says by itself: a candidate of another known side is none.
    """
    keys = [w.key for w in name_words(words)]
    if not keys:
        return None
    before = history.before(start)
    if len(keys) <= 2 and keys[0] in PRONOUNS:
        return _pronoun(keys[0], start, before, text)
    return _definite(keys, before, meaning)


def announced(meaning: Meaning, start: int, history: History) -> Candidate | None:
    """Return the named monitor or aid group that "a monitoring group" announces or repeats, within 1,500 characters."""
    near = [c for c in history.found if c.meaning.role == meaning.side and abs(c.start - start) < 1500]
    later = sorted((c for c in near if c.start > start), key=lambda c: c.start)
    earlier = sorted((c for c in near if c.start < start), key=lambda c: -c.start)
    return next(iter([*later, *earlier]), None)


def _pronoun(word: str, start: int, before: Sequence[Candidate], text: str) -> Candidate | None:
    if word in SINGULAR:
        fits = [c for c in before if _is_person(c)]
        near = [c for c in fits if not _breaks(text, c.end, start, 2)]
        sources = [c for c in fits if c.source]
        if sources and (not near or sources[0].start >= near[0].start or not _breaks(text, sources[0].end, start, 3)):
            return sources[0]
        return near[0] if near else sources[0] if sources else _last_source(before)
    if word in NEUTER:
        fits = [c for c in before if not _is_person(c) and not c.plural and c.meaning.actor]
        salient = [c for c in fits if (c.source or _opens(text, c.start)) and not _breaks(text, c.end, start, 2)]
        return next(iter([*salient, *(c for c in fits if c.source), *fits]), None)
    fits = [c for c in before if c.source and c.plural]
    return fits[0] if fits else _last_source(before)


def _last_source(before: Sequence[Candidate]) -> Candidate | None:
    return next((c for c in before if c.source), None)


def _is_person(candidate: Candidate) -> bool:
    if candidate.meaning.person:
        return True
    return (
        candidate.source
        and not candidate.plural
        and not candidate.meaning.named
        and any(k in _PERSONS for k in candidate.keys)
    )


def _definite(keys: Sequence[str], before: Sequence[Candidate], meaning: Meaning) -> Candidate | None:
    head = keys[-1]
    agreeing = [c for c in before if meaning.side in ("unknown", c.meaning.side) or head in POINTS_BACK]
    if meaning.role in ("monitor", "aid", "media") and head not in ("source", "sources"):
        agreeing = [c for c in agreeing if c.meaning.side == meaning.side]
    same = [c for c in agreeing if c.source and head in c.keys and len(c.keys) >= len(keys) - 1]
    ends = [c for c in agreeing if c.meaning.actor and c.keys[-1:] == [head] and len(c.keys) > 1]
    kinds = BODIES.get(head, frozenset())
    fits = [c for c in agreeing if c.meaning.role in kinds and not c.meaning.person]
    if head in DOCUMENTS:
        fits = [c for c in agreeing if c.source or (c.meaning.named and c.meaning.side not in ("civilians", "unknown"))]
        return fits[0] if fits else None
    order = [*same, *ends, *(c for c in fits if c.source), *fits]
    return order[0] if order else None


def _breaks(text: str, start: int, end: int, most: int) -> bool:
    """Tell whether more than `most` sentences lie between two characters."""
    return text.count(". ", start, end) + text.count("\n", start, end) > most


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip()
    return (
        not before
        or before[-1] in ".!?\n"
        or before.endswith(("The", "the"))
        and text[max(0, start - 6) : start - 4].rstrip()[-1:] in (".", "")
    )
