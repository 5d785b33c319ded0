"""Tables: one row, one report or problem."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.ingest import table
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.table import read_table
from trucewatch.model import Problem


def read(raw: bytes) -> list[Draft | Problem]:
    return list(read_table(io.BytesIO(raw), "x.csv"))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_rows(mark: str) -> None:
    rows = [
        ["ID", "Date", "Text"],
        ["a", "2016-08-01", '"The road,\r\nthey said, ""is"" open; now."'],
        ["b", "", "It is."],
    ]
    raw = "\r\n".join(mark.join(row) for row in rows).encode("utf-8-sig")
    first, second = read(raw)
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.id, first.metadata, first.location) == ("a", date(2016, 8, 1), "x.csv:2")
    assert first.text == 'The road,\r\nthey said, "is" open; now.'
    assert first.raw in raw
    assert (second.id, second.metadata, second.text, second.location) == ("b", None, "It is.", "x.csv:4")


def test_bad_rows() -> None:
    found = read(b"id,text\na,\n\nb,Open\nc,Open,more\nd\n")
    codes = [f.code if isinstance(f, Problem) else [p.code for p in f.problems] for f in found]
    assert codes == ["TW-P107", [], ["TW-P108"], "TW-P107"]


def test_no_text_column() -> None:
    (found,) = read(b"id,words\na,b\n")
    assert isinstance(found, Problem)
    assert (found.code, found.where) == ("TW-P107", "x.csv:1")
    assert read(b"text\n") == []


def test_a_mark_never_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_LINE_BYTES", 1_000)
    first, second = read(b'text\nOpen\n"' + b"abc\n" * 10_000)
    assert isinstance(first, Draft)
    assert isinstance(second, Problem)
    assert (second.code, second.where) == ("TW-P105", "x.csv:3")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80) | st.text('a",;\t\r\n\0é', max_size=60).map(lambda t: ("text,id\n" + t).encode()))
def test_never_raises(raw: bytes) -> None:
    read(raw)
    read(b"id,text,date\n" + raw)


def test_columns_can_be_mapped() -> None:
    raw = b"No,Text,Body,Day\n7,short,The road is open.,2016-08-01\n"
    columns = {"text": "body", "id": "No", "date": "DAY"}
    (found,) = read_table(io.BytesIO(raw), "x.csv", columns)
    assert isinstance(found, Draft)
    assert (found.text, found.id, found.metadata) == ("The road is open.", "7", date(2016, 8, 1))
    (found,) = read_table(io.BytesIO(raw), "x.csv", {"text": "Story"})
    assert isinstance(found, Problem)
    assert "Story" in found.what


def test_columns_that_are_not_read_are_told_of_once() -> None:
    raw = b"id,text,source,\n1,Open.,post,\n2,Shut.,post,\n"
    told, first, second = read(raw)
    assert isinstance(told, Problem)
    assert (told.code, told.where) == ("TW-P117", "x.csv:1")
    assert told.what.endswith('"source" (if it is the outlet: --column "source=outlet")')
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    (unread,) = read(b"No,Body\n1,Open.\n")
    assert isinstance(unread, Problem)
    assert '--column "body=text"' in unread.what
