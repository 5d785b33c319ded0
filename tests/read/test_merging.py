from trucewatch.model import Place, Report, Span
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.happening import Happening
from trucewatch.read.linear import Linear
from trucewatch.read.merging import RECENT, LinearMerger
from trucewatch.read.prose import Prose


def happenings(text: str, *towns: str) -> list[Happening]:
    places = [
        Place(Span(text.index(t), text.index(t) + len(t), t), f"own:{t}", t, "North", "XX", confidence=0.9)
        for t in towns
    ]
    prose = Prose.of(Report("r", text, "", ""))
    return EventReader().happenings(prose, Mentions.of((), (), places, ()))


def test_headline_and_lead_tell_one_event() -> None:
    (one,) = happenings("Air strike kills 12\nAn air strike killed 12 people on Monday.")
    assert [t.low for t in one.tolls("killed")] == [12]


def test_another_place_is_another_event() -> None:
    assert len(happenings("Warplanes bombed Oldtown. Warplanes bombed Newtown.", "Oldtown", "Newtown")) == 2


def test_another_toll_is_another_event() -> None:
    assert len(happenings("An air strike killed 12 people. An air strike killed 30 people.")) == 2


def test_separate_strikes_are_apart() -> None:
    assert len(happenings("An air strike hit a market. A separate air strike hit a school.")) > 1


def test_words_of_harm_join_the_assault_before_them() -> None:
    (one,) = happenings("Artillery shelled the port. Five people were killed.")
    assert one.mode == "shelling"
    assert [t.low for t in one.tolls("killed")] == [5]


def test_modes_that_words_settle_stay_apart() -> None:
    assert {h.mode for h in happenings("Clashes broke out. Air strikes followed.")} == {"armed-clash", "air-strike"}


def test_words_of_one_sentence_join_before_they_look_back() -> None:
    text = (
        "Air strikes killed 135 people in three days. Activists said three strikes hit a market in Newtown killing 10."
    )
    one, other = happenings(text, "Newtown")
    assert [t.low for t in one.tolls("killed")] == [135]
    assert [t.low for t in other.tolls("killed")] == [10]
    assert len(other.mentions) == 2


def test_a_mention_joins_the_happening_that_it_repeats_most() -> None:
    text = (
        "Artillery shelled Oldtown and killed 12. Artillery shelled Newtown and killed 30. "
        "Rain fell all day. Schools were shut. Roads were closed. The shelling killed 12 people, doctors said."
    )
    found = happenings(text, "Oldtown", "Newtown")
    (told,) = [h for h in found if any(p.name == "Oldtown" for p in h.places)]
    assert told.mentions[-1].trigger.words.start > text.index("Rain")


def test_without_weights_only_one_sentence_joins() -> None:
    text = "Warplanes bombed Oldtown in air strikes. The air strikes on Oldtown went on."
    prose, mentions = Prose.of(Report("r", text, "", "")), Mentions.of((), (), (), ())
    found = EventReader(merger=LinearMerger(Linear({}, bias=-9.0))).happenings(prose, mentions)
    assert [h.mentions[0].trigger.sentence for h in found] == [0, 1]
    assert len(found[0].mentions) == 2


def test_one_voice_that_counts_the_dead_twice_tells_of_two_happenings() -> None:
    text = "An air strike killed 12 people. The air strike killed 30 people. The air strike killed 12 people."
    prose, mentions = Prose.of(Report("r", text, "", "")), Mentions.of((), (), (), ())
    found = EventReader(merger=LinearMerger(Linear({}, bias=9.0))).happenings(prose, mentions)
    assert [[t.low for t in h.tolls("killed")] for h in found] == [[12], [30]]
    assert [m.trigger.sentence for m in found[0].mentions] == [0, 2]


def test_a_mention_looks_back_at_a_bounded_number_of_others() -> None:
    text = "Shells hit Oldtown. " + "An air strike hit a road. " * (RECENT + 1)
    prose, mentions = Prose.of(Report("r", text, "", "")), Mentions.of((), (), (), ())
    asked: list[int] = []

    class Counting(Linear):
        def odds(self, names: object) -> float:
            asked.append(1)
            return -9.0

    EventReader(merger=LinearMerger(Counting({}))).happenings(prose, mentions)
    assert len(asked) < 4 * RECENT * len(prose.sentences)
