"""Whether a happening is told as an event, or is background or a word in passing."""

from __future__ import annotations

from typing import Protocol

from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.merging import Happening
from trucewatch.read.prose import Prose

#: Sides whose acts of speech are events (gold/GUIDELINES.md).
SPEAKERS_LEFT_OUT = frozenset({"media", "civilians", "unknown", "aid"})


class WorthJudge(Protocol):
    """Judge happenings: the rules here, or a trained model in their place."""

    def judge(self, prose: Prose, happening: Happening, mentions: Mentions) -> float | None:
        """Return how sure it is that this is an event (0 to 1), None where it is none."""
        ...


class MentionWorth:
    """Judge a happening by what is known of it."""

    def judge(self, prose: Prose, happening: Happening, mentions: Mentions) -> float | None:  # noqa: ARG002
        """Return a confidence, None for background, for words in passing and for acts of speech of bystanders."""
        first = happening.mentions[0].trigger
        if happening.type in SPEECH:
            sides = happening.sides("actor") - SPEAKERS_LEFT_OUT
            return 0.5 if sides else None
        weak = all(m.trigger.weak for m in happening.mentions)
        toll_only = all(m.trigger.toll for m in happening.mentions)
        given = sum(
            bool(x) for x in (happening.sides("actor"), happening.sides("recipient"), happening.tolls("killed"))
        )
        if weak and given < 2:
            return None
        if toll_only and not happening.tolls("killed"):
            return None
        return min(0.9, 0.4 + 0.1 * given + 0.05 * len(happening.mentions) + (0.1 if first.sentence < 3 else 0.0))
