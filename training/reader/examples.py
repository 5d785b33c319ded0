"""What the network learns from: windows with labelled cues and words of events."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.reader.network import PARTS

IGNORE = -100


@dataclass
class CueExample:
    """Hold a cue: its pieces, the link label of every piece, and, for gold reports, what it is as a whole.

    `links` is None for a cue that is no claim by our guidelines.
    """

    pieces: list[int]
    links: list[int] | None
    claim: int = IGNORE
    stance: int = IGNORE
    form: int = IGNORE


@dataclass
class WordExample:
    """Hold words that may name an event or a truce: their pieces, kind (0: none), status, the pieces of each of PARTS,
    and what they say of a truce (PACTS).

    A part is None where nothing is marked for it.
    """

    pieces: list[int]
    kind: int = IGNORE
    status: int = IGNORE
    parts: list[list[int] | None] = field(default_factory=lambda: [None] * len(PARTS))
    pact: int = IGNORE


@dataclass
class Example:
    """Hold a window: vocabulary ids, role labels, cues and words of events; `gold` is False for PolNeAR.

    `kinds` is None where events are not marked; `conflict` names the war of a gold report.
    """

    ids: list[int]
    roles: list[int]
    gold: bool
    cues: list[CueExample] = field(default_factory=list)
    kinds: list[int] | None = None
    words: list[WordExample] = field(default_factory=list)
    conflict: str | None = None
