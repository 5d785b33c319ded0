"""Events of a report: triggers with arguments, tolls and status, merged into happenings, each value with its giver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trucewatch.know.event_types import codes
from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim
from trucewatch.model.event import ClaimLink, Event, EventDate, Value
from trucewatch.model.ids import thing_id
from trucewatch.model.place import Place
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression
from trucewatch.read.arguments import SPEECH, ArgumentFinder, Foes, Mentions, PositionArguments
from trucewatch.read.dating import Dater, LinearDater
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.linking import ClaimLinker, LinearLinks
from trucewatch.read.merging import LinearMerger, Merger
from trucewatch.read.moods import LinearStatus
from trucewatch.read.negation import is_negated
from trucewatch.read.people import LinearPeople, PeopleLinker
from trucewatch.read.placing import LinearPlacer, Placer
from trucewatch.read.prose import Prose, innermost
from trucewatch.read.status import StatusFinder
from trucewatch.read.telling import Scan
from trucewatch.read.tolls import GrammarTolls, Toll, TollFinder
from trucewatch.read.triggers import LexiconTriggers, Trigger, TriggerFinder
from trucewatch.read.worth import BoostedWorth, WorthJudge

#: Longest words (characters) that are kept as the mention of an event.
LONGEST_MENTION = 60
#: What has such a status was so, or is, when its report appeared.
TOLD_AS_TRUE = frozenset({"happened", "ongoing"})
#: A mention that the encoder is wholly sure of is worth so many things told.
SURE_COUNTS = 10.0


@dataclass(frozen=True, slots=True)
class _Settled:
    """Hold what is decided of a happening beside the others: how sure it is, its links, place and days."""

    sure: float
    links: tuple[ClaimLink, ...]
    place: Place | None
    date: EventDate | None


@dataclass(frozen=True)
class EventReader:
    """Hold the steps of reading events; each can be replaced by another of the same interface."""

    triggers: TriggerFinder = field(default_factory=LexiconTriggers)
    arguments: ArgumentFinder = field(default_factory=PositionArguments)
    tolls: TollFinder = field(default_factory=GrammarTolls)
    status: StatusFinder = field(default_factory=LinearStatus)
    merger: Merger = field(default_factory=LinearMerger)
    worth: WorthJudge = field(default_factory=BoostedWorth)
    people: PeopleLinker = field(default_factory=LinearPeople)
    linker: ClaimLinker = field(default_factory=LinearLinks)
    placer: Placer = field(default_factory=LinearPlacer)
    dater: Dater = field(default_factory=LinearDater)

    def read(self, report: Report, mentions: Mentions) -> tuple[Event, ...]:
        """Return the events of a report in the order of their first mention."""
        prose = mentions.scan.prose if mentions.scan else Prose.of(report)
        found = self.happenings(prose, mentions)
        judged = zip(found, self.worth.judge(prose, found, mentions), strict=True)
        kept = [(happening, sure) for happening, sure in judged if sure is not None]
        events = [happening for happening, _ in kept]
        links = self.linker.link(prose, events, mentions, apart_from(found, events))
        placed = self.placer.place(prose, events, mentions)
        dated = self.dater.date(prose, events, mentions)
        settled = [_Settled(*one) for one in zip((c for _, c in kept), links, placed, dated, strict=True)]
        return tuple(self._event(prose, h, mentions, one) for h, one in zip(events, settled, strict=True))

    def happenings(self, prose: Prose, mentions: Mentions) -> list[Happening]:
        """Return all happenings that the words of a report may tell, background among them."""
        return self.merger.merge(prose, self.mentions(prose, mentions))

    def mentions(self, prose: Prose, mentions: Mentions) -> list[Mention]:
        """Return every trigger with what its sentence gives."""
        triggers = mentions.scan.triggers if mentions.scan else self.triggers.find(prose)
        tolls = self.tolls.find(prose)
        by_trigger: dict[int, list[Toll]] = {}
        for toll in tolls:
            home = nearest_trigger(triggers, toll, prose)
            if home is not None:
                by_trigger.setdefault(home.first, []).append(toll)
        out: list[Mention] = []
        for trigger in triggers:
            claim = innermost(mentions.claims, trigger.words)
            arguments = self.arguments.find(prose, trigger, mentions)
            counted = tuple(by_trigger.get(trigger.first, ()))
            told, negated = mentions.telling(trigger), is_negated(prose, trigger)
            out.append(Mention(trigger, arguments, counted, claim=claim, told=told, negated=negated))
        return out

    def _event(self, prose: Prose, happening: Happening, mentions: Mentions, settled: _Settled) -> Event:
        report, claims = prose.report, mentions.claims
        spans = mention_spans(happening)
        lead = happening.lead.trigger
        actor, recipient = self.people.link(prose, happening, mentions)
        status, shown = self._status(prose, lead, mentions, settled.links)
        when = None if _contradicts(report, settled.date, status) else settled.date
        code = codes(happening.type, happening.mode, actor[0].side if actor else None)
        kind = f"{happening.type}/{happening.mode}" if happening.mode else happening.type
        values = [
            _value(report, claims, "type", lead.words, kind),
            _value(report, claims, "status", shown, status),
            *(_value(report, claims, "actor", a.words, a.name) for a in actor),
            *(_value(report, claims, "recipient", a.words, a.name) for a in recipient),
            *_place_values(report, claims, happening, settled.place),
            *_date_values(report, claims, happening, when),
            *_toll_values(report, claims, happening),
        ]
        return Event(
            id=thing_id("e", report, lead.words.start, lead.words.end, happening.type),
            mentions=spans,
            type=happening.type,
            mode=happening.mode,
            status=status,
            values=tuple(values),
            claims=settled.links,
            actor=actor,
            recipient=recipient,
            place=settled.place,
            date=when,
            plover=code.plover,
            cameo=code.cameo,
            acled=code.acled,
            confidence=settled.sure,
        )

    def _status(self, prose: Prose, lead: Trigger, mentions: Mentions, links: Sequence[ClaimLink]) -> tuple[str, Span]:
        """Return the status and its words; what all that speak of it deny is denied."""
        status, shown = self.status.find(prose, lead, innermost(mentions.claims, lead.words))
        told = mentions.telling(lead)
        status = told.likeliest_status(status) if told else status
        if links and all(link.polarity == "denies" for link in links):
            status = "denied"
        return status, shown


def read_events(
    report: Report,
    claims: tuple[Claim, ...],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    actors: Sequence[Actor],
    scan: Scan | None = None,
    foes: Foes = frozenset(),
) -> tuple[Event, ...]:
    """Return the events of a report; every field that is set has a value with its words and who gives it.

    `scan` is what the encoder says of the words that may name an event; without it the rules alone decide. `foes` are
    the pairs of sides that fight each other, both ways round.
    """
    return _READER.read(report, Mentions.of(claims, times, places, actors, scan, foes))


def nearest_trigger(triggers: Sequence[Trigger], toll: Toll, prose: Prose) -> Trigger | None:
    """Return the trigger that holds a toll's word of harm, else the nearest assault of its sentence."""
    for trigger in triggers:
        if trigger.first <= toll.harm < trigger.last:
            return trigger
    sentence = prose.sentence_at(toll.harm)
    near = [t for t in triggers if sentence and t.sentence == sentence.index and t.type not in SPEECH]
    return min(near, key=lambda t: abs(t.first - toll.harm), default=None)


def fullness(mention: Mention) -> float:
    """Return how much the sentence of a mention tells of it: who, whom, where, when, how many; and how sure the encoder
    is that it names the event best.
    """
    given = mention.arguments
    told = sum(bool(x) for x in (given.actor, given.recipient, given.place, given.when, mention.tolls))
    return told + SURE_COUNTS * mention.sure


def mention_spans(happening: Happening) -> tuple[Span, ...]:
    """Return the words that name a happening: the fullest mention of each sentence, fullest first, then the others."""
    fullest = sorted(happening.mentions, key=lambda m: (m.negated, m.trigger.toll, -fullness(m), m.trigger.first))
    one_each = {m.trigger.sentence: m for m in reversed(fullest)}.values()
    ranked = sorted(one_each, key=fullest.index) + fullest
    named = [m.trigger.words for m in ranked] + [t.words for m in fullest for t in m.harms]
    out: dict[int, Span] = {}
    for words in named:
        if len(words.text) <= LONGEST_MENTION:
            out.setdefault(words.start, words)
    return tuple(out.values()) or (ranked[0].trigger.words,)


def _value(
    report: Report, claims: Sequence[Claim], field: str, words: Span, value: str | None = None, toll: Toll | None = None
) -> Value:
    """Build a value and its giver: the innermost claim whose content holds the words, else the outlet."""
    claim = innermost(claims, words)
    by, outlet = (claim.id, None) if claim else (None, report.giver)
    if toll is None:
        return Value(field, words, value=value, claim=by, outlet=outlet)
    low, high, who, old = toll.low, toll.high, toll.who, toll.superseded
    return Value(field, words, low=low, high=high, who=who, claim=by, outlet=outlet, superseded=old)


def _contradicts(report: Report, when: EventDate | None, status: str) -> bool:
    """Tell whether what is told as true would lie after the day of its own report: then its day is not known."""
    published = report.published.day
    return when is not None and published is not None and status in TOLD_AS_TRUE and when.start > published


def _place_values(
    report: Report, claims: Sequence[Claim], happening: Happening, place: Place | None
) -> Iterable[Value]:
    """Yield the place of a happening, then what its mentions give besides."""
    if place is not None:
        given = [m.arguments.place for m in happening.mentions]
        found = {p.words.start: p for p in (place, *given) if p}
        for p in found.values():
            yield _value(report, claims, "place", p.words, p.name)


def _date_values(
    report: Report, claims: Sequence[Claim], happening: Happening, when: EventDate | None
) -> Iterable[Value]:
    if when is None:
        return []
    lead = happening.mentions[0].trigger.words
    given = [m.arguments.when for m in happening.mentions]
    dates = {(d.mention or lead).start: d for d in [when, *given] if d}
    return [
        _value(report, claims, "date", d.mention or lead, f"{d.start.isoformat()}/{d.end.isoformat()}")
        for d in dates.values()
    ]


def _toll_values(report: Report, claims: Sequence[Claim], happening: Happening) -> Iterable[Value]:
    """Yield the tolls; parts that are neither women nor children would lower the whole and are left to the text.

    So is a count that another mention tells to be a part ("kills seven commanders", "49 people, seven of them ...").
    """
    tolls = [t for mention in happening.mentions for t in mention.tolls]
    seen: set[tuple[str, int]] = set()
    for toll in tolls:
        if toll.who not in ("women", "children") and (toll.part or _is_part_elsewhere(toll, tolls)):
            continue
        if (toll.field, toll.words.start) not in seen:
            seen.add((toll.field, toll.words.start))
            yield _value(report, claims, toll.field, toll.words, toll=toll)


def _is_part_elsewhere(toll: Toll, tolls: Sequence[Toll]) -> bool:
    same = [t for t in tolls if t.field == toll.field and t is not toll]
    part = any(t.part and (t.low, t.high) == (toll.low, toll.high) for t in same)
    return part and any(t.low > toll.high and not t.part for t in same)


def apart_from(found: Sequence[Happening], kept: Sequence[Happening]) -> list[Happening]:
    """Return the happenings that are not among those kept, by identity."""
    ours = {id(happening) for happening in kept}
    return [happening for happening in found if id(happening) not in ours]


_READER = EventReader()
