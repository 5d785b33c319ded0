"""A report's text to windows of word pieces: whole paragraphs packed together, long ones cut between sentences."""

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
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")


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
    """Yield the windows of the (start, end) parts of a text, each of at most `limit` pieces, in order."""
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    for start, end in parts:
        coded = tokenizer.encode(_SURROGATE.sub("\ufffd", text[start:end]), add_special_tokens=False)
        found = [(a + start, b + start) for a, b in coded.offsets]
        if ids and len(ids) + len(found) > limit:
            yield Window(ids, offsets, 0, len(ids))
            ids, offsets = [], []
        if len(found) > limit:
            yield from _cut(text, (start, end), coded.ids, found, limit)
        else:
            ids, offsets = ids + coded.ids, offsets + found
    if ids:
        yield Window(ids, offsets, 0, len(ids))


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
