"""Which claims report a happening: a small linear model over a happening and a claim beside it.

The weights (event_links.json) are fitted by training/events/linking.py on folds 1 to 5 of the gold. They weigh what
the content holds and shares with the happening, how near the two stand and what else lies between (read/scene.py);
they name no place, group or date.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from trucewatch.model.claim import Claim
from trucewatch.model.event import ClaimLink
from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.happening import Happening
from trucewatch.read.linear import Linear, shipped
from trucewatch.read.prose import Prose
from trucewatch.read.scene import Scene, features

#: Pairs of a happening and a claim more than NEAR sentences apart are weighed only where the content holds something of
#: the happening (of the 3,806 others of folds 1 to 5 the model would link four, two of them rightly), and not at all in
#: a report with more than MOST_PAIRS pairs.
MOST_PAIRS, NEAR = 4_000, 5


class ClaimLinker(Protocol):
    """Tell which claims report which happenings: the linear model here, or another in its place."""

    def link(
        self, prose: Prose, happenings: Sequence[Happening], mentions: Mentions, dropped: Sequence[Happening] = ()
    ) -> list[tuple[ClaimLink, ...]]:
        """Return the links of each happening, in the order of the claims."""
        ...


class LinearLinks:
    """Link claims by a weighted sum of the features of each pair; `sameness` is that of Scene.of."""

    def __init__(self, weights: Linear | None = None, sameness: Linear | None = None) -> None:
        self._weights = weights or shipped("event_links")
        self._sameness = sameness

    def link(
        self, prose: Prose, happenings: Sequence[Happening], mentions: Mentions, dropped: Sequence[Happening] = ()
    ) -> list[tuple[ClaimLink, ...]]:
        """Return the links of each happening, in the order of the claims."""
        scene = Scene.of(prose, happenings, mentions, dropped, self._sameness)
        return [
            tuple(ClaimLink(c.id, polarity(h, c)) for i, c in enumerate(mentions.claims) if self._reports(scene, n, i))
            for n, h in enumerate(happenings)
        ]

    def _reports(self, scene: Scene, n: int, c: int) -> bool:
        if scene.gaps[n][c] > NEAR:
            many = len(scene.told) * len(scene.said) > MOST_PAIRS
            if many or scene.holds(n, c) == "nothing":
                return False
        return self._weights.share(features(scene, n, c)) >= self._weights.threshold


def polarity(happening: Happening, claim: Claim) -> str:
    """Return "denies" where a claim denies what it speaks of, else "reports"; an act of speech is never denied."""
    performs = any(claim.cue.touches(m.trigger.words) for m in happening.mentions)
    denies = claim.stance == "deny" and not performs and happening.type not in SPEECH
    return "denies" if denies else "reports"
