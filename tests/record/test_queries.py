"""Queries: every filter, in every query that knows it; stable order; limit and offset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.build import make_report, two_speakers
from trucewatch.errors import UsageError
from trucewatch.model import Problem, Reading
from trucewatch.record import Filter, Record
from trucewatch.record.filters import KNOWN


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "a.record", create=True) as made:
        made.add(two_speakers("r2", "The Post", date(2016, 8, 3)))
        made.add(two_speakers())
        made.add(Reading(make_report("Nothing to say.", id="r3", outlet=None)))
        made.add_problem(Problem.of("TW-P101", "none.txt"))
        yield made


def ids(record: Record, query: str, **wanted: Any) -> list[str]:
    """Return the ids of the reports of the rows."""
    return [row.origin.id if row.origin else "-" for row in getattr(record, query)(Filter(**wanted))]


def test_rows_come_sorted_whatever_the_order_of_adding(record: Record) -> None:
    assert ids(record, "reports") == ["r1", "r3", "r2"]
    assert ids(record, "claims") == ["r1", "r1", "r2", "r2"]
    assert ids(record, "events") == ["r1", "r2"]
    assert ids(record, "truces") == ["r1", "r2"]
    assert ids(record, "problems") == ["r1", "r2", "-"]


@pytest.mark.parametrize("query", ["reports", "claims", "events", "truces", "problems", "sources"])
def test_limit_and_offset_cut_the_sorted_rows(record: Record, query: str) -> None:
    rows = list(getattr(record, query)())
    cut = list(getattr(record, query)(Filter(limit=1, offset=1)))
    assert cut == rows[1:2]
    assert list(getattr(record, query)(Filter(offset=1))) == rows[1:]
    assert list(getattr(record, query)(Filter(limit=0))) == []


ONE = {"outlet": ("the WIRE",)}
FITS: dict[str, list[tuple[dict[str, Any], list[str]]]] = {
    "reports": [
        (ONE, ["r1"]),
        ({"from_": date(2016, 8, 2)}, ["r2"]),
        ({"to": date(2016, 8, 1)}, ["r1", "r3"]),
        ({"side": ("Monitor",)}, ["r1", "r2"]),
        ({"source": ("ARMY",)}, ["r1", "r2"]),
        ({"source": ("the post",)}, []),
        ({"place": ("northtown",)}, ["r1", "r2"]),
        ({"place": ("Southtown",)}, []),
        ({"type": ("shelling",), "outlet": ("The Post",)}, ["r2"]),
        ({"status": ("denied",)}, []),
        ({"language": ("en",), "report": ("r3",)}, ["r3"]),
    ],
    "claims": [
        ({"side": ("monitor",)}, ["r1", "r2"]),
        ({"side": ("monitor", "government"), **ONE}, ["r1", "r1"]),
        ({"source": ("valley-monitor",), **ONE}, ["r1"]),
        ({"source": ("%",)}, []),
        ({"stance": ("deny",)}, []),
        ({"type": ("ASSAULT",), **ONE}, ["r1", "r1"]),
        ({"place": ("North",), "to": date(2016, 8, 2)}, ["r1", "r1"]),
        ({"status": ("planned",)}, []),
    ],
    "events": [
        ({"from_": date(2016, 7, 31), "to": date(2016, 7, 31)}, ["r1", "r2"]),
        ({"from_": date(2016, 8, 1)}, []),
        ({"side": ("opposition",)}, ["r1", "r2"]),
        ({"side": ("monitor",)}, []),
        ({"source": ("valley",), **ONE}, ["r1"]),
        ({"place": ("xa",)}, ["r1", "r2"]),
        ({"place": ("own:northtown",), "type": ("assault",)}, ["r1", "r2"]),
        ({"type": ("AGREE",)}, []),
        ({"status": ("happened",), "report": ("r2",)}, ["r2"]),
    ],
    "truces": [
        ({"side": ("un",)}, ["r1", "r2"]),
        ({"side": ("government",)}, []),
        ({"status": ("strained",), **ONE}, ["r1"]),
        ({"source": ("army",)}, []),
        ({"place": ("north",)}, []),
        ({"from_": date(2016, 8, 2)}, ["r2"]),
    ],
    "problems": [(ONE, ["r1"]), ({"type": ("tw-p101",)}, ["-"]), ({"from_": date(2016, 8, 2)}, ["r2"])],
}


@pytest.mark.parametrize(("query", "wanted", "expected"), [(q, w, e) for q, cases in FITS.items() for w, e in cases])
def test_filters(record: Record, query: str, wanted: dict[str, Any], expected: list[str]) -> None:
    assert ids(record, query, **wanted) == expected


@pytest.mark.parametrize("query", ["claims", "events"])
def test_what_is_sure_enough(tmp_path: Path, query: str) -> None:
    reading = two_speakers()
    shares = (0.594, 0.595)
    claims = [replace(claim, confidence=share) for claim, share in zip(reading.claims, shares, strict=True)]
    events = [replace(event, confidence=shares[1]) for event in reading.events]
    with Record.open(tmp_path / "sure.record", create=True) as record:
        record.add(replace(reading, claims=tuple(claims), events=tuple(events)))
        found = {sure: len(list(getattr(record, query)(Filter(sure=sure)))) for sure in (0, 59, 60, 61)}
    assert found == ({0: 2, 59: 2, 60: 1, 61: 0} if query == "claims" else {0: 1, 59: 1, 60: 1, 61: 0})
    with pytest.raises(UsageError, match="no per cent"):
        Filter(sure=101)


@pytest.mark.parametrize("query", sorted(KNOWN))
def test_a_filter_that_a_query_does_not_know_is_refused(record: Record, query: str) -> None:
    every = {"side", "source", "outlet", "place", "type", "status", "stance", "language", "report"}
    for name in every - KNOWN[query]:
        with pytest.raises(UsageError, match=f"filtered by {name}"):
            list(getattr(record, query)(Filter(**{name: ("x",)})))


def test_filters_that_no_row_can_fit_are_refused() -> None:
    with pytest.raises(UsageError, match="no day"):
        Filter(from_=date(2016, 8, 2), to=date(2016, 8, 1))
    with pytest.raises(UsageError, match="negative"):
        Filter(limit=-1)


def test_every_value_of_an_event_and_a_truce_has_its_giver(record: Record) -> None:
    event = next(record.events(Filter(outlet=("The Wire",))))
    tolls = [(v.low, event.giver(v)) for v in event.event.values if v.field == "killed"]
    assert tolls == [(30, "The Valley Monitor"), (12, "The army")]
    assert {event.giver(v) for v in event.event.values} == {"The Wire", "The Valley Monitor", "The army"}
    truce = next(record.truces())
    assert {truce.giver(s) for s in truce.truce.statements} == {"The Wire"}


def test_claims_know_the_events_they_report(record: Record) -> None:
    event = next(record.events(Filter(report=("r1",)))).event
    assert all(row.events == (event.id,) for row in record.claims(Filter(report=("r1",))))


def test_sources_are_counted_over_reports(record: Record) -> None:
    army, monitor = record.sources()
    assert (army.actor, army.name, army.side, army.claims, army.reports) == ("army", "The army", "government", 2, 2)
    assert monitor.outlets == ("The Post", "The Wire")
    assert (monitor.first, monitor.last) == (date(2016, 8, 1), date(2016, 8, 3))
    (only,) = record.sources(Filter(outlet=("The Wire",), side=("monitor",)))
    assert (only.claims, only.outlets) == (1, ("The Wire",))


def test_counts(record: Record) -> None:
    counted = {"reports": 3, "claims": 4, "events": 2, "truces": 2, "places": 2, "sources": 2, "problems": 3}
    assert record.counts() == counted
    assert len(record.keys(Filter(limit=2))) == 2
    assert [r.report.id for r in record.readings(Filter(outlet=("The Post",)))] == ["r2"]
