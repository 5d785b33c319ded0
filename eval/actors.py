"""Score who is who with the gold's spans given: claims' sources, and actors and recipients of events.

    python -m eval.actors [--fold gate] [--show N] [--profile NAME]

Prints, per set: side and name accuracy of sources, side accuracy of actors and recipients, with the constant answer.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eval.renaming import plain, renamed
from eval.shared import SHARED, rows, scorer
from trucewatch.know.profiles import Profile, choose_profile, load_profile, shipped_profiles
from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim, Source
from trucewatch.model.report import PublishedDate, Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver
from trucewatch.resolve.actors_force import force


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
        for name, parts in self.hits.items():
            total = sum(map(len, parts))
            draws = sorted(_mean(rng.choices(parts, k=len(parts))) for _ in range(300))
            constant = self.labels[name].most_common(1)[0][1] / total
            yield f"{name:24}{_mean(parts):.3f} [{draws[7]:.3f}, {draws[292]:.3f}]  n {total}  constant {constant:.3f}"


def _mean(parts: Sequence[Sequence[bool]]) -> float:
    total = sum(map(len, parts))
    return sum(map(sum, parts)) / total if total else 0.0


def load_gold(gate: bool) -> list[dict[str, Any]]:
    """Return the gold reports of the gate fold, or of the other folds."""
    return [r for r in rows(SHARED / "gold" / "dev.jsonl.gz") if (r["fold"] == "gate") == gate]


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


def score(reports: Sequence[dict[str, Any]], profiles: Sequence[Profile], show: int = 0) -> Tally:
    """Score the resolver on gold spans; `show` prints that many wrong answers of each kind."""
    alike = scorer("score_record").alike
    tally, shown = Tally(), Counter[str]()
    resolvers: dict[str, ActorResolver] = {}
    for n, row in enumerate(reports):
        report = as_report(row)
        profile = choose_profile(report, profiles)
        tally.add("profile", n, plain(profile.id) == row["conflict"], row["conflict"])
        resolver = resolvers.setdefault(profile.id, ActorResolver(profile))
        claims = tuple(as_claim(c, row["text"]) for c in row["claims"])
        mentions = resolver.mentions(report)
        for gold, mine in zip(row["claims"], resolver.sources(report, claims, mentions), strict=True):
            want, got = gold["source"], mine.source
            rights = {"sources.side": plain(got.side) == want["side"], "sources.who": alike(want["name"], got.name)}
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
                mine = force(mine, event["type"], resolver.profile) if role == "actor" else mine
                right = plain(mine.side) == want["side"]
                found = [plain(a.side) for a in mentions if a.words.start < want["end"] and want["start"] < a.words.end]
                tally.add(f"mentions.{role}.side", n, want["side"] in found, want["side"])
                tally.add(f"events.{role}.side", n, right, want["side"])
                if not right and shown[role] < show:
                    shown[role] += 1
                    print(_wrong(role, row, want, mine.name, mine.side))


def figures() -> dict[str, float]:
    """Return every figure on the gate fold, and print it with its interval and the constant answer.

    "renamed" is the part of the single answers that are the same with profiles of other ids and labels.
    """
    reports, profiles = load_gold(True), [load_profile(name) for name in shipped_profiles()]
    found = score(reports, profiles)
    for line in found.lines():
        print(line)
    again = score(reports, [renamed(profile) for profile in profiles])
    pairs = [(a, b) for name, hits in found.hits.items() for a, b in _each(hits, again.hits[name])]
    same = sum(a == b for a, b in pairs) / len(pairs)
    print(f"{'renamed':24}{same:.3f}  n {len(pairs)}")
    return {**{name: _mean(hits) for name, hits in found.hits.items()}, "renamed": same}


def _each(one: Sequence[Sequence[bool]], other: Sequence[Sequence[bool]]) -> Iterable[tuple[bool, bool]]:
    for left, right in zip(one, other, strict=True):
        yield from zip(left, right, strict=True)


def main() -> None:
    """Print the figures of the folds 1 to 5, or of the gate fold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--fold", choices=("train", "gate"), default="train")
    parser.add_argument("--show", type=int, default=0, help="print wrong answers (never of the gate fold)")
    parser.add_argument("--conflict")
    parser.add_argument("--skip", type=int, default=0)
    args = parser.parse_args()
    reports = load_gold(args.fold == "gate")
    if args.conflict:
        reports = [r for r in reports if r["conflict"] == args.conflict]
    profiles = [load_profile(name) for name in shipped_profiles()]
    for line in score(reports[args.skip :], profiles, 0 if args.fold == "gate" else args.show).lines():
        print(line)


if __name__ == "__main__":
    main()
