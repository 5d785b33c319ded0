"""Bytes to reports: text, HTML, JSONL, folders."""
