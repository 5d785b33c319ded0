"""A record on disk with two reports, and the application over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.build import make_report, two_speakers
from trucewatch.model import Problem, Reading
from trucewatch.record import Record
from trucewatch.show.web import make_app

HOSTILE = "<script>alert(1)</script> \u202egnp.exe \x1b[31m said 3 were killed"


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "made.record"
    with Record.open(path, create=True) as record:
        record.add(two_speakers())
        record.add(two_speakers("r2", outlet=None, day=date(2016, 9, 12)))
        record.add(Reading(make_report(HOSTILE, id="r3", outlet='<b>"&')))
        record.add_problem(Problem.of("TW-P103", "empty.txt"))
    return path


@pytest.fixture
def client(record_path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(record_path), base_url="http://127.0.0.1") as client:
        yield client
