"""JSON Lines: every bad line is a problem with its place, and the next line is still read."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.ingest import lines
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.lines import read_lines
from trucewatch.model import Problem

GOOD = b'{"id": "a", "text": "The road is open."}'


def read(raw: bytes) -> list[Draft | Problem]:
    return list(read_lines(io.BytesIO(raw), "x.jsonl"))


def test_keys_that_are_no_fields_are_told_of_once_with_what_to_do() -> None:
    rows = [{"text": "Open.", "source": "post", "fields": {"other": 1}}, {"text": "Shut.", "source": "b", "Body": ""}]
    told, first, second = read(b"\n".join(json.dumps(row).encode() for row in rows))
    assert isinstance(told, Problem)
    assert (told.code, told.where) == ("TW-P117", "x.jsonl:1")
    assert '"source" (if it is the outlet: --column "source=outlet"), "fields"' in told.what
    assert all(isinstance(found, Draft) and not found.problems for found in (first, second))
    told, _ = read(json.dumps({"text": "Open.", "source": "an army", "outlet": "post"}).encode())
    assert isinstance(told, Problem)
    assert told.what.endswith(': "source"')


def test_a_line_without_text_names_the_key_that_may_hold_it() -> None:
    told, missing = read(json.dumps({"Body": "Open."}).encode())
    assert isinstance(told, Problem)
    assert isinstance(missing, Problem)
    assert 'if it is the text: --column "Body=text"' in told.what
    assert missing.code == "TW-P107"


def test_keys_can_be_named() -> None:
    rows = [{"Body": "Open.", "text": "a summary", "source": "post"}, {"text": "Shut.", "outlet": "wire"}]
    raw = b"\n".join(json.dumps(row).encode() for row in rows)
    first, second = read_lines(io.BytesIO(raw), "x.jsonl", {"text": "Body", "outlet": "source"})
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert [(d.text, d.outlet) for d in (first, second)] == [("Open.", "post"), ("Shut.", "wire")]


@given(st.dictionaries(st.text(max_size=9), st.none() | st.text(max_size=5), max_size=40))
def test_any_keys_are_told_of_at_most_once(row: dict[str, str | None]) -> None:
    line = json.dumps({**row, "text": "Open."}).encode()
    told = [f for f in read(line + b"\n" + line) if isinstance(f, Problem) and f.code == "TW-P117"]
    strange = {k for k, v in row.items() if v} - {"text", "id", "outlet", "url", "title", "date", "published"}
    assert bool(told) == bool(strange)
    assert len(told) == 1 or len(strange) > 20 or not strange


def only(raw: bytes) -> Draft:
    (found,) = read(raw)
    assert isinstance(found, Draft)
    return found


def test_known_fields() -> None:
    row = {
        "id": "r1",
        "outlet": "post",
        "url": "https://post.example/1",
        "date": "2016-08-02",
        "published": "2016-08-01T10:00:00Z",
        "title": "A title",
        "text": "  Text with \r\n its own space \u202e ",
        "other": None,
    }
    raw = json.dumps(row).encode()
    found = only(raw + b"\r\n")
    assert found.raw == raw
    assert found.text == row["text"]
    assert (found.id, found.outlet, found.url, found.title) == ("r1", "post", "https://post.example/1", "A title")
    assert (found.metadata, found.given) == (date(2016, 8, 2), date(2016, 8, 1))
    assert found.problems == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "TW-P106"),
        (b"[]", "TW-P106"),
        (b'"text"', "TW-P106"),
        (b"null", "TW-P106"),
        (b"[" * 200_000, "TW-P106"),
        (b'{"text": ' + b"9" * 10_000 + b"}", "TW-P106"),
        (b'{"id": "a"}', "TW-P107"),
        (b'{"text": null}', "TW-P107"),
        (b'{"text": 7}', "TW-P107"),
        (b'{"text": "  "}', "TW-P107"),
    ],
)
def test_bad_lines(line: bytes, code: str) -> None:
    first, bad, last = read(GOOD + b"\n" + line + b"\n\n" + GOOD)
    assert isinstance(first, Draft)
    assert isinstance(bad, Problem)
    assert (bad.code, bad.where) == (code, "x.jsonl:2")
    assert isinstance(last, Draft)
    assert last.location == "x.jsonl:4"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ["a"]),
        ("id", ""),
        ("id", "a\nb"),
        ("id", "x" * 300),
        ("id", True),
        ("outlet", 7),
        ("title", {}),
        ("url", []),
        ("date", "soon"),
        ("date", 2016),
        ("published", "2016-13-13"),
    ],
)
def test_bad_fields_are_left_out(field: str, value: Any) -> None:
    found = only(json.dumps({"text": "The road is open.", field: value}).encode())
    assert [p.code for p in found.problems] == ["TW-P108"]
    assert f'"{field}"' in found.problems[0].what
    assert (found.id, found.outlet, found.title, found.url, found.metadata, found.given) == (None,) * 6


def test_a_number_is_an_id() -> None:
    assert only(b'{"id": 17, "text": "The road is open."}').id == "17"


def test_broken_encoding_is_doubted() -> None:
    found = only(b'{"text": "The \x93northern\x94 road is open."}')
    assert found.text == "The “northern” road is open."
    assert [p.code for p in found.problems] == ["TW-P109"]


def test_a_mark_at_the_start_is_no_part_of_the_line() -> None:
    assert only(b"\xef\xbb\xbf" + GOOD).raw == GOOD


def test_a_long_line_is_passed_over() -> None:
    long = b'{"text": "' + b"x" * (50 * 1024 * 1024) + b'"}'
    first, bad, last = read(GOOD + b"\n" + long + b"\n" + GOOD)
    assert isinstance(first, Draft)
    assert isinstance(bad, Problem)
    assert (bad.code, bad.where) == ("TW-P105", "x.jsonl:2")
    assert isinstance(last, Draft)
    assert last.location == "x.jsonl:3"


def test_a_line_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 100)
    monkeypatch.setattr(lines, "MAX_SKIPPED_BYTES", 1_000_000)
    found = read(b"x" * 5_000_000 + b"\n" + GOOD)
    assert [p.code for p in found if isinstance(p, Problem)] == ["TW-P105", "TW-P105"]
    assert len(found) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["id", "outlet", "url", "title", "date", "published", "text"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=60) | st.dictionaries(FIELDS, JSON, max_size=7), max_size=6))
def test_never_raises(rows: list[bytes | dict[str, Any]]) -> None:
    raw = b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in rows)
    for found in read(raw):
        assert (found.where if isinstance(found, Problem) else found.location).startswith("x.jsonl:")
