"""Shares of cues and roles to attributions: words of cue, source and content; numpy and plain search, no learning.

The search follows our trial: per cue the one stretch of words that is most surely its source, then the pieces of
content by a two-state Viterbi search in which every change of state has its cost: contents begin and end at marks and
beside source and cue more often than in the midst of a clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trucewatch.read.encoder import Links
from trucewatch.read.windows import Window

#: What a change between content and other words costs, in log odds: at a mark or where source or cue stand between, and
#: elsewhere (tuned on PolNeAR dev, checked on its halves and on folds 1-5).
EDGE, WITHIN = 1.0, 3.0
#: A word belongs to a cue from this share on; low, because the share of being a claim decides later.
CUE = 0.3
#: Of two attributions of one window whose contents overlap by more than this (Jaccard), the surer is kept.
SAME = 0.5
_WORD = re.compile(r"\w+(?:[’'\-–.]\w+)*|[^\w\s]")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Hold the words of a window: (start, end) characters, the word pieces of each, `mean` (words, pieces), the matrix
    that averages over the pieces of each word, and whether each is a mark or stands right behind one (`edges`)."""

    spans: Sequence[tuple[int, int]]
    pieces: Sequence[Sequence[int]]
    mean: Floats
    edges: Sequence[bool]

    @classmethod
    def of(cls, text: str, window: Window) -> Words:
        """Cut the characters of a window into words; a word without a piece is dropped."""
        low, high = window.offsets[0][0], window.offsets[-1][1]
        spans: list[tuple[int, int]] = []
        pieces: list[list[int]] = []
        offsets, piece, last = window.offsets, 0, len(window.offsets)
        for match in _WORD.finditer(text, low, high):
            start, end = match.span()
            own: list[int] = []
            while piece < last and offsets[piece][0] < end:
                if offsets[piece][1] > start:
                    own.append(piece)
                piece += 1
            if own:
                spans.append((start, end))
                pieces.append(own)
        mean = np.zeros((len(spans), last), dtype=np.float32)
        sizes = np.array([len(own) for own in pieces], dtype=np.intp)
        rows = np.repeat(np.arange(len(pieces)), sizes)
        mean[rows, [p for own in pieces for p in own]] = np.repeat(1 / sizes, sizes)
        marks = [not text[start].isalnum() for start, _ in spans]
        edges = [mark or (at > 0 and marks[at - 1]) for at, mark in enumerate(marks)]
        return cls(spans, pieces, mean, edges)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold who says what by (start, end) characters; `source` is None where nobody is given.

    All shares are 0 to 1: `cue_share` of being a cue (PolNeAR's sense), `claim_share` of being a claim by our
    guidelines, `role_share` the mean over the words of source and content; `stance` and `form` in the order of STANCES
    and FORMS.
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    cue_share: float
    claim_share: float
    role_share: float
    stance: tuple[float, ...] = ()
    form: tuple[float, ...] = ()


def cues(words: Words, share: Floats, window: Window, least: float = CUE) -> list[tuple[int, int, float]]:
    """Return (first word, last word exclusive, share) of the cues that a window answers for.

    `share` (pieces, 2) is how surely each piece begins or continues a cue.
    """
    if not words.spans:
        return []
    either, first = share.sum(-1).tolist(), share[:, 0].tolist()
    whole = [max(either[i] for i in pieces) for pieces in words.pieces]
    begins = [max(first[i] for i in pieces) for pieces in words.pieces]
    found: list[tuple[int, int, float]] = []
    for word, (sure, begin) in enumerate(zip(whole, begins, strict=True)):
        if sure < least:
            continue
        if found and found[-1][1] == word and begin <= sure / 2:
            found[-1] = (found[-1][0], word + 1, max(found[-1][2], sure))
        else:
            found.append((word, word + 1, sure))
    return [c for c in found if window.first <= words.pieces[c[0]][0] < window.last]


def attribution(text: str, words: Words, cue: tuple[int, int, float], links: Links, at: int) -> Attribution | None:
    """Return the attribution of a cue, the one that stands at row `at` of `links`; None without content."""
    first, last, sure = cue
    roles = links.roles[at, 1 : words.mean.shape[1] + 1]
    share = np.exp(words.mean @ np.log(np.maximum(roles, 1e-6)))
    share = np.clip(share / share.sum(-1, keepdims=True), 1e-4, 1 - 1e-4)
    odds = np.log(share / (1 - share))
    source_odds = odds[:, 1].tolist()
    source_odds[first:last] = [-20.0] * (last - first)
    source = best_stretch(source_odds)
    taken = set(range(first, last)) | set(range(*source) if source else ())
    free = [w for w in range(len(words.spans)) if w not in taken]
    costs = [EDGE if words.edges[w] or w - 1 in taken else WITHIN for w in free]
    chosen = [w for w, on in zip(free, switching(odds[free, 2].tolist(), costs), strict=True) if on]
    content = tuple(s for s in (trim(text, words, a, b) for a, b in runs(chosen)) if s)
    if not content:
        return None
    content_share = share[:, 2].tolist()
    shares = [content_share[w] for w in chosen] + ([float(share[slice(*source), 1].mean())] if source else [])
    return Attribution(
        cue=(words.spans[first][0], words.spans[last - 1][1]),
        source=trim(text, words, *source) if source else None,
        content=content,
        cue_share=sure,
        claim_share=float(links.claim[at]),
        role_share=float(np.mean(shares)),
        stance=tuple(links.stance[at].tolist()),
        form=tuple(links.form[at].tolist()),
    )


def best_stretch(odds: Sequence[float]) -> tuple[int, int] | None:
    """Return (first, last exclusive) of the stretch with the largest sum (Kadane), None where none is positive."""
    best, found, total, start = 0.0, None, 0.0, 0
    for i, x in enumerate(odds):
        if total <= 0:
            total, start = 0.0, i
        total += x
        if total > best:
            best, found = total, (start, i + 1)
    return found


def switching(odds: Sequence[float], costs: Sequence[float]) -> list[bool]:
    """Return the best on/off path through log odds of "on" when a change of state before each has its cost (Viterbi).

    To begin with "on", and to end with it, costs half of EDGE.
    """
    off, on = 0.0, -EDGE / 2
    back: list[tuple[bool, bool]] = []
    for x, cost in zip(odds, costs, strict=True):
        from_off, from_on = off >= on - cost, on >= off - cost
        off, on = (off if from_off else on - cost), (on if from_on else off - cost) + x
        back.append((not from_off, from_on))
    state = on - EDGE / 2 > off
    path: list[bool] = []
    for was_on_if_off, was_on_if_on in reversed(back):
        path.append(state)
        state = was_on_if_on if state else was_on_if_off
    return path[::-1]


def runs(chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Return (first, last exclusive) of the unbroken runs of ascending numbers."""
    found: list[tuple[int, int]] = []
    for w in chosen:
        if found and found[-1][1] == w:
            found[-1] = (found[-1][0], w + 1)
        else:
            found.append((w, w + 1))
    return found


def trim(text: str, words: Words, first: int, last: int) -> tuple[int, int] | None:
    """Return the characters of words `first` to `last`, without marks at the edges; None where no word is left."""
    start, end = words.spans[first][0], words.spans[last - 1][1]
    while end > start and text[end - 1] in ",;: ":
        end -= 1
    while start < end and text[start] in ",;:. ":
        start += 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def distinct(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """Drop of two attributions with nearly the same content the less sure one; return the rest in text order."""
    kept: list[tuple[Attribution, frozenset[int]]] = []
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for one in sorted(found, key=lambda a: (-a.cue_share * a.claim_share * a.role_share, a.cue)):
        own = frozenset(i for s, e in one.content for i in range(s, e) if text[i].isalnum())
        rivals = (kept[k] for k in {k for i in own for k in holders[i]})
        if all(len(own & other) <= SAME * len(own | other) or _nested(one, kin) for kin, other in rivals):
            for i in own:
                holders[i].append(len(kept))
            kept.append((one, own))
    return sorted((a for a, _ in kept), key=lambda a: a.cue)


def _nested(one: Attribution, other: Attribution) -> bool:
    """Tell whether cue and source of either lie in the content of the other."""
    return any(
        inner.source is not None
        and all(any(s <= w[0] and w[1] <= e for s, e in outer.content) for w in (inner.cue, inner.source))
        for outer, inner in ((one, other), (other, one))
    )
