"""What is said not to have been done is no event. All sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.report import Report
from trucewatch.pipeline import Pipeline
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.negation import is_negated
from trucewatch.read.prose import Prose
from trucewatch.read.triggers import LexiconTriggers


def negated(text: str) -> dict[str, bool]:
    """Return whether the words of each trigger are negated."""
    prose = Prose.of(Report("r1", text, "", ""))
    return {word: is_negated(prose, t) for t in LexiconTriggers().find(prose) for word in t.words.text.split()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army did not shell the town on Tuesday.", "shell"),
        ("There were no air strikes on Northtown.", "strikes"),
        ("The ministry had not seen any airstrikes.", "airstrikes"),
        ("Two pilots refused to bomb the city.", "bomb"),
        ("The rebels failed to capture the port.", "capture"),
        ("The town will never be besieged.", "besieged"),
        ("They have been unable to carry out any new raids.", "raids"),
    ],
)
def test_what_was_not_done(text: str, words: str) -> None:
    assert negated(text)[words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army not only shelled the town but burned it.", "shelled"),
        ("The coalition will not end its air strikes.", "strikes"),
        ("The source did not say when the attack took place.", "attack"),
        ("No one was hurt in the shelling.", "shelling"),
        ("They did not flee. Warplanes bombed the camp.", "bombed"),
    ],
)
def test_a_negation_reaches_no_further_than_it_means(text: str, words: str) -> None:
    assert not negated(text)[words]


def test_no_injuries_are_a_count() -> None:
    assert not any(negated("The shelling caused no injuries.").values())


def test_only_what_is_told_as_done_is_an_event() -> None:
    reader = Pipeline("world")

    def kinds(text: str) -> list[tuple[str, str | None]]:
        return [(e.type, e.mode) for e in reader.read(Report("r1", text, "", "")).events]

    assert kinds("Army warplanes did not bomb the market on Monday, the mayor said.") == []
    assert kinds("Army warplanes bombed the market on Monday, the mayor said.") == [("ASSAULT", "air-strike")]


def test_a_happening_is_named_by_the_words_that_affirm_it() -> None:
    text = "Warplanes have not bombed the market. Warplanes bombed the market on Monday, killing 12 people."
    prose = Prose.of(Report("r1", text, "", ""))
    for found in EventReader().happenings(prose, Mentions.of((), (), (), ())):
        if len({m.negated for m in found.mentions}) == 2:
            assert not found.lead.negated


@given(st.text(alphabet="ab .,not no\u202e", max_size=40))
def test_any_words_are_survived(noise: str) -> None:
    assert isinstance(negated(f"{noise} bombed {noise}."), dict)
