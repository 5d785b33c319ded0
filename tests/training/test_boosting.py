"""Boosted trees: what they can learn that a sum of weights cannot, and that they are always the same."""

import random

import pytest
from training.events import boosting
from training.events.boosting import grow

from trucewatch.read.forest import Forest


def rows(seed: int) -> list[tuple[list[str], bool]]:
    rng = random.Random(seed)
    out = []
    for _ in range(600):
        has = [name for name in "abc" if rng.random() < 0.5]
        out.append((has, ("a" in has) != ("b" in has)))
    return out


def test_trees_learn_one_or_the_other_but_not_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosting, "FEATURES", 1.0)
    bias, trees = grow(rows(1), 5)
    forest = Forest(trees, bias)
    assert all((forest.share(frozenset(names)) > 0.5) == y for names, y in rows(2))
    assert forest.share({"a"}) > 0.9 > 0.1 > forest.share({"a", "b"})


def test_the_same_rows_give_the_same_trees() -> None:
    assert grow(rows(3), 5) == grow(rows(3), 5)


def test_rare_features_are_left_out() -> None:
    _, trees = grow([*rows(4), (["rare"], True)], 5)
    assert "rare" not in str(trees)
    assert len(trees) == boosting.ROUNDS
