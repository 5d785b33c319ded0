"""Draft a profile's places file from a list of names; afterwards edit it by hand.

    PYTHONPATH=src python training/gazetteer/war_places.py LIST --country SY --ged GED.jsonl.gz --wof wof-sy.jsonl.gz \
        --head HEAD --out conflicts/syria.places.toml

LIST holds one place a line: `name ; kind ; division ; near ; other spellings ; radius`, divisions first (`kind` admin1,
with the geonames id as `near`). `near` is a place of the list ("@Name"): of namesakes the one close to it is meant, and
a place that nobody has measured takes its point, with the radius. Points come from GeoNames (the shipped index; for
villages the file of Who's On First, where it carries GeoNames' id and point) and from UCDP GED, all CC BY 4.0, never
from us: a place that none has keeps its parent. What is only in Who's On First is compared, not taken: `checked` holds
the id of a place of the same name within 5 km. With --add FILE the lines for places that FILE lacks are printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trucewatch.know.gazetteer import Entry, Gazetteer, distance_km, load_places, shipped_index
from trucewatch.know.gazetteer.entry import USUAL_RADIUS
from trucewatch.know.gazetteer.gazetteer import SKELETON
from trucewatch.know.gazetteer.index import Row
from trucewatch.know.gazetteer.names import bare_key, key, skeleton

KIND = {
    "t": "town", "v": "village", "n": "neighbourhood", "b": "base", "a": "airport", "x": "crossing", "c": "camp",
    "r": "region", "d": "road", "s": "site", "m": "mountain", "w": "water",
}  # fmt: skip
#: Words at the end of UCDP's place names -> kind.
ENDINGS = {
    "village": "village", "town": "town", "city": "town", "suburb": "neighbourhood", "locality": "village",
    "neighborhood": "neighbourhood", "camp": "camp", "mountain": "mountain", "hill": "mountain", "airbase": "airport",
    "airport": "airport", "base": "base", "checkpoint": "site", "farm": "site", "field": "site", "oilfield": "site",
    "dam": "site", "district": "admin2", "area": "site", "island": "site", "farms": "site",
}  # fmt: skip
NOT_ONE_PLACE = re.compile(
    r"(?i)/gas|governorate|border|road between|\bnear\b|highway| and |^(northern|southern|eastern) "
)


#: A namesake further than this from where the list says is another place.
CLOSE_KM = 40.0
#: How far from its parent's point a place may lie (km) where the list does not say, 15 for the other kinds.
ROUND = {"neighbourhood": 6.0, "town": CLOSE_KM, "village": CLOSE_KM}
#: A place of so many inhabitants is no village, though it may once have had its name.
SMALL = 50_000
Point = tuple[float, float]


@dataclass
class Spot:
    name: str
    kind: str
    admin1: str | None
    point: tuple[float, float] | None = None
    place_id: str | None = None
    geonames: str | None = None
    within: str | None = None
    radius: float | None = None
    names: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    pop: int = 0

    @property
    def spellings(self) -> list[str]:
        return [self.name, *self.names]


def ged(path: Path, division: dict[str, str]) -> list[Spot]:
    """Return the places of UCDP's events, with the point given most often."""
    points: dict[tuple[str, str], Counter[tuple[float, float]]] = defaultdict(Counter)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            area = division.get(bare_key((row["adm_1"] or "").replace("Governorate", "")))
            if area and row["where_prec"] <= 3 and not NOT_ONE_PLACE.search(row["where_coordinates"]):
                at = (round(row["latitude"], 3), round(row["longitude"], 3))
                points[row["where_coordinates"].strip(), area][at] += 1
    out = []
    for (name, area), found in points.items():
        kind = "village"
        words = re.sub(r"\(.*?\)", "", name).split()
        keep_word = words[-1].lower() in (
            "camp",
            "airbase",
            "airport",
            "base",
            "checkpoint",
            "dam",
            "field",
            "oilfield",
        )
        kind = ENDINGS.get(words[-1].lower(), "site")
        if words[-1].lower() in ENDINGS and not keep_word and len(words) > 1:
            words = words[:-1]
        first, *others = [p.strip() for p in " ".join(words).split("/")]
        out.append(Spot(first, kind, area, found.most_common(1)[0][0], names=others))
    return out


def wof(path: Path) -> list[Spot]:
    """Return the settlements of a file of Who's On First; `geonames` is set where the point is GeoNames'."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            names = [n for k, v in row["names"].items() if k[:3] in ("eng", "und", "fra") for n in v]
            if row["pt"] in ("locality", "neighbourhood", "localadmin", "campus", "borough", "macrohood"):
                spot = Spot(row["name"], row["pt"], None, (row["lat"], row["lon"]), f"wof:{row['id']}", names=names)
                if row["gn"] and row["src"] in ("geonames", None):
                    spot.geonames = f"geonames:{row['gn']}"
                out.append(spot)
    return out


class Names:
    """Find spots by spelling, by spelling without article, by skeleton."""

    def __init__(self, spots: list[Spot]) -> None:
        self.tables: list[dict[str, list[Spot]]] = [defaultdict(list) for _ in range(3)]
        for spot in spots:
            for name in spot.spellings:
                for table, k in zip(self.tables, (key(name), bare_key(name), skeleton(name)), strict=True):
                    if k and spot not in table[k]:
                        table[k].append(spot)

    def find(self, spot: Spot, loosely: bool = True) -> list[Spot]:
        for table, make in list(zip(self.tables, (key, bare_key, skeleton), strict=True))[: 3 if loosely else 2]:
            for name in spot.spellings:
                hits = [s for s in table.get(make(name), []) if s.admin1 in (None, spot.admin1)]
                if hits:
                    return hits
        return []


def rows_of(path: Path) -> list[list[str]]:
    """Return the fields of each line of a list, six of them."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [[*(p.strip() for p in line.split(";")), "", ""][:6] for line in lines]


def spellings(field_: str) -> list[str]:
    return [name for name in (n.strip() for n in field_.split(",")) if name]


def divisions(lines: list[list[str]]) -> dict[str, Spot]:
    return {
        code: Spot(name, "admin1", name, place_id=place_id, names=spellings(others))
        for name, kind, code, place_id, others, _ in lines
        if kind == "admin1"
    }


def listed(lines: list[list[str]], areas: dict[str, Spot]) -> list[Spot]:
    out, seen = [], set()
    for name, kind, code, parent, others, radius in lines:
        if kind == "admin1" or (name, code, kind) in seen:
            continue
        seen.add((name, code, kind))
        area = areas[code] if code else None
        shown = re.sub(rf" ({code}|{'|'.join(areas)})$", "", name) if code else name
        spot = Spot(shown, KIND[kind], area.name if area else None, within=parent, names=spellings(others))
        spot.radius = float(radius) if radius else None
        out.append(spot)
    return out


def place(
    spot: Spot,
    gazetteer: Gazetteer,
    country: str,
    events: Names,
    check: Names,
    hint: Point | None,
    area: str | None,
) -> None:
    """Give a listed spot the id and point of GeoNames, else of UCDP; `hint` tells which of namesakes is meant."""
    if spot.kind not in ("town", "village"):
        hits = [] if spot.within and spot.kind in ("neighbourhood", "region", "road") else events.find(spot, False)
        spot.point = hits[0].point if hits else None
        return
    met = [c for name in spot.spellings for c in gazetteer.candidates(name, (country,)) if c.how != SKELETON]
    inside = [c.entry for c in met if c.entry.country == country and c.entry.admin1 == spot.admin1]
    most = SMALL if spot.kind == "village" else inf
    towns = [e for e in inside if e.kind in ("town", "capital") and e.pop < most and close(e.point, hint)]
    districts = [e for e in inside if e.kind == "admin2"]
    hits = events.find(spot)
    if towns:
        best = max(towns, key=lambda e: e.pop)
        spot.place_id, spot.point, spot.pop = best.place_id, best.point, best.pop
    elif hits:
        spot.point = hits[0].point
    elif found := village(spot, check, country, area, hint or (districts[0].point if districts else None)):
        spot.place_id, spot.point = found.geonames, found.point
    elif districts and spot.kind == "town":
        spot.place_id, spot.point, spot.kind = districts[0].place_id, districts[0].point, "admin2"
        if any(e.kind == "admin1" and e.point == spot.point for e in map(gazetteer.entry, [area or ""]) if e):
            spot.point = None  # the index knows no town there and gives the division's middle


def village(spot: Spot, check: Names, country: str, division: str | None, hint: Point | None) -> Spot | None:
    """Return the settlement of a spot's name that GeoNames has in its division, None for none and for namesakes."""
    named = [s for s in check.find(replace(spot, admin1=None), loosely=False) if s.geonames and close(s.point, hint)]
    found = [s for s in named if s.point and division_at(s.point, country) == division]
    if hint and len(found) > 1:
        found = [min(found, key=lambda s: distance_km(s.point or hint, hint))]
    return found[0] if found and all(near(found[0], s) for s in found) else None


def close(point: Point | None, hint: Point | None) -> bool:
    return point is not None and (hint is None or distance_km(point, hint) <= CLOSE_KM)


def division_at(point: Point, country: str) -> str:
    """Return the id of the division of the town nearest to a point."""
    points, ids = towns_of(country)
    wide = np.cos(np.radians(point[0]))
    far = (points[:, 0] - point[0]) ** 2 + ((points[:, 1] - point[1]) * wide) ** 2
    return ids[int(far.argmin())]


@cache
def towns_of(country: str) -> tuple[npt.NDArray[np.float64], list[str]]:
    """Return the points of a country's towns and the ids of their divisions."""
    index = shipped_index()
    known = [r for r in map(index.row, range(index.rows)) if r.country == country and r.kind in ("town", "capital")]
    return np.array([(r.lat, r.lon) for r in known], dtype=float), [up(r) for r in known]


def compare(spots: list[Spot], check: Names) -> list[float]:
    """Note the ids of Who's On First within 5 km; return the distances to the nearest of the same name."""
    apart = []
    for spot in spots:
        if spot.point is None or spot.kind not in ("town", "village", "neighbourhood"):
            continue
        near = [(distance_km(spot.point, s.point), s) for s in check.find(replace(spot, admin1=None)) if s.point]
        if near:
            km, best = min(near, key=lambda n: n[0])
            apart.append(km)
            if km <= 5 and best.place_id:
                spot.checked.append(best.place_id)
    return apart


def slug(spot: Spot, country: str, taken: set[str]) -> str:
    base = f"own:{country.lower()}/{key(spot.name).replace(' ', '-')}"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found


def line(spot: Spot) -> str:
    parts = {"id": spot.place_id, "name": spot.name, "kind": spot.kind}
    if spot.admin1:
        parts["admin1"] = spot.admin1
    out = [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in parts.items()]
    if spot.point:
        out.append(f"at = [{round(spot.point[0], 3)}, {round(spot.point[1], 3)}]")
    elif spot.within:
        out.append(f"within = {json.dumps(spot.within)}")
    if spot.radius:
        out.append(f"radius_km = {spot.radius}")
    if spot.pop:
        out.append(f"pop = {spot.pop}")
    for name, values in (("names", spot.names), ("checked", spot.checked)):
        if values:
            out.append(f"{name} = {json.dumps(values, ensure_ascii=False)}")
    return "  { " + ", ".join(out) + " },"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("list", type=Path)
    parser.add_argument("--country", required=True)
    parser.add_argument("--ged", type=Path)
    parser.add_argument("--wof", type=Path, required=True)
    parser.add_argument("--head", type=Path, help="the comment that opens the file")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--add", type=Path, help="a places file: print the lines that it lacks")
    args = parser.parse_args()
    lines = rows_of(args.list)
    areas = divisions(lines)
    own = Gazetteer()
    add_divisions(own, areas, args.country)
    division = {bare_key(n): a.name for a in areas.values() for n in a.spellings}
    events = ged(args.ged, division) if args.ged else []
    check, by_name = Names(wof(args.wof)), Names(events)
    spots = listed(lines, areas)
    there = load_places(args.add) if args.add else ()
    found = {f"@{e.name}": e.point for e in there if e.kind != "admin1"}
    for spot in sorted(spots, key=lambda s: bool(s.within)):
        beside = (s.point for s in spots if spot.within == f"@{s.name}" and s is not spot and s.point)
        hint = next(beside, found.get(spot.within or ""))
        area = next((a.place_id for a in areas.values() if a.name == spot.admin1), None)
        place(spot, own, args.country, by_name, check, hint, area)
    known = Names([s for s in spots if not (s.kind == "neighbourhood" and s.point is None)])
    spots += [e for e in events if not any(near(e, s) for s in known.find(e)) and e.kind != "admin2"]
    finish(spots, areas, args.country, there)
    apart = compare(spots, check)
    if args.add:
        taken = {key(n) for e in there for n in (e.name, *e.names)} | {e.place_id for e in there}
        spots = [s for s in spots if s.place_id not in taken and key(s.name) not in taken]
        print("\n".join(map(line, spots)))
    else:
        listing = "\n".join(line(s) for s in [*areas.values(), *spots])
        text = args.head.read_text("utf-8") + f'\ncountry = "{args.country}"\nplace = [\n{listing}\n]\n'
        args.out.write_text(text, "utf-8")
    print(
        len(areas) + len(spots), "places;", sum(s.point is None for s in spots), "by parent;", end=" ", file=sys.stderr
    )
    print(f"median {statistics.median(apart):.2f} km over {len(apart)} checked", file=sys.stderr)


def near(a: Spot, b: Spot) -> bool:
    return a.point is None or b.point is None or distance_km(a.point, b.point) < 5


def add_divisions(own: Gazetteer, areas: dict[str, Spot], country: str) -> None:
    rows = []
    for area in areas.values():
        shipped = [c.entry for n in area.spellings for c in own.candidates(n) if c.entry.place_id == area.place_id]
        if not shipped or shipped[0].point is None:
            raise SystemExit(f"{area.name}: {area.place_id} is not in the shipped index under any of its names")
        area.point = shipped[0].point
        rows.append(Entry(area.place_id or "", area.name, "admin1", country, area.name, *area.point, 60.0, own=True))
    own.add(rows)


def finish(spots: list[Spot], areas: dict[str, Spot], country: str, there: tuple[Entry, ...] = ()) -> None:
    """Give ids, resolve the parents' names to ids, and set what has neither point nor parent within its division."""
    taken: set[str] = {a.place_id or "" for a in areas.values()} | {e.place_id for e in there if e.kind == "admin1"}
    for spot in spots:
        if spot.place_id is None or spot.place_id in taken:
            spot.place_id = slug(spot, country, taken)
        taken.add(spot.place_id)
        spot.names = [n for n in dict.fromkeys(spot.names) if key(n) and key(n) != key(spot.name)]
    ids = {e.name: e.place_id for e in reversed(there) if e.point and not e.parent and e.kind != "admin1"}
    ids |= {s.name: s.place_id or "" for s in reversed(spots) if s.point}
    for spot in spots:
        if spot.point is not None:
            spot.within = spot.radius = None
            continue
        parent = (spot.within or "").removeprefix("@")
        if parent in ids:
            spot.within = ids[parent]
            spot.radius = spot.radius or ROUND.get(spot.kind, 15.0)
        else:
            area = next((a for a in areas.values() if a.name == spot.admin1), None)
            spot.within = area.place_id if area else None
            spot.radius = spot.radius or (USUAL_RADIUS["admin1"] if area is None else reach(area, country))


def reach(area: Spot, country: str) -> float:
    """Return within how many kilometres of a division's point nine in ten of its towns lie."""
    points, ids = towns_of(country)
    centre = area.point or (0.0, 0.0)
    far = [distance_km(centre, (lat, lon)) for (lat, lon), i in zip(points, ids, strict=True) if i == area.place_id]
    return max(USUAL_RADIUS["admin1"], round(float(np.quantile(far, 0.9)), -1)) if far else USUAL_RADIUS["admin1"]


def up(row: Row) -> str:
    """Return the id of the first-level division of a row of the shipped index."""
    while row.kind != "admin1" and row.parent is not None:
        row = shipped_index().row(row.parent)
    return f"geonames:{row.geonames}"


if __name__ == "__main__":
    main()
