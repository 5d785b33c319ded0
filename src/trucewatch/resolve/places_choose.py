"""Which place a name means: a linear score over facts (places_facts.py, places_scene.py), in three rounds.

The first round knows only what a place is; its winners are the voters of the second, whose winners are those of the
third. Weights and figures: training/gazetteer/train.py, docs/codebook/place.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from trucewatch.know.gazetteer import Candidate, Entry, distance_km
from trucewatch.resolve.places_facts import COLUMNS, Name, Setting, names_of
from trucewatch.resolve.places_scene import Group, Scene, groups_of
from trucewatch.resolve.places_spot import Mention
from trucewatch.resolve.places_standing import Floats, Lands

#: What tells a name.
Told: TypeAlias = tuple[str, str | None, int, str, str, str]
#: The rounds, each with weights of its own.
ROUNDS = ("standing", "votes", "choose")
#: So many names are kept with what they may mean.
_MOST_NAMES = 20_000


#: Below this share of the best place, with what lies within NEAR_KM of it, its point is given up. Measured on LGL and
#: GeoVirus, cross-validated: 151 places lie below; of 106 with COMMON of the shares in one country .31 of the points
#: are right and .99 of the countries, of the 45 others .07 and .20. From .35 to .6 half of the points are right.
LEAST, NEAR_KM, COMMON = 0.35, 25.0, 0.8


class Choice(NamedTuple):
    """Hold the place that a mention means, how sure that is (0 to 1) and, where asked for, what counted for each.

    `level` is "place"; where far places are about as likely, "admin1" or "country": no more than that of `entry` is
    known, and the confidence is that; "name" where not even a country is.
    """

    entry: Entry
    confidence: float
    ranking: tuple[tuple[Entry, float, Mapping[str, float]], ...] = ()
    level: str = "place"


class Chooser:
    """Choose among the places that names may mean; what is known of a name is kept from report to report.

    `countries` are those of the theatre; `known` holds the weights {round: {fact: weight}} and, under "calibration",
    the factor "scale" of scores before they become probabilities.
    """

    def __init__(self, countries: Sequence[str], known: Mapping[str, Mapping[str, float]]) -> None:
        self._countries = tuple(countries)
        self._names: dict[Told, Name] = {}
        self._lands = Lands()
        self._tld = COLUMNS.index("tld")
        self._scale = known.get("calibration", {}).get("scale", 1.0)
        self._weights = [_vector(known.get(name, {})) for name in ROUNDS]

    def choose(
        self, text: str, mentions: Sequence[Mention], setting: Setting | None = None, *, explain: bool = False
    ) -> list[Choice]:
        """Return for each mention the place that is meant; with `explain` what counted for every candidate."""
        if not mentions or (not explain and all(len(m.candidates) == 1 for m in mentions)):
            return [Choice(m.candidates[0].entry, 1.0) for m in mentions]
        scene = self.scene(text, mentions, setting or Setting())
        scores = (scene.table @ self._weights[-1]) * self._scale
        told: list[float] = scores.tolist()
        out: list[Choice | None] = [None] * len(mentions)
        for number, group in enumerate(scene.groups):
            low, high = scene.starts[number], scene.starts[number + 1]
            choice = _choice(group, told[low:high], scene.table[low:high] if explain else None)
            for i in group.mentions:
                out[i] = choice
        return [c for c in out if c is not None]

    def scene(self, text: str, mentions: Sequence[Mention], setting: Setting, *, rounds: int = len(ROUNDS)) -> Scene:
        """Return the facts of all candidates as the round number `rounds` sees them."""
        names = self._named(mentions)
        scene = Scene(mentions, names, groups_of(text, mentions, names), setting)
        if setting.country:
            scene.table[:, self._tld] = scene.in_nation(self._lands.nation(setting.country))
        scene.heard(scene.best(scene.table @ self._weights[0]))
        for weights in self._weights[1 : rounds - 1]:
            scene.heard(scene.best(scene.table @ weights))
        return scene

    def _named(self, mentions: Sequence[Mention]) -> list[Name]:
        """Return what is known of the names of some mentions."""
        if len(self._names) >= _MOST_NAMES:
            self._names.clear()
        known, asked = self._names, [_told(m) for m in mentions]
        new: dict[Told, Mention] = {}
        for told, mention in zip(asked, mentions, strict=True):
            if told not in known:
                new.setdefault(told, mention)
        if new:
            known.update(zip(new, names_of(list(new.values()), self._countries, self._lands), strict=True))
        return [known[told] for told in asked]


def _told(mention: Mention) -> Told:
    """Return what tells the candidates of a name from others': how the name is spelled, how many, first and last."""
    found = mention.candidates
    first, how, _ = found[0]
    return mention.text, mention.feature, len(found), how, first.place_id, found[-1].place.place_id


def _vector(weights: Mapping[str, float]) -> Floats:
    return np.array([weights.get(name, 0.0) for name in COLUMNS], dtype=np.float32)


def _choice(group: Group, scores: list[float], facts: Floats | None) -> Choice:
    candidates = group.name.candidates
    if len(scores) == 1 and facts is None:
        return Choice(candidates[0].entry, 1.0)
    best = max(scores)
    first = scores.index(best)
    weights = [math.exp(s - best) for s in scores]
    sure = 1 / sum(weights)
    entry, level = candidates[first].entry, "place"
    if sure < LEAST and entry.kind != "country":
        level, sure = _known(entry, candidates, [w * sure for w in weights])
    if facts is None:
        return Choice(entry, sure, level=level)
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    told = [{COLUMNS[k]: round(float(facts[i, k]), 3) for k in np.flatnonzero(facts[i])} for i in order]
    ranking = tuple((candidates[i].entry, scores[i], fact) for i, fact in zip(order, told, strict=True))
    return Choice(entry, sure, ranking, level)


def _known(best: Entry, candidates: Sequence[Candidate], shares: Sequence[float]) -> tuple[str, float]:
    """Return what of the best place is known, and how surely: itself, its division, its country, or its name alone."""
    here, division, nation = 0.0, 0.0, 0.0
    for place, share in zip([c.place for c in candidates], shares, strict=True):
        same = place.country is not None and place.country == best.country
        nation += share * same
        division += share * (same and place.admin1 is not None and place.admin1 == best.admin1)
        point = place.point
        if place.place_id == best.place_id or (best.point and point and distance_km(best.point, point) <= NEAR_KM):
            here += share
    own = max(shares)
    if here >= LEAST:
        return "place", own
    if division >= COMMON:
        return "admin1", min(1.0, division)
    return ("country", min(1.0, nation)) if nation >= COMMON else ("name", own)
