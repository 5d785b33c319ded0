"""Paths to bytes: folders in sorted order, regular files only, bounded, never through a link out of the folder."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO

from trucewatch.ingest.unpack import unzipped
from trucewatch.model import Problem

TEXT, PAGE, LINES, TABLE, OTHER = "text", "page", "lines", "table", "other"
FEED, CRAWL, ZIP, TAR, MAIL, PRINT = "feed", "crawl", "zip", "tar", "mail", "print"
_KINDS = {
    "": TEXT,
    ".txt": TEXT,
    ".md": TEXT,
    ".text": TEXT,
    ".html": PAGE,
    ".htm": PAGE,
    ".xhtml": PAGE,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".rss": FEED,
    ".atom": FEED,
    ".xml": FEED,
    ".rdf": FEED,
    ".warc": CRAWL,
    ".zip": ZIP,
    ".tar": TAR,
    ".tgz": TAR,
    ".eml": MAIL,
    ".pdf": PRINT,
}
#: What counts as a suffix; "report.2016-08-01" has none.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}")
#: Folders deeper than this are not walked.
_MAX_DEPTH = 64


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one regular file, its kind (TEXT, PAGE, ... OTHER) and its name as it is shown."""

    path: Path
    kind: str
    shown: str


def shown(path: Path | str) -> str:
    """Return a path as text that can be stored: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def walk(path: Path | str) -> Iterator[Found | Problem]:
    """Yield the files of a path in sorted order, or the problem of what cannot be read.

    A path that is named may be a link. Within a folder: hidden names are passed over, and so is "NAME_files" beside
    "NAME.html" (a saved page's resources); links to folders, and links to files outside the folder, are not followed
    (TW-P102); nothing but regular files is opened.
    """
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield _unreachable(shown_safely(path), error)
        return
    target = Path(path)
    if stat.S_ISDIR(mode):
        yield from _folder(target, os.path.realpath(target), 0)
    else:
        yield _file(target, mode)


def shown_safely(path: Path | str) -> str:
    """Return a path as text, also where it could never name a file (a NUL, a lone surrogate)."""
    return str(path).encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _unreachable(where: str, error: OSError | ValueError) -> Problem:
    missing = isinstance(error, ValueError | FileNotFoundError | NotADirectoryError)
    why = "" if missing else (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Problem.of("TW-P101" if missing else "TW-P102", where, why)


def _file(path: Path, mode: int) -> Found | Problem:
    if not stat.S_ISREG(mode):
        return Problem.of("TW-P102", shown(path), "not a regular file (a pipe, socket or device)")
    return Found(path, kind_of(path), shown(path))


def kind_of(path: PurePath) -> str:
    """Return the kind that a file's name tells; ".gz" is looked through."""
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    suffix = Path(name).suffix
    return _KINDS.get(suffix.lower(), OTHER) if _SUFFIX.fullmatch(suffix) else TEXT


def _folder(folder: Path, root: str, depth: int) -> Iterator[Found | Problem]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield _unreachable(shown(folder), error)
        return
    pages = {Path(name).stem for name in names if Path(name).suffix.lower() in (".html", ".htm")}
    for name in names:
        if not (name.endswith("_files") and name[: -len("_files")] in pages):
            yield from _entry(folder / name, root, depth)


def _entry(path: Path, root: str, depth: int) -> Iterator[Found | Problem]:
    try:
        mode = os.stat(path).st_mode
        linked = os.path.islink(path)
        inside = not linked or os.path.commonpath((root, os.path.realpath(path))) == root
    except (OSError, ValueError) as error:
        yield _unreachable(shown(path), error)
        return
    if linked and stat.S_ISDIR(mode):
        yield Problem.of("TW-P102", shown(path), "a link to a folder is not followed; name that folder itself")
    elif not inside:
        yield Problem.of("TW-P102", shown(path), "a link that leads out of the folder is not followed")
    elif stat.S_ISDIR(mode) and depth >= _MAX_DEPTH:
        yield Problem.of("TW-P102", shown(path), f"more than {_MAX_DEPTH} folders deep")
    elif stat.S_ISDIR(mode):
        yield from _folder(path, root, depth + 1)
    else:
        yield _file(path, mode)


def open_regular(path: Path) -> IO[bytes]:
    """Open a regular file for reading, through gzip where its first bytes say so; raises OSError for anything else."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        plain = os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise
    try:
        return unzipped(plain, closing=True)
    except BaseException:
        plain.close()
        raise
