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
    assert source_phrase("a resident said", (0, 10), (11, 15)) == (0, 10)
    assert source_phrase("reportedly", (0, 10), (0, 10)) is None
    assert source_phrase("a resident said", None, (11, 15)) is None


def test_a_source_cut_short_goes_on_to_its_cue() -> None:
    assert source_phrase("the river council said", (0, 3), (18, 22)) == (0, 17)
    assert source_phrase("said the", (5, 8), (0, 4)) is None
    assert source_phrase("the end. Then he said", (0, 3), (17, 21)) is None
