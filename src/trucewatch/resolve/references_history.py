"""What a report has said up to a place: who spoke and who was mentioned, in order, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from trucewatch.know.profile_names import name_words
from trucewatch.resolve.actors_meaning import Meaning
from trucewatch.resolve.references_breaks import Breaks, breaks_of

_OBLIQUE = re.compile(
    r"\b(?:of|to|by|against|with|for|from|on|over|about|at|in|between|and)\s+(?:[\w.'’-]+\s+){0,2}?\Z", re.IGNORECASE
)
#: "X's speech", "X's statement": X speaks there.
_SPEECH = re.compile(
    r"(?:['’]s?)? (?:televised |first |latest |recent |own )?(?:speech|statement|remarks|comments|address|letter"
    r"|message|announcement|interview|appearance|testimony)\b"
)
#: What leads to whom a force is for or against.
_BOUND = re.compile(r" (?:opposed|hostile|loyal) to ")
#: How many candidates back a reference reaches.
_MEMORY = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold somebody whom a later phrase can mean; `source` tells that a claim was put in his mouth.

    `oblique` tells that it is no subject ("of X", "X's house"), so that "he" hardly means it. `crowd` tells that only a
    description mentions people of whom nothing is said ("most residents", "one migrant").
    """

    start: int
    end: int
    text: str
    meaning: Meaning
    source: bool
    plural: bool = False
    via: tuple[str, ...] = ()
    oblique: bool = False
    crowd: bool = False

    @property
    def keys(self) -> list[str]:
        """Return the folded words."""
        return [w.key for w in name_words(self.text)]


@dataclass
class History:
    """Hold the candidates of one report; `quoted` are the places of direct quotations, in order."""

    text: str
    found: list[Candidate] = field(default_factory=list)
    quoted: tuple[tuple[int, int], ...] = ()
    _crowds: list[Candidate] = field(default_factory=list)
    _breaks: Breaks = field(default_factory=lambda: Breaks([], 0, []))
    _ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._breaks = breaks_of(self.text)
        self._ends = self._breaks.ends

    def add(self, candidate: Candidate) -> None:
        """Add a candidate."""
        insort(self._crowds if candidate.crowd else self.found, candidate, key=lambda c: c.start)

    def mention(self, start: int, end: int, meaning: Meaning) -> None:
        """Add somebody who is mentioned and says nothing there."""
        text = self.text[start:end]
        owner = text.endswith(("'s", "’s", "s'")) or self.text[end : end + 2] in ("'s", "’s")
        speech = owner and _SPEECH.match(self.text, end) is not None
        oblique = not speech and (owner or self._is_oblique(start))
        plural = _BOUND.split(text)[0].endswith("s") and meaning.role in ("army", "air", "group", "people", "militia")
        self.add(Candidate(start, end, text, meaning, source=False, plural=plural, oblique=oblique))

    def crowd(self, start: int, end: int, meaning: Meaning, plural: bool) -> None:
        """Add people who are only described, one of them or several."""
        text, oblique = self.text[start:end], self._is_oblique(start)
        self.add(Candidate(start, end, text, meaning, source=False, plural=plural, oblique=oblique, crowd=True))

    def _is_oblique(self, start: int) -> bool:
        return _OBLIQUE.search(self.text[max(0, start - 40, self.opening(start)) : start]) is not None

    def before(self, start: int) -> list[Candidate]:
        """Return the last candidates that end at or before a character, nearest first; sources first at a tie.

        Whom only a quotation names is none of them, unless the character lies in the same one.
        """
        at = bisect_left(self.found, start, key=lambda c: c.start)
        near = self._heard(self.found[max(0, at - _MEMORY) : at], start)
        return sorted(near, key=lambda c: (-c.start, not c.source))

    def within(self, candidates: Sequence[Candidate], start: int) -> tuple[list[Candidate], list[Candidate]]:
        """Return those named in the text that a character is in, and those with them whom the headlines above name.

        Whom only a headline or a caption amid the text names is none of either.
        """
        told = [c for c in candidates if not self._run_in(c, start)]
        begins = self._breaks.begins
        return [c for c in told if not c.start < begins <= start], told

    def crowds(self, begin: int, start: int) -> list[Candidate]:
        """Return all between two characters, those who are only described too, in order."""
        every = (*self._between(self.found, begin, start), *self._between(self._crowds, begin, start))
        return sorted(self._heard(every, start), key=lambda c: (c.start, not c.source))

    def opening(self, at: int) -> int:
        """Return where the sentence that holds a character begins."""
        n = bisect_right(self._ends, at)
        return self._ends[n - 1] if n else 0

    def breaks(self, start: int, end: int) -> int:
        """Return how many sentences end between two characters."""
        return bisect_right(self._ends, end) - bisect_right(self._ends, start)

    def _run_in(self, candidate: Candidate, start: int) -> bool:
        """Tell whether somebody is named in a piece that the text before a character ran into."""
        n = bisect_right(self._breaks.loose, candidate.start, key=lambda p: p[0]) - 1
        return n >= 0 and candidate.start < self._breaks.loose[n][1] <= start

    def _heard(self, candidates: Sequence[Candidate], start: int) -> list[Candidate]:
        """Return those that end at or before a character and are not named in another quotation alone."""
        here = self._quotation(start)
        return [c for c in candidates if c.end <= start and (c.source or self._quotation(c.start) in (None, here))]

    @staticmethod
    def _between(candidates: list[Candidate], begin: int, end: int) -> list[Candidate]:
        first = bisect_left(candidates, begin, key=lambda c: c.start)
        return candidates[first : bisect_left(candidates, end, key=lambda c: c.start)]

    def _quotation(self, at: int) -> int | None:
        """Return which quotation holds a character, None where none does."""
        n = bisect_right(self.quoted, at, key=lambda q: q[0]) - 1
        return n if n >= 0 and at < self.quoted[n][1] else None
