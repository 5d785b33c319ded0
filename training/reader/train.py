"""Train the network in pieces that survive an interruption.

    python -m training.reader.train polnear NAME --epochs 3 --minutes 15
    python -m training.reader.train gold NAME --init CHECKPOINT --folds 1,2,3,4 --epochs 4 --minutes 15

Each call goes on from training/out/NAME.ckpt.pt for at most --minutes and prints "done" once all steps are made; call
it until then. `gold` mixes in PolNeAR windows (--mix per gold window). The gate fold is refused.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from training.reader import data
from training.reader.data import Batch, collate
from training.reader.examples import IGNORE, CueExample, Example
from training.reader.export import load
from training.reader.network import PACTS, Network, shares
from training.reader.own import OWN
from trucewatch.model.claim import FORMS, STANCES
from trucewatch.model.event import STATUSES

OUT = Path(__file__).resolve().parents[1] / "out"


def foreign_cues(network: Network, examples: list[Example]) -> None:
    """Mark in gold windows the cues that PolNeAR's tagger finds and the gold has not: wants, plans, plain actions.

    They teach the claim head what is none.
    """
    network.eval()
    ordered = sorted(examples, key=lambda e: len(e.ids))
    with torch.no_grad():
        for i in range(0, len(ordered), 8):
            chunk = ordered[i : i + 8]
            batch = collate(chunk)
            sure = network.role(network.encode(batch.ids, batch.mask)).softmax(-1)[..., 1:3].sum(-1)
            for example, row in zip(chunk, sure, strict=True):
                _mark_foreign(example, row[1 : len(example.ids) + 1].tolist())


def _mark_foreign(example: Example, sure: list[float]) -> None:
    own = {p for c in example.cues for p in c.pieces}
    run: list[int] = []
    for piece, value in enumerate([*sure, 0.0]):
        if value >= 0.2 and piece not in own:
            run.append(piece)
        elif run:
            if not own & {run[0] - 1, run[-1] + 1}:
                example.cues.append(CueExample(run, None, claim=0))
            run = []


def schedule(
    own: list[Example], other: list[Example], places: list[Example], draw: int, budget: int, mix: float
) -> list[list[Example]]:
    """Return the batches of an epoch: gold windows, for each `mix` PolNeAR windows and at most one with places alone.

    The smaller war of the gold counts twice; own examples take no PolNeAR windows along. Without gold all of PolNeAR is
    taken.
    """
    rng = random.Random(draw)
    wars = Counter(e.conflict for e in own if e.conflict != OWN)
    rare = [e for e in own if e.conflict != OWN and wars[e.conflict] < wars.total() / len(wars)]
    windows = sum(e.conflict != OWN for e in own)
    chosen = own + rare
    for more, share in ((other, mix), (places, min(mix, 1.0))):
        chosen = chosen + (rng.sample(more, min(len(more), int(share * windows))) if own else more)
    rng.shuffle(chosen)
    batches: list[list[Example]] = []
    for i in range(0, len(chosen), 200):
        batch: list[Example] = []
        for e in sorted(chosen[i : i + 200], key=lambda e: len(e.ids)):
            if batch and (len(batch) + 1) * (len(e.ids) + 2) > budget:
                batches.append(batch)
                batch = []
            batch.append(e)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def class_weights(labels: list[int], classes: int) -> Tensor:
    """Return weights that fall with the square root of a class's count, 1 on average over the labels."""
    seen = Counter(x for x in labels if x != IGNORE)
    counts = torch.tensor([max(1, seen[k]) for k in range(classes)]).float()
    raw = counts.rsqrt()
    return raw / ((raw * counts).sum() / counts.sum())


#: What each part of the loss counts for.
SHARES = {"role": 1.0, "link": 3.0, "claim": 0.3, "stance": 0.3, "form": 0.2}
SHARES |= {"tag": 2.0, "parts": 10.0, "kind": 1.0, "status": 0.3, "pact": 0.3}


def loss(network: Network, batch: Batch, weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the parts of the loss of a batch, by the names of SHARES."""
    hidden = network.encode(batch.ids, batch.mask)
    roles = torch.where(batch.gold[:, None, None], network.own_role(hidden), network.role(hidden))
    lost = {
        "role": _cross(roles.flatten(0, 1), batch.roles.flatten()),
        "tag": _cross(network.kind_tag(hidden).flatten(0, 1), batch.kinds.flatten()),
    }
    if len(batch.rows):
        own = batch.gold[batch.rows]
        scores = network.link(hidden, batch.rows, batch.weights, batch.centre, own=own)
        lost["link"] = _cross(scores.flatten(0, 1), batch.links.flatten())
        found = shares(scores, batch.mask[batch.rows]).detach()
        judged = network.judge(hidden, batch.rows, batch.weights, found)
        for i, (name, one) in enumerate(zip(("claim", "stance", "form"), judged, strict=True)):
            lost[name] = _cross(one, batch.whole[:, i], weights.get(name))
    if len(batch.word_rows):
        lost |= _event_loss(network, hidden, batch, weights)
    return lost


def _event_loss(network: Network, hidden: Tensor, batch: Batch, weights: dict[str, Tensor]) -> dict[str, Tensor]:
    scores = network.events(hidden, batch.word_rows, batch.word_weights, batch.word_centre).float()
    known = batch.word_parts >= 0
    each = F.binary_cross_entropy_with_logits(scores, batch.word_parts.clamp(min=0), reduction="none")
    parts = scores.sigmoid() * batch.mask[batch.word_rows][..., None]
    kind, status, pact = network.tell(hidden, batch.word_rows, batch.word_weights, parts.detach())
    return {
        "parts": (each * known).sum() / known.sum().clamp(min=1),
        "kind": _cross(kind, batch.told[:, 0]),
        "status": _cross(status, batch.told[:, 1], weights.get("status")),
        "pact": _cross(pact, batch.told[:, 2], weights.get("pact")),
    }


def _cross(scores: Tensor, labels: Tensor, weight: Tensor | None = None) -> Tensor:
    if not (labels != IGNORE).any():
        return scores.float().sum() * 0
    return F.cross_entropy(scores.float(), labels, weight=weight, ignore_index=IGNORE)


def freeze(network: Network, layers: int) -> None:
    """Keep the embeddings and the lowest `layers` layers as they are; two save a quarter of the time."""
    for part in (network.enc.embeddings, *network.enc.encoder.layer[:layers]):
        part.requires_grad_(False)


def optimizer(
    network: Network, rate: float, head_rate: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return AdamW with one rate for the encoder and one for the heads, warmed up over 8 % and falling to nothing."""
    inner = {id(p) for p in network.enc.parameters()}
    taught = [p for p in network.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in taught if id(p) in inner], "lr": rate},
        {"params": [p for p in taught if id(p) not in inner], "lr": head_rate},
    ]
    made = torch.optim.AdamW(groups, weight_decay=0.01)
    return made, torch.optim.lr_scheduler.LambdaLR(
        made, lambda s: min(1.0, (s + 1) / (0.08 * steps)) * max(0.0, (steps - s) / steps)
    )


def train(args: argparse.Namespace) -> None:
    """Go on with a training for at most args.minutes."""
    torch.set_num_threads(args.threads)
    network = load(args.init) if args.init else Network.pretrained()
    polnear = data.polnear("train")
    own: list[Example] = []
    places: list[Example] = []
    if args.stage == "gold":
        own, places = data.gold(set(args.folds.split(","))), data.event_locations()
        own += data.own() * args.own
        foreign_cues(network, own)
    weights = {
        "stance": class_weights([c.stance for e in own for c in e.cues], len(STANCES)),
        "form": class_weights([c.form for e in own for c in e.cues], len(FORMS)),
        "status": class_weights([w.status for e in own for w in e.words], len(STATUSES)),
        "pact": class_weights([w.pact for e in own for w in e.words], len(PACTS)),
    }
    draws = range(args.seed * 1000, args.seed * 1000 + args.epochs)
    plan = [b for draw in draws for b in schedule(own, polnear, places, draw, args.budget, args.mix)]
    if args.freeze:
        freeze(network, args.freeze)
    moves, rates = optimizer(network, args.rate, args.head_rate, len(plan))
    OUT.mkdir(exist_ok=True)
    path = OUT / f"{args.name}.ckpt.pt"
    step = 0
    if path.exists():
        kept = torch.load(path, weights_only=True)
        network.load_state_dict(kept["net"])
        moves.load_state_dict(kept["moves"])
        rates.load_state_dict(kept["rates"])
        step = kept["step"]
    torch.manual_seed(args.seed + step)
    network.train()
    begun, seen = time.time(), []
    print(f"step {step} of {len(plan)}, {len(own)} gold windows", flush=True)
    while step < len(plan) and time.time() - begun < 60 * args.minutes:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
            lost = loss(network, collate(plan[step]), weights)
        total = torch.stack([SHARES[name] * one for name, one in lost.items()]).sum()
        moves.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        moves.step()
        rates.step()
        step += 1
        seen.append({name: one.item() for name, one in lost.items()})
        if step % 20 == 0:
            means = " ".join(f"{n} {statistics.fmean(x[n] for x in seen if n in x):.3f}" for n in SHARES if n in lost)
            print(f"step {step} {means} {time.time() - begun:.0f} s", flush=True)
            seen = []
        if step % 200 == 0:
            _save(path, network, moves, rates, step)
    _save(path, network, moves, rates, step)
    print("done" if step == len(plan) else f"stopped at step {step}: call again", flush=True)


def _save(
    path: Path, network: Network, moves: torch.optim.Optimizer, rates: torch.optim.lr_scheduler.LRScheduler, step: int
) -> None:
    fresh = path.with_suffix(".new")
    torch.save(
        {"net": network.state_dict(), "moves": moves.state_dict(), "rates": rates.state_dict(), "step": step}, fresh
    )
    fresh.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("polnear", "gold"))
    parser.add_argument("name")
    parser.add_argument("--init", type=Path, help="checkpoint to start from (default: MiniLM)")
    parser.add_argument("--folds", default="1,2,3,4,5")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--own", type=int, default=1, help="how often own examples are taken in an epoch")
    parser.add_argument("--mix", type=float, default=1.0)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--budget", type=int, default=1536, help="word pieces of a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--freeze", type=int, default=0, help="leave embeddings and this many lowest layers as they are"
    )
    parser.add_argument("--bf16", action="store_true")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
