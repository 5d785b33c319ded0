"""ZIP and tar archives, one member at a time; nothing is ever unpacked to the disk."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from trucewatch.ingest.unpack import TooMuch, guard, is_plain
from trucewatch.model import Problem
from trucewatch.settings import MAX_FILE_BYTES

#: More members than this are not read.
MAX_MEMBERS = 200_000
_MAX_DIRECTORY_BYTES = 32 * 1024 * 1024
#: A tar header that names, by its size, more than this for a file's name or attributes is no such header.
_MAX_TAR_HEADER = 1024 * 1024
_TAR_HEADERS = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)
_ZIP_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    struct.error,
    NotImplementedError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """Hold one file of an archive, or one attachment: its stream, name and the name as it is shown."""

    stream: IO[bytes]
    name: PurePosixPath
    shown: str


def member_name(name: str) -> PurePosixPath | None:
    """Return a member's name as a path within the archive, None where it leads out of it or could name no file."""
    path = PurePosixPath(name.replace("\\", "/"))
    leaves = path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0] or "\0" in name
    return None if leaves or not path.parts else path


def _shown(archive: str, name: str) -> str:
    return f"{archive}!/" + name.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")[:1_000]


def _hidden(path: PurePosixPath) -> bool:
    """Tell whether a member is passed over: a hidden name, or what an Apple computer adds."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def _refused(name: str, mode: int, where: str) -> Problem | None:
    """Return the problem of a member that is a link or device, or whose name leads out of the archive."""
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return Problem.of("TW-P102", where, "a link or device in an archive is not followed")
    if member_name(name) is None:
        return Problem.of("TW-P102", where, "a name that leads out of the archive")
    return None


# ---- ZIP


def read_zip(stream: IO[bytes], shown: str) -> Iterator[Member | Problem]:
    """Yield the files of a ZIP archive by name; links, encrypted members and names that lead out are TW-P102.

    Raises TooMuch where the members unpack to more than any texts do or overlap, OSError where the stream does.
    """
    if not is_plain(stream):
        raw = stream.read(MAX_FILE_BYTES + 1)
        if len(raw) > MAX_FILE_BYTES:
            yield Problem.of("TW-P105", shown, f"a packed archive of more than {MAX_FILE_BYTES:,} bytes")
            return
        stream = io.BytesIO(raw)
    if _directory_bytes(stream) > _MAX_DIRECTORY_BYTES:
        raise TooMuch("the archive has too many members")
    try:
        archive = zipfile.ZipFile(stream)
    except _ZIP_DAMAGE as error:
        yield Problem.of("TW-P112", shown, str(error)[:200])
        return
    with archive:
        yield from _zip_members(archive, shown, stream.seek(0, io.SEEK_END))


def _directory_bytes(stream: IO[bytes]) -> int:
    """Return how many bytes the list of members takes by the archive's own word, before that list is read."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read(66_000)
    stream.seek(0)
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + 16 > len(tail):
        return 0
    claimed = int.from_bytes(tail[found + 12 : found + 16], "little")
    wide = tail.rfind(b"PK\x06\x06")
    if claimed == 0xFFFFFFFF and wide >= 0:
        return int.from_bytes(tail[wide + 40 : wide + 48], "little")
    return min(claimed, size)


def _zip_members(archive: zipfile.ZipFile, shown: str, size: int) -> Iterator[Member | Problem]:
    members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
    if len(members) > MAX_MEMBERS:
        raise TooMuch(f"more than {MAX_MEMBERS:,} members")
    if sum(m.compress_size for m in members) > size:
        raise TooMuch("the members of the archive overlap")
    packed = unpacked = 0
    for info in members:
        where, path = _shown(shown, info.filename), member_name(info.filename)
        if path is not None and _hidden(path):
            continue
        if refused := _refused(info.filename, info.external_attr >> 16, where):
            yield refused
            continue
        packed, unpacked = packed + info.compress_size, unpacked + info.file_size
        guard(packed, unpacked)
        yield from _zip_member(archive, info, where)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> Iterator[Member | Problem]:
    path = member_name(info.filename)
    assert path is not None
    if info.flag_bits & 1:
        yield Problem.of("TW-P102", where, "it is encrypted")
        return
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield Problem.of("TW-P111", where, f"packed by method {info.compress_type}")
        return
    try:
        with archive.open(info) as stream:
            yield Member(stream, path, where)
            while stream.read(1024 * 1024):  # to the end, where the checksum is
                pass
    except _ZIP_DAMAGE as error:
        yield Problem.of("TW-P112", where, str(error)[:200])
    except RuntimeError as error:
        yield Problem.of("TW-P102", where, str(error)[:200])


# ---- tar


class _Bounded(tarfile.TarInfo):
    """Refuse headers that would be read into memory whole although they name more than any name needs."""

    def _proc_member(self, tarfile_: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _TAR_HEADERS and self.size > _MAX_TAR_HEADER:
            raise TooMuch(f"a header of {self.size:,} bytes")
        if self.type == tarfile.GNUTYPE_SPARSE:
            raise TooMuch("a sparse file")
        found: tarfile.TarInfo = super()._proc_member(tarfile_)  # type: ignore[misc]
        return found


class _Tail(io.RawIOBase):
    """Read a stream and keep the last two blocks of it: a whole archive ends with zeros."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        raw = self._stream.read(size)
        self.tail = (self.tail + raw)[-1024:]
        return raw


def read_tar(stream: IO[bytes], shown: str) -> Iterator[Member | Problem]:
    """Yield the files of a tar archive in its own order; links, devices and names that lead out are TW-P102.

    An archive without its end mark is TW-P112. Raises TooMuch for a header that is a bomb, OSError and what the gzip
    reader raises where the stream does.
    """
    tail = _Tail(stream)
    try:
        with tarfile.open(fileobj=tail, mode="r|", tarinfo=_Bounded) as archive:
            for count, info in enumerate(archive, 1):
                if count > MAX_MEMBERS:
                    raise TooMuch(f"more than {MAX_MEMBERS:,} members")
                archive.members.clear()  # type: ignore[attr-defined]  # or it would keep every header
                yield from _tar_member(archive, info, shown)
    except (tarfile.TarError, ValueError) as error:
        yield Problem.of("TW-P112", shown, str(error)[:200] or type(error).__name__)
        return
    while tail.read(1024 * 1024):
        pass
    if len(tail.tail) < 1024 or tail.tail.strip(b"\0"):
        yield Problem.of("TW-P112", shown, "the archive's end mark is missing: it is damaged or cut off")


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, shown: str) -> Iterator[Member | Problem]:
    where, path = _shown(shown, info.name), member_name(info.name)
    if info.isdir() or (path is not None and _hidden(path)):
        return
    if refused := _refused(info.name, 0 if info.isreg() else stat.S_IFLNK, where):
        yield refused
        return
    assert path is not None
    stream = archive.extractfile(info)
    assert stream is not None
    yield Member(stream, path, where)
