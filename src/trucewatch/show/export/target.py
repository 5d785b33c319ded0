"""Where an export goes: a file, a folder, a ZIP file or stdout; a file is there whole or not at all."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from trucewatch.errors import InputError
from trucewatch.show.visible import visible_lines

#: The time that every file in a ZIP file bears, so that the same content gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)

Texts = Mapping[str, Callable[[], Iterable[str]]]


def write_file(path: Path | None, lines: Iterable[str]) -> None:
    """Write lines to a file (replaced when they are all there) or, without a path, to stdout.

    Characters that could act on a terminal are escaped only where stdout is one. Raises InputError where the file
    cannot be written.
    """
    if path is None:
        for line in lines:
            sys.stdout.write(visible_lines(line.replace("\r\n", "\n")) if sys.stdout.isatty() else line)
        return
    with _whole(path) as opened:
        for line in lines:
            opened.write(line.encode())


def write_folder(path: Path, texts: Texts) -> None:
    """Write several files into a folder, made where it is missing, or into a ZIP file where the path ends in .zip."""
    if path.suffix.lower() == ".zip":
        with _whole(path) as opened, zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, lines in texts.items():
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with packed.open(entry, "w") as inner:
                    for line in lines():
                        inner.write(line.encode())
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    for name, lines in texts.items():
        write_file(path / name, lines())


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file beside the path and move it there when everything was written."""
    made = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with made.open("wb") as opened:
            yield opened
        made.replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        made.unlink(missing_ok=True)


def _refused(path: Path, error: OSError) -> InputError:
    what = f"the export cannot be written: {error.strerror or error}"
    return InputError(what, where=str(path), do="check the path, its permissions and the room on the disk")
