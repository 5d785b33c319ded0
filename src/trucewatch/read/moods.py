"""Whether an event that the rules of read/status.py take as told for true is over or goes on: a small linear model.

The weights (event_status.json) are fitted by training/events/status.py on folds 1 to 5 of the gold. They name no
place, group or date. Every other status is left to the rules: the gold has too few examples to learn it from.
"""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.know.event_cues import cues
from trucewatch.model.claim import Claim
from trucewatch.model.span import Span
from trucewatch.read.arguments import SPEECH
from trucewatch.read.linear import Linear, shipped
from trucewatch.read.prose import Prose, Sentence
from trucewatch.read.status import CueStatus, accuses
from trucewatch.read.triggers import Trigger

_LISTS = ("going-on", "will", "may", "must", "not", "is", "had", "lasting", "past")
#: How far before and after a trigger, in words, a cue is read.
BEFORE, AFTER = 6, 6
#: Statuses of what is told as true.
TOLD_AS_TRUE = frozenset({"happened", "ongoing"})


class LinearStatus:
    """Tell "ongoing" from "happened" by weight, every other status by the rules."""

    def __init__(self, weights: Linear | None = None) -> None:
        self._weights = weights or shipped("event_status")
        self._rules = CueStatus()

    def find(self, prose: Prose, trigger: Trigger, claim: Claim | None) -> tuple[str, Span]:
        """Return the status and the words that show it."""
        ruled, shown = self._rules.find(prose, trigger, claim)
        if ruled not in TOLD_AS_TRUE or trigger.type in SPEECH:
            return ruled, shown
        status = "ongoing" if self._weights.odds(features(prose, trigger, claim, ruled)) > 0 else "happened"
        return status, shown if status == ruled else trigger.words


def features(prose: Prose, trigger: Trigger, claim: Claim | None, ruled: str) -> Iterator[str]:
    """Yield the names of the features of a trigger; `ruled` is the status that the rules tell."""
    sentence = prose.sentences[trigger.sentence]
    speech = trigger.type in SPEECH
    form = "noun" if not trigger.verb else prose.lower[trigger.first][-3:]
    kind = f"{trigger.type}/{trigger.mode}"
    yield f"ruled={ruled}"
    yield f"ruled={ruled}+verb={trigger.verb}"
    yield f"type={trigger.type}"
    yield f"kind={kind}"
    yield f"kind={kind}+verb={trigger.verb}"
    yield f"form={form}"
    yield f"word={prose.lower[trigger.first]}"
    yield f"passive={trigger.passive}+verb={trigger.verb}"
    yield f"sentence={min(5, trigger.sentence)}"
    yield from _near(prose, sentence, trigger, form)
    yield from _said(claim, speech)


def _near(prose: Prose, sentence: Sentence, trigger: Trigger, form: str) -> Iterator[str]:
    before = range(max(sentence.first, trigger.first - BEFORE), trigger.first)
    after = range(trigger.last, min(trigger.last + AFTER, sentence.last))
    whole = range(sentence.first, sentence.last)
    for name in _LISTS:
        words = cues("status", name)
        close = any(prose.lower[i] in words for i in before[-3:])
        if close or any(prose.lower[i] in words for i in before):
            yield f"before={name}+close={close}"
            yield f"before={name}+form={form}"
        if any(prose.lower[i] in words for i in after):
            yield f"after={name}"
        if any(prose.lower[i] in words for i in whole):
            yield f"in={name}"
            yield f"in={name}+verb={trigger.verb}"
    if trigger.first > sentence.first and prose.lower[trigger.first - 1] in ("to", "of", "and", "by", "the", "a"):
        yield f"previous={prose.lower[trigger.first - 1]}+verb={trigger.verb}"


def _said(claim: Claim | None, speech: bool) -> Iterator[str]:
    yield f"claim={claim is not None}+speech={speech}"
    if claim is not None:
        yield f"stance={claim.stance}"
        yield f"form={claim.form}"
        yield f"accuses={accuses(claim)}"
