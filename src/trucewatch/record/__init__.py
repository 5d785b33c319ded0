"""The store: the only room that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trucewatch.record.filters import Filter
from trucewatch.record.found import (
    ActorRow,
    ClaimRow,
    EventRow,
    Origin,
    PlaceRow,
    ProblemRow,
    ReportRow,
    SourceRow,
    TruceRow,
)

if TYPE_CHECKING:
    from trucewatch.record.store import AddResult, Record
    from trucewatch.record.verify import Finding
    from trucewatch.record.versions import VersionRow

__all__ = [
    "ActorRow",
    "AddResult",
    "ClaimRow",
    "EventRow",
    "Filter",
    "Finding",
    "Origin",
    "PlaceRow",
    "ProblemRow",
    "Record",
    "ReportRow",
    "SourceRow",
    "TruceRow",
    "VersionRow",
]

_HOMES = {"AddResult": "store", "Record": "store", "Finding": "verify", "VersionRow": "versions"}


def __getattr__(name: str) -> Any:
    """Import what needs the database when it is first used: `trucewatch read` never does."""
    if name not in _HOMES:
        raise AttributeError(f"module 'trucewatch.record' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"trucewatch.record.{_HOMES[name]}"), name)
