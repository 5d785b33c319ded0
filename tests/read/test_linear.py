"""Tests of the small linear models."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.read.linear import Linear, log_odds, share, shipped, shipped_by_name
from trucewatch.read.telling import BLENDS, SUREST


def test_each_feature_counts_once() -> None:
    model = Linear({"a": 1.0, "b": -0.5}, -1.4)
    assert model.odds(["a", "a", "unheard of"]) == pytest.approx(-0.4)
    assert model.share(["b", "b"]) == model.share(["b"])


def test_named_numbers_are_weighed() -> None:
    assert Linear({"a": 2.0, "b": -1.0}, 0.5).weighed({"a": 3.0, "b": 1.0, "c": 9.0}) == pytest.approx(5.5)


def test_a_share_is_bounded_however_sure() -> None:
    assert Linear({"a": 1e6}).share(["a"]) <= 1.0
    assert Linear({"a": -1e6}).share(["a"]) > 0.0


@given(st.floats(0.01, 0.99))
def test_odds_and_share_undo_each_other(value: float) -> None:
    assert share(log_odds(value, 0.999)) == pytest.approx(value)


@pytest.mark.parametrize("value", [0.0, 0.2, 1.0])
def test_odds_are_bounded_both_ways(value: float) -> None:
    assert abs(log_odds(value, SUREST)) < 7
    assert log_odds(value, SUREST) == pytest.approx(-log_odds(1 - value, SUREST))


def test_no_share_is_surer_than_the_bound() -> None:
    assert log_odds(1.0, 0.9) == log_odds(0.9, 0.9) == -log_odds(0.0, 0.9)


@pytest.mark.parametrize(("name", "least"), [("event_worth", 100), ("event_links", 100), ("event_status", 20)])
def test_shipped_models_have_weights_and_a_chance_as_threshold(name: str, least: int) -> None:
    model = shipped(name)
    assert len(model.weights) > least
    assert 0 < model.threshold < 1


def test_files_of_several_models_name_them() -> None:
    assert set(shipped_by_name("event_people")) == {"actor", "recipient"}
    assert set(shipped_by_name(BLENDS)) == {"actor", "recipient"}
