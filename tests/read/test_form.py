import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.span import Span
from trucewatch.read.form import Quotations, form_by_marks, form_of


def form(text: str, *contents: str) -> str:
    spans = [Span.of(text, text.index(c), text.index(c) + len(c)) for c in contents]
    return form_by_marks(Quotations(text), spans)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('"The road is closed," he said.', "The road is closed", "direct"),
        ("He said the road is closed.", "the road is closed", "indirect"),
        ('He said the road is "utterly and finally" closed.', 'the road is "utterly and finally" closed', "mixed"),
        ("“The road is closed” he said.", "The road is closed", "direct"),
        ("«The road is closed», he said.", "The road is closed", "direct"),
        ("„The road is closed“ he said.", "The road is closed", "direct"),
        ("'The road is closed,' he said.", "The road is closed", "direct"),
        ("``The road is closed,'' he said.", "The road is closed", "direct"),
        ("The rebels' road and the army's bridge are closed, he said.", "army's bridge are closed", "indirect"),
        ('"The road is closed. It will stay so.\nHe left.', "The road is closed. It will stay so", "direct"),
        ('He left. The road is closed" he said.', "The road is closed", "direct"),
        ("We saw the road closed, he said.", "We saw the road closed", "direct"),
    ],
)
def test_form(text: str, content: str, expected: str) -> None:
    assert form(text, content) == expected


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    assert form('"So it began.\nHe said the road is closed.\nIt "is".', "the road is closed") == "indirect"


def test_the_encoder_is_heard_where_it_is_sure() -> None:
    text = "He said the road is closed."
    content = [Span.of(text, 8, 26)]
    assert form_of(Quotations(text), content, (0.4, 0.3, 0.3)) == "indirect"
    assert form_of(Quotations(text), content, (0.99, 0.001, 0.009)) == "direct"


@given(st.text(alphabet="ab .\n\"'“”«»‘’`", max_size=80))
def test_any_text(text: str) -> None:
    quotations = Quotations(text)
    for at in range(len(text)):
        assert quotations.quoted(at) in (True, False)


def test_very_many_marks_are_survived() -> None:
    text = "'\"a " * 50_000
    assert Quotations(text).quoted(len(text) - 2) in (True, False)
