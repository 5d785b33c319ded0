"""Score who is who with the gold's spans given: claims' sources, and actors and recipients of events.

    python eval/actors.py [--fold gate] [--show N] [--profile NAME]

Prints, per set: side and name accuracy of sources, side accuracy of actors and recipients, with the constant answer.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from trucewatch.know.profiles import Profile, choose_profile, load_profile, shipped_profiles
from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim, Source
from trucewatch.model.report import PublishedDate, Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@dataclass
class Tally:
    """Hold hits per report for each figure, and the gold labels for the constant answer."""

    hits: dict[str, list[list[bool]]] = field(default_factory=dict)
    labels: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, name: str, report: int, right: bool, label: str = "") -> None:
        """Count one answer of one report."""
        rows = self.hits.setdefault(name, [])
        while len(rows) <= report:
            rows.append([])
        rows[report].append(right)
        self.labels.setdefault(name, Counter())[label] += 1

    def lines(self) -> Iterable[str]:
        """Return a line for each figure: value, bootstrap interval, count, constant answer."""
        rng = random.Random(7)
        for name, rows in self.hits.items():
            total = sum(map(len, rows))
            draws = sorted(_mean(rng.choices(rows, k=len(rows))) for _ in range(300))
            constant = self.labels[name].most_common(1)[0][1] / total if self.labels[name].get("") is None else 0.0
            yield f"{name:24}{_mean(rows):.3f} [{draws[7]:.3f}, {draws[292]:.3f}]  n {total}  constant {constant:.3f}"


def _mean(rows: Sequence[Sequence[bool]]) -> float:
    total = sum(map(len, rows))
    return sum(map(sum, rows)) / total if total else 0.0


def load_gold(gate: bool) -> list[dict[str, Any]]:
    """Return the gold reports of the gate fold, or of the other folds."""
    with gzip.open(SHARED / "gold" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [r for r in rows if (r["fold"] == "gate") == gate]


def as_report(row: dict[str, Any]) -> Report:
    """Return a gold row as a report whose published date is given."""
    given = date.fromisoformat(row["published_true"]) if row["published_true"] else None
    return Report(
        row["id"], row["text"], "", "", outlet=row["outlet"], title=row["title"], published=PublishedDate(given)
    )


def as_claim(row: dict[str, Any], text: str) -> Claim:
    """Return a gold claim as a reader would hand it over: the source's words only."""
    words = Span.of(text, row["source"]["start"], row["source"]["end"])
    source = Source(words, None, words.text, "unknown", row["source"]["named"])
    content = tuple(Span.of(text, c["start"], c["end"]) for c in row["content"])
    cue = Span.of(text, row["cue"]["start"], row["cue"]["end"]) if row["cue"] else Span.of(text, words.end, words.end)
    return Claim(row["id"], source, cue, content, row["form"], row["stance"], 1.0)


def _alike() -> Callable[[str, str], bool]:
    """Return the name comparison of the shared scorer."""
    path = SHARED / "benchmarks" / "score_record.py"
    spec = importlib.util.spec_from_file_location("score_record", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[str, str], bool] = module.alike
    return found


def score(rows: Sequence[dict[str, Any]], profiles: Sequence[Profile], show: int = 0) -> Tally:
    """Score the resolver on gold spans; `show` prints that many wrong answers of each kind."""
    alike = _alike()
    tally, shown = Tally(), Counter[str]()
    resolvers: dict[str, ActorResolver] = {}
    for n, row in enumerate(rows):
        report = as_report(row)
        profile = choose_profile(report, profiles)
        tally.add("profile", n, profile.id == row["conflict"], row["conflict"])
        resolver = resolvers.setdefault(profile.id, ActorResolver(profile))
        claims = tuple(as_claim(c, row["text"]) for c in row["claims"])
        mentions = resolver.mentions(report)
        for gold, mine in zip(row["claims"], resolver.sources(report, claims, mentions), strict=True):
            want, got = gold["source"], mine.source
            rights = {"sources.side": got.side == want["side"], "sources.who": alike(want["name"], got.name)}
            for name, right in rights.items():
                tally.add(name, n, right, want["side" if name.endswith("side") else "name"])
                if not right and shown[name] < show:
                    shown[name] += 1
                    print(_wrong(name, row, want, got.name, got.side), got.via)
            tally.add("sources.named", n, got.named == want["named"], str(want["named"]))
        _score_events(row, report, resolver, mentions, tally, n, shown, show)
    return tally


def _wrong(what: str, row: dict[str, Any], want: dict[str, Any], name: str, side: str) -> str:
    gold = f"{want['text']!r} is {want['name']} ({want['side']})"
    return f"{what} {row['outlet']}: {gold}, read {name} ({side})"


def _score_events(
    row: dict[str, Any],
    report: Report,
    resolver: ActorResolver,
    mentions: Sequence[Actor],
    tally: Tally,
    n: int,
    shown: Counter[str],
    show: int,
) -> None:
    for event in row["events"]:
        for role in ("actor", "recipient"):
            for want in event[role]:
                if want["start"] is None:
                    continue
                mine = resolver.resolve(report, Span.of(row["text"], want["start"], want["end"]))
                right = mine.side == want["side"]
                found = [a.side for a in mentions if a.words.start < want["end"] and want["start"] < a.words.end]
                tally.add(f"mentions.{role}.side", n, want["side"] in found, want["side"])
                tally.add(f"events.{role}.side", n, right, want["side"])
                if not right and shown[role] < show:
                    shown[role] += 1
                    print(_wrong(role, row, want, mine.name, mine.side))


def main() -> None:
    """Print the figures of the folds 1 to 5, or of the gate fold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--fold", choices=("train", "gate"), default="train")
    parser.add_argument("--show", type=int, default=0, help="print wrong answers (never of the gate fold)")
    parser.add_argument("--conflict")
    parser.add_argument("--skip", type=int, default=0)
    args = parser.parse_args()
    rows = load_gold(args.fold == "gate")
    if args.conflict:
        rows = [r for r in rows if r["conflict"] == args.conflict]
    profiles = [load_profile(name) for name in shipped_profiles()]
    for line in score(rows[args.skip :], profiles, 0 if args.fold == "gate" else args.show).lines():
        print(line)


if __name__ == "__main__":
    main()
