"""Inputs of every kind made by hand for the tests; every text is our own."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

TEXT = (
    "Both sides agreed on Monday to a truce of seven days in the north of the country, two diplomats said. "
    "The ministry said that the road to the border was open again and that nine lorries had passed."
)
TITLE = "Truce of seven days agreed"


def page(text: str = TEXT, title: str = TITLE) -> bytes:
    """Make a saved page of three paragraphs."""
    body = f"<p>{text}</p><p>The road is open to lorries and to buses.</p><p>Talks go on in the capital.</p>"
    return f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>".encode()


def warc_record(
    body: bytes, kind: str = "response", url: str = "http://post.example/1", *, digest: bool = True
) -> bytes:
    """Make one record of a crawl around the bytes of a server's answer."""
    sha = base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
    heads = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2016-08-01T00:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(body)}",
        *([f"WARC-Block-Digest: sha1:{sha}"] if digest else []),
    ]
    return "\r\n".join(heads).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def answer(body: bytes, content: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    """Make a server's answer."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\n{more}\r\n".encode() + body


def feed(texts: Sequence[str], *, atom: bool = False) -> bytes:
    """Make a feed with an entry for each text."""
    if atom:
        entries = "".join(
            f"<entry><id>tag:post.example,2016:{n}</id><title>Entry {n}</title><link href='http://post.example/{n}'/>"
            f"<updated>2016-08-0{n}T10:00:00Z</updated><content type='html'>&lt;p&gt;{text}&lt;/p&gt;</content></entry>"
            for n, text in enumerate(texts, 1)
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Post</title>{entries}</feed>".encode()
    items = "".join(
        f"<item><guid>http://post.example/{n}</guid><title>Entry {n}</title><link>http://post.example/{n}</link>"
        f"<pubDate>Mon, 0{n} Aug 2016 10:00:00 GMT</pubDate><description>Short.</description>"
        f"<content:encoded><![CDATA[<p>{text}</p><p>More &amp; more.</p>]]></content:encoded></item>"
        for n, text in enumerate(texts, 1)
    )
    head = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>The Post</title>"
    )
    return f"<?xml version='1.0'?>{head}{items}</channel></rss>".encode()


def message(plain: str | None = TEXT, markup: str | None = None) -> EmailMessage:
    """Make a newsletter."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = TITLE, "The Post <news@post.example>"
    mail["Date"], mail["Message-ID"] = "Mon, 01 Aug 2016 10:00:00 +0000", "<1@post.example>"
    if plain is not None:
        mail.set_content(plain)
    if markup is not None:
        (mail.add_alternative if plain is not None else mail.set_content)(markup, subtype="html")
    return mail


def packed_zip(members: dict[str, bytes]) -> bytes:
    """Make a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def packed_tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    """Make a tar archive; `mode` is "w" or "w:gz"."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, raw in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def pdf(lines: Sequence[str], title: str = TITLE) -> bytes:
    """Make a PDF of one page with a text layer."""
    shown = " ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 11 Tf 50 780 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /CreationDate (D:20160801120000Z) >>".encode(),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return out + b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
