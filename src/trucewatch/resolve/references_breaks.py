"""Where sentences of a report end, also where a page lost its marks: headlines, captions and datelines in the text.

Pages taken from the web run a headline or a caption into the sentence after it: "Rebels gain ground He said". A capital
pronoun or article amid a line tells where the lost mark was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: Where a sentence ends, marks and line breaks taken together.
_END = re.compile(r"[.!?][\"”’')\]]*\s+|\n\s*")
#: What ends in a full stop within a sentence: titles, initials.
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Rep|Sen|Gov|Prof|St|Jr|vs)|\b[A-Z])\.\Z")
#: "(CNN) --", "(Reuters) -": the report begins after it.
_DATELINE = re.compile(r"\([A-Z][A-Za-z]{1,9}\) ?(?:--?|–|—)\s+")
#: A dateline stands in so many characters from the beginning.
_LATE = 1500
#: A capital that only a lost mark can explain: "streets The head of", "failed on Syria' He said".
_LOST = re.compile(
    r"(?<=[\w'’]) (?=(?:He|She|It|They|His|Her|Their)\b)"
    r"|(?<=[a-z]['’a-z]) (?=(?:The|An?|There|But|After|When|While|Although|Since|Meanwhile)\s+[a-z])"
    r"|\b[A-Z][a-z]{1,30} (?=The\s)|(?<=[a-z]) (?=(?:In|On) (?:[A-Z]|\w+day\b))"
)


@dataclass(frozen=True, slots=True)
class Breaks:
    """Hold where sentences end, where the report proper begins (0 where no dateline tells), and run-in pieces.

    `loose` are the pieces (start, end) after the first headlines that a lost mark parts from the sentence that follows.
    """

    ends: list[int]
    begins: int
    loose: list[tuple[int, int]]


@lru_cache(maxsize=2)
def breaks_of(text: str) -> Breaks:
    """Return the breaks of a text; linear in it. Those of the last texts are kept: a report is asked twice."""
    marked = [m.end() for m in _END.finditer(text) if not _SHORT.search(text, max(0, m.start() - 8), m.start() + 1)]
    dateline = _DATELINE.search(text, 0, _LATE)
    begins = dateline.end() if dateline else 0
    lost = [m.end() for m in _LOST.finditer(text)]
    sure = sorted({*marked, *(m.end() for m in _DATELINE.finditer(text))})
    first = begins or (marked[0] if marked else len(text))
    return Breaks(sorted({*sure, *lost}), begins, _loose(sure, lost, first))


def _loose(sure: list[int], lost: list[int], first: int) -> list[tuple[int, int]]:
    """Return the pieces between the last sure break and a lost mark, after the headlines above the report."""
    found, at = [], 0
    for mark in lost:
        while at + 1 < len(sure) and sure[at + 1] <= mark:
            at += 1
        start = sure[at] if sure and sure[at] <= mark else 0
        if first <= start < mark:
            found.append((start, mark))
    return found
