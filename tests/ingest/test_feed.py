"""Feeds: an entry is a report, nothing is resolved, damage is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.make import TEXT, feed
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.feed import read_feed
from trucewatch.model import Problem


@pytest.mark.parametrize("atom", [False, True])
def test_entries(atom: bool) -> None:
    first, second = read_feed(feed([TEXT, "Another text."], atom=atom), "x.rss")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.text.splitlines()[0] == TEXT
    assert (first.title, first.outlet, first.url) == ("Entry 1", "The Post", "http://post.example/1")
    assert first.id == ("tag:post.example,2016:1" if atom else "http://post.example/1")
    assert (first.metadata, second.metadata) == (date(2016, 8, 1), date(2016, 8, 2))
    assert (first.location, second.location) == ("x.rss:1", "x.rss:2")
    assert "Short." not in first.text


def test_an_entry_keeps_its_bytes_while_the_feed_grows() -> None:
    (small,) = read_feed(feed([TEXT]), "x")
    first, _ = read_feed(feed([TEXT, "Another text."]), "x")
    assert isinstance(small, Draft)
    assert isinstance(first, Draft)
    assert small.raw == first.raw


def test_an_id_that_other_feeds_may_use_is_not_taken() -> None:
    raw = b"<rss><channel><item><guid>17</guid><description>Open.</description></item></channel></rss>"
    (found,) = read_feed(raw, "x")
    assert isinstance(found, Draft)
    assert (found.id, found.url, found.text) == (None, None, "Open.")


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        (feed([TEXT, TEXT])[:-300], [None, None, "TW-P112"]),
        (feed([TEXT])[:20], ["TW-P112"]),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ["TW-P111"]),
        (b"not xml", ["TW-P112"]),
        (b"<rss><channel><title>x</title></channel></rss>", ["TW-P103"]),
        (b"<rss><channel><item><title>x</title></item></channel></rss>", ["TW-P107"]),
    ],
)
def test_what_is_wrong_is_told(raw: bytes, codes: list[str | None]) -> None:
    assert [f.code if isinstance(f, Problem) else None for f in read_feed(raw, "x")] == codes


def test_no_entity_is_resolved() -> None:
    bomb = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    head = f"<!DOCTYPE rss [<!ENTITY a0 'boom'>{bomb}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    raw = f"{head}<rss><channel><item><description>&a11; &f; open</description></item></channel></rss>".encode()
    for found in read_feed(raw, "x"):
        assert isinstance(found, Problem) or (len(found.text) < 100 and "root:" not in found.text)


@given(st.binary(max_size=400), st.integers(0, 400))
def test_damaged_feeds_never_raise(noise: bytes, at: int) -> None:
    whole = feed([TEXT])
    assert list(read_feed(whole[:at] + noise + whole[at:], "x"))
