"""The store: the only room that writes."""

from trucewatch.record.actors import ActorRow
from trucewatch.record.filters import Filter
from trucewatch.record.found import ClaimRow, EventRow, Origin, PlaceRow, ProblemRow, ReportRow, SourceRow, TruceRow
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
