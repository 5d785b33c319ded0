"""Text that a report may have made hostile, as it can be shown: control and bidi characters stand as escapes."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

#: Joiners that scripts such as Persian need; they change no reading order.
_HARMLESS = {"\u200c", "\u200d"}
#: Characters that change how text is displayed without being seen: controls, bidi, zero-width, tags, surrogates.
SUSPECT = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if character in _HARMLESS:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible(text: str) -> str:
    """Return text for one line of a terminal: white space as blanks, control, bidi, zero-width characters escaped."""
    return SUSPECT.sub(_escape, re.sub(r"[\t\r\n\v\f\u2028\u2029\x85]+", " ", text))


def visible_lines(text: str) -> str:
    """Return text for a terminal with its line feeds and tabs kept, everything else that is suspect escaped."""
    return SUSPECT.sub(lambda m: m.group() if m.group() in "\n\t" else _escape(m), text)


def json_line(thing: Any, *, ascii: bool = False) -> str:
    """Return JSON on one line in which no suspect character stands raw; it decodes to the very same thing."""
    text = json.dumps(thing, ensure_ascii=ascii, separators=(",", ":"))
    return SUSPECT.sub(_json_escape, text)


def _json_escape(found: re.Match[str]) -> str:
    return found.group() if found.group() in _HARMLESS else json.dumps(found.group())[1:-1]


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    narrow = sum(unicodedata.combining(c) != 0 or c in _HARMLESS for c in text)
    return len(text) + wide - narrow
