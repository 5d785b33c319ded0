"""Train the head that tells which state the words of a truce give it (truces.onnx, beside the encoder).

    python -m training.truces.head held-out [--parts 0,1,2,3,4]
    python -m training.truces.head ship

One layer like the encoder's (begun as MiniLM's last) over the hidden states of a window, then the means over the
mention and over its sentence and the opening mark; the encoder stays as it is. Learned from the mentions of
training/truces/states.py. `held-out` prints, for each part of the reports of the corpora, how often the likeliest state
is right: by the words (read/truce_weighing.py), by the head, and by both. `ship` takes some four minutes of one core
and adds the head to the weight folder and its manifest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from training.reader.export import written
from training.reader.network import PACTS, Network
from training.reader.train import class_weights
from training.truces.states import CORPORA, MORE, PARTS, Marked, apart_from, case_of, every_mention, fitted, part_of
from trucewatch.read.encoder import WEIGHTS, Encoder, Pointed
from trucewatch.read.linear import share
from trucewatch.read.truce_telling import answered
from trucewatch.read.truce_weighing import HEAD
from trucewatch.read.windows import Window, stretches, windows

EPOCHS, BATCH, RATE, HEAD_RATE, WIDTH = 6, 16, 1e-4, 1e-3, 192
#: What the head may count for beside the words.
_TRIED = (0.05, HEAD, 0.15, 0.2, 0.3, 0.5)


@dataclass(frozen=True)
class Example:
    """Hold a mention within a window: the window's `hidden` states (pieces, 384), and the pieces of mention and
    sentence (first, last exclusive; the opening mark is piece 0).
    """

    hidden: NDArray[np.float32]
    mention: tuple[int, int]
    sentence: tuple[int, int]
    state: str
    origin: str
    report: str


class StateHead(nn.Module):
    """hidden (windows, pieces, 384), mask (windows, pieces), rows (mentions,), and mention and sentence (mentions,
    pieces), which average over their pieces -> scores (mentions, PACTS).
    """

    def __init__(self) -> None:
        super().__init__()
        encoder = Network.pretrained().enc
        encoder.config._attn_implementation = "eager"
        self.layer = encoder.encoder.layer[-1]
        size = encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.state = nn.Sequential(nn.Linear(3 * size, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, len(PACTS)))

    def forward(self, hidden: Tensor, mask: Tensor, rows: Tensor, mention: Tensor, sentence: Tensor) -> Tensor:
        seen = self.layer(hidden, attention_mask=(1 - mask[:, None, None, :].float()) * -1e4)
        seen = self.drop(seen[0] if isinstance(seen, tuple) else seen)[rows]
        means = [torch.bmm(one[:, None], seen)[:, 0] for one in (mention, sentence)]
        scores: Tensor = self.state(torch.cat([*means, seen[:, 0]], -1))
        return scores


class StateGraph(nn.Module):
    """As StateHead, with shares of 1 in place of scores."""

    def __init__(self, head: StateHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, *given: Tensor) -> Tensor:
        shares: Tensor = self.head(*given).softmax(-1)
        return shares


def examples(marked: Sequence[Marked]) -> Iterator[Example]:
    """Yield the mentions as the shipped encoder sees them, in their order."""
    encoder = Encoder(WEIGHTS)
    cut: dict[int, list[tuple[Window, NDArray[np.float32]]]] = {}
    for one in marked:
        report = one.scene.report
        if id(report) not in cut:
            cut = {id(report): []}
            for window in windows(report.text, stretches(report), encoder.tokenizer):
                cut[id(report)].append((window, encoder.encode(window).hidden[0]))
        held = [(hidden, pieces) for window, hidden in cut[id(report)] for _, pieces in answered([one.mention], window)]
        ((hidden, (mention, sentence)),) = held  # exactly one window answers for a mention
        yield Example(hidden, _bounds(mention), _bounds(sentence), one.state, one.origin, report.id)


def _bounds(pieces: Pointed) -> tuple[int, int]:
    """Return pieces as (first, last exclusive), the opening mark counted."""
    return pieces[0] + 1, pieces[-1] + 2


def collate(batch: Sequence[Example]) -> tuple[Tensor, ...]:
    """Return the arguments of StateHead."""
    size = max(len(e.hidden) for e in batch)
    hidden, mask = torch.zeros(len(batch), size, batch[0].hidden.shape[1]), torch.zeros(len(batch), size)
    means = torch.zeros(2, len(batch), size)
    for i, one in enumerate(batch):
        hidden[i, : len(one.hidden)] = torch.from_numpy(one.hidden)
        mask[i, : len(one.hidden)] = 1
        for mean, (first, last) in zip(means, (one.mention, one.sentence), strict=True):
            mean[i, first:last] = 1 / (last - first)
    return hidden, mask, torch.arange(len(batch)), means[0], means[1]


def trained(known: Sequence[Example]) -> StateHead:
    """Return a head trained on examples; rare states count for more, by the square root of how common they are."""
    torch.manual_seed(1)
    rng, head = random.Random(1), StateHead()
    labels = [PACTS.index(e.state) for e in known]
    weights = class_weights(labels, len(PACTS))
    groups = [{"params": head.layer.parameters(), "lr": RATE}, {"params": head.state.parameters(), "lr": HEAD_RATE}]
    moves = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(known) / BATCH)
    rates = torch.optim.lr_scheduler.LambdaLR(moves, lambda s: min(1.0, (s + 1) / (0.08 * steps)) * (1 - s / steps))
    head.train()
    for _ in range(EPOCHS):
        for batch in _batches(known, rng):
            gold = torch.tensor([PACTS.index(e.state) for e in batch])
            lost = F.cross_entropy(head(*collate(batch)), gold, weight=weights)
            moves.zero_grad()
            lost.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            moves.step()
            rates.step()
    return head.eval()


def _batches(known: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Return all examples in batches of about equal lengths, in a drawn order."""
    drawn = sorted(known, key=lambda e: (len(e.hidden) // 24, rng.random()))
    batches = [list(drawn[i : i + BATCH]) for i in range(0, len(drawn), BATCH)]
    rng.shuffle(batches)
    return batches


def held_out(parts: Sequence[int]) -> None:
    """Print how often words, head and both are right about the mentions of the corpora, part by part."""
    marked = list(every_mention())
    cases, known = [case_of(m) for m in marked], list(examples(marked))
    hits: Counter[str] = Counter()
    for part in parts:
        head = trained([e for e in known if e.origin not in CORPORA or part_of(e.report) != part])
        models = fitted(apart_from((c for c in cases if c.origin != MORE), part))
        ours = [(c, e) for c, e in zip(cases, known, strict=True) if e.origin in CORPORA and part_of(e.report) == part]
        for case, example in ours:
            with torch.no_grad():
                seen = head(*collate([example])).log_softmax(-1)[0].tolist()
            said = [math.log(share(models[state].odds(case.features))) for state in PACTS]
            hits["mentions"] += 1
            for name, weights in {"words": (1, 0), "head": (0, 1), **{f"both {w}": (1, w) for w in _TRIED}}.items():
                both = [weights[0] * a + weights[1] * b for a, b in zip(said, seen, strict=True)]
                hits[name] += PACTS[int(np.argmax(both))] == example.state
        print(
            f"parts up to {part}:",
            {n: k if n == "mentions" else round(k / hits["mentions"], 4) for n, k in hits.items()},
        )


def ship() -> None:
    """Train on everything and add the head to the weight folder."""
    head = StateGraph(trained(list(examples(list(every_mention())))))
    size = head.head.layer.output.dense.out_features
    each = {0: "mentions", 1: "pieces"}
    whole = {0: "windows", 1: "pieces"}
    inputs = {
        "hidden": (torch.randn(2, 64, size), whole),
        "mask": (torch.ones(2, 64, dtype=torch.long), whole),
        "rows": (torch.tensor([0, 1, 1]), {0: "mentions"}),
        "mention": (torch.full((3, 64), 1 / 64), each),
        "sentence": (torch.full((3, 64), 1 / 64), each),
    }
    path = WEIGHTS / "truces.onnx"
    written(path, head, inputs, {"state": {0: "mentions"}})
    manifest = WEIGHTS / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["sha256"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(content | {"pacts": PACTS}, indent=1) + "\n", encoding="utf-8")
    print(f"written: {path}, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("held-out", "ship"))
    parser.add_argument("--parts", default=",".join(map(str, range(PARTS))))
    args = parser.parse_args()
    torch.set_num_threads(1)
    if args.what == "ship":
        ship()
    else:
        held_out([int(part) for part in args.parts.split(",")])


if __name__ == "__main__":
    main()
