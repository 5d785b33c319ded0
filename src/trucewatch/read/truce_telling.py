"""What the encoder says of words that name a truce: which state they give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    asked = list(answered(scan.mentions, window))
    found = encoder.states(encoded, [pieces for _, pieces in asked])
    if found is not None:
        for (mention, _), shares in zip(asked, found.tolist(), strict=True):
            scan.states[mention.words.start] = dict(zip(encoder.pacts, shares, strict=True))


def answered(mentions: Sequence[TruceWords], window: Window) -> Iterator[tuple[TruceWords, tuple[Pointed, Pointed]]]:
    """Yield the mentions that a window answers for, with their own pieces and those of their sentence."""
    cut = Pieces.of(window.offsets)
    for mention in mentions:
        pieces = range(*cut.covered(mention.words.start, mention.words.end))
        if pieces and window.first <= pieces[0] < window.last:
            yield mention, (pieces, range(*cut.covered(*mention.sentence)) or pieces)
