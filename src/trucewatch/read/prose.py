"""A report's text cut into words, sentences and paragraphs once, for all rules that read it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.know.tokens import Token, sentences, tokenize
from trucewatch.model.claim import Claim
from trucewatch.model.report import Report
from trucewatch.model.span import Span

#: A text without full stops is cut after so many words, so that no rule ever looks further.
LONGEST_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold a sentence: words `first` to `last` (exclusive) of the prose, and the paragraph it stands in."""

    index: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Prose:
    """Hold the words (`tokens`, `lower` in lower case) and sentences of a report."""

    report: Report
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, report: Report) -> Prose:
        """Cut a report's text into words and sentences."""
        tokens = tuple(tokenize(report.text))
        starts = tuple(t.start for t in tokens)
        cut: list[Sentence] = []
        paragraph, before = 0, 0
        for start, end in sentences(report.text, list(tokens)):
            if "\n" in report.text[before:start]:
                paragraph += 1
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            for at in range(first, last, LONGEST_SENTENCE):
                cut.append(Sentence(len(cut), at, min(at + LONGEST_SENTENCE, last), paragraph))
            before = end
        return cls(report, tokens, tuple(t.lower for t in tokens), tuple(cut), starts)

    def span(self, first: int, last: int) -> Span:
        """Return words `first` to `last` (exclusive) as a span of the text."""
        return self.report.span(self.tokens[first].start, self.tokens[last - 1].end)

    def word_at(self, offset: int) -> int:
        """Return the index of the word that holds or follows a character."""
        at = bisect_right(self.starts, offset) - 1
        return at if at >= 0 and offset < self.tokens[at].end else at + 1

    def range_of(self, words: Span) -> tuple[int, int]:
        """Return the words (first, last exclusive) that a span of the text covers."""
        return self.word_at(words.start), bisect_left(self.starts, words.end)

    def sentence_at(self, word: int) -> Sentence | None:
        """Return the sentence that holds a word."""
        at = bisect_right(self.sentences, word, key=lambda s: s.first) - 1
        return self.sentences[at] if at >= 0 and word < self.sentences[at].last else None

    def has(self, first: int, last: int, words: frozenset[str]) -> bool:
        """Tell whether one of `words` stands among words `first` to `last` (exclusive)."""
        return not words.isdisjoint(self.lower[max(0, first) : max(0, last)])


def innermost(claims: Sequence[Claim], words: Span) -> Claim | None:
    """Return the innermost claim whose content holds `words`, None where the outlet itself says them."""
    holding = [c for c in claims if c.holds(words)]
    return min(holding, key=lambda c: sum(p.end - p.start for p in c.content), default=None)
