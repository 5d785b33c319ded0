"""Small linear models over named features: what worth, people, linking, moods, placing and telling decide by."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

#: Log odds are cut here before they are made a share, so that exp never overflows.
FARTHEST = 30.0


@dataclass(frozen=True, slots=True)
class Linear:
    """Hold the weight of each feature, the bias, and the least share at which a model says yes."""

    weights: Mapping[str, float]
    bias: float = 0.0
    threshold: float = 0.5

    def odds(self, names: Iterable[str]) -> float:
        """Return the log odds of what has these features; each counts once, one without a weight for nothing."""
        weights = self.weights
        every = names if isinstance(names, frozenset) else set(names)
        return self.bias + math.fsum([weights[name] for name in every if name in weights])

    def weighed(self, found: Mapping[str, float]) -> float:
        """Return the log odds of named numbers, each times its weight."""
        return self.bias + math.fsum(self.weights.get(name, 0.0) * value for name, value in found.items())

    def share(self, names: Iterable[str]) -> float:
        """Return the chance (0 to 1) of what has these features."""
        return share(self.odds(names))


def share(odds: float) -> float:
    """Return log odds as a share of 1."""
    return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, odds))))


def blended(rules: float, told: Mapping[str, float], blend: Linear) -> float:
    """Return the log odds that rules and encoder together come to; the rules' alone where the encoder tells nothing
    (`told` is empty).
    """
    return blend.weighed({"rules": rules, **told}) if told else rules


def log_odds(share: float, surest: float) -> float:
    """Return the log odds of a share that is taken as no surer than `surest`, nor less sure than the rest of it."""
    inner = min(max(share, 1 - surest), surest)
    return math.log(inner / (1 - inner))


@cache
def shipped(name: str) -> Linear:
    """Return the one model of a weight file of this room ("event_worth")."""
    return _linear(read_weights(name))


@cache
def shipped_by_name(name: str) -> Mapping[str, Linear]:
    """Return the models of a weight file of this room that holds several ("event_people"), by name."""
    return {one: _linear(raw) for one, raw in read_weights(name).items()}


def read_weights(name: str) -> Mapping[str, Any]:
    """Return what a weight file of this room holds."""
    raw: Mapping[str, Any] = json.loads(files("trucewatch.read").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return raw


def _linear(raw: Mapping[str, Any]) -> Linear:
    return Linear(raw["weights"], raw.get("bias", 0.0), raw.get("threshold", 0.5))
