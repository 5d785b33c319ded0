"""The one place that makes a Report: hashes, dates, language, problems."""

from __future__ import annotations

import hashlib
from datetime import date

from trucewatch.ingest import load_text
from trucewatch.ingest.draft import Draft, make_report
from trucewatch.model import Problem, Report

ENGLISH = "Both sides agreed on Monday to a truce of seven days in the north of the country, two diplomats said. " * 3
FRENCH = (
    "Les deux parties ont accepté lundi une trêve de sept jours dans le nord du pays, ont dit deux diplomates. " * 3
)
DAY, OTHER, THIRD = date(2016, 8, 1), date(2016, 8, 2), date(2016, 8, 3)


def report(text: str = ENGLISH, **fields: object) -> Report:
    made = make_report(Draft(raw=b"raw bytes", text=text, location="x.txt", **fields))  # type: ignore[arg-type]
    assert isinstance(made, Report)
    return made


def codes(made: Report) -> list[str]:
    return [p.code for p in made.problems]


def test_hashes_and_id() -> None:
    made = report()
    raw = hashlib.sha256(b"raw bytes").hexdigest()
    assert made.raw == b"raw bytes"
    assert (made.raw_sha256, made.id) == (raw, f"r-{raw[:12]}")
    assert made.text_sha256 == hashlib.sha256(ENGLISH.encode()).hexdigest()
    assert report(id="mine").id == "mine"


def test_given_over_printed_over_metadata() -> None:
    text = "Published August 1 2016 " + ENGLISH
    made = report(text, metadata=OTHER)
    assert made.published.day == DAY
    assert made.published.origin == "text"
    assert made.published.printed_words is not None
    assert (
        text[slice(made.published.printed_words.start, made.published.printed_words.end)]
        == made.published.printed_words.text
    )
    (problem,) = made.problems
    assert problem.code == "TW-P202"
    assert "2016-08-01" in problem.what
    assert "2016-08-02" in problem.what
    assert problem.where == "x.txt"
    made = report(text, metadata=OTHER, given=THIRD)
    assert (made.published.day, made.published.origin) == (THIRD, "given")
    assert (made.published.printed, made.published.metadata) == (DAY, OTHER)
    assert report(metadata=OTHER).published.origin == "metadata"


def test_no_date_is_a_problem() -> None:
    assert codes(report()) == ["TW-P203"]


def test_another_language_is_flagged() -> None:
    made = report(FRENCH, given=DAY)
    assert made.language == "fr"
    assert codes(made) == ["TW-P201"]
    assert made.text == FRENCH


def test_too_short_to_tell() -> None:
    made = report("Trêve", given=DAY)
    assert made.language is None
    assert codes(made) == []


def test_hidden_characters_are_kept_and_flagged() -> None:
    text = ENGLISH + "\u202eabc\u202c"
    made = report(text, given=DAY)
    assert made.text == text
    assert codes(made) == ["TW-P204"]


def test_what_cannot_be_stored_is_replaced_one_for_one() -> None:
    made = report("a\0b\ud800 " + ENGLISH, given=DAY, title="x\ud800", id="i\0")
    assert made.text == "a\ufffdb\ufffd " + ENGLISH
    assert codes(made) == ["TW-P109"]
    assert (made.title, made.id) == ("x\ufffd", "i\ufffd")


def test_a_text_too_long_is_no_report() -> None:
    made = make_report(Draft(raw=b"", text="x" * 2_000_001, location="x.txt"))
    assert isinstance(made, Problem)
    assert (made.code, made.where) == ("TW-P105", "x.txt")


def test_load_text() -> None:
    made = load_text(ENGLISH, id="i", outlet="post", published=DAY, metadata=OTHER, title="T")
    assert (made.id, made.outlet, made.title, made.text) == ("i", "post", "T", ENGLISH)
    assert made.raw == ENGLISH.encode()
    assert (made.published.given, made.published.metadata) == (DAY, OTHER)
    assert codes(load_text("", published=DAY)) == ["TW-P107"]
