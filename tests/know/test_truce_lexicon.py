"""The words of truces: phrases are found with blanks, quotes and endings as the lexicon writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.know.truce_lexicon import Phrases, truce_lexicon

SOME = Phrases(["cease fire", "halt to the fighting", "pause*"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Cease  Fire began", ["Cease  Fire"]),
        ("a “cease” fire, they said", ["cease” fire"]),
        ('the "halt" to the "fighting" held', ['halt" to the "fighting']),
        ("pauses and a pause", ["pauses", "pause"]),
        ("the ceasefires", []),
        ("no cease\n\n\n\nfire", []),
        ("decease fire", []),
    ],
)
def test_phrases_are_found(text: str, found: list[str]) -> None:
    assert [m.group() for m in SOME.finditer(text)] == found


def test_the_longest_wins_and_bounds_hold() -> None:
    both = Phrases(["halt", "halt to the fighting"])
    text = "a halt to the fighting"
    assert [m.group() for m in both.finditer(text)] == ["halt to the fighting"]
    assert both.search(text, 3) is None
    assert both.search(text, 0, 6) is not None
    assert both.match("halt!") is not None
    assert both.fullmatch("halt!") is None


def test_an_ending_must_follow() -> None:
    none = Phrases(["no sign of a"], r"\s{1,3}\Z")
    assert none.search("there was no sign of a ") is not None
    assert none.search("there was no sign of a truce") is None


def test_the_lexicon_compiles() -> None:
    lexicon = truce_lexicon()
    assert lexicon.sure.search("a truce began") is not None
    assert all(cue.words.pattern.groups == 0 for cue in lexicon.cues)


@given(
    st.lists(st.sampled_from(["cease", "ceaſe", "FIRE", "fİre", "halt", "to", "the", "fighting", "Pauſes", "“", " "]))
)
def test_no_phrase_is_lost_by_looking_for_its_longest_word_first(parts: list[str]) -> None:
    text = " ".join(parts)
    whole = list(SOME.pattern.finditer(text))
    assert [m.span() for m in SOME.finditer(text)] == [m.span() for m in whole]
    assert (SOME.search(text) is None) == (not whole)


def test_a_pattern_is_compiled_when_it_may_be_found() -> None:
    new = Phrases(["halt to the fighting"])
    assert new.search("the shelling went on") is None
    assert "pattern" not in vars(new)
    assert new.search("a halt to the fighting") is not None
    assert "pattern" in vars(new)


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(text[m.start() : m.end()] == m.group() for m in truce_lexicon().sure.finditer(text))
