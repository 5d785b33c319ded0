import pytest

from trucewatch.know.event_types import (
    codes,
    event_lexicon,
    event_types,
    is_participle,
    modes,
    noun_forms,
    parse_lexicon,
    verb_forms,
)

PLOVER = {
    "ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "AGREE", "CONSULT", "AID", "COOPERATE", "SUPPORT", "CONCEDE", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
}  # fmt: skip


def test_types_are_those_of_plover_and_displace() -> None:
    assert set(event_types()) == PLOVER | {"DISPLACE"}


def test_every_entry_has_a_type_and_mode_with_codes() -> None:
    for entries in event_lexicon().entries.values():
        for entry in entries:
            assert entry.mode in modes(entry.type), (entry.type, entry.mode)


def test_every_mode_that_words_around_can_settle_is_known() -> None:
    for type_, settled in event_lexicon().context.items():
        assert {mode for mode, _ in settled} <= set(modes(type_))


@pytest.mark.parametrize(
    ("type_", "mode", "side", "found"),
    [
        ("ASSAULT", "air-strike", None, ("ASSAULT", "195", "Air/drone strike")),
        ("COERCE", "seize-territory", "government", ("COERCE", "192", "Government regains territory")),
        ("COERCE", "seize-territory", "opposition", ("COERCE", "192", "Non-state actor overtakes territory")),
        ("DISPLACE", "flight", None, (None, None, "Other")),
        ("ACCUSE", None, None, ("ACCUSE", "112", None)),
        ("ASSAULT", "unheard-of", None, ("ASSAULT", None, None)),
    ],
)
def test_codes(type_: str, mode: str | None, side: str | None, found: tuple[str | None, ...]) -> None:
    code = codes(type_, mode, side)
    assert (code.plover, code.cameo, code.acled) == found


def test_verbs_inflect() -> None:
    assert {"seize", "seizes", "seized", "seizing"} <= verb_forms("seize")
    assert {"fell", "fallen", "falling"} <= verb_forms("fall")
    assert {"barred", "barring"} <= verb_forms("bar")
    assert {"denies", "denied"} <= verb_forms("deny")
    assert noun_forms("casualty") == {"casualty", "casualties"}
    assert is_participle("driven")
    assert not is_participle("drive")


def test_an_entry_cannot_begin_with_a_gap() -> None:
    with pytest.raises(ValueError, match="gap"):
        parse_lexicon(
            {"words": [{"type": "ASSAULT", "mode": "other", "phrases": ["~ fell"]}], "context": [], "codes": {}}
        )


def test_acled_asks_who_takes_a_place_and_gets_no_guess() -> None:
    assert codes("COERCE", "seize-territory", "government").acled == "Government regains territory"
    assert codes("COERCE", "seize-territory", "opposition").acled == "Non-state actor overtakes territory"
    assert codes("COERCE", "seize-territory", None).acled is None
    assert codes("COERCE", "seize-territory", "unknown").acled is None
    assert codes("ASSAULT", "shelling", None).acled is not None
