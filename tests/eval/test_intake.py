"""The proof of the intake at a small size; `python -m eval.intake --tenth` is the size for CI."""

from __future__ import annotations

import pytest
from eval.intake_made import BOMBS

from eval import intake


@pytest.mark.parametrize(("part", "size"), [("pages", 40), ("crawls", 40)])
def test_a_small_proof(part: str, size: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert intake.PARTS[part][0](size), capsys.readouterr().out


def test_bombs_are_told_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(BOMBS) >= 12
    few = {name: BOMBS[name] for name in ("overlapping.zip", "entities.rss", "links.zip", "slip.tar")}
    monkeypatch.setattr(intake, "BOMBS", few)
    assert intake.bombs(1)


def test_a_bomb_that_is_not_told_fails_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BOMBS", {"a.txt": lambda: b"The road is open."})
    monkeypatch.setattr(intake, "MAX_MB", 1)
    assert not intake.bombs(1)
