from trucewatch.model import Report
from trucewatch.read.arguments import Mentions
from trucewatch.read.common import agreement
from trucewatch.read.events import EventReader
from trucewatch.read.happening import Happening
from trucewatch.read.kinship import relation
from trucewatch.read.prose import Prose


def told(text: str) -> tuple[Prose, list[Happening]]:
    prose = Prose.of(Report("r", text, "", ""))
    return prose, EventReader().happenings(prose, Mentions.of((), (), (), ()))


def test_the_same_toll_is_shared_and_another_is_apart() -> None:
    prose, found = told("An air strike killed 12 people. A separate air strike killed 30 people.")
    fits = dict(relation(prose, found[0], found[1].mentions[0]))
    assert fits["toll"] == "apart"
    assert fits["mode"] == "shared"
    assert fits["before"] == "anew"
    assert dict(relation(prose, found[0], found[0].mentions[0]))["toll"] == "shared"


def test_what_nobody_tells_is_neither_shared_nor_apart() -> None:
    prose, found = told("An air strike killed 12 people.")
    assert dict(relation(prose, found[0], found[0].mentions[0]))["place"] == "False-False"
    assert agreement(frozenset(), frozenset({1})) == "unknown-known"
