"""Crawls: pages come out, and no cut or damage goes unseen."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.make import TEXT, answer, page, warc_record
from trucewatch.ingest import crawl, load
from trucewatch.ingest.crawl import Page, read_crawl
from trucewatch.model import Problem, Report

CRAWL = b"".join(
    warc_record(answer(page(f"Number {n}. {TEXT}")), url=f"http://post.example/{n}", digest=n % 2 == 0)
    for n in range(3)
)


def codes(raw: bytes) -> list[str]:
    found = read_crawl(io.BytesIO(raw), "x")
    return [f.code if isinstance(f, Problem) else f.kind + "!" * bool(f.damage) for f in found]


def read(raw: bytes) -> Page:
    (found,) = read_crawl(io.BytesIO(raw), "x.warc")
    assert isinstance(found, Page)
    return found


def test_pages() -> None:
    assert codes(CRAWL) == ["page"] * 3
    first = read(warc_record(answer(page())))
    assert (first.raw, first.url, first.where, first.charset) == (page(), "http://post.example/1", "x.warc:1", "utf-8")


@pytest.mark.parametrize(
    "raw",
    [
        warc_record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        warc_record(answer(b"moved", status="301 Moved")),
        warc_record(answer(b"\x89PNG", "image/png")),
        warc_record(answer(b"User-agent: *", "text/plain"), url="http://post.example/robots.txt"),
        warc_record(b"software: x", "warcinfo"),
    ],
)
def test_what_is_no_report_is_passed_over(raw: bytes) -> None:
    assert codes(raw) == []


def test_encodings_are_undone() -> None:
    zipped = answer(gzip.compress(page()), more="Content-Encoding: gzip\r\n")
    deflated = answer(zlib.compress(page()), more="Content-Encoding: deflate\r\n")
    half = len(page()) // 2
    pieces = b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in (page()[:half], page()[half:], b""))
    chunked = answer(pieces, more="Transfer-Encoding: chunked\r\n")
    for body in (zipped, deflated, chunked, answer(page(), more="Transfer-Encoding: chunked\r\n")):
        assert read(warc_record(body)).raw == page()
    assert codes(warc_record(answer(b"x", more="Content-Encoding: br\r\n"))) == ["TW-P111"]
    half = len(page()) // 2
    two = gzip.compress(page()[:half]) + gzip.compress(page()[half:])
    assert read(warc_record(answer(two, more="Content-Encoding: gzip\r\n"))).raw == page()
    bomb = gzip.compress(b" " * (1 << 24)) * 3
    assert codes(warc_record(answer(bomb, more="Content-Encoding: gzip\r\n"))) == ["TW-P105"]
    cut = gzip.compress(page())[:-9]
    assert codes(warc_record(answer(cut, more="Content-Encoding: gzip\r\n"))) == ["TW-P112"]


@pytest.mark.parametrize("zipped", [False, True])
def test_every_cut_is_told(tmp_path: Path, zipped: bool) -> None:
    whole = b"".join(gzip.compress(CRAWL[a:b]) for a, b in _bounds()) if zipped else CRAWL
    ends = {0, *(len(CRAWL[:b]) for _, b in _bounds())}
    if zipped:
        ends = {0}
        for a, b in _bounds():
            ends.add(max(ends) + len(gzip.compress(CRAWL[a:b])))
    path = tmp_path / "x.warc"
    for cut in random.Random(1).sample([n for n in range(1, len(whole)) if n not in ends], 60):
        path.write_bytes(whole[:cut])
        found = list(load(path))
        told = [p.code for f in found for p in ([f] if isinstance(f, Problem) else f.problems)]
        assert "TW-P112" in told, cut


def _bounds() -> list[tuple[int, int]]:
    starts = [at for at in range(len(CRAWL)) if CRAWL.startswith(b"WARC/1.0\r\n", at)]
    return list(zip(starts, [*starts[1:], len(CRAWL)], strict=True))


def test_reading_goes_on_after_damage() -> None:
    first, second, third = (CRAWL[a:b] for a, b in _bounds())
    assert codes(first + b"noise\r\nmore noise\r\n" + second) == ["page", "TW-P112", "page"]
    assert codes(first + second.replace(b"Content-Length: ", b"Content-Length: x") + third) == [
        "page",
        "TW-P112",
        "page",
    ]
    shorter = second.replace(b"Content-Length: ", b"Content-Length: 1", 1)
    assert codes(first + shorter + third)[0] == "page"
    assert "TW-P112" in codes(first + shorter) or codes(first + shorter)[-1].endswith("!")
    assert codes(first.replace(b"Number 0", b"Number 1")) == ["page!"]


def test_a_large_record_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl, "MAX_RECORD_BYTES", 100)
    assert codes(CRAWL) == ["TW-P105"] * 3


def test_a_page_of_a_crawl_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(gzip.compress(CRAWL))
    first, *_ = load(path)
    assert isinstance(first, Report)
    assert (first.url, first.location) == ("http://post.example/0", f"{path}:1")
    assert first.text.startswith("Number 0.")


@given(st.binary(max_size=300), st.integers(0, 3_000), st.integers(0, 3_000))
def test_damaged_crawls_never_raise(noise: bytes, start: int, end: int) -> None:
    codes(CRAWL[:start] + noise + CRAWL[end:])
