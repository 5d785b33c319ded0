"""The shared data beside the checkout: where they are, how they are read, and the scorers that lie with them."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file (.gz or not); raises FileNotFoundError where it is missing."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def scorer(name: str, shared: Path = SHARED) -> ModuleType:
    """Load a scorer of the shared folder ("score_timex"); raises FileNotFoundError where it is missing."""
    path = shared / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
