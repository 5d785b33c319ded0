"""Whether an event happened, goes on, is planned, threatened, demanded, denied, alleged or only thought of."""

from __future__ import annotations

from typing import Protocol

from trucewatch.know.event_cues import cues
from trucewatch.model.claim import Claim
from trucewatch.model.span import Span
from trucewatch.read.arguments import SPEECH
from trucewatch.read.prose import Prose
from trucewatch.read.triggers import Trigger

_GOING_ON = cues("status", "going-on")
_WILL = cues("status", "will")
_MAY = cues("status", "may")
_MUST = cues("status", "must")
_NOT = cues("status", "not")
_IS = cues("status", "is")
_TO = frozenset({"to"})
_ALLEGED = cues("status", "alleged")
_BEEN = frozenset({"been"})


ACCUSING = cues("status", "accusing")


class StatusFinder(Protocol):
    """Tell the status of a trigger: the rules here, or a trained model in their place."""

    def find(self, prose: Prose, trigger: Trigger, claim: Claim | None) -> tuple[str, Span]:
        """Return the status and the words that show it; `claim` is the innermost claim that holds the trigger."""
        ...


class CueStatus:
    """Tell the status by the small words before a trigger, its tense and the stance of the claim that holds it."""

    def find(self, prose: Prose, trigger: Trigger, claim: Claim | None) -> tuple[str, Span]:
        """Return the status and the words that show it."""
        sentence = prose.sentences[trigger.sentence]
        near = range(max(sentence.first, trigger.first - 5), trigger.first)
        if trigger.type in SPEECH:
            return "happened", trigger.words
        if claim is not None and claim.stance == "deny" and (at := _first(prose, near, _NOT)) is not None:
            return "denied", prose.span(at, trigger.last)
        if (at := _first(prose, near, _MAY)) is not None:
            return "hypothetical", prose.span(at, trigger.last)
        if (at := _first(prose, near, _WILL)) is not None:
            return ("threatened" if claim and claim.stance == "threaten" else "planned"), prose.span(at, trigger.last)
        if (at := _first(prose, near, _MUST)) is not None or (claim is not None and claim.stance == "demand"):
            return "demanded", prose.span(trigger.first if at is None else at, trigger.last)
        if claim is not None and accuses(claim) and trigger.type in ("ASSAULT", "COERCE"):
            return "alleged", trigger.words
        around = range(near.start, min(trigger.last + 4, sentence.last))
        if (at := _first(prose, around, _ALLEGED)) is not None:
            return "alleged", prose.span(min(at, trigger.first), max(at + 1, trigger.last))
        return _tense(prose, trigger)


def accuses(claim: Claim) -> bool:
    """Tell whether the cue of a claim puts its content as an accusation, not as a report."""
    return bool(ACCUSING & set(claim.cue.text.lower().split()))


def _first(prose: Prose, words: range, cues: frozenset[str]) -> int | None:
    return next((i for i in words if prose.lower[i] in cues), None)


def _tense(prose: Prose, trigger: Trigger) -> tuple[str, Span]:
    sentence = prose.sentences[trigger.sentence]
    around = range(max(sentence.first, trigger.first - 4), min(sentence.last, trigger.last + 4))
    at = _first(prose, around, _GOING_ON)
    if at is not None:
        return "ongoing", prose.span(min(at, trigger.first), max(at + 1, trigger.last))
    before = range(max(sentence.first, trigger.first - 3), trigger.first)
    if trigger.type == "CONSULT" and trigger.verb and prose.has(trigger.first - 1, trigger.first, _TO):
        return "planned", prose.span(trigger.first - 1, trigger.last)
    progressive = (
        trigger.verb and prose.lower[trigger.first].endswith("ing") and _first(prose, before, _IS | _BEEN) is not None
    )
    if progressive or trigger.mode == "besiege":
        return "ongoing", trigger.words
    return "happened", trigger.words
