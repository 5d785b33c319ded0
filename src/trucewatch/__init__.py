"""Trucewatch reads conflict reporting and keeps the record of who says what happened, and what becomes of truces.

import trucewatch
reading = trucewatch.read("The army said 12 people were killed ...", published="2016-08-01")
for claim in reading.claims:
    print(claim.source.name, claim.source.side, claim.content)
record = trucewatch.Record.open("my.record")
for row in record.events(trucewatch.Filter(place=("Northtown",), sort="-date")):
    print(row.event.date, row.event.type, row.giver(row.event.values[0]))
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from trucewatch._version import __version__

if TYPE_CHECKING:
    from trucewatch.api import read, read_paths, schema
    from trucewatch.errors import TrucewatchError
    from trucewatch.model import Reading
    from trucewatch.pipeline import Pipeline
    from trucewatch.record import Filter, Record

__all__ = [
    "Filter",
    "Pipeline",
    "Reading",
    "Record",
    "TrucewatchError",
    "__version__",
    "read",
    "read_paths",
    "schema",
]

_HOMES = {
    "Filter": "record",
    "Pipeline": "pipeline",
    "Reading": "model",
    "Record": "record",
    "TrucewatchError": "errors",
    "read": "api",
    "read_paths": "api",
    "schema": "api",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import trucewatch` is quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'trucewatch' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"trucewatch.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


class _Package(ModuleType):
    """Keep `trucewatch.read` the function: importing the room of that name would put the module in its place."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
