"""Ids of read things: from the report and the span, so that decisions survive a re-reading."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from trucewatch.model.report import Report


@lru_cache(maxsize=16)
def report_key(report_id: str, text_sha256: str) -> str:
    """Return 16 hex digits that name one text of one report; the same text under another id is another report."""
    return hashlib.sha256(f"{report_id}\0{text_sha256}".encode()).hexdigest()[:16]


def thing_id(prefix: str, report: Report, start: int, end: int, kind: str = "") -> str:
    """Return the id of a read thing: `prefix` ("c", "e", "t") and 10 hex digits of report, span and kind."""
    seed = f"{report_key(report.id, report.text_sha256)}\0{start}\0{end}\0{kind}"
    return f"{prefix}-{hashlib.sha256(seed.encode()).hexdigest()[:10]}"
