"""Training examples: windows of PolNeAR articles and gold reports, with the pieces of claims and events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from eval.shared import SHARED, rows
from eval.shared import gold as shared_gold
from tokenizers import Tokenizer
from torch import Tensor

from training.reader.events import Marked, add_events, marked
from training.reader.examples import IGNORE, CueExample, Example
from training.reader.network import BASE, PARTS
from training.reader.own import own_reports
from trucewatch.model.claim import FORMS, STANCES
from trucewatch.model.report import Report
from trucewatch.read.windows import Window, stretches, windows

TOKENIZER: Tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()


def polnear(split: str) -> list[Example]:
    """Return the windows of a split of PolNeAR."""
    path = SHARED / "corpora" / "polnear" / f"{split}.jsonl.gz"
    return [e for d in rows(path) for e, _ in _examples(d["id"], d["text"], d["attributions"], gold=False)]


def gold(folds: set[str]) -> list[Example]:
    """Return the windows of the gold reports of some folds; refuses the gate fold."""
    if "gate" in folds:
        raise ValueError("the gate fold is for measuring only")
    return [e for r in shared_gold(folds) for e in _gold_examples(r)]


def own() -> list[Example]:
    """Return the windows of our own examples."""
    return [e for r in own_reports() for e in _gold_examples(r)]


def _gold_examples(report: dict[str, Any]) -> Iterator[Example]:
    words = marked(report)
    for example, window in _examples(report["id"], report["text"], _distinct_cues(report["claims"]), gold=True):
        add_events(example, window, words)
        example.conflict = report["conflict"]
        yield example


def event_locations() -> list[Example]:
    """Return the sentences of the event-location corpus: one word of violence each, and its places."""
    found = []
    for d in rows(SHARED / "corpora" / "geo" / "event-location.jsonl.gz"):
        if d["answer"] == "reject":
            continue
        verbs = [(s["start"], s["end"]) for s in d["spans"] if s["label"] == "VERB"]
        places = [(s["start"], s["end"]) for s in d["spans"] if s["label"] == "LOCATION"]
        if len(verbs) != 1:
            continue
        parts = [places if name == "place" else None for name in PARTS]
        for example, window in _examples(str(d["id"]), d["text"], (), gold=False):
            example.roles = [IGNORE] * len(example.ids)
            add_events(example, window, [Marked(*verbs[0], IGNORE, IGNORE, parts)])
            example.kinds = None
            found.append(example)
    return found


def _distinct_cues(claims: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: set[int] = set()
    for c in claims:
        if c["cue"]["start"] in seen:
            continue
        seen.add(c["cue"]["start"])
        one = {
            k: [[s["start"], s["end"]] for s in v]
            for k, v in (("source", [c["source"]]), ("cue", [c["cue"]]), ("content", c["content"]))
        }
        yield {**one, "stance": STANCES.index(c["stance"]), "form": FORMS.index(c["form"])}


def _examples(id: str, text: str, attributions: Any, *, gold: bool) -> Iterator[tuple[Example, Window]]:
    found = list(attributions)
    digest = hashlib.sha256(text.encode()).hexdigest()
    for window in windows(text, stretches(Report(id, text, digest, digest)), TOKENIZER):
        yield _example(list(window.ids), list(window.offsets), found, gold), window


def _example(ids: list[int], offsets: list[tuple[int, int]], attributions: list[dict[str, Any]], gold: bool) -> Example:
    def pieces(spans: list[list[int]]) -> list[list[int]]:
        return [[i for i, (a, b) in enumerate(offsets) if a < e and b > s] for s, e in spans]

    made = Example(ids, [0] * len(ids), gold)
    low, high = offsets[0][0], offsets[-1][1]
    for one in attributions:
        if not one["cue"] or one["cue"][0][0] >= high or one["cue"][0][1] <= low:
            continue
        cue = pieces(one["cue"])[0]
        if not cue:
            continue
        links = [0] * len(ids)
        for spans, label, role in ((one["source"], 1, 3), (one["content"], 3, 5)):
            for span in pieces(spans):
                for n, i in enumerate(span):
                    links[i], made.roles[i] = label + (n > 0), role + (n > 0)
        made.cues.append(
            CueExample(cue, links, 1 if gold else IGNORE, one.get("stance", IGNORE), one.get("form", IGNORE))
        )
    for c in made.cues:
        for n, i in enumerate(c.pieces):
            made.roles[i] = 1 + (n > 0)
    return made


@dataclass
class Batch:
    """Hold tensors of some windows and of all their cues and words; see Network.link for rows, weights and centre.

    `own` (cues,): the cue stands in a gold report. `kinds` (windows, pieces), `word_parts` (words, pieces, PARTS; -1 is
    not known), `told` (words, 3): kind, status and pact.
    """

    ids: Tensor
    mask: Tensor
    roles: Tensor
    gold: Tensor
    rows: Tensor
    weights: Tensor
    centre: Tensor
    links: Tensor
    whole: Tensor
    kinds: Tensor
    word_rows: Tensor
    word_weights: Tensor
    word_centre: Tensor
    word_parts: Tensor
    told: Tensor


def collate(examples: list[Example]) -> Batch:
    """Pad windows into one batch; `whole` (cues, 3) holds the labels of claim, stance and form."""
    longest = max(len(e.ids) for e in examples) + 2
    ids, mask = (torch.zeros(len(examples), longest, dtype=torch.long) for _ in range(2))
    roles, kinds = (torch.full((len(examples), longest), IGNORE) for _ in range(2))
    for row, e in enumerate(examples):
        n = len(e.ids)
        ids[row, : n + 2] = torch.tensor([101, *e.ids, 102])
        mask[row, : n + 2] = 1
        roles[row, 1 : n + 1] = torch.tensor(e.roles)
        if e.kinds is not None:
            kinds[row, 1 : n + 1] = torch.tensor(e.kinds)
    cues = [(row, c) for row, e in enumerate(examples) for c in e.cues]
    links = torch.full((len(cues), longest), IGNORE)
    for i, (_, c) in enumerate(cues):
        if c.links is not None:
            links[i, 1 : len(c.links) + 1] = torch.tensor(c.links)
    whole = torch.tensor([[c.claim, c.stance, c.form] for _, c in cues], dtype=torch.long).reshape(-1, 3)
    words = [(row, w) for row, e in enumerate(examples) for w in e.words]
    parts = torch.full((len(words), longest, len(PARTS)), -1.0)
    for i, (row, w) in enumerate(words):
        for k, own in enumerate(w.parts):
            if own is not None:
                parts[i, 1 : len(examples[row].ids) + 1, k] = 0
                parts[i, [p + 1 for p in own], k] = 1
    told = torch.tensor([[w.kind, w.status, w.pact] for _, w in words], dtype=torch.long).reshape(-1, 3)
    gold = torch.tensor([e.gold for e in examples])
    return Batch(
        *(ids, mask, roles, gold, *_pointed([(r, c.pieces) for r, c in cues], longest), links, whole),
        *(kinds, *_pointed([(r, w.pieces) for r, w in words], longest), parts, told),
    )


def _pointed(found: list[tuple[int, list[int]]], longest: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return rows, weights and centre (see Network.link) of (window, pieces)."""
    weights = torch.zeros(len(found), longest)
    for i, (_, pieces) in enumerate(found):
        weights[i, [p + 1 for p in pieces]] = 1 / len(pieces)
    rows = torch.tensor([row for row, _ in found], dtype=torch.long)
    return rows, weights, torch.tensor([pieces[0] + 1 for _, pieces in found], dtype=torch.long)
