"""The state of a truce at each place where a report speaks of it, by cue words with negation and tense."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.know.truce_lexicon import Cue, truce_lexicon
from trucewatch.model.span import Span
from trucewatch.read.truce_words import Scene, TruceWords

#: A negation or modal counts this many words before the cue.
_REACH = 4
#: A clause is looked back through so many characters.
_CLAUSE = 120
_SUPPOSING = frozenset({"if", "unless"})
#: Words that end a truce, or else what stands behind them, save where that says when.
_ENDS = frozenset({"end", "ends", "ended"})
_OBJECT = frozenset("the a an all its their his her this that".split())
_WHEN = frozenset("same next following previous day week month year hour minute night morning evening few".split())
#: States that a modal leaves as they are: what is sought, threatened or refused is open anyway.
_LEFT_OPEN = frozenset({"negotiating", "announced", "strained", "rejected"})


@dataclass(frozen=True, slots=True)
class StateSaid:
    """Hold one state given to a truce: the cue's words, the words from cue to truce, how many words lie between."""

    state: str
    cue: Span
    words: Span
    gap: int


def states_said(scene: Scene, mention: TruceWords, others: Iterable[TruceWords] = ()) -> list[StateSaid]:
    """Return the states that the sentence of a mention gives it, in order; cues nearer to another are left to that.

    Of cues within each other the longest counts.
    """
    start, end = mention.sentence
    rest = [o.words for o in others if o.sentence == mention.sentence and o.words != mention.words]
    found: list[StateSaid] = []
    for cue in truce_lexicon().cues:
        for match in cue.words.finditer(scene.text, start, end):
            words = scene.report.span(*match.span())
            gap = _gap(scene, cue, words, mention)
            if gap is None or any(_nearer(scene, words, mention.words, o) for o in rest) or _ends_else(scene, words):
                continue
            state = _as_meant(scene, cue, words, start, mention)
            if state:
                found.append(StateSaid(state, words, _from_to(scene, words, mention), gap))
    whole = [s for s in found if not any(o.cue.holds(s.cue) and o.cue != s.cue for o in found)]
    return sorted(whole, key=lambda s: (s.cue.start, s.gap))


def latest(said: Iterable[StateSaid]) -> StateSaid | None:
    """Return the latest state of those said, by the lexicon's order; of equal ones the nearest to its truce."""
    order = truce_lexicon().order
    return min(said, key=lambda s: (order.index(s.state), s.gap, s.cue.start), default=None)


def _gap(scene: Scene, cue: Cue, words: Span, mention: TruceWords) -> int | None:
    """Count the words between cue and truce words; None where the cue stands on the wrong side or too far off."""
    truce = mention.words
    if words.touches(truce):
        return None
    before = words.end <= truce.start
    if cue.where == ("after" if before else "before"):
        return None
    left, right = (words.end, truce.start) if before else (truce.end, words.start)
    between = scene.tokens_in(left, right)
    if len(between) > cue.gap or any(t.text in ";:" for t in between):
        return None
    return len(between)


def _ends_else(scene: Scene, words: Span) -> bool:
    """Tell whether it is something else that ends ("a truce that ends the siege", not "ended the same day")."""
    if words.text.lower() not in _ENDS:
        return False
    following = [t.lower for t in scene.tokens_in(words.end, min(len(scene.text), words.end + 40))[:2]]
    return len(following) == 2 and following[0] in _OBJECT and following[1] not in _WHEN


def _nearer(scene: Scene, cue: Span, mine: Span, other: Span) -> bool:
    def distance(words: Span) -> int:
        left, right = (cue, words) if cue.start <= words.start else (words, cue)
        return scene.words_between(left.end, right.start)

    return distance(other) < distance(mine)


def _as_meant(scene: Scene, cue: Cue, words: Span, least: int, mention: TruceWords) -> str | None:
    """Return the state that the cue means here: as it is, under a negation, or left open by a modal."""
    lexicon = truce_lexicon()
    before = scene.tokens_in(max(least, words.start - 60), words.start)[-_REACH:]
    if not before or (cue.state == "proposed"):
        return cue.state
    start = before[0].start
    for other in lexicon.negations.finditer(scene.text, start, words.start):
        if not mention.words.touches(scene.report.span(*other.span())):
            return cue.negated
    near = before[-3:]
    if any(lexicon.modals.fullmatch(t.text) for t in near):
        return cue.open or (cue.state if cue.state in _LEFT_OPEN else None)
    if _is_supposed(scene, least, words, mention):
        return "proposed" if cue.open else None
    return cue.state


def _is_supposed(scene: Scene, least: int, words: Span, mention: TruceWords) -> bool:
    """Tell whether the clause of cue and truce words begins with "if" ("if you have a truce in place")."""
    first = min(words.start, mention.words.start)
    clause = scene.tokens_in(max(least, first - _CLAUSE), first)
    cut = max((i for i, t in enumerate(clause) if t.text in ",;:"), default=-1)
    return any(t.lower in _SUPPOSING for t in clause[cut + 1 :])


def _from_to(scene: Scene, words: Span, mention: TruceWords) -> Span:
    """Cut the words from the cue to the truce words, whichever comes first."""
    return scene.report.span(min(words.start, mention.words.start), max(words.end, mention.words.end))
