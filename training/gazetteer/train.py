"""Train the two small models of the place room: is it a place (judge), and which one (choose).

    PYTHONPATH=src:. python training/gazetteer/train.py [--measure]

Data statement: LGL (588 articles of small US papers), GeoVirus (229 Wikinews articles), TUD-Loc-2013 (152 texts),
and folds
1-5 of our gold, where only event places are marked: there, a name that overlaps an event's place is a place, one
within the
words of an actor or source is none, the rest is left out. Texts are read from ../shared and not kept; only weights are.
--measure cross-validates: each corpus is scored with weights that never saw its own fifth.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trucewatch.know.gazetteer import Entry, Gazetteer, distance_km, load_places
from trucewatch.know.tokens import tokenize
from trucewatch.resolve.places_choose import MOST_CANDIDATES, _vote, describe
from trucewatch.resolve.places_judge import Surroundings, features
from trucewatch.resolve.places_spot import Mention, spot

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
TARGET = ROOT / "src/trucewatch/resolve/places_weights.json"
PARTS = 5


@dataclass
class Text:
    corpus: str
    number: int
    text: str
    places: list[dict]
    others: list[dict]
    whole: bool
    gazetteer: Gazetteer
    countries: tuple[str, ...]

    @property
    def part(self) -> int:
        return self.number % PARTS


def rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts() -> list[Text]:
    world = Gazetteer()
    out = []
    for name in ("lgl", "geovirus", "tud-loc-2013"):
        for i, row in enumerate(rows(SHARED / f"corpora/geo/{name}.jsonl.gz")):
            out.append(Text(name, i, row["text"], row["mentions"], [], True, world, ()))
    wars = {}
    for profile, country in (("syria", "SY"), ("libya", "LY")):
        wars[profile] = (Gazetteer(load_places(ROOT / f"conflicts/{profile}.places.toml")), (country,))
    for i, row in enumerate(rows(SHARED / "gold/dev.jsonl.gz")):
        if row["fold"] == "gate":
            continue
        gazetteer, countries = wars["libya" if "liby" in row["conflict"].lower() else "syria"]
        people = [a for e in row["events"] for a in (*e["actor"], *e["recipient"])] + [
            c["source"] for c in row["claims"]
        ]
        places = [e["place"] for e in row["events"] if e["place"] and e["place"].get("start") is not None]
        others = [p for p in people if p and p.get("start") is not None]
        out.append(Text("gold", i, row["text"], places, others, False, gazetteer, countries))
    return out


def touches(mention: Mention, spans: list[dict]) -> bool:
    return any(mention.start < s["end"] and s["start"] < mention.end for s in spans)


def examples(text: Text) -> Iterator[tuple[list[str], bool]]:
    tokens = tokenize(text.text)
    mentions = spot(text.text, text.gazetteer, text.countries, tokens=tokens)
    around = Surroundings.of(text.text, tokens, mentions)
    for mention in mentions:
        label = touches(mention, text.places)
        # A country or large town within an actor's words may well be meant as a place: no example of either.
        best = mention.candidates[0].entry
        doubtful = best.wide or best.pop > 100_000
        if label or text.whole or (touches(mention, text.others) and not doubtful):
            yield features(mention, around, text.gazetteer, text.countries), label


def logistic(
    data: list[tuple[list[str], bool]], *, epochs: int = 12, decay: float = 2e-5, seed: int = 3
) -> dict[str, float]:
    """Fit by AdaGrad; features seen fewer than four times are dropped."""
    seen = Counter(f for fs, _ in data for f in set(fs))
    names = sorted(f for f, n in seen.items() if n >= 4)
    at = {f: i for i, f in enumerate(names)}
    coded = [(np.array([at[f] for f in fs if f in at]), 1.0 if y else 0.0) for fs, y in data]
    w, g = np.zeros(len(names)), np.full(len(names), 1e-6)
    rng = random.Random(seed)
    total, count = np.zeros(len(names)), 0
    for epoch in range(epochs):
        rng.shuffle(coded)
        for ids, y in coded:
            grad = 1 / (1 + np.exp(-w[ids].sum())) - y
            step = grad + decay * 50 * w[ids]
            g[ids] += step * step
            w[ids] -= 0.2 * step / np.sqrt(g[ids])
        if epoch >= epochs // 2:
            total, count = total + w, count + 1
    mean = total / count
    return {f: round(float(v), 3) for f, v in zip(names, mean, strict=True) if abs(v) >= 0.02}


def score(known: dict[str, float], data: list[tuple[list[str], bool]]) -> tuple[float, float, float]:
    hit = said = right = 0
    for names, label in data:
        yes = sum(known.get(n, 0.0) for n in names) > 0
        hit, said, right = hit + (yes and label), said + yes, right + label
    return hit / max(1, said), hit / max(1, right), 2 * hit / max(1, said + right)


def groups(text: Text, known: dict[str, float]) -> Iterator[tuple[list[dict[str, float]], list[bool]]]:
    """Yield for each gold place with more than one candidate the features of the candidates and which are right."""
    mentions = [m for m in spot(text.text, text.gazetteer, text.countries) if touches(m, text.places)]
    votes = _vote(mentions, text.countries, known)
    for i, mention in enumerate(mentions):
        gold = next(s for s in text.places if mention.start < s["end"] and s["start"] < mention.end)
        some = mention.candidates[:MOST_CANDIDATES]
        right = rights(gold, [c.entry for c in some], text.corpus == "gold")
        if any(right) and not all(right):
            yield [describe(text.text, i, c, mentions, votes, text.countries) for c in some], right


def rights(gold: dict, entries: list[Entry], war: bool) -> list[bool]:
    if war:
        if gold["admin1"]:
            return [e.admin1 == gold["admin1"] and e.kind != "country" for e in entries]
        return [e.country == gold["country"] and e.kind == "country" for e in entries]
    if gold.get("lat") is None:
        return [False] * len(entries)
    if gold.get("geonameid"):
        same = [e.place_id == f"geonames:{gold['geonameid']}" for e in entries]
        if any(same):
            return same
    km = [distance_km(e.point, (gold["lat"], gold["lon"])) if e.point else 20_000.0 for e in entries]
    return [k <= max(30.0, min(km) + 5) and k <= 161 for k in km]


def conditional(data: list[tuple[list[dict[str, float]], list[bool]]], *, epochs: int = 15) -> dict[str, float]:
    """Fit a conditional logit (softmax over the candidates of one name) by AdaGrad."""
    seen = Counter(f for facts, _ in data for f in {k for d in facts for k in d})
    names = sorted(f for f, n in seen.items() if n >= 5)
    at = {f: i for i, f in enumerate(names)}
    coded = []
    for facts, right in data:
        x = np.zeros((len(facts), len(names)))
        for row, fact in zip(x, facts, strict=True):
            for k, v in fact.items():
                if k in at:
                    row[at[k]] = v
        coded.append((x, np.array(right)))
    w, g = np.zeros(len(names)), np.full(len(names), 1e-6)
    rng = random.Random(5)
    for _epoch in range(epochs):
        rng.shuffle(coded)
        for x, right in coded:
            p = np.exp(x @ w - (x @ w).max())
            p /= p.sum()
            target = np.where(right, p, 0)
            grad = x.T @ (p - target / target.sum()) + 2e-4 * w
            g += grad * grad
            w -= 0.3 * grad / np.sqrt(g)
    return {f: round(float(v), 3) for f, v in zip(names, w, strict=True)}


def pick(known: dict[str, float], data: list[tuple[list[dict[str, float]], list[bool]]]) -> float:
    hit = 0
    for facts, right in data:
        scores = [sum(known.get(k, 0.0) * v for k, v in f.items()) for f in facts]
        hit += right[int(np.argmax(scores))]
    return hit / max(1, len(data))


CORPORA = ("lgl", "geovirus", "tud-loc-2013", "gold")
#: Where the first round of votes begins: rank and size alone.
START = {
    "size": 1.0,
    "rank": -0.5,
    "kind=country": 3.0,
    "kind=capital": 1.0,
    "theatre": 3.0,
    "own": 3.0,
    "kind=admin2": -1.0,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--only", choices=("judge", "choose"))
    args = parser.parse_args()
    every = texts()
    found = json.loads(TARGET.read_text("utf-8")) if TARGET.exists() else {}
    if args.only != "choose":
        found["judge"] = train(every, lambda t: list(examples(t)), logistic, score_text, args.measure)
    if args.only != "judge":
        first = train(every, lambda t: list(groups(t, START)), conditional, pick_text, False)
        found["choose"] = train(every, lambda t: list(groups(t, first)), conditional, pick_text, args.measure)
    TARGET.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", "utf-8")
    print({k: len(v) for k, v in found.items()}, "weights", TARGET.stat().st_size, "bytes")


def fifths() -> list[dict[str, dict[str, float]]]:
    """Return for each fifth of the texts the weights trained on the others (for eval/places.py --cross)."""
    every = texts()
    out = []
    judged = [(t, list(examples(t))) for t in every]
    started = [(t, list(groups(t, START))) for t in every]
    for part in range(PARTS):
        first = conditional([e for t, es in started if t.part != part for e in es])
        chosen = [e for t in every if t.part != part for e in groups(t, first)]
        out.append(
            {"judge": logistic([e for t, es in judged if t.part != part for e in es]), "choose": conditional(chosen)}
        )
    return out


def score_text(known: dict[str, float], data: list) -> str:
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*score(known, data))


def pick_text(known: dict[str, float], data: list) -> str:
    return f"right {pick(known, data):.3f}"


def train(every: list[Text], examples_of, fit, show, measure: bool) -> dict[str, float]:
    data = [(t, examples_of(t)) for t in every]
    for part in range(PARTS if measure else 0):
        known = fit([e for t, es in data if t.part != part for e in es])
        for corpus in CORPORA:
            held = [e for t, es in data if t.part == part and t.corpus == corpus for e in es]
            print(part, corpus, len(held), show(known, held), flush=True)
    return fit([e for _, es in data for e in es])


if __name__ == "__main__":
    main()
