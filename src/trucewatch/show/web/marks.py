"""A report's text cut into pieces that each carry the same highlights, paragraph by paragraph."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from itertools import pairwise

from trucewatch.model import Claim, Event, Reading, Span, Truce
from trucewatch.show.visible import SUSPECT

#: How many hues style.css has for sides.
HUES = 24
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def hue(side: str | None) -> str:
    """Return the CSS class of a side: the same side has the same hue on every page."""
    return f"hue-{zlib.crc32((side or 'unknown').encode()) % HUES}"


def seen(text: str | None) -> str:
    """Return the text with every unseen character shown by its code, so that nothing hides or turns around."""
    return SUSPECT.sub(lambda m: m.group() if m.group() in "\n\t" else f"⟦U+{ord(m.group()):04X}⟧", text or "")


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold characters that share their highlights: CSS classes, and the ids of the things that begin here."""

    text: str
    classes: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(slots=True)
class Paragraph:
    """Hold a paragraph's pieces and what begins in it, for the margin beside it."""

    pieces: list[Piece]
    claims: list[Claim] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    truces: list[Truce] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    classes: tuple[str, ...]
    anchor: str | None = None


def paragraphs(reading: Reading) -> list[Paragraph]:
    """Return the paragraphs of a report, highlighted, each with the claims, events and truces that begin in it."""
    text, marks = reading.report.text, _marks(reading)
    found = []
    for m in _PARAGRAPH.finditer(text):
        start, end = m.span()

        def within(span: Span, start: int = start, end: int = end) -> bool:
            return start <= span.start < end

        found.append(
            Paragraph(
                _pieces(text, start, end, [k for k in marks if k.span.start < end and k.span.end > start]),
                [c for c in reading.claims if within(c.cue)],
                [e for e in reading.events if within(e.mentions[0])],
                [t for t in reading.truces if within(t.mentions[0])],
            )
        )
    return found


def _marks(reading: Reading) -> list[_Mark]:
    marks = [_Mark(z.words, ("zone", f"zone-{z.kind}")) for z in reading.report.zones]
    for claim in reading.claims:
        side = hue(claim.source.side)
        marks += [_Mark(piece, ("content", side)) for piece in claim.content]
        marks += [_Mark(claim.source.words, ("source", side)), _Mark(claim.cue, ("cue",), claim.id)]
    for hearsay in reading.hearsay:
        marks += [_Mark(hearsay.cue, ("hearsay",))]
    for event in reading.events:
        marks += [_Mark(m, ("event",), event.id if n == 0 else None) for n, m in enumerate(event.mentions)]
    for truce in reading.truces:
        marks += [_Mark(m, ("truce",), truce.id if n == 0 else None) for n, m in enumerate(truce.mentions)]
    return marks


def _pieces(text: str, start: int, end: int, marks: list[_Mark]) -> list[Piece]:
    edges = sorted({start, end} | {x for m in marks for x in (m.span.start, m.span.end) if start < x < end})
    pieces = []
    for a, b in pairwise(edges):
        on = [m for m in marks if m.span.start <= a and b <= m.span.end]
        classes = tuple(dict.fromkeys(c for m in on for c in m.classes))
        anchors = tuple(m.anchor for m in on if m.anchor and m.span.start == a)
        pieces.append(Piece(seen(text[a:b]), classes, anchors))
    return pieces
