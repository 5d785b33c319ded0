"""Readers' comments and boxes of highlights are furniture; an article that speaks of comments is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ingest import load_text
from trucewatch.ingest.beside import boxes, comments_at

ARTICLE = (
    "The army said on Monday that its planes had struck the northern road.\n"
    "A doctor in the town put the number of wounded at eleven.\n"
    "The minister declined to answer and said the talks would go on in the capital.\n"
)
THREAD = "They killed 300 of us and nobody writes it, said my cousin.\nShells fell on my street too.\n"


def lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, at + len(line.rstrip())))
        at += len(line)
    return found


def furniture(text: str) -> list[str]:
    return [z.words.text for z in load_text(text).zones if z.kind == "furniture"]


@pytest.mark.parametrize(
    "sign",
    [
        "We welcome comments that advance the story with facts and links.",
        "Views expressed in the comments do not represent those of The Post.",
        "Comments are moderated and may take a day to appear.",
        "3 comments",
        "Comments (12)",
        "Leave a reply",
        "Have your say",
        "March 5, 2011 at 6:15 am | Report abuse | I never read this paper.",
    ],
)
def test_a_thread_runs_to_the_end(sign: str) -> None:
    text = ARTICLE + sign + "\n" + THREAD
    assert comments_at(text, lines(text)) == len(ARTICLE)
    assert furniture(text)[-1] == (sign + "\n" + THREAD).strip()


@pytest.mark.parametrize(
    "line",
    [
        "The envoy made no comment.",
        "U.S. officials made similar comments about the rebel forces.",
        "Britain rebuffed the minister's comments.",
        "The ministry had no immediate comment on reports of an attack.",
        "In his comments the general called the truce dead.",
    ],
)
def test_an_article_that_speaks_of_comments(line: str) -> None:
    text = ARTICLE + line + "\n" + ARTICLE
    assert comments_at(text, lines(text)) is None


def test_a_count_above_the_article_is_no_thread() -> None:
    text = "4 comments\n" + ARTICLE
    assert comments_at(text, lines(text)) is None
    assert furniture(text) == ["4 comments"]


@pytest.mark.parametrize(
    "box",
    [
        "Story highlights\n- Planes strike a road\n- Eleven are wounded, a doctor says.\n",
        "STORY HIGHLIGHTS\nPlanes strike a road in the north\nEleven are wounded\n",
        "Key points:\n• Planes strike a road.\n• The talks go on.\n",
    ],
)
def test_a_box_of_highlights_is_furniture_and_the_dateline_below_is_found(box: str) -> None:
    body = "OSLO, Norway — The army said on Monday that its planes had struck the northern road.\n"
    report = load_text("Planes strike the northern road\n" + box + body + ARTICLE)
    assert box.strip() in [z.words.text for z in report.zones if z.kind == "furniture"]
    assert report.dateline is not None
    assert report.dateline.text == "OSLO, Norway"


def test_a_heading_over_running_text_is_no_box() -> None:
    text = "Highlights\n" + ARTICLE
    assert list(boxes(text, lines(text))) == []


@given(
    st.lists(st.sampled_from(["Comments", "3 comments", "Highlights", "- a b", "Said.", "", "x" * 300]), max_size=30)
)
def test_offsets_are_true(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    start = comments_at(text, lines(text))
    assert start is None or 0 <= start < len(text)
    last = 0
    for begin, end in boxes(text, lines(text)):
        assert last <= begin < end <= len(text)
        last = end
