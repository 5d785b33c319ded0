"""Truces of a report: how many, their state, sides, terms, and who gives each value."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim, Source
from trucewatch.model.event import Event, EventDate, Value
from trucewatch.model.place import Place
from trucewatch.model.report import PublishedDate, Report, Zone
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression
from trucewatch.model.truce import TRUCE_STATES, Truce
from trucewatch.read.truces import read_truces

SIDES = {
    "Northland": "us",
    "Northern League-brokered": "state",
    "Southmark": "russia",
    "the regime": "government",
    "government forces": "government",
    "the army": "government",
    "rebels": "opposition",
    "opposition": "opposition",
    "the United Nations": "un",
}
PLACES = {"Freedonia": ("iso:FD", None), "Portville": ("own:portville", "Coast"), "Milltown": ("own:milltown", "Hills")}


def where(text: str, words: str) -> list[Span]:
    return [
        Span(m.start(), m.end(), m.group())
        for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)
    ]


def report(text: str, **more: object) -> Report:
    return Report("r1", text, "0", "0", outlet="The Courier", **more)  # type: ignore[arg-type]


def read(
    text: str, claims: tuple[Claim, ...] = (), times: tuple[TimeExpression, ...] = (), events: tuple[Event, ...] = ()
) -> tuple[Truce, ...]:
    actors = [Actor(s, None, words, side) for words, side in SIDES.items() for s in where(text, words)]
    places = [Place(s, i, n, admin1=a, country="FD") for n, (i, a) in PLACES.items() for s in where(text, n)]
    return read_truces(report(text), claims, times, places, actors, events)


def one(text: str, **more: object) -> Truce:
    found = read(text, **more)  # type: ignore[arg-type]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The envoy called for an immediate ceasefire in Portville.", "proposed"),
        ("Both capitals hold talks on a truce in Portville this week.", "negotiating"),
        ("A pledge that could secure a truce in Portville is expected.", "proposed"),
        ("If the sides have a ceasefire in place, patrols would go on.", "proposed"),
        ("The two sides agreed to a ceasefire late on Friday.", "agreed"),
        ("The army declared a truce for the holiday.", "announced"),
        ("A ceasefire took effect at midnight.", "in-force"),
        ("A ceasefire will take effect on Monday.", "announced"),
        ("Shells fell on the market despite the truce.", "strained"),
        ("The raid was a new breach of the cessation of hostilities.", "strained"),
        ("The command extended the truce by two days.", "extended"),
        ("The command suspended the ceasefire until further notice.", "suspended"),
        ("The fragile truce collapsed overnight.", "collapsed"),
        ("The ceasefire has not held.", "collapsed"),
        ("The truce expired on Sunday without incident.", "expired"),
        ("The rebels rejected the ceasefire proposal.", "rejected"),
        ("Two council members vetoed a draft resolution calling for a truce in Portville.", "rejected"),
    ],
)
def test_state_from_cue_words(text: str, state: str) -> None:
    assert one(text).state == state


def test_mentions_of_one_truce_are_one_truce() -> None:
    truce = one(
        "A truce took effect in Portville on Monday. Residents said the ceasefire was holding. The truce is the first."
    )
    assert len(truce.mentions) == 3
    assert truce.area == "Portville"


def test_other_length_is_another_truce() -> None:
    text = (
        "The army would halt fire for three hours a day. "
        "The United Nations called for 48-hour weekly pauses in Milltown."
    )
    times = (
        TimeExpression(where(text, "three hours")[0], "DURATION", "PT3H"),
        TimeExpression(where(text, "48-hour")[0], "DURATION", "PT48H"),
    )
    first, second = read(text, times=times)
    assert (first.duration, second.duration) == ("PT3H", "PT48H")
    assert second.state == "proposed"
    assert second.area == "Milltown"
    assert second.brokers == ("un",)


@pytest.mark.parametrize(
    "text",
    [
        "An air strike hit a village on the ceasefire line.",
        "The peace accord of the football clubs was signed.",
        "Buses left under an evacuation deal.",
        "There was no mention of it.",
        "",
    ],
)
def test_no_truce(text: str) -> None:
    assert read(text) == ()


def test_furniture_names_no_truce() -> None:
    text = "Related: Truce talks resume\nNothing else happened."
    made = report(text, zones=(Zone(Span.of(text, 0, 26), "furniture"),))
    assert read_truces(made, (), (), (), (), ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A ceasefire brokered by Northland and Southmark collapsed.",
        "A truce that Northland and Southmark brokered in May collapsed.",
        "A Northland-Southmark truce collapsed. Northland and Southmark regret it.",
        "Talks between Northland and Southmark on a truce go on.",
    ],
)
def test_brokers(text: str) -> None:
    assert set(one(text).brokers) == {"us", "russia"}


@pytest.mark.parametrize(
    "text",
    [
        "Northland said it was trying to broker a truce.",
        "Envoys of Northland arrived on Monday to mediate a ceasefire.",
    ],
)
def test_who_seeks_to_broker_a_truce_is_its_broker(text: str) -> None:
    assert one(text).brokers == ("us",)


def test_who_lends_the_phrase_a_name_of_several_words_is_its_broker() -> None:
    assert one("The regime accepted a Northern League-brokered truce on Monday.").brokers == ("state",)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Any truce must end the siege, they wrote.", "proposed"),
        ("The regime proposed a truce that ends the fighting.", "proposed"),
        ("The truce ended the same day.", "expired"),
        ("The truce ended on Monday.", "expired"),
        ("Shelling went on during the truce.", "in-force"),
    ],
)
def test_a_truce_in_mind_and_one_that_ends(text: str, state: str) -> None:
    assert one(text).state == state


def test_a_truce_that_is_spurned_is_rejected() -> None:
    assert one("The regime spurned the ceasefire proposal of the rebels.").state == "rejected"


def test_parties_between() -> None:
    truce = one("A truce between the regime and rebels was holding.")
    assert truce.parties == ("government", "opposition")
    assert truce.brokers == ()


def test_declared_alone_binds_who_declares() -> None:
    assert one("On Monday the army declared a truce. The rebels were silent.").parties == ("government",)


def test_who_is_bound_goes_by_the_state_that_was_decided() -> None:
    text = "On Monday the army declared a truce. The rebels were silent."
    (said,) = read(text)
    actors = [Actor(s, None, words, side) for words, side in SIDES.items() for s in where(text, words)]
    (found,) = read_truces(report(text), (), (), (), actors, (), decided={said.id: "negotiating"})
    assert set(found.parties) == {"government", "opposition"}
    assert found.state == said.state


def test_area_is_the_country_when_nationwide() -> None:
    truce = one("A nationwide truce took effect. Freedonia was calm, Portville too.")
    assert truce.area == "FD"


def test_duration_in_weeks_becomes_days_and_a_range_stays() -> None:
    text = "A truce of 5 to 7 days in Portville is possible."
    times = (TimeExpression(where(text, "5 to 7 days")[0], "DURATION", "P5D/P7D"),)
    assert one(text, times=times).duration == "P5D/P7D"
    text = "A week-long truce took effect."
    assert one(text, times=(TimeExpression(where(text, "week-long")[0], "DURATION", "P1W"),)).duration == "P7D"


def test_start_and_end_need_one_day() -> None:
    text = "The truce took effect on May 3 and ended last year."
    times = (
        TimeExpression(where(text, "May 3")[0], "DATE", "2031-05-03", "2031-05-03", "2031-05-04"),
        TimeExpression(where(text, "last year")[0], "DATE", "2030", "2030-01-01", "2031-01-01"),
    )
    truce = one(text, times=times)
    assert (truce.start, truce.end) == ("2031-05-03", None)


def test_every_value_has_its_giver() -> None:
    text = "The truce collapsed, the captain said. A ceasefire took effect in Portville a week ago."
    content = (Span.of(text, 0, 19),)
    said = Claim(
        "c-1",
        Source(where(text, "the captain")[0], None, "captain", "government", False),
        where(text, "said")[0],
        content,
        "indirect",
        "assert",
        1.0,
    )
    truce = one(text, claims=(said,))
    givers = {(s.field, s.value): (s.claim, s.outlet) for s in truce.statements}
    assert givers["state", "collapsed"] == ("c-1", None)
    assert givers["state", "in-force"] == (None, "The Courier")


def test_two_speakers_two_states() -> None:
    text = "The truce is holding, the army said. The truce collapsed, rebels said."
    claims = tuple(
        Claim(
            i,
            Source(where(text, w)[0], None, w, "unknown", False),
            Span.of(text, e + 2, e + 5),
            (Span.of(text, s, e),),
            "indirect",
            "assert",
            1.0,
        )
        for i, w, s, e in (("c-1", "the army", 0, 20), ("c-2", "rebels", 37, 56))
    )
    states = {(s.value, s.claim) for s in one(text, claims=claims).statements if s.field == "state"}
    assert states == {("in-force", "c-1"), ("collapsed", "c-2")}


def test_violations_are_the_violent_events_of_the_sentence() -> None:
    text = "Rockets hit Portville in violation of the truce. Troops were deployed."

    def event(id: str, words: str, kind: str) -> Event:
        span = where(text, words)[0]
        values = (Value("type", span, kind, outlet="x"), Value("status", span, "happened", outlet="x"))
        return Event(id, (span,), kind, None, "happened", values)

    truce = one(text, events=(event("e-1", "hit", "ASSAULT"), event("e-2", "deployed", "MOBILIZE")))
    assert truce.violations == ("e-1",)


def attack(text: str, words: str, place: str, side: str, day: str | None = None) -> Event:
    span = where(text, words)[0]
    fields = {"type": "ASSAULT", "status": "happened", "place": place, "recipient": side, "date": day}
    values = tuple(Value(f, span, v, outlet="x") for f, v in fields.items() if v)
    when = EventDate(date.fromisoformat(day), date.fromisoformat(day)) if day else None
    at = Place(span, None, place, country="FD")
    return Event("e-1", (span,), "ASSAULT", None, "happened", values, (), (), (Actor(span, None, "x", side),), at, when)


def test_violence_under_a_standing_truce_strains_it() -> None:
    text = "A ceasefire took effect in Portville. Shells hit the harbour of Portville an hour later."
    truce = one(text, events=(attack(text, "hit", "Portville", "government"),))
    assert (truce.state, truce.violations) == ("strained", ("e-1",))


@pytest.mark.parametrize(
    ("place", "side", "day"),
    [
        ("Milltown", "government", None),
        ("Portville", "raiders", None),
        ("Portville", "government", "2031-05-02"),
    ],
)
def test_violence_elsewhere_by_others_or_before_does_not(place: str, side: str, day: str | None) -> None:
    text = "A truce between the regime and rebels took effect in Portville on May 3. Shells hit a harbour."
    times = (TimeExpression(where(text, "May 3")[0], "DATE", "2031-05-03", "2031-05-03", "2031-05-04"),)
    given = times if day else ()
    truce = one(text, times=given, events=(attack(text, "hit", place, side, day),))
    assert (truce.state, truce.violations) == ("in-force", ())


@pytest.mark.parametrize(("published", "state"), [("2031-05-01", "announced"), ("2031-05-04", "rejected")])
def test_who_rejects_a_truce_does_not_end_one_whose_day_is_to_come(published: str, state: str) -> None:
    text = "A truce is to begin on May 3, the army announced. Some rebels rejected the deal."
    made = report(text, published=PublishedDate(given=date.fromisoformat(published)))
    times = (TimeExpression(where(text, "May 3")[0], "DATE", "2031-05-03", "2031-05-03", "2031-05-04"),)
    found = read_truces(made, (), times, (), (), ())
    assert found[0].start == "2031-05-03"
    assert found[0].state == state


def test_a_truce_that_was_announced_for_today_is_in_force() -> None:
    text = "The army declared a truce starting on May 3."
    made = report(text, published=PublishedDate(given=date(2031, 5, 3)))
    times = (TimeExpression(where(text, "May 3")[0], "DATE", "2031-05-03", "2031-05-03", "2031-05-04"),)
    assert read_truces(made, (), times, (), (), ())[0].state == "in-force"


def test_range_of_days() -> None:
    text = "The army declared a truce from July 6 to July 8."
    words = where(text, "July 6 to July 8")[0]
    truce = one(text, times=(TimeExpression(words, "DATE", "2031-07-06/2031-07-08", "2031-07-06", "2031-07-09"),))
    assert (truce.start, truce.end) == ("2031-07-06", "2031-07-08")


def test_the_longest_cue_counts() -> None:
    assert one("Northland holds talks on extending the truce.").state == "negotiating"
    assert one("A Northland truce deal is due to take effect soon.").state == "agreed"


def test_a_brokered_truce_binds_both_whoever_declares_it() -> None:
    text = "The army declared a truce brokered by Northland and Southmark. The rebels agreed."
    assert set(one(text).parties) == {"government", "opposition"}


@given(st.text(alphabet=st.sampled_from("truce ceasefire 5 days a the\n.,“”-é\u202e😀;"), max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_keeps_true_offsets(text: str) -> None:
    _check(text)


@pytest.mark.parametrize(
    "text",
    [
        "the truce collapsed " * 4000,
        "“" * 100_000,
        "halt" + " " * 100_000,
        "\u202e😀 a truce" * 3000,
        "-".join(["truce"] * 10_000),
    ],
)
def test_hostile_text(text: str) -> None:
    _check(text)


def _check(text: str) -> None:
    for truce in read(text):
        assert truce.state in TRUCE_STATES
        for span in (*truce.mentions, *(s.words for s in truce.statements)):
            assert text[span.start : span.end] == span.text
        assert all(0 < len(m.text) <= 80 for m in truce.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "There is no truce in Freedonia, rebels said.",
        "The envoy said there were no signs of a ceasefire in Freedonia.",
        "The army shelled Milltown again without any ceasefire in sight.",
    ],
)
def test_a_truce_that_there_is_not_is_none(text: str) -> None:
    assert read(text) == ()


def test_a_truce_beside_one_that_there_is_not_stays() -> None:
    text = "A ceasefire took effect in Milltown on Monday. There is no truce in Portville, rebels said."
    assert one(text).state == "in-force"


@pytest.mark.parametrize(
    ("text", "brokers"),
    [
        ("The rebels rejected the Northland road map for a ceasefire.", ("us",)),
        ("Northland's latest six-point plan for a truce was accepted by the regime.", ("us",)),
        ("Northland welcomed the plan for a truce.", ()),
        ("The regime’s plan for a truce was turned down.", ()),
    ],
)
def test_whoever_from_outside_has_the_plan_brokers_it(text: str, brokers: tuple[str, ...]) -> None:
    assert one(text).brokers == brokers
