"""Which place a name means: a linear score over its rank, the votes of the other names, the nearest other place.

Weights and figures: training/gazetteer/train.py, docs/codebook/place.md. Features as in the resolvers of Lieberman
et al. (2010: comma groups, nearest others) and Speriosu and Baldridge (2013: one place per name and text).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.know.gazetteer import Candidate, Entry
from trucewatch.know.gazetteer.names import key
from trucewatch.resolve.places_spot import Mention

#: Candidates that are looked at for one name, names that are looked at for the nearest other place.
MOST_CANDIDATES, REACH = 25, 8
_SMALL = frozenset({"admin2", "town", "capital", "village"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the place that a mention means, how sure that is (0 to 1), and what counted for each candidate."""

    entry: Entry
    confidence: float
    ranking: tuple[tuple[Entry, float, Mapping[str, float]], ...]


@dataclass(frozen=True, slots=True)
class Votes:
    """Hold what the other names of a report speak for, each name voting once with its likeliest place."""

    first: Sequence[Entry]
    nations: Counter[str]
    divisions: Counter[tuple[str, str]]
    possible: Counter[tuple[str, str]]
    names: int


def choose(
    text: str, mentions: Sequence[Mention], countries: Sequence[str], known: Mapping[str, float]
) -> list[Choice]:
    """Return for each mention the place that is meant; `known` holds the weights of the features."""
    votes = _vote(mentions, countries, known)
    out = []
    for i, mention in enumerate(mentions):
        facts = [
            (c.entry, describe(text, i, c, mentions, votes, countries)) for c in mention.candidates[:MOST_CANDIDATES]
        ]
        scored = [(e, sum(known.get(k, 0.0) * v for k, v in f.items()), f) for e, f in facts]
        scored.sort(key=lambda s: -s[1])
        top = scored[0][1]
        total = sum(math.exp(max(-50.0, s - top)) for _, s, _ in scored)
        out.append(Choice(scored[0][0], 1 / total, tuple(scored)))
    return out


def describe(
    text: str, i: int, candidate: Candidate, mentions: Sequence[Mention], votes: Votes, countries: Sequence[str]
) -> dict[str, float]:
    """Return the features of one candidate of mention `i`: its own standing, the votes, what stands near it."""
    entry, mention = candidate.entry, mentions[i]
    facts = standing(candidate, mention, countries)
    # Few other names are weak witnesses: their share counts for less.
    others = votes.names + 2
    own = votes.first[i]
    if entry.country:
        nation = votes.nations[entry.country] - (own.country == entry.country)
        facts["nation"] = max(0, nation) / others
        facts["any-nation"] = float(nation > 0)
        if entry.admin1:
            division = votes.divisions[entry.country, entry.admin1]
            division -= own.country == entry.country and own.admin1 == entry.admin1
            facts["division"] = max(0, division) / others
            facts["any-division"] = float(division > 0)
            # Names of a region keep company: how many of the others could lie in the same division at all.
            company = votes.possible[entry.country, entry.admin1] - 1
            facts["company"] = max(0, company) / others
            facts["much-company"] = math.log1p(max(0, company))
    facts |= _near(i, entry, mentions, votes.first)
    facts |= _beside(text, i, entry, mentions, votes.first)
    return facts


def standing(candidate: Candidate, mention: Mention, countries: Sequence[str]) -> dict[str, float]:
    """Return the features of a candidate that no other name of the report changes."""
    entry = candidate.entry
    facts = {
        "size": math.log10(entry.pop + 10),
        f"kind={entry.kind}": 1.0,
        f"how={candidate.how}": 1.0,
        "rank": math.log1p(candidate.rank),
    }
    if key(entry.name) == key(mention.text):
        facts[f"own-name|{entry.wide}"] = 1.0
    if entry.own:
        facts["own"] = 1.0
    if entry.country in countries:
        facts["theatre"] = 1.0
    if mention.feature:
        facts[f"feature={mention.feature}|{entry.kind}"] = 1.0
    if entry.kind == "admin1" and any(
        c.entry.kind in ("town", "capital") and c.entry.country == entry.country and c.entry.admin1 == entry.admin1
        for c in mention.candidates
    ):
        facts[f"division-of-town|{mention.feature}"] = 1.0
    return facts


def _vote(mentions: Sequence[Mention], countries: Sequence[str], known: Mapping[str, float]) -> Votes:
    best: dict[str, Entry] = {}
    first = []
    for m in mentions:
        if m.text not in best:
            scores = [
                (sum(known.get(k, 0.0) * v for k, v in standing(c, m, countries).items()), c.entry)
                for c in m.candidates[:MOST_CANDIDATES]
            ]
            best[m.text] = max(scores, key=lambda s: s[0])[1]
        first.append(best[m.text])
    nations = Counter(e.country for e in best.values() if e.country)
    divisions = Counter((e.country, e.admin1) for e in best.values() if e.country and e.admin1)
    reach = {m.text: {(c.entry.country, c.entry.admin1) for c in m.candidates[:MOST_CANDIDATES]} for m in mentions}
    possible = Counter((n, d) for found in reach.values() for n, d in found if n and d)
    return Votes(first, nations, divisions, possible, len(best))


def _near(i: int, entry: Entry, mentions: Sequence[Mention], first: Sequence[Entry]) -> dict[str, float]:
    """Return how close the nearest other places are: by kilometres alone, and weighed by how near they are named."""
    if entry.lat is None or entry.lon is None or entry.kind in ("country", "region", "sea"):
        return {}
    close = named = 0.0
    narrow = math.cos(math.radians(entry.lat))
    for j in range(max(0, i - REACH), min(len(mentions), i + REACH + 1)):
        other = first[j]
        if other.lat is None or other.lon is None or other.kind in ("country", "region", "sea"):
            continue
        if j == i or mentions[j].text == mentions[i].text or other.place_id == entry.place_id:
            continue
        # Flat distance: what matters is below 200 km, where it is as good as the great circle.
        km = 111.2 * math.hypot(entry.lat - other.lat, (entry.lon - other.lon) * narrow)
        if km < 400:
            nearness = math.exp(-km / 50)
            close = max(close, nearness)
            named = max(named, nearness * math.exp(-abs(mentions[j].start - mentions[i].start) / 150))
    return {"close": close, "named-close": named}


def _beside(text: str, i: int, entry: Entry, mentions: Sequence[Mention], first: Sequence[Entry]) -> dict[str, float]:
    """Return whether the place is said to lie within the one named right behind it ("X, Y", "X in Y", "Y's X")."""
    facts: dict[str, float] = {}
    for j, mark in ((i + 1, "behind"), (i + 2, "behind-next"), (i - 1, "before")):
        if not 0 <= j < len(mentions) or entry.kind == "country":
            continue
        low, high = (mentions[i], mentions[j]) if j > i else (mentions[j], mentions[i])
        gap = text[low.end : high.start]
        if len(gap) > 40 or "." in gap[1:]:
            continue
        for other in [c.entry for c in mentions[j].candidates[:4]]:
            if other.place_id == entry.place_id:
                continue
            joined = "comma" if gap.strip() in (",", "(") else "words"
            if other.kind == "country" and other.country == entry.country:
                facts[f"{mark}|{joined}|country"] = 1.0
            elif other.kind == "admin1" and other.country == entry.country and other.admin1 == entry.admin1:
                facts[f"{mark}|{joined}|admin1"] = 1.0
        parent = first[j]
        if parent.kind in _SMALL and parent.place_id != entry.place_id and parent.admin1 == entry.admin1:
            facts[f"{mark}|parent|{entry.parent == parent.place_id}"] = float(parent.country == entry.country)
    return facts
