"""What the encoder says of words that may name an event: shares by word, proposals, blends."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.read.claims import ClaimReader
from trucewatch.read.telling import Pieces, Scan, Telling


def report(text: str) -> Report:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report("r1", text, digest, digest)


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader(threads=1)


TEXT = "Northland's warplanes bombed the market in Easton on Monday, killing 12 people, a doctor said."
PIECES = st.sampled_from([*TEXT.split(), "\u202e", "قصف", "🔥", "\n"])


def words(text: str, part: str) -> Span:
    at = text.index(part)
    return Span(at, at + len(part), part)


def test_the_parts_of_an_air_strike(reader: ClaimReader) -> None:
    scan = reader.read(report(TEXT)).scan
    bombed = next(t for t in scan.triggers if t.words.text.startswith("bombed"))
    told = scan.of_trigger(bombed)
    assert told is not None
    assert told.type_share("ASSAULT") > 0.5
    actor, place = words(TEXT, "Northland's warplanes"), words(TEXT, "Easton")
    assert told.part("actor", actor) > told.part("actor", place)
    assert told.part("place", place) > told.part("place", actor)
    assert told.part("killed", words(TEXT, "12")) > told.part("wounded", words(TEXT, "12"))


def test_words_outside_the_window_have_no_share() -> None:
    told = Telling({"none": 1.0}, {}, Pieces.of([(0, 4), (5, 9)]), ("actor",), np.ones((2, 1), np.float32))
    assert told.part("actor", Span(0, 4, "abcd")) == 1
    assert told.part("actor", Span(40, 44, "abcd")) == 0


def test_pieces_that_touch_words() -> None:
    pieces = Pieces.of([(0, 4), (4, 6), (7, 9)])
    assert pieces.covered(4, 8) == (1, 3)
    assert pieces.covered(6, 7) == (2, 2)
    assert Pieces.of([]).covered(0, 5) == (0, 0)


def test_words_of_a_trigger_are_not_proposed_again() -> None:
    scan = Scan.of(report(TEXT))
    bombed = next(t for t in scan.triggers if t.words.text.startswith("bombed"))
    count = len(scan.triggers)
    assert scan.propose(bombed.words.start, bombed.words.end, "ASSAULT/air-strike") is None
    new = scan.propose(TEXT.index("market"), TEXT.index("market") + 6, "ASSAULT/air-strike")
    assert new is not None
    assert (new.type, new.mode, new.words.text) == ("ASSAULT", "air-strike", "market")
    assert len(scan.triggers) == count + 1
    assert [t.first for t in scan.triggers] == sorted(t.first for t in scan.triggers)


def test_likeliest_status_trusts_the_rules_up_to_a_point() -> None:
    near = Telling({}, {"happened": 0.5, "planned": 0.4}, Pieces([], []), (), np.ones((0, 0), np.float32))
    sure = Telling({}, {"happened": 0.02, "planned": 0.97}, Pieces([], []), (), np.ones((0, 0), np.float32))
    assert near.likeliest_status("planned") == "planned"
    assert sure.likeliest_status("happened") == "planned"


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.text(max_size=200), st.lists(st.sampled_from([*TEXT.split(), "\u202e", "قصف", "🔥", "\n"])).map(" ".join)
    )
)
def test_every_trigger_is_words_of_the_text(reader: ClaimReader, text: str) -> None:
    scan = reader.read(report(text)).scan
    for trigger in scan.triggers:
        assert text[trigger.words.start : trigger.words.end] == trigger.words.text
        told = scan.of_trigger(trigger)
        if told is not None:
            assert sum(told.kind.values()) == pytest.approx(1, abs=1e-3)
            assert 0 <= told.part("actor", trigger.words) <= 1
