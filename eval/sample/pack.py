"""Write the reports of sources.txt into the sample archive: feeds, a table, a newsletter, a PDF, crawls and archives.

    python -m eval.sample.pack [--check]

The same bytes come of it each time. --check only tells whether the archive holds them (exit 1: it does not).
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from pathlib import Path
from textwrap import wrap

from tests.ingest.make import answer, pdf, warc_record

from trucewatch.settings import sample_dir

SOURCES = Path(__file__).resolve().parent / "sources.txt"
MARK = "Sample text written for Trucewatch from publicly known facts; outlet and wording are invented."
NAV = "".join(f'<li><a href="/{n}">{n.title()}</a></li>' for n in ("news", "world", "opinion", "archive", "contact"))
#: What some pages carry beside their article: none of it is the report.
BESIDE = {
    "comments": '<section id="comments" class="comments"><h3>2 comments</h3><div class="comment"><b>farmer7</b><p>'
    "They killed 300 people in my town last night and nobody writes about it.</p></div><div class='comment'><b>anna</b>"
    "<p>The ceasefire was never going to hold, everybody said so.</p></div></section>",
}
HIGHLIGHTS = (
    '<div class="story-highlights"><h4>Story highlights</h4><ul><li>Ceasefire begins at midnight</li>'
    "<li>One town is left out</li></ul></div>"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one report of sources.txt; `file` is what it ships in, `member` its name there."""

    file: str
    member: str
    outlet: str
    day: date
    url: str
    look: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return title, outlet, date and text as plain text."""
        head = f"{self.title} | {self.outlet}\n{self.printed}"
        return "\n\n".join((head, *self.paragraphs, MARK)) + "\n"

    @property
    def printed(self) -> str:
        """Return the date as a page prints it."""
        return f"Posted on {self.day.day} {self.day:%B %Y}"

    @property
    def markup(self) -> str:
        """Return the paragraphs as HTML."""
        return "".join(f"<p>{escape(p, quote=False)}</p>\n" for p in (*self.paragraphs, MARK))


def sources() -> list[Source]:
    """Return the reports of sources.txt; one that looks the "same" holds the text of the one before it."""
    found: list[Source] = []
    for block in SOURCES.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, body = block.partition("\n")
        file, member, outlet, day, url, look = (f.strip() for f in head.split(" | "))
        title, *paragraphs = [p.strip() for p in body.split("\n\n") if p.strip()]
        made = Source(file, member, outlet, date.fromisoformat(day), url, look, title, tuple(paragraphs))
        if look == "same":
            made = replace(found[-1], url=url, look="same")
        found.append(made)
    return found


def page(source: Source) -> bytes:
    """Return a report as a saved page, with the date where its look has it."""
    title, outlet, day = escape(source.title, quote=False), escape(source.outlet), source.day.isoformat()
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": source.title, "datePublished": day}
    heads = {
        "jsonld": f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>',
        "none": "",
    }
    meta = f'<meta property="article:published_time" content="{day}T08:00:00+00:00">'
    stamp = f"<p>{source.printed}</p>\n" if source.look == "none" else ""
    site = f'<meta property="og:site_name" content="{outlet}">\n<link rel="canonical" href="{source.url}">'
    beside = f"{BESIDE.get(source.look, '')}<footer><p>&copy; {outlet}. All rights reserved.</p></footer>"
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title} | {outlet}</title>\n'
        f"{site}\n{heads.get(source.look, meta)}\n</head>\n<body>\n"
        f"<nav><ul>{NAV}</ul></nav>\n<article>\n<h1>{title}</h1>\n{stamp}"
        f"{HIGHLIGHTS if source.look == 'highlights' else ''}{source.markup}</article>\n"
        f"{beside}\n</body>\n</html>\n"
    ).encode()


def one(source: Source) -> bytes:
    """Return a report as its name tells: a page or a text."""
    return page(source) if ".html" in (source.file + source.member) else source.text.encode()


def crawl(held: list[Source], *, zipped: bool) -> bytes:
    """Return reports as the records of a crawl."""
    out = []
    for source in held:
        same = source.look == "same"
        record = warc_record(answer(page(held[held.index(source) - 1] if same else source)), url=source.url)
        out.append(gzip.compress(record, mtime=0) if zipped else record)
    return b"".join(out)


def rss(held: list[Source]) -> bytes:
    """Return reports as an RSS feed with their full text."""
    items = "".join(
        f"<item><guid>{s.url}</guid><link>{s.url}</link><title>{escape(s.title)}</title>"
        f"<pubDate>{s.day:%a, %d %b %Y} 09:00:00 GMT</pubDate><description>{escape(s.paragraphs[0])}</description>"
        f"<content:encoded><![CDATA[{s.markup}]]></content:encoded></item>\n"
        for s in held
    )
    space = "http://purl.org/rss/1.0/modules/content/"
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="{space}"><channel>'
    return f"{head}\n<title>{held[0].outlet}</title>\n{items}</channel></rss>\n".encode()


def atom(held: list[Source]) -> bytes:
    """Return reports as an Atom feed."""
    entries = "".join(
        f'<entry><id>{s.url}</id><link href="{s.url}"/><title>{escape(s.title)}</title>'
        f"<published>{s.day.isoformat()}T09:00:00Z</published><summary>{escape(s.paragraphs[0])}</summary>"
        f'<content type="html">{escape(s.markup)}</content></entry>\n'
        for s in held
    )
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{held[0].outlet}'
    return f"{head}</title>\n{entries}</feed>\n".encode()


def table(held: list[Source]) -> bytes:
    """Return reports as a table parted by semicolons, its columns in another order and case than ours."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(("Date", "Outlet", "ID", "Title", "Text"))
    for s in held:
        writer.writerow((s.day.isoformat(), s.outlet, s.member, s.title, "\n".join((*s.paragraphs, MARK))))
    return out.getvalue().encode()


def mail(held: list[Source]) -> bytes:
    """Return a report as a newsletter."""
    source = held[0]
    sender = f"{source.outlet} <news@{source.outlet.lower().replace(' ', '-')}.example>"
    day = format_datetime(datetime.combine(source.day, time(12), UTC))
    heads = f"From: {sender}\nSubject: {source.title}\nDate: {day}\nMessage-ID: <1.{source.day}@sample.example>\n"
    kind = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    text = "\n\n".join((source.title, *source.paragraphs, MARK))
    return f"{heads}{kind}\n{text}\n".encode()


def bulletin(held: list[Source]) -> bytes:
    """Return a report as a PDF with a text layer."""
    source = held[0]
    lines: list[str] = []
    for paragraph in (f"{source.title} | {source.outlet}", source.printed, *source.paragraphs, MARK):
        lines += [*wrap(paragraph, 95), ""]
    return pdf(lines, source.title).replace(b"D:20160801", f"D:{source.day:%Y%m%d}".encode())


def tarred(held: list[Source]) -> bytes:
    """Return reports as a gzipped tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for source in held:
            info, raw = tarfile.TarInfo(source.member), one(source)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return gzip.compress(out.getvalue(), mtime=0)


def zipped(held: list[Source]) -> bytes:
    """Return reports as a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in held:
            archive.writestr(zipfile.ZipInfo(source.member), one(source), zipfile.ZIP_DEFLATED)
    return out.getvalue()


#: how a name ends -> what is made of the reports in it
MADE: dict[str, Callable[[list[Source]], bytes]] = {
    ".warc.gz": lambda held: crawl(held, zipped=True),
    ".warc": lambda held: crawl(held, zipped=False),
    ".tar.gz": tarred,
    ".txt.gz": lambda held: gzip.compress(one(held[0]), mtime=0),
    ".zip": zipped,
    ".rss": rss,
    ".atom": atom,
    ".csv": table,
    ".eml": mail,
    ".pdf": bulletin,
    "": lambda held: one(held[0]),
}


def packed() -> dict[str, bytes]:
    """Return the files that sources.txt comes to, by name."""
    held: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources():
        held[source.file].append(source)
    return {name: next(make for end, make in MADE.items() if name.endswith(end))(s) for name, s in held.items()}


def unpacked(raw: bytes) -> bytes:
    """Return a file's content without its compression, which differs between versions of zlib."""
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw


def stale() -> list[str]:
    """Return the names of the archive's files that are not what sources.txt comes to."""
    there = {f.name: f.read_bytes() for f in sample_dir().iterdir()}
    return [name for name, raw in packed().items() if unpacked(there.get(name, b"")) != unpacked(raw)]


def main() -> int:
    """Write the files, or only tell with --check whether they are there (exit 1: they are not)."""
    if "--check" in sys.argv:
        wrong = stale()
        print(f"not as sources.txt has them: {wrong}" if wrong else "current")
        return 1 if wrong else 0
    files = packed()
    for name, raw in files.items():
        (sample_dir() / name).write_bytes(raw)
    print(f"{len(files)} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
