import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.know.numbers import find_amounts


def amounts(text: str) -> list[tuple[str, int, int]]:
    return [(text[a.start : a.end], a.low, a.high) for a in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 men", [("12", 12, 12)]),
        ("No one was killed", []),
        ("1,250 men", [("1,250", 1250, 1250)]),
        ("twenty-five men", [("twenty-five", 25, 25)]),
        ("one hundred and twenty men", [("one hundred and twenty", 120, 120)]),
        ("two thousand three hundred", [("two thousand three hundred", 2300, 2300)]),
        ("1.5 million people", [("1.5 million", 1_500_000, 1_500_000)]),
        ("a hundred men", [("a hundred", 100, 100)]),
        ("two dozen men", [("two dozen", 24, 24)]),
        ("half a dozen men", [("half a dozen", 6, 6)]),
        ("a dozen men", [("a dozen", 12, 12)]),
        ("dozens of men", [("dozens", 24, 99)]),
        ("scores of men", [("scores", 40, 99)]),
        ("several men", [("several", 3, 9)]),
        ("several hundred men", [("several hundred", 300, 999)]),
        ("hundreds of men", [("hundreds", 200, 999)]),
        ("tens of thousands of people", [("tens of thousands", 20_000, 99_999)]),
        ("at least 30 men", [("at least 30", 30, 30)]),
        ("more than 30 men", [("more than 30", 30, 30)]),
        ("nearly 70 men", [("nearly 70", 65, 70)]),
        ("between 40 and 50 men", [("40 and 50", 40, 50)]),
        ("20 to 30 men", [("20 to 30", 20, 30)]),
        ("20-30 men", [("20-30", 20, 30)]),
        ("two or three men", [("two or three", 2, 3)]),
        ("five men and six boys", [("five", 5, 5), ("six", 6, 6)]),
        ("five and six", [("five", 5, 5), ("six", 6, 6)]),
        ("at 15:30, 40% of $30 million, 5 km away, the 2nd", []),
        ("", []),
    ],
)
def test_reads_amounts(text: str, found: list[tuple[str, int, int]]) -> None:
    assert amounts(text) == found


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from("at least nearly one two twenty hundred and thousand a dozen of 5 1,000 - to 7".split()))
)
def test_amounts_are_true_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    last = 0
    for amount in find_amounts(text):
        assert last <= amount.start < amount.end <= len(text)
        assert 0 <= amount.low <= amount.high
        last = amount.end


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    for amount in find_amounts(text):
        assert text[amount.start : amount.end].strip()
