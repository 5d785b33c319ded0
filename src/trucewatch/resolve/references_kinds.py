"""Whether somebody met before is one person or a body, by what is known and by the nouns of the description."""

from __future__ import annotations

from trucewatch.resolve.actors_meaning import PERSONS
from trucewatch.resolve.references_history import Candidate

#: More nouns for one person, whom "he" and "she" can mean.
ONE = frozenset(
    "eyewitness villager evacuee detainee prisoner protester demonstrator activist medic paramedic volunteer victim"
    " survivor inhabitant housewife engineer businessman cleric priest aide adviser defector dissident deputy pilot"
    " insurgent militant trader shopkeeper local relative neighbor neighbour cousin uncle aunt brother sister son"
    " daughter youth worker rescuer spokesperson expert passenger organizer organiser migrant figure tycoon councilman"
    " councillor councilwoman politician blogger campaigner shepherd imam civilian traveller traveler tribesman".split()
)
#: Kinds of actor that "it" can mean where it says something.
INSTITUTIONS = frozenset(
    "monitor aid body ministry council court coalition party government company group agency outlet state".split()
)

#: Institutions that are named far too often for "it" to mean them where they say nothing.
WHOLE = frozenset(("agency", "outlet", "state"))
INDEFINITE = frozenset(("a", "an", "one", "another"))


def is_body(candidate: Candidate) -> bool:
    """Tell whether a candidate is a named body."""
    return candidate.meaning.named and not is_person(candidate)


def is_person(candidate: Candidate) -> bool:
    """Tell whether a candidate is one person, named or described."""
    if candidate.meaning.person:
        return True
    unnamed = candidate.source and not candidate.plural and not candidate.meaning.named
    return unnamed and any(k in PERSONS or k in ONE for k in candidate.keys)
