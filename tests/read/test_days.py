from datetime import date

from trucewatch.model import PublishedDate, Report, Span, TimeExpression
from trucewatch.read.days import days_of, is_since, tells
from trucewatch.read.prose import Prose

PUBLISHED = date(2020, 5, 12)
SOMEWHERE = Span(0, 1, "x")


def time(start: str, end: str, role: str = "event", words: Span = SOMEWHERE) -> TimeExpression:
    return TimeExpression(words, "DATE", start, start, end, role)


def test_a_half_open_interval_becomes_inclusive_days() -> None:
    assert days_of(time("2020-05-11", "2020-05-12"), PUBLISHED) == (date(2020, 5, 11), date(2020, 5, 11))


def test_since_lasts_until_the_report() -> None:
    text = "since Monday"
    monday = time("2020-05-04", "2020-05-05", "start", Span(6, 12, "Monday"))
    prose = Prose.of(Report("r", text, "", "", published=PublishedDate(PUBLISHED)))
    assert is_since(prose, monday)
    assert days_of(monday, PUBLISHED, since=True) == (date(2020, 5, 4), PUBLISHED)


def test_a_week_that_is_not_over_ends_with_the_report() -> None:
    assert days_of(time("2020-05-11", "2020-05-18"), PUBLISHED) == (date(2020, 5, 11), PUBLISHED)


def test_what_cannot_be_days_is_none() -> None:
    assert days_of(time("1924-01-01", "1925-01-01"), PUBLISHED) is None
    assert days_of(TimeExpression(Span(0, 1, "x"), "DATE", "PAST_REF"), PUBLISHED) is None
    assert days_of(time("nonsense", "nonsense"), PUBLISHED) is None


def test_days_of_saying_tell_only_of_speech() -> None:
    prose = Prose.of(Report("r", "x", "", ""))
    said = time("2020-05-11", "2020-05-12", "statement")
    assert not tells(prose, said, speech=False)
    assert tells(prose, said, speech=True)
