"""Whether words that name an event are said of what was not done: "did not shell", "no air strikes", "refused to bomb".

What a claim denies as a whole is another matter (read/linking.py, read/status.py): there somebody else may say that it
happened. In the gold's folds 1 to 5 words that are negated like this name an event in none of 39 cases.
"""

from __future__ import annotations

from trucewatch.know.event_cues import cues
from trucewatch.read.prose import Prose
from trucewatch.read.triggers import Trigger

_NOT = cues("negation", "not")
#: What may stand between a negation and what it negates. Other words end its reach: "not only", "will not end the
#: strikes", "did not say when the attack", "civilians who were not kidnapped fled".
_BETWEEN = cues("negation", "between")
#: A negation stands at most so many words before what it negates.
REACH = 7


def is_negated(prose: Prose, trigger: Trigger) -> bool:
    """Tell whether a trigger is negated within its sentence; a word of harm never is, for "no injuries" is a count."""
    if trigger.toll:
        return False
    start = max(prose.sentences[trigger.sentence].first, trigger.first - REACH)
    reached = next((w for w in reversed(prose.lower[start : trigger.first]) if w not in _BETWEEN), "")
    return reached in _NOT
