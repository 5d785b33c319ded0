from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.model import Actor, Claim, Place, PublishedDate, Report, Source, Span, TimeExpression
from trucewatch.read.events import read_events


def report(text: str) -> Report:
    return Report("r", text, "", "", "gazette", published=PublishedDate(date(2020, 5, 12)))


def words(text: str, part: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Span(start, start + len(part), part)


def claim(
    text: str, id: str, source: str, cue: str, content: str, side: str = "monitor", stance: str = "assert"
) -> Claim:
    said = Source(words(text, source), None, source, side, True)
    return Claim(id, said, words(text, cue), (words(text, content),), "indirect", stance, 0.9)


def actor(text: str, part: str, side: str) -> Actor:
    return Actor(words(text, part), part, part, side)


def place(text: str, part: str) -> Place:
    return Place(words(text, part), f"own:{part}", part, "North", "XX", 1.0, 2.0, 2.0, 0.9)


TWO_TOLLS = (
    "The army's warplanes bombed a market in Oldtown on Monday. The Watch Group said 12 people were killed in the air "
    "strike. The ministry said the air strike killed 20 people."
)


def two_tolls() -> tuple[object, ...]:
    text = TWO_TOLLS
    claims = (
        claim(text, "c1", "The Watch Group", "said", "12 people were killed in the air strike"),
        claim(text, "c2", "The ministry", "said the air", "the air strike killed 20 people", "government"),
    )
    times = [TimeExpression(words(text, "on Monday"), "DATE", "2020-05-11", "2020-05-11", "2020-05-12", "event")]
    return claims, times, [place(text, "Oldtown")], [actor(text, "The army", "government")]


def test_two_speakers_with_two_tolls_are_two_values_of_one_event() -> None:
    (event,) = read_events(report(TWO_TOLLS), *two_tolls())  # type: ignore[arg-type]
    assert (event.type, event.mode) == ("ASSAULT", "air-strike")
    assert event.killed == (12, 20)
    assert {(v.low, v.claim) for v in event.values if v.field == "killed"} == {(12, "c1"), (20, "c2")}
    assert {link.id for link in event.claims} == {"c1", "c2"}
    assert event.place is not None
    assert event.place.name == "Oldtown"
    assert event.date is not None
    assert event.date.start == event.date.end == date(2020, 5, 11)
    assert [a.side for a in event.actor] == ["government"]
    assert (event.plover, event.cameo, event.acled) == ("ASSAULT", "195", "Air/drone strike")


def test_the_outlet_gives_what_nobody_else_says() -> None:
    (event,) = read_events(report(TWO_TOLLS), *two_tolls())  # type: ignore[arg-type]
    assert next(v for v in event.values if v.field == "place").outlet == "gazette"


def test_every_word_of_a_value_is_true() -> None:
    for event in read_events(report(TWO_TOLLS), *two_tolls()):  # type: ignore[arg-type]
        for value in event.values:
            assert TWO_TOLLS[value.words.start : value.words.end] == value.words.text


@pytest.mark.parametrize("text", ["", " ", "\u202e killed \u202c", "💥" * 50, "killed " * 3000, "air strike, " * 2000])
def test_hostile_text_is_survived(text: str) -> None:
    for event in read_events(report(text), (), (), (), ()):
        assert all(text[m.start : m.end] == m.text for m in event.mentions)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "killed 12 people in air strikes by the army on rebels . , 30 wounded the attack \n".split(" ")
        ),
        max_size=60,
    )
)
def test_any_order_of_words_is_survived(parts: list[str]) -> None:
    text = " ".join(parts)
    for event in read_events(report(text), (), (), (), ()):
        assert event.mentions


def killed_in(text: str) -> list[tuple[int, int] | None]:
    return [e.killed for e in read_events(report(text), (), (), (), ()) if e.type == "ASSAULT"]


def test_a_counted_toll_replaces_a_vague_one_that_it_fits() -> None:
    assert killed_in("An air strike killed dozens of people.\nThe air strike killed 29 people, doctors said.") == [
        (29, 29)
    ]


def test_a_count_that_is_told_to_be_a_part_does_not_lower_the_whole() -> None:
    text = "Air strike kills seven commanders.\nThe air strike killed 49 fighters, including seven commanders."
    assert (7, 7) not in killed_in(text)
    assert (49, 49) in killed_in(text)


@pytest.mark.parametrize(("day", "kept"), [("2020-05-10", True), ("2020-05-17", False)])
def test_what_happened_is_not_dated_after_its_report(day: str, kept: bool) -> None:
    text = "The army's warplanes bombed a market in Oldtown on Sunday, killing 12 people."
    times = [TimeExpression(words(text, "on Sunday"), "DATE", day, day, day, "event")]
    (event,) = read_events(report(text), (), times, [place(text, "Oldtown")], [actor(text, "The army", "government")])
    assert event.status == "happened"
    assert (event.date is not None) is kept
