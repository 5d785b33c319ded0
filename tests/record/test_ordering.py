"""Orders: every one that is named works both ways; what has no value comes last either way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.build import make_report, two_speakers
from trucewatch.errors import UsageError
from trucewatch.model import PublishedDate, Reading
from trucewatch.record import Filter, Record
from trucewatch.record.filters import SORTS


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "a.record", create=True) as made:
        made.add(two_speakers("r1", "B", date(2016, 8, 3)))
        made.add(two_speakers("r2", "A", date(2016, 8, 1)))
        undated = replace(make_report("Nothing to say.", id="r3", outlet="C"), published=PublishedDate())
        made.add(Reading(undated))
        yield made


@pytest.mark.parametrize(("query", "order"), [(q, o) for q, orders in SORTS.items() for o in orders])
def test_every_order_keeps_all_rows(record: Record, query: str, order: str) -> None:
    rows = list(getattr(record, query)())
    for sort in (order, f"-{order}"):
        found = list(getattr(record, query)(Filter(sort=sort)))
        assert len(found) == len(rows)
        assert list(getattr(record, query)(Filter(sort=sort, limit=1, offset=1))) == found[1:2]


@pytest.mark.parametrize("query", sorted(SORTS))
def test_the_first_order_is_the_usual_one(record: Record, query: str) -> None:
    assert list(getattr(record, query)(Filter(sort=SORTS[query][0]))) == list(getattr(record, query)())


def test_days_rise_numbers_fall_and_the_undated_come_last(record: Record) -> None:
    def ids(query: str, sort: str) -> list[str]:
        return [row.origin.id for row in getattr(record, query)(Filter(sort=sort))]

    assert ids("reports", "published") == ["r2", "r1", "r3"]
    assert ids("reports", "-published") == ["r1", "r2", "r3"]
    assert ids("reports", "outlet") == ["r2", "r1", "r3"]
    assert ids("reports", "claims")[-1] == "r3"
    assert ids("reports", "-claims")[0] == "r3"
    assert ids("events", "-published") == ["r1", "r2"]


def test_an_unknown_order_is_refused(record: Record) -> None:
    with pytest.raises(UsageError, match="is no order of truces"):
        list(record.truces(Filter(sort="killed")))
