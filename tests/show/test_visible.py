"""Hostile characters never stand raw in what is shown; JSON still decodes to the very same thing."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.show.visible import json_line, visible, visible_lines, width

JOINERS = {"\u200c", "\u200d"}


def suspect(text: str) -> list[str]:
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or _turns(c)]


def _turns(character: str) -> bool:
    return unicodedata.category(character) == "Cf" and character not in JOINERS and character < "\U00010000"


@given(st.text())
def test_visible_text_holds_nothing_suspect(text: str) -> None:
    assert suspect(visible(text)) == []
    assert [c for c in suspect(visible_lines(text)) if c not in "\n\t"] == []


@given(st.recursive(st.text() | st.none() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_json_lines_decode_to_the_same_and_hold_nothing_suspect(thing: object) -> None:
    for ascii in (False, True):
        line = json_line(thing, ascii=ascii)
        assert json.loads(line) == thing
        assert suspect(line) == []


def test_escapes_say_which_character_it_was() -> None:
    assert visible("a\x1b[31m\nb\u202ec\u200bd\ud800") == "a\\x1b[31m b\\u202ec\\u200bd\\ud800"
    assert visible("می\u200cخواهم 🕊") == "می\u200cخواهم 🕊"


def test_width_counts_columns() -> None:
    assert (width("abc"), width("和平"), width("e\u0301")) == (3, 4, 1)
