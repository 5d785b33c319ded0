"""Exports: what a record holds in formats of other programs; every value with the claim or outlet that gives it."""

from trucewatch.show.export.acled import acled
from trucewatch.show.export.geojson import geojson
from trucewatch.show.export.sheets import SHEETS, sheet
from trucewatch.show.export.write import FORMATS, export, jsonl

__all__ = ["FORMATS", "SHEETS", "acled", "export", "geojson", "jsonl", "sheet"]
