"""Names that somebody else bears too. All sentences are our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trucewatch.errors import ProfileError
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


def _with_group(tmp_path: Path, name: str) -> ActorResolver:
    body = (conflicts_dir() / "libya.toml").read_text(encoding="utf-8")
    body += f'\n[[actor]]\nid = "made-up"\nname = "{name}"\nkind = "group"\nside = "opposition"\nsource = "made up"\n'
    path = tmp_path / "own.toml"
    path.write_text(body.replace('places = "', 'places = "' + str(conflicts_dir()) + "/"), encoding="utf-8")
    return ActorResolver(load_profile(path))


@pytest.mark.parametrize(
    ("name", "text", "met"),
    [
        ("Zuwara", "Shells fell in Zuwara. Nobody was near Zuwara that day.", 0),
        ("Zuwara", "The fighters of Zuwara said no. Zuwara denied it.", 2),
        ("Victory Army", "Victory came late. The army left. The Victory Army said no.", 1),
        ("Victory", "They won. Victory is near. They cheered the victory.", 0),
        ("Libya Dawn", "At dawn Libya woke. Libya Dawn said no.", 1),
        ("Storm", "A storm came. Fighters of Storm said no.", 1),
    ],
)
def test_a_group_with_the_name_of_a_place_or_a_plain_word(tmp_path: Path, name: str, text: str, met: int) -> None:
    found = _with_group(tmp_path, name).mentions(
        Report("r1", text, "", "", published=PublishedDate(given=date(2011, 6, 1)))
    )
    assert sum(a.actor == "made-up" for a in found) == met


def test_names_of_ten_thousand_characters_are_refused_in_profiles_and_read_in_reports(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="longer than"):
        _with_group(tmp_path, "Brigade of " + "X" * 10_000)
    resolver = _with_group(tmp_path, "Victory Army")
    text = "The Brigade of " + "X" * 10_000 + " said no. " + "Y" * 10_000 + " denied it. Victory Army " + "Z" * 10_000
    found = resolver.mentions(Report("r1", text, "", "", published=PublishedDate(given=date(2011, 6, 1))))
    assert all(text[a.words.start : a.words.end] == a.words.text for a in found)


def test_look_alike_letters_do_not_make_another_group(tmp_path: Path) -> None:
    resolver = _with_group(tmp_path, "Victory Army")
    text = "The Vi\u0441tory Army said no."  # a Cyrillic letter
    found = resolver.mentions(Report("r1", text, "", "", published=PublishedDate(given=date(2011, 6, 1))))
    assert all(a.side in ("opposition", "government", "unknown") for a in found)
