from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model import Report
from trucewatch.read.moods import LinearStatus, features
from trucewatch.read.prose import Prose
from trucewatch.read.triggers import LexiconTriggers


def status(text: str) -> str:
    prose = Prose.of(Report("r", text, "", ""))
    trigger = LexiconTriggers().find(prose)[0]
    found, shown = LinearStatus().find(prose, trigger, None)
    assert text[shown.start : shown.end] == shown.text
    return found


def test_a_strike_that_killed_is_over() -> None:
    assert status("An air strike killed 12 people on Monday.") == "happened"


def test_fighting_that_continues_goes_on() -> None:
    assert status("Heavy clashes are still ongoing in the town.") == "ongoing"


def test_other_statuses_are_left_to_the_rules() -> None:
    assert status("The army will bomb the town.") == "planned"
    assert status("If they bomb the town, many will flee.") == "hypothetical"


def test_an_alleged_attack_is_alleged() -> None:
    assert status("Inspectors looked at the alleged shelling of a market.") == "alleged"


@given(
    st.lists(st.sampled_from("clashes are still shelling \u202e if will siege , . \n since 12".split(" ")), max_size=30)
)
def test_any_order_of_words_is_survived(parts: list[str]) -> None:
    prose = Prose.of(Report("r", " ".join(parts), "", ""))
    for trigger in LexiconTriggers().find(prose):
        assert all(isinstance(name, str) for name in features(prose, trigger, None, "happened"))
        LinearStatus().find(prose, trigger, None)
