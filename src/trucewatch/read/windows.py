"""A report's text to windows of word pieces: whole paragraphs shared out, long ones cut between sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from trucewatch.know.tokens import sentences
from trucewatch.model.report import Report

#: A window holds at most this many word pieces (the encoder knows 512 positions; it was trained on windows of 192).
LIMIT = 192
#: Windows cut out of one long paragraph share about this many pieces, so that no claim loses its source at a cut.
SHARED = 64
#: A paragraph is tokenized in stretches of at most this many characters, which bounds memory.
STRETCH = 20_000
#: Zones that are never running text, so nobody speaks in them.
SILENT = ("furniture", "headline", "dateline")
#: Windows of whole paragraphs come as near as they can to this part of LIMIT: filled up, they read worse (on PolNeAR
#: dev ar.part .735; .744 to .747 with 130 to 160 pieces).
AIM = 0.78
#: What it costs to begin a window with a paragraph that leans on the one before; a window half as long costs 0.25.
LEAN = 0.3
#: Paragraphs are shared out when those held fill this many windows, which bounds memory.
HELD = 16
_LEANS = re.compile(r"\s*(?:[\"“‘'„«]|(?:(?:But|And|Yet) )?(?:he|she|they|it|his|her|their|its)\b)", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")


#: A paragraph: its vocabulary ids, and their (start, end) characters.
Part = tuple[list[int], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Window:
    """Hold word pieces: vocabulary `ids`, their (start, end) characters, and the pieces `first` to `last` (exclusive)
    whose cues this window answers for; the pieces around them are only there to be seen."""

    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]]
    first: int
    last: int


def stretches(report: Report) -> Iterator[tuple[int, int]]:
    """Yield (start, end) characters of the paragraphs of a report, without its silent zones, in order."""
    silent = sorted((z.words.start, z.words.end) for z in report.zones if z.kind in SILENT)
    for paragraph in _PARAGRAPH.finditer(report.text):
        start = paragraph.start()
        for low, high in silent:
            if high <= start or low >= paragraph.end():
                continue
            yield from _bounded(report.text, start, low)
            start = max(start, high)
        yield from _bounded(report.text, start, paragraph.end())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > STRETCH:
        space = text.rfind(" ", start + STRETCH // 2, start + STRETCH)
        cut = space if space > 0 else start + STRETCH
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def windows(text: str, parts: Iterator[tuple[int, int]], tokenizer: Tokenizer, limit: int = LIMIT) -> Iterator[Window]:
    """Yield the windows of the (start, end) parts of a text, each of at most `limit` pieces, in order.

    Parts are shared out so that windows are about equally long, and one that leans on the part before it ("He said",
    a quotation) stays with it where it can; a part longer than a window is cut between sentences.
    """
    held: list[Part] = []
    size = 0
    for start, end in parts:
        coded = tokenizer.encode(_SURROGATE.sub("\ufffd", text[start:end]), add_special_tokens=False)
        found = [(a + start, b + start) for a, b in coded.offsets]
        if len(found) > limit:
            yield from map(_joined, _shared_out(text, held, limit))
            held, size = [], 0
            yield from _cut(text, (start, end), coded.ids, found, limit)
        elif found:
            held.append((coded.ids, found))
            size += len(found)
        if size > HELD * limit:
            *whole, held = _shared_out(text, held, limit)
            size = sum(len(ids) for ids, _ in held)
            yield from map(_joined, whole)
    yield from map(_joined, _shared_out(text, held, limit))


def _joined(parts: Sequence[Part]) -> Window:
    ids = [i for own, _ in parts for i in own]
    return Window(ids, [o for _, offsets in parts for o in offsets], 0, len(ids))


def _shared_out(text: str, parts: Sequence[Part], limit: int) -> list[list[Part]]:
    """Return the parts in runs of at most `limit` pieces: those whose lengths differ least from AIM and that begin with
    the fewest parts that lean on the one before (the cheapest path, found part by part)."""
    aim = AIM * limit
    leans = [LEAN if i and _LEANS.match(text, offsets[0][0]) else 0.0 for i, (_, offsets) in enumerate(parts)]
    cost, begin = [0.0], [0]
    for last in range(1, len(parts) + 1):
        best, size = (float("inf"), last - 1), 0
        for first in range(last - 1, -1, -1):
            size += len(parts[first][0])
            if size > limit:
                break
            best = min(best, (cost[first] + (size / aim - 1) ** 2 + leans[first], first))
        cost.append(best[0])
        begin.append(best[1])
    runs: list[list[Part]] = []
    last = len(parts)
    while last:
        runs.append(list(parts[begin[last] : last]))
        last = begin[last]
    return runs[::-1]


def _cut(
    text: str, part: tuple[int, int], ids: list[int], offsets: list[tuple[int, int]], limit: int
) -> Iterator[Window]:
    ends = _sentence_ends(text, part, offsets)
    start = first = 0
    while len(ids) - start > limit:
        end = max((e for e in ends if start + limit // 2 < e <= start + limit), default=start + limit)
        following = min((e for e in ends if end - SHARED <= e < end), default=end - SHARED)
        middle = (following + end) // 2
        yield Window(ids[start:end], offsets[start:end], first - start, middle - start)
        start, first = following, middle
    yield Window(ids[start:], offsets[start:], first - start, len(ids) - start)


def _sentence_ends(text: str, part: tuple[int, int], offsets: list[tuple[int, int]]) -> list[int]:
    """Return the index of the first piece after each sentence of the part."""
    ends, piece = [], 0
    for _, end in sentences(text[part[0] : part[1]]):
        while piece < len(offsets) and offsets[piece][0] < end + part[0]:
            piece += 1
        ends.append(piece)
    return ends
