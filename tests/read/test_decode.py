from hypothesis import given
from hypothesis import strategies as st

from trucewatch.read.decode import EDGE, Attribution, best_stretch, distinct, runs, switching

ODDS = st.lists(st.floats(-9, 9), max_size=12)


def test_best_stretch() -> None:
    assert best_stretch([-1, 2, -1, 3, -5, 1]) == (1, 4)
    assert best_stretch([-1.0, -2.0]) is None


@given(ODDS)
def test_best_stretch_is_the_best(odds: list[float]) -> None:
    sums = [sum(odds[i:j]) for i in range(len(odds)) for j in range(i + 1, len(odds) + 1)]
    found = best_stretch(odds)
    assert (found is None) == (max(sums, default=0) <= 0)
    if found:
        assert abs(sum(odds[slice(*found)]) - max(sums)) < 1e-6


@given(ODDS, st.floats(0.1, 4), st.floats(0.1, 4))
def test_switching_is_the_best_path(odds: list[float], even: float, odd: float) -> None:
    cost = [odd if n % 2 else even for n in range(len(odds))]

    def worth(path: list[bool]) -> float:
        changes = sum(c for c, a, b in zip(cost[1:], path, path[1:], strict=False) if a != b)
        ends = sum((min(EDGE / 2, *cost[:1]) if path[0] else 0, EDGE / 2 if path[-1] else 0)) if path else 0
        return sum(x for x, on in zip(odds, path, strict=True) if on) - changes - ends

    paths = [[bool(k >> i & 1) for i in range(len(odds))] for k in range(2 ** len(odds))]
    assert worth(switching(odds, cost)) >= max(map(worth, paths)) - 1e-6


def test_runs() -> None:
    assert runs([1, 2, 5, 6, 7, 9]) == [(1, 3), (5, 8), (9, 10)]
    assert runs([]) == []


def test_of_two_alike_the_surer_is_kept_but_a_nested_one_stays() -> None:
    text = "The envoy said the general said the road is open."
    outer = Attribution((10, 14), (0, 9), ((15, 48),), 0.9, 0.9, 0.9)
    inner = Attribution((27, 31), (15, 26), ((32, 48),), 0.9, 0.8, 0.9)
    twin = Attribution((4, 9), (0, 3), ((15, 48),), 0.9, 0.5, 0.9)
    assert distinct([twin, inner, outer], text) == [outer, inner]
