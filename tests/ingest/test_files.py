"""Files: sorted, regular, never through a link out of the folder."""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path

import pytest

from trucewatch.ingest.files import Found, kind_of, open_regular, walk
from trucewatch.model import Problem

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")


def names(path: Path) -> list[str]:
    return [f.path.name if isinstance(f, Found) else f"{f.code} {Path(f.where).name}" for f in walk(path)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a.MD", "text"),
        ("a", "text"),
        ("report.2016-08-01", "text"),
        ("a.html", "page"),
        ("a.htm.gz", "page"),
        ("a.jsonl", "lines"),
        ("a.ndjson.GZ", "lines"),
        ("a.gz", "text"),
        ("a.PDF", "print"),
        ("a.tar.gz", "tar"),
        ("a.tgz", "tar"),
        ("a.warc.gz", "crawl"),
        ("a.xml", "feed"),
        ("a.docx", "other"),
        ("a.tar.bz2", "other"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.html", "c_files/style.css", "d_files/x.txt", ".hidden/x.txt", ".x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["a.txt", "1.txt", "2.txt", "c.html", "x.txt"]


@pytest.mark.parametrize("path", ["/no/such/file", "a\0b", "x" * 5_000, "\ud800", ""])
def test_what_is_not_there(path: str) -> None:
    (found,) = walk(path)
    assert isinstance(found, Problem)
    assert found.code in ("TW-P101", "TW-P102")
    found.where.encode()


@posix
def test_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(tmp_path) == ["TW-P102 pipe.txt"]
    assert names(Path("/dev/zero")) == ["TW-P102 zero"]
    with pytest.raises(OSError, match="regular"):
        open_regular(tmp_path / "pipe.txt")


@posix
def test_links(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "secret.txt"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "a.txt").write_text("x")
    (inside / "b.txt").symlink_to(inside / "a.txt")
    (inside / "c.txt").symlink_to(outside)
    (inside / "d").symlink_to(inside)
    (inside / "e.txt").symlink_to("e.txt")
    (inside / "f.txt").symlink_to("nowhere")
    assert names(inside) == [
        "a.txt",
        "b.txt",
        "TW-P102 c.txt",
        "TW-P102 d",
        "TW-P102 e.txt",
        "TW-P101 f.txt",
    ]
    (tmp_path / "named").symlink_to(inside)
    assert names(tmp_path / "named")[0] == "a.txt"


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "z.txt").write_text("x")
    closed.chmod(0)
    try:
        assert names(tmp_path) == ["TW-P102 closed", "z.txt"]
    finally:
        closed.chmod(0o700)


def test_a_folder_that_fails_to_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    (found,) = walk(tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "TW-P102"
    assert "Permission denied" in found.what


@posix
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as out:
        out.write(b"x")
    (found,) = walk(tmp_path)
    assert isinstance(found, Found)
    assert found.shown.endswith("\ufffd.txt")


def test_gzip_is_looked_through(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(gzip.compress(b"words"))
    (tmp_path / "b.txt").write_bytes(b"words")
    for name in ("a.txt", "b.txt"):
        with open_regular(tmp_path / name) as stream:
            assert stream.read() == b"words"
