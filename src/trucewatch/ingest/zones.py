"""Zones: the parts of a text that are not running text, and its dateline. Marked, never cut out."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from trucewatch.ingest.beside import boxes, comments_at
from trucewatch.ingest.dateline import dateline_after, dateline_at, stamp_at
from trucewatch.ingest.furniture import BYLINE, CAPTION_LABEL, CAPTION_START, CREDIT, HEAD, INLINE, LINE, SPEECH, TAIL
from trucewatch.ingest.headline import find_title
from trucewatch.model import Span, Zone

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_FURNITURE_LINE = 240
_CAPTION_CHARS = 400
_HEADLINE_CHARS = 160
#: The head of a text is looked for among this many lines; the tail among its last part.
_HEAD_LINES = 40
_TAIL_CHARS = 8_000
_TAIL_SHARE = 0.45
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]?\s")
_SKIPPED = re.compile(r"[\s|·•,;]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold the zones of a text, in order and apart from one another, and the words of its dateline's place."""

    zones: tuple[Zone, ...] = ()
    dateline: Span | None = None


@dataclass(slots=True)
class _Sheet:
    """Collect the marks of one text; what is marked first stays."""

    text: str
    title: str | None
    printed: tuple[int, int] | None
    lines: list[tuple[int, int]]
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    place: tuple[int, int] | None = None
    headline_found: bool = False

    def mark(self, start: int, end: int, kind: str) -> None:
        """Mark characters as a zone, trimmed of white space, unless they touch one that is there."""
        piece = self.text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        if start < end and self.free(start, end):
            insort(self.marks, (start, end, kind))

    def free(self, start: int, end: int) -> bool:
        """Tell whether no mark touches these characters."""
        i = bisect_left(self.marks, (start, start, ""))
        before = self.marks[i - 1][1] > start if i else False
        return not before and not (i < len(self.marks) and self.marks[i][0] < end)


def lay_out(text: str, title: str | None = None, printed: tuple[int, int] | None = None) -> Layout:
    """Return the zones and the dateline of a text; `printed` are the offsets of its printed date.

    Rules go by lines where there are lines, and by the head and the tail of the text where it is one line; a
    sentence that might be running text is left alone. Linear in the text.
    """
    sheet = _Sheet(text, title, printed, _lines(text))
    _beside(sheet)
    body = _head_lines(sheet)
    if body < len(sheet.lines):
        _head_of_body(sheet, *sheet.lines[body])
    _later_lines(sheet, body)
    _tail(sheet)
    _inline(sheet)
    zones = tuple(Zone(Span.of(text, s, e), kind) for s, e, kind in sheet.marks)
    return Layout(zones, Span.of(text, *sheet.place) if sheet.place else None)


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the offsets of lines that are not blank, without the white space around them."""
    found = []
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words[0])
            found.append((start, start + len(words)))
    return found


def _beside(sheet: _Sheet) -> None:
    """Mark readers' comments and boxes of highlights, and leave their lines out of what is looked at further."""
    start = comments_at(sheet.text, sheet.lines)
    if start is not None:
        sheet.mark(start, len(sheet.text), "furniture")
        sheet.lines = [(s, min(e, start)) for s, e in sheet.lines if s < start]
    for box in boxes(sheet.text, sheet.lines):
        sheet.mark(*box, "furniture")
    sheet.lines = [line for line in sheet.lines if sheet.free(*line)]


def _head_lines(sheet: _Sheet) -> int:
    """Mark the lines above the body, and return the number of the line where the body begins."""
    if len(sheet.lines) < 3:
        return 0
    caption_next = False
    for i, (start, end) in enumerate(sheet.lines[:_HEAD_LINES]):
        line = sheet.text[start:end]
        if caption_next or _is_caption(line):
            sheet.mark(start, end, "caption")
        elif not (_mark_furniture(sheet, start, end) or _mark_headline(sheet, i)):
            return i
        caption_next = bool(CAPTION_LABEL.fullmatch(line))
    return min(_HEAD_LINES, len(sheet.lines))


def _mark_furniture(sheet: _Sheet, start: int, end: int) -> bool:
    if end - start > _FURNITURE_LINE:
        return False
    line = sheet.text[start:end]
    if not (LINE.fullmatch(line) or BYLINE.fullmatch(line) or _is_printed_date(sheet, start, end)):
        return False
    sheet.mark(start, end, "furniture")
    return True


def _is_printed_date(sheet: _Sheet, start: int, end: int) -> bool:
    """Tell whether a line prints the published date and little else."""
    if not sheet.printed or not (start <= sheet.printed[0] and sheet.printed[1] <= end):
        return False
    return (end - start) - (sheet.printed[1] - sheet.printed[0]) <= 40


def _is_caption(line: str) -> bool:
    if len(line) > _CAPTION_CHARS:
        return False
    credit = [m for m in CREDIT.finditer(line) if m.end() >= len(line) - 1]
    return bool(credit) or (bool(CAPTION_START.match(line)) and len(line) <= _CAPTION_CHARS // 2)


def _mark_headline(sheet: _Sheet, i: int) -> bool:
    """Mark a line above the body as the headline (with the site's name after a bar as furniture), or say no."""
    start, end = sheet.lines[i]
    if sheet.title and (found := find_title(sheet.text, start, sheet.title)) and found[1] <= end:
        return _mark_split(sheet, start, end, found)
    if end - start > _HEADLINE_CHARS or i + 1 >= len(sheet.lines) or not _is_heading(sheet, i):
        return False
    if " | " in sheet.text[start:end]:
        seam = sheet.text.index(" | ", start)
        wordy = len(sheet.text[start:seam].split()) >= 5 and not sheet.headline_found
        return _mark_split(sheet, start, end, (start, seam) if wordy else None)
    if sheet.headline_found or len(sheet.text[start:end].split()) < 3:
        return False
    hashes = len(sheet.text[start:end]) - len(sheet.text[start:end].lstrip("# "))
    return _mark_split(sheet, start + hashes, end, (start + hashes, end))


def _mark_split(sheet: _Sheet, start: int, end: int, headline: tuple[int, int] | None) -> bool:
    if headline and not sheet.headline_found:
        sheet.mark(*headline, "headline")
        sheet.headline_found = True
        sheet.mark(start, headline[0], "furniture")
        sheet.mark(headline[1], end, "furniture")
    else:
        sheet.mark(start, end, "furniture")
    return True


def _is_heading(sheet: _Sheet, i: int) -> bool:
    """Tell whether a line above the body reads like a heading: no sentence, and something longer or a gap below."""
    (start, end), (below, below_end) = sheet.lines[i], sheet.lines[i + 1]
    line = sheet.text[start:end]
    if line[-1] in ".,;:" or dateline_at(sheet.text, start, end, headed=False):
        return False
    gap = sheet.text.count("\n", end, below) > 1
    furniture = below_end - below <= _FURNITURE_LINE and bool(LINE.fullmatch(sheet.text[below:below_end]))
    return gap or furniture or below_end - below > end - start


def _head_of_body(sheet: _Sheet, start: int, end: int) -> None:
    """Mark title, stamps and labels at the head of the first running paragraph, then its dateline."""
    at = start
    for _ in range(12):
        after = _SKIPPED.match(sheet.text, _head_piece(sheet, at, end), end)
        if after is None or after.end() <= at:
            break
        at = after.end()
    at = _head_caption(sheet, at, end)
    line = dateline_at(sheet.text, at, end, headed=bool(sheet.marks)) or dateline_after(
        sheet.text, at, min(end, at + 1_500)
    )
    if line:
        sheet.mark(line.start, line.end, "dateline" if line.place else "furniture")
        sheet.place = line.place


def _head_piece(sheet: _Sheet, at: int, end: int) -> int:
    """Mark one piece of the head that begins at `at`, and return where it ends; `at` where there is none."""
    stamp = stamp_at(sheet.text, at, end)
    if stamp > at:
        sheet.mark(at, stamp, "furniture")
        return stamp
    if not sheet.headline_found and sheet.title:
        found = find_title(sheet.text, at, sheet.title)
        if found and found[1] <= end and (found[0] <= at + 1 or _printed_within(sheet, at, found[0])):
            sheet.mark(*found, "headline")
            sheet.mark(at, found[0], "furniture")
            sheet.headline_found = True
            return found[1]
    if sheet.printed and at <= sheet.printed[0] <= at + 30 and _is_stub(sheet.text[at : sheet.printed[0]]):
        line = dateline_at(sheet.text, at, end, headed=True)
        if line and line.end >= sheet.printed[1]:
            return at
        sheet.mark(at, sheet.printed[1], "furniture")
        return sheet.printed[1]
    label = HEAD.match(sheet.text, at, min(end, at + 120))
    if label and label.end() > at:
        sheet.mark(at, label.end(), "furniture")
        return label.end()
    return at


def _printed_within(sheet: _Sheet, start: int, end: int) -> bool:
    return sheet.printed is not None and start <= sheet.printed[0] and sheet.printed[1] <= end and end - start <= 120


def _is_stub(words: str) -> bool:
    """Tell whether words before a printed date are a label or agency ("Posted on", "AFP"), not a sentence."""
    return len(words.split()) <= 4 and not re.search(r"[.!?]\s", words)


def _head_caption(sheet: _Sheet, at: int, end: int) -> int:
    """Mark a caption that begins at the head and ends with a credit, and return where the text goes on."""
    if not CAPTION_START.match(sheet.text, at, end):
        return at
    credit = CREDIT.search(sheet.text, at, min(end, at + _CAPTION_CHARS))
    if not credit:
        return at
    sheet.mark(at, credit.end(), "caption")
    after = _SKIPPED.match(sheet.text, credit.end(), end)
    return after.end() if after else credit.end()


def _later_lines(sheet: _Sheet, body: int) -> None:
    caption_next = False
    for start, end in sheet.lines[body + 1 :] if len(sheet.lines) >= 3 else ():
        line = sheet.text[start:end] if end - start <= _CAPTION_CHARS else ""
        if line and (caption_next or _is_caption(line)):
            sheet.mark(start, end, "caption")
        elif line and len(line) <= _FURNITURE_LINE and LINE.fullmatch(line):
            sheet.mark(start, end, "furniture")
        caption_next = bool(line and CAPTION_LABEL.fullmatch(line))


def _tail(sheet: _Sheet) -> None:
    """Mark credits and navigation at the end: from the first sure sign after which nobody says anything more."""
    if not sheet.lines:
        return
    size = sheet.lines[-1][1]
    first = max(int(size * (1 - _TAIL_SHARE)), size - _TAIL_CHARS)
    for start, end in reversed(sheet.lines):
        if end <= first:
            break
        speech = max((m.end() for m in SPEECH.finditer(sheet.text, max(start, first), end)), default=max(start, first))
        found = TAIL.search(sheet.text, speech, end)
        if found:
            sheet.mark(found.start(), end, "furniture")


def _inline(sheet: _Sheet) -> None:
    """Mark captions with their credit, and the few labels that can stand anywhere in one long line."""
    for found in CREDIT.finditer(sheet.text):
        start = _caption_start(sheet, found.start())
        if start is not None and not SPEECH.search(sheet.text, start, found.start()):
            sheet.mark(start, found.end(), "caption")
        else:
            sheet.mark(found.start(), found.end(), "furniture")
    for found in INLINE.finditer(sheet.text):
        sheet.mark(found.start(), found.end(), "furniture")
    for found in CAPTION_START.finditer(sheet.text):
        before = sheet.text[max(0, found.start() - 3) : found.start()]
        if not before or _SENTENCE_END.search(before):
            stop = _SENTENCE_END.search(sheet.text, found.end(), found.end() + _CAPTION_CHARS // 2)
            if stop:
                sheet.mark(found.start(), stop.end(), "caption")


def _caption_start(sheet: _Sheet, credit: int) -> int | None:
    """Return where the sentence before a credit begins, None where that is too far away to be its caption."""
    window = max(0, credit - _CAPTION_CHARS // 2 - 50)
    before = sheet.text[window:credit]
    ends = [m.end() for m in _SENTENCE_END.finditer(before) if m.end() < len(before.rstrip()) - 1]
    lines = before.rstrip().rfind("\n") + 1
    i = bisect_left(sheet.marks, (credit, credit, ""))
    marked = sheet.marks[i - 1][1] - window if i else 0
    start = max(ends[-1] if ends else 0, lines, marked)
    return window + start if start > 0 or window == 0 else None
