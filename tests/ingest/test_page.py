"""Pages: text with its paragraphs, metadata, and nothing lost in silence."""

from __future__ import annotations

import hashlib
import socket
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.ingest import load
from trucewatch.ingest.page import extract
from trucewatch.model import Reading, Report
from trucewatch.record import Record

PARAGRAPHS = [
    "Both sides agreed on Monday to a truce of seven days in the north of the country, two diplomats said.",
    "The road to the northern town was opened in the morning, and forty trucks with flour and medicine passed.",
    "A commander of one of the groups denied that his men had agreed, and said that the fight would go on.",
    "The mediators did not answer questions about the monitors, who are to arrive before the end of the week.",
]
META = """<title>Truce agreed in the north | The Example Post</title>
<meta property="og:site_name" content="The Example Post"><meta property="og:title" content="Truce agreed in the north">
<meta property="article:published_time" content="2016-05-03T10:00:00Z">
<link rel="canonical" href="https://post.example/truce">"""


def page(paragraphs: list[str], head: str = META, foot: str = "") -> str:
    body = "<h1>Truce agreed</h1>" + "".join(f"<p>{p}</p>" for p in paragraphs)
    start = f"<html><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
    return f"{start}<article>{body}</article>{foot}</body></html>"


def test_text_and_metadata() -> None:
    found = extract(page(PARAGRAPHS))
    lines = found.text.splitlines()
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
    assert found.title == "Truce agreed in the north"
    assert found.outlet == "The Example Post"
    assert found.url == "https://post.example/truce"
    assert found.published == date(2016, 5, 3)
    assert found.repeats_lost == 0


def test_a_control_character_costs_no_page() -> None:
    found = extract(page([PARAGRAPHS[0] + "\x01\x0b\x0c\x1f\ufffe&#1;&#12;&#xfffe;", *PARAGRAPHS[1:]]))
    assert PARAGRAPHS[0] in found.text
    assert PARAGRAPHS[3] in found.text


def test_a_lost_repeat_is_counted() -> None:
    found = extract(page([PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[3]]))
    assert found.text.count(PARAGRAPHS[1]) + found.repeats_lost == 2


def test_a_copyright_line_dates_nothing() -> None:
    found = extract(page(PARAGRAPHS, head="<title>x</title>", foot="<footer>Copyright 2014 The Example Post</footer>"))
    assert found.published is None


LD = '<title>x</title><script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (LD.format('{"@type": "NewsArticle", "datePublished": "2016-05-03T10:00:00Z"}'), ""),
        (LD.format('{"@graph": [{"@type": "NewsArticle", "datePublished": "2016-05-03"}]}'), ""),
        (LD.format('{"@type": "NewsArticle", "dateModified": "2016-06-09", "datePublished": "2016-05-03"}'), ""),
        ('<title>x</title><meta name="date" content="2016-05-03">', ""),
        ('<title>x</title><meta itemprop="datePublished" content="2016-05-03">', ""),
        ("<title>x</title>", '<time datetime="2016-05-03T10:00:00Z" pubdate>3 May</time>'),
    ],
)
def test_dates_that_a_page_states(head: str, body: str) -> None:
    foot = "<footer>Copyright 2014 The Example Post</footer>"
    markup = page(PARAGRAPHS, head=head, foot=foot).replace("<article>", f"<article>{body}")
    assert extract(markup).published == date(2016, 5, 3)


@pytest.mark.parametrize(
    "foot",
    [
        "<footer>Copyright 2014 The Example Post</footer>",
        "<footer>&copy; 2014-2019 The Example Post. All rights reserved.</footer>",
        "<footer><p>Last year, on 9 June 2015, this site moved.</p></footer>",
        '<img src="/uploads/2015/06/09/truck.jpg">',
        '<script>var built = "2015-06-09";</script>',
    ],
)
def test_a_page_that_states_no_date_has_none_and_says_so(foot: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(PARAGRAPHS, head="<title>x</title>", foot=foot))
    (report,) = load(path)
    assert isinstance(report, Report)
    assert report.published.day is None
    assert "TW-P203" in {p.code for p in report.problems}


def test_the_extracted_text_has_a_hash_of_its_own_beside_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(PARAGRAPHS))
    (report,) = load(path)
    assert isinstance(report, Report)
    assert report.raw_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert report.text_sha256 == hashlib.sha256(report.text.encode()).hexdigest()
    with Record.open(tmp_path / "x.record", create=True) as record:
        key = record.add(Reading(report)).key
        stored = record.reading(key).report
        assert (stored.text_sha256, stored.raw_sha256, stored.raw) == (
            report.text_sha256,
            report.raw_sha256,
            path.read_bytes(),
        )
        assert record.verify() == []


@pytest.mark.parametrize("markup", ["", "   ", "<html></html>", "<!-- only a comment -->", "<p></p>"])
def test_nothing_to_extract(markup: str) -> None:
    found = extract(markup)
    assert found.text == ""
    assert found.failure


def test_entities_and_files_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret-words", encoding="utf-8")
    head = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    found = extract(head + page([*PARAGRAPHS, "The word is &x; and &b; here, as everybody in the town saw."]))
    assert found.text
    assert "the-secret-words" not in found.text
    assert "aaaaaaaa" not in found.text


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = META + '<link rel="stylesheet" href="http://192.0.2.1/a.css"><script src="http://192.0.2.1/a.js"></script>'
    assert extract(page([*PARAGRAPHS, '<img src="http://192.0.2.1/a.png">'], head=head)).text


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + PARAGRAPHS[0],
        "<p " + "a" * 1_000_000 + ">" + PARAGRAPHS[0],
        "<p>" * 10_000,
        "<p>" * 2_000_000,
        "<table>" * 3_000 + PARAGRAPHS[0],
        "&amp;" * 200_000,
        "<a href='" + "x" * 500_000,
    ],
)
def test_hostile_markup_ends(markup: str) -> None:
    page = extract(markup)
    assert page.text or page.failure


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<article>",
        "<table>",
        "<tr>",
        "<td>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<script>",
        "&#0;",
        "<h1>",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | st.text(max_size=40) | st.sampled_from(PARAGRAPHS), max_size=25))
def test_never_raises(pieces: list[str]) -> None:
    extract("".join(pieces))
