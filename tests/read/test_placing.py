from trucewatch.model.actor import Actor
from trucewatch.model.place import Place
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.linear import Linear
from trucewatch.read.placing import Ground, LinearPlacer
from trucewatch.read.prose import Prose
from trucewatch.read.worth import BoostedWorth

#: Keeps every happening, however little is told of it.
EVERY = EventReader(worth=BoostedWorth(Linear({}, bias=9.0)))


def report(text: str) -> Report:
    return Report(id="r", text=text, raw_sha256="", text_sha256="")


def places(text: str, **divisions: str | None) -> list[Place]:
    found = []
    for name, division in divisions.items():
        start = -1
        while (start := text.find(name, start + 1)) >= 0:
            found.append(Place(Span.of(text, start, start + len(name)), None, name, division, "XX", confidence=0.9))
    return found


def where(text: str, **divisions: str | None) -> list[str | None]:
    events = EVERY.read(report(text), Mentions.of((), (), places(text, **divisions), ()))
    return [e.place.name if e.place else None for e in events]


def test_the_place_that_a_small_word_binds_to_the_happening() -> None:
    assert where("Warplanes bombed the town of Orvale on Monday.", Orvale="North") == ["Orvale"]


def test_what_is_told_by_another_place_is_the_nearer_one() -> None:
    text = "Shells fell on Orvale, 30 km to the north of Kessim, on Monday."
    assert where(text, Orvale="North", Kessim="South") == ["Orvale"]


def test_the_sentence_before_governs() -> None:
    text = (
        "Thousands of people live in Orvale. On Monday warplanes bombed a hospital in the town, killing five civilians."
    )
    assert set(where(text, Orvale="North")) == {"Orvale"}


def test_a_report_without_places_has_events_without_places() -> None:
    assert set(where("Warplanes bombed a hospital on Monday, killing five civilians.")) == {None}


def test_a_place_that_is_chosen_is_a_value_with_its_words() -> None:
    text = "Warplanes bombed Orvale on Monday."
    (event,) = EVERY.read(report(text), Mentions.of((), (), places(text, Orvale="North"), ()))
    (value,) = [v for v in event.values if v.field == "place"]
    assert (value.value, value.words.text) == ("Orvale", "Orvale")


def test_one_choice_is_always_none_and_features_are_few() -> None:
    text = "Warplanes bombed Orvale. " * 60
    prose = Prose.of(report(text))
    mentions = Mentions.of((), (), places(text, Orvale="North"), ())
    found = EventReader().happenings(prose, mentions)
    ground = Ground.of(prose, found, mentions)
    choices = ground.choices(found[0])
    assert choices[0][0] is None
    assert len(choices) <= 41
    assert all(len(names) < 60 for _, names in choices)


def test_without_weights_nothing_is_placed() -> None:
    text = "Warplanes bombed Orvale on Monday."
    prose = Prose.of(report(text))
    actors = (Actor(Span.of(text, 0, 9), None, "Warplanes", "unknown"),)
    mentions = Mentions.of((), (), places(text, Orvale="North"), actors)
    assert LinearPlacer({}).place(prose, EventReader().happenings(prose, mentions), mentions) == [None]
