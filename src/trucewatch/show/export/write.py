"""Write a record's content in one of the export formats (docs/formats/export.md)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from trucewatch.errors import UsageError
from trucewatch.model.contract import reading_json
from trucewatch.record import Filter, Record
from trucewatch.show.export.acled import acled
from trucewatch.show.export.geojson import geojson
from trucewatch.show.export.sheets import SHEETS, sheet
from trucewatch.show.export.target import write_file, write_folder
from trucewatch.show.visible import json_line

FORMATS = ("csv", "jsonl", "geojson", "acled")
#: The queries of Record whose rows a format holds.
_HOLDS = {"csv": ("reports", "claims", "events", "truces"), "jsonl": ("reports",)}
_EVENTS = ("events",)


def export(record: Record, form: str, path: Path | None, wanted: Filter, *, text: bool = False) -> None:
    """Write what a filter lets through as one of FORMATS; without a path to stdout.

    `csv` writes a folder or a .zip of sheets and needs a path; `jsonl` readings of the contract, with the reports'
    texts if `text`; `geojson` and `acled` events. Raises UsageError for a filter that the format's nouns do not know.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", do=f"choose one of {', '.join(FORMATS)}")
    _check(record, form, wanted)
    if form == "csv":
        if path is None:
            raise UsageError("csv writes several files", where="-o", do="give a folder or a .zip file with -o")
        write_folder(path, {f"{name}.csv": partial(sheet, record, name, wanted) for name in SHEETS})
    elif form == "jsonl":
        write_file(path, jsonl(record, wanted, text=text))
    elif form == "geojson":
        write_file(path, geojson(record.events(wanted)))
    else:
        write_file(path, acled(record.events(wanted)))


def _check(record: Record, form: str, wanted: Filter) -> None:
    """Raise UsageError for a filter that a noun of the format does not know, before anything is written."""
    if form == "csv" and (wanted.type or wanted.status):
        raise UsageError("csv holds more than events", do="leave out --type and --status, or filter the sheets")
    for query in _HOLDS.get(form, _EVENTS):
        try:
            record.check(query, wanted)
        except UsageError as error:
            raise UsageError(f"{form} holds {query}: {error.what}", do=error.do) from None


def jsonl(record: Record, wanted: Filter, *, text: bool) -> Iterator[str]:
    """Yield the readings of the reports that a filter lets through as lines of the contract."""
    for reading in record.readings(wanted):
        yield json_line(reading_json(reading, text=text)) + "\n"
