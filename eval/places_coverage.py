"""How many of a war's places are known by name, and where: `python -m eval.places_coverage`.

- gold: of the event places of the gold's folds 1 to 5 (each word once a report), how many the shipped index and the
  war's places file know by the words as they stand; beside it the index alone. The gate fold is printed too: the files
  were compiled with folds 1 to 5 in view, not with it.
- UCDP: of the Syrian events of UCDP GED 2016-2019, how many name a place that is known, by events. The file took over
  UCDP's own places, so that this shows that they are found, and tests nothing else; the index alone is beside it.
- Who's On First: the distance of a file's points to the nearest settlement of the same name there; the median, and how
  many lie within 5 km. Most of its points of villages are GeoNames'. No gold and no events of Ukraine and Yemen are at
  hand: for them only this is measured.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.places import ROOT, show, war_of, wars
from eval.shared import SHARED, rows
from trucewatch.know.gazetteer import Entry, Gazetteer, distance_km, load_places
from trucewatch.know.gazetteer.names import bare_key
from trucewatch.resolve.places_spot import capital, spot

#: country -> its places file.
FILES = {
    "SY": ROOT / "conflicts/syria.places.toml",
    "LY": ROOT / "conflicts/libya.places.toml",
    "UA": ROOT / "conflicts/ukraine.places.toml",
    "YE": ROOT / "conflicts/yemen.places.toml",
}
NEAR_KM = 5.0
Part = Mapping[str, tuple[int, int, int]]


def known(words: str, gazetteer: Gazetteer, theatre: Sequence[str], country: str | None) -> bool:
    """Tell whether words hold the name of a place of `country`, found as in a report about the theatre."""
    found = spot(words, gazetteer, theatre)
    return any(c.entry.country == country for m in found for c in m.candidates)


def of_gold(war: str, fold: str | None) -> list[Part]:
    """Return how many of the event places of each report are known, with the war's file and by the index alone.

    "named" leaves out those without a capital letter ("the town's centre"), which no gazetteer can hold.
    """
    theatre, path = wars()[war]
    alone = Gazetteer()
    both = alone.with_entries(load_places(path))
    out: list[Part] = []
    for report in rows(SHARED / "gold/dev.jsonl.gz"):
        if war_of(report) != war or (report["fold"] == "gate") != (fold == "gate"):
            continue
        places = [e["place"] for e in report["events"] if e["place"] and e["place"].get("start") is not None]
        told = {p["text"]: p["country"] for p in places}
        named = {name for name in told if any(capital(word) and word != "The" for word in name.split())}
        met = {name for name, country in told.items() if known(name, both, theatre, country)}
        index = {name for name, country in told.items() if known(name, alone, theatre, country)}
        out.append(
            {
                "known": (len(met), len(told), 0),
                "named": (len(met & named), len(named), 0),
                "index alone": (len(index), len(told), 0),
            }
        )
    return out


def of_events(events: Sequence[Mapping[str, Any]], theatre: Sequence[str], path: Path) -> dict[str, float]:
    """Return the share of events whose place is known by name: with the file, less what it took over, by the index.

    "less its own" leaves out the file's rows without an id of GeoNames whose point is that of an event: most of them
    were taken from UCDP, some were listed by us and only got their point there. It is a lower bound.
    """
    entries = load_places(path)
    points = {(round(e["latitude"], 3), round(e["longitude"], 3)) for e in events}
    ours = [e for e in entries if not (e.place_id.startswith("own:") and not e.parent and e.point in points)]
    alone = Gazetteer()
    told = {"known": alone.with_entries(entries), "less its own": alone.with_entries(ours), "index alone": alone}
    counts = Counter(e["where_coordinates"] for e in events)
    return {
        name: sum(n for place, n in counts.items() if _listed(place, gazetteer, theatre)) / max(1, counts.total())
        for name, gazetteer in told.items()
    }


def _listed(name: str, gazetteer: Gazetteer, theatre: Sequence[str]) -> bool:
    """Tell whether a name as UCDP writes it ("Old/New Mill village") is known, with or without its last word."""
    for part in name.split("/"):
        words = part.split()
        for k in (len(words), len(words) - 1):
            found = gazetteer.candidates(" ".join(words[:k]), theatre) if k > 0 else ()
            if any(c.entry.country in theatre for c in found):
                return True
    return False


def apart(entries: Iterable[Entry], others: Iterable[Mapping[str, Any]]) -> list[float]:
    """Return the distance (km) from each settlement with its own point to the nearest of its name elsewhere."""
    points: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for row in others:
        if row["pt"] in ("locality", "localadmin", "neighbourhood", "borough", "campus"):
            names = [row["name"], *(n for listed in row["names"].values() for n in listed)]
            for name in names:
                points[bare_key(name)].add((row["lat"], row["lon"]))
    out = []
    for entry in entries:
        if entry.point is None or entry.parent or entry.kind not in ("town", "village", "capital"):
            continue
        near = {p for name in (entry.name, *entry.names) for p in points.get(bare_key(name), ()) if bare_key(name)}
        if near:
            out.append(min(distance_km(entry.point, p) for p in near))
    return out


def figures() -> dict[str, float]:
    """Print and return every figure; "apart" is in kilometres and printed only, for it has a ceiling and no floor."""
    found: dict[str, float] = {}
    for war in wars():
        found |= show(f"{war} 1-5", of_gold(war, None), {})
        found |= show(f"{war} gate", of_gold(war, "gate"), {})
    events = rows(SHARED / "corpora/ucdp_syria/ged_syria_2016_2019.jsonl.gz")
    for name, value in of_events(events, ("SY",), FILES["SY"]).items():
        print(f"UCDP SY      {name:12} {value:.3f}  n {len(events)}")
        found[f"UCDP SY: {name}"] = value
    for country, path in FILES.items():
        entries = load_places(path)
        spread = apart(entries, rows(SHARED / f"gazetteer/wof-{country.lower()}.jsonl.gz"))
        within = sum(km <= NEAR_KM for km in spread) / max(1, len(spread))
        pointed = sum(e.point is not None and e.parent is None for e in entries)
        middle = statistics.median(spread) if spread else float("nan")
        print(
            f"{country}: {len(entries)} places, {pointed} with a point of their own; {len(spread)} of a name of "
            f"Who's On First: median {middle:.2f} km apart, {within:.3f} within {NEAR_KM:.0f} km"
        )
        found[f"{country}: within 5 km"] = within
        found[f"{country}: median below 2 km"] = float(middle < 2.0)
    return found


if __name__ == "__main__":
    figures()
