"""Zones: labels, captions, headline and dateline are marked, running text is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.ingest.zones import Layout, lay_out

PAGE = """World News | The Example Post

Mediators Meet in Geneva to Save a “Ten-Day Truce” | THE EXAMPLE POST Archive
Select Page
Media ID: 4711
Caption:

Trucks wait at the crossing near the northern town on May 3, 2016. (Photos by EPA)


Geneva, Vienna: While the mediators spoke of progress, two diplomats said on Tuesday that the text was not ready.

A spokesman denied the report.
Read more: What the parties want
Share on Facebook
The talks go on, he said.
Copyright 2016 The Example Post
"""


def kinds(layout: Layout, kind: str) -> list[str]:
    return [z.words.text for z in layout.zones if z.kind == kind]


def test_a_saved_page() -> None:
    layout = lay_out(PAGE)
    assert kinds(layout, "headline") == ["Mediators Meet in Geneva to Save a “Ten-Day Truce”"]
    assert kinds(layout, "dateline") == ["Geneva, Vienna:"]
    assert layout.dateline is not None
    assert layout.dateline.text == "Geneva, Vienna"
    assert kinds(layout, "caption") == [
        "Trucks wait at the crossing near the northern town on May 3, 2016. (Photos by EPA)"
    ]
    assert kinds(layout, "furniture") == [
        "World News | The Example Post",
        "| THE EXAMPLE POST Archive",
        "Select Page",
        "Media ID: 4711",
        "Caption:",
        "Read more: What the parties want",
        "Share on Facebook",
        "Copyright 2016 The Example Post",
    ]


BODY = "The army said on Monday that its planes had struck the northern road and that nobody was hurt."


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("OSLO, Norway (Agency) - ", "OSLO, Norway"),
        ("OSLO/BERLIN (Agency) - ", "OSLO/BERLIN"),
        ("OSLO, March 15 (Agency) — ", "OSLO"),
        ("Oslo, Norway (Agency) -- ", "Oslo, Norway"),
        ("OSLO | ", "OSLO"),
        ("OSLO — ", "OSLO"),
        ("Oslo- ", "Oslo"),
        ("Oslo, Vienna: ", "Oslo, Vienna"),
        ("BERGEN ", "BERGEN"),
        ("LONDON | Tue Mar 15, 2011 1:48 pm GMT LONDON (Agency) - ", "LONDON"),
        ("Talks resume One road is open (Agency) reports say OSLO, Norway (Agency) -- ", "OSLO, Norway"),
    ],
)
def test_datelines(head: str, place: str) -> None:
    layout = lay_out(head + BODY)
    assert layout.dateline is not None
    assert layout.dateline.text == place
    assert kinds(layout, "dateline")[0].startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Smith: We will not accept this plan, whatever the other side says about it in the coming days.",
        "UNICEF Officials said the water was cut. UNICEF asked both sides for access to the plant by the river.",
        "Breaking: The northern road is open again, said the two drivers who came through it this morning.",
        "The Northern Front (NF) fighters who held the road said that they would leave it within five days.",
        "Hotel Staff (all of them) - about thirty people - left the town before the shelling began on Monday.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert lay_out(text).dateline is None
    assert not [z for z in lay_out(text).zones if z.kind == "dateline"]


def test_an_agency_alone_is_furniture() -> None:
    layout = lay_out("(Agency) -- " + BODY)
    assert layout.dateline is None
    assert kinds(layout, "furniture") == ["(Agency) --"]


@pytest.mark.parametrize(
    ("text", "title", "headline"),
    [
        ("Road opened to the north. " + BODY, "Road opened to the north", "Road opened to the north."),
        ("3 May 2016 Road opened to the north " + BODY, "Road opened to the north | Post", "Road opened to the north"),
        ("3 May 2016 Army’s road opened " + BODY, "Armys road opened - World - Post", "Army’s road opened"),
        (
            "Posted on May 3 2016 by A. Writer “Road opened” to all " + BODY,
            "Road opened to all",
            "“Road opened” to all",
        ),
    ],
)
def test_headlines_of_one_line_texts(text: str, title: str, headline: str) -> None:
    at = text.find("3 May 2016"), text.find("May 3 2016")
    start = max(at)
    layout = lay_out(text, title, (start, start + 10) if start >= 0 else None)
    assert kinds(layout, "headline") == [headline]
    assert BODY[:20] not in " ".join(z.words.text for z in layout.zones)


def test_a_title_within_the_story_is_no_headline() -> None:
    assert lay_out("On Monday the road opened to the north. " + BODY, "The road opened to the north").zones == ()


def test_captions_in_one_line_texts() -> None:
    shown = "Still image shows smoke over the northern road. (Agency Photo)"
    beside = "Residents walk past the bridge on Monday. (Example TV and Agencies)"
    layout = lay_out(f"The road is closed. {shown} {BODY} {beside} {BODY}")
    assert kinds(layout, "caption") == [shown, beside]


def test_a_sentence_with_speech_is_no_caption() -> None:
    layout = lay_out(f"{BODY} He added that four more people had died. (Agency Archive) {BODY}")
    assert kinds(layout, "caption") == []
    assert kinds(layout, "furniture") == ["(Agency Archive)"]


def test_credits_at_the_end() -> None:
    tail = "(Reporting by A. Writer; Editing by B. Writer) More about us"
    assert kinds(lay_out(f"{BODY} {BODY} {tail}"), "furniture") == [tail]


def test_a_sign_before_more_of_the_story_marks_nothing() -> None:
    story = f"{BODY} {BODY} Related News About the road {BODY} Follow us on Example"
    assert kinds(lay_out(story), "furniture") == ["Follow us on Example"]


def test_one_plain_line_has_no_zones() -> None:
    assert lay_out(BODY * 20) == Layout()
    assert lay_out("") == Layout()


WORDS = st.sampled_from(
    [
        "Caption:",
        "\n",
        "\n\n",
        " ",
        "(Photo by A)",
        "OSLO",
        "Oslo,",
        " - ",
        "|",
        "Read more",
        BODY,
        "3 May 2016",
        "•",
        "😀",
        "\u202e",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.text(max_size=12), max_size=30), st.none() | st.text(max_size=30), st.booleans())
def test_zones_are_true_and_apart(pieces: list[str], title: str | None, dated: bool) -> None:
    text = "".join(pieces)
    at = text.find("3 May 2016")
    layout = lay_out(text, title, (at, at + 10) if dated and at >= 0 else None)
    last = 0
    for zone in layout.zones:
        assert text[zone.words.start : zone.words.end] == zone.words.text != ""
        assert zone.words.start >= last
        last = zone.words.end
    if layout.dateline:
        assert text[layout.dateline.start : layout.dateline.end] == layout.dateline.text


@pytest.mark.parametrize(
    "piece", ["A ", "Aa, ", "(", "(photo", "(Photo) A. ", "\n", "a\n", "Read more\n", " | ", "A still from. "]
)
def test_hostile_texts_are_laid_out(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(zone.words.end <= len(text) for zone in lay_out(text, piece * 5).zones)
