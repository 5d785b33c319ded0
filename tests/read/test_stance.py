import pytest

from trucewatch.model.claim import STANCES
from trucewatch.read.stance import is_speech, stance_by_words, stance_of


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the road is closed", "assert"),
        ("denied", "any part in it", "deny"),
        ("said", "its planes did not target the school", "deny"),
        ("accused", "the rebels of breaking the truce", "accuse"),
        ("called on", "all sides to stop", "demand"),
        ("said", "the convoy must be let in", "demand"),
        ("vowed", "to rebuild", "promise"),
        ("warned", "the toll could rise", "predict"),
        ("threatened", "to strike back", "threaten"),
        ("cast doubt on", "the report", "doubt"),
        ("described", "it as a sad day", "describe"),
    ],
)
def test_stance(cue: str, content: str, expected: str) -> None:
    assert stance_by_words(cue, content) == expected


def test_the_encoder_is_heard_where_it_is_sure() -> None:
    unsure = [1 / len(STANCES)] * len(STANCES)
    assert stance_of("denied", "it", unsure) == "deny"
    sure = [0.99 if s == "accuse" else 0.00125 for s in STANCES]
    assert stance_of("denied", "it", sure) == "accuse"


@pytest.mark.parametrize("cue", ["said", "according to", "put the toll at", "believes", ":"])
def test_speech(cue: str) -> None:
    assert is_speech(cue)


@pytest.mark.parametrize("cue", ["wants", "is seeking", "plans", "has", "in"])
def test_no_speech(cue: str) -> None:
    assert not is_speech(cue)
