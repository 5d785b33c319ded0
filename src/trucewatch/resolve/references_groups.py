"""Whom "they", "some" and "who" mean where the text names people by what they are: "Medics ... They", "a man who"."""

from __future__ import annotations

from trucewatch.resolve.references_history import Candidate, History

#: Words for a part of those who were just spoken of; far from them they mean nobody that was named.
VAGUE = frozenset(("some", "others", "many", "several", "most", "one"))
#: How far before "who" those stand whom it means, in characters.
_CLOSE = 3
#: How many sentences back several sources are still meant before those who were only spoken of.
_BACK = 3


def nearest(start: int, history: History) -> Candidate | None:
    """Return those whose description ends right before a character ("refugees who", "a man, who")."""
    near = history.crowds(history.opening(start), start)
    return next((c for c in reversed(near) if start - c.end <= _CLOSE), None)


def several(word: str, start: int, history: History) -> Candidate | None:
    """Return the people whom "they" or "some" means by its own sentence and those before, None where none fits.

    In its own sentence it is who speaks there, else the first people named (not in "..., they said"); at the start of
    one it is who spoke just before, else the first people of the sentence before.
    """
    opens = history.opening(start)
    every = history.crowds(opens, start)
    within = [c for c in every if c.plural]
    speaking = next((c for c in reversed(within) if c.source), None)
    after = history.text[max(0, start - 3) : start].rstrip()[-1:] in (",", '"', "”", "'", "’")
    spoken = any(c.source for c in every)
    subject = None if after or spoken else next((c for c in within if not c.oblique), None)
    if speaking or subject:
        return speaking or subject
    back = 1 if word in VAGUE else _BACK
    before = [c for c in history.before(start) if c.source and c.plural and history.breaks(c.end, start) <= back]
    if before or word in VAGUE:
        return next(iter(before), None)
    last = [c for c in history.crowds(history.opening(max(0, opens - 2)), opens) if c.plural]
    return next((c for c in last if not c.oblique), None)
