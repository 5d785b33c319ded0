"""Claim: content that a report puts in somebody's mouth."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.span import Span

FORMS = ("direct", "indirect", "mixed")
STANCES = ("assert", "deny", "accuse", "demand", "promise", "threaten", "predict", "doubt", "describe")


@dataclass(frozen=True, slots=True)
class Source:
    """Hold who says it: the words used, who that is, its side, named or not.

    Fresh from the reader `actor` is None, `name` the words and `side` "unknown"; resolve/ fills them in.
    `via` is the path of words through which it was resolved, nearest first ("He" -> "the director" -> ...).
    """

    words: Span
    actor: str | None
    name: str
    side: str
    named: bool
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold a claim; `within` is the id of the claim whose content holds it, `content` its pieces in order."""

    id: str
    source: Source
    cue: Span
    content: tuple[Span, ...]
    form: str
    stance: str
    confidence: float
    within: str | None = None

    def holds(self, words: Span) -> bool:
        """Tell whether `words` lie within the content."""
        start, end = words.start, words.end
        for piece in self.content:  # noqa: SIM110 - asked so often that a generator would double the cost
            if piece.start <= start and end <= piece.end:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Hearsay:
    """Hold content with a cue but nobody named or described who says it ("reportedly")."""

    cue: Span
    content: tuple[Span, ...]
