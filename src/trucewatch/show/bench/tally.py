"""Counts that add up over reports, and the figures that they come to."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from typing import Any

Figures = dict[str, dict[str, Any]]


class Tally:
    """Hold counts by figure: (hit, gold, predicted), (hit, n), (gold, predicted label) or (confidence, right)."""

    def __init__(self) -> None:
        self.pairs: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.hits: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.confusion: defaultdict[str, Counter[tuple[Any, Any]]] = defaultdict(Counter)
        self.labels: defaultdict[str, Counter[Any]] = defaultdict(Counter)
        self.sure: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)

    def f1(self, name: str, hit: int, gold: int, predicted: int) -> None:
        """Count `hit` of `gold` and of `predicted` things."""
        for k, count in enumerate((hit, gold, predicted)):
            self.pairs[name][k] += count

    def accuracy(self, name: str, right: bool, label: Any = None) -> None:
        """Count one answer; `label` is the right one, for the best constant answer."""
        self.hits[name][0] += bool(right)
        self.hits[name][1] += 1
        if label is not None:
            self.labels[name][label] += 1

    def macro(self, name: str, gold: Any, predicted: Any) -> None:
        """Count one label against another."""
        self.confusion[name][(gold, predicted)] += 1

    def calibration(self, name: str, confidence: float, right: bool) -> None:
        """Count one answer that was given with a confidence of 0 to 1."""
        self.sure[name].append((confidence, right))

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        for name, three in other.pairs.items():
            self.f1(name, *three)
        for name, two in other.hits.items():
            self.hits[name][0] += two[0]
            self.hits[name][1] += two[1]
        for name, counts in other.confusion.items():
            self.confusion[name].update(counts)
        for name, labels in other.labels.items():
            self.labels[name].update(labels)
        for name, answers in other.sure.items():
            self.sure[name] += answers

    def values(self) -> dict[str, float | None]:
        """Return every figure, None where nothing was counted."""
        out: dict[str, float | None] = {}
        for name, (hit, gold, predicted) in self.pairs.items():
            out[name] = 2 * hit / (gold + predicted) if gold + predicted else 0.0
        for name, (right, n) in self.hits.items():
            out[name] = right / n if n else None
        for name, counts in self.confusion.items():
            out[name] = macro_f1(counts)
        for name, answers in self.sure.items():
            out[name] = 1 - calibration_error(answers)
        return out

    def constants(self) -> dict[str, float]:
        """Return what the best constant answer would score, for the figures that have one."""
        out = {n: max(c.values()) / sum(c.values()) for n, c in self.labels.items() if sum(c.values())}
        for name, counts in self.confusion.items():
            gold: Counter[Any] = Counter()
            for (label, _), k in counts.items():
                gold[label] += k
            top = gold.most_common(1)[0][0]
            out[name] = macro_f1(Counter({(label, top): k for label, k in gold.items()}))
        return out

    def report(self) -> Figures:
        """Return {figure: {"kind", "value", counts, "constant"}}, with "perfect" for figures of calibration."""
        value, out = self.values(), {}
        for name, (hit, gold, predicted) in self.pairs.items():
            precision, recall = hit / predicted if predicted else 0.0, hit / gold if gold else 0.0
            counts = {"gold": gold, "predicted": predicted, "precision": precision, "recall": recall}
            out[name] = {"kind": "F1", "value": value[name], **counts}
        for name, (_, n) in self.hits.items():
            out[name] = {"kind": "accuracy", "value": value[name], "n": n}
        for name, table in self.confusion.items():
            out[name] = {"kind": "macro-F1", "value": value[name], "n": sum(table.values())}
        for name, answers in self.sure.items():
            out[name] = {"kind": "1 - ECE", "value": value[name], "n": len(answers), "perfect": perfect(answers)}
        for name, best in self.constants().items():
            out[name]["constant"] = best
        return out


def calibration_error(answers: list[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error: the mean distance of confidence from share right, in equal bins.

    Naeini, Cooper and Hauskrecht 2015; 0 where there is no answer.
    """
    ranked = sorted(answers, key=lambda answer: answer[0])
    error = 0.0
    for k in range(bins):
        part = ranked[len(ranked) * k // bins : len(ranked) * (k + 1) // bins]
        error += abs(sum(sure - right for sure, right in part))
    return error / len(ranked) if ranked else 0.0


def perfect(answers: list[tuple[float, bool]], draws: int = 100, seed: int = 7) -> float:
    """Return what 1 - ECE is on average where each of the answers is right just as often as it is sure.

    With few answers chance alone puts it well below 1 (Roelofs et al. 2022, Mitigating Bias in Calibration Error).
    """
    rng = random.Random(seed)
    errors = (calibration_error([(sure, rng.random() < sure) for sure, _ in answers]) for _ in range(draws))
    return 1 - math.fsum(errors) / draws


def macro_f1(confusion: Counter[tuple[Any, Any]]) -> float:
    """Return the mean over gold labels of F1, from counts of (gold, predicted)."""
    labels = {gold for gold, _ in confusion}
    total = 0.0
    for label in labels:
        hit = confusion[(label, label)]
        gold = sum(k for (a, _), k in confusion.items() if a == label)
        predicted = sum(k for (_, b), k in confusion.items() if b == label)
        total += 2 * hit / (gold + predicted) if gold + predicted else 0.0
    return total / len(labels) if labels else 0.0
