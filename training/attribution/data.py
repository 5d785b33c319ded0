"""Training examples: windows of PolNeAR articles and gold reports, with the pieces of cues, sources and contents."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.attribution.network import BASE
from trucewatch.model.claim import FORMS, STANCES
from trucewatch.model.report import Report
from trucewatch.read.windows import stretches, windows

IGNORE = -100
SHARED = Path(__file__).resolve().parents[3] / "shared"
TOKENIZER: Tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()


@dataclass
class CueExample:
    """Hold a cue: its pieces, the link label of every piece, and, for gold reports, what it is as a whole.

    `links` is None for a cue that is no claim by our guidelines.
    """

    pieces: list[int]
    links: list[int] | None
    claim: int = IGNORE
    stance: int = IGNORE
    form: int = IGNORE


@dataclass
class Example:
    """Hold a window: vocabulary ids, role labels and cues; `gold` is False for PolNeAR."""

    ids: list[int]
    roles: list[int]
    gold: bool
    cues: list[CueExample] = field(default_factory=list)


def documents(path: Path) -> list[dict[str, Any]]:
    """Read a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def polnear(split: str) -> list[Example]:
    """Return the windows of a split of PolNeAR."""
    path = SHARED / "corpora" / "polnear" / f"{split}.jsonl.gz"
    return [e for d in documents(path) for e in _examples(d["id"], d["text"], d["attributions"], gold=False)]


def gold(folds: set[str]) -> list[Example]:
    """Return the windows of the gold reports of some folds; refuses the gate fold."""
    if "gate" in folds:
        raise ValueError("the gate fold is for measuring only")
    reports = [r for r in documents(SHARED / "gold" / "dev.jsonl.gz") if str(r["fold"]) in folds]
    return [e for r in reports for e in _examples(r["id"], r["text"], _distinct_cues(r["claims"]), gold=True)]


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


def _examples(id: str, text: str, attributions: Any, *, gold: bool) -> Iterator[Example]:
    found = list(attributions)
    digest = hashlib.sha256(text.encode()).hexdigest()
    for window in windows(text, stretches(Report(id, text, digest, digest)), TOKENIZER):
        yield _example(list(window.ids), list(window.offsets), found, gold)


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
    """Hold tensors of some windows and of all their cues; see Network.link for rows, weights and centre."""

    ids: Tensor
    mask: Tensor
    roles: Tensor
    rows: Tensor
    weights: Tensor
    centre: Tensor
    links: Tensor
    whole: Tensor


def collate(examples: list[Example]) -> Batch:
    """Pad windows into one batch; `whole` (cues, 3) holds the labels of claim, stance and form."""
    longest = max(len(e.ids) for e in examples) + 2
    ids, mask = (
        torch.zeros(len(examples), longest, dtype=torch.long),
        torch.zeros(len(examples), longest, dtype=torch.long),
    )
    roles = torch.full((len(examples), longest), IGNORE)
    cues = [(row, c) for row, e in enumerate(examples) for c in e.cues]
    weights, links = torch.zeros(len(cues), longest), torch.full((len(cues), longest), IGNORE)
    for row, e in enumerate(examples):
        n = len(e.ids)
        ids[row, : n + 2] = torch.tensor([101, *e.ids, 102])
        mask[row, : n + 2] = 1
        roles[row, 1 : n + 1] = torch.tensor(e.roles)
    for i, (_, c) in enumerate(cues):
        weights[i, [p + 1 for p in c.pieces]] = 1 / len(c.pieces)
        if c.links is not None:
            links[i, 1 : len(c.links) + 1] = torch.tensor(c.links)
    rows, centre = (
        torch.tensor([r for r, _ in cues], dtype=torch.long),
        torch.tensor([c.pieces[0] + 1 for _, c in cues], dtype=torch.long),
    )
    whole = torch.tensor([[c.claim, c.stance, c.form] for _, c in cues], dtype=torch.long).reshape(-1, 3)
    return Batch(ids, mask, roles, rows, weights, centre, links, whole)
