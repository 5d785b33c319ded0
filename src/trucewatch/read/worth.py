"""Whether a happening is told as an event, or is background or a word in passing: small boosted trees.

The trees (event_trees.json), and the weights for what the encoder says nothing of (event_worth.json), are fitted by
training/events/worth.py on folds 1 to 5 of the gold; they ask what kind of words name the happening, where it stands,
what is told of it and in which mood, what the encoder says and what else is told. They name no place, group or date.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.forest import Forest, shipped_forest
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.linear import Linear, log_odds, shipped
from trucewatch.read.prose import Prose, innermost
from trucewatch.read.sides import kind_of
from trucewatch.read.telling import SUREST, Telling
from trucewatch.read.triggers import Trigger

#: Edges by which the encoder's log odds are told: of the type and of any event, and of all else.
_FINE = (-5.0, -4.0, -3.0, -2.2, -1.6, -1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0, 1.6, 2.2, 3.0, 4.0, 5.0)
_PLAIN = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0)
#: So many happenings of its type on either side are looked at for one.
NEAREST = 30
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
    """Judge happenings: the trees here, or another in their place."""

    def judge(self, prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> list[float | None]:
        """Return of each happening how sure it is that this is an event (0 to 1), None where it is none."""
        ...


class BoostedWorth:
    """Judge happenings by trees over their features, what the encoder says and what else is told; by the weights of
    their features alone where the encoder says nothing.
    """

    def __init__(self, rules: Linear | None = None, forest: Forest | None = None) -> None:
        self._rules = rules or shipped("event_worth")
        self._forest = forest or shipped_forest("event_trees")

    def judge(self, prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> list[float | None]:
        """Return the confidences, None below the threshold and for words of harm without a toll."""
        crowd = Crowd.of(happenings)
        return [self._judge(prose, h, crowd, mentions) if may_be_event(h) else None for h in happenings]

    def _judge(self, prose: Prose, happening: Happening, crowd: Crowd, mentions: Mentions) -> float | None:
        names = frozenset(told_features(prose, happening, crowd, mentions))
        model: Forest | Linear = self._forest
        if not names:
            names, model = frozenset(features(prose, happening, mentions)), self._rules
        sure = model.share(names)
        return sure if sure >= model.threshold else None


@dataclass(frozen=True, slots=True)
class Outline:
    """Hold of a happening what others are compared by; `sure` is the largest share of its type among its tellings."""

    sentence: int
    sure: float
    places: frozenset[str]
    sides: frozenset[str]

    @classmethod
    def of(cls, happening: Happening) -> Outline:
        """Gather it."""
        sure = max((m.told.type_share(happening.type) for m in happening.mentions if m.told), default=0.0)
        sides = happening.sides("actor") | happening.sides("recipient")
        places = frozenset(p.name for p in happening.places)
        return cls(happening.lead.trigger.sentence, sure, places, frozenset(sides))


@dataclass(frozen=True, slots=True)
class Crowd:
    """Hold the happenings of a report that may be events: by type in the order of their best mentions, the place of
    each (by id) among those, and how many have their best mention in each sentence.
    """

    by_type: Mapping[str, Sequence[Outline]]
    rank: Mapping[int, int]
    in_sentence: Mapping[int, int]
    count: int

    @classmethod
    def of(cls, happenings: Sequence[Happening]) -> Crowd:
        """Sort the happenings of a report, once."""
        likely = sorted((h for h in happenings if may_be_event(h)), key=lambda h: h.lead.trigger.first)
        by_type: dict[str, list[Outline]] = {}
        rank: dict[int, int] = {}
        for one in likely:
            alike = by_type.setdefault(one.type, [])
            rank[id(one)] = len(alike)
            alike.append(Outline.of(one))
        return cls(by_type, rank, Counter(h.lead.trigger.sentence for h in likely), len(likely))

    def beside(self, happening: Happening) -> tuple[Outline, Sequence[Outline], Sequence[Outline]]:
        """Return a happening, and the nearest of its type before and after it."""
        alike, at = self.by_type[happening.type], self.rank[id(happening)]
        return alike[at], alike[max(0, at - NEAREST) : at], alike[at + 1 : at + 1 + NEAREST]


def told_features(prose: Prose, happening: Happening, crowd: Crowd, mentions: Mentions) -> Iterator[str]:
    """Yield the features of a happening: its own, the encoder's, the others'; nothing where the encoder is silent."""
    told = mentions.tellings(happening.mentions)
    if told:
        yield from features(prose, happening, mentions)
        yield from _encoded(happening, told)
        yield from _crowded(happening, crowd)


def _encoded(happening: Happening, told: Sequence[Telling]) -> Iterator[str]:
    """Yield what the encoder says: the surest of its tellings for each thing, and the first for its type."""
    kind = f"{happening.type}/{happening.mode}" if happening.mode else happening.type
    yield f"likeliest={max(told[0].kind, key=told[0].kind.__getitem__).split('/')[0] == happening.type}"
    yield from _steps("first", told[0].type_share(happening.type), _FINE)
    yield from _steps("type", max(t.type_share(happening.type) for t in told), _FINE)
    yield from _steps("event", max(1 - t.kind["none"] for t in told), _FINE)
    yield from _steps("mode", max(t.kind.get(kind, 0.0) for t in told), _PLAIN)
    for name in told[0].columns:
        yield from _steps(name, max(t.surest(name) for t in told), _PLAIN)
    for name in told[0].status:
        yield from _steps(name, max(t.status[name] for t in told), _PLAIN)


def _steps(name: str, share: float, edges: tuple[float, ...]) -> Sequence[str]:
    return _rungs(name, edges)[: bisect_right(edges, log_odds(share, SUREST))]


@cache
def _rungs(name: str, edges: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(f"{name}>={edge}" for edge in edges)


def _crowded(happening: Happening, crowd: Crowd) -> Iterator[str]:
    """Yield what else the report tells: how much, and how near to what is told already."""
    own, before, after = crowd.beside(happening)
    alike = [*before, *after]
    yield f"alike={min(4, len(alike))}"
    yield f"told-before={min(4, len(before))}"
    yield f"happenings={min(6, crowd.count // 2)}"
    yield f"in-sentence={min(3, crowd.in_sentence[own.sentence] - 1)}"
    yield f"surer={min(4, sum(one.sure > own.sure for one in alike))}"
    yield f"near={min((4, *(abs(one.sentence - own.sentence) for one in alike)))}"
    yield f"place-before={any(own.places & one.places for one in before)}"
    yield f"side-before={any(own.sides & one.sides for one in before)}"


def may_be_event(happening: Happening) -> bool:
    """Tell whether a happening can be an event at all: not only said not to have been, no lone word of harm without a
    toll.
    """
    if all(m.negated for m in happening.mentions):
        return False
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
