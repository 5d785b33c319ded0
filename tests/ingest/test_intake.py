"""load(): every input is a report or a problem, in order, and nothing raises."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from trucewatch.errors import PROBLEMS
from trucewatch.ingest import load, stream
from trucewatch.model import Problem, Report

TEXT = "Both sides agreed on Monday to a truce of seven days in the north of the country, two diplomats said.\n"
PAGE = (
    "<html><head><title>Truce</title></head><body><article>"
    + f"<p>{TEXT}</p><p>The road is open.</p>" * 3
    + "</article></body></html>"
)
DAY = date(2016, 8, 1)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def write(folder: Path, name: str, raw: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return path


def outcome(found: Report | Problem) -> str:
    return found.code if isinstance(found, Problem) else found.id


def test_each_kind(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "z.txt", TEXT),
        write(tmp_path, "a.html", PAGE),
        write(
            tmp_path,
            "b.jsonl",
            json.dumps({"id": "one", "text": TEXT}) + "\n\n" + json.dumps({"id": "two", "text": TEXT}),
        ),
        write(tmp_path, "c.jsonl.gz", gzip.compress(json.dumps({"id": "three", "text": TEXT}).encode())),
        write(tmp_path, "plain", TEXT),
    ]
    found = list(load(paths, published=DAY, outlet="post"))
    assert all(isinstance(r, Report) for r in found)
    reports = [r for r in found if isinstance(r, Report)]
    assert [r.location for r in reports] == [
        str(paths[0]),
        str(paths[1]),
        f"{paths[2]}:1",
        f"{paths[2]}:3",
        f"{paths[3]}:1",
        str(paths[4]),
    ]
    assert [r.id for r in reports[2:5]] == ["one", "two", "three"]
    assert {r.outlet for r in reports} == {"post"}
    assert {r.published.given for r in reports} == {DAY}
    assert reports[0].text == TEXT
    assert reports[0].raw_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert reports[1].raw == PAGE.encode()
    assert reports[1].title == "Truce"


def test_the_users_word_wins(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "outlet": "own", "published": "2016-07-01"}))
    (own,) = load([path])
    (told,) = load([path], published=DAY, outlet="told")
    assert isinstance(own, Report)
    assert isinstance(told, Report)
    assert (own.outlet, own.published.day) == ("own", date(2016, 7, 1))
    assert (told.outlet, told.published.day) == ("told", DAY)


def test_one_path_is_a_list_of_one(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    assert len(list(load(str(path)))) == len(list(load(path))) == 1


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.txt", b"", "TW-P103"),
        ("a.txt", b" \n\n", "TW-P103"),
        ("a.txt", b"\xef\xbb\xbf", "TW-P103"),
        ("a.html", b"", "TW-P103"),
        ("a.jsonl", b"", "TW-P103"),
        ("a.jsonl.gz", gzip.compress(b""), "TW-P103"),
        ("a.txt", b"ab\0cd", "TW-P104"),
        ("a.txt", b"%PDF-1.7", "TW-P104"),
        ("a.html", b"\x89PNG\r\n", "TW-P104"),
        ("a.txt", b"\x01\x02\x03abc", "TW-P104"),
        ("a.html", b"<html><body></body></html>", "TW-P110"),
        ("a.pdf", b"%PDF-1.7", "TW-P110"),
        ("a.docx", b"PK", "TW-P111"),
        ("a.txt.gz", gzip.compress(TEXT.encode() * 50)[:-12], "TW-P112"),
        ("a.txt.gz", b"\x1f\x8b\xff\xff\xff", "TW-P112"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, raw: bytes, code: str) -> None:
    bad, good = write(tmp_path, name, raw), write(tmp_path, "good.txt", TEXT)
    first, second = load([bad, good])
    assert isinstance(first, Problem)
    assert (first.code, first.where) == (code, str(bad))
    assert first.do
    assert isinstance(second, Report)


def test_missing_path_and_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    assert [outcome(f)[:4] for f in load([tmp_path / "none", tmp_path])] == [
        "TW-P",
        "r-" + hashlib.sha256(TEXT.encode()).hexdigest()[:2],
    ]


def test_what_came_before_the_damage_is_kept(tmp_path: Path) -> None:
    rows = b"".join(json.dumps({"id": f"r{i}", "text": TEXT + str(i) * 50}).encode() + b"\n" for i in range(500))
    found = list(load([write(tmp_path, "a.jsonl.gz", gzip.compress(rows)[:-40])]))
    assert isinstance(found[-1], Problem)
    assert found[-1].code == "TW-P112"
    assert len(found) > 100
    assert all(isinstance(r, Report) for r in found[:-1])


def test_a_page_without_its_suffix_is_a_page(tmp_path: Path) -> None:
    (found,) = load([write(tmp_path, "saved.txt", "\ufeff\n<!DOCTYPE html>" + PAGE)])
    assert isinstance(found, Report)
    assert "<p>" not in found.text


def test_wrong_encoding_is_a_problem_of_the_report(tmp_path: Path) -> None:
    (found,) = load([write(tmp_path, "a.txt", (TEXT + "“so”").encode("cp1252"))], published=DAY)
    assert isinstance(found, Report)
    assert found.text == TEXT + "“so”"
    assert [p.code for p in found.problems] == ["TW-P109"]


def test_a_page_with_a_single_nul_is_read(tmp_path: Path) -> None:
    raw = PAGE.replace("Both", "B\0th", 1) + " " * 1_000
    (found,) = load([write(tmp_path, "a.html", raw)])
    assert isinstance(found, Report)
    assert found.text.startswith("B\ufffdth")
    assert "TW-P109" in [p.code for p in found.problems]
    (lost,) = load([write(tmp_path, "b.html", raw + "\0" * 10)])
    assert outcome(lost) == "TW-P104"


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MAX_FILE_BYTES", 1_000)
    (found,) = load([write(tmp_path, "a.txt", TEXT * 100)])
    assert outcome(found) == "TW-P105"
    (found,) = load([write(tmp_path, "bomb.txt.gz", gzip.compress(b"x" * 10_000_000))])
    assert outcome(found) == "TW-P105"


def _peak(path: Path) -> int:
    found: Iterator[Report | Problem] = load([path])
    next(found)
    tracemalloc.start()
    try:
        for _ in found:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    row = json.dumps({"text": TEXT + "x" * 40_000}).encode() + b"\n"
    short, long = (write(tmp_path, f"{n}.jsonl.gz", gzip.compress(row * n, 1)) for n in (4, 24))
    assert _peak(long) < 1.3 * _peak(short) + 100_000


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a", "a.txt.gz", "a.jsonl.gz"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_random_bytes_never_raise(tmp_path: Path, name: str, raw: bytes) -> None:
    for data in (raw, gzip.compress(raw) if name.endswith(".gz") else PAGE.encode() + raw):
        found = list(load([write(tmp_path, name, data)]))
        assert found or not raw.strip()
        for one in found:
            if isinstance(one, Report):
                one.text.encode()
                assert one.raw in data or name.endswith(".gz")
                for zone in one.zones:
                    assert one.text[zone.words.start : zone.words.end] == zone.words.text


def test_the_page_on_input_names_every_problem_of_inputs() -> None:
    page = (ROOT / "docs" / "formats" / "input.md").read_text(encoding="utf-8")
    assert [code for code in PROBLEMS if code.startswith("TW-P1") and code not in page] == []
