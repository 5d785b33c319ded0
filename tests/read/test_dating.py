"""When happenings took place: the time beside them, of another sentence, of the news, or none."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.know.times import find_times
from trucewatch.model.event import EventDate
from trucewatch.model.report import PublishedDate, Report
from trucewatch.read.arguments import Mentions
from trucewatch.read.dating import MOST_TIMES, Calendar, LinearDater
from trucewatch.read.events import EventReader
from trucewatch.read.linear import Linear
from trucewatch.read.prose import Prose
from trucewatch.read.worth import BoostedWorth

WEDNESDAY = date(2021, 3, 17)

#: Keeps every happening, however little is told of it.
EVERY = EventReader(worth=BoostedWorth(Linear({}, bias=9.0)))


def report(text: str, published: date | None = WEDNESDAY) -> Report:
    return Report(id="r", text=text, raw_sha256="", text_sha256="", published=PublishedDate(metadata=published))


def days(text: str, published: date | None = WEDNESDAY) -> list[EventDate | None]:
    return [e.date for e in EVERY.read(report(text, published), Mentions.of((), find_times(text, published), (), ()))]


def choices(text: str, published: date | None = WEDNESDAY) -> list[list[tuple[EventDate | None, list[str]]]]:
    prose = Prose.of(report(text, published))
    mentions = Mentions.of((), find_times(text, published), (), ())
    found = EventReader().happenings(prose, mentions)
    calendar = Calendar.of(prose, found, mentions)
    return [calendar.choices(h) for h in found]


def test_the_day_beside_the_words() -> None:
    (when,) = days("Warplanes bombed a hospital on Monday, killing five civilians.")
    assert when is not None
    assert (when.start, when.end) == (date(2021, 3, 15), date(2021, 3, 15))
    assert when.mention is not None
    assert when.mention.text == "Monday"


def test_two_days_that_are_joined_can_be_chosen_together() -> None:
    (found,) = choices("Warplanes bombed a hospital on Monday and Tuesday, killing five civilians.")
    spans = {(w.start.day, w.end.day, w.mention.text) for w, _ in found if w and w.mention}
    assert spans == {(15, 15, "Monday"), (16, 16, "Tuesday"), (15, 16, "Monday and Tuesday")}


def test_what_began_can_last_until_the_news() -> None:
    found = choices("Shelling of the town began on Monday, killing five civilians.")
    assert any(w and (w.start.day, w.end.day) == (15, 17) for one in found for w, _ in one)


def test_the_day_of_the_news_has_no_words_of_its_own() -> None:
    (found,) = choices("Warplanes bombed a hospital, killing five civilians.")
    assert [w for w, _ in found] == [None, EventDate(WEDNESDAY, WEDNESDAY, None)]
    assert days("Warplanes bombed a hospital, killing five civilians.") == [EventDate(WEDNESDAY, WEDNESDAY, None)]


def test_without_any_day_there_is_none() -> None:
    assert days("Warplanes bombed a hospital, killing five civilians.", None) == [None]


def test_a_date_is_a_value_with_its_words_and_its_giver() -> None:
    text = "Warplanes bombed a hospital on Monday, killing five civilians."
    (event,) = EVERY.read(report(text), Mentions.of((), find_times(text, WEDNESDAY), (), ()))
    (value,) = [v for v in event.values if v.field == "date"]
    assert (value.value, value.words.text) == ("2021-03-15/2021-03-15", "Monday")


def test_without_weights_nothing_is_dated() -> None:
    text = "Warplanes bombed a hospital on Monday."
    prose = Prose.of(report(text))
    mentions = Mentions.of((), find_times(text, WEDNESDAY), (), ())
    assert LinearDater({}).date(prose, EventReader().happenings(prose, mentions), mentions) == [None]


def test_the_work_is_bounded_where_times_are_very_many() -> None:
    found = choices("Warplanes bombed a hospital on Monday and Tuesday and 3 March. " * 80)
    assert all(len(one) <= MOST_TIMES + 2 for one in found)
    assert all(len(names) < 60 for one in found for _, names in one)


PIECES = "on Monday , and Tuesday bombed shelled since 2013 began last night 3 March . \n \u202e قصف 🔥 said".split(" ")


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_order_of_words_is_survived(text: str) -> None:
    for when in days(text):
        if when and when.mention:
            assert text[when.mention.start : when.mention.end] == when.mention.text
            assert when.start <= when.end
