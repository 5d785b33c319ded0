"""Watching: new and changed files are handed over once, and none while it is being written."""

from __future__ import annotations

import os
from pathlib import Path

from trucewatch.ingest.watching import Watched
from trucewatch.model import Problem


def names(watched: Watched, *, settled: bool = False) -> list[str]:
    return [f.code if isinstance(f, Problem) else f.name for f in watched.look(settled=settled)]


def test_what_is_new_is_handed_over_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    watched = Watched(tmp_path)
    assert names(watched, settled=True) == ["a.txt"]
    assert names(watched) == []
    (tmp_path / "b.txt").write_text("b")
    assert names(watched) == []
    assert names(watched) == ["b.txt"]
    assert names(watched) == []


def test_a_file_is_left_until_it_is_written(tmp_path: Path) -> None:
    path, watched = tmp_path / "a.txt", Watched(tmp_path)
    for size in (1, 2, 3):
        path.write_text("a" * size)
        assert names(watched) == []
    assert names(watched) == ["a.txt"]


def test_a_changed_file_is_handed_over_again(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text("a")
    watched = Watched(path)
    assert names(watched, settled=True) == ["a.rss"]
    path.write_text("b")
    os.utime(path, ns=(1, 1))
    assert names(watched) == []
    assert names(watched) == ["a.rss"]
    path.unlink()
    assert names(watched) == ["TW-P101"]
    assert names(watched) == []
