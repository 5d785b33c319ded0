"""Where a text repeats its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"\w+(?:[’'`´]\w+)*")
_DROPPED = re.compile(r"[’'`´_]")
#: What pages put between a title and the name of a section or site.
_SEAM = re.compile(r"\s+[|–—»·]\s+|\s*-\s+|\s•\W?\s|\s::\s")
#: The title is looked for among this many characters.
_WINDOW = 600
_ENOUGH_WORDS = 4


def find_title(text: str, start: int, title: str) -> tuple[int, int] | None:
    """Return where the title, or its part without the site's name, stands at or shortly after `start`.

    Compared word by word, without case, quotation marks and punctuation; a title of one or two words is
    found only exactly at `start`. The span includes closing quotation marks and a full stop.
    """
    window = text[start : start + _WINDOW]
    words = [(_plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(window)]
    plain = [w for w, _, _ in words]
    for wanted in _candidates(title):
        last = 0 if len(wanted) < _ENOUGH_WORDS else min(40, len(plain) - len(wanted))
        for i in range(last + 1):
            if plain[i : i + len(wanted)] == wanted:
                return start + _opened(window, words[i][1]), start + _closed(window, words[i + len(wanted) - 1][2])
    return None


def _plain(word: str) -> str:
    return _DROPPED.sub("", word.casefold())


def _candidates(title: str) -> Iterator[list[str]]:
    """Yield the words of the title, then of it without its last, last two ... and first parts."""
    parts = _SEAM.split(title)
    cuts = [parts, *(parts[:n] for n in range(len(parts) - 1, 0, -1)), *(parts[n:] for n in range(1, len(parts)))]
    for n, cut in enumerate(cuts):
        words = [_plain(w) for w in _WORD.findall(" ".join(cut))]
        words = [w for w in words if w]
        if len(words) >= (1 if n == 0 else 3):
            yield words


def _opened(window: str, at: int) -> int:
    return at - 1 if at and window[at - 1] in "\"“‘'«" else at


def _closed(window: str, at: int) -> int:
    found = re.compile(r"[\"”’»!?…]{0,3} ?\.?(?=\s|$)").match(window, at)
    return found.end() if found else at
