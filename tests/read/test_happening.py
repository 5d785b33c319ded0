from dataclasses import replace
from datetime import date

from trucewatch.model import Place, Report, Span
from trucewatch.model.event import EventDate
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.happening import Happening, Mention, overlap, same_place
from trucewatch.read.prose import Prose


def mentions(text: str) -> list[Mention]:
    return EventReader().mentions(Prose.of(Report("r", text, "", "")), Mentions.of((), (), (), ()))


def test_a_toll_is_kept_once() -> None:
    one, other = (m for m in mentions("An air strike killed 12. The air strike killed 12.") if not m.trigger.toll)
    happening = Happening.of(one)
    happening.add(replace(other, tolls=one.tolls))
    assert len(happening.tolls("killed")) <= 1
    assert happening.mentions == [one, replace(other, tolls=one.tolls)]


def test_the_lead_is_no_word_of_harm() -> None:
    (assault, harm) = mentions("Artillery shelled the port and killed five people.")
    happening = Happening.of(harm)
    happening.add(assault)
    assert happening.lead is assault
    assert happening.mode == "shelling"


def test_nothing_is_sure_where_the_encoder_was_not_asked() -> None:
    assert [m.sure for m in mentions("Artillery shelled the port.")] == [0.0]


def place(name: str, admin1: str | None, id: str) -> Place:
    return Place(Span(0, 1, "x"), id, name, admin1, "XX", confidence=0.9)


def test_a_division_may_hold_a_place() -> None:
    town, north, south = place("Oldtown", "North", "1"), place("North", "North", "2"), place("South", "South", "3")
    assert same_place(town, north)
    assert not same_place(town, south)
    assert not same_place(town, place("Newtown", "North", "4"))


def test_dates_that_share_a_day_overlap() -> None:
    first, then = date(2012, 5, 1), date(2012, 5, 3)
    assert overlap(EventDate(first, then, None), EventDate(then, then, None))
    assert not overlap(EventDate(first, first, None), EventDate(then, then, None))
