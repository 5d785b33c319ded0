import pytest

from trucewatch.read.sources import is_named, noun_phrase, source_phrase


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the director", "the director"),
        ("a farmer who fled the town,", "a farmer"),
        ("Karsh, which runs two clinics", "Karsh"),
        ("by the ministry", "the ministry"),
        (" “the ministry”,", "the ministry"),
        (",", None),
    ],
)
def test_noun_phrase(words: str, expected: str | None) -> None:
    found = noun_phrase(words, 0, len(words))
    assert (words[slice(*found)] if found else None) == expected


@pytest.mark.parametrize("words", ["Mina Karsh", "Obama", "the Red Crescent", "REUTERS", "army spokesman Jon Vale"])
def test_names(words: str) -> None:
    assert is_named(words)


@pytest.mark.parametrize(
    "words", ["he", "A rebel commander", "Activists in Northtown", "the source", "He", "witnesses", ""]
)
def test_no_names(words: str) -> None:
    assert not is_named(words)


def test_nobody_described() -> None:
    assert source_phrase("a resident", (0, 10)) == (0, 10)
    assert source_phrase("reportedly", (0, 10)) is None
    assert source_phrase("a resident", None) is None
