"""The one command that rebuilds the weights: its order, and that it goes on where it stopped."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from training.rebuild import ENCODERS, rebuild, run_module, steps


def test_every_step_is_a_module_of_ours() -> None:
    assert all(importlib.util.find_spec(step.split()[0].rpartition(".")[0]) for step in steps())
    assert all(Path(*step.split()[0].split(".")).with_suffix(".py").exists() for step in steps())


def test_no_encoder_learns_from_the_gate_fold_and_a_twin_not_from_its_own() -> None:
    assert all(set(folds.split(",")) <= set("12345") for folds, _ in ENCODERS.values())
    inputs = next(step for step in steps() if "events.inputs" in step)
    for twin in inputs.split()[2:]:
        folds, _, folder = twin.partition("=")
        assert not set(folds.split(",")) & set(ENCODERS[folder.removeprefix("training/out/w_")][0].split(","))


def test_it_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    kept, seen = tmp_path / "rebuild.json", list[str]()

    def run(words: Sequence[str]) -> bool:
        seen.append(" ".join(words))
        if len(seen) == 4:
            raise KeyboardInterrupt
        return len(seen) != 1  # the first training needs a second call

    with pytest.raises(KeyboardInterrupt):
        rebuild(run, len(steps()), kept)
    assert seen == [steps()[0], steps()[0], steps()[1], steps()[2]]
    assert json.loads(kept.read_text(encoding="utf-8")) == steps()[:2]
    rebuild(lambda words: bool(seen.append(" ".join(words)) or True), 5, kept)
    assert seen[4:] == steps()[2:5]


def test_a_step_that_fails_says_so() -> None:
    with pytest.raises(SystemExit, match="failed"):
        run_module(["training.no_such_module"])
