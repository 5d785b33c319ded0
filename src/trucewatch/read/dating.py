"""When a happening took place: a small linear model over the times around it, the day of the news, and no day.

The weights (event_dates.json) are fitted by training/events/dating.py on folds 1 to 5 of the gold, as a choice among
the times of a report. They weigh where a time stands, what kind it is, the small words before it, and what other
happenings and times stand between; they name no place, group or date.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Protocol

from trucewatch.know.event_cues import cues
from trucewatch.model.claim import Claim
from trucewatch.model.event import EventDate
from trucewatch.model.time import TimeExpression
from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.around import count_between, led_by, near_ones, step
from trucewatch.read.days import days_of, is_since, tells
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.linear import shipped
from trucewatch.read.prose import Prose, innermost
from trucewatch.read.telling import Telling, likeliest

#: What a share of 1 from the encoder is worth (log odds), and the share that stands for no time of the text (tuned on
#: fold 5 with the other weights fitted on folds 1 to 4).
TOLD, NOWHEN = 4.0, 0.2
#: How many sentences before a mention, and after it, a time is looked for; sentences that tell the news.
BACK, AHEAD, LEAD = 4, 1, 2
#: A happening told more often than this is dated by its first mentions, and so many times are weighed for it.
MOST_MENTIONS, MOST_TIMES = 4, 24
_WIDTHS = ((1, "day"), (2, "two"), (8, "week"), (31, "month"), (366, "year"))
_AGES = ((-1, "future"), (0, "0"), (1, "1"), (7, "week"), (31, "month"), (366, "year"))
_BEFORE = cues("dating", "before")
_JOINS = cues("dating", "joins")
_BEGINS = cues("dating", "begins")
_STOPS = cues("dating", "stops")
_HAD = cues("dating", "had")


class Dater(Protocol):
    """Tell when happenings took place: the linear model here, or another in its place."""

    def date(self, prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> list[EventDate | None]:
        """Return the days of each happening, None where the report gives none."""
        ...


class LinearDater:
    """Take the days with the highest weighted sum of their features, or none where none scores higher."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self._weights = shipped("event_dates").weights if weights is None else weights

    def date(self, prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> list[EventDate | None]:
        """Return the days of each happening, None where the report gives none."""
        calendar = Calendar.of(prose, happenings, mentions)
        return [self.best(calendar.choices(h), mentions.tellings(h.mentions)) for h in happenings]

    def best(self, choices: Sequence[tuple[EventDate | None, list[str]]], told: Sequence[Telling]) -> EventDate | None:
        """Return the days of the highest score."""
        return likeliest(choices, self._weights, told, _share, TOLD)


def _share(told: Telling, when: EventDate | None) -> float:
    return told.part("time", when.mention) if when and when.mention else NOWHEN


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold days that the text gives: its words (first, last exclusive), its sentence, and what does not change."""

    when: EventDate
    first: int
    last: int
    sentence: int
    width: str
    role: str | None
    facts: tuple[str, ...]
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hold the times of a report and the words that name its happenings."""

    prose: Prose
    mentions: Mentions
    moments: tuple[Moment, ...]
    firsts: tuple[int, ...]
    #: Where the farthest of the times up to each one ends.
    ends: tuple[int, ...]
    triggers: tuple[int, ...]

    @classmethod
    def of(cls, prose: Prose, happenings: Sequence[Happening], mentions: Mentions) -> Calendar:
        """Work out the days of every time, once per report."""
        moments = sorted(_moments(prose, mentions), key=lambda m: (m.first, m.last))
        triggers = sorted({m.trigger.first for h in happenings for m in h.mentions})
        firsts, ends = tuple(m.first for m in moments), tuple(accumulate((m.last for m in moments), max))
        return cls(prose, mentions, tuple(moments), firsts, ends, tuple(triggers))

    def choices(self, happening: Happening) -> list[tuple[EventDate | None, list[str]]]:
        """Return the days that a happening may have, and none, each with the names of its features."""
        told = sorted(happening.mentions, key=lambda m: (m.trigger.toll, m.trigger.first))[:MOST_MENTIONS]
        heard = [(m, innermost(self.mentions.claims, m.trigger.words)) for m in told]
        homes = [m.trigger.sentence for m in told]
        near = near_ones(self.moments, homes, BACK, AHEAD, LEAD, MOST_TIMES)
        kind = "speech" if happening.type in SPEECH else happening.type
        given = next((m.arguments.when for m in told if m.arguments.when), None)
        around = list(self._around(happening, kind, near, told[0], given))
        days = {m.sentence for m in near if m.width == "day"}
        out: list[tuple[EventDate | None, list[str]]] = [(None, ["none", *(f"none|{name}" for name in around)])]
        published = self.prose.report.published.day
        if published is not None:
            out.append((EventDate(published, published, None), ["news", *(f"news|{name}" for name in around)]))
        for moment in near:
            names = [*moment.facts, *self._told(moment, kind, heard, days)]
            names.append(f"given={given is not None}|{given == moment.when}")
            out.append((moment.when, names))
        return out

    def _around(
        self, happening: Happening, kind: str, near: Sequence[Moment], lead: Mention, given: EventDate | None
    ) -> Iterator[str]:
        """Yield what speaks for the day of the news, or for no day, whatever the times around."""
        here = {m.trigger.sentence for m in happening.mentions}
        inside = [m for m in near if m.sentence in here]
        day = any(m.width == "day" for m in inside)
        yield kind
        yield f"{happening.mode}"
        yield f"verb={lead.trigger.verb}|{kind}"
        yield f"inside={bool(inside)}|day={day}"
        yield f"inside={bool(inside)}|{kind}"
        yield f"given={given is not None}"
        yield f"near={bool(near)}"
        yield f"first-sentence={min(6, min(here))}"
        yield f"first-sentence={min(6, min(here))}|{kind}"
        yield f"mentions={min(3, len(happening.mentions))}"
        yield f"tolls={bool(happening.tolls('killed') or happening.tolls('wounded'))}"
        yield f"places={any(p.admin1 for p in happening.places)}|{kind}"
        yield f"weak={lead.trigger.weak}"
        yield f"had={self.prose.has(lead.trigger.first - 3, lead.trigger.first, _HAD)}"
        before = bisect_left(self.firsts, lead.trigger.first)
        yield f"since-a-time={step(lead.trigger.first - self.ends[before - 1]) if before else None}"
        yield f"led-by={led_by(self.prose, lead.trigger.first, _BEGINS, 3)}"

    def _told(
        self, moment: Moment, kind: str, told: Sequence[tuple[Mention, Claim | None]], days: Set[int]
    ) -> Iterator[str]:
        """Yield how a time stands to the nearest mention of a happening; `days` are the sentences with a day."""
        mention, claim = min(
            told,
            key=lambda m: (abs(moment.sentence - m[0].trigger.sentence), abs(moment.first - m[0].trigger.first)),
        )
        trigger = mention.trigger
        apart = moment.sentence - trigger.sentence
        far = f"{max(-BACK - 1, min(AHEAD + 1, apart))}"
        yield f"apart={far}"
        yield f"apart={far}|{moment.width}"
        yield f"apart={far}|{kind}"
        yield f"lead={moment.sentence < LEAD}|{far}"
        yield f"apart={far}|day-here={trigger.sentence in days}|{moment.width}"
        yield f"apart={far}|said={moment.role == 'statement'}|{kind}"
        same = self.prose.sentences[moment.sentence].paragraph == self.prose.sentences[trigger.sentence].paragraph
        yield f"paragraph={same}|{far}"
        had = self.prose.has(trigger.first - 3, trigger.first, _HAD)
        yield f"had={had}|{moment.width}|{apart == 0}"
        after = moment.first >= trigger.last
        low, high = (trigger.last, moment.first) if after else (moment.last, trigger.first)
        side = "after" if after else "before"
        yield f"triggers={min(3, count_between(self.triggers, low, high))}|{side}|{apart == 0}"
        yield f"times={min(3, count_between(self.firsts, low, high))}|{side}|{apart == 0}"
        if apart == 0:
            stops = sum(self.prose.lower[i] in _STOPS for i in range(low, max(low, high)))
            word = led_by(self.prose, moment.first, _BEFORE)
            yield f"{side}|gap={step(high - low)}"
            yield f"{side}|gap={step(high - low)}|{moment.width}"
            yield f"{side}|word={word}"
            yield f"{side}|{moment.width}"
            yield f"{side}|stops={min(3, stops)}"
            yield f"over={moment.first < trigger.last and trigger.first < moment.last}"
        yield f"claim={claim is moment.claim}|{claim is None}|{moment.claim is None}"


def _moments(prose: Prose, mentions: Mentions) -> Iterator[Moment]:
    """Yield the days of every time; of "Monday and Tuesday" together too, and of what began then until the news."""
    published = prose.report.published.day
    before: Moment | None = None
    for time in mentions.times:
        if not tells(prose, time, speech=True):
            continue
        days = days_of(time, published, since=is_since(prose, time))
        first, last = prose.range_of(time.words)
        sentence = prose.sentence_at(first)
        if days is None or sentence is None or first >= last:
            continue
        made = _moment(prose, mentions, time, days, first, last, sentence.index, "one")
        yield made
        if before and _joined(prose, before, made):
            both = (min(before.when.start, days[0]), max(before.when.end, days[1]))
            yield _moment(prose, mentions, time, both, before.first, last, sentence.index, "both")
        begins = led_by(prose, first, _BEGINS)
        if begins and published and days[0] <= published and days[1] != published:
            yield _moment(prose, mentions, time, (days[0], published), first, last, sentence.index, "open")
        before = made


def _joined(prose: Prose, one: Moment, other: Moment) -> bool:
    between = prose.lower[one.last : other.first]
    return one.sentence == other.sentence and 1 <= len(between) <= 3 and all(w in _JOINS for w in between)


def _moment(
    prose: Prose,
    mentions: Mentions,
    time: TimeExpression,
    days: tuple[date, date],
    first: int,
    last: int,
    sentence: int,
    how: str,
) -> Moment:
    words = prose.span(first, last)
    length = (days[1] - days[0]).days + 1
    width = next((name for most, name in _WIDTHS if length <= most), "more")
    published = prose.report.published.day
    age = next((n for most, n in _AGES if (published - days[1]).days <= most), "old") if published else "unknown"
    word = led_by(prose, first, _BEFORE)
    clock = time.type if how == "one" else how
    facts = (
        f"how={how}",
        f"how={how}|{width}",
        f"width={width}|{age}",
        f"age={age}",
        f"role={time.role}",
        f"role={time.role}|{how}",
        f"kind={clock}|{width}|{'digits' if any(c.isdigit() for c in words.text) else 'words'}",
        f"anchor={time.anchor is not None}|{width}",
        f"word={word}|{width}",
        f"begins={led_by(prose, first, _BEGINS)}|{how}",
        f"mod={time.mod}",
    )
    claim = innermost(mentions.claims, words)
    return Moment(EventDate(*days, words), first, last, sentence, width, time.role, facts, claim)
