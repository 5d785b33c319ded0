"""The words of a source as a noun phrase, and whether they name anybody."""

from __future__ import annotations

import re

_RELATIVE = re.compile(r"[\s,]+(?:who|whom|whose|which|where|when)\b", re.IGNORECASE)
_LEADING = re.compile(r"^(?:by|from|to|and|but|that|while|as|for)\s+(?=\S)", re.IGNORECASE)
_EDGE = " \t,;:.!?-–—()[]\"“”'‘’«»•�"
_DETERMINER = re.compile(
    r"^(?:a|an|one|two|three|some|several|many|other|another|most|few|both|local|all)\b", re.IGNORECASE
)
#: Words that say nobody, whatever they stand for.
EMPTY = frozenset({"there", "here", "reportedly", "allegedly", "so", "as", "the", "a", "an"})
#: A source that was cut short goes on for so many characters at most.
LONGEST_GAP = 80
_PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|you|who|this|that|these|those)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s(?:in|of|at|from|near|on|with|for|by|guarding|among|inside|outside)\s", re.IGNORECASE)
#: Words for people by what they are or do: a phrase that ends in one describes, it does not name.
_ROLE = re.compile(
    r"(?:activist|resident|witness|eyewitness|official|rebel|source|doctor|medic|local|soldier|fighter|militant|expert"
    r"|analyst|observer|survivor|rescuer|diplomat|volunteer|villager|member|supporter|critic|reporter|correspondent"
    r"|commander|spokesman|spokeswoman|spokesperson|leader|worker|officer|minister|journalist|nurse|teacher|refugee"
    r"|evacuee|civilian|student|woman|man|group|people|opponent|ambassador|negotiator|delegate|aide|adviser)(?:s|es)?",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"(?:the\s|state\s)?(?:army|military|ministry|\w+ ministry|government|coalition|opposition|regime|kremlin"
    r"|observatory|network|agency|news agency|television|tv|media|radio|council|presidency|parliament|cabinet|monitor)",
    re.IGNORECASE,
)


def noun_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return (start, end) of a source without marks at the edges and trailing relative clauses; None if nothing is.

    GUIDELINES.md: "the full noun phrase of the source as written there, without trailing relative clauses".
    """
    words = text[start:end]
    lead = _LEADING.match(words)
    if lead:
        start += lead.end()
    relative = _RELATIVE.search(text, start + 1, end)
    if relative and relative.start() > start:
        end = relative.start()
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def source_phrase(text: str, source: tuple[int, int] | None, cue: tuple[int, int]) -> tuple[int, int] | None:
    """Return (start, end) of the noun phrase of a source that describes anybody, None where it does not.

    A source cut short after its article ("the", of "the council said") goes on to its cue.
    """
    words = noun_phrase(text, *source) if source else None
    if words and text[slice(*words)].lower() in ("the", "a", "an") and _runs_on(text[words[1] : cue[0]]):
        words = noun_phrase(text, words[0], cue[0])
    return words if words and text[slice(*words)].lower() not in EMPTY else None


def _runs_on(between: str) -> bool:
    return 0 < len(between) <= LONGEST_GAP and not re.search(r"[.!?;:\n]", between)


def is_named(words: str) -> bool:
    """Tell whether the words of a source hold a name.

    "a commander", "activists in the north", "an agency's reporter" describe people without naming them, whatever names
    stand beside them.
    """
    if _DETERMINER.match(words) or _PRONOUN.match(words):
        return False
    if _INSTITUTION.fullmatch(words):
        return True
    tokens = re.findall(r"\w+", _PREPOSITION.split(words, maxsplit=1)[0])
    if not tokens or _ROLE.fullmatch(tokens[-1]):
        return False
    return any(t[0].isupper() for t in (tokens[1:] if tokens[0] == "The" else tokens))
