"""How names are compared in the record: without regard to case and to compatible forms of a letter."""

from __future__ import annotations

import unicodedata


def fold(name: str) -> str:
    """Return a name as it is compared: NFKC, case-folded, white space run together."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
