"""Whether a happening is an event: by trees where the encoder has an opinion, by weights where it is silent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from trucewatch.model import Report
from trucewatch.model.event import STATUSES
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.forest import Forest, Tree, shipped_forest
from trucewatch.read.happening import Happening
from trucewatch.read.linear import Linear
from trucewatch.read.telling import Pieces, Scan, Telling
from trucewatch.read.worth import NEAREST, BoostedWorth, Crowd, may_be_event, told_features

TEXT = "Air strikes hit Oldtown on Monday. Shelling killed two people in Newtown. Talks went on. Shells fell again."
COLUMNS = ("actor", "recipient", "place", "time", "killed", "wounded", "cue")


def telling(share: float) -> Telling:
    kind = {"none": 1 - share, "ASSAULT/air-strike": share / 2, "ASSAULT/shelling": share / 2, "CONSULT/talks": 0.0}
    parts = np.full((1, len(COLUMNS)), 0.5, dtype=np.float32)
    return Telling(kind, dict.fromkeys(STATUSES, 0.125), Pieces.of([(0, len(TEXT))]), COLUMNS, parts)


def scanned(share: float, silent: tuple[str, ...] = ()) -> tuple[Mentions, list[Happening]]:
    """Return the mentions of the text, where the encoder holds every trigger but the silent ones for an event."""
    scan = Scan.of(Report("r", TEXT, "", ""))
    spoken = [t for t in scan.triggers if t.words.text not in silent]
    scan.tellings.update({t.words.start: telling(share) for t in spoken})
    mentions = Mentions.of((), (), (), (), scan)
    return mentions, EventReader().happenings(scan.prose, mentions)


def judged(share: float, judge: BoostedWorth, silent: tuple[str, ...] = ()) -> list[float | None]:
    mentions, happenings = scanned(share, silent)
    assert mentions.scan is not None
    return judge.judge(mentions.scan.prose, happenings, mentions)


def test_nothing_is_judged_where_nothing_happened() -> None:
    mentions, _ = scanned(0.9)
    assert mentions.scan is not None
    assert BoostedWorth().judge(mentions.scan.prose, [], mentions) == []


def test_the_surer_the_encoder_the_surer_the_event() -> None:
    sure, unsure = judged(0.99, BoostedWorth()), judged(0.01, BoostedWorth())
    pairs = [(one or 0.0, other or 0.0) for one, other in zip(sure, unsure, strict=True)]
    assert all(one >= other for one, other in pairs)
    assert max(one for one, _ in pairs) > 0.6 > min(other for _, other in pairs)


def test_trees_judge_what_is_told_and_weights_what_is_not() -> None:
    judge = BoostedWorth(Linear({}, bias=-9.0), Forest([], bias=9.0))
    found = judged(0.9, judge, silent=("Talks",))
    _, happenings = scanned(0.9, silent=("Talks",))
    assert [sure is not None for sure in found] == [h.type != "CONSULT" for h in happenings]


def test_the_order_of_the_list_does_not_matter() -> None:
    mentions, happenings = scanned(0.9)
    assert mentions.scan is not None
    prose, judge = mentions.scan.prose, BoostedWorth()
    assert judge.judge(prose, happenings[::-1], mentions) == judge.judge(prose, happenings, mentions)[::-1]


def test_lone_words_of_harm_without_a_toll_are_no_event() -> None:
    mentions, happenings = scanned(0.99)
    assert mentions.scan is not None
    mention = happenings[0].mentions[0]
    lone = Happening.of(replace(mention, trigger=replace(mention.trigger, toll=True), tolls=()))
    assert not may_be_event(lone)
    assert BoostedWorth().judge(mentions.scan.prose, [lone], mentions) == [None]


def test_neighbours_are_the_nearest_of_the_type() -> None:
    _, happenings = scanned(0.9)
    one = next(h for h in happenings if h.type == "ASSAULT")
    many = [Happening.of(m) for m in one.mentions for _ in range(2 * NEAREST + 5)]
    crowd = Crowd.of([*many, *(h for h in happenings if h.type != "ASSAULT")])
    sizes = [tuple(map(len, crowd.beside(h)[1:])) for h in many]
    assert sizes[0] == (0, NEAREST)
    assert sizes[-1] == (NEAREST, 0)
    assert max(sizes) == (NEAREST, NEAREST)


def test_the_shipped_trees_ask_for_features_that_there_are() -> None:
    mentions, happenings = scanned(0.9)
    assert mentions.scan is not None
    crowd = Crowd.of(happenings)
    names = {n for h in happenings for n in told_features(mentions.scan.prose, h, crowd, mentions)}
    made = {n.split("=")[0] for n in names} | {"age", "stance", "after", "before", "cue-stance", "actor-kind"}
    made |= {"cue", "speaker", "weak", "unsettled", "noun", "form", "word"}
    asked = {feature for tree in shipped_forest("event_trees").trees for feature in _features(tree)}
    assert {n.split("=")[0] for n in asked} <= made


def _features(tree: Tree) -> list[str]:
    if isinstance(tree, float):
        return []
    first, yes, no = tree
    assert isinstance(first, str)
    assert not isinstance(yes, str)
    assert not isinstance(no, str)
    return [first, *_features(yes), *_features(no)]


@pytest.mark.parametrize("count", [0, 1, 300])
def test_long_reports_are_judged(count: int) -> None:
    text = "Another air strike hit. " * count
    scan = Scan.of(Report("r", text, "", ""))
    scan.tellings.update({t.words.start: telling(0.9) for t in scan.triggers})
    mentions = Mentions.of((), (), (), (), scan)
    found = BoostedWorth().judge(scan.prose, EventReader().happenings(scan.prose, mentions), mentions)
    assert bool(found) == bool(count)
