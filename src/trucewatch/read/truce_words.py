"""Where a report speaks of a truce: the words, the phrase around them and the sentence they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from trucewatch.know.tokens import Token, sentences, tokenize
from trucewatch.know.truce_lexicon import TruceLexicon, truce_lexicon
from trucewatch.model.place import Place
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression

#: A mention of a truce is at most so many characters long.
LONGEST_MENTION = 80
#: So many mentions of a report are read; the work stays linear in its length.
MOST_MENTIONS = 200
#: A sentence longer than this many characters on either side of a mention is cut there.
_SENTENCE = 400
#: So many characters before a truce word may say that there is none.
_NONE = 30
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "both", "such", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "any", "another", "one", "some", "no"})
_QUOTES = frozenset("\"'“”‘’")
_LENGTH = frozenset({"of", "for", "lasting"})
_PLACE = frozenset({"in", "around", "across", "at", "for", "and"})
_LEADS = _LENGTH | _PLACE | {"the"}


@dataclass(frozen=True, slots=True)
class TruceWords:
    """Hold one place where a truce is named: the `words` of the lexicon within the `phrase` (<= 80 characters).

    `sentence` is the sentence's (start, end); `definite` tells "the truce" from "a truce"; `kind` is "sure" for words
    that name a truce by themselves, "tied" for a local deal tied to fighting, "reference" for "the deal" after one.
    """

    words: Span
    phrase: Span
    sentence: tuple[int, int]
    definite: bool
    kind: str


class Scene:
    """Hold a report's text cut into tokens and sentences, with quick look-up by offset."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = report.text
        self.tokens: list[Token] = tokenize(report.text)
        self.starts = [t.start for t in self.tokens]
        self.sentences = sentences(report.text, self.tokens)
        self._sentence_starts = [s for s, _ in self.sentences]

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return the (start, end) of the sentence that holds an offset."""
        i = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[i] if i >= 0 else (0, len(self.text))

    def words_between(self, start: int, end: int) -> int:
        """Count the tokens that begin within [start, end)."""
        return max(0, bisect_left(self.starts, end) - bisect_left(self.starts, start))

    def sentences_between(self, start: int, end: int) -> int:
        """Count the sentence ends between two offsets."""
        return bisect_right(self._sentence_starts, end) - bisect_right(self._sentence_starts, start)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Return the tokens that begin within [start, end)."""
        return self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def find_truce_words(
    scene: Scene, times: Sequence[TimeExpression] = (), places: Sequence[Place] = ()
) -> list[TruceWords]:
    """Return every place where the report names a truce, in order, outside furniture.

    Lines on a map ("ceasefire line") and the truces of old wars are left out; words of local deals count only where
    their sentence ties them to fighting (docs/codebook/truce.md).
    """
    lexicon = truce_lexicon()
    inner = [(t.words, _LENGTH) for t in times if t.type == "DURATION"] + [(p.words, _PLACE) for p in places]
    matches = [(m, "sure") for m in islice(lexicon.sure.finditer(scene.text), MOST_MENTIONS)]
    tied = islice(lexicon.tied.finditer(scene.text), MOST_MENTIONS)
    matches += [(m, "tied") for m in tied if _is_tied(scene, scene.report.span(*m.span()), lexicon)]
    found = _apart(_mentions(scene, matches, lexicon, inner))
    return _apart([*found, *_mentions(scene, _references(scene, found, lexicon), lexicon, inner)])[:MOST_MENTIONS]


def _mentions(
    scene: Scene,
    matches: Iterable[tuple[re.Match[str], str]],
    lexicon: TruceLexicon,
    inner: Sequence[tuple[Span, frozenset[str]]],
) -> list[TruceWords]:
    made = (_mention(scene, match, kind, lexicon, inner) for match, kind in matches)
    return [m for m in made if m and not scene.report.in_zone(m.words, "furniture")]


def _apart(mentions: Iterable[TruceWords]) -> list[TruceWords]:
    """Return the mentions in order; of two that share words the surer one, else the longer."""
    kept: list[TruceWords] = []
    for mention in sorted(mentions, key=lambda m: (m.kind != "sure", m.kind == "reference", m.words)):
        at = bisect_left(kept, mention.words, key=lambda k: k.words)
        beside = kept[max(0, at - 1) : at + 1]
        if not any(k.phrase.touches(mention.words) or k.words.touches(mention.phrase) for k in beside):
            kept.insert(at, mention)
    return kept


def _references(
    scene: Scene, found: Sequence[TruceWords], lexicon: TruceLexicon
) -> Iterator[tuple[re.Match[str], str]]:
    """Yield "the deal", "this plan" in the three sentences from a truce on."""
    starts = [m.words.start for m in found]
    for match in islice(lexicon.references.finditer(scene.text) if found else (), MOST_MENTIONS):
        at = bisect_left(starts, match.start())
        article = scene.tokens_in(max(0, match.start() - 10), match.start())[-1:]
        defined = bool(at and article and article[0].lower in _DEFINITE)
        if defined and scene.sentences_between(starts[at - 1], match.start()) <= 3:
            yield match, "reference"


def _is_tied(scene: Scene, span: Span, lexicon: TruceLexicon) -> bool:
    start, end = scene.sentence_at(span.start)
    start, end = max(start, span.start - _SENTENCE), min(end, span.end + _SENTENCE)
    return any(
        not (m.start() < span.end and span.start < m.end()) for m in lexicon.ties.finditer(scene.text, start, end)
    )


def _mention(
    scene: Scene, match: re.Match[str], kind: str, lexicon: TruceLexicon, inner: Sequence[tuple[Span, frozenset[str]]]
) -> TruceWords | None:
    start, end = match.span()
    first, last = scene.sentence_at(start)
    sentence = max(first, start - _SENTENCE), min(last, end + _SENTENCE)
    if _only_looks_like_one(scene.text, start, end, lexicon):
        return None
    lengths = [s for s, leads in inner if leads is _LENGTH and start - LONGEST_MENTION <= s.start < start]
    first, definite = _left(scene, start, sentence[0], lexicon, lengths)
    near = [i for i in inner if end <= i[0].end and i[0].start <= end + LONGEST_MENTION]
    last = _right(scene, end, min(sentence[1], first + LONGEST_MENTION), lexicon, near)
    last = max(end, min(last, first + LONGEST_MENTION))
    first = max(first, last - LONGEST_MENTION)
    span = scene.report.span
    return TruceWords(span(start, end), span(first, last), sentence, definite, kind)


def _only_looks_like_one(text: str, start: int, end: int, lexicon: TruceLexicon) -> bool:
    after = text[end : end + 20].lstrip(" \"'”’")
    before = text[max(0, start - 12) : start]
    told_off = lexicon.none_before.search(text[max(0, start - _NONE) : start])
    return bool(lexicon.not_after.match(after) or lexicon.not_before.search(before) or told_off)


def _left(scene: Scene, start: int, least: int, lexicon: TruceLexicon, lengths: Sequence[Span]) -> tuple[int, bool]:
    """Return where the noun phrase begins, and whether it is definite ("the truce")."""
    before = scene.tokens_in(max(least, start - LONGEST_MENTION), start)
    first = start
    names = 0
    for token in reversed(before[-6:]):
        low = token.lower
        if low in _DEFINITE | _INDEFINITE:
            return token.start, low in _DEFINITE
        describes = low in lexicon.qualities or "-" in low or low[0].isdigit() or token.text in _QUOTES
        describes = describes or any(s.start <= token.start < s.end for s in lengths)
        if not (describes or token.text[0].isupper() or low in ("and", ".", ",") or low.endswith(("-", "’s", "'s"))):
            break
        names += not describes and token.text[0].isupper() and len(token.text) > 1
        if (describes or token.text[0].isupper()) and names < 3:
            first = token.start
    return first, False


def _right(
    scene: Scene, end: int, most: int, lexicon: TruceLexicon, inner: Sequence[tuple[Span, frozenset[str]]]
) -> int:
    """Return where the noun phrase ends: after heads ("deal") and a following place or length of time."""
    last = end
    led: list[str] = []
    for token in scene.tokens_in(end, most):
        if token.lower in lexicon.heads or token.text in _QUOTES:
            last = token.end
            continue
        if any(s.start <= token.start < s.end <= most and any(w in leads for w in led) for s, leads in inner):
            last = token.end
            continue
        led = [*led, token.lower] if last < token.start and led and token.lower in _LEADS else [token.lower]
        if token.lower not in _LEADS or len(led) > 3:
            break
    return last
