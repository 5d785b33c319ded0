"""Prove the intake: bombs, mutated pages, damaged crawls, speed: `python -m eval.intake [--tenth] [PART ...]`.

Parts are bombs, pages, crawls, speed, kills and orders; the nightly size is 10,000 mutated pages, 2,000 damaged
crawls, 5,000 reports of each kind, 200 kills and 300 reports in three orders, `--tenth` a tenth of these. Every bomb
and every kind is read in a process of its own, whose peak memory (VmHWM) and processor seconds include start-up (a
clock on the wall would tell what else the machine does). Exit code 1 when a bomb takes 300 MB or 10 s, when anything
is raised, when a damage changes what is read and is not told, or when a kill or an order changes the record.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from eval.intake_added import kills, orders
from eval.intake_made import BOMBS, crawl_of, make_corpus, make_page
from trucewatch.errors import PROBLEMS
from trucewatch.ingest import load
from trucewatch.model import Problem, Report

MAX_MB, MAX_SECONDS = 300, 10.0
SEED = 2016


def measured(path: Path) -> dict[str, Any]:
    """Read a path in a process of its own."""
    command = [sys.executable, "-m", "eval.intake_one", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=3_600)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:], "processor": 0.0, "mb": 0.0, "codes": {}, "reports": 0}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def bombs(_size: int) -> bool:
    """Read every bomb; tell whether all stayed within bounds and were told."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for name, make in BOMBS.items():
            path = Path(folder) / name
            path.write_bytes(make())
            took = measured(path)
            fits = "failed" not in took and took["mb"] < MAX_MB and took["processor"] < MAX_SECONDS
            fits = fits and bool(took["codes"] or took["reports"])
            good = good and fits
            told = took.get("failed") or dict(took["codes"])
            size = path.stat().st_size
            bounds = f"{took['processor']:5.1f} s {took['mb']:4.0f} MB"
            print(f"{'ok ' if fits else 'BAD'} {name:22} {size:>11,} B {bounds} {told}")
            path.unlink()
    return good


def mutated(raw: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Return bytes with one damage, and its kind."""
    at = chance.randrange(1, len(raw))
    kind = chance.choice(("cut", "flip", "delete", "noise", "twice"))
    end = min(len(raw), at + chance.randint(1, 400))
    pieces = {
        "cut": lambda: raw[:at],
        "flip": lambda: raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :],
        "delete": lambda: raw[:at] + raw[end:],
        "noise": lambda: raw[:at] + chance.randbytes(end - at) + raw[at:],
        "twice": lambda: raw[:end] + raw[at:],
    }
    return pieces[kind](), kind


def pages(size: int) -> bool:
    """Read mutated pages; tell whether each gave a report or one of our problems."""
    chance, outcomes, began = random.Random(SEED), Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.html"
        for number in range(size):
            raw = make_page(chance)
            for _ in range(chance.randint(1, 8)):
                raw = mutated(raw, chance)[0] if len(raw) > 1 else raw
            path.write_bytes(raw)
            try:
                for found in load(path):
                    outcomes[found.code if isinstance(found, Problem) else "report"] += 1
            except Exception as error:  # this is what must not be
                outcomes["RAISED"] += 1
                print(f"page {number}: {type(error).__name__}: {error}")
    print(f"{size:,} mutated pages in {time.monotonic() - began:.0f} s: {dict(outcomes)}")
    return set(outcomes) <= {"report", *PROBLEMS}


def outcome(path: Path) -> tuple[list[str], set[str]]:
    """Return the texts that a crawl gives, and the codes of its problems without remarks on dates."""
    texts, codes = [], set()
    for found in load(path):
        if isinstance(found, Report):
            texts.append(found.text)
        codes |= {p.code for p in ([found] if isinstance(found, Problem) else found.problems)}
    return texts, codes - {"TW-P202", "TW-P203"}


def crawls(size: int) -> bool:
    """Read damaged crawls; tell whether each damage was told that changes what is read."""
    chance, counts, began = random.Random(SEED), Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc"
        for number in range(size):
            zipped = number % 2 == 0
            records = crawl_of(chance, 3)
            ends = [sum(len(gzip.compress(r) if zipped else r) for r in records[:n]) for n in range(len(records) + 1)]
            whole = b"".join(gzip.compress(r) if zipped else r for r in records)
            path.write_bytes(whole)
            before, _ = outcome(path)
            raw, kind = mutated(whole, chance)
            if kind == "cut" and len(raw) in ends:
                raw = raw[:-1]
            path.write_bytes(raw)
            try:
                after, codes = outcome(path)
            except Exception as error:  # this is what must not be
                counts["RAISED"] += 1
                print(f"crawl {number}: {type(error).__name__}: {error}")
                continue
            verdict = "told" if codes else "harmless" if after == before else "UNSEEN"
            counts[f"{kind} {'gzip' if zipped else 'plain'} {verdict}"] += 1
            if verdict == "UNSEEN":
                (Path(tempfile.gettempdir()) / f"unseen-{number}.warc").write_bytes(raw)
    took = time.monotonic() - began
    print(f"{size:,} damaged crawls in {took:.0f} s: {json.dumps(dict(sorted(counts.items())), indent=1)}")
    return not any("UNSEEN" in name or name == "RAISED" for name in counts)


def speed(size: int) -> bool:
    """Read a generated corpus in every kind of input and print reports per processor second and peak memory."""
    cpu = next((c.split(":")[1].strip() for c in _lines("/proc/cpuinfo") if c.startswith("model name")), "")
    print(
        f"{cpu or platform.machine()}, {platform.system()}, Python {platform.python_version()}; {size:,} reports each"
    )
    print("| input | MB | reports per processor second | peak memory |\n|---|---|---|---|")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for name, path, count in make_corpus(Path(folder), size, random.Random(SEED)):
            took = measured(path)
            good = good and took["reports"] == count
            files = [path] if path.is_file() else list(path.iterdir())
            mb = sum(f.stat().st_size for f in files) / 1e6
            rate = took["reports"] / took["processor"] if took["reports"] else 0.0
            print(f"| {name} | {mb:.1f} | {rate:.0f} | {took['mb']:.0f} MB |", flush=True)
            if took["reports"] != count:
                print(f"  {took['reports']} of {count} reports; {took.get('failed') or took['codes']}")
    return good


def _lines(path: str) -> Iterator[str]:
    yield from Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else ()


#: part -> (how to prove it, its nightly size)
PARTS: dict[str, tuple[Callable[[int], bool], int]] = {
    "bombs": (bombs, 1),
    "pages": (pages, 10_000),
    "crawls": (crawls, 2_000),
    "speed": (speed, 5_000),
    "kills": (kills, 200),
    "orders": (orders, 300),
}


def main() -> int:
    """Prove the parts that the command line names, all where it names none."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--tenth", action="store_true", help="a tenth of the nightly size")
    given = parser.parse_args()
    good = [PARTS[name][0](max(1, PARTS[name][1] // (10 if given.tenth else 1))) for name in given.parts or PARTS]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
