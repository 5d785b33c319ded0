"""Fit the weights that tell which state a mention gives its truce (src/trucewatch/read/truce_states.json).

    python -m training.truces.states

Mentions come from three sides: training/truces/mentions.csv (571 places in the corpora of ../shared, with their states;
no text), the truces of folds 1 to 5 of the gold, and our own passages (training/own). One logistic model for each state
and for "none"; their shares are made to sum to 1 (read/truce_weighing.py). Words that the corpora mostly have with a
capital are left out, so that no name is learned. A mention whose sentence stands in a report of eval/truces_news.jsonl
is left out too, so that those stay unseen.
"""

from __future__ import annotations

import csv
import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from eval.shared import SHARED, gold, rows
from eval.truces import HELD

from training.events.inputs import ship, shown
from training.events.logistic import fit
from training.reader.own import own_reports, passages, report_of
from trucewatch.know.tokens import tokenize
from trucewatch.model.report import Report
from trucewatch.read.linear import Linear
from trucewatch.read.truce_state import latest, states_said
from trucewatch.read.truce_weighing import NONE, SHORT, STATES, STEM, features
from trucewatch.read.truce_words import Scene, TruceWords, find_truce_words

MENTIONS = Path(__file__).parent / "mentions.csv"
#: Our own passages with truces alone marked; the head of the encoder learns from them too, the words do not (no gain).
PASSAGES, MORE = Path(__file__).parent / "passages.txt", "passages"
#: The corpora by their names in mentions.csv.
CORPORA = {
    "conflict_news": ("conflict_news/t17_libya", "conflict_news/t17_syria"),
    "muc4": ("muc4/muc4_train", "muc4/muc4_dev1", "muc4/muc4_dev2", "muc4/muc4_test3"),
    "event-location": ("geo/event-location",),
    "lgl": ("geo/lgl",),
    "plv": ("plv/plv_train",),
    "fakes": ("fakes/dev",),
}
LEAST_SEEN, PENALTY, PARTS = 4, 6.0, 5
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True)
class Marked:
    """Hold a mention among all mentions of its report, its state (or "none") and where it is from."""

    scene: Scene
    mention: TruceWords
    everywhere: Sequence[TruceWords]
    state: str
    origin: str


@dataclass(frozen=True)
class Case:
    """Hold a mention: its features, its state (or "none"), the state by the cues alone, and where it is from."""

    features: list[str]
    state: str
    ruled: str
    origin: str
    report: str


def main() -> None:
    """Fit, print what cross-validation over the mentions of the corpora finds, and write the weights."""
    cases = [case_of(marked) for marked in every_mention() if marked.origin != MORE]
    print(Counter(c.origin for c in cases), Counter(c.state for c in cases))
    foreign = [c for c in cases if c.origin in CORPORA]
    hits: Counter[str] = Counter()
    for part in range(PARTS):
        models = fitted(apart_from(cases, part))
        for c in (c for c in foreign if part_of(c.report) == part):
            hits["model"] += best(models, c.features) == c.state
            hits["cues alone"] += c.ruled == c.state
    constant = Counter(c.state for c in foreign).most_common(1)[0][1]
    print(f"{len(foreign)} mentions held out:", {name: round(n / len(foreign), 3) for name, n in hits.items()})
    print(f"constant {constant / len(foreign):.3f}")
    ship(STATES, {state: shown(model, "bias") for state, model in fitted(cases).items()})


def apart_from(cases: Iterable[Case], part: int) -> list[Case]:
    """Return the cases without the reports of the corpora that a part holds out."""
    return [c for c in cases if c.origin not in CORPORA or part_of(c.report) != part]


def part_of(report: str) -> int:
    """Return which part of the reports is held out with one (by its id): 0 to PARTS - 1."""
    return zlib.crc32(report.encode()) % PARTS


def fitted(cases: Sequence[Case]) -> dict[str, Linear]:
    """Return a model of each state that the cases have, as if all states were equally common: what is rare in our texts
    is not rare everywhere, and the figure is macro-F1.
    """
    seen = Counter(c.state for c in cases)
    models = {s: fit([(c.features, c.state == s) for c in cases], LEAST_SEEN, PENALTY) for s in sorted(seen)}
    even = len(cases) / len(seen)
    return {s: replace(m, bias=m.bias - math.log(seen[s] / even)) for s, m in models.items()}


def best(models: dict[str, Linear], found: Sequence[str]) -> str:
    """Return the likeliest state."""
    return max(models, key=lambda state: models[state].odds(found))


def every_mention() -> Iterator[Marked]:
    """Yield the mentions of the corpora, of the gold and of our own passages, where their state is known."""
    seen = held_sentences()
    with MENTIONS.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    by_report: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in listed:
        by_report.setdefault((row["corpus"], row["id"]), []).append(row)
    for (corpus, name), marks in by_report.items():
        states = {(int(m["start"]), int(m["end"])): m["state"] for m in marks}
        yield from _marked(corpus, name, texts()[corpus, name], lambda s, e, known=states: known.get((s, e)), seen)
    for report in gold():
        spans = [(s["start"], s["end"], t["state"]) for t in report["truces"] for s in (t["text"], *t["evidence"])]
        yield from _marked("gold", report["id"], report["text"], _within(spans), seen)
    more = [report_of(name, text) for name, text in passages(PASSAGES)]
    for origin, report in (*(("own", r) for r in own_reports()), *((MORE, r) for r in more)):
        spans = [(t["start"], t["end"], t["state"]) for t in report["truces"]]
        if spans:
            yield from _marked(origin, report["id"], report["text"], _within(spans), seen)


def _within(spans: Sequence[tuple[int, int, str]]) -> Callable[[int, int], str | None]:
    """Return what gives a mention the one state of the marked words that it touches; "none" where nothing is marked."""

    def state(start: int, end: int) -> str | None:
        told = {s for first, last, s in spans if first < end and start < last}
        return told.pop() if len(told) == 1 else None if spans else NONE

    return state


def _marked(
    origin: str, name: str, text: str, state_at: Callable[[int, int], str | None], seen: frozenset[str]
) -> Iterator[Marked]:
    scene = Scene(Report(name, text, "", ""))
    mentions = find_truce_words(scene)
    for mention in mentions:
        state = state_at(mention.words.start, mention.words.end)
        if state is not None and _plain(text[slice(*mention.sentence)]) not in seen:
            yield Marked(scene, mention, mentions, state, origin)


def case_of(marked: Marked) -> Case:
    """Return a mention with its features, names left out."""
    said = states_said(marked.scene, marked.mention, marked.everywhere)
    ruled = latest(said)
    found = [name for name in features(marked.scene, marked.mention, said) if _is_small(name)]
    return Case(found, marked.state, ruled.state if ruled else NONE, marked.origin, marked.scene.report.id)


def held_sentences() -> frozenset[str]:
    """Return the sentences of the reports that eval/truces.py measures on."""
    found: set[str] = set()
    for row in rows(HELD):
        scene = Scene(Report(row["id"], texts()["conflict_news", row["id"]], "", ""))
        found |= {_plain(scene.text[first:last]) for first, last in scene.sentences}
    return frozenset(found)


def _plain(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.lower()))


@cache
def texts() -> dict[tuple[str, str], str]:
    """Return the texts of the corpora by corpus and id; lines of MUC-4, broken by hand, are joined."""
    found: dict[tuple[str, str], str] = {}
    for corpus, files in CORPORA.items():
        for file in files:
            for row in rows(SHARED / "corpora" / f"{file}.jsonl.gz"):
                text = row["text"]
                found[corpus, str(row["id"])] = _WRAPPED.sub(" ", text) if corpus == "muc4" else text
    return found


@cache
def _small_words() -> frozenset[str]:
    """Return the words that the corpora have mostly in small letters, cut as features are."""
    everything: Iterable[dict[str, Any]] = [*gold(), *own_reports()]
    plain = [r["text"] for r in everything] + [t for (corpus, _), t in texts().items() if corpus != "muc4"]
    seen: Counter[tuple[str, bool]] = Counter((t.lower, t.text.islower()) for text in plain for t in tokenize(text))
    words = {word for word, small in seen if small and seen[word, True] > 2 * seen[word, False]}
    return frozenset(w[:n] for w in words for n in (SHORT, STEM))


def _is_small(feature: str) -> bool:
    kind, _, word = feature.partition(":")
    return kind in ("said", "latest", "definite", "named") or word in _small_words()


if __name__ == "__main__":
    main()
