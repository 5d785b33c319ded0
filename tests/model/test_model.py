"""The nouns: what they refuse, and their JSON and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import ValidationError

from tests.build import two_speakers
from trucewatch.model import ClaimLink, Event, Place, PublishedDate, Report, Span, Statement, Truce, Value
from trucewatch.model.contract import dumps, reading_from_json, reading_json, schema
from trucewatch.model.ids import report_key, thing_id


def test_a_span_must_fit_its_words() -> None:
    assert Span.of("The truce holds", 4, 9).text == "truce"
    with pytest.raises(ValueError, match="cannot run"):
        Span(4, 9, "truces")


def test_spans_know_whether_they_touch_and_hold() -> None:
    text = "The truce holds"
    whole, word, first = Span.of(text, 0, 15), Span.of(text, 4, 9), Span.of(text, 0, 4)
    assert whole.holds(word)
    assert not word.holds(whole)
    assert whole.touches(first)
    assert not first.touches(word)


def test_published_date_order_is_given_then_text_then_metadata() -> None:
    given, printed, metadata = date(2016, 8, 1), date(2016, 8, 2), date(2016, 8, 3)
    assert PublishedDate(given, printed, metadata).day == given
    assert PublishedDate(None, printed, metadata).origin == "text"
    assert PublishedDate(None, None, metadata).origin == "metadata"
    assert PublishedDate().origin is None


def test_a_value_needs_exactly_one_giver() -> None:
    words = Span.of("30 dead", 0, 2)
    with pytest.raises(ValueError, match="either the claim or the outlet"):
        Value("killed", words, low=30, high=30)
    with pytest.raises(ValueError, match="either the claim or the outlet"):
        Value("killed", words, low=30, high=30, claim="c-1", outlet="Wire")
    with pytest.raises(ValueError, match="cannot run"):
        Value("killed", words, low=30, high=3, outlet="Wire")


def test_no_event_field_without_a_giver() -> None:
    words = Span.of("shelling in Northtown", 0, 8)
    given = (
        Value("type", words, value="ASSAULT", outlet="Wire"),
        Value("status", words, value="happened", outlet="Wire"),
    )
    event = Event("e-1", (words,), "ASSAULT", "shelling", "happened", given, (ClaimLink("c-1"),))
    assert event.killed is None
    with pytest.raises(ValueError, match="nobody gives"):
        replace(event, place=Place(words, None, "Northtown"))
    with pytest.raises(ValueError, match="nobody gives"):
        replace(event, values=given[:1])


def test_no_truce_field_without_a_statement() -> None:
    words = Span.of("a truce", 0, 7)
    said = (Statement("state", "agreed", words, outlet="Wire"), Statement("name", "a truce", words, outlet="Wire"))
    truce = Truce("t-1", (words,), "a truce", "agreed", said)
    with pytest.raises(ValueError, match="nobody states"):
        replace(truce, brokers=("un",))


def test_two_tolls_are_kept_and_projected() -> None:
    event = two_speakers().events[0]
    assert event.killed == (12, 30)
    assert {v.claim for v in event.values if v.field == "killed"} == {c.id for c in two_speakers().claims}


def test_superseded_and_partial_tolls_do_not_count() -> None:
    event = two_speakers().events[0]
    killed = [v for v in event.values if v.field == "killed"]
    old = replace(killed[0], low=3, high=3, superseded=True)
    children = replace(killed[0], low=5, high=5, who="children")
    assert replace(event, values=(*event.values, old, children)).killed == (12, 30)


def test_json_and_back_is_the_same(valid: Callable[..., None]) -> None:
    reading = two_speakers()
    found = json.loads(dumps(reading_json(reading)))
    valid(found, reading.report.text)
    assert reading_from_json(found, reading.report.text, reading.report.raw) == replace(
        reading, report=replace(reading.report, problems=())
    )


def test_the_schema_refuses_a_value_with_two_givers(valid: Callable[..., None]) -> None:
    found: dict[str, Any] = reading_json(two_speakers())
    found["events"][0]["values"][0]["outlet"] = "Wire"
    found["events"][0]["values"][0]["claim"] = "c-1"
    with pytest.raises(ValidationError):
        valid(found)


def test_the_schema_names_every_key() -> None:
    assert set(schema()["required"]) == set(reading_json(two_speakers()))


def test_ids_depend_on_report_and_span_only() -> None:
    report = two_speakers().report
    again = Report(report.id, report.text, "0" * 64, report.text_sha256, outlet="another")
    assert thing_id("c", report, 3, 8) == thing_id("c", again, 3, 8)
    assert thing_id("c", report, 3, 8) != thing_id("c", report, 3, 9)
    assert report_key("a", report.text_sha256) != report_key("b", report.text_sha256)
