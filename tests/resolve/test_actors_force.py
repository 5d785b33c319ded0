"""A country that attacks is on the side of its forces. All sentences are our own."""

from __future__ import annotations

import pytest

from trucewatch.know.profiles import load_profile
from trucewatch.model.actor import Actor
from trucewatch.model.event import Event, Value
from trucewatch.model.span import Span
from trucewatch.resolve.actors_force import as_forces, force

TEXT = "Washington bombed a bridge."
WORDS = Span.of(TEXT, 0, 10)
BOMBED = Span.of(TEXT, 11, 17)


def doer(actor: str, side: str) -> Actor:
    return Actor(WORDS, actor, "somebody", side)


@pytest.mark.parametrize(
    ("profile", "actor", "type_", "before", "after"),
    [
        ("syria", "state-us", "ASSAULT", "us", "coalition"),
        ("libya", "state-fr", "ASSAULT", "state", "coalition"),
        ("syria", "state-us", "CONSULT", "us", "us"),
        ("syria", "state-fr", "ASSAULT", "state", "state"),
        ("syria", "state-ru", "ASSAULT", "russia", "russia"),
        ("syria", "syrian-rebels", "ASSAULT", "opposition", "opposition"),
        ("syria", "new:someone", "ASSAULT", "us", "us"),
    ],
)
def test_the_side_is_that_of_the_forces(profile: str, actor: str, type_: str, before: str, after: str) -> None:
    assert force(doer(actor, before), type_, load_profile(profile)).side == after


def test_only_the_doer_changes() -> None:
    profile = load_profile("syria")
    given = tuple(Value(f, WORDS, "x", outlet="o") for f in ("type", "status", "actor", "recipient"))
    washington = (doer("state-us", "us"),)
    event = Event("e1", (BOMBED,), "ASSAULT", "air-strike", "happened", given, (), washington, washington)
    (found,) = as_forces((event,), profile)
    assert [a.side for a in found.actor] == ["coalition"]
    assert found.recipient == washington
    assert as_forces((found,), profile) == (found,)
