"""What pages put beside an article and extraction leaves in its text: readers' comments, boxes of highlights.

Signs are sentences and headings that only such a part has; no outlet's name stands here. What might be running text is
left alone. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

#: A notice above readers' comments, wherever it stands in a line.
_NOTICE = re.compile(
    r"\b(?:We welcome comments (?:that|from|on)\b|(?:The )?[Vv]iews expressed in (?:the|these|readers[’']) comments\b"
    r"|[Cc]omments (?:are|will be) (?:pre-)?(?:moderated|reviewed|screened)\b|[Cc]omments (?:are|is) (?:now )?closed\b"
    r"|[Pp]lease (?:read|see|follow) our (?:comments?|community|commenting) (?:policy|rules|guidelines|standards)\b"
    r"|[Jj]oin the (?:discussion|conversation) (?:below|in the comments)\b"
    r"|[Ss]ort comments by\b"
    r"|(?:[A-Z][a-z]{2,8} \d{1,2}, \d{4} at \d{1,2}:\d\d [ap]m \| )?"
    r"[Rr]eport (?:this comment|abuse) ?(?:\||[Rr]eply\b|[Ss]hare\b))"
)
#: A whole line that heads readers' comments.
_HEADING = re.compile(
    r"(?:\d{1,6} )?(?:readers?[’']? ?)?(?:comments?|responses|replies)(?: so far)?(?: ?[(:] ?\d{0,6} ?\)?)?"
    r"|leave a (?:comment|reply)|post a comment|add (?:a|your) comment|have your say|readers[’'] letters",
    re.IGNORECASE,
)
#: A notice counts in the last part of a text after this share of it, a heading, which can also count comments above
#: an article, after that one.
_NOTICE_FROM, _HEADING_FROM = 0.1, 0.4
_BOX = re.compile(
    r"(?:story |article |key |top )?highlights ?:?|(?:the )?key (?:points|facts|takeaways|developments) ?:?"
    r"|at a glance ?:?|in this (?:story|article) ?:?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-–—•*·▪►»] ?\S")
_BOX_LINES, _BULLET_CHARS, _PLAIN_CHARS = 10, 240, 130


def comments_at(text: str, lines: Sequence[tuple[int, int]]) -> int | None:
    """Return where readers' comments begin, which then run to the end of the text; None where there are none.

    `lines` are the offsets of the lines that are not blank.
    """
    if not lines:
        return None
    size = lines[-1][1]
    notice = _NOTICE.search(text, int(size * _NOTICE_FROM))
    found = [notice.start()] if notice else []
    for start, end in lines:
        if start >= size * _HEADING_FROM and end - start <= 60 and _HEADING.fullmatch(text, start, end):
            found.append(start)
            break
    return min(found, default=None)


def boxes(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of boxes of highlights: a heading and the points under it, two at least.

    Points are lines with a bullet; where the first has none, short lines that do not end like a sentence.
    """
    after = 0
    for i, (start, end) in enumerate(lines):
        if start >= after and end - start <= 40 and _BOX.fullmatch(text, start, end):
            last = _last_point(text, lines[i + 1 : i + 1 + _BOX_LINES])
            if last is not None:
                yield start, last
                after = last


def _last_point(text: str, lines: Sequence[tuple[int, int]]) -> int | None:
    bulleted = bool(lines) and _BULLET.match(text, lines[0][0]) is not None
    ends = []
    for start, end in lines:
        short = end - start <= (_BULLET_CHARS if bulleted else _PLAIN_CHARS)
        point = _BULLET.match(text, start) if bulleted else text[end - 1] not in '.!?"”’'
        if not (short and point):
            break
        ends.append(end)
    return ends[-1] if len(ends) >= 2 else None
