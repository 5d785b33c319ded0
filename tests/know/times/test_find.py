"""find_times as a whole: clocks with days, what words hang on, bad input, hostile input, time."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.know.times import find_times, writes_day_first
from trucewatch.model.time import TIMEX_TYPES, TimeExpression

PUBLISHED = date(2016, 5, 5)  # a Thursday
WORDS = (
    "the a of on at in last next this Monday Friday May march 12 31 2016 1990s 3 p.m. noon midnight GMT , . - / two "
    "twenty hundred years days week hours ago later before after first third quarter Eid al-Fitr Ramadan truce day "
    "early late mid end and to from until between more than about 17/9/2016 99/99/9999 0000 9999 1st 45th BC every "
    "7:30 25:99 local time half 1/2 1/0 decades summer year's 2016-02-31 999999999999 tomorrow now ١٢ 🙂 \u202e"
).split(" ")


def values(text: str, published: date | None = PUBLISHED, **options: object) -> list[str]:
    return [t.value for t in find_times(text, published, **options)]  # type: ignore[arg-type]


def only(text: str, published: date | None = PUBLISHED, zone: str | None = "Europe/Athens") -> TimeExpression:
    found = find_times(text, published, zone=zone)
    assert len(found) == 1
    return found[0]


def test_a_clock_joins_its_day() -> None:
    joined = only("The truce began at 7 p.m. local time on Monday.")
    assert joined.words.text == "7 p.m. local time on Monday"
    assert (joined.value, joined.zone) == ("2016-05-02T19:00", "Europe/Athens")
    assert (joined.from_, joined.to) == ("2016-05-02T19:00+03:00", "2016-05-02T19:01+03:00")
    assert only("It began on Monday at 1600 GMT.").from_ == "2016-05-02T16:00+00:00"
    assert only("It ended at 7pm (1600 GMT) on Monday.").words.text == "7pm (1600 GMT) on Monday"


def test_clock_changes_are_kept() -> None:
    assert only("It began at noon on 5 January 2016.").from_ == "2016-01-05T12:00+02:00"
    assert only("It began at noon on 5 July 2015.").from_ == "2015-07-05T12:00+03:00"


def test_midnight_on_a_weekday_is_its_end_and_on_a_numbered_day_its_beginning() -> None:
    friday = only("The truce will last until midnight on Friday.")
    assert (friday.value, friday.from_, friday.alternatives) == (
        "2016-05-06T24:00",
        "2016-05-07T00:00+03:00",
        ("2016-05-06T00:00",),
    )
    assert only("It begins at midnight on May 6.").value == "2016-05-06T00:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The truce would begin on Monday.", "2016-05-09"),
        ("The truce began on Monday.", "2016-05-02"),
        ("It is due to expire on Saturday.", "2016-05-07"),
        ("Ten died due to shelling on Saturday.", "2016-04-30"),
        ("Rebels have until Sunday to leave.", "2016-05-08"),
        ("The calm lasted until Sunday.", "2016-05-01"),
        ("The truce was extended until Sunday.", "2016-05-08"),
        ("Last Thursday two died.", "2016-04-28"),
        ("They meet next Friday.", "2016-05-06"),
        ("He will return as early as Tuesday.", "2016-05-10"),
    ],
)
def test_the_tense_decides_between_last_and_next(text: str, value: str) -> None:
    assert only(text).value == value


def test_other_anchors() -> None:
    assert values("On 3 March 2015 it fell; two days later it was retaken.") == ["2015-03-03", "2015-03-05"]
    assert values("It fell in June 2015. The following month it was retaken.") == ["2015-06", "2015-07"]
    hung = only("Shells fell on the third day of the truce.")
    assert (hung.anchor, hung.offset, hung.from_) == ("truce", "P2D", None)
    after = only("The truce was to start 24 hours after the ceasefire talks.")
    assert (after.role, after.anchor, after.offset) == ("relative", "truce", "PT24H")


def test_a_narrative_hangs_on_the_last_dated_day() -> None:
    text = "In December 1941 it began. In January the city fell. On the 12th they left."
    assert values(text, narrative=True) == ["1941-12", "1942-01", "1942-01-12"]
    assert values("from 12 to 19 September 1944", narrative=True) == ["1944-09-12", "1944-09-19"]


def test_nothing_is_guessed_without_a_published_day() -> None:
    text = "It began on Monday, ended last week, resumed two days ago, on 5 May, in June, at 7 p.m. on Friday."
    found = find_times(text, None)
    assert [t.from_ for t in found] == [None] * len(found)
    assert [t.value for t in found][:2] == ["XXXX-WXX-1", "XXXX-WXX"]
    assert values("On 5 May 2015 it fell.", None) == ["2015-05-05"]


@pytest.mark.parametrize("text", ["on 31 June 2016", "on 30 February 2015", "on 99/99/2016", "2016-13-45", "at 25:99"])
def test_what_does_not_exist_is_not_read(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2000 people fled",
        "$ 1500 was paid",
        "a 6-year-old boy",
        "he is 52 years old",
        "three quarters of homes",
        "he may go",
    ],
)
def test_counts_ages_and_shares_are_no_times(text: str) -> None:
    assert values(text) == []


def test_two_digit_years() -> None:
    assert values("on 05/06/15") == ["2015-06-05"]
    assert values("on 25/12/98") == ["1998-12-25"]


def test_day_and_month_order() -> None:
    doubt = only("It was signed on 5/6/2015.")
    assert (doubt.value, doubt.alternatives) == ("2015-06-05", ("2015-05-06",))
    assert values("It was signed on 5/6/2015.", day_first=False) == ["2015-05-06"]
    assert values("It was signed on Wednesday 5/6/2015.") == ["2015-05-06"]
    assert values("It was signed on 5/13/2015.") == ["2015-05-13"]


def test_months_by_other_names() -> None:
    assert values("On 3 Nisan and in Tishreen al-Thani 2015 it was hit.") == ["2016-04-03", "2015-11"]


def test_feasts() -> None:
    feast = only("A truce was declared for Eid al-Adha.", date(2016, 9, 5))
    assert (feast.from_, feast.to, feast.role) == ("2016-09-11", "2016-09-15", "window")
    assert values("It begins on the first day of Ramadan.") == ["2016-06-06"]
    assert values("They leave before Orthodox Easter 2017 and Easter 2018.") == ["2017-04-16", "2018-04-01"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.sampled_from([None, PUBLISHED, date(1, 1, 1), date(9999, 12, 31)]),
    st.booleans(),
)
def test_any_words_are_read_without_error(text: str, published: date | None, narrative: bool) -> None:
    found = find_times(text, published, narrative=narrative, zone="Europe/Athens")
    for t in found:
        assert text[t.words.start : t.words.end] == t.words.text
        assert t.type in TIMEX_TYPES
        assert (t.from_ is None) == (t.to is None)
    assert all(a.words.end <= b.words.start for a, b in itertools.pairwise(found))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_are_read_without_error(text: str) -> None:
    assert all(text[t.words.start : t.words.end] == t.words.text for t in find_times(text, PUBLISHED))


HOSTILE = [
    "1 ",
    "two ",
    "the end of ",
    "May ",
    "12 to ",
    "1,000,",
    "9",
    "Eid al-",
    "a few days ",
    "more than ",
    "(",
    "on Monday at ",
    "first half of ",
    "2016-",
    "07:30",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_searched(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(text[t.words.start : t.words.end] == t.words.text for t in find_times(text, PUBLISHED))


def test_a_midnight_that_is_past_is_the_one_that_the_day_began_with() -> None:
    for text in ("The truce began at midnight.", "Nine people have died since midnight."):
        found = only(text)
        assert (found.value, found.from_[:10] if found.from_ else None) == (f"{PUBLISHED}T00:00", f"{PUBLISHED}")
        assert found.alternatives == (f"{PUBLISHED}T24:00",)
    for text in ("The truce will begin at midnight.", "The army announced a truce from midnight."):
        assert only(text).value == f"{PUBLISHED}T24:00"


def test_nothing_at_all() -> None:
    assert find_times("", PUBLISHED) == []
    assert find_times("\n\n \t", None) == []


def test_last_is_a_verb_where_a_modal_leads_it() -> None:
    (found,) = [t for t in find_times("It would begin on Monday and last 7 days.", PUBLISHED) if t.type == "DURATION"]
    assert (found.words.text, found.value, found.anchor) == ("7 days", "P7D", None)


def test_a_range_of_people_is_no_year() -> None:
    assert find_times("Between 1000 and 1800 people were killed.", PUBLISHED) == []


def test_an_outlets_habit_settles_figures() -> None:
    assert writes_day_first("CNN") is False
    assert writes_day_first("The Wire") is None
    assert writes_day_first(None) is None
    (found,) = find_times("It began on 03/04/2011.", PUBLISHED, day_first=writes_day_first("cnn"))
    assert (found.value, found.alternatives) == ("2011-03-04", ("2011-04-03",))


def test_months_by_other_names_in_several_spellings() -> None:
    (found,) = find_times("in Tishreen al-Awal 2015", PUBLISHED)
    assert found.value == "2015-10"
