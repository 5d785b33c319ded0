"""The outlet that a saved page names behind its headline: "Convoy burns at the crossing | The Daily Lamp"."""

from __future__ import annotations

import re

#: Lines at the head of a text that may name the outlet, and the longest such line and name in characters.
LINES, LONGEST, NAME = 3, 200, 60
_LINE = re.compile(r"(?P<title>\S+(?: \S+){3,}) [|–—] (?P<name>[^\W\d_][\w'’.&-]*(?: [\w'’.&-]+){0,6})")
#: Words of buttons and sections, and what a time stamp holds: no outlet's name.
_OTHER = re.compile(
    r"\b(?:share|tweet|print|follow|subscribe|menu|home|updated|am|pm|gmt|utc|[ap]\.m\.|facebook|twitter)\b",
    re.IGNORECASE,
)


def outlet_named(text: str) -> str | None:
    """Return the name that stands behind a bar or dash after a headline in the first lines, None where none does.

    The headline has four words or more, the name seven at most and begins with a letter.
    """
    for line in text[: LINES * (LONGEST + 1)].split("\n")[:LINES]:
        found = _LINE.fullmatch(line.strip()) if len(line) <= LONGEST else None
        if found and len(found["name"]) <= NAME and not _OTHER.search(line) and found["name"][0].isupper():
            return found["name"]
    return None
