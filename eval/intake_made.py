"""What eval.intake reads: pages of made-up news, a corpus of them in every kind of input, and bombs."""

from __future__ import annotations

import gzip
import io
import json
import random
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

from tests.ingest.make import answer, feed, packed_tar, packed_zip, pdf, warc_record

WHO = "The ministry|Two diplomats|A spokeswoman for the agency|The mayor|Residents|The monitors|An aid worker".split(
    "|"
)
SAID = "said|told reporters|confirmed|denied|claimed|reported|insisted".split("|")
WHAT = (
    "that the road to the border was open again|that nine lorries had crossed the line|that shells fell on the market|"
    "that both sides had agreed to a truce of seven days|that four people were killed and eleven were wounded|"
    "that the talks would go on in the capital|that no aircraft had been seen since dawn|that the school was empty"
).split("|")
WHEN = "on Monday|on Tuesday night|early on Friday|two days ago|last week|this morning".split("|")


def make_text(chance: random.Random) -> list[str]:
    """Make the paragraphs of a report."""

    def sentence() -> str:
        number = chance.randint(2, 990)
        return (
            f"{chance.choice(WHO)} {chance.choice(SAID)} {chance.choice(WHEN)} {chance.choice(WHAT)}, {number} in all."
        )

    return [" ".join(sentence() for _ in range(chance.randint(2, 5))) for _ in range(chance.randint(4, 9))]


def make_page(chance: random.Random, title: str = "News of the valley", *, most: int = 9, url: str = "") -> bytes:
    """Make a saved page with navigation, a head and an article of at most `most` paragraphs."""
    links = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(25))
    paragraphs = "".join(f"<p>{p}</p>" for p in make_text(chance)[:most])
    named = f'<link rel="canonical" href="{url}">' if url else ""
    facts = json.dumps({"@type": "NewsArticle", "datePublished": "2016-08-01", "headline": title})
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Post</title>'
        f'<meta property="og:site_name" content="The Post">{named}<script type="application/ld+json">{facts}</script>'
        f"<style>{'.a{color:red}' * 60}</style></head><body><nav><ul>{links}</ul></nav><article><h1>{title}</h1>"
        f"{paragraphs}</article><footer>&copy; 2016 The Post. All rights reserved.</footer></body></html>"
    ).encode()


def crawl_of(chance: random.Random, count: int) -> list[bytes]:
    """Make the records of a crawl, each with its block digest."""
    return [warc_record(answer(make_page(chance)), url=f"http://post.example/{n}") for n in range(count)]


# ---- a corpus in every kind of input


def make_corpus(folder: Path, size: int, chance: random.Random) -> Iterator[tuple[str, Path, int]]:
    """Yield for each kind of input its name, the path of `size` reports (a fifth for PDF) and their number."""
    for name, make in _KINDS.items():
        count = max(1, size // 5) if name == ".pdf" else size
        path = folder / name.strip(".").replace(" ", "-")
        made = make(path, count, chance)
        yield name, made, count


def _folder(suffix: str, one: Callable[[random.Random, int], bytes]) -> Callable[[Path, int, random.Random], Path]:
    def make(path: Path, count: int, chance: random.Random) -> Path:
        path.mkdir()
        for n in range(count):
            (path / f"{n:05}{suffix}").write_bytes(one(chance, n))
        return path

    return make


def _file(name: str, whole: Callable[[int, random.Random], bytes]) -> Callable[[Path, int, random.Random], Path]:
    def make(path: Path, count: int, chance: random.Random) -> Path:
        target = path.with_name(name)
        target.write_bytes(whole(count, chance))
        return target

    return make


def _text(chance: random.Random, _n: int) -> bytes:
    return "\n".join(make_text(chance)).encode()


def _line(chance: random.Random, n: int) -> bytes:
    row = {"id": f"r{n}", "outlet": "The Post", "date": "2016-08-01", "text": "\n".join(make_text(chance))}
    return json.dumps(row).encode() + b"\n"


def _row(chance: random.Random, n: int) -> bytes:
    text = "\n".join(make_text(chance)).replace('"', '""')
    return f'r{n},2016-08-01,"{text}"\n'.encode()


def _mail(chance: random.Random, n: int) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Message-ID"] = "News", "The Post <news@post.example>", f"<{n}@post.example>"
    mail["Date"] = "Mon, 01 Aug 2016 10:00:00 +0000"
    mail.set_content("\n\n".join(make_text(chance)))
    mail.add_alternative(make_page(chance).decode(), subtype="html")
    return mail.as_bytes()


def _pdf(chance: random.Random, _n: int) -> bytes:
    words = " ".join(make_text(chance)[:5]).split()
    return pdf([" ".join(words[at : at + 14]) for at in range(0, len(words), 14)])


def _warc(count: int, chance: random.Random) -> bytes:
    return b"".join(gzip.compress(r) for r in crawl_of(chance, count))


def _members(count: int, chance: random.Random) -> dict[str, bytes]:
    return {f"{n:05}.html": make_page(chance) for n in range(count)}


_KINDS: dict[str, Callable[[Path, int, random.Random], Path]] = {
    ".txt": _folder(".txt", _text),
    ".html": _folder(".html", lambda chance, _n: make_page(chance)),
    ".jsonl.gz": _file("a.jsonl.gz", lambda k, c: gzip.compress(b"".join(_line(c, n) for n in range(k)))),
    ".csv": _file("a.csv", lambda k, c: b"id,date,text\n" + b"".join(_row(c, n) for n in range(k))),
    ".rss": _file("a.rss", lambda k, c: feed(["</p><p>".join(make_text(c)) for _ in range(k)])),
    ".warc.gz": _file("a.warc.gz", _warc),
    ".zip of .html": _file("a.zip", lambda k, c: packed_zip(_members(k, c))),
    ".tar.gz of .html": _file("a.tar.gz", lambda k, c: packed_tar(_members(k, c), "w:gz")),
    ".eml": _folder(".eml", _mail),
    ".pdf": _folder(".pdf", _pdf),
}


# ---- bombs


def _zeros(times: int) -> bytes:
    """Make gzip that unpacks to `times` 16 MiB of spaces."""
    return gzip.compress(b" " * (1 << 24), 9) * times


def _big_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            with archive.open(f"{n}.txt", "w", force_zip64=True) as member:
                for _ in range(16):
                    member.write(b"0" * (1 << 24))
    return out.getvalue()


def _overlapping_zip() -> bytes:
    """Make an archive whose 2,000 members are all the same bytes."""
    raw = packed_zip({"a.txt": b"0" * 30_000_000})
    at, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    entry = raw[at:end]
    tail = bytearray(raw[end:])
    tail[8:12] = (2_000).to_bytes(2, "little") * 2
    tail[12:16] = (2_000 * len(entry)).to_bytes(4, "little")
    return raw[:at] + entry * 2_000 + bytes(tail)


def _nested_zip() -> bytes:
    raw = packed_zip({"a.txt": b"0" * 30_000_000})
    for _ in range(6):
        raw = packed_zip({f"{n}.zip": raw for n in range(16)})
    return raw


def _tar(kind: bytes, size: int, times: int) -> bytes:
    info = tarfile.TarInfo("a.txt")
    info.type, info.size = kind, size
    return gzip.compress(info.tobuf(tarfile.GNU_FORMAT)) + _zeros(times)


def _links_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/dev/zero")
    return out.getvalue()


def _laughs() -> bytes:
    inner = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    item = "<item title='&a11;'><description>&a11;</description></item>"
    return f"<!DOCTYPE rss [<!ENTITY a0 'boom boom'>{inner}]><rss><channel>{item}</channel></rss>".encode()


def _pdf_bomb() -> bytes:
    whole, packed = pdf(["x"]), zlib.compress(b"BT (x) Tj ET " * 20_000_000, 9)
    at, end = whole.index(b"<< /Length"), whole.index(b"endstream")
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return whole[:at] + head + packed + b"\n" + whole[end:]


def _crawl_bomb() -> bytes:
    return gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 10000000000\r\n\r\n") + _zeros(600)


def _page_bomb() -> bytes:
    return warc_record(answer(_zeros(600), more="Content-Encoding: gzip\r\n"))


def _deep_mail() -> bytes:
    return b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(4_000)) + b"\n\nx"


TEXT = "Both sides agreed on Monday to a truce of seven days, two diplomats said."

#: file name -> its bytes
BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip.txt.gz": lambda: _zeros(640),
    "gzip-line.jsonl.gz": lambda: gzip.compress(b'{"text": "') + _zeros(640),
    "gzip-table.csv.gz": lambda: gzip.compress(b'text\n"') + _zeros(640),
    "large.zip": _big_zip,
    "overlapping.zip": _overlapping_zip,
    "nested.zip": _nested_zip,
    "member.tar.gz": lambda: _tar(tarfile.REGTYPE, 8_000_000_000, 600),
    "name.tar.gz": lambda: _tar(tarfile.GNUTYPE_LONGNAME, 8_000_000_000, 600),
    "deep.html": lambda: ("<div>" * 59_000 + f"<p>{TEXT}</p>").encode(),
    "deeper.html": lambda: ("<div>" * 149_000 + f"<p>{TEXT}</p>").encode(),
    "attribute.html": lambda: (f"<p a='{'x' * 7_900_000}'>{TEXT}</p>").encode(),
    "entities.rss": _laughs,
    "links.zip": _links_zip,
    "slip.tar": lambda: packed_tar({"../../../etc/slip.txt": TEXT.encode(), "/etc/slip.txt": TEXT.encode()}),
    "stream.pdf": _pdf_bomb,
    "record.warc.gz": _crawl_bomb,
    "page.warc": _page_bomb,
    "deep.eml": _deep_mail,
    "deep.jsonl": lambda: b'{"text": ' + b"[" * 4_000_000 + b"\n",
}
