"""Trees over named features."""

import pytest

from trucewatch.read.forest import Forest, shipped_forest

TREES = [["a", ["b", 1.0, 0.5], -1.0], 0.25]


@pytest.mark.parametrize(("names", "odds"), [({"a", "b"}, 1.0), ({"a"}, 0.5), ({"b"}, -1.0), (set(), -1.0)])
def test_trees_add_up(names: set[str], odds: float) -> None:
    forest = Forest(TREES, bias=0.5)
    assert forest.odds(names) == pytest.approx(odds + 0.75)
    assert forest.share(names) == pytest.approx(1 / (1 + 2.718281828459045 ** -(odds + 0.75)))


def test_the_shipped_trees_have_a_chance_as_threshold() -> None:
    forest = shipped_forest("event_trees")
    assert len(forest.trees) > 100
    assert 0 < forest.threshold < 1
    assert forest.share(frozenset()) < 0.5


def test_a_forest_without_trees_is_its_bias() -> None:
    assert Forest([], bias=-1.5).odds({"a"}) == -1.5
