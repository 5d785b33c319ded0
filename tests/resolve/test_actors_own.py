"""Names that somebody else bears too. All sentences are our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trucewatch.know.profiles import load_profile
from trucewatch.model.report import PublishedDate, Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver
from trucewatch.settings import conflicts_dir

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


def test_a_plain_word_that_opens_a_sentence_is_no_group(tmp_path: Path) -> None:
    body = (conflicts_dir() / "libya.toml").read_text(encoding="utf-8")
    body += '\n[[actor]]\nname = "Dawn"\nkind = "group"\nside = "opposition"\nsource = "made up"\n'
    path = tmp_path / "own.toml"
    path.write_text(body.replace('places = "', 'places = "' + str(conflicts_dir()) + "/"), encoding="utf-8")
    resolver = ActorResolver(load_profile(path))
    text = "They slept. Dawn broke over the hills. Men of Dawn came down. At dawn they left."
    found = resolver.mentions(Report("r1", text, "", "", published=PublishedDate(given=date(2011, 6, 1))))
    assert [text[: a.words.start].count(".") for a in found if a.actor == "dawn"] == [2]
