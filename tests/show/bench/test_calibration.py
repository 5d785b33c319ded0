"""How far confidence can be believed: hand-made answers with a known calibration error."""

from __future__ import annotations

import pytest

from trucewatch.show.bench.tally import Tally, calibration_error, perfect


def test_sure_and_right_has_no_error() -> None:
    assert calibration_error([(1.0, True)] * 20) == 0


def test_sure_and_wrong_is_all_error() -> None:
    assert calibration_error([(1.0, False)] * 7) == 1


def test_half_sure_and_half_right_over_two_bins() -> None:
    low = [(0.2, k < 1) for k in range(5)]  # 0.2 said, 0.2 right
    high = [(0.9, k < 3) for k in range(5)]  # 0.9 said, 0.6 right
    assert calibration_error(low + high, bins=2) == pytest.approx(0.15)


def test_no_answers() -> None:
    assert calibration_error([]) == 0


def test_answers_of_two_reports_add_up() -> None:
    one, other = Tally(), Tally()
    one.calibration("x", 1.0, right=True)
    other.calibration("x", 1.0, right=False)
    one.add(other)
    assert one.report()["x"] == {"kind": "1 - ECE", "value": 0.5, "n": 2, "perfect": 1}


def test_perfect_calibration_scores_less_than_one_where_answers_are_few() -> None:
    few, many = [(0.6, True)] * 50, [(0.6, True)] * 5000
    assert 0.8 < perfect(few) < 0.93
    assert 0.97 < perfect(many) < 1
    assert perfect([(1.0, False)] * 50) == 1
