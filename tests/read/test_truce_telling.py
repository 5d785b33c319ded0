"""What the encoder says of the words of truces, with the shipped weights. All sentences are our own."""

from __future__ import annotations

import json
import math
import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.know.truce_lexicon import truce_lexicon
from trucewatch.model.report import Report
from trucewatch.read.claims import ClaimReader
from trucewatch.read.encoder import WEIGHTS, Encoder
from trucewatch.read.truce_telling import TruceScan
from trucewatch.read.truce_weighing import NONE
from trucewatch.read.windows import stretches, windows


@cache
def reader() -> ClaimReader:
    return ClaimReader()


def scan(text: str) -> TruceScan:
    return reader().read(Report("r1", text, "", "")).truces


def test_the_head_knows_every_state_and_none() -> None:
    assert set(reader().encoder.pacts) == {*truce_lexicon().order, NONE}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The envoy again called on both sides to agree to an immediate ceasefire.", "proposed"),
        ("Shelling went on in the east on Sunday in spite of the truce, residents said.", "strained"),
        ("The ceasefire broke down after two days.", "collapsed"),
        ("The army extended the truce by three days.", "extended"),
    ],
)
def test_the_likeliest_state_of_a_plain_sentence(text: str, state: str) -> None:
    (shares,) = scan(text).states.values()
    assert math.isclose(sum(shares.values()), 1, abs_tol=1e-4)
    assert max(shares, key=lambda s: shares[s]) == state


def test_every_mention_of_a_long_report_is_answered_for_by_its_first_character() -> None:
    line = "The governor opened a new market hall and spoke of the price of bread and of the coming harvest. "
    text = "\n\n".join(
        [line * 6, "The two sides signed a ceasefire on Monday.", line * 6, "The ceasefire holds.", line]
    )
    found = scan(text)
    assert len(found.mentions) == 2
    assert set(found.states) == {m.words.start for m in found.mentions}
    reports = Report("r1", text, "", "")
    assert len(list(windows(text, stretches(reports), reader().encoder.tokenizer))) > 1


def test_a_report_without_a_truce_costs_nothing_and_tells_nothing() -> None:
    found = scan("The minister opened a market hall.")
    assert not found.mentions
    assert not found.states


def test_weights_without_the_head_tell_nothing(tmp_path: Path) -> None:
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    (folder / "truces.onnx").unlink()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["pacts"], manifest["sha256"]["truces.onnx"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert Encoder(folder).pacts == ()
    found = ClaimReader(folder).read(Report("r1", "The two sides signed a ceasefire.", "", "")).truces
    assert len(found.mentions) == 1
    assert not found.states


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet='ab .,\n"\u202e\U0001f600\u0627', max_size=120))
def test_any_text_around_a_truce_is_survived(noise: str) -> None:
    found = scan(f"{noise} truce {noise} ceasefire. {noise}")
    assert set(found.states) <= {m.words.start for m in found.mentions}
    assert all(math.isclose(sum(shares.values()), 1, abs_tol=1e-4) for shares in found.states.values())
