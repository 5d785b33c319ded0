"""Small words by which the event reader binds, dates and weighs what it reads (event_cues.toml)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import tomli


@cache
def _tables() -> dict[str, dict[str, str]]:
    loaded = tomli.loads(files("trucewatch.know").joinpath("event_cues.toml").read_text(encoding="utf-8"))
    return {name: dict(table) for name, table in loaded.items()}


def cues(table: str, name: str) -> frozenset[str]:
    """Return the words of one list; raises KeyError where the file has no such list."""
    return frozenset(_tables()[table][name].split())
