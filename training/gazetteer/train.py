"""Train the two small models of the place room: is it a place (judge), and which one (choose).

    PYTHONPATH=src:. python training/gazetteer/train.py [--only judge|choose]

Data statement: LGL (588 articles of small US papers), GeoVirus (229 Wikinews articles), TUD-Loc-2013 (152 texts), and
folds 1-5 of our gold, where only event places are marked: there, a name that overlaps an event's place is a place, one
within the words of an actor or source is none, the rest is left out. Texts are read from ../shared and not kept; only
weights are. `python -m eval.places --cross` scores each text by weights that never saw its own fifth.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trucewatch.know.gazetteer import Entry, Gazetteer, distance_km, load_places
from trucewatch.know.tokens import tokenize
from trucewatch.resolve.places import PlaceResolver
from trucewatch.resolve.places_choose import ROUNDS, Chooser
from trucewatch.resolve.places_facts import COLUMNS, STANDING, Setting
from trucewatch.resolve.places_judge import Surroundings, features
from trucewatch.resolve.places_spot import Mention, spot

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
TARGET = ROOT / "src/trucewatch/resolve/places_weights.json"
PARTS = 5
Facts = dict[str, float]
Weights = Mapping[str, Mapping[str, float]]
#: The facts of the candidates of one mention, and which candidates are right.
Example = tuple[np.ndarray, np.ndarray]


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
    outlet: str | None = None

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
            out.append(Text(name, i, row["text"], row["mentions"], [], True, world, (), row.get("domain")))
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


def groups(text: Text, known: Weights, rounds: int) -> Iterator[Example]:
    """Yield for each gold place with more than one candidate the facts of the candidates and which are right.

    `known` holds the weights of the rounds before the round number `rounds`.
    """
    mentions = gold_mentions(text)
    if not mentions:
        return
    chooser = Chooser(text.countries, known)
    scene = chooser.scene(text.text, mentions, Setting.of(text.outlet), rounds=rounds)
    for number, group in enumerate(scene.groups):
        entries = [c.entry for c in group.name.candidates]
        for i in group.mentions:
            gold = next(s for s in text.places if mentions[i].start < s["end"] and s["start"] < mentions[i].end)
            right = rights(gold, entries, text.corpus == "gold")
            if any(right) and not all(right):
                yield scene.table[scene.starts[number] : scene.starts[number + 1]], np.array(right)


def gold_mentions(text: Text) -> list[Mention]:
    """Return the gold places as mentions: in our gold those that we spot, else the words that are given."""
    if id(text) not in _MENTIONS:
        _MENTIONS[id(text)] = list(_spotted(text) if text.corpus == "gold" else _given(text))
    return _MENTIONS[id(text)]


_MENTIONS: dict[int, list[Mention]] = {}


def _spotted(text: Text) -> Iterator[Mention]:
    yield from (m for m in spot(text.text, text.gazetteer, text.countries) if touches(m, text.places))


def _given(text: Text) -> Iterator[Mention]:
    resolver = PlaceResolver(text.gazetteer, countries=text.countries, known={})
    for s in text.places:
        words = text.text[s["start"] : s["end"]]
        found = tuple(resolver.meanings(words))
        if found:
            yield Mention(s["start"], s["end"], 0, 0, words, found)


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


def conditional(data: list[Example], *, columns: int = len(COLUMNS), epochs: int = 25, decay: float = 1e-3) -> Facts:
    """Fit a conditional logit (softmax over the candidates of one name) on the first `columns` facts by AdaGrad."""
    rng = random.Random(5)
    w, g = np.zeros(columns), np.full(columns, 1e-6)
    order = list(range(len(data)))
    for _epoch in range(epochs):
        rng.shuffle(order)
        for batch in (order[i : i + 24] for i in range(0, len(order), 24)):
            x = np.vstack([data[i][0][:, :columns] for i in batch]).astype(np.float64)
            right = np.concatenate([data[i][1] for i in batch])
            starts = np.cumsum([0, *(len(data[i][1]) for i in batch[:-1])])
            grad = x.T @ (_shares(x @ w, starts, np.ones_like(right)) - _shares(x @ w, starts, right))
            grad = grad / len(batch) + decay * w
            g += grad * grad
            w -= 0.3 * grad / np.sqrt(g)
    return {name: round(float(v), 4) for name, v in zip(COLUMNS, w, strict=False) if abs(v) > 1e-4}


def _shares(scores: np.ndarray, starts: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Return each row's share among the rows of its group that are marked in `among`."""
    counts = np.diff([*starts, len(scores)])
    p = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), counts)) * among + 1e-300
    shares: np.ndarray = p / np.repeat(np.add.reduceat(p, starts), counts)
    return shares


def scale_of(known: Facts, data: list[Example]) -> float:
    """Return the factor of the scores that makes the winner's share most probable to be the share of right winners."""
    w = np.array([known.get(name, 0.0) for name in COLUMNS])
    scored = [(x @ w, right) for x, right in data]

    def loss(scale: float) -> float:
        shares = [(_shares(s * scale, np.array([0]), np.ones_like(r)), r) for s, r in scored]
        return -sum(float(np.log(max(1e-9, p[r].sum()))) for p, r in shares)

    return min((0.4 + 0.05 * i for i in range(20)), key=loss)


CORPORA = ("lgl", "geovirus", "tud-loc-2013", "gold")
#: Where the first round begins: rank and size alone.
START: Facts = {"size": 1.0, "rank": -0.5, "kind=country": 3.0, "kind=capital": 1.0, "theatre": 3.0, "own": 3.0}


def fit_rounds(every: list[Text]) -> dict[str, Facts]:
    """Fit the three rounds of the choice one after the other on some texts, and the scale of the scores."""
    known: dict[str, Facts] = {}
    for number, name in enumerate(ROUNDS, 1):
        data = [e for t in every for e in groups(t, {"standing": START, **known}, number)]
        known[name] = conditional(data, columns=len(STANDING) if number == 1 else len(COLUMNS))
    return known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", choices=("judge", "choose"))
    args = parser.parse_args()
    every = texts()
    found = json.loads(TARGET.read_text("utf-8")) if TARGET.exists() else {}
    if args.only != "choose":
        found["judge"] = logistic([e for t in every for e in examples(t)])
    if args.only != "judge":
        found |= fit_rounds(every) | {"calibration": {"scale": held_out_scale(every)}}
    TARGET.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", "utf-8")
    print({k: len(v) for k, v in found.items()}, "weights", TARGET.stat().st_size, "bytes")


def held_out_scale(every: list[Text]) -> float:
    """Return the scale that fits texts which the weights have not seen: one fifth, by the weights of the others."""
    known = fit_rounds([t for t in every if t.part])
    return scale_of(known["choose"], [e for t in every if not t.part for e in groups(t, known, len(ROUNDS))])


def fifths(judge: bool = True) -> list[dict[str, Facts]]:
    """Return for each fifth of the texts the weights trained on the others (for eval/places.py --cross)."""
    every = texts()
    judged = [(t, list(examples(t))) for t in every] if judge else []
    out = []
    for part in range(PARTS):
        known = fit_rounds([t for t in every if t.part != part])
        out.append({"judge": logistic([e for t, es in judged if t.part != part for e in es]), **known})
    return out


if __name__ == "__main__":
    main()
