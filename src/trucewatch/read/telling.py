"""What the encoder says of words that may name an event: what kind, how it stands, and which words are its parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from trucewatch.model.event import STATUSES
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.read.encoder import Encoded, Encoder, Pointed
from trucewatch.read.linear import log_odds
from trucewatch.read.prose import Prose
from trucewatch.read.triggers import LexiconTriggers, Trigger
from trucewatch.read.windows import Window

#: Words that no lexicon has name an event from this share on (tuned on fold 5 of the gold, held out).
PROPOSED = 0.5

#: What the rules' status is worth against the encoder's, in log odds (tuned on fold 5).
RULED = 1.5
#: No share is taken surer than this.
SUREST = 0.998
#: The file of models that weigh the log odds of the rules together with those of the encoder: actor, recipient.
BLENDS = "event_telling"

Floats = NDArray[np.float32]
Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Hold where the word pieces of a window begin and end, both in order."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, offsets: Sequence[tuple[int, int]]) -> Pieces:
        """Return the pieces of (start, end) characters."""
        return cls([start for start, _ in offsets], [end for _, end in offsets])

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Return the pieces (first, last exclusive) that touch characters `start` to `end`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


@dataclass(frozen=True, eq=False)
class Telling:
    """Hold the shares of some words: `kind` by "none" and "TYPE/mode", `status` by its name, and of every piece of the
    window (`pieces`) and every part (`parts`: pieces, columns as in `columns`).
    """

    kind: Mapping[str, float]
    status: Mapping[str, float]
    pieces: Pieces
    columns: Sequence[str]
    parts: Floats

    @cached_property
    def _shares(self) -> dict[str, list[float]]:
        return {}

    @cached_property
    def _types(self) -> dict[str, float]:
        out: dict[str, float] = {}
        for name, share in self.kind.items():
            type_ = name.partition("/")[0]
            out[type_] = out.get(type_, 0.0) + share
        return out

    @cached_property
    def _surest(self) -> dict[str, float]:
        return dict(zip(self.columns, self.parts.max(0, initial=0.0).tolist(), strict=True))

    def type_share(self, type_: str) -> float:
        """Return the share of a type, its modes together."""
        return self._types.get(type_, 0.0)

    def part(self, name: str, words: Span) -> float:
        """Return the largest share of a part (one of `columns`: actor, place, cue ...) in `words`; 0 outside."""
        low, high = self.pieces.covered(words.start, words.end)
        if low >= high:
            return 0.0
        if name not in self._shares:  # a list: numpy is slow with few numbers
            self._shares[name] = self.parts[:, self.columns.index(name)].tolist()
        return max(self._shares[name][low:high])

    def surest(self, name: str) -> float:
        """Return the largest share of a part in the window (0 to 1)."""
        return self._surest[name]

    def reaches(self, words: Span) -> bool:
        """Tell whether some of the words lie in the window."""
        return bool(self.pieces.starts) and self.pieces.starts[0] < words.end and words.start < self.pieces.ends[-1]

    def likeliest_status(self, ruled: str) -> str:
        """Return the status that rules and encoder together hold likeliest; `ruled` is that of the rules."""
        return max(self.status, key=lambda name: log_odds(self.status[name], SUREST) + RULED * (name == ruled))


def likeliest(
    choices: Sequence[tuple[Choice, list[str]]],
    weights: Mapping[str, float],
    told: Sequence[Telling],
    share: Callable[[Telling, Choice], float],
    worth: float,
) -> Choice:
    """Return the choice of the highest score: the weights of its features and, where the encoder was asked, its largest
    `share` of the tellings, of which 1 is worth so much.
    """

    def score(one: tuple[Choice, list[str]]) -> float:
        choice, names = one
        return sum([weights.get(n, 0.0) for n in names]) + worth * max((share(t, choice) for t in told), default=0.0)

    return max(choices, key=score)[0]


@dataclass(slots=True)
class Scan:
    """Hold the words of a report that may name an event, in order and none over another, and what the encoder says of
    each (by its first character).
    """

    prose: Prose
    triggers: list[Trigger]
    tellings: dict[int, Telling] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report) -> Scan:
        """Cut a report into words and look up those that may name an event."""
        prose = Prose.of(report)
        return cls(prose, LexiconTriggers().find(prose))

    def of_trigger(self, trigger: Trigger) -> Telling | None:
        """Return what the encoder says of a trigger; None where no window answers for it."""
        return self.tellings.get(trigger.words.start)

    def propose(self, start: int, end: int, kind: str) -> Trigger | None:
        """Add words that the encoder alone takes for an event; None where a trigger has them already."""
        first, last = self.prose.word_at(start), self.prose.word_at(end - 1) + 1
        sentence = self.prose.sentence_at(first)
        at = bisect_left(self.triggers, last, key=lambda t: t.first)
        taken = at > 0 and first < self.triggers[at - 1].last
        if sentence is None or last <= first or last > sentence.last or taken:
            return None
        type_, _, mode = kind.partition("/")
        trigger = Trigger(self.prose.span(first, last), type_, mode or None, sentence.index, first, last, settled=False)
        self.triggers.insert(at, trigger)
        return trigger


def scan_events(encoder: Encoder, encoded: Encoded, scan: Scan, window: Window) -> None:
    """Fill the scan of a report with a window: propose words, and say what all words are that the window answers for.

    Where two windows hold words, the one that answers for their first piece counts.
    """
    for start, end, kind in _proposed(encoder.kinds, encoded.kind[1 : len(window.ids) + 1], window):
        scan.propose(start, end, kind)
    cut = Pieces.of(window.offsets)
    pointed: list[tuple[Trigger, Pointed]] = []
    for trigger in _answered(scan, window):
        low, high = cut.covered(trigger.words.start, trigger.words.end)
        if low < high and window.first <= low < window.last:
            pointed.append((trigger, range(low, high)))
    told = encoder.tell(encoded, [pieces for _, pieces in pointed])
    if told is None:
        return
    for i, (trigger, _) in enumerate(pointed):
        scan.tellings[trigger.words.start] = Telling(
            dict(zip(encoder.kinds, told.kind[i].tolist(), strict=True)),
            dict(zip(STATUSES, told.status[i].tolist(), strict=True)),
            cut,
            encoder.parts,
            told.parts[i, 1 : len(window.ids) + 1],
        )


def _answered(scan: Scan, window: Window) -> Sequence[Trigger]:
    """Return the triggers that begin within a window's characters."""
    low, high = (bisect_left(scan.triggers, at, key=lambda t: t.words.start) for at in _bounds(window))
    return scan.triggers[low:high]


def _bounds(window: Window) -> tuple[int, int]:
    return window.offsets[window.first][0], window.offsets[window.last - 1][1]


def _proposed(kinds: Sequence[str], shares: Floats, window: Window) -> list[tuple[int, int, str]]:
    """Return (start, end, kind) of the runs of pieces that together are likelier than PROPOSED to name an event."""
    likely = np.flatnonzero(1 - shares[window.first : window.last, 0] >= PROPOSED) + window.first
    found: list[tuple[int, int, str]] = []
    for run in np.split(likely, np.flatnonzero(np.diff(likely) > 1) + 1):
        if len(run):
            kind = kinds[1 + int(shares[run, 1:].sum(0).argmax())]
            found.append((window.offsets[run[0]][0], window.offsets[run[-1]][1], kind))
    return found
