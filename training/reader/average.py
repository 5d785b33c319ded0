"""Average checkpoints of one training, and the trial's beneath its own part of the network.

    python -m training.reader.average OUT.pt A.ckpt.pt=0.2 B.ckpt.pt=0.55 --trial TRIAL=0.25

What the trial's checkpoint has not (our heads) is averaged over the others alone, by the same shares. Nearby
checkpoints of one training have averages as good as each of them or better (Izmailov et al. 2018).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from training.reader.export import load
from training.reader.network import OURS


def average(parts: list[tuple[Path, float]], trial: tuple[Path, float] | None) -> dict[str, Tensor]:
    """Return the weights of the average; the shares need not sum to 1."""
    states = [(load(path).state_dict(), share) for path, share in parts]
    older = (load(trial[0]).state_dict(), trial[1]) if trial else None
    out: dict[str, Tensor] = {}
    for name, last in states[-1][0].items():
        among = [*states, older] if older and not name.startswith(OURS) else states
        whole = sum(share for _, share in among)
        mean = sum(state[name].float() * (share / whole) for state, share in among)
        out[name] = mean if last.is_floating_point() else last
    return out


def _part(text: str) -> tuple[Path, float]:
    path, _, share = text.rpartition("=")
    return Path(path), float(share)


def main() -> None:
    """Write the average as a checkpoint that export takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", nargs="+", type=_part, metavar="CHECKPOINT=SHARE")
    parser.add_argument("--trial", type=_part, metavar="CHECKPOINT=SHARE")
    args = parser.parse_args()
    torch.save(average(args.parts, args.trial), args.out)


if __name__ == "__main__":
    main()
