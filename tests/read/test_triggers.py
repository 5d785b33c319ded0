import pytest

from trucewatch.model import Report
from trucewatch.read.prose import LONGEST_SENTENCE, Prose
from trucewatch.read.triggers import LexiconTriggers


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(t.words.text, t.type, t.mode) for t in LexiconTriggers().find(Prose.of(Report("r", text, "", "")))]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Air strikes hit the town.", [("Air strikes", "ASSAULT", "air-strike"), ("hit", "ASSAULT", "air-strike")]),
        ("Helicopters dropped four barrel bombs.", [("dropped four barrel bombs", "ASSAULT", "air-strike")]),
        ("Gunners fired dozens of rockets.", [("fired dozens of rockets", "ASSAULT", "shelling")]),
        ("Artillery pounded the hill.", [("pounded", "ASSAULT", "shelling")]),
        ("A man blew himself up.", [("blew himself up", "ASSAULT", "suicide-attack")]),
        ("The army took control of the hill.", [("took control of", "COERCE", "seize-territory")]),
        ("The town is under siege.", [("under siege", "COERCE", "besiege")]),
        ("The envoy called for a truce.", [("called for", "REQUEST", "ceasefire")]),
        ("They fight against terrorism.", []),
        ("The mayor slept.", []),
        ("Drivers stood in line for gas.", []),
        ("The town was gassed.", [("gassed", "ASSAULT", "chemical-attack")]),
        ("They watch over the execution of the council's orders.", []),
        ("The execution of three men was filmed.", [("execution", "ASSAULT", "execution")]),
    ],
)
def test_finds_the_longest_words_and_their_mode(text: str, triggers: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == triggers


def test_an_open_mode_is_carried_for_two_sentences() -> None:
    assert found("Warplanes bombed the port. The attack lasted an hour.")[-1] == ("attack", "ASSAULT", "air-strike")


def test_passive_is_told_from_active() -> None:
    prose = Prose.of(Report("r", "The hill was seized by rebels. Rebels have seized the hill.", "", ""))
    assert [t.passive for t in LexiconTriggers().find(prose)] == [True, False]


def test_a_text_without_full_stops_is_cut() -> None:
    prose = Prose.of(Report("r", "word " * 1000, "", ""))
    assert max(s.last - s.first for s in prose.sentences) == LONGEST_SENTENCE
