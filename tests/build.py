"""Readings made by hand for the tests; every text is our own."""

from __future__ import annotations

import hashlib
from datetime import date

from trucewatch.model import (
    Actor,
    Claim,
    ClaimLink,
    Event,
    EventDate,
    Hearsay,
    Place,
    Problem,
    PublishedDate,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    TimeExpression,
    Truce,
    Value,
    Zone,
)
from trucewatch.model.ids import thing_id

TEXT = (
    "Riverton: Shelling hit the market of Northtown on Sunday. The Valley Monitor said 30 civilians were killed. "
    "The army said 12 people were killed, reportedly by a rebel mortar. "
    "A truce of three days, brokered by the UN, is strained."
)


def make_report(text: str = TEXT, id: str = "r1", outlet: str | None = "The Wire", day: date | None = None) -> Report:
    """Make a report of a text."""
    raw = text.encode()
    sha = hashlib.sha256(raw).hexdigest()
    published = PublishedDate(metadata=day or date(2016, 8, 1))
    return Report(id, text, sha, sha, outlet=outlet, published=published, language="en", location="made.txt", raw=raw)


def words(report: Report, text: str, nth: int = 0) -> Span:
    """Find the nth occurrence of some words in a report."""
    at = -1
    for _ in range(nth + 1):
        at = report.text.index(text, at + 1)
    return report.span(at, at + len(text))


def _claim(report: Report, source: str, actor: str, side: str, content: str, nth: int) -> Claim:
    cue = words(report, "said", nth)
    said_by = Source(words(report, source), actor, source, side, True)
    id = thing_id("c", report, cue.start, cue.end)
    return Claim(id, said_by, cue, (words(report, content),), "indirect", "assert", 0.9)


def two_speakers(id: str = "r1", outlet: str | None = "The Wire", day: date | None = None) -> Reading:
    """Make a reading in which two speakers give two tolls for one event, with a truce, hearsay and a problem."""
    report = make_report(id=id, outlet=outlet, day=day)
    giver = report.giver
    monitor = _claim(report, "The Valley Monitor", "valley-monitor", "monitor", "30 civilians were killed", 0)
    army = _claim(report, "The army", "army", "government", "12 people were killed, reportedly by a rebel mortar", 1)
    trigger = words(report, "Shelling")
    northtown = Place(words(report, "Northtown"), "own:northtown", "Northtown", "North", "XA", 36.2, 37.1, 2.0, 0.8)
    when = words(report, "on Sunday")
    rebel = Actor(words(report, "rebel"), "rebels", "Rebels", "opposition")
    people = Actor(words(report, "30 civilians"), None, "civilians", "civilians")
    values = (
        Value("type", trigger, value="ASSAULT", outlet=giver),
        Value("status", trigger, value="happened", outlet=giver),
        Value("place", northtown.words, value="Northtown", outlet=giver),
        Value("date", when, value="2016-07-31/2016-07-31", outlet=giver),
        Value("actor", rebel.words, value="Rebels", claim=army.id),
        Value("recipient", people.words, value="civilians", claim=monitor.id),
        Value("killed", words(report, "30 civilians"), low=30, high=30, who="civilians", claim=monitor.id),
        Value("killed", words(report, "12 people"), low=12, high=12, who="unknown", claim=army.id),
    )
    event = Event(
        thing_id("e", report, trigger.start, trigger.end),
        (trigger,),
        "ASSAULT",
        "shelling",
        "happened",
        values,
        (ClaimLink(monitor.id), ClaimLink(army.id)),
        (rebel,),
        (people,),
        northtown,
        EventDate(date(2016, 7, 31), date(2016, 7, 31), when),
        plover="ASSAULT",
        cameo="194",
        acled="Shelling/artillery/missile attack",
        confidence=0.8,
    )
    mention = words(report, "A truce of three days")
    statements = (
        Statement("name", "A truce of three days", mention, outlet=giver),
        Statement("state", "strained", words(report, "strained"), outlet=giver),
        Statement("brokers", "un", words(report, "the UN"), outlet=giver),
        Statement("duration", "P3D", words(report, "three days"), outlet=giver),
    )
    truce = Truce(
        thing_id("t", report, mention.start, mention.end),
        (mention,),
        "A truce of three days",
        "strained",
        statements,
        brokers=("un",),
        duration="P3D",
        violations=(event.id,),
    )
    return Reading(
        Report(
            **{f: getattr(report, f) for f in ("id", "text", "raw_sha256", "text_sha256", "outlet", "raw")},
            published=report.published,
            language="en",
            location="made.txt",
            dateline=words(report, "Riverton:"),
            zones=(Zone(words(report, "Riverton:"), "dateline"),),
        ),
        (monitor, army),
        (Hearsay(words(report, "reportedly"), (words(report, "by a rebel mortar"),)),),
        (event,),
        (truce,),
        (northtown,),
        (TimeExpression(when, "DATE", "2016-07-31", "2016-07-31", "2016-08-01", "event", "published"),),
        (rebel, people),
        (Problem.of("TW-P204", "made.txt"),),
    )
