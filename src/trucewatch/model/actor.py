"""Actor: a mention of somebody who does, suffers or says something."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.span import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Hold the words that mention an actor and what they were resolved to.

    `actor` is an id of the conflict profile or of the world layer, or "new:slug" for a name that neither knows,
    None where the words only describe ("gunmen"). `side` is "unknown" where it cannot be told.
    """

    words: Span
    actor: str | None
    name: str
    side: str
