import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.model import Report
from trucewatch.read.prose import Prose
from trucewatch.read.tolls import GrammarTolls, Toll


def tolls(text: str) -> list[Toll]:
    return GrammarTolls().find(Prose.of(Report("r", text, "", "")))


def short(text: str) -> list[tuple[str, int, int, str]]:
    return [(t.field, t.low, t.high, t.who) for t in tolls(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At least 12 civilians were killed.", [("killed", 12, 12, "civilians")]),
        (
            "The blast killed 12 people and wounded 30 others.",
            [("killed", 12, 12, "unknown"), ("wounded", 30, 30, "unknown")],
        ),
        ("30 people were killed and 100 wounded.", [("killed", 30, 30, "unknown"), ("wounded", 100, 100, "unknown")]),
        ("Five killed, 15 injured in the raid.", [("killed", 5, 5, "unknown"), ("wounded", 15, 15, "unknown")]),
        ("The death toll rose to 43.", [("killed", 43, 43, "unknown")]),
        ("12 civilians and three soldiers were killed.", [("killed", 15, 15, "unknown")]),
        ("A strike left dozens dead.", [("killed", 24, 99, "unknown")]),
        ("It claimed the lives of seven children.", [("killed", 7, 7, "children")]),
        ("A senior commander was killed.", [("killed", 1, 1, "combatants")]),
        ("Two journalists were wounded.", [("wounded", 2, 2, "journalists")]),
        ("No casualties were reported.", [("killed", 0, 0, "unknown"), ("wounded", 0, 0, "unknown")]),
        (
            "The raid left at least 38 civilians killed and dozens more wounded.",
            [("killed", 38, 38, "civilians"), ("wounded", 24, 99, "unknown")],
        ),
        (
            "The death toll from the rocket attacks of the week on the Old Bridge quarter of the city rose to 8.",
            [("killed", 8, 8, "unknown")],
        ),
        ("20 to 30 fighters were killed.", [("killed", 20, 30, "combatants")]),
        ("The raids killed dozens this week in Orvale.", [("killed", 24, 99, "unknown")]),
        ("35 villagers, mostly pupils, were killed and many more wounded.", [("killed", 35, 35, "civilians")]),
        ("A shell killed a mother and her three children.", [("killed", 4, 4, "unknown")]),
        (
            "They stormed the base, killing Amo Dray, a commander of the brigade, and eight more militants.",
            [("killed", 9, 9, "combatants")],
        ),
        ("Amo Dray alongside nine of his comrades was killed.", [("killed", 10, 10, "unknown")]),
        (
            "Amo Dray said three people were killed and 4 others were injured.",
            [("killed", 3, 3, "unknown"), ("wounded", 4, 4, "unknown")],
        ),
        (
            "23 people, among them eight children and six women, were killed on Friday.",
            [("killed", 23, 23, "unknown"), ("killed", 8, 8, "children"), ("killed", 6, 6, "women")],
        ),
        (
            "A 5-year-old boy was killed and two 7-year-old girls were wounded.",
            [("killed", 1, 1, "children"), ("wounded", 2, 2, "children")],
        ),
        ("His 70 year old mother and 3-year-old son died.", [("killed", 2, 2, "unknown")]),
        (
            "Five villagers -- including two toddlers, a 75-year-old man and a foreign worker -- were killed.",
            [
                ("killed", 5, 5, "civilians"),
                ("killed", 2, 2, "children"),
                ("killed", 1, 1, "unknown"),
                ("killed", 1, 1, "civilians"),
            ],
        ),
        ("A hospital doctor says the alliance is looking into the strike that killed them.", []),
        ("In May more than 60 villagers were killed.", [("killed", 60, 60, "civilians")]),
        ("At least 26 displaced people were killed.", [("killed", 26, 26, "unknown")]),
        ("The bombs killed at least 26 displaced people.", [("killed", 26, 26, "unknown")]),
        ("26 displaced people reached the camp.", [("displaced", 26, 26, "unknown")]),
        ("A double terrorist attack claimed the lives of 18 villagers.", [("killed", 18, 18, "civilians")]),
        ("The shell killed a family of five.", [("killed", 5, 5, "unknown")]),
        (
            "Nine among them eight women were killed.",
            [("killed", 9, 9, "unknown"), ("killed", 8, 8, "women")],
        ),
        (
            "There are 56 dead including 11 children and dozens more wounded.",
            [("killed", 56, 56, "unknown"), ("killed", 11, 11, "children"), ("wounded", 24, 99, "unknown")],
        ),
        ("More than 300,000 people have been killed since the war began.", []),
        ("The rebels fired 12 rockets.", []),
        ("No one was killed in the raid.", []),
        ("40 governments and international bodies agreed.", []),
        ("On 12 May 2020 the town fell.", []),
        ("", []),
    ],
)
def test_reads_tolls(text: str, found: list[tuple[str, int, int, str]]) -> None:
    assert short(text) == found


def test_parts_do_not_stand_for_the_whole() -> None:
    whole, children, women = tolls("Twelve civilians including four children and two women were killed.")
    assert (whole.low, whole.part) == (12, False)
    assert (children.low, children.who, children.part) == (4, "children", True)
    assert (women.low, women.who, women.part) == (2, "women", True)


def test_a_toll_that_the_report_replaces_is_marked() -> None:
    new, old = tolls("At least 30 people were killed, updating an earlier toll of 15.")
    assert (new.low, new.superseded) == (30, False)
    assert (old.low, old.superseded) == (15, True)


def test_an_earlier_group_among_a_larger_one_is_a_part() -> None:
    assert [(t.low, t.part) for t in tolls("Three children were among at least 19 civilians killed.")][-1] == (
        19,
        False,
    )


def test_a_man_and_his_wife_are_two() -> None:
    assert [(t.field, t.low) for t in tolls("The shell killed a man and his wife.")] == [("killed", 2)]


def test_a_number_that_has_risen_is_the_toll() -> None:
    (toll,) = tolls("The number of soldiers killed in the battles near the river has risen to 39.")
    assert (toll.field, toll.low) == ("killed", 39)


PIECES = "12 killed wounded at least people and , including children no dead toll rose to a woman . nearly 30 soldiers"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=40))
def test_any_order_of_words_gives_true_tolls(parts: list[str]) -> None:
    text = " ".join(parts)
    for toll in tolls(text):
        assert text[toll.words.start : toll.words.end] == toll.words.text
        assert 0 <= toll.low <= toll.high


def test_earlier_as_a_time_replaces_nothing() -> None:
    (toll,) = tolls("Earlier two children were killed in the town.")
    assert not toll.superseded
    (toll,) = tolls("The monitor raised the death toll from strikes the previous day to 61.")
    assert (toll.low, toll.superseded) == (61, False)


def test_what_is_counted_of_them_is_a_part() -> None:
    for text in (
        "The attack killed 30 people, 12 of them women.",
        "The attack killed 30 people, 12 of whom were women.",
        "The raid killed at least 30 people in a village on Monday, 12 of them women.",
    ):
        found = [(t.low, t.part) for t in tolls(text)]
        assert found == [(30, False), (12, True)], text
