"""The functions of the public Python API; `import trucewatch` offers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from trucewatch.errors import UsageError
from trucewatch.ingest import load, load_text
from trucewatch.model import Problem, Reading
from trucewatch.model.contract import schema
from trucewatch.pipeline import Pipeline

__all__ = ["read", "read_paths", "schema"]


def read(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    id: str | None = None,
    profile: str | Path | None = None,
) -> Reading:
    """Read one report given as text.

    `published` is a date or an ISO 8601 day and is believed; `profile` a shipped conflict profile's name or a path,
    None to choose by the report. Raises UsageError for a `published` that is no day, ProfileError for a bad profile.
    """
    report = load_text(text, id=id, outlet=outlet, title=title, published=_day(published))
    return _pipeline(str(profile) if profile is not None else None).read(report)


def read_paths(
    paths: Iterable[Path | str],
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    profile: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Reading | Problem]:
    """Read files and folders in order; a Problem stands where no report could be made.

    `columns` names the columns of tables and keys of JSON Lines that are not called as our fields are:
    {"text": "Body", "date": "Day"}. Those that are not read are told of in a Problem, TW-P117.
    """
    pipeline = _pipeline(str(profile) if profile is not None else None)
    loaded = load(paths, published=_day(published), outlet=outlet, columns=columns)
    return (found if isinstance(found, Problem) else pipeline.read(found) for found in loaded)


@lru_cache(maxsize=4)
def _pipeline(profile: str | None) -> Pipeline:
    return Pipeline(profile)


def _day(published: date | str | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise UsageError(f"{published!r} is not a day", where="published", do="write the day as YYYY-MM-DD") from None
