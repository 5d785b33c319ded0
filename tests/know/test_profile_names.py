"""Known names in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.know.profile_names import fold_word, name_words, sound_key
from trucewatch.know.profiles import load_profile

INDEX = load_profile("syria").index


def found(text: str) -> list[tuple[str, str]]:
    return [(text[f.start : f.end], f.actor) for f in INDEX.find(text)]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("the Free Syrian Army said", "Free Syrian Army", "fsa"),
        ("fighters of Jaysh Al Islam", "Jaysh Al Islam", "jaysh-al-islam"),
        ("Jeysh el-Islam denied", "Jeysh el-Islam", "jaysh-al-islam"),
        ("Assads air force", "Assads air force", "syrian-air-force"),
        ("IS claimed it", "IS", "islamic-state"),
        ("the UN's envoy", "UN's", "un"),
        ("the UNs envoy", "UNs", "un"),
        ("U.N. officials", "U.N", "un"),
        ("the U.S.-led coalition struck", "U.S.-led coalition", "us-led-coalition"),
        ("قال المرصد السوري لحقوق الإنسان", "المرصد السوري لحقوق الإنسان", "sohr"),
        ("Hizbullаh fighters", "Hizbullаh", "hezbollah"),
    ],
)
def test_a_name_is_found_in_its_forms(text: str, words: str, actor: str) -> None:
    assert (words, actor) in [(w.rstrip("."), a) for w, a in found(text)]


def test_common_words_are_no_names() -> None:
    assert found("It is said that he is at the front, and us too.") == []
    assert found("an army of victory and the dawn") == []


def test_the_longest_name_wins() -> None:
    assert found("the UN Security Council met") == [("UN Security Council", "un-security-council")]


def test_keys_across_transliterations() -> None:
    assert sound_key("jaysh") == sound_key("jaish")
    assert sound_key("hezbollah") == sound_key("hizbullah")
    assert fold_word("Erdoğan's") == "erdogan"


@given(st.text(max_size=400))
def test_any_text_is_cut_with_true_offsets(text: str) -> None:
    for word in name_words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.key
    for name in INDEX.find(text):
        assert text[name.start : name.end].strip()


def test_a_long_text_is_searched() -> None:
    text = "Jaysh al-" * 12_000
    assert all(text[name.start : name.end].strip() for name in INDEX.find(text))
    assert list(INDEX.find("x" * 100_000)) == []
