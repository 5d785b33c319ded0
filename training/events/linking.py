"""Fit the weights that tell which claims report a happening (src/trucewatch/read/event_links.json).

    python -m training.events.linking READINGS.pickle

Data and method as in training/events/worth.py; the happenings of each fold are those that trees grown on the other
folds keep. A pair of a happening and a claim is right where the gold event that the shared scorer would pair
with the happening lists the gold claim whose content the claim's overlaps most (Dice of words >= 0.5). The threshold
is the one with the best micro F1 of links over held-out folds, gold links without a claim of ours counted as missed.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import numpy as np

from training.events.inputs import loaded, ship, shown
from training.events.logistic import fit
from training.events.sameness import Told, gathered
from training.events.worth import cases_of as worth_cases
from training.events.worth import held_out, pairs_of
from trucewatch.model.claim import Claim
from trucewatch.read.events import apart_from
from trucewatch.read.scene import Scene, features
from trucewatch.read.worth import BoostedWorth

LEAST_SEEN, PENALTY = 5, 24.0
_WORD = re.compile(r"\w+")
#: (fold, conflict, gold links of the event, [(features, is a link)]) of one matched happening.
Case = tuple[str, str, int, list[tuple[list[str], bool]]]


def main(readings_path: str) -> None:
    """Fit, print the figures of cross-validation and write the weights."""
    told = gathered(loaded(readings_path))
    worth = held_out([case for one in told for case in worth_cases(one)])
    cases = [case for one in told for case in cases_of(one, worth[one.fold])]
    model = fit([row for case in cases for row in case[3]], LEAST_SEEN, PENALTY, cross_validate(cases))
    ship("event_links", shown(model, "bias", "threshold"))


def cases_of(one: Told, worth: BoostedWorth) -> list[Case]:
    """Return a case for each kept happening that the scorer would pair with a gold event."""
    scene, matched = matched_of(one, worth)
    return [
        (
            one.fold,
            one.gold["conflict"],
            links,
            [(list(features(scene, n, c)), claim.id in wanted) for c, claim in enumerate(one.mentions.claims)],
        )
        for n, links, wanted in matched
    ]


def matched_of(one: Told, worth: BoostedWorth) -> tuple[Scene, list[tuple[int, int, set[str]]]]:
    """Return the kept happenings as a scene, and of those that the scorer would pair with a gold event the number, how
    many links the gold has and the ids of our claims among them.
    """
    gold, prose, mentions, found = one.gold, one.prose, one.mentions, one.happenings
    judged = zip(found, worth.judge(prose, found, mentions), strict=True)
    kept = [happening for happening, sure in judged if sure is not None]
    scene = Scene.of(prose, kept, mentions, apart_from(found, kept), one.sameness)
    same = same_claims(gold, mentions.claims)
    listed = [(j, gold["events"][i]["claims"]) for i, j in pairs_of(gold["events"], kept)]
    return scene, [(j, len(links), {same[c] for c in links if c in same}) for j, links in listed]


def same_claims(gold: dict[str, Any], claims: tuple[Claim, ...]) -> dict[str, str]:
    """Return which claim is which gold claim, by the words of their contents, best first."""
    text = gold["text"]
    ours = {c.id: _words(text, [(p.start, p.end) for p in c.content]) for c in claims}
    scored = []
    for one in gold["claims"]:
        words = _words(text, [(p["start"], p["end"]) for p in one["content"]])
        for claim in claims:
            dice = 2 * len(words & ours[claim.id]) / max(1, len(words) + len(ours[claim.id]))
            if dice >= 0.5:
                source = (
                    one["source"]["start"] < claim.source.words.end and claim.source.words.start < one["source"]["end"]
                )
                scored.append((dice + source, one["id"], claim.id))
    out: dict[str, str] = {}
    for _, theirs, mine in sorted(scored, reverse=True):
        if theirs not in out and mine not in out.values():
            out[theirs] = mine
    return out


def _words(text: str, pieces: list[tuple[int, int]]) -> set[int]:
    return {start + m.start() for start, end in pieces for m in _WORD.finditer(text[start:end])}


def cross_validate(cases: list[Case]) -> float:
    """Print micro F1 of links over held-out folds by threshold, in all and by conflict; return the best threshold."""
    scored: list[tuple[Case, list[float]]] = []
    for held in sorted({case[0] for case in cases}):
        rows = [row for case in cases if case[0] != held for row in case[3]]
        model = fit(rows, LEAST_SEEN, PENALTY)
        scored += [(case, [model.share(names) for names, _ in case[3]]) for case in cases if case[0] == held]
    best = (0.0, 0.5)
    for threshold in np.arange(0.2, 0.56, 0.025):
        figures = {war: _f1([s for s in scored if war in ("all", s[0][1])], threshold) for war in _wars(cases)}
        print(f"threshold {threshold:.3f}:", " ".join(f"{war} {f1:.3f}" for war, f1 in figures.items()))
        best = max(best, (figures["all"], round(float(threshold), 3)))
    return best[1]


def _wars(cases: list[Case]) -> list[str]:
    return ["all", *sorted({case[1] for case in cases})]


def _f1(scored: list[tuple[Case, list[float]]], threshold: float) -> float:
    gold = sum(case[2] for case, _ in scored)
    said = sum(p >= threshold for _, chances in scored for p in chances)
    hit = sum(p >= threshold and y for case, chances in scored for p, (_, y) in zip(chances, case[3], strict=True))
    return 2 * hit / max(1, gold + said)


if __name__ == "__main__":
    main(sys.argv[1])
