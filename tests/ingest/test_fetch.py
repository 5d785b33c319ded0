"""Fetching, against servers of our own on this machine only: pinned, bounded, every redirect checked."""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tests.ingest.make import TEXT, feed, page
from trucewatch.ingest import fetch as fetching
from trucewatch.ingest.address import Refused
from trucewatch.ingest.fetch import Failed, fetch, fetch_reports
from trucewatch.model import Problem, Report

HOST = "post.example"


class Handler(BaseHTTPRequestHandler):
    """Answer what the tests ask for by path."""

    hosts: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        name = self.path.strip("/").split("/")[0]
        getattr(self, name, self._missing)()

    def _send(self, body: bytes, content: str = "text/html; charset=utf-8", status: int = 200, **heads: str) -> None:
        self.send_response(status)
        for key, value in {"Content_Type": content, "Content_Length": str(len(body)), **heads}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader had enough
            self.wfile.write(body)

    def _missing(self) -> None:
        self._send(b"", status=404)

    def page(self) -> None:
        self._send(page())

    def feed(self) -> None:
        self._send(feed([TEXT]), "application/rss+xml")

    def gzip(self) -> None:
        self._send(gzip.compress(page()), Content_Encoding="gzip")

    def picture(self) -> None:
        self._send(b"\x89PNG", "image/png")

    def moved(self) -> None:
        self._send(b"", status=302, Location="/page")

    def inward(self) -> None:
        self._send(b"", status=302, Location="http://inner.example/page")

    def local(self) -> None:
        self._send(b"", status=301, Location="file:///etc/passwd")

    def round(self) -> None:
        self._send(b"", status=307, Location="/round")

    def large(self) -> None:
        self._send(b"x" * 200_000, "text/plain")

    def bomb(self) -> None:
        self._send(gzip.compress(b" " * (1 << 24)) * 3, Content_Encoding="gzip")

    def cut(self) -> None:
        self._send(b"<p>cut", Content_Length="999")

    def slow(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(100):
                time.sleep(0.1)
                self.wfile.write(b"X: y\r\n")
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def resolver(host: str, _port: int) -> list[str]:
    return {"inner.example": ["10.0.0.7"]}.get(host, ["127.0.0.1"])


@pytest.fixture
def get(port: int) -> Callable[[str], fetching.Fetched]:
    return lambda path: fetch(
        f"http://{HOST}:{port}/{path}", resolver=resolver, exempt=frozenset({("127.0.0.1", port)})
    )


def test_pages_and_feeds_become_reports(port: int) -> None:
    urls = [f"http://{HOST}:{port}/{name}" for name in ("page", "feed", "picture", "none")]
    found = list(fetch_reports(urls, resolver=resolver, exempt=frozenset({("127.0.0.1", port)})))
    first, second, *rest = found
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.url, first.location, first.raw) == (urls[0], urls[0], page())
    assert (second.url, second.text.splitlines()[0]) == ("http://post.example/1", TEXT)
    assert [p.code for p in rest if isinstance(p, Problem)] == ["TW-P111", "TW-P116"]


def test_nothing_here_is_fetched_without_the_tests_exemption(port: int) -> None:
    (found,) = fetch_reports([f"http://{HOST}:{port}/page"], resolver=resolver)
    assert isinstance(found, Problem)
    assert found.code == "TW-P115"


def test_the_name_goes_to_the_server_and_is_resolved_once_a_hop(port: int) -> None:
    asked: list[str] = []

    def changing(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    exempt = frozenset({("127.0.0.1", port)})
    assert fetch(f"http://{HOST}:{port}/page", resolver=changing, exempt=exempt).raw == page()
    assert (asked, Handler.hosts[-1]) == ([HOST], f"{HOST}:{port}")
    asked.clear()
    with pytest.raises(Refused):
        fetch(f"http://{HOST}:{port}/moved", resolver=changing, exempt=exempt)


def test_redirects_are_followed_and_checked(get: Callable[[str], fetching.Fetched]) -> None:
    assert get("moved").url.endswith("/page")
    for path in ("inward", "local"):
        with pytest.raises(Refused):
            get(path)
    with pytest.raises(Failed, match="redirects"):
        get("round")


def test_sizes_are_bounded(get: Callable[[str], fetching.Fetched], monkeypatch: pytest.MonkeyPatch) -> None:
    assert get("gzip").raw == page()
    assert len(get("large").raw) == 200_000
    with pytest.raises(Failed, match="unpacks"):
        get("bomb")
    with pytest.raises(Failed, match="cut off"):
        get("cut")
    monkeypatch.setattr(fetching, "MAX_BYTES", 100_000)
    with pytest.raises(Failed, match="100,000"):
        get("large")


def test_time_is_bounded(get: Callable[[str], fetching.Fetched], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.5)
    with pytest.raises(Failed, match="took more than"):
        get("slow")
