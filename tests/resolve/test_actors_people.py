"""What a report says beside a name. All sentences are our own."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.know.profiles import load_profile
from trucewatch.model.claim import Claim, Source
from trucewatch.model.report import PublishedDate, Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver

LIBYA = ActorResolver(load_profile("libya"))
DAY = PublishedDate(given=date(2011, 6, 1))


def told(text: str, *sources: str) -> list[tuple[str, str]]:
    """Return name and side of each source, found in order."""
    report, claims, at = Report("r1", text, "", "", published=DAY), [], 0
    for n, words in enumerate(sources):
        at = text.index(words, at)
        span = Span.of(text, at, at + len(words))
        at += len(words)
        source = Source(span, None, words, "unknown", True)
        claims.append(Claim(f"c{n}", source, Span.of(text, at, at + 1), (), "indirect", "assert", 1.0))
    found = LIBYA.sources(report, tuple(claims), LIBYA.mentions(report))
    return [(c.source.name, c.source.side) for c in found]


@pytest.mark.parametrize(
    ("text", "source", "side"),
    [
        ("Lena Dorfer, founder of the charity, spoke. Dorfer said it.", "Dorfer said"[:6], "aid"),
        ("Lena Dorfer, World Bank country manager for Libya, spoke.", "Lena Dorfer", "un"),
        ("Lena Dorfer, who heads the rebel council, spoke.", "Lena Dorfer", "opposition"),
        ("Lena Dorfer, speaking in Rome, sighed.", "Lena Dorfer", "unknown"),
        ("Omar Tahun, whose brother was killed, wept.", "Omar Tahun", "civilians"),
        ('"We left my house at night," Omar Tahun said.', "Omar Tahun", "civilians"),
        ("Omar Tahun stopped there.", "Omar Tahun", "unknown"),
        ("CNN Pentagon correspondent Lena Dorfer explained.", "CNN Pentagon correspondent Lena Dorfer", "media"),
    ],
)
def test_what_stands_beside_a_name_tells_the_side(text: str, source: str, side: str) -> None:
    assert told(text, source)[0][1] == side


def test_one_name_keeps_the_side_it_had_as_a_source() -> None:
    text = "Lena Dorfer, World Bank manager for Libya, spoke. Dorfer, who is Tunisian, said so."
    assert [s for _, s in told(text, "Lena Dorfer", "Dorfer,")] == ["un", "un"]


def test_an_opening_word_is_no_part_of_a_name() -> None:
    assert told("But Omar Tahun left. Tahun said no.", "Tahun said"[:5])[0][0] == "Omar Tahun"


def test_the_unnamed_person_quoted_last_is_the_bare_name_that_follows() -> None:
    text = "A rebel commander said they won. Omar Tahun told a reporter that all was calm."
    assert [s for _, s in told(text, "A rebel commander", "Omar Tahun")] == ["opposition", "opposition"]


def test_she_is_no_man_whom_the_profile_knows() -> None:
    text = "Saadi Gaddafi sent a car for Huda Almani. She said no."
    assert told(text, "She")[0][0] != "Saadi Gaddafi"
    text = "Hillary Clinton met Nicolas Sarkozy. She said the talks went well. He said so too."
    assert [n for n, _ in told(text, "She", "He")] == ["Hillary Clinton", "Nicolas Sarkozy"]


def test_somebody_whose_age_follows_is_an_ordinary_person() -> None:
    text = "I have lost my papers, said Karim Fadel. The 29-year-old man sat on the floor."
    assert told(text, "Karim Fadel") == [("Karim Fadel", "civilians")]
