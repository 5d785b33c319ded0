"""Hearsay: content with a cue, but nobody named or described who says it."""

from __future__ import annotations

from trucewatch.model.claim import Hearsay
from trucewatch.model.report import Report
from trucewatch.read.decode import Attribution


def hearsay_of(report: Report, one: Attribution) -> Hearsay:
    """Return an attribution without a source as hearsay."""
    return Hearsay(report.span(*one.cue), tuple(report.span(*piece) for piece in one.content))
