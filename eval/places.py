"""Score the place room: toponyms with coordinates (LGL, GeoVirus), event places of our gold, coverage of the gazetteer.

    python -m eval.places [--fold gate] [--cross | --speed]

acc@161: of the gold spans with coordinates, how many are resolved within 161 km (GeoNames' own id counts as right;
a country by identity). End-to-end F1: a place found counts when it overlaps a gold one and lies within 161 km; places
over gold spans without coordinates are not counted (Gritta et al. 2018). LGL marks the names of peoples too, so they
are asked for there. --cross trains anew for each fifth, so that no text is scored with weights that saw it; without
it the shipped weights are used, which saw LGL, GeoVirus and folds 1-5 of the gold.
Event places: of the gold's event places with words, how many are overlapped by a place of ours that is the same by name
(score_record.py's rule) and lies in the same first-level division. The constant answer stands beside each.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

import numpy as np

from eval.shared import SHARED, rows, scorer
from trucewatch.know.gazetteer import Gazetteer, distance_km, load_places, shipped_index
from trucewatch.know.gazetteer.names import bare_key, key, skeleton
from trucewatch.model.place import Place
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.resolve.places import PlaceResolver

ROOT = Path(__file__).resolve().parent.parent
NEAR_KM = 161.0
Weights = Mapping[str, Mapping[str, float]]


def report_of(row: Mapping[str, Any]) -> Report:
    """Return a bare report with a row's text."""
    return Report(
        id=str(row["id"]),
        text=row["text"],
        raw_sha256="",
        text_sha256="",
        outlet=row.get("outlet") or row.get("domain"),
    )


@lru_cache(maxsize=1)
def _towns() -> tuple[np.ndarray, list[str | None]]:
    index = shipped_index()
    known = [r for r in map(index.row, range(index.rows)) if r.kind in ("town", "capital") and r.lat is not None]
    points = np.radians(np.array([(r.lat, r.lon) for r in known], dtype=float))
    return points, [r.country for r in known]


@lru_cache(maxsize=20_000)
def country_at(lat: float, lon: float) -> str | None:
    """Return the country of the town nearest to a point: in which country a country's middle point lies."""
    points, countries = _towns()
    y, x = np.radians(lat), np.radians(lon)
    far = np.sin((points[:, 0] - y) / 2) ** 2 + np.cos(y) * np.cos(points[:, 0]) * np.sin((points[:, 1] - x) / 2) ** 2
    return countries[int(far.argmin())]


def right(gold: Mapping[str, Any], place: Place | None) -> bool:
    """Tell whether a place lies where the gold says."""
    if place is None:
        return False
    if gold.get("geonameid") and place.place_id == f"geonames:{gold['geonameid']}":
        return True
    if place.place_id and place.admin1 is None and place.country and not gold.get("geonameid"):
        return country_at(gold["lat"], gold["lon"]) == place.country
    return (
        place.lat is not None
        and place.lon is not None
        and distance_km((place.lat, place.lon), (gold["lat"], gold["lon"])) <= NEAR_KM
    )


def as_said(gold: Mapping[str, Any], place: Place) -> bool:
    """Tell whether a place lies where the gold says, as far as it is given: only its country where it has no point."""
    if place.place_id is None and place.lat is None:
        return country_at(gold["lat"], gold["lon"]) == place.country
    return right(gold, place)


def touches(place: Place, gold: Mapping[str, Any]) -> bool:
    """Tell whether a place's words overlap a gold span."""
    return bool(place.words.start < gold["end"] and gold["start"] < place.words.end)


def toponyms(row: Mapping[str, Any], resolver: PlaceResolver) -> dict[str, tuple[int, int, int]]:
    """Return {figure: (hits, gold, predicted)} of one text."""
    report = report_of(row)
    gold = [m for m in row["mentions"] if m.get("lat") is not None]
    loose = [m for m in row["mentions"] if m.get("lat") is None]
    spans = [Span.of(report.text, m["start"], m["end"]) for m in gold]
    hits = sum(right(m, p) for m, p in zip(gold, resolver.resolve(report, spans), strict=True))
    found = [p for p in resolver.places(report) if not any(touches(p, m) for m in loose)]
    used: set[int] = set()
    both = 0
    for m in gold:
        for i, p in enumerate(found):
            if i not in used and touches(p, m) and right(m, p):
                used.add(i)
                both += 1
                break
    seen = sum(any(touches(p, m) for p in found) for m in gold)
    return {"acc@161": (hits, len(gold), 0), "found": (seen, len(gold), 0), "end-to-end": (both, len(gold), len(found))}


def event_places(
    row: Mapping[str, Any], resolver: PlaceResolver, scorer: ModuleType
) -> dict[str, tuple[int, int, int]]:
    """Return {figure: (hits, gold, 0)} of one gold report; each place of its events counts once."""
    places = resolver.places(report_of(row))
    gold = {
        (e["place"]["start"], e["place"]["end"]): e["place"]
        for e in row["events"]
        if e["place"] and e["place"].get("start") is not None
    }
    found = named = within = 0
    for p in gold.values():
        hits = [x for x in places if touches(x, p)]
        judged = [judge(p, x, scorer) for x in hits]
        best = max(judged, key=lambda j: (j[0] + j[1], j[1]), default=(False, False))
        found, named, within = found + bool(hits), named + best[0], within + best[1]
    n = len(gold)
    return {"found": (found, n, 0), "place": (named, n, 0), "admin1": (within, n, 0)}


def judge(gold: Mapping[str, Any], place: Place, scorer: ModuleType) -> tuple[bool, bool]:
    """Return (same by name, same first-level division), as score_record.py decides."""
    shown = {"name": place.name, "text": place.words.text}
    if gold["admin1"]:
        division = scorer.fold(place.admin1) == scorer.fold(gold["admin1"])
    else:
        division = place.country == gold["country"]
    whole = scorer.fold(gold["name"]) == scorer.fold(gold["admin1"]) and division
    return bool(scorer.same_place(gold, shown) or whole), bool(division)


def speed(passes: int = 5) -> dict[str, float]:
    """Print and return how many mentions a resolver resolves per second of one core (processor time, best of passes).

    A mention is one of a real report: all those of LGL and GeoVirus (5,088 and 2,167), and the places that we find in
    the gold's folds 1-5 (about 4,500). Each report is given once, with all its mentions; looking their names up in the
    index, weighing the candidates against each other and making the places is within the time; finding the mentions,
    opening the index and reading a profile's places is not. "first": no name was met before; "again": all were, as
    nearly all are in a long run.
    """
    lists = {name: _mentions(name) for name in ("lgl", "geovirus", *wars())}
    n = {name: sum(len(spans) for _, spans in asked) for name, asked in lists.items()}
    took: dict[tuple[str, str], list[float]] = {(name, state): [] for name in lists for state in ("first", "again")}
    for name, asked in lists.items():
        for _ in range(passes):
            for forget in (key, bare_key, skeleton):
                forget.cache_clear()
            resolver = _resolver(name)
            resolver.meanings(_UNHEARD_OF)  # a profile's names by their sound are laid out when first needed
            for state in ("first", "again"):
                begin = process_time()
                for report, spans in asked:
                    resolver.resolve(report, spans)
                took[name, state].append(process_time() - begin)
    found: dict[str, float] = {}
    for state in ("first", "again"):
        for name in lists:
            print(f"{name:9} {state:6} {n[name] / min(took[name, state]):7.0f} mentions per second, n {n[name]}")
        best = sum(n.values()) / sum(min(took[name, state]) for name in lists)
        usual = sum(n.values()) / sum(sorted(took[name, state])[passes // 2] for name in lists)
        print(f"all       {state:6} {best:7.0f} mentions per second and core (median of {passes} passes {usual:.0f})")
        found[f"speed: {state}"] = best
    return found


_UNHEARD_OF = "Xanglimbrost"


def _resolver(name: str) -> PlaceResolver:
    theatre, path = wars().get(name, ((), None))
    return PlaceResolver(Gazetteer(), countries=theatre, extra=load_places(path) if path else ())


def _mentions(name: str) -> list[tuple[Report, list[Span]]]:
    """Return the reports of a corpus or war (folds 1-5), each with its mentions of places."""
    if name in wars():
        resolver = _resolver(name)
        gold = [g for g in rows(SHARED / "gold/dev.jsonl.gz") if war_of(g) == name and g["fold"] != "gate"]
        return [(report, [p.words for p in resolver.places(report)]) for report in map(report_of, gold)]
    texts = [(report_of(t), t["mentions"]) for t in rows(SHARED / f"corpora/geo/{name}.jsonl.gz")]
    return [(report, [Span.of(report.text, m["start"], m["end"]) for m in mentions]) for report, mentions in texts]


def calibration(corpora: Iterable[str], resolver: Callable[[int, str], PlaceResolver]) -> float:
    """Print how often places are right by their confidence, and return the expected calibration error (ten bins)."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for corpus in corpora:
        for i, row in enumerate(rows(SHARED / f"corpora/geo/{corpus}.jsonl.gz")):
            report, gold = report_of(row), [m for m in row["mentions"] if m.get("lat") is not None]
            spans = [Span.of(report.text, m["start"], m["end"]) for m in gold]
            for m, place in zip(gold, resolver(i, corpus).resolve(report, spans), strict=True):
                if place is not None and place.country is not None:
                    bins[min(9, int(place.confidence * 10))].append((place.confidence, as_said(m, place)))
    n, error = sum(map(len, bins)), 0.0
    for low, own in enumerate(bins):
        if own:
            said, hit = (sum(x[k] for x in own) / len(own) for k in (0, 1))
            error += abs(said - hit) * len(own) / n
            print(f"confidence {low / 10:.1f} to {(low + 1) / 10:.1f}: {len(own)} places, {hit:.3f} right")
    print(f"expected calibration error {error:.3f}")
    return error


def figure(parts: Sequence[tuple[int, int, int]]) -> float:
    """Return F1 where something is predicted, else accuracy."""
    hit, gold, said = (sum(p[i] for p in parts) for i in range(3))
    return 2 * hit / max(1, gold + said) if said else hit / max(1, gold)


def show(
    title: str, parts: Sequence[Mapping[str, tuple[int, int, int]]], constant: Mapping[str, float]
) -> dict[str, float]:
    """Print and return each figure with its 95 % bootstrap interval over texts and the constant answer."""
    rng = random.Random(7)
    for name in parts[0]:
        own = [p[name] for p in parts]
        draws = sorted(figure(rng.choices(own, k=len(own))) for _ in range(300))
        n = sum(p[1] for p in own)
        told = f"  constant {constant[name]:.3f}" if name in constant else ""
        print(f"{title:12} {name:11} {figure(own):.3f} [{draws[7]:.3f}, {draws[292]:.3f}]  n {n}{told}", flush=True)
    return {f"{title}: {name}": figure([p[name] for p in parts]) for name in parts[0]}


def wars() -> dict[str, tuple[tuple[str, ...], Path]]:
    """Return {conflict: (theatre, places file)} of the profiles that the gold is about."""
    return {
        "syria": (("SY",), ROOT / "conflicts/syria.places.toml"),
        "libya": (("LY",), ROOT / "conflicts/libya.places.toml"),
    }


def war_of(row: Mapping[str, Any]) -> str:
    """Return which war a gold report is about."""
    return "libya" if "liby" in row["conflict"].lower() else "syria"


def score(make: Callable[[int], Weights | None], fold: str | None) -> dict[str, float]:
    """Print and return every figure; `make` gives the weights for text number i (None: the shipped ones)."""
    judged_by = scorer("score_record")
    resolvers: dict[tuple[int, str], PlaceResolver] = {}
    found: dict[str, float] = {}

    def resolver(i: int, war: str) -> PlaceResolver:
        known = make(i)
        if (id(known), war) not in resolvers:
            theatre, path = wars().get(war, ((), None))
            extra = load_places(path) if path else ()
            resolvers[id(known), war] = PlaceResolver(
                Gazetteer(), countries=theatre, extra=extra, known=known, peoples=war == "lgl"
            )
        return resolvers[id(known), war]

    for corpus in ("lgl", "geovirus") if fold is None else ():
        texts = rows(SHARED / f"corpora/geo/{corpus}.jsonl.gz")
        found |= show(corpus, [toponyms(t, resolver(i, corpus)) for i, t in enumerate(texts)], {})
    if fold is None:
        calibration(("lgl", "geovirus"), resolver)
    gold = rows(SHARED / "gold/dev.jsonl.gz")
    for war in wars():
        picked = [(i, g) for i, g in enumerate(gold) if war_of(g) == war and (g["fold"] == "gate") == (fold == "gate")]
        parts = [event_places(g, resolver(i, war), judged_by) for i, g in picked]
        found |= show(war, parts, {"admin1": _constant(g for _, g in picked)})
    return found


def _constant(reports: Iterable[Mapping[str, Any]]) -> float:
    labels = Counter(e["place"]["admin1"] or e["place"]["country"] for g in reports for e in g["events"] if e["place"])
    return max(labels.values()) / labels.total() if labels else 0.0


def figures() -> dict[str, float]:
    """Return the cross-validated figures of LGL and GeoVirus, and the gate fold's, which no weight has seen."""
    fifths = _trainer().fifths()
    found = score(lambda i: fifths[i % len(fifths)], None)
    gate = score(lambda _: None, "gate")
    return found | {f"gate {name}": value for name, value in gate.items()}


def _trainer() -> ModuleType:
    return import_module("training.gazetteer.train")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--fold", choices=["gate"], help="score the gate fold of the gold only")
    parser.add_argument("--cross", action="store_true", help="train anew for each fifth of the texts")
    parser.add_argument("--speed", action="store_true", help="print mentions per second and core only")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print(f"SKIPPED: {SHARED} is not there, nothing was measured", file=sys.stderr)
        raise SystemExit(1)
    if args.speed:
        speed()
    elif args.cross:
        fifths = _trainer().fifths()
        score(lambda i: fifths[i % len(fifths)], args.fold)
    else:
        score(lambda _: None, args.fold)


if __name__ == "__main__":
    main()
