from trucewatch.model import Report
from trucewatch.read.common import agreement, binned, rarity, repeated, stems, told_before
from trucewatch.read.prose import Prose


def prose(text: str) -> Prose:
    return Prose.of(Report("r", text, "", ""))


def test_agreement_says_who_knows() -> None:
    one, other, none = frozenset({1, 2}), frozenset({3}), frozenset[int]()
    assert agreement(one, frozenset({2})) == "shared"
    assert agreement(one, other) == "apart"
    assert (agreement(one, none), agreement(none, none)) == ("known-unknown", "unknown-unknown")


def test_stems_leave_out_small_words_and_endings() -> None:
    told = prose("The shelling of the markets")
    assert stems(told, 0, 5) == {"shell", "marke"}


def test_rare_words_weigh_more() -> None:
    told = prose("Shells hit the port. Shells hit the market. Shells hit the bridge.")
    rare = rarity(told)
    assert rare["port"] == 1.0
    assert rare["shell"] == 1 / 3
    assert repeated(rare, frozenset({"port", "shell"}), frozenset({"port"})) == 0.75
    assert repeated(rare, frozenset(), frozenset({"port"})) == 0.0


def test_a_value_falls_to_the_first_edge_that_it_does_not_pass() -> None:
    assert [binned(x, (0, 1, 4)) for x in (0, 1, 3, 5)] == ["0", "1", "4", "more"]


def test_words_before_say_whether_something_is_another_one() -> None:
    told = prose("Another strike. The strike. A strike.")
    at = [i for i, word in enumerate(told.lower) if word == "strike"]
    assert [told_before(told, i) for i in at] == ["anew", "definite", "none"]
