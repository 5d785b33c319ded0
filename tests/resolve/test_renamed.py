"""Nobody is resolved otherwise where a profile calls its sides and actors by other ids. All sentences are our own."""

from __future__ import annotations

from datetime import date

import pytest
from eval.renaming import plain, renamed

from trucewatch.know.profiles import Profile, load_profile, shipped_profiles
from trucewatch.model.report import PublishedDate, Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver

DAY = date(2016, 8, 1)
PHRASES = (
    "the army", "rebel fighters", "regime warplanes", "a security official", "state media", "opposition activists",
    "Russian jets", "the US-led coalition", "US strikes", "Turkish-backed rebels", "terrorists", "the resistance",
    "a UN spokesman", "residents", "a doctor at a field hospital", "forces loyal to the president", "the government",
    "his forces", "the foreign minister", "breakaway army units", "Kurdish fighters", "a monitoring group",
)  # fmt: skip


def _answers(profile: Profile) -> list[tuple[str, str]]:
    """Return side and name of every phrase and of each actor of the profile by its first name, ids made plain."""
    names = [a.name for a in profile.own_actors]
    text = "".join(f"{part} said on Monday that the town was quiet.\n" for part in (*PHRASES, *names))
    report = Report("r", text, "", "", published=PublishedDate(given=DAY))
    resolver, found, at = ActorResolver(profile), [], 0
    for part in (*PHRASES, *names):
        at = text.index(part, at)
        actor = resolver.resolve(report, Span.of(text, at, at + len(part)))
        found.append((plain(actor.side), actor.name))
        at += len(part)
    return found + [(plain(a.side), a.name) for a in resolver.mentions(report)]


@pytest.mark.parametrize("name", shipped_profiles())
def test_other_ids_and_labels_give_the_same_answers(name: str) -> None:
    profile = load_profile(name)
    other = renamed(profile)
    assert {s.id for s in other.sides}.isdisjoint({"government", "opposition", "coalition"})
    assert _answers(other) == _answers(profile)
