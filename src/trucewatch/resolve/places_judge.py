"""Whether words that are spelled like a place's name are used as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from trucewatch.know.gazetteer import Gazetteer
from trucewatch.know.gazetteer.names import key
from trucewatch.resolve.places_spot import FEATURES, Mention

_TITLES = frozenset(
    "mr mrs ms dr sir president minister secretary general colonel captain major lieutenant sergeant commander "
    "sheikh imam king queen prince judge justice senator rep sen gov governor mayor ambassador spokesman spokeswoman "
    "professor abu ibn bin bint umm abd mohammed muhammad mohamed ahmed ahmad ali hassan hussein omar mahmoud ibrahim khaled "
    "john david james robert michael william richard thomas".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern "
    "central greater old new upper lower rural downtown".split()
)
_BEFORE = re.compile(r"(\S+)[ ]$")
_AFTER = re.compile(r"^[ ](\S+)")


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the words that English texts write in lower case and that are also the key of some town."""
    text = files("trucewatch.know.gazetteer").joinpath("common_words.txt").read_text("utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def is_place(text: str, mention: Mention, gazetteer: Gazetteer, countries: Sequence[str]) -> bool:
    """Tell whether the words are used as a place's name, by their neighbours and by how well known the place is."""
    spelled = key(mention.text)
    best = mention.candidates[0].entry
    own = gazetteer.own(mention.text)
    if spelled in common_words() and not own:
        return False
    before = _BEFORE.search(text, max(0, mention.start - 30), mention.start)
    after = _AFTER.search(text[mention.end : mention.end + 30])
    left = before.group(1).strip("“\"'(‘") if before else ""
    right = after.group(1).strip(".,;:”\"')’") if after else ""
    if left.lower().rstrip(".") in _TITLES:
        return False
    named_left = left[:1].isupper() and left.lower() not in _DIRECTIONS | set(FEATURES) and not left.isupper()
    if named_left and left.lower() not in common_words() and not gazetteer.known(left):
        return own and len(spelled) > 4
    if right[:1].isupper() and right.lower() not in FEATURES and right not in countries:
        return own and best.wide
    return own or best.country in countries or best.wide or best.pop >= 15_000 or mention.feature is not None
