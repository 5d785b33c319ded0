"""Dates of metadata."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ingest.dates import parse_date

DAY = date(2016, 8, 1)


@pytest.mark.parametrize(
    "words",
    [
        "2016-08-01",
        " 2016-08-01 ",
        "2016-08-01T23:59:00Z",
        "2016-08-01 10:00",
        "Mon, 01 Aug 2016 21:30:00 GMT",
        "1 Aug 2016 10:00",
    ],
)
def test_dates(words: str) -> None:
    assert parse_date(words) == DAY


@pytest.mark.parametrize(
    "words", ["", "yesterday", "2016-13-01", "2016-02-30", "0001-01-01", "9999-12-31", "2016-08-011", "20160801"]
)
def test_no_dates(words: str) -> None:
    assert parse_date(words) is None


@given(st.text(max_size=80))
def test_never_raises(words: str) -> None:
    parse_date(words)
