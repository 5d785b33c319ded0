"""Whether a happening is told as an event, or is background or a word in passing: a small linear model.

The weights (event_worth.json) are fitted by training/events/worth.py on folds 1 to 5 of the gold; they weigh what kind
of words name the happening, where it stands, what is told of it and in which mood. They name no place, group or date.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Protocol

from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.linear import Linear, log_odds, shipped, shipped_by_name, verdict
from trucewatch.read.prose import Prose, innermost
from trucewatch.read.sides import kind_of
from trucewatch.read.telling import BLENDS, SUREST
from trucewatch.read.triggers import Trigger

#: Sides whose acts of speech are no events (gold/GUIDELINES.md).
SPEAKERS_LEFT_OUT = frozenset({"media", "civilians", "unknown", "aid"})
_MOODS = {
    "may": frozenset("if could might may would can possible whether unless should".split()),
    "will": frozenset("will shall plan plans planned to".split()),
    "not": frozenset("not no never without".split()),
    "be": frozenset("is are was were be been being".split()),
    "have": frozenset("has have had".split()),
    "the": frozenset("the this that these those".split()),
    "a": frozenset("a an".split()),
    "of": frozenset("of for against from after since during".split()),
    "their": frozenset("their its his her our".split()),
}
_AGES = ((-1, "future"), (0, "0"), (1, "1"), (2, "2"), (8, "week"), (40, "month"))
_AFTER = {
    "of": frozenset({"of"}),
    "on": frozenset("on against in at near".split()),
    "by": frozenset({"by"}),
    "that": frozenset("that which who and".split()),
    "noun": frozenset("group groups forces fighters wing operations law squad office chief campaign".split()),
}


class WorthJudge(Protocol):
    """Judge happenings: the linear model here, or another in its place."""

    def judge(self, prose: Prose, happening: Happening, mentions: Mentions) -> float | None:
        """Return how sure it is that this is an event (0 to 1), None where it is none."""
        ...


class LinearWorth:
    """Judge a happening by a weighted sum of its features."""

    def __init__(self, weights: Linear | None = None, blend: Linear | None = None) -> None:
        self._weights = weights or shipped("event_worth")
        self._blend = blend or shipped_by_name(BLENDS)["worth"]

    def judge(self, prose: Prose, happening: Happening, mentions: Mentions) -> float | None:
        """Return a confidence, None below the threshold and for words of harm without a toll."""
        if not may_be_event(happening):
            return None
        rules = self.rules(prose, happening, mentions)
        sure, enough = verdict(rules, told_odds(happening, mentions), self._weights, self._blend)
        return sure if enough else None

    def rules(self, prose: Prose, happening: Happening, mentions: Mentions) -> float:
        """Return the log odds by the features alone."""
        return self._weights.odds(features(prose, happening, mentions))


def told_odds(happening: Happening, mentions: Mentions) -> dict[str, float]:
    """Return what the encoder says of a happening as log odds: of its type and of any event, by its surest mention and
    by the first; nothing where no window answers for it.
    """
    told = mentions.tellings(happening.mentions)
    if not told:
        return {}
    types = [log_odds(t.type_share(happening.type), SUREST) for t in told]
    any_event = [log_odds(1 - t.kind["none"], SUREST) for t in told]
    return {"type": max(types), "event": max(any_event), "first": types[0], "count": math.log(len(told))}


def may_be_event(happening: Happening) -> bool:
    """Tell whether a happening can be an event at all: no lone word of harm without a toll."""
    lone_harm = all(m.trigger.toll for m in happening.mentions)
    return not lone_harm or bool(happening.tolls("killed") or happening.tolls("wounded"))


def features(prose: Prose, happening: Happening, mentions: Mentions) -> Iterator[str]:
    """Yield the names of the features that a happening has."""
    lead = happening.lead
    trigger = lead.trigger
    kind = f"{happening.type}/{happening.mode}"
    yield f"type={happening.type}"
    yield f"kind={kind}"
    yield f"word={happening.type}:{'_'.join(prose.lower[trigger.first : trigger.last])}"
    yield from _words(prose, trigger, happening.type)
    yield from _told(happening)
    yield from _place_in_text(prose, happening)
    yield from _speech(happening, lead, mentions)


def _words(prose: Prose, trigger: Trigger, type_: str) -> Iterator[str]:
    sentence = prose.sentences[trigger.sentence]
    yield f"verb={trigger.verb}+passive={trigger.passive}"
    if trigger.weak:
        yield "weak"
    if not trigger.settled:
        yield "unsettled"
    near = prose.lower[max(sentence.first, trigger.first - 3) : trigger.first]
    for name, cues in _MOODS.items():
        if any(word in cues for word in near):
            yield f"before={name}"
            yield f"before={name}+verb={trigger.verb}"
    following = prose.lower[trigger.last] if trigger.last < sentence.last else ""
    for name, cues in _AFTER.items():
        if following in cues:
            yield f"after={name}"
    if not following or following in ".,;":
        yield "after=stop"
    yield f"form={type_}:{prose.lower[trigger.first][-3:]}" if trigger.verb else f"noun={type_}"


def _told(happening: Happening) -> Iterator[str]:
    """Yield what is told: who, whom, how many, where, when, and how often."""
    given = [m.arguments for m in happening.mentions]
    known = {
        "actor": bool(happening.sides("actor")),
        "recipient": bool(happening.sides("recipient")),
        "killed": bool(happening.tolls("killed")),
        "wounded": bool(happening.tolls("wounded")),
        "place": any(a.place and a.place.admin1 for a in given),
        "when": any(a.when and a.when.mention for a in given),
    }
    speech = happening.type in SPEECH
    for name, has in known.items():
        yield f"{name}={has}"
        yield f"{name}={has}+speech={speech}"
        yield f"{name}={has}+type={happening.type}"
    yield f"facts={sum(known.values())}"
    yield f"mentions={min(len(happening.mentions), 5)}"
    yield f"harms={any(m.harms for m in happening.mentions)}"
    for kind in {kind_of(side) for side in happening.sides("actor")}:
        yield f"actor-kind={kind}+speech={speech}"


def _place_in_text(prose: Prose, happening: Happening) -> Iterator[str]:
    """Yield where in the report a happening stands and what else its sentence tells."""
    at = happening.mentions[0].trigger.sentence
    count = len(prose.sentences)
    yield f"sentence={min(at, 6)}"
    yield f"share={min(9, at * 10 // max(1, count))}"
    yield f"headline={any(m.trigger.sentence <= 1 for m in happening.mentions)}"
    published = prose.report.published.day
    days = [d for d in happening.days if d.mention]
    if published and days:
        age = (published - days[0].end).days
        yield f"age={next((name for most, name in _AGES if age <= most), 'old')}"


def _speech(happening: Happening, lead: Mention, mentions: Mentions) -> Iterator[str]:
    claim = innermost(mentions.claims, lead.trigger.words)
    yield f"in-claim={claim is not None}"
    if claim:
        yield f"stance={claim.stance}"
    if happening.type in SPEECH:
        performs = [c for c in mentions.claims if c.cue.touches(lead.trigger.words)]
        yield f"cue={bool(performs)}"
        yield f"cue={bool(performs)}+type={happening.type}"
        for one in performs:
            yield f"cue-stance={one.stance}+type={happening.type}"
        out = happening.sides("actor") - SPEAKERS_LEFT_OUT
        yield f"speaker={bool(out)}"
        yield f"speaker={bool(out)}+type={happening.type}"
