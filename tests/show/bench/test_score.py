"""Scoring: by hand on our own sentences, and equal to the shared scorer on the shared gold."""

from __future__ import annotations

import copy
import gzip
import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.build import two_speakers
from trucewatch.model.contract import reading_json
from trucewatch.show.bench.score import alike, score
from trucewatch.show.bench.tally import macro_f1


def gold() -> dict[str, Any]:
    """Our two-speaker reading as an annotated report."""
    found: dict[str, Any] = reading_json(two_speakers(), text=True)
    for event in found["events"]:
        event["trigger"] = event["mentions"][0]
        event["claims"] = [c["id"] for c in event["claims"]]
    for truce in found["truces"]:
        truce["text"], truce["evidence"] = truce["mentions"][0], []
    return found


def test_the_right_answer_scores_one() -> None:
    figures = score({"r1": gold()}, {"r1": reading_json(two_speakers())}, resamples=3)
    assert figures["events.calibration"]["value"] == pytest.approx(0.8)  # right, and 0.8 sure of it
    others = {n: f for n, f in figures.items() if not n.endswith("calibration")}
    assert {n: f["value"] for n, f in others.items() if f["value"] != 1.0 and f.get("gold") != 0} == {}
    assert figures["claims.attributed"]["gold"] == 2


def test_no_answer_scores_nothing_and_is_no_error() -> None:
    figures = score({"r1": gold()}, {}, resamples=3)
    assert figures["claims.content"]["value"] == 0.0
    assert figures["events.type"]["predicted"] == 0


def test_a_wrong_side_and_a_missing_toll_cost_their_figures_only() -> None:
    found = reading_json(two_speakers())
    found["claims"][0]["source"]["side"] = "media"
    found["events"][0]["killed"] = None
    figures = score({"r1": gold()}, {"r1": found}, resamples=3)
    assert figures["claims.side"]["value"] == 0.5
    assert figures["events.killed"]["value"] == 0.0
    assert figures["events.complete"]["value"] == 0.0
    assert figures["claims.attributed"]["value"] == 1.0


def test_names_that_are_spellings_of_one() -> None:
    assert alike("Hamdaniya", "al-Hamadaniyah")
    assert not alike("Northtown", "Riverton")
    assert not alike("", "")


def test_macro_f1_counts_each_gold_label_alike() -> None:
    from collections import Counter

    assert macro_f1(Counter({("a", "a"): 9, ("b", "a"): 1})) == pytest.approx((18 / 19) / 2)


@pytest.mark.shared
def test_figures_equal_those_of_the_shared_scorer(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score_record", shared / "benchmarks" / "score_record.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    with gzip.open(shared / "gold" / "dev.jsonl.gz", "rt") as lines:
        reports = {r["id"]: r for r in map(json.loads, (next(lines) for _ in range(40)))}
    found = {i: _spoiled(r, random.Random(i)) for i, r in reports.items()}
    a, b = theirs.score(reports, found, resamples=20), score(reports, found, resamples=20)
    assert a.keys() == {name for name in b if not name.endswith("calibration")}
    for name, figure in a.items():
        kind = next(k for k in ("f1", "accuracy", "macro_f1") if k in figure)
        ours = (b[name]["value"], b[name]["low"], b[name]["high"], b[name].get("constant"))
        assert ours == (figure[kind], figure["low"], figure["high"], figure.get("constant")), name


def _spoiled(report: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    found = copy.deepcopy(report)
    found["claims"] = [c for c in found["claims"] if rng.random() < 0.8]
    found["events"] = [e for e in found["events"] if rng.random() < 0.8]
    for event in found["events"]:
        event["mentions"] = [event["trigger"]]
        for field in ("place", "date", "killed", "mode"):
            if rng.random() < 0.2:
                event[field] = None
    for truce in found["truces"]:
        truce["mentions"], truce["brokers"] = [truce["text"]], truce["brokers"][:1]
    return found
