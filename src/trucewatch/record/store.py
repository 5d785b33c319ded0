"""Record: the store of readings with the evidence for each value; the only room that writes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, exists, or_, select

from trucewatch.errors import IntegrityError, UsageError
from trucewatch.model import Problem, Reading, Report
from trucewatch.model.ids import report_key
from trucewatch.record import meaning, queries, stored
from trucewatch.record.actors import actor_rows
from trucewatch.record.content import EMPTY, content_sha256, contradictions, joined
from trucewatch.record.engine import check_file, make_engine, prepare, translated
from trucewatch.record.filters import Filter
from trucewatch.record.folding import storable
from trucewatch.record.found import ActorRow, ClaimRow, EventRow, PlaceRow, ProblemRow, ReportRow, SourceRow, TruceRow
from trucewatch.record.rewriting import Change, rewrite
from trucewatch.record.rows import profile_row, reading_rows, report_row
from trucewatch.record.tables import BLOBS, INPUT_PROBLEMS, LOCATIONS, REPORTS, STATE
from trucewatch.record.verify import Finding, findings
from trucewatch.record.versions import VersionRow, current_versions, place_version, version_rows

_DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class AddResult:
    """Say what adding did: `added` a new report; else only `located`, a further place of one that is there; or nothing.

    `key` names the report in the record; `version_of` is the key of another version of it that was there; `problems`
    are those of this very step, stored too.
    """

    key: str
    added: bool
    located: bool = False
    problems: tuple[Problem, ...] = ()
    version_of: str | None = None


class Record:
    """Keep readings in one file; what `add` acknowledged is on the disk.

    Open it with `Record.open`, use it as a context manager. All methods may raise RecordLockedError, RecordFullError,
    RecordSchemaError or RecordError.
    """

    def __init__(self, path: Path, engine: Engine, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = engine

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False, wait: float = 5.0) -> Record:
        """Open a record's file, made where it is missing if `create`, brought to the newest schema unless `read_only`.

        `wait` is how many seconds to wait for a lock that another process holds. Raises RecordError where there is
        no record, RecordSchemaError where the file is none or is newer than this Trucewatch, RecordLockedError.
        """
        file = Path(path)
        check_file(file, create=create and not read_only)
        engine = make_engine(file, read_only=read_only, wait=wait)
        record = cls(file, engine, read_only=read_only)
        try:
            with translated(str(file)):
                prepare(engine, str(file), read_only=read_only)
        except BaseException:
            record.close()
            raise
        return record

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(str(self.path)), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise UsageError("the record was opened for reading only", where=str(self.path), do="open it for writing")
        with translated(str(self.path)), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection

    # ---- adding

    def has(self, report: Report) -> bool:
        """Tell whether the same text is there under the same id (where none is given, ingest makes it of the bytes)."""
        with self._reading() as connection:
            return _key_of(connection, report) is not None

    def add(self, reading: Reading) -> AddResult:
        """Store a reading in one transaction; the same report again changes nothing.

        The same id and text from another place add that place only. A changed text under the same URL, or the same id
        of one outlet, is a version: both are kept, the later one counts. The same id with quite another text is kept
        beside the first, with problem TW-P301. Raises IntegrityError where the reading contradicts its own report.
        """
        reading = _storable(reading)
        for wrong in contradictions(reading):
            raise IntegrityError(wrong, where=f"report {reading.report.id}", do="please report this")
        with self._writing() as connection:
            known = _key_of(connection, reading.report)
            if known is not None:
                return AddResult(known, False, _add_location(connection, known, reading.report))
            return _insert(connection, reading)

    def add_location(self, report: Report) -> AddResult:
        """Store a further place of a report that is there (see `has`); raises UsageError where it is not."""
        with self._writing() as connection:
            known = _key_of(connection, report)
            if known is None:
                raise UsageError(f"report {report.id} is not in the record", where=str(self.path), do="add its reading")
            return AddResult(known, False, _add_location(connection, known, report))

    def add_problem(self, problem: Problem) -> bool:
        """Store a problem of an input that made no report; tell whether it is new."""
        with self._writing() as connection:
            return _add_problem(connection, problem)

    def rewrite(self, key: str, change: Change) -> bool:
        """Replace what was read in a report by what `change` makes of it, in one transaction; tell whether it differs.

        Nobody else can write while `change` runs. Raises UsageError for a key that is not there, IntegrityError where
        the new reading contradicts its report.
        """
        with self._writing() as connection:
            return rewrite(connection, key, change)

    # ---- whole readings

    def keys(self, wanted: Filter | None = None) -> list[str]:
        """Return the keys of all reports that a filter lets through, in the order of `reports`."""
        with self._reading() as connection:
            return queries.report_keys(connection, wanted or Filter())

    def find(self, name: str) -> list[str]:
        """Return the keys of the reports whose key or id is `name`, in a stable order."""
        match = or_(REPORTS.c.key == name, REPORTS.c.id == name)
        with self._reading() as connection:
            return list(connection.scalars(select(REPORTS.c.key).where(match).order_by(REPORTS.c.key)))

    def reading(self, key: str, *, raw: bool = True) -> Reading:
        """Return the reading of a report as it was stored (confidence to three decimals), with its bytes if `raw`.

        Where a report was found at several places its location is the first by name. Raises UsageError for a key that
        is not there.
        """
        with self._reading() as connection:
            found = stored.reading(connection, key, raw=raw)
        if found is None:
            raise UsageError(f"there is no report {key}", where=str(self.path), do="see `trucewatch reports RECORD`")
        return found

    def readings(self, wanted: Filter | None = None, *, raw: bool = False) -> Iterator[Reading]:
        """Yield the readings of all reports that a filter lets through, in the order of `reports`."""
        for key in self.keys(wanted):
            yield self.reading(key, raw=raw)

    # ---- rows

    def check(self, query: str, wanted: Filter) -> None:
        """Raise UsageError where a query of filters.KNOWN would refuse a filter, before anything is written or sent."""
        with self._reading() as connection:
            meaning.check(connection, wanted, query)

    def reports(self, wanted: Filter | None = None) -> Iterator[ReportRow]:
        """Yield reports by published day (undated ones last), outlet and id."""
        with self._reading() as connection:
            yield from queries.reports(connection, wanted or Filter())

    def claims(self, wanted: Filter | None = None) -> Iterator[ClaimRow]:
        """Yield claims by report, in the order of the text."""
        with self._reading() as connection:
            yield from queries.claims(connection, wanted or Filter())

    def events(self, wanted: Filter | None = None) -> Iterator[EventRow]:
        """Yield events by their first day (undated ones last), then by report."""
        with self._reading() as connection:
            yield from queries.events(connection, wanted or Filter())

    def event_places(self, wanted: Filter | None = None) -> Iterator[PlaceRow]:
        """Yield the places of all events that a filter lets through (limit and offset aside), of most events first."""
        with self._reading() as connection:
            yield from queries.event_places(connection, wanted or Filter())

    def truces(self, wanted: Filter | None = None) -> Iterator[TruceRow]:
        """Yield truces by report, each with the events that break it."""
        with self._reading() as connection:
            yield from queries.truces(connection, wanted or Filter())

    def sources(self, wanted: Filter | None = None) -> Iterator[SourceRow]:
        """Yield sources with what they claim, those with most claims first."""
        with self._reading() as connection:
            yield from queries.sources(connection, wanted or Filter())

    def actors(self, wanted: Filter | None = None) -> Iterator[ActorRow]:
        """Yield who is met in the reports, new names first, then unknown sides, each by how often."""
        with self._reading() as connection:
            yield from actor_rows(connection, wanted or Filter())

    def problems(self, wanted: Filter | None = None) -> Iterator[ProblemRow]:
        """Yield the problems of reports, then those of inputs that made no report."""
        with self._reading() as connection:
            yield from queries.problems(connection, wanted or Filter())

    def versions(self, wanted: Filter | None = None) -> Iterator[VersionRow]:
        """Yield the versions that count no longer, each with the one in its place and what changed."""
        with self._reading() as connection:
            yield from version_rows(connection, wanted or Filter())

    def counts(self) -> dict[str, int]:
        """Return how many reports, claims, events, truces, sources, places and problems count (the latest versions)."""
        with self._reading() as connection:
            return queries.counts(connection)

    def published(self) -> tuple[date | None, date | None]:
        """Return the first and the last published day of the reports that count, None where no day is known."""
        with self._reading() as connection:
            return queries.published(connection)

    def sides(self) -> list[str]:
        """Return the sides that anybody in the record is on, sorted."""
        with self._reading() as connection:
            return meaning.sides(connection)

    def outlets(self) -> list[str]:
        """Return the outlets of the record's reports, sorted."""
        with self._reading() as connection:
            return meaning.outlets(connection)

    # ---- trust

    def digest(self) -> str:
        """Return 64 hex digits that stand for all that was read, the same in any order of arrival."""
        with self._reading() as connection:
            total = EMPTY
            for content in connection.scalars(select(REPORTS.c.content_sha256)):
                total = joined(total, content)
            return total

    def verify(self) -> list[Finding]:
        """Check hashes, spans, links, flat columns and the digest against what is stored; return what is wrong."""
        with self._reading() as connection:
            return list(findings(connection, _stored_digest(connection)))


def _storable(reading: Reading) -> Reading:
    """Return a reading whose paths can be stored: file names need not be text."""
    problems = tuple(replace(p, what=storable(p.what), where=storable(p.where)) for p in reading.problems)
    own = tuple(replace(p, what=storable(p.what), where=storable(p.where)) for p in reading.report.problems)
    report = replace(reading.report, location=storable(reading.report.location), problems=own)
    return replace(reading, report=report, problems=problems)


def _key_of(connection: Connection, report: Report) -> str | None:
    key = report_key(report.id, report.text_sha256)
    return key if connection.scalar(select(exists().where(REPORTS.c.key == key))) else None


def _insert(connection: Connection, reading: Reading) -> AddResult:
    report = reading.report
    key, content = report_key(report.id, report.text_sha256), content_sha256(reading)
    versions, clash = current_versions(connection, report)
    if report.raw and not connection.scalar(select(exists().where(BLOBS.c.sha256 == report.raw_sha256))):
        deflated = zlib.compress(report.raw, 6)
        connection.execute(BLOBS.insert().values(sha256=report.raw_sha256, size=len(report.raw), deflated=deflated))
    added_at = datetime.now(UTC).isoformat(timespec="seconds")
    row = report_row(report) | profile_row(reading) | {"key": key, "content_sha256": content, "added_at": added_at}
    connection.execute(REPORTS.insert().values(row))
    place_version(connection, key, report, versions)
    _add_location(connection, key, report)
    for table, rows in reading_rows(reading).items():
        if rows:
            connection.execute(table.insert(), [{"report_key": key, **r} for r in rows])
    total = joined(_stored_digest(connection), content)
    connection.execute(STATE.update().where(STATE.c.name == _DIGEST).values(value=total))
    problems = (Problem.of("TW-P301", where=f"id {report.id}"),) if clash else ()
    for problem in problems:
        _add_problem(connection, problem)
    return AddResult(key, True, bool(report.location), problems, versions[0].key if versions else None)


def _add_location(connection: Connection, key: str, report: Report) -> bool:
    location = report.location
    location = storable(location)
    known = exists().where(LOCATIONS.c.report_key == key, LOCATIONS.c.location == location)
    if not location or connection.scalar(select(known)):
        return False
    connection.execute(LOCATIONS.insert().values(report_key=key, location=location, url=report.url))
    return True


def _add_problem(connection: Connection, problem: Problem) -> bool:
    row = {"code": problem.code, "what": storable(problem.what), "place": storable(problem.where)}
    same = [INPUT_PROBLEMS.c[name] == value for name, value in row.items()]
    if connection.scalar(select(exists().where(*same))):
        return False
    connection.execute(INPUT_PROBLEMS.insert().values(row))
    return True


def _stored_digest(connection: Connection) -> str:
    return connection.scalar(select(STATE.c.value).where(STATE.c.name == _DIGEST)) or EMPTY
