"""Words that name an event: found by the typed lexicon, their mode settled by the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from trucewatch.know.event_cues import cues
from trucewatch.know.event_types import GAP, Entry, EventLexicon, event_lexicon, is_participle
from trucewatch.model.span import Span
from trucewatch.read.prose import Prose, Sentence

#: How far, in words, a word around may lie that settles an open mode.
REACH = 14
_BE = cues("triggers", "be")
_BETWEEN = cues("triggers", "between")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Hold words `first` to `last` (exclusive) that name an event of `type` and `mode`, and how they stand.

    `passive`: who suffers stands before the words. `settled`: the words themselves or those beside them name the mode.
    """

    words: Span
    type: str
    mode: str | None
    sentence: int
    first: int
    last: int
    verb: bool = False
    passive: bool = False
    toll: bool = False
    weak: bool = False
    settled: bool = True


class TriggerFinder(Protocol):
    """Find the triggers of a text: the lexicon's rules, or a trained model in their place."""

    def find(self, prose: Prose) -> list[Trigger]:
        """Return the triggers in the order of the text, none overlapping another."""
        ...


class LexiconTriggers:
    """Find triggers by the typed lexicon of know/event_lexicon.toml."""

    def __init__(self, lexicon: EventLexicon | None = None) -> None:
        self._lexicon = lexicon or event_lexicon()

    def find(self, prose: Prose) -> list[Trigger]:
        """Return the longest entry at each word, its mode settled by the sentence, else by the sentences before."""
        found: list[Trigger] = []
        for sentence in prose.sentences:
            at = sentence.first
            while at < sentence.last:
                match = self._match(prose, sentence, at)
                if match is None or _is_furniture(prose, at):
                    at += 1
                    continue
                entry, last = match
                found.append(self._trigger(prose, sentence, entry, at, last))
                at = last
        return _carried(found)

    def _match(self, prose: Prose, sentence: Sentence, at: int) -> tuple[Entry, int] | None:
        best: tuple[Entry, int] | None = None
        for entry in self._lexicon.entries.get(prose.lower[at], ()):
            last = _end(prose.lower, entry.steps, at, sentence.last)
            if last and (best is None or last > best[1]) and not _is_misread(prose, sentence, entry, at):
                best = entry, last
        return best

    def _trigger(self, prose: Prose, sentence: Sentence, entry: Entry, first: int, last: int) -> Trigger:
        mode, settled = entry.mode, True
        if entry.open_mode:
            near = self._mode_near(prose, sentence, entry.type, first, last)
            mode, settled = (near, True) if near else (mode, False)
        passive = entry.verb and is_passive(prose, sentence, first)
        words = prose.span(first, last)
        flags = {"toll": entry.toll, "weak": entry.weak, "settled": settled}
        return Trigger(words, entry.type, mode, sentence.index, first, last, entry.verb, passive, **flags)

    def _mode_near(self, prose: Prose, sentence: Sentence, type_: str, first: int, last: int) -> str | None:
        """Return the mode whose word stands nearest in the sentence; the entry's own words count as nearest of all."""
        best: tuple[int, int] | None = None
        chosen = None
        low, high = max(sentence.first, first - REACH), min(sentence.last, last + REACH)
        for rank, (mode, words) in enumerate(self._lexicon.context.get(type_, ())):
            for i in range(low, high):
                if prose.lower[i] in words and not (first <= i < last and last - first == 1):
                    distance = max(0, first - i, i - last + 1)
                    if best is None or (distance, rank) < best:
                        best, chosen = (distance, rank), mode
        return chosen


def _end(lower: Sequence[str], steps: Sequence[frozenset[str] | None], at: int, last: int) -> int | None:
    """Return the word after the entry's words when they stand from word `at` on, None where they do not."""
    gap = False
    for step in steps:
        if step is None:
            gap = True
            continue
        reach = range(at, min(at + (GAP if gap else 0) + 1, last))
        hit = next((i for i in reach if lower[i] in step), None)
        if hit is None:
            return None
        at, gap = hit + 1, False
    return at


def is_passive(prose: Prose, sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb form is passive: a form of "to be" just before it, or "by" after a bare participle."""
    if not is_participle(prose.lower[verb]):
        return False
    at = verb - 1
    while at >= sentence.first and (prose.lower[at] in _BETWEEN or prose.lower[at].endswith("ly")):
        at -= 1
    if at >= sentence.first and prose.lower[at] in _BE:
        return prose.lower[at] not in ("has", "have", "had")
    return prose.has(verb + 1, min(verb + 3, sentence.last), frozenset({"by"}))


_NOUN_BEFORE = cues("triggers", "noun-before")
_AGAINST = cues("triggers", "against")
_CARRIED_OUT = cues("triggers", "carried-out")
#: "The execution of" a plan names it within so many words.
_PLAN_REACH = 8


def _is_misread(prose: Prose, sentence: Sentence, entry: Entry, at: int) -> bool:
    """Tell whether the words mean something else here: an adjective, a fight against an evil, a plan, a name."""
    before = prose.lower[at - 1] if at > sentence.first else ""
    single = len(entry.steps) == 1
    following = prose.lower[at + 1] if at + 1 < sentence.last else ""
    if entry.verb and single and before in _NOUN_BEFORE and not prose.lower[at].endswith("ing"):
        return True
    if following in _AGAINST or (following == "against" and prose.has(at + 2, at + 3, _AGAINST)):
        return True
    if prose.lower[at] == "execution" and following == "of":
        return prose.has(at + 2, min(at + _PLAN_REACH, sentence.last), _CARRIED_OUT)
    return single and following.startswith("-")


def _is_furniture(prose: Prose, at: int) -> bool:
    return prose.report.in_zone(prose.span(at, at + 1), "furniture", "dateline")


def _carried(found: list[Trigger]) -> list[Trigger]:
    """Give words of open mode the mode of the last word of their type that settled one, up to two sentences before."""
    out: list[Trigger] = []
    last: dict[str, Trigger] = {}
    for trigger in found:
        if trigger.settled:
            if trigger.mode and not trigger.toll:
                last[trigger.type] = trigger
        else:
            before = last.get(trigger.type)
            if before is not None and trigger.sentence - before.sentence <= 2:
                trigger = replace(trigger, mode=before.mode)
        out.append(trigger)
    return out
