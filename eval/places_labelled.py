"""Score places against 354 mentions of Syrian reports that we labelled: `python -m eval.places_labelled`.

The mentions are all places below the country that stand in one passage each of 122 reports of the gold's folds 1 to 5
(98 passages name any), drawn at random (seed 20261122; about 90 words from a random sentence on), whether our program
finds them or not. Left out: seas, rivers, datelines, and names within those of bodies, posts and governments. Each was
read in its report and looked up in GeoNames, UCDP GED, Who's On First and polygons of neighbourhoods;
eval/places_syria.csv holds report, offsets, id, point and division, no text. `known` is "point" where a gazetteer has
the place, "parent" where none has: then point and division are those of the smallest place around it, and the id is
that or ours for the place itself. Labelled by a language model, not by human coders.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.places import report_of, show, touches, wars
from eval.shared import SHARED, rows
from trucewatch.know.gazetteer import Gazetteer, distance_km, load_places
from trucewatch.model.place import Place
from trucewatch.resolve.places import PlaceResolver

LABELS = Path(__file__).with_name("places_syria.csv")
NEAR_KM = 5.0
#: An answer that only names a division says that the place may lie at least so far from its point.
VAGUE_KM = 20.0


@dataclass(frozen=True, slots=True)
class Label:
    """Hold where a mention of a report lies: id, point and division of the place, or of its parent (`exact` False).

    `start` and `end` are characters of the report's text. `place_id` is "" where only the point is known, `point`
    None where the parent is a division: then the division is what has to be right.
    """

    report: str
    start: int
    end: int
    place_id: str
    point: tuple[float, float] | None
    admin1: str
    country: str
    exact: bool


def labels(path: Path = LABELS) -> list[Label]:
    """Return the labelled mentions. Raises OSError, KeyError or ValueError where the file is damaged."""
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            point = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
            if row["known"] not in ("point", "parent"):
                raise ValueError(f"{path}: unknown value {row['known']!r}")
            where = int(row["start"]), int(row["end"])
            exact = row["known"] == "point"
            found.append(Label(row["report"], *where, row["id"], point, row["admin1"], row["country"], exact))
    return found


def right(label: Label, place: Place) -> bool:
    """Tell whether a place is the one labelled, lies within 5 km of its point, or names no more than its division."""
    if label.place_id and place.place_id == label.place_id:
        return True
    if label.point is not None:
        here = (place.lat, place.lon)
        return here[0] is not None and here[1] is not None and distance_km((here[0], here[1]), label.point) <= NEAR_KM
    return place.admin1 == label.admin1 and (place.radius_km or 0.0) >= VAGUE_KM


def best_constant(known: Sequence[Label]) -> float:
    """Return the share of mentions that the best single place is right for."""
    spots = Counter(label.point for label in known if label.point is not None)
    near = (sum(o.point is not None and distance_km(o.point, p) <= NEAR_KM for o in known) for p in spots)
    divisions = Counter(label.admin1 for label in known if label.point is None)
    return max((*near, *divisions.values()), default=0) / max(1, len(known))


def parts(known: Sequence[Label], found: Mapping[str, Sequence[Place]]) -> list[dict[str, tuple[int, int, int]]]:
    """Return {figure: (hits, labelled, 0)} of each report, given the places found in it by the report's id."""
    of_report: dict[str, list[Label]] = defaultdict(list)
    for label in known:
        of_report[label.report].append(label)
    out = []
    for report, own in of_report.items():
        met = [
            (label, [p for p in found[report] if touches(p, {"start": label.start, "end": label.end})]) for label in own
        ]
        good = [(label, any(right(label, p) for p in places)) for label, places in met]
        out.append(
            {
                "right": (sum(g for _, g in good), len(own), 0),
                "found": (sum(bool(places) for _, places in met), len(own), 0),
                "point": (sum(g for label, g in good if label.exact), sum(label.exact for label in own), 0),
                "parent": (sum(g for label, g in good if not label.exact), sum(not label.exact for label in own), 0),
            }
        )
    return out


def figures() -> dict[str, float]:
    """Print and return the figures of the labelled mentions, with the shipped weights and the war's profile."""
    theatre, path = wars()["syria"]
    resolver = PlaceResolver(Gazetteer(), countries=theatre, extra=load_places(path))
    known = labels()
    wanted = {label.report for label in known}
    gold = {g["id"]: g for g in rows(SHARED / "gold/dev.jsonl.gz") if g["id"] in wanted}
    if any(g["fold"] == "gate" for g in gold.values()):
        raise ValueError("a labelled report is in the gate fold")
    found = {report: resolver.places(report_of(row)) for report, row in gold.items()}
    constant = {"right": best_constant(known)}
    return show("labelled", parts(known, found), constant)


if __name__ == "__main__":
    figures()
