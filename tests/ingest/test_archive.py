"""Archives: members by their names, nothing leads out, no bomb goes off, every cut is told."""

from __future__ import annotations

import gzip
import io
import random
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.ingest.make import TEXT, TITLE, feed, message, packed_tar, packed_zip, page, pdf
from trucewatch.ingest import load, stream
from trucewatch.ingest.archive import member_name
from trucewatch.model import Problem, Report

MEMBERS = {
    "b/feed.rss": feed([TEXT]),
    "a.txt": TEXT.encode(),
    "c.html": page(),
    "d.csv": f'id,text\none,"{TEXT}"\n'.encode(),
    "e.jsonl.gz": gzip.compress(b'{"id": "two", "text": "Open."}\n'),
    "f.eml": message().as_bytes(),
    "g.pdf": pdf([TEXT[:80], TEXT[80:160]]),
    ".hidden": b"x",
    "__MACOSX/a.txt": b"x",
    "h.zip": packed_zip({"inner.txt": TEXT.encode()}),
}


def outcomes(path: Path) -> list[str]:
    """Return for each thing found the rest of its place within the archive, with the code of a problem."""
    found = []
    for f in load(path):
        where = f.where if isinstance(f, Problem) else f.location
        found.append(
            (f"{f.code} " if isinstance(f, Problem) else "") + where.removeprefix(str(path)).removeprefix("!/")
        )
    return found


def write(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


SORTED = ["a.txt", "b/feed.rss:1", "c.html", "d.csv:2", "e.jsonl.gz:1", "f.eml", "g.pdf", "h.zip!/inner.txt"]


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tgz", "x.zip.gz"])
def test_members(tmp_path: Path, name: str) -> None:
    if ".zip" in name:
        raw = packed_zip(MEMBERS)
        raw = gzip.compress(raw) if name.endswith(".gz") else raw
    else:
        raw = packed_tar(MEMBERS, "w:gz" if "gz" in name else "w")
    assert sorted(outcomes(write(tmp_path, name, raw))) == SORTED


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt", "a\0b", ""])
def test_names_that_lead_out(name: str) -> None:
    assert member_name(name) is None


def test_names_that_lead_out_are_told(tmp_path: Path) -> None:
    members = {"../../out.txt": b"out", "a.txt": TEXT.encode()}
    for path in (
        write(tmp_path, "x.zip", packed_zip(members)),
        write(tmp_path, "x.tar", packed_tar(members)),
    ):
        assert sorted(outcomes(path)) == ["TW-P102 ../../out.txt", "a.txt"]
    assert not (tmp_path.parent / "out.txt").exists()


def test_links_are_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert outcomes(write(tmp_path, "x.zip", out.getvalue())) == ["TW-P102 link.txt"]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            link = tarfile.TarInfo("link.txt")
            link.type, link.linkname = kind, "/etc/passwd"
            tar.addfile(link)
    assert outcomes(write(tmp_path, "x.tar", out.getvalue())) == ["TW-P102 link.txt"] * 4


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz"])
def test_every_cut_is_told(tmp_path: Path, name: str) -> None:
    members = {f"{n}.txt": random.Random(n).randbytes(900).hex().encode() for n in range(6)}
    whole = packed_zip(members) if "zip" in name else packed_tar(members, "w:gz" if "gz" in name else "w")
    end = len(whole) if name != "x.tar" else 6 * (512 + 2048) + 1000
    for cut in random.Random(1).sample(range(1, end), 60):
        found = outcomes(write(tmp_path, name, whole[:cut]))
        assert any("TW-P112" in f for f in found), cut


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz"])
def test_damaged_archives_never_raise(tmp_path: Path, name: str) -> None:
    members = {"a.txt": TEXT.encode(), "b.csv": b"text\nopen\n"}
    whole = packed_zip(members) if "zip" in name else packed_tar(members, "w:gz" if "gz" in name else "w")
    chance = random.Random(2)
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        assert outcomes(write(tmp_path, name, bytes(raw)))


def test_archives_within_archives_end(tmp_path: Path) -> None:
    raw = packed_zip({"a.txt": TEXT.encode()})
    for _ in range(8):
        raw = packed_zip({"a.zip": raw})
    (found,) = outcomes(write(tmp_path, "x.zip", raw))
    assert found.startswith("TW-P105")


def test_a_swarm_of_archives_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_MAX_OPENED", 5)
    inner = packed_zip({"a.txt": TEXT.encode()})
    swarm = packed_zip({"a.zip": packed_zip({f"{n}.zip": inner for n in range(9)}), "b.txt": TEXT.encode()})
    found = outcomes(write(tmp_path, "x.zip", swarm))
    assert found == [f"a.zip!/{n}.zip!/a.txt" for n in range(4)] + ["TW-P105 "]


def test_a_name_that_is_a_bomb(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 2_000_000_000
    raw = gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + b"a" * 5_000_000)
    assert outcomes(write(tmp_path, "x.tar.gz", raw)) == ["TW-P105 "]


def test_encrypted_members_are_told(tmp_path: Path) -> None:
    raw = bytearray(packed_zip({"a.txt": TEXT.encode()}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert outcomes(write(tmp_path, "x.zip", bytes(raw))) == ["TW-P102 a.txt"]


def test_a_message_and_what_is_attached(tmp_path: Path) -> None:
    mail = message("See the attached report. " * 10)
    mail.add_attachment(page(), maintype="text", subtype="html", filename="../report.html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    mail.add_attachment(b"x", maintype="application", subtype="msword", filename="a.doc")
    path = write(tmp_path, "x.eml", mail.as_bytes())
    assert outcomes(path) == ["", "report.html", "TW-P111 a.doc"]
    first, second, _ = load(path)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, first.outlet, first.title) == ("1@post.example", "The Post", TITLE)
    assert str(first.published.day) == "2016-08-01"
    assert second.text.startswith(TEXT)
