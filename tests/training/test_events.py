import numpy as np
import pytest
from training.events.logistic import fit, loss, weigh
from training.events.sameness import Reference, are_same, references
from training.events.sides import SideCase
from training.events.sides import cross_validate as threshold_of_sides
from training.events.sides import fitted as fitted_sides

from trucewatch.model import Report
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.linear import share
from trucewatch.read.prose import Prose

TEXT = "Air strikes hit Oldtown. The Monitor said the air strikes killed 12. Residents said shelling was far away."


def span(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


GOLD = {
    "text": TEXT,
    "claims": [
        {"id": "c1", "content": [span("the air strikes killed 12")]},
        {"id": "c2", "content": [span("shelling was far away")]},
    ],
    "events": [{"id": "e1", "type": "ASSAULT", "trigger": span("Air strikes"), "claims": ["c1"]}],
}


def test_a_claim_tells_what_its_words_go_back_to() -> None:
    prose = Prose.of(Report("r", TEXT, "", ""))
    mentions = EventReader().mentions(prose, Mentions.of((), (), (), ()))
    found = references(GOLD, mentions)
    by_words = {TEXT[m.trigger.words.start : m.trigger.words.end]: found.get(m.trigger.first) for m in mentions}
    assert by_words["Air strikes"] == Reference(frozenset({"e1"}), lead=True)
    assert by_words["air strikes"] == Reference(frozenset({"e1"}))
    assert by_words["shelling"] == Reference(frozenset())


def test_what_sums_several_events_up_is_of_none_of_them() -> None:
    total, part, other = (
        Reference(frozenset({"a", "b"})),
        Reference(frozenset({"a"}), lead=True),
        Reference(frozenset()),
    )
    assert are_same(total, part) is None
    assert are_same(part, other) is False
    assert are_same(part, Reference(frozenset({"a"}))) is True
    assert are_same(other, other) is None
    assert are_same(None, part) is None


def test_logistic_regression_finds_what_tells() -> None:
    rows = [(["told", f"noise={n % 3}"], True) for n in range(30)] + [([f"noise={n % 3}"], False) for n in range(30)]
    model = fit(rows, 3)
    assert model.share(["told"]) > 0.7 > 0.3 > model.share(["noise=1"])


def test_numbers_are_weighed_by_what_they_tell() -> None:
    rng = np.random.default_rng(5)
    rows = [({"true": float(x), "noise": float(rng.normal())}, bool(x > 0)) for x in rng.normal(size=200)]
    model = weigh(rows)
    assert abs(model.weights["true"]) > 3 * abs(model.weights["noise"])
    assert loss(rows, model) < loss(rows, weigh([({"noise": r["noise"]}, y) for r, y in rows]))
    assert share(model.weighed({"true": 2.0})) == pytest.approx(1.0, abs=0.1)


def test_the_sides_of_a_role_are_told_from_the_others() -> None:
    sides: dict[str, tuple[list[str], bool]] = {"north": (["odds=3.0"], True), "south": (["odds=-3.0"], False)}
    cases = [
        SideCase(str(n % 5), role, frozenset({"north"}), sides) for n in range(40) for role in ("actor", "recipient")
    ]
    model = fitted_sides(cases)["actor"]
    assert model.share(["odds=3.0"]) > 0.7 > 0.3 > model.share(["odds=-3.0"])
    assert 0.3 <= threshold_of_sides("actor", [c for c in cases if c.role == "actor"]) <= 0.6
