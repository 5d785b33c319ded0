"""What is new in a folder or file since the last look: only files that nobody is writing to any more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch.ingest.files import Found, walk
from trucewatch.model import Problem

_Mark = tuple[int, int, int]


@dataclass(slots=True)
class Watched:
    """Remember what the files of a path looked like at the last look, and which of them were handed over."""

    path: Path
    seen: dict[str, _Mark] = field(default_factory=dict)
    done: dict[str, _Mark] = field(default_factory=dict)
    told: set[Problem] = field(default_factory=set)

    def look(self, *, settled: bool = False) -> Iterator[Path | Problem]:
        """Yield the files that are new or changed, in sorted order, and new problems of the walk.

        A file is handed over when it looks the same at two looks (size and time of change), so that none is read half
        written; at the first look already if `settled`. A file that could not be marked is left for the next look.
        """
        now: dict[str, _Mark] = {}
        for found in walk(self.path):
            if isinstance(found, Problem):
                if found not in self.told:
                    self.told.add(found)
                    yield found
                continue
            mark = _mark(found)
            if mark is None:
                continue
            now[found.shown] = mark
            if self.done.get(found.shown) != mark and (settled or self.seen.get(found.shown) == mark):
                self.done[found.shown] = mark
                yield found.path
        self.seen = now


def _mark(found: Found) -> _Mark | None:
    """Return what changes when a file does, None where it went away."""
    try:
        state = os.stat(found.path)
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns
