"""Which attributions count as speech. All sentences are our own."""

import pytest
from eval.attribution import speech_alone


def document(text: str, cue: str) -> dict[str, object]:
    at = text.index(cue)
    return {"id": "d", "text": text, "attributions": [{"source": [], "cue": [[at, at + len(cue)]], "content": []}]}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mayor said bread was dear.", "said"),
        ("According to the mayor bread was dear.", "According to"),
        ("The mayor added that milk was not.", "added"),
        ("The mayor: bread is dear.", ":"),
    ],
)
def test_speech_stays(text: str, cue: str) -> None:
    assert speech_alone(document(text, cue))["attributions"]


@pytest.mark.parametrize(("text", "cue"), [("The mayor wants bread.", "wants"), ("He noticed the bread.", "noticed")])
def test_wants_and_perceptions_go(text: str, cue: str) -> None:
    assert not speech_alone(document(text, cue))["attributions"]


def test_an_attribution_without_a_cue_goes() -> None:
    assert not speech_alone({"id": "d", "text": "x", "attributions": [{"cue": []}]})["attributions"]
