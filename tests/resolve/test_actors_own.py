"""Names that somebody else bears too. All sentences are our own."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.know.profiles import load_profile
from trucewatch.model.report import PublishedDate, Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver

LIBYA = ActorResolver(load_profile("libya"))
BEFORE = "Government spokesman Musa Ibrahim spoke. "


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        (BEFORE + "Jumma Ibrahim, a rebel, laughed.", "Jumma Ibrahim, a rebel", False),
        (BEFORE + "A nurse, Ibrahim Ali, waited.", "Ibrahim Ali", False),
        (BEFORE + "But Ibrahim denied it.", "Ibrahim", True),
        (BEFORE + "Mousa Ibrahim denied it.", "Mousa Ibrahim", True),
        (BEFORE + "Then Ibrahim, angry, left.", "Ibrahim", True),
    ],
)
def test_another_given_name_is_another_person(text: str, words: str, known: bool) -> None:
    report = Report("r1", text, "", "", published=PublishedDate(given=date(2011, 6, 1)))
    at = text.rindex(words)
    found = LIBYA.resolve(report, Span.of(text, at, at + len(words)))
    assert (found.actor == "musa-ibrahim") is known
