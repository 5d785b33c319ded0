"""Fetch single pages, feeds and PDFs; nothing here runs unless the user turned fetching on.

Each hop of a redirect is checked anew and the connection goes to the very address that was checked, so that a name
that resolves to something else a moment later gains nothing.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from trucewatch._version import __version__
from trucewatch.ingest.address import Refused, Resolver, Target, resolve, target_of
from trucewatch.ingest.archive import Member
from trucewatch.ingest.crawl import PAGES, inflated
from trucewatch.ingest.document import read_document
from trucewatch.ingest.draft import Draft, make_report
from trucewatch.model import Problem, Report

MAX_BYTES = 16 * 1024 * 1024
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
_BLOCK = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_KINDS = {**PAGES, "application/xml": "feed", "text/xml": "feed"}


class Failed(Exception):
    """A page could not be fetched."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Hold what a server answered: the last URL, the content type and the bytes without content encoding."""

    url: str
    content: str
    raw: bytes


def fetch_reports(
    urls: Iterable[str],
    *,
    published: date | None = None,
    outlet: str | None = None,
    resolver: Resolver = resolve,
    exempt: frozenset[tuple[str, int]] = frozenset(),
) -> Iterator[Report | Problem]:
    """Yield the reports of URLs in order, a Problem where none could be made; see `fetch` for the bounds."""
    for url in urls:
        try:
            found = fetch(url, resolver=resolver, exempt=exempt)
        except Refused as error:
            yield Problem.of("TW-P115", url, str(error))
        except (Failed, OSError, http.client.HTTPException) as error:
            yield Problem.of("TW-P116", url, str(error) or type(error).__name__)
        else:
            yield from _reports(found, url, published, outlet)


def _reports(found: Fetched, url: str, published: date | None, outlet: str | None) -> Iterator[Report | Problem]:
    kind = _KINDS.get(found.content.partition(";")[0].strip().casefold())
    if kind is None:
        yield Problem.of("TW-P111", url, f"content of type {found.content[:60]!r}")
        return
    charset = found.content.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    for draft in read_document(found.raw, kind, url, charset):
        if isinstance(draft, Draft):
            draft.url = draft.url or found.url
            draft.given, draft.outlet = published or draft.given, outlet or draft.outlet
            yield make_report(draft)
        elif not isinstance(draft, Member):
            yield draft


def fetch(url: str, *, resolver: Resolver = resolve, exempt: frozenset[tuple[str, int]] = frozenset()) -> Fetched:
    """Fetch one URL: at most 16 MiB, 30 seconds and 5 redirects in all.

    Raises Refused where the URL, or one that it redirects to, may not be fetched (see `address.target_of`), Failed,
    OSError or http.client.HTTPException where the server does not give it.
    """
    until = time.monotonic() + MAX_SECONDS
    secure = False
    for _ in range(MAX_REDIRECTS + 1):
        target = target_of(url, resolver, exempt)
        if secure and target.scheme != "https":
            raise Refused("a redirect from https to http is not followed")
        secure = secure or target.scheme == "https"
        found = _get(url, target, until)
        if isinstance(found, Fetched):
            return found
        url = urljoin(url, found)
    raise Failed(f"more than {MAX_REDIRECTS} redirects")


class _Pinned(http.client.HTTPConnection):
    """Connect to the address that was checked, whatever the host's name leads to by now."""

    def __init__(self, target: Target, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._target = target

    def connect(self) -> None:
        """Connect, with the certificate checked against the host's name."""
        self.sock = socket.create_connection((self._target.address, self._target.port), self.timeout)
        if self._target.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)


def _get(url: str, target: Target, until: float) -> Fetched | str:
    """Return what a server answers, or the URL that it redirects to."""
    left = until - time.monotonic()
    if left <= 0:
        raise Failed(f"it took more than {MAX_SECONDS:.0f} seconds")
    connection = _Pinned(target, left)
    late, slow = threading.Event(), f"it took more than {MAX_SECONDS:.0f} seconds"
    timer = threading.Timer(left, _stop, (connection, late))
    timer.daemon = True
    timer.start()
    try:
        heads = {"User-Agent": f"trucewatch/{__version__}", "Accept-Encoding": "identity", "Connection": "close"}
        connection.request("GET", target.path, headers=heads)
        found = _answer(url, connection.getresponse())
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        if late.is_set():
            raise Failed(slow) from error
        raise Failed(f"{type(error).__name__}: {error}") from error
    finally:
        timer.cancel()
        connection.close()
    if late.is_set():  # a connection that was ended looks like an answer that is whole
        raise Failed(slow)
    return found


def _stop(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    """End a connection whose time is up, also one that sends a byte now and then."""
    late.set()
    with contextlib.suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _answer(url: str, answer: http.client.HTTPResponse) -> Fetched | str:
    if answer.status in _REDIRECTS and (location := answer.getheader("Location")):
        return location.strip()
    if answer.status != 200:
        raise Failed(f"the server answers {answer.status}")
    pieces, size = [], 0
    while piece := answer.read1(_BLOCK):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise Failed(f"it is more than {MAX_BYTES:,} bytes")
    claimed = answer.getheader("Content-Length")
    if claimed is not None and claimed.isdigit() and size < int(claimed):
        raise Failed("the answer is cut off")
    raw: bytes | str = b"".join(pieces)
    coding = (answer.getheader("Content-Encoding") or "identity").casefold()
    if coding in ("gzip", "x-gzip"):
        raw = inflated(b"".join(pieces), 47)
    elif coding != "identity":
        raw = f"the content encoding {coding[:20]!r} is not read"
    if isinstance(raw, str):
        raise Failed(raw)
    return Fetched(url, answer.getheader("Content-Type") or "", raw)
