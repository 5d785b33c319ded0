"""Measure how reading time grows with hostile text: `python -m eval.growth [--kilobytes 40]`.

Repeats pieces that invite patterns to go back and forth, once and to twice the length, and prints for each reader the
worst growth (2 is linear, 4 quadratic) and the worst processor milliseconds per kilobyte, with the piece. Nothing here
is a floor: the machine decides; the growth comes from one run.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from datetime import date

from trucewatch.ingest.page import extract
from trucewatch.ingest.zones import lay_out
from trucewatch.know.profiles import load_profile, shipped_profiles
from trucewatch.know.times.find import find_times
from trucewatch.model.report import PublishedDate, Report
from trucewatch.read.prose import Prose
from trucewatch.resolve.actors import ActorResolver
from trucewatch.resolve.references_breaks import breaks_of

PIECES = (
    *("A ", "Aa, ", "(", "(Photo) A. ", "\n", "a\n", " | ", "A he The He ' ", "rebels and ", "of the ", "1,1,"),
    *("two ", "on Monday at ", "2016-", "07:30", "a few days ", "<div>", "<p>", "&amp;", "\u202e\u200b😀"),
)
#: A reader that takes less than this (seconds) is not asked how it grows: the clock is coarser.
LEAST = 0.02


def readers() -> dict[str, Callable[[str], object]]:
    """Return what reads a text, by name."""
    resolver = ActorResolver(load_profile(shipped_profiles()[0]))
    return {
        "times": lambda text: find_times(text, date(2016, 8, 3)),
        "prose": lambda text: Prose.of(_report(text)),
        "actors": lambda text: resolver.mentions(_report(text)),
        "breaks": breaks_of,
        "zones": lambda text: lay_out(text, text[:20]),
        "page": extract,
    }


def _report(text: str) -> Report:
    return Report("r", text, "0" * 64, "0" * 64, published=PublishedDate(date(2016, 8, 3)))


def seconds(reader: Callable[[str], object], text: str) -> float:
    """Return the processor seconds of one reading."""
    gc.collect()
    begun = time.process_time()
    reader(text)
    return time.process_time() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--kilobytes", type=int, default=40)
    size = 1000 * parser.parse_args().kilobytes
    for name, reader in readers().items():
        reader("A first reading.")
        growth, cost = (0.0, ""), (0.0, "")
        for piece in PIECES:
            text = piece * (size // len(piece))
            once, twice = seconds(reader, text), seconds(reader, text + text)
            cost = max(cost, (1000 * twice / (2 * len(text) / 1000), piece))
            if once >= LEAST:
                growth = max(growth, (twice / once, piece))
        grows = f"growth {growth[0]:.1f} ({growth[1]!r})" if growth[0] else f"under {LEAST} s"
        print(f"{name:7} {grows}, at most {cost[0]:.1f} ms per kB ({cost[1]!r})", flush=True)


if __name__ == "__main__":
    main()
