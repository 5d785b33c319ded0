"""Values with their givers: equal values once, superseded ones marked, names instead of ids."""

from __future__ import annotations

from dataclasses import replace

from tests.build import two_speakers, words
from trucewatch.model import ClaimLink, Statement, Value
from trucewatch.record import EventRow
from trucewatch.show.giving import amount, day_range, denials, event_said, truce_said
from trucewatch.show.tables import origin_of, rows_of


def row(*more: Value, links: tuple[ClaimLink, ...] = ()) -> EventRow:
    reading = two_speakers()
    event = reading.events[0]
    event = replace(event, values=(*event.values, *more), claims=links or event.claims)
    return EventRow(origin_of(reading), {c.id: c for c in reading.claims}, event=event)


def test_equal_values_stand_once_with_all_their_givers() -> None:
    reading = two_speakers()
    same = Value("place", words(reading.report, "Northtown"), value="own:northtown", claim=reading.claims[0].id)
    assert event_said(row(same), "place") == "Northtown (The Wire, The Valley Monitor)"


def test_an_id_that_the_event_does_not_resolve_is_shown_by_its_words() -> None:
    reading = two_speakers()
    other = Value("place", words(reading.report, "market"), value="own:market", claim=reading.claims[1].id)
    assert event_said(row(other), "place") == "Northtown (The Wire) / market (The army)"


def test_what_an_event_or_truce_comes_to_stands_first() -> None:
    reading = two_speakers()
    alleged = Value("status", words(reading.report, "Shelling"), value="alleged", claim=reading.claims[1].id)
    event = replace(row(alleged).event, status="alleged")
    assert event_said(replace(row(), event=event), "status") == "alleged (The army) / happened (The Wire)"
    _, _, (truce,) = rows_of(reading)
    other = Statement("state", "collapsed", words(reading.report, "truce"), claim=reading.claims[0].id)
    changed = replace(truce.truce, statements=(other, *truce.truce.statements))
    assert truce_said(replace(truce, truce=changed), "state") == "strained (The Wire) / collapsed (The Valley Monitor)"


def test_superseded_values_say_so() -> None:
    reading = two_speakers()
    old = Value(
        "killed", words(reading.report, "12"), low=5, high=9, who="children", outlet="The Wire", superseded=True
    )
    assert event_said(row(old), "killed").endswith(" / 5-9 children (The Wire, superseded)")


def test_amounts_and_days() -> None:
    toll = Value("killed", words(two_speakers().report, "12"), low=5, high=9, who="unknown", outlet="The Wire")
    assert amount(toll) == "5-9"
    assert day_range("2016-07-31/2016-07-31") == "2016-07-31"
    assert day_range("2016-07-30/2016-07-31") == "2016-07-30/2016-07-31"
    assert day_range("2016-07-31") == "2016-07-31"


def test_denials_name_who_denies() -> None:
    reading = two_speakers()
    assert denials(row(links=(ClaimLink(reading.claims[1].id, "denies"),))) == "denied by The army"
    assert denials(row()) == ""


def test_rows_of_a_reading_know_their_links() -> None:
    claims, events, truces = rows_of(two_speakers())
    assert all(c.events == (events[0].event.id,) for c in claims)
    assert truces[0].giver(truces[0].truce.statements[0]) == "The Wire"
