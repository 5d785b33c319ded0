"""A corrected profile applied to a stored reading. All people, places and sentences are made up."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.build import words
from trucewatch.know.event_types import codes
from trucewatch.know.profiles import load_profile
from trucewatch.model import Actor, Claim, ClaimLink, Event, PublishedDate, Reading, Report, Source, Value
from trucewatch.model.contract import reading_json
from trucewatch.model.ids import thing_id
from trucewatch.read.sources import is_named
from trucewatch.read.truces import read_truces
from trucewatch.record import Record
from trucewatch.resolve.actors import ActorResolver
from trucewatch.resolve.again import resolve_again

BEFORE = """
id = "valley"
name = "The valley war"
countries = ["LI"]
[sides.government]
name = "Government"
[sides.opposition]
name = "Opposition"
words = ["rebel"]
[roles]
government = "government"
rebels = "opposition"
[[actor]]
id = "river-lions"
name = "River Lions"
kind = "militia"
side = "opposition"
source = "made up"
"""
AFTER = BEFORE.replace('side = "opposition"', 'side = "government"').replace(
    'name = "River Lions"', 'name = "Lions of the River"\naliases = ["River Lions"]'
)
FORGOTTEN = BEFORE.split("[[actor]]")[0]
TEXT = (
    "The River Lions shelled rebel fighters in Milltown. The River Lions said it had taken the town. "
    "A truce between the River Lions and the rebels, which the River Lions announced, was extended."
)


def resolver(folder: Path, text: str) -> ActorResolver:
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:8]}.toml"
    path.write_text(text, "utf-8")
    return ActorResolver(load_profile(path))


def report() -> Report:
    raw = TEXT.encode()
    sha = hashlib.sha256(raw).hexdigest()
    published = PublishedDate(metadata=date(2016, 8, 1))
    return Report("r1", TEXT, sha, sha, outlet="The Wire", published=published, language="en", raw=raw)


def reading(by: ActorResolver) -> Reading:
    """Return what a reader of `report` with a profile comes to."""
    told = report()
    said, trigger, doer = words(told, "said"), words(told, "shelled"), words(told, "The River Lions")
    speaker = words(told, "The River Lions", 1)
    source = Source(speaker, None, speaker.text, "unknown", is_named(speaker.text))
    content = words(told, "it had taken the town")
    claim = Claim(thing_id("c", told, said.start, said.end), source, said, (content,), "indirect", "assert", 0.9)
    actors = by.mentions(told)
    claims = by.sources(told, (claim,), actors)
    did, suffered = by.resolve(told, doer), by.resolve(told, words(told, "rebel fighters"))
    values = (
        Value("type", trigger, value="ASSAULT/shelling", outlet=told.giver),
        Value("status", trigger, value="happened", outlet=told.giver),
        Value("actor", did.words, value=did.name, outlet=told.giver),
        Value("recipient", suffered.words, value=suffered.name, outlet=told.giver),
        Value("killed", trigger, low=2, high=3, who="unknown", outlet=told.giver),
    )
    event = Event(
        thing_id("e", told, trigger.start, trigger.end), (trigger,), "ASSAULT", "shelling", "happened", values,
        (ClaimLink(claims[0].id),), (did,), (suffered,), None, None, confidence=0.5,
        acled=codes("ASSAULT", "shelling", did.side).acled,
    )  # fmt: skip
    truces = read_truces(told, claims, (), (), actors, (event,))
    return Reading(told, claims, (), (event,), truces, (), (), actors)


def test_the_correction_is_everywhere_and_nothing_else_changes(tmp_path: Path) -> None:
    old, corrected = reading(resolver(tmp_path, BEFORE)), resolver(tmp_path, AFTER)
    assert old.truces
    assert set(old.truces[0].parties) == {"opposition"}
    new = resolve_again(old, corrected)
    source = new.claims[0].source
    assert (source.actor, source.name, source.side) == ("river-lions", "Lions of the River", "government")
    did = new.events[0].actor[0]
    assert (did.words, did.name, did.side) == (old.events[0].actor[0].words, "Lions of the River", "government")
    assert [v.value for v in new.events[0].values if v.field == "actor"] == ["Lions of the River"]
    assert new.events[0].recipient == old.events[0].recipient
    assert set(new.truces[0].parties) == {"government", "opposition"}
    assert {a.side for a in new.actors if "Lions" in a.words.text} == {"government"}
    assert without_people(new) == without_people(old)
    assert reading_json(new) == reading_json(reading(corrected))
    assert resolve_again(new, corrected) == new


def without_people(found: Reading) -> Reading:
    """Return a reading without anything that says who somebody is."""
    nobody = Source(found.report.span(0, 0), None, "", "", False)
    claims = tuple(replace(c, source=replace(nobody, words=c.source.words)) for c in found.claims)
    events = tuple(
        replace(
            e, acled=None, actor=tuple(a.words for a in e.actor), recipient=tuple(a.words for a in e.recipient),  # type: ignore[misc]
            values=tuple(replace(v, value="") if v.field in ("actor", "recipient") else v for v in e.values),
        )
        for e in found.events
    )  # fmt: skip
    truces = tuple(
        replace(
            t, parties=(), brokers=(),
            statements=tuple(s for s in t.statements if s.field not in ("parties", "brokers")),
        )
        for t in found.truces
    )  # fmt: skip
    return replace(found, claims=claims, events=events, truces=truces, actors=())


def test_the_same_profile_changes_nothing(tmp_path: Path) -> None:
    by = resolver(tmp_path, BEFORE)
    assert resolve_again(reading(by), by) == reading(by)


def test_an_actor_that_was_taken_out_is_a_new_name_again(tmp_path: Path) -> None:
    new = resolve_again(reading(resolver(tmp_path, BEFORE)), resolver(tmp_path, FORGOTTEN))
    assert {p.actor for p in (new.claims[0].source, new.events[0].actor[0])} == {"new:river-lions"}
    assert {p.name for p in (new.claims[0].source, new.events[0].actor[0])} == {"River Lions"}
    assert "river-lions" not in {a.actor for a in new.actors}
    by = resolver(tmp_path, BEFORE)
    assert resolve_again(new, by) == reading(by)


def test_a_speaker_stays_the_source_of_its_claim(tmp_path: Path) -> None:
    by = resolver(tmp_path, BEFORE)
    old = reading(by)
    he = replace(old.claims[0].source, words=words(old.report, "it"))
    event = replace(old.events[0], actor=(Actor(he.words, he.actor, he.name, he.side),))
    claim = replace(old.claims[0], source=he)
    new = resolve_again(replace(old, claims=(claim,), events=(event,)), resolver(tmp_path, AFTER))
    said = new.claims[0].source
    assert new.events[0].actor == (Actor(he.words, said.actor, said.name, said.side),)


@pytest.mark.parametrize("text", [AFTER, FORGOTTEN])
def test_a_record_takes_it_and_stays_whole(tmp_path: Path, text: str) -> None:
    by = resolver(tmp_path, text)
    with Record.open(tmp_path / "a.record", create=True) as record:
        key = record.add(reading(resolver(tmp_path, BEFORE))).key
        assert record.rewrite(key, lambda old: resolve_again(old, by))
        assert record.verify() == []
        assert not record.rewrite(key, lambda old: resolve_again(old, by))


def test_nothing_at_all_is_no_trouble(tmp_path: Path) -> None:
    empty = Reading(Report("r", "", "", "", language="en"))
    assert resolve_again(empty, resolver(tmp_path, BEFORE)) == empty
