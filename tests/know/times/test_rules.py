"""The codebook page for time: its example of each rule is read as it says, by that rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trucewatch.know.times import find_times
from trucewatch.know.times.find import RULES, _read, _sentence_starts
from trucewatch.know.times.lexer import lex
from trucewatch.know.times.scene import Scene

PAGE = Path(__file__).resolve().parents[3] / "docs" / "codebook" / "time.md"
PUBLISHED, ZONE = date(2016, 9, 14), "Europe/Athens"


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [c for c in cells if c[0] != "rule"]


def test_the_page_has_one_example_of_each_rule() -> None:
    assert all(len(row) == 5 for row in rows())
    assert sorted(row[0] for row in rows()) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_example(row: list[str]) -> None:
    rule, text, words, yields, _ = row
    found = {t.words.text: t for t in find_times(text, PUBLISHED, zone=ZONE)}
    time = found[words]
    told = f"{time.type} `{time.value}`" + "".join(f", {x}" for x in (time.mod, time.role) if x)
    assert told + (f", {time.from_} to {time.to}" if time.from_ else "") == yields
    tokens, symbols = lex(text)
    scene = Scene(tokens, symbols, PUBLISHED, False, ZONE, None, _sentence_starts(tokens))
    assert rule in {piece.rule for piece in _read(scene)}


@pytest.mark.parametrize("text", ["They sent Mirage 2000 jets.", "Mirage 2000s flew.", "Resolution 1973 was adopted."])
def test_what_bears_a_number_is_no_year(text: str) -> None:
    assert find_times(text, date(2011, 3, 18)) == []
