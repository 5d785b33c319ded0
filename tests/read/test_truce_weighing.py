"""The weighing of what a mention says of its truce's state. All sentences are our own."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.know.truce_lexicon import truce_lexicon
from trucewatch.model.report import Report
from trucewatch.read.linear import shipped_by_name
from trucewatch.read.truce_state import states_said
from trucewatch.read.truce_weighing import NONE, STATES, features, shares
from trucewatch.read.truce_words import Scene, find_truce_words


def weighed(text: str) -> dict[str, float]:
    scene = Scene(Report("r1", text, "", ""))
    (mention,) = find_truce_words(scene)
    return dict(shares(features(scene, mention, states_said(scene, mention))))


def test_there_is_a_model_for_every_state_and_for_none() -> None:
    assert set(shipped_by_name(STATES)) == {*truce_lexicon().order, NONE}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The council called again for an immediate truce.", "proposed"),
        ("Both sides accused each other of breaking the truce hours after it began.", "strained"),
        ("The militia said it no longer felt bound by the truce, which had collapsed.", "collapsed"),
        ("The rebels rejected the offer of a truce.", "rejected"),
        ("The general extended the truce by three days.", "extended"),
        ("The two governments signed the ceasefire late on Sunday.", "agreed"),
    ],
)
def test_the_likeliest_state_of_a_sentence(text: str, state: str) -> None:
    found = weighed(text)
    assert max(found, key=lambda s: found[s]) == state


def test_features_look_no_further_than_the_sentence() -> None:
    scene = Scene(Report("r1", "Bread was dear. The truce holds. Milk was not.", "", ""))
    (mention,) = find_truce_words(scene)
    found = set(features(scene, mention, ()))
    assert "right 0:holds" in found
    assert not {"sentence:bread", "sentence:milk"} & found


def test_what_the_encoder_says_counts_beside_the_words() -> None:
    words = shares(["definite:True"])
    level = dict.fromkeys(words, 1 / len(words))
    assert shares(["definite:True"], level) == pytest.approx(words)
    swayed = shares(["definite:True"], level | {"expired": 0.9})
    assert swayed["expired"] > words["expired"]
    assert math.isclose(sum(swayed.values()), 1)


@given(st.lists(st.text(max_size=12), max_size=20))
def test_shares_are_shares_of_one(names: list[str]) -> None:
    found = shares(names)
    assert math.isclose(sum(found.values()), 1)
    assert all(0 <= share <= 1 for share in found.values())
