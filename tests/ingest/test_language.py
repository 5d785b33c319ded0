"""Languages: told where there is enough text, unknown where there is not."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.ingest import language
from trucewatch.ingest.language import language_of

ENGLISH = "The army said on Monday that both sides had agreed to a truce of seven days in the north of the country. "
FRENCH = "L'armée a déclaré lundi que les deux parties avaient accepté une trêve de sept jours dans le nord du pays. "
ARABIC = "أعلن الجيش يوم الاثنين أن الطرفين اتفقا على هدنة لمدة سبعة أيام في شمال البلاد وأن القتال توقف منذ الفجر. "


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (FRENCH, "fr"), (ARABIC, "ar")])
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code
    assert language_of(text * 300) == code


@pytest.mark.parametrize("text", [ENGLISH * 10, ENGLISH.upper() * 10, ENGLISH * 150 + "\nقصف"])
def test_plain_english_needs_no_model(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_guess", lambda _: pytest.fail("the model was asked"))
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "foreign", [FRENCH, ARABIC, "Het leger zei dat het in de stad was, had hij over de weg gehoord. "]
)
@pytest.mark.parametrize("share", [3, 5, 9])
def test_what_is_not_english_throughout_is_for_the_model(foreign: str, share: int) -> None:
    """The short cut may only say what the model would say; `share` of ten parts are English."""
    for text in (ENGLISH * 2 * share + foreign * 2 * (10 - share), (ENGLISH * share + foreign * (10 - share)) * 2):
        if language._is_plain_english(text, language._WORD.findall(text)):
            assert language._guess(text) == "en"


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
