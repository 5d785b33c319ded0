"""Rules of the time grammar: what a text must hold for a rule to match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.know.times.find import RULES
from trucewatch.know.times.lexer import lex
from trucewatch.know.times.pattern import expression, needed

WORDS = st.sampled_from(
    "on Monday the 3rd of March 2016 at 5 pm GMT for two weeks until midnight early last year , - . ( ) 12".split()
)


@pytest.mark.parametrize(
    ("pattern", "sets"),
    [
        ("[ab][c]", ["ab", "c"]),
        ("[ab]?[c]{0,2}[d]{1,3}", ["d"]),
        ("(?:[a][b]|[c])[d]", ["ac", "d"]),
        ("(?:[a]|(?:[b])?)[d]", ["d"]),
        ("(?P<n>[a](?![x]))(?=[y])(?<=[z])", ["a"]),
        ("(?:[a])?", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, sets: list[str]) -> None:
    assert re.compile(pattern)
    assert needed(pattern) == [frozenset(s) for s in sets]


def test_most_rules_need_something() -> None:
    assert sum(bool(rule.needs) for rule in RULES) > 0.9 * len(RULES)
    assert expression("in MONTH").count("[") == 2


@given(st.lists(WORDS, max_size=12))
def test_a_rule_without_its_symbols_matches_nothing(words: list[str]) -> None:
    for rule in RULES:
        assert rule.expression
    symbols = lex(" ".join(words))[1]
    for rule in RULES:
        if any(need.isdisjoint(symbols) for need in rule.needs):
            assert rule.pattern.search(symbols) is None
