"""Draft a profile's places file from a list of names, UCDP's events and the shipped index; afterwards edit it by hand.

    PYTHONPATH=src python training/gazetteer/war_places.py LIST --country SY --ged GED.jsonl.gz --wof wof-sy.jsonl.gz \
        --out conflicts/syria.places.toml

LIST holds one place a line: `name ; kind ; division ; parent ; other spellings`, divisions first (`kind` admin1,
with the
geonames id as parent). Points come from GeoNames (shipped index) and UCDP GED (both CC BY 4.0), never from us: a
place that
neither has keeps its parent and a radius. Who's On First is only compared: its id is noted as checked where a place
of the
same name lies within 5 km; where it alone knows a place, that place gets the district it lies in as its parent's point
would be too far: the point is rounded to one hundredth of a degree and marked as checked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

from trucewatch.know.gazetteer import Gazetteer, distance_km
from trucewatch.know.gazetteer.entry import USUAL_RADIUS
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


@dataclass
class Spot:
    name: str
    kind: str
    admin1: str | None
    point: tuple[float, float] | None = None
    place_id: str | None = None
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
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            names = [n for k, v in row["names"].items() if k[:3] in ("eng", "und", "fra") for n in v]
            if row["pt"] in ("locality", "neighbourhood", "localadmin", "campus", "borough", "macrohood"):
                out.append(
                    Spot(row["name"], row["pt"], None, (row["lat"], row["lon"]), f"wof:{row['id']}", names=names)
                )
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


def divisions(lines: list[list[str]]) -> dict[str, Spot]:
    out = {}
    for name, kind, code, place_id, others in lines:
        if kind == "admin1":
            names = [o.strip() for o in others.split(",") if o.strip()]
            out[code] = Spot(name, "admin1", name, place_id=place_id, names=names)
    return out


def listed(lines: list[list[str]], areas: dict[str, Spot]) -> list[Spot]:
    out, seen = [], set()
    for name, kind, code, parent, others in lines:
        names = [o.strip() for o in others.split(",") if o.strip()]
        if kind == "admin1" or (name, code) in seen:
            continue
        seen.add((name, code))
        area = areas[code] if code else None
        shown = re.sub(rf" ({code}|{'|'.join(areas)})$", "", name) if code else name
        spot = Spot(shown, KIND[kind], area.name if area else None, within=parent, names=names)
        out.append(spot)
    return out


def place(spot: Spot, gazetteer: Gazetteer, country: str, events: Names, check: Names) -> None:
    """Give a listed spot the id and point of GeoNames, else of UCDP, else of the checked place."""
    if spot.kind in ("neighbourhood", "region", "road") and spot.within:
        return
    usual = [
        c.entry
        for name in spot.spellings
        for c in gazetteer.candidates(name, (country,))
        if c.entry.country == country and c.entry.kind in ("town", "capital")
        if c.entry.admin1 == spot.admin1 or (c.how == "exact" and c.entry.pop > 10_000)
    ]
    usual = [e for e in usual if e.admin1 == spot.admin1] or usual[:1]
    if usual and spot.kind in ("town", "village"):
        best = max(usual, key=lambda e: e.pop)
        spot.place_id, spot.point, spot.pop = best.place_id, best.point, best.pop
        return
    hits = events.find(spot)
    if hits:
        spot.point = hits[0].point
        return
    known = check.find(spot, loosely=False)
    if len(known) == 1 and spot.kind in ("town", "village") and known[0].point:
        spot.point = (round(known[0].point[0], 2), round(known[0].point[1], 2))


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
        out.append(f"at = [{spot.point[0]}, {spot.point[1]}]")
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
    parser.add_argument("--head", type=Path, required=True, help="the comment that opens the file")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    lines = [[p.strip() for p in row.split(";")] for row in args.list.read_text("utf-8").split("\n") if row.strip()]
    areas = divisions(lines)
    own = Gazetteer()
    add_divisions(own, areas, args.country)
    division = {bare_key(n): a.name for a in areas.values() for n in a.spellings}
    events = ged(args.ged, division) if args.ged else []
    check = Names(wof(args.wof))
    spots = listed(lines, areas)
    by_name = Names(events)
    for spot in spots:
        place(spot, own, args.country, by_name, check)
    known = Names([s for s in spots if not (s.kind == "neighbourhood" and s.point is None)])
    spots += [e for e in events if not any(near(e, s) for s in known.find(e)) and e.kind != "admin2"]
    finish(spots, areas, args)
    apart = compare(spots, check)
    args.out.write_text(
        args.head.read_text("utf-8")
        + f'\ncountry = "{args.country}"\nplace = [\n'
        + "\n".join(line(s) for s in [*areas.values(), *spots])
        + "\n]\n",
        "utf-8",
    )
    print(len(areas) + len(spots), "places;", sum(s.point is None for s in spots), "by parent;", end=" ")
    print(f"median {statistics.median(apart):.2f} km over {len(apart)} checked")


def near(a: Spot, b: Spot) -> bool:
    return a.point is None or b.point is None or distance_km(a.point, b.point) < 5


def add_divisions(own: Gazetteer, areas: dict[str, Spot], country: str) -> None:
    from trucewatch.know.gazetteer import Entry

    rows = []
    for area in areas.values():
        shipped = [c.entry for n in area.spellings for c in own.candidates(n) if c.entry.place_id == area.place_id]
        if not shipped or shipped[0].point is None:
            raise SystemExit(f"{area.name}: {area.place_id} is not in the shipped index under any of its names")
        area.point = shipped[0].point
        rows.append(Entry(area.place_id or "", area.name, "admin1", country, area.name, *area.point, 60.0, own=True))
    own.add(rows)


def finish(spots: list[Spot], areas: dict[str, Spot], args: argparse.Namespace) -> None:
    """Give ids, resolve the parents' names to ids, and set what has neither point nor parent within its division."""
    taken: set[str] = {a.place_id or "" for a in areas.values()}
    for spot in spots:
        if spot.place_id is None or spot.place_id in taken:
            spot.place_id = slug(spot, args.country, taken)
        taken.add(spot.place_id)
        spot.names = [n for n in dict.fromkeys(spot.names) if key(n) and key(n) != key(spot.name)]
    ids = {s.name: s.place_id for s in reversed(spots) if s.point}
    for spot in spots:
        if spot.point is None:
            parent = spot.within or ""
            if parent.startswith("@") and parent[1:] in ids:
                spot.within = ids[parent[1:]]
                spot.radius = 6.0
            else:
                area = next((a for a in areas.values() if a.name == spot.admin1), None)
                spot.within = area.place_id if area else None
                spot.radius = USUAL_RADIUS["admin1"]


if __name__ == "__main__":
    main()
