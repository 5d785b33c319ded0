"""The shared data beside the checkout: where they are, how they are read, and the scorers that lie with them."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
#: The folds that may be learned from; "gate" is for measuring only.
OPEN_FOLDS = ("1", "2", "3", "4", "5")
#: What a reader is given of an annotated report.
UNREAD = ("id", "outlet", "date", "title", "text")


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file (.gz or not); raises FileNotFoundError where it is missing."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def gold(folds: Collection[str] = OPEN_FOLDS) -> list[dict[str, Any]]:
    """Return the annotated reports of some folds ("1" to "5", "gate")."""
    return [g for g in rows(SHARED / "gold" / "dev.jsonl.gz") if str(g["fold"]) in folds]


def write_reports(reports: Iterable[dict[str, Any]], folder: Path) -> Path:
    """Write what a reader is given of annotated reports as a JSON Lines file in `folder`; return its path."""
    path = folder / "reports.jsonl"
    unread = ({k: g[k] for k in UNREAD if g.get(k)} for g in reports)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in unread), encoding="utf-8")
    return path


def scorer(name: str, shared: Path = SHARED) -> ModuleType:
    """Load a scorer of the shared folder ("score_timex"); raises FileNotFoundError where it is missing."""
    path = shared / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
