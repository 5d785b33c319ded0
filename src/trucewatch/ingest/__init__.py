"""Bytes to reports: text, HTML, JSON Lines, tables, folders. Everything goes through one place, draft.make_report."""

from trucewatch.ingest.intake import load, load_text

__all__ = ["load", "load_text"]
