"""What the encoder says of words that name a truce: which state they give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.model.report import Report
from trucewatch.read.encoder import Encoded, Encoder, Pointed
from trucewatch.read.telling import Pieces
from trucewatch.read.truce_words import Scene, TruceWords, find_truce_words
from trucewatch.read.windows import Window


@dataclass(slots=True)
class TruceScan:
    """Hold the words of a report that name a truce, and the shares of the states that the encoder holds each to give
    (by its first character; "none" is one of them).
    """

    scene: Scene
    mentions: Sequence[TruceWords]
    states: dict[int, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report) -> TruceScan:
        """Cut a report into words and look up those that name a truce."""
        scene = Scene(report)
        return cls(scene, find_truce_words(scene))


def scan_truces(encoder: Encoder, encoded: Encoded, scan: TruceScan, window: Window) -> None:
    """Fill the scan of a report with a window: say which state every mention gives that the window answers for."""
    if not scan.mentions:
        return
    cut = Pieces.of(window.offsets)
    pointed: list[tuple[Pointed, Pointed]] = []
    answered: list[int] = []
    for mention in scan.mentions:
        pieces = range(*cut.covered(mention.words.start, mention.words.end))
        if pieces and window.first <= pieces[0] < window.last:
            answered.append(mention.words.start)
            pointed.append((pieces, range(*cut.covered(*mention.sentence)) or pieces))
    found = encoder.states(encoded, pointed)
    if found is not None:
        for start, shares in zip(answered, found.tolist(), strict=True):
            scan.states[start] = dict(zip(encoder.pacts, shares, strict=True))
