"""Which state a mention gives its truce, weighed: cue words with their state, the words beside it, "the" or "a", and
what the encoder says of it.

The weights (truce_states.json, one model for each state and for "none") are fitted by training/truces/states.py. They
know words in small letters only: no name of a place, group or person.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trucewatch.read.linear import shipped_by_name
from trucewatch.read.truce_state import StateSaid, latest
from trucewatch.read.truce_words import Scene, TruceWords

#: The file of the weights.
STATES = "truce_states"
#: The model of mentions that say nothing of a state.
NONE = "none"
#: A mention is likely to give a state from this share on (a third to .35 does best on 55 truces that no rule or weight
#: had seen, and on the gold's folds 1 to 5 with weights that had not).
LIKELY = 1 / 3
#: What the log of the head's share (Encoder.state) counts for beside the words' (tried by training/truces/head.py).
HEAD = 0.1
#: So many words on either side of a mention count as beside it; of the rest of the sentence only that they stand in it.
BESIDE = 12
#: So many words right before and behind a mention count with their place.
NEXT = 2
#: So many characters on either side of a mention are looked at.
REACH = 300
#: Words count by so many first letters: beside the mention, and in its sentence.
STEM, SHORT = 7, 6


def features(scene: Scene, mention: TruceWords, said: Sequence[StateSaid]) -> Iterator[str]:
    """Yield the named features of a mention; `said` are the states that cues of its sentence give it."""
    yield from {f"said:{s.state}" for s in said}
    last = latest(said)
    yield f"latest:{last.state if last else NONE}"
    yield f"definite:{mention.definite}"
    yield f"named:{mention.words.text.lower()}"
    first, end = mention.sentence
    before = scene.tokens_in(max(first, mention.words.start - REACH), mention.words.start)
    after = scene.tokens_in(mention.words.end, min(end, mention.words.end + REACH))
    for side, tokens in (("left", before[::-1]), ("right", after)):
        words = [t.lower for t in tokens if t.lower[0].isalpha()]
        for i, word in enumerate(words):
            yield f"sentence:{word[:SHORT]}"
            if i < BESIDE:
                yield f"{side}:{word[:STEM]}"
            if i < NEXT:
                yield f"{side} {i}:{word[:STEM]}"


def shares(found: Iterable[str], told: Mapping[str, float] | None = None) -> Mapping[str, float]:
    """Return how likely a mention with these features gives each state, or none: 0 to 1 each, 1 in all.

    `told` are the shares by the encoder, where it was asked.
    """
    every = frozenset(found)
    each = {state: model.share(every) for state, model in shipped_by_name(STATES).items()}
    if told:
        each = {state: share * told[state] ** HEAD for state, share in each.items()}
    whole = math.fsum(each.values())
    return {state: share / whole for state, share in each.items()}
