"""WARC crawls, one record at a time: the pages in it, and every damage that can be told.

The form is that of ISO 28500:2017: a version line, header lines, a blank line, as many bytes as Content-Length says,
two line ends. Both common readers pass a cut-off file in silence; here each of these parts is checked, and so is the
block digest where one is given.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from trucewatch.model import Problem

#: A record whose body is larger than this many bytes is passed over (TW-P105), never held.
MAX_RECORD_BYTES = 16 * 1024 * 1024
_MAX_LINE = 64 * 1024
_MAX_HEADER_LINES = 200
_BLOCK = 256 * 1024
_TYPES = ("response", "resource", "conversion")
_OTHER_TYPES = ("warcinfo", "request", "metadata", "revisit", "continuation")
PAGES = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": "text",
    "application/pdf": "print",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
}


@dataclass(slots=True)
class Page:
    """Hold one document of a crawl: its bytes as the server's page, its kind, URL and what is wrong with it."""

    raw: bytes
    kind: str
    url: str | None
    where: str
    charset: str | None = None
    damage: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Cursor:
    """Say where in the crawl the reading stands; `line` is a line that was read too far."""

    stream: IO[bytes]
    shown: str
    number: int = 0
    line: bytes | None = None

    def next_line(self) -> bytes:
        line, self.line = self.line, None
        return self.stream.readline(_MAX_LINE) if line is None else line

    @property
    def where(self) -> str:
        return f"{self.shown}:{self.number}"


def read_crawl(stream: IO[bytes], shown: str) -> Iterator[Page | Problem]:
    """Yield the pages, texts, PDFs and feeds of a crawl, and TW-P112 for each damage.

    Requests, redirects, errors of the server, pictures, scripts and robots.txt are passed over. `where` counts the
    records. After a damage reading goes on at the next line that starts a record. Raises OSError and what the gzip
    reader raises.
    """
    cursor = _Cursor(stream, shown)
    while line := cursor.next_line():
        if not line.strip():
            continue
        cursor.number += 1
        if not line.startswith(b"WARC/"):
            yield Problem.of("TW-P112", cursor.where, "no record starts where one should")
            _skip_to_record(cursor)
            continue
        yield from _record(cursor)
    if not cursor.number:
        yield Problem.of("TW-P103", shown)


def _skip_to_record(cursor: _Cursor) -> None:
    while line := cursor.stream.readline(_MAX_LINE):
        if line.startswith(b"WARC/1."):
            cursor.line = line
            return


def _headers(cursor: _Cursor) -> dict[str, str] | None:
    """Return the header fields up to the blank line, None where it never comes."""
    fields: dict[str, str] = {}
    last = ""
    for _ in range(_MAX_HEADER_LINES):
        line = cursor.stream.readline(_MAX_LINE)
        if not line.endswith(b"\n"):
            return None
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return fields
        name, colon, value = text.partition(":")
        if text[0] in " \t" and last:
            fields[last] += " " + text.strip()
        elif colon:
            last = name.strip().casefold()
            fields[last] = value.strip()
        else:
            return None
    return None


def _record(cursor: _Cursor) -> Iterator[Page | Problem]:
    where, fields = cursor.where, _headers(cursor)
    length = (fields or {}).get("content-length", "")
    if fields is None or not (length.isascii() and length.isdigit()) or len(length) > 15:
        yield Problem.of("TW-P112", where, "the record's header is damaged or cut off")
        _skip_to_record(cursor)
        return
    size, kind = int(length), fields.get("warc-type", "").casefold()
    wanted = kind in _TYPES
    digest = _Digest(fields.get("warc-block-digest", ""))
    body, got = _body(cursor.stream, size, digest, keep=wanted and size <= MAX_RECORD_BYTES)
    damage = _damage(cursor, size, got, digest)
    if not wanted and kind not in _OTHER_TYPES:
        damage.append(f"the record's type is {kind[:20]!r}")
    if wanted and "warc-target-uri" not in fields:
        damage.append("the record names no URL")
    if wanted and size > MAX_RECORD_BYTES:
        yield Problem.of("TW-P105", where, f"a record of more than {MAX_RECORD_BYTES:,} bytes")
    elif wanted and fields.get("warc-segment-number", "1") != "1":
        yield Problem.of("TW-P111", where, "a continuation of a split record")
    elif wanted:
        found = _page(kind, fields, body, where)
        if isinstance(found, Page):
            found.damage += damage
            damage = []
        if found is not None:
            yield found
    for what in damage:
        yield Problem.of("TW-P112", where, what)


class _Digest:
    """Check a body against the digest that its record gives; nothing is checked where it gives none we know."""

    def __init__(self, given: str) -> None:
        name, _, self._value = given.partition(":")
        known = {"sha1": "sha1", "sha256": "sha256", "sha-1": "sha1", "sha-256": "sha256", "md5": "md5"}
        method = known.get(name.casefold())
        self._hash = hashlib.new(method, usedforsecurity=False) if method and self._value else None
        self.unknown = bool(given) and self._hash is None

    def update(self, piece: bytes) -> None:
        if self._hash:
            self._hash.update(piece)

    @property
    def wrong(self) -> bool:
        if not self._hash:
            return False
        raw, value = self._hash.digest(), self._value.strip()
        return value.casefold() != raw.hex() and value.rstrip("=") != base64.b32encode(raw).decode().rstrip("=")


def _body(stream: IO[bytes], size: int, digest: _Digest, *, keep: bool) -> tuple[bytes, int]:
    """Read a record's body, bounded; return it where it is to be kept, and how many bytes there were."""
    kept, got = [], 0
    while got < size and (piece := stream.read(min(_BLOCK, size - got))):
        digest.update(piece)
        got += len(piece)
        if keep:
            kept.append(piece)
    return b"".join(kept), got


def _damage(cursor: _Cursor, size: int, got: int, digest: _Digest) -> list[str]:
    if got < size:
        return [f"the record is cut off: {got:,} of {size:,} bytes"]
    damage = []
    for _ in range(2):
        line = cursor.stream.readline(_MAX_LINE)
        if line not in (b"\r\n", b"\n"):
            damage.append("the record's end mark is missing: it or its length is damaged or cut off")
            if line.startswith(b"WARC/1."):
                cursor.line = line
            elif line:
                _skip_to_record(cursor)
            break
    if digest.wrong:
        damage.append("the record's bytes are not those of its digest")
    elif digest.unknown:
        damage.append("the record's digest is not readable")
    return damage


def _page(kind: str, fields: dict[str, str], body: bytes, where: str) -> Page | Problem | None:
    """Return the document that a record holds, None where it holds none that is a report."""
    url = fields.get("warc-target-uri", "").strip("<> ") or None
    content = fields.get("content-type", "")
    if kind == "response":
        if not content.casefold().startswith("application/http"):
            dns = (url or "").startswith("dns:")
            return None if dns else Problem.of("TW-P111", where, f"an answer of type {content[:40]!r}")
        head, mark, body = _parted(body)
        status, _, lines = head.partition(b"\n")
        parts = status.split()
        if not mark or len(parts) < 2 or not parts[0].startswith(b"HTTP/"):
            return Problem.of("TW-P112", where, "the server's answer is damaged or cut off")
        if parts[1] != b"200":
            return None
        answer = _fields(lines)
        content = answer.get("content-type", "")
        if _kind(content, url) is None:
            return None
        decoded = _decoded(body, answer)
        if isinstance(decoded, str):
            code = "TW-P112" if "damaged" in decoded else "TW-P105" if "unpacks" in decoded else "TW-P111"
            return Problem.of(code, where, decoded)
        body = decoded
    page = _kind(content, url)
    charset = content.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return Page(body, page, url, where, charset) if page else None


def _parted(body: bytes) -> tuple[bytes, bytes, bytes]:
    head, mark, rest = body.partition(b"\r\n\r\n")
    return (head, mark, rest) if mark else body.partition(b"\n\n")


def _fields(lines: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines.decode("latin-1").splitlines())
    return {name.strip().casefold(): value.strip() for name, colon, value in pairs if colon}


def _kind(content: str, url: str | None) -> str | None:
    if url and url.partition("?")[0].endswith("/robots.txt"):
        return None
    return PAGES.get(content.partition(";")[0].strip().casefold())


def _decoded(body: bytes, answer: dict[str, str]) -> bytes | str:
    """Return the page's bytes without transfer and content encoding, or what is wrong."""
    if "chunked" in answer.get("transfer-encoding", "").casefold():
        body = _unchunked(body)
    coding = answer.get("content-encoding", "identity").casefold() or "identity"
    if coding == "identity":
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        return f"the content encoding {coding[:20]!r} is not read"
    if coding != "deflate" and not body.startswith(b"\x1f\x8b"):
        return body  # the crawler unzipped it and left the header as it was
    return inflated(body, 47 if coding != "deflate" or body[:1] == b"\x78" else -15)


def inflated(packed: bytes, bits: int) -> bytes | str:
    """Unpack all members of gzip, or one deflate stream, bounded; return what is wrong where it is."""
    out, size = [], 0
    while packed:
        unzip = zlib.decompressobj(bits)
        try:
            piece = unzip.decompress(packed, MAX_RECORD_BYTES + 1 - size)
        except zlib.error as error:
            return f"the page's gzip is damaged: {error}"
        out.append(piece)
        size += len(piece)
        if size > MAX_RECORD_BYTES:
            return f"the page unpacks to more than {MAX_RECORD_BYTES:,} bytes"
        if not unzip.eof:
            return "the page's gzip is damaged or cut off"
        packed = unzip.unused_data if bits > 0 else b""
    return b"".join(out)


def _unchunked(body: bytes) -> bytes:
    """Join the chunks of a body; one that does not begin with a chunk was joined by the crawler already."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 32)
        size = body[at:end].partition(b";")[0].strip() if end > 0 else b""
        try:
            count = int(size, 16)
        except ValueError:
            return b"".join(pieces) + body[at:] if pieces else body
        if count <= 0:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + count])
        at = end + 2 + count + 2
