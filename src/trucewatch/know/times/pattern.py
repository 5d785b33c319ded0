"""The small language in which rules of the time grammar are written, and what a rule finds.

`CLASS` is a class of words (lexicon.py), `word` that very word, `name:X` keeps X under a name, `<MACRO>` is a pattern
from MACROS; `( ) | ? {m,n}` and `[...]`-free repetition are as in regular expressions. Every repetition is bounded, so
that matching is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.know.times.lexer import ALPHABET, Word, literal

if TYPE_CHECKING:
    from trucewatch.know.times.meaning import Meaning
    from trucewatch.know.times.scene import Scene

_PIECE = re.compile(
    r"(?P<name>[a-z]\w*):|<(?P<macro>[A-Z]+)>|(?P<cls>[A-Z][A-Z0-9]*)|(?P<word>[a-z']+)|(?P<op>\(|\)|\||\?|!\(|<=\(|=\(|\{\d,\d\})"
    r"|(?P<mark>[,\-/.])|(?P<space>\s+)"
)
_MARKS = {",": "COMMA", "-": "DASH", "/": "SLASH", ".": "DOT"}
MACROS = {
    "NUMBER": "(PLAIN|COMMAD|NUMW (-? NUMW){0,3}|NUMW? SCALEW and NUMW (-? NUMW)?|a SCALEW|DECIMAL)(-? "
    "FRACTION|and (a|one) half)?",
    "ORDINAL": "(ORDN|ORDW|TENW - ORDW)",
    "DAYORD": "(ORDDAY|ORDW|TENW -? ORDW)",
    "ABOUT": "(ABOUT|OVER|UNDER|(more|less|fewer) than|at (least|most)|up to|no (more|less|fewer) than"
    "|as (long|many|much) as|well over|just (over|under))",
    "EDGE": "(EARLY (in)?|LATE (in)?|MID|earlier (in)?|later (in)?|the (EARLY|LATE|MID|latter) (part)? (of)?"
    "|the? (BEGIN|END|MID|second half|first half) of|sometime) -?",
    "MON": "(MONTHX DOT?|MONTH)",
    "AROUND": "(around|about|circa|ca DOT?|approximately)",
    "UNIT": "(UNIT1|UNITS)",
    "ZONE": "(ZONE (PLUS PLAIN)?|OPEN ZONE CLOSE|local time|NAME{1,2} time)",
}


def _compile(source: str) -> str:
    out: list[str] = []
    position = 0
    while position < len(source):
        piece = _PIECE.match(source, position)
        if piece is None:
            raise ValueError(f"cannot read the pattern at {source[position:]!r}")
        position = piece.end()
        out.append(_translate(piece))
    return "".join(out)


def _translate(piece: re.Match[str]) -> str:
    if piece["name"]:
        return f"(?P<{piece['name']}>"
    if piece["macro"]:
        return f"(?:{_compile(MACROS[piece['macro']])})"
    if piece["cls"]:
        return ALPHABET.pattern(piece["cls"])
    if piece["word"]:
        return literal(piece["word"])
    if piece["mark"]:
        return ALPHABET.pattern(_MARKS[piece["mark"]])
    if piece["op"]:
        return {"(": "(?:", "!(": "(?!", "=(": "(?=", "<=(": "(?<="}.get(piece["op"], piece["op"])
    return ""


def expression(source: str) -> str:
    """Return a rule's pattern as a regular expression over token symbols; ValueError for an unknown class or word."""
    closed = re.sub(r"([a-z]\w*):(<[A-Z]+>|[A-Za-z0-9']+)", r"\1:\2)", source)
    closed = re.sub(r"([a-z]\w*):\(", r"\1:", closed)
    counted: dict[str, int] = {}

    def own(match: re.Match[str]) -> str:
        name = match[1]
        counted[name] = counted.get(name, 0) + 1
        return f"(?P<{name}>" if counted[name] == 1 else f"(?P<{name}_{counted[name]}>"

    return re.sub(r"\(\?P<(\w+)>", own, _compile(closed))


_ATOM = re.compile(r"(?P<set>\[[^\]]*\])|(?P<look>\(\?(?:!|=|<=))|\((?:\?(?:P<\w+>|:))?|\)|\||(?P<times>\?|\{\d,\d\})")


def needed(pattern: str) -> list[frozenset[str]]:
    """Return sets of symbols of each of which every match of an expression() holds one.

    A text without a symbol of one of the sets need not be searched.
    """
    return _alternatives(deque(_ATOM.finditer(pattern)))


def _alternatives(atoms: deque[re.Match[str]]) -> list[frozenset[str]]:
    """Read atoms to the end of their group: the sets of its one branch, else one set made of one from each branch."""
    branches: list[list[frozenset[str]]] = [[]]
    while atoms and (atom := atoms.popleft()).group() != ")":
        if atom.group() == "|":
            branches.append([])
            continue
        found = [frozenset(atom["set"][1:-1])] if atom["set"] else _alternatives(atoms)
        optional = bool(atoms and atoms[0]["times"]) and atoms.popleft().group().startswith(("?", "{0"))
        if not optional and not atom["look"]:
            branches[-1] += found
    if len(branches) == 1:
        return branches[0]
    return [frozenset().union(*(min(sets, key=len) for sets in branches))] if all(branches) else []


class Hit(NamedTuple):
    """Hold what a rule matched: tokens `first` to `last` (exclusive) and its named parts."""

    rule: Rule
    words: list[Word]
    match: re.Match[str]

    @property
    def first(self) -> int:
        """Return the index of the first token."""
        return self.match.start()

    @property
    def last(self) -> int:
        """Return the index after the last token."""
        return self.match.end()

    def span(self, name: str) -> tuple[int, int] | None:
        """Return the tokens of a named part, None where it was not matched."""
        for group in self.rule.names.get(name, ()):
            if self.match[group] is not None:
                return self.match.span(group)
        return None

    def has(self, name: str) -> bool:
        """Tell whether the named part was matched."""
        return self.span(name) is not None

    def low(self, name: str) -> str:
        """Return the words of a named part in lower case, with single spaces; "" where it was not matched."""
        return " ".join(self.parts(name))

    def parts(self, name: str) -> list[str]:
        """Return the words of a named part in lower case, one by one."""
        found = self.span(name)
        return [w.low for w in self.words[found[0] : found[1]]] if found else []


@dataclass(frozen=True)
class Rule:
    """Hold a named rule: its pattern's source and the function that reads a hit (None: the hit means nothing).

    Of two hits that begin at one place the longer wins, then the heavier. It is compiled when a text may match it.
    """

    name: str
    source: str
    read: Callable[[Hit, Scene], Meaning | None]
    weight: int = 0

    @cached_property
    def expression(self) -> str:
        """Return the pattern as a regular expression; words that are new to the grammar are learned by asking."""
        return expression(self.source)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        return re.compile(self.expression)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Return the sets of symbols of each of which a text must hold one, the smallest first."""
        return tuple(sorted(set(needed(self.expression)), key=lambda s: (len(s), sorted(s))))

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Return the groups of the pattern by the name of the part that they keep."""
        found: dict[str, tuple[str, ...]] = {}
        for group in self.pattern.groupindex:
            base = group.split("_")[0]
            found[base] = (*found.get(base, ()), group)
        return found
