"""The sample archive says what it is, and its annotation lies on the texts as they are ingested."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from eval.sample.annotate import GOLD, NoteError, gold, reports, span
from eval.sample.pack import stale

from trucewatch.model.claim import FORMS, STANCES
from trucewatch.model.event import STATUSES
from trucewatch.model.report import Report
from trucewatch.model.truce import TRUCE_STATES
from trucewatch.settings import sample_dir

MARK = "Sample text written for Trucewatch"
ARCHIVE = reports()
ANNOTATED = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def spans(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        if isinstance(found.get("text"), str) and isinstance(found.get("start"), int):
            yield found
        for inner in found.values():
            yield from spans(inner)
    elif isinstance(found, list):
        for inner in found:
            yield from spans(inner)


def test_archive_has_some_forty_reports_in_every_kind_of_input() -> None:
    assert len({r.text_sha256 for r in ARCHIVE.values()}) >= 40
    kinds = {"".join(p.suffixes[-2:]) if p.suffix == ".gz" else p.suffix for p in sample_dir().iterdir()}
    plain = {".html", ".txt", ".jsonl", ".csv", ".rss", ".atom", ".warc", ".zip", ".eml", ".pdf"}
    assert kinds == plain | {".warc.gz", ".tar.gz", ".txt.gz"}
    assert len({r.outlet for r in ARCHIVE.values()}) >= 12


def test_archive_is_what_its_sources_come_to() -> None:
    assert stale() == [], "run: python -m eval.sample.pack"


@pytest.mark.parametrize("report", ARCHIVE.values(), ids=list(ARCHIVE))
def test_every_report_keeps_the_mark_and_is_short(report: Report) -> None:
    assert report.text.rstrip().endswith("outlet and wording are invented.")
    assert MARK in report.text
    assert 60 <= len(report.text.split()) <= 300
    assert report.published.day is not None


def test_reports_in_other_languages_are_flagged() -> None:
    flagged = {r.language for r in ARCHIVE.values() if "TW-P201" in {p.code for p in r.problems}}
    assert flagged == {"ar", "fr", "ru"}


def test_one_page_comes_in_two_versions_and_one_under_two_addresses() -> None:
    texts: dict[str, set[str]] = {}
    for report in ARCHIVE.values():
        texts.setdefault(report.url or report.id, set()).add(report.text_sha256)
    assert sorted(len(t) for t in texts.values())[-2:] == [1, 2]
    places: dict[str, set[str | None]] = {}
    for report in ARCHIVE.values():
        places.setdefault(report.raw_sha256, set()).add(report.location)
    assert sorted(len(p) for p in places.values())[-2:] == [1, 2]


def test_some_metadata_dates_mislead() -> None:
    assert sum("TW-P202" in {p.code for p in r.problems} for r in ARCHIVE.values()) >= 3


@pytest.mark.parametrize("annotated", ANNOTATED, ids=lambda r: r["id"])
def test_annotation_lies_on_the_ingested_text(annotated: dict[str, Any]) -> None:
    texts = {r.id: r.text for r in ARCHIVE.values()}
    text = texts[annotated["id"]]
    assert annotated["text"] == text
    found = list(spans({k: annotated[k] for k in ("claims", "events", "truces")}))
    assert found
    for one in found:
        assert text[one["start"] : one["end"]] == one["text"]


@pytest.mark.parametrize("annotated", ANNOTATED, ids=lambda r: r["id"])
def test_annotation_uses_the_words_of_the_guidelines(annotated: dict[str, Any]) -> None:
    assert all(c["form"] in FORMS and c["stance"] in STANCES for c in annotated["claims"])
    assert all(e["status"] in STATUSES for e in annotated["events"])
    assert all(t["state"] in TRUCE_STATES for t in annotated["truces"])
    assert all(
        low <= high for e in annotated["events"] for low, high in [e["killed"] or (0, 0), e["wounded"] or (0, 0)]
    )


def test_gold_is_what_the_notes_come_to() -> None:
    assert list(gold()) == ANNOTATED, "run: python -m eval.sample.annotate"


def test_outlets_contradict_each_other_on_tolls() -> None:
    tolls = [e["killed"] for r in ANNOTATED for e in r["events"] if e["killed"]]
    assert sum(low < high for low, high in tolls) >= 8


def test_words_must_stand_exactly_once() -> None:
    assert span("a truce, the truce", "truce#2") == {"start": 13, "end": 18, "text": "truce"}
    assert span("a b c d", "b … d")["text"] == "b c d"
    for wrong in ("truce", "pact", "truce#3", "a … pact"):
        with pytest.raises(NoteError):
            span("a truce, the truce", wrong)
