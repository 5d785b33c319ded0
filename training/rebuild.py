"""Rebuild every weight of the reader, from the trial's checkpoint to the small models, step by step.

    python -m training.rebuild            go on where the last call stopped (about eight hours of one core in all)
    python -m training.rebuild --list     show the steps and which are done
    python -m training.rebuild --until N  stop after step N

Needs ../shared, torch and `pip install -e .[training]`. What is done stands in training/out/rebuild.json; a training
that was interrupted goes on from its last checkpoint. The twins (five, cv1, cv2, cv34) are encoders that have not seen
the folds which the small models are fitted on. training/DATA.md tells why each number is what it is.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parent / "out"
DONE = OUT / "rebuild.json"
TRIAL = "../shared/trial/attribution/attr_minilm_l6_3ep.fp16.pt"
WEIGHTS, READINGS = "src/trucewatch/read/weights", "training/out/readings.pickle"
CONFIDENCE = "--confidence -1.2665 0.0576 0.4048 0.4822"
FIRST = "--epochs 4 --mix 0.8 --own 0 --freeze 2"
THEN = "--epochs 1 --mix 5 --own 2 --freeze 2 --rate 6e-5 --head-rate 6e-4"
#: Encoder -> the folds that it learns from, and whether it has the second training as well.
ENCODERS = {
    "all": ("1,2,3,4,5", True),
    "five": ("1,2,3,4", True),
    "cv1": ("2,3,4,5", False),
    "cv2": ("1,3,4,5", False),
    "cv34": ("1,2,5", False),
}
MODELS = ("sameness", "worth", "people", "linking", "status", "placing", "dating", "telling", "sides")
Run = Callable[[Sequence[str]], bool]


def steps() -> list[str]:
    """Return the steps in order, each a module with its arguments."""
    found: list[str] = []
    for name, (folds, twice) in ENCODERS.items():
        last, shares = f"training/out/{name}-a.ckpt.pt", f"training/out/{name}-a.ckpt.pt=0.75"
        found.append(f"training.reader.train gold {name}-a --init {TRIAL} --folds {folds} {FIRST}")
        if twice:
            found.append(f"training.reader.train gold {name}-b --init {last} --folds {folds} {THEN}")
            shares = f"training/out/{name}-a.ckpt.pt=0.2 training/out/{name}-b.ckpt.pt=0.55"
        found.append(f"training.reader.average training/out/{name}.pt {shares} --trial {TRIAL}=0.25")
        folder = WEIGHTS if name == "all" else f"training/out/w_{name}"
        found.append(f"training.reader.export training/out/{name}.pt {folder} {CONFIDENCE}")
    twins = "1=training/out/w_cv1 2=training/out/w_cv2 3,4=training/out/w_cv34 5=training/out/w_five"
    found += ["training.truces.states", "training.truces.head ship", f"training.events.inputs {READINGS} {twins}"]
    return found + [f"training.events.{model} {READINGS}" for model in MODELS]


def rebuild(run: Run, until: int, kept: Path = DONE) -> None:
    """Make the steps that are not done yet, at most up to number `until` (from 1).

    `run` makes a step and tells whether it is finished; one that is not is made again: a training goes on then.
    """
    done: list[str] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []
    for step in (s for s in steps()[:until] if s not in done):
        print(f"== {step}", flush=True)
        while not run(step.split()):
            pass
        done.append(step)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(done, indent=0) + "\n", encoding="utf-8")


def run_module(words: Sequence[str]) -> bool:
    """Run a module in a process of its own, its output shown; a training is finished once it says "done"."""
    last = ""
    with subprocess.Popen([sys.executable, "-m", *words], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip()
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} failed with {process.returncode}; call this command again to go on")
    return words[0] != "training.reader.train" or last == "done"


def main() -> None:
    every = steps()
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--list", action="store_true", help="show the steps and which are done")
    parser.add_argument("--until", type=int, default=len(every), help="stop after this step (from 1)")
    args = parser.parse_args()
    if args.list:
        done = json.loads(DONE.read_text(encoding="utf-8")) if DONE.exists() else []
        print("\n".join(f"{n:3} {'done' if s in done else '    '} {s}" for n, s in enumerate(every, 1)))
        return
    rebuild(run_module, args.until)


if __name__ == "__main__":
    main()
