"""Which place a name means: rank of the place, votes of the other names, the nearest other place, the theatre."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from trucewatch.know.gazetteer import Candidate, Entry, distance_km
from trucewatch.resolve.places_spot import Mention

_RANK = {"country": 5.0, "capital": 2.5, "admin1": 1.5, "region": 5.0, "sea": 5.0, "admin2": -1.0}
_HOW = {"exact": 0.0, "article": -0.5, "skeleton": -1.0}


def choose(mentions: Sequence[Mention], countries: Sequence[str]) -> list[tuple[Entry, float]]:
    """Return for each mention the place that is meant, and how sure that is from 0 to 1.

    Two rounds: each name votes with its best candidate for country and division, then each is ranked by its own
    standing, the votes of the others and the distance to the nearest other place named close by.
    """
    first = [max(m.candidates, key=lambda c: prior(c, m, countries)).entry for m in mentions]
    nations = Counter(e.country for e in first if e.country)
    divisions = Counter((e.country, e.admin1) for e in first if e.admin1 and e.kind != "country")
    out = []
    for i, mention in enumerate(mentions):
        scored = []
        for candidate in mention.candidates:
            entry = candidate.entry
            own = first[i]
            votes = nations[entry.country] - (own.country == entry.country)
            near = divisions[entry.country, entry.admin1] - ((own.country, own.admin1) == (entry.country, entry.admin1))
            score = prior(candidate, mention, countries) + 1.5 * math.log1p(max(0, votes)) + math.log1p(max(0, near))
            score += _nearness(i, entry, mentions, first)
            scored.append((score, entry))
        scored.sort(key=lambda s: -s[0])
        total = sum(math.exp(s - scored[0][0]) for s, _ in scored)
        out.append((scored[0][1], 1 / total))
    return out


def prior(candidate: Candidate, mention: Mention, countries: Sequence[str]) -> float:
    """Return the standing of a candidate before any other name is looked at."""
    entry = candidate.entry
    score = math.log10(entry.pop + 10) + _RANK.get(entry.kind, 0.0) + _HOW[candidate.how] - 0.05 * candidate.rank
    if entry.country in countries:
        score += 3.0
    if entry.own:
        score += 2.0
    if mention.feature == "admin1" and entry.kind == "admin1":
        score += 4.0
    elif entry.kind == "admin1" and any(
        c.entry.kind in ("town", "capital") and c.entry.admin1 == entry.name for c in mention.candidates
    ):
        score -= 4.0
    return score


def _nearness(i: int, entry: Entry, mentions: Sequence[Mention], first: Sequence[Entry]) -> float:
    if entry.point is None:
        return 0.0
    best = 0.0
    for j in range(max(0, i - 6), min(len(mentions), i + 7)):
        other = first[j]
        if j == i or other.point is None or other.wide or mentions[j].text == mentions[i].text:
            continue
        gap = abs(mentions[j].start - mentions[i].start)
        best = max(best, 2.0 * math.exp(-distance_km(entry.point, other.point) / 40) * math.exp(-gap / 400))
    return best
