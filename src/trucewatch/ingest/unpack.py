"""Gzip looked through, and a guard that stops what unpacks to far more than it is."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from typing import IO

_GZIP = b"\x1f\x8b"
#: This much may always be unpacked; beyond it no more than _RATIO times what was packed (deflate's most is 1,032).
FREE_BYTES = 256 * 1024 * 1024
_RATIO = 200
#: What reading damaged gzip, or a damaged member of an archive, raises.
DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, tarfile.TarError, zipfile.BadZipFile)


class TooMuch(Exception):
    """What is packed unpacks to far more than any archive of texts does."""


def guard(packed: int, unpacked: int) -> None:
    """Raise TooMuch where `unpacked` bytes came of `packed` bytes and no archive of texts would give as many."""
    if unpacked > FREE_BYTES and unpacked > _RATIO * max(packed, 1):
        raise TooMuch(f"{packed:,} bytes unpack to more than {unpacked:,}")


def is_plain(stream: IO[bytes]) -> bool:
    """Tell whether a stream is a file of the disk or bytes in memory, where any place can be sought at no cost."""
    return isinstance(stream, io.BytesIO) or isinstance(getattr(stream, "raw", None), io.FileIO)


def unzipped(plain: IO[bytes], *, closing: bool) -> IO[bytes]:
    """Return a stream, through gzip where its first bytes say so; closing it closes `plain` if `closing`.

    Reading raises EOFError, gzip.BadGzipFile or zlib.error for damaged or cut-off gzip, TooMuch for a bomb.
    """
    if is_plain(plain):
        zipped = plain.read(2) == _GZIP
        plain.seek(0)
        if not zipped:
            return plain
    counted = _Counted(plain, closing)
    start = io.BufferedReader(counted)
    return io.BufferedReader(_Unzipped(start, counted)) if start.peek(2)[:2] == _GZIP else start


class _Counted(io.RawIOBase):
    """Read a stream and count the bytes."""

    def __init__(self, plain: IO[bytes], closing: bool) -> None:
        self._plain = plain
        self._closing = closing
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        raw = self._plain.read(len(buffer))
        buffer[: len(raw)] = raw
        self.count += len(raw)
        return len(raw)

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self._closing:
                self._plain.close()


class _Unzipped(io.RawIOBase):
    """Unzip a stream under the guard."""

    def __init__(self, packed: io.BufferedReader[_Counted], counted: _Counted) -> None:
        self._packed = packed
        self._counted = counted
        self._zip = gzip.GzipFile(fileobj=packed, mode="rb")
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        # One read of the packed bytes at a time: what was unpacked before a damage is given before the damage is told.
        found = self._zip.read1(len(buffer))
        buffer[: len(found)] = found
        count = len(found)
        self._out += count
        guard(self._counted.count, self._out)
        return count

    def close(self) -> None:
        try:
            super().close()
            self._zip.close()
        finally:
            self._packed.close()
