"""The printed published date: forms of many outlets, and dates that a story only mentions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.know.times import printed_date

PRINTED = [
    ("Sun Aug 17 2014 Shells fall on a market. Officials said on Saturday ...", "2014-08-17"),
    ("Date of publication 7 October 2016 Shelling left three dead on Friday.", "2016-10-07"),
    ("SPRINGFIELD | Tue Mar 22, 2011 6:12 am GMT SPRINGFIELD (Wire) - The mayor called on Monday.", "2011-03-22"),
    ("Published November 26 2017 At least two people were hurt on Sunday.", "2017-11-26"),
    ("Last updated at Apr 092017 At least two people were hurt.", "2017-04-09"),
    ("Posted on August 3 2016 by Jane Roe Gas dropped on a town.", "2016-08-03"),
    ("By Jane Roe on Saturday, 1 Mar, 2014 Talks resumed.", "2014-03-01"),
    ("01-06-2016 Three hurt in the north. The report of 2 March 2015 said so.", "2016-06-01"),
    ("24.09.2014(updated 1457 25.09.2014) Get short URL 2440 Raids went on.", "2014-09-24"),
    ("Raid kills two AFP Monday 22 Sep 2014 A raid killed two people on 3 March 2013.", "2014-09-22"),
    ("Two killed in a raid REUTERS Some One World 1730 28.04.2017Get short URL Two men died.", "2017-04-28"),
    ("Ten hurt in the east 6 September 2016 WIRE reporter in the east said it.", "2016-09-06"),
    ("Raid kills two\nBy Jane Roe | 4 May 2016\n\nA raid killed two people.", "2016-05-04"),
    ("A raid killed two people.\n\nThe end of it came soon.\n\n2016-05-04T10:00Z\n", "2016-05-04"),
    ("Published 5 May 2016 Last updated 6 May 2016 A raid killed two.", "2016-05-05"),
    ("Wed 13/07/2016 A raid killed two.", "2016-07-13"),
]


@pytest.mark.parametrize(("text", "day"), PRINTED)
def test_printed_forms(text: str, day: str) -> None:
    found = printed_date(text)
    assert found is not None
    assert found[0].isoformat() == day
    assert text[slice(*found[1])].strip() == text[slice(*found[1])]


MENTIONED = [
    "On 5 October 2016 rebels fired shells.",
    "5 October 2016 was a day of raids.",
    "People look at a wreck near the town, on March 22, 2011. \nSince then nothing has moved.",
    "The chief attends a conference in Rome, June 17, 2011. The talks went on.",
    "The war began in March 2011. It went on until 31 June 2016 and later.",
    "Released on bail 5 July 2016, he said nothing more.",
    "A video. released February 17, 2011 via a site shows a crowd",
    "",
]


@pytest.mark.parametrize("text", MENTIONED)
def test_a_mentioned_date_is_not_printed(text: str) -> None:
    assert printed_date(text) is None


def test_day_and_month_order_in_doubt_is_settled_by_the_metadata_or_the_habit() -> None:
    text = "7/10/2016 A raid killed two."
    assert printed_date(text) is None
    assert printed_date(text, near=date(2016, 7, 11)) == (date(2016, 7, 10), (0, 9))
    assert printed_date(text, day_first=True) == (date(2016, 10, 7), (0, 9))
    assert printed_date(text, day_first=False) == (date(2016, 7, 10), (0, 9))


def test_weekday_settles_the_order() -> None:
    assert printed_date("Fri 7/10/2016 A raid killed two.") == (date(2016, 10, 7), (0, 13))


def test_dateline_without_year_takes_the_nearest_year() -> None:
    text = "SPRINGFIELD, Dec. 31 (Wire) - A raid killed two."
    assert printed_date(text) is None
    found = printed_date(text, near=date(2016, 1, 1))
    assert found is not None
    assert found[0] == date(2015, 12, 31)


@given(st.text(alphabet=st.sampled_from("Sun Augpublished on 0123456789./-,|\n:AFP May"), max_size=400))
def test_any_text_is_read_without_error(text: str) -> None:
    found = printed_date(text, near=date(2016, 5, 5))
    assert found is None or 0 <= found[1][0] < found[1][1] <= len(text)
