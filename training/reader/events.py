"""Events of gold reports as labels: words that name one, words that could and do not, and their parts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from training.reader.examples import IGNORE, Example, WordExample
from training.reader.network import KINDS, PACTS, PARTS
from training.reader.own import OWN
from trucewatch.model.event import STATUSES
from trucewatch.model.report import Report
from trucewatch.read.prose import Prose
from trucewatch.read.tolls import GrammarTolls, Toll
from trucewatch.read.triggers import LexiconTriggers
from trucewatch.read.truce_words import Scene, find_truce_words
from trucewatch.read.windows import Window

#: A toll of the text is an event's where its number is the gold's and it stands at most so many characters away.
TOLL_REACH = 600
Part = list[tuple[int, int]] | None


@dataclass
class Marked:
    """Hold words by (start, end) characters that may name an event or a truce; labels as in WordExample, parts in
    characters.
    """

    start: int
    end: int
    kind: int = IGNORE
    status: int = IGNORE
    parts: list[Part] = field(default_factory=lambda: [None] * len(PARTS))
    pact: int = IGNORE


def marked(report: dict[str, Any]) -> list[Marked]:
    """Return the triggers of a gold report or an own example, the words of the lexicon that are none of them (kind 0),
    and the words that name a truce.
    """
    text = report["text"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    plain = Report(report["id"], text, digest, digest)
    prose = Prose.of(plain)
    tolls = GrammarTolls().find(prose)
    cues = {c["id"]: (c["cue"]["start"], c["cue"]["end"]) for c in report["claims"]}
    found: dict[int, Marked] = {}
    for event in report["events"]:
        at = event["trigger"]
        name = f"{event['type']}/{event['mode']}" if event["mode"] else event["type"]
        if at["start"] not in found and name in KINDS:
            spans = event.get("spans") or _spans(event, tolls)
            parts = [spans[part] for part in PARTS if part != "cue"] + [[cues[c] for c in event["claims"]]]
            status = STATUSES.index(event["status"])
            found[at["start"]] = Marked(at["start"], at["end"], KINDS.index(name), status, parts)
    taken = [(m.start, m.end) for m in found.values()]
    for trigger in LexiconTriggers().find(prose):
        start, end = trigger.words.start, trigger.words.end
        if not any(s < end and start < e for s, e in taken):
            found[start] = Marked(start, end, 0)
    return [*(found[start] for start in sorted(found)), *_pacts(report, plain)]


def _pacts(report: dict[str, Any], plain: Report) -> list[Marked]:
    """Return words that name a truce: those that an own example marks, and those of the lexicon in a gold report.

    In a gold report words within a truce's own words or its evidence have its state; where it has no truce they are
    none; the rest is not known.
    """
    if report.get("conflict") == OWN:
        return [Marked(t["start"], t["end"], pact=PACTS.index(t["state"])) for t in report["truces"]]
    states = [(s["start"], s["end"], t["state"]) for t in report["truces"] for s in (t["text"], *t["evidence"])]
    found: list[Marked] = []
    for mention in find_truce_words(Scene(plain)):
        words = mention.words
        told = {state for start, end, state in states if start < words.end and words.start < end}
        if len(told) == 1 or not states:
            found.append(Marked(words.start, words.end, pact=PACTS.index(told.pop() if told else "none")))
    return found


def _spans(event: dict[str, Any], tolls: Sequence[Toll]) -> dict[str, Part]:
    day = (event["date"] or {}).get("mention")
    spans: dict[str, Part] = {role: [(p["start"], p["end"]) for p in event[role]] for role in ("actor", "recipient")}
    spans["place"] = [(event["place"]["start"], event["place"]["end"])] if event["place"] else []
    spans["time"] = [(day["start"], day["end"])] if day else []
    for name in ("killed", "wounded"):
        spans[name] = _tolls(event["trigger"]["start"], event[name], [t for t in tolls if t.field == name])
    return spans


def _tolls(at: int, given: list[int] | None, tolls: Sequence[Toll]) -> Part:
    """Return the words of the tolls that give an event's numbers; None where the gold's number stands nowhere."""
    if given is None:
        return []
    low, high = given
    near = [t for t in tolls if abs(t.words.start - at) <= TOLL_REACH]
    own = [t for t in near if (t.low, t.high) == (low, high) or low in (t.low, t.high) or high in (t.low, t.high)]
    return [(t.words.start, t.words.end) for t in own] or None


def add_events(example: Example, window: Window, words: Sequence[Marked]) -> None:
    """Label the pieces of a window for the words that lie in it."""
    example.kinds = [0] * len(example.ids)
    for one in words:
        pieces = _pieces(window, one.start, one.end)
        if not pieces:
            continue
        parts = [None if p is None else [i for s, e in p for i in _pieces(window, s, e)] for p in one.parts]
        example.words.append(WordExample(pieces, one.kind, one.status, parts, one.pact))
        if one.kind > 0:
            for i in pieces:
                example.kinds[i] = one.kind


def _pieces(window: Window, start: int, end: int) -> list[int]:
    return [i for i, (a, b) in enumerate(window.offsets) if a < end and b > start]
