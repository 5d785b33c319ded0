import itertools

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model import Claim, Report, Source, Span
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.linear import Linear, shipped
from trucewatch.read.merging import with_harms
from trucewatch.read.prose import Prose
from trucewatch.read.sameness import Company, Likeness, Traits, are_two, features


def claim(text: str, id: str, source: str, content: str) -> Claim:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words), words)

    who = Source(span(source), None, source, "monitor", named=True)
    return Claim(id, who, span("said"), (span(content),), "indirect", "assert", 0.9)


def traits(text: str, *claims: Claim) -> tuple[Company, list[Traits]]:
    prose = Prose.of(Report("r", text, "", ""))
    found = with_harms(EventReader().mentions(prose, Mentions.of(claims, (), (), ())))
    return Company.of(prose), [Traits.of(prose, m) for m in found]


def pair(text: str, *claims: Claim) -> set[str]:
    company, (one, other) = traits(text, *claims)
    return set(features(company, one, other, 0))


def test_a_repeated_toll_is_shared() -> None:
    assert "killed=shared" in pair("An air strike killed 12 people. The air strike killed 12 people.")


def test_more_dead_are_told_from_fewer() -> None:
    assert "killed=more" in pair("An air strike killed 12 people. An air strike killed 30 people.")
    assert "killed=less" in pair("An air strike killed 30 people. An air strike killed 12 people.")


def test_words_that_go_back_and_words_that_begin_anew() -> None:
    assert "before=definite+gap=1" in pair("Shells hit a road. The shelling hurt nobody.")
    assert "anew=True" in pair("Shells hit a road. Another shelling hurt nobody.")


def test_a_gap_is_counted_in_sentences() -> None:
    assert "gap=2" in pair("An air strike shook the town. Rain fell. The air strike was long.")


def test_two_voices_may_dispute_a_toll_and_one_may_not() -> None:
    text = "The Monitor said an air strike killed 12 people. The air strike killed 30 people."
    _, (one, other) = traits(text)
    assert are_two(one, other)
    first = claim(text, "c-1", "The Monitor", "an air strike killed 12 people")
    second = claim(text, "c-2", "The", "The air strike killed 30 people")
    _, (one, other) = traits(text, first, second)
    assert not are_two(one, other)
    assert "killed=more+voices=two" in pair(text, first, second)


def test_shipped_weights_join_a_repeated_strike_rather_than_another() -> None:
    model = shipped("event_sameness")
    again = pair("An air strike on the market killed 12 people. The air strike on the market killed 12 people.")
    another = pair("An air strike on the market killed 12 people. Another air strike on a school killed 30 people.")
    assert model.odds(again) > model.odds(another)


@given(st.text(alphabet="air strike killed 12. \n\u202eThe shelling", max_size=300))
def test_any_text_has_features(text: str) -> None:
    company, found = traits(text)
    for one, other in itertools.pairwise(found):
        assert all(isinstance(name, str) for name in features(company, one, other, 0))


def test_likeness_is_that_of_the_features_whichever_mention_comes_first() -> None:
    text = "An air strike killed 12 people. Clashes went on. The air strike killed 12 people. Then an air strike came."
    prose = Prose.of(Report("r", text, "", ""))
    found = with_harms(EventReader().mentions(prose, Mentions.of((), (), (), ())))
    weights = Linear({"killed=shared": 2.0, "between=1+gap=2": 1.0, "between=2+gap=4": -1.0})
    likeness = Likeness(Company.of(prose), found, weights)
    one, again, other = (m for m in found if m.trigger.mode == "air-strike")
    assert likeness.odds(one, again) == likeness.odds(again, one) == 3.0
    assert likeness.odds(other, one) == -1.0
    assert not likeness.are_two(one, again)
