import hashlib
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.errors import ModelError
from trucewatch.model.claim import FORMS, STANCES, Claim
from trucewatch.model.report import Report, Zone
from trucewatch.model.span import Span
from trucewatch.read.claims import ClaimReader
from trucewatch.read.encoder import WEIGHTS


def report(text: str, id: str = "r", zones: tuple[Zone, ...] = ()) -> Report:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(id, text, digest, digest, zones=zones)


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader(threads=1)


def claims(reader: ClaimReader, text: str) -> tuple[Claim, ...]:
    return reader.read(report(text))[0]


def test_plain_indirect_speech(reader: ClaimReader) -> None:
    (one,) = claims(
        reader, "Shelling hit the market on Friday. A monitoring group said eleven people were killed there."
    )
    assert one.source.words.text == "A monitoring group"
    assert one.cue.text == "said"
    assert [p.text for p in one.content] == ["eleven people were killed there"]
    assert (one.form, one.stance, one.within) == ("indirect", "assert", None)
    assert 0.5 < one.confidence <= 1
    assert one.source.actor is None
    assert one.source.side == "unknown"
    assert not one.source.named


def test_quotation_broken_by_its_cue(reader: ClaimReader) -> None:
    text = '"We buried nine of our neighbours," Dr. Mina Karsh said, "and the road is still closed."'
    (one,) = claims(reader, text)
    assert one.source.words.text == "Dr. Mina Karsh"
    assert len(one.content) == 2
    assert one.form == "direct"
    assert one.source.named


def test_two_speakers_two_tolls(reader: ClaimReader) -> None:
    text = (
        "The defence ministry said 12 fighters were killed in the raid on Thursday. "
        "The doctors' union reported that 30 civilians had died."
    )
    first, second = claims(reader, text)
    assert "ministry" in first.source.words.text
    assert "12 fighters" in first.content[0].text
    assert "union" in second.source.words.text
    assert "30 civilians" in second.content[0].text
    assert first.id != second.id


def test_stance_of_denial_and_demand(reader: ClaimReader) -> None:
    text = (
        "The army denied that its planes had bombed the school. The envoy called for an immediate halt to the fighting."
    )
    assert [c.stance for c in claims(reader, text)] == ["deny", "demand"]


def test_wants_are_no_claims(reader: ClaimReader) -> None:
    assert claims(reader, "The governor wants to build a new bridge and plans to open it in May.") == ()


def test_silent_zones_hold_no_claims(reader: ClaimReader) -> None:
    text = "The mayor said the truce was over.\nThe mayor said the water was back."
    end = text.index("\n")
    zone = Zone(Span.of(text, 0, end), "furniture")
    (one,) = reader.read(report(text, zones=(zone,)))[0]
    assert one.content[0].start > end


def test_what_was_read_before_changes_nothing(reader: ClaimReader) -> None:
    one = report("The mayor said the bridge was closed.")
    alone = reader.read(one)[0]
    reader.read(report("Witnesses told the paper that two shells fell. " * 30, "2"))
    assert reader.read(one)[0] == alone


def holds_together(text: str, found: tuple[Claim, ...]) -> None:
    ids = {c.id for c in found}
    for c in found:
        for span in (c.source.words, c.cue, *c.content):
            assert text[span.start : span.end] == span.text != ""
        assert c.form in FORMS
        assert c.stance in STANCES
        assert 0 <= c.confidence <= 1
        assert c.within is None or (c.within in ids and c.within != c.id)


PIECES = st.sampled_from(
    [
        "the army said ",
        '"',
        "“",
        "”",
        "'",
        "killed 12 ",
        "\n",
        "\u202e",
        "\u200b",
        "😀 ",
        "قال ",
        ". ",
        ", ",
        "HE SAID ",
        "\x00",
        "é",
        "�",
        "| ",
    ]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read(reader: ClaimReader, text: str) -> None:
    found, heard, _, _ = reader.read(report(text))
    holds_together(text, found)
    for one in heard:
        assert text[one.cue.start : one.cue.end] == one.cue.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n \n",
        "x" * 100_000,
        "!" * 1_500,
        "The army said it won " * 60,
        '"' * 500,
        "The mayor said \ud800 broke",
    ],
)
def test_hostile_texts(reader: ClaimReader, text: str) -> None:
    holds_together(text, reader.read(report(text))[0])


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "w")
    (tmp_path / "w" / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match="damaged"):
        ClaimReader(tmp_path / "w").read(report("The mayor said so."))
    (tmp_path / "w" / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        ClaimReader(tmp_path / "w").read(report("The mayor said so."))
