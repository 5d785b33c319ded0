"""Languages: told where there is enough text, unknown where there is not."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.ingest.language import language_of

ENGLISH = "The army said on Monday that both sides had agreed to a truce of seven days in the north of the country. "
FRENCH = "L'armée a déclaré lundi que les deux parties avaient accepté une trêve de sept jours dans le nord du pays. "
ARABIC = "أعلن الجيش يوم الاثنين أن الطرفين اتفقا على هدنة لمدة سبعة أيام في شمال البلاد وأن القتال توقف منذ الفجر. "


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (FRENCH, "fr"), (ARABIC, "ar")])
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code
    assert language_of(text * 300) == code


@pytest.mark.parametrize("text", ["", "Truce holds", "12 34 " * 500, "😀" * 300])
def test_too_short_to_tell(text: str) -> None:
    assert language_of(text) is None


def test_a_foreign_first_paragraph_does_not_decide() -> None:
    assert language_of(ARABIC + ENGLISH * 150) == "en"


def test_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        language_of(ENGLISH)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    language_of(text)
