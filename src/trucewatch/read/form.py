"""The form of a claim from quotation marks: direct, indirect, mixed; marks may be odd, unclosed or missing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from trucewatch.model.claim import FORMS
from trucewatch.model.span import Span

_MARK = re.compile(r"[\"“”„«»‟]|''|``|‘|(?<!\w)'(?=\w)|(?<=[\w.,!?…])['’](?!\w)")
_OPENERS = frozenset("“„«‟‘") | {"``"}
_CLOSERS = frozenset("”»’")
_BREAK = re.compile(r"[\r\n\u2028\u2029]")
_WORD = re.compile(r"\w+")
#: The longest quotation in single marks, which may as well be apostrophes.
SINGLE = 400
#: From this share of quoted words on a claim is direct, up to that share it is indirect.
DIRECT, INDIRECT = 0.85, 0.02
#: How much more the encoder's share of a form counts where the marks say the same (tuned on fold 5, held out).
MARKS = 30.0
_SELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Oo]urs|I'm|[Ww]e're)\b")


class Quotations:
    """Hold the quoted stretches of a text; quadratic in nothing, so that any length will do."""

    def __init__(self, text: str) -> None:
        found = list(_stretches(text))
        self._starts = [s for s, _ in found]
        self._ends = [e for _, e in found]

    def quoted(self, at: int) -> bool:
        """Tell whether character `at` is quoted."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._ends[i]


def form_of(quotations: Quotations, content: Sequence[Span], shares: Sequence[float]) -> str:
    """Return one of FORMS: the encoder's `shares` (in the order of FORMS), that of what the marks say raised."""
    by_marks = form_by_marks(quotations, content)
    raised = [share * (MARKS if name == by_marks else 1) for name, share in zip(FORMS, shares, strict=True)]
    return FORMS[raised.index(max(raised))]


def form_by_marks(quotations: Quotations, content: Sequence[Span]) -> str:
    """Return "direct", "indirect" or "mixed" (see GUIDELINES.md): by the share of the words that are quoted.

    Where nothing is quoted, words of a first person outside a "that" clause show that the marks are missing.
    """
    words = [m.start() + piece.start for piece in content for m in _WORD.finditer(piece.text)]
    share = sum(map(quotations.quoted, words)) / len(words) if words else 0.0
    if share >= DIRECT:
        return "direct"
    if share > INDIRECT:
        return "mixed"
    return "direct" if any(_SELF.search(piece.text) for piece in content) else "indirect"


def _stretches(text: str) -> list[tuple[int, int]]:
    """Pair the marks of each paragraph; one without a partner quotes to the end, or from the start, of its sentence."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    single = False
    floor = 0
    breaks = [m.start() for m in _BREAK.finditer(text)] + [len(text)]
    for match in _MARK.finditer(text):
        end_of_paragraph = breaks[bisect_right(breaks, start)] if start is not None else len(text)
        if start is not None and match.start() > end_of_paragraph:
            if not single:
                found.append((start, end_of_paragraph))
            start = None
        kind = match.group() in ("'", "’", "‘")
        if start is not None and kind != single:
            continue
        opens = _opens(text, match)
        if start is None and opens:
            start, single = match.end(), kind
        elif start is not None and (not opens or single):
            if not single or match.start() - start <= SINGLE:
                found.append((start, match.start()))
            start, floor = None, match.end()
        elif start is not None:
            found.append((start, match.start()))
            start = match.end()
        elif not kind:
            begun = _sentence_start(text, floor, match.start())
            found.append((begun, match.start()))
            floor = match.end()
    if start is not None and not single:
        found.append((start, breaks[bisect_right(breaks, start - 1)]))
    return found


def _opens(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark in _OPENERS:
        return True
    if mark in _CLOSERS:
        return False
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return (not before or before.isspace() or before in "([{—–-") and bool(after) and not after.isspace()


def _sentence_start(text: str, floor: int, end: int) -> int:
    low = max(floor, end - SINGLE)
    cut = max(text.rfind(mark, low, max(low, end - 2)) for mark in (". ", "\n", "! ", "? "))
    return cut + 1 if cut >= 0 else low
