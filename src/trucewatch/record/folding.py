"""Text as the record keeps and compares it."""

from __future__ import annotations

import unicodedata


def fold(name: str) -> str:
    """Return a name as it is compared: NFKC, case-folded, white space run together."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def storable(text: str) -> str:
    """Return text that can be written in UTF-8: half a surrogate pair, as in odd file names, stands as its escape."""
    return text.encode("utf-8", "backslashreplace").decode()
