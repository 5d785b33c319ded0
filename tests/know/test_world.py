"""The world layer."""

from __future__ import annotations

from trucewatch.know.world import world
from trucewatch.know.world_words import actor_words


def test_countries_have_names_adjectives_and_seats() -> None:
    france = world().country("FR")
    assert france is not None
    assert "French" in france.adjectives
    assert "Paris" in france.seats
    assert world().country("XX") is None
    assert len(world().countries) > 150


def test_shared_actors_have_sources_and_bodies_that_exist() -> None:
    ids = {a.id for a in world().actors}
    assert len(ids) == len(world().actors)
    for actor in world().actors:
        assert actor.source
        assert set(actor.member_of) <= ids
        assert {p.body for p in actor.posts} <= ids


def test_words_have_their_plurals() -> None:
    words = actor_words()
    assert words.heads["witnesses"] == "civilians"
    assert words.heads["militias"] == "militants"
    assert words.heads["ministries"] == "government"
    assert words.pairs["rescue", "workers"] == "aid"
