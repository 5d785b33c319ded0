"""Score readings against annotated reports (the gold's format; the same figures as shared/benchmarks/score_record.py).

A predicted claim matches a gold one when their content words overlap with Dice >= 0.5 (one to one, best first).
A predicted event matches a gold one of the same type when one of its first four mentions of at most 60 characters
lies within 25 characters of the gold trigger. A truce matches when a mention of at most 80 characters lies within
25 characters of the gold's words or evidence.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from trucewatch.show.bench.tally import Figures, Tally

Json = dict[str, Any]
WORD = re.compile(r"\w+")
REACH, MENTIONS, LONGEST = 25, 4, 60
_SMALL = re.compile(
    r"\b(al|ad|ar|as|at|az|an|el|the|a|city|town|village|province|governorate|district|neighbou?rhood|countryside"
    r"|of|unnamed)\b"
)


def score(gold: Mapping[str, Json], predicted: Mapping[str, Json], resamples: int = 300, seed: int = 7) -> Figures:
    """Return {figure: {"kind", "value", counts, "low", "high", "constant"}}.

    `gold` and `predicted` are {id: report}; low and high are a 95 % bootstrap interval over whole reports.
    """
    parts = [score_report(g, predicted.get(i) or {}) for i, g in gold.items()]
    total = Tally()
    for part in parts:
        total.add(part)
    out = total.report()
    rng = random.Random(seed)
    draws: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(resamples):
        drawn = Tally()
        for _ in parts:
            drawn.add(rng.choice(parts))
        for name, value in drawn.values().items():
            if value is not None:
                draws[name].append(value)
    for name, figure in out.items():
        d = sorted(draws.get(name) or [0.0])
        figure["low"], figure["high"] = d[int(0.025 * len(d))], d[min(len(d) - 1, int(0.975 * len(d)))]
    return out


def score_report(gold: Json, predicted: Json) -> Tally:
    """Return the counts of one report."""
    tally = Tally()
    to_predicted = _claims(gold, predicted.get("claims", []), tally)
    _events(gold, predicted.get("events", []), to_predicted, tally)
    _truces(gold, predicted.get("truces", []), tally)
    return tally


def alike(a: str | None, b: str | None, least: float = 0.75) -> bool:
    """Tell whether two names are spellings of one."""
    x, y = _fold(a), _fold(b)
    return bool(x) and bool(y) and (x == y or x in y or y in x or SequenceMatcher(None, x, y).ratio() >= least)


def _fold(name: str | None) -> str:
    if not name:
        return ""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"(.)\1", r"\1", re.sub(r"[^a-z0-9]", "", _SMALL.sub(" ", plain)))


def _words(text: str, spans: Iterable[Json | None]) -> set[int]:
    return {s["start"] + m.start() for s in spans if s for m in WORD.finditer(text[s["start"] : s["end"]])}


def _near(a: Json, b: Json) -> bool:
    return bool(a["start"] - REACH <= b["end"] and b["start"] - REACH <= a["end"])


def _pair(gold: list[Json], found: list[Json], weight: Callable[[Json, Json], float]) -> list[tuple[Json, Json]]:
    scored = sorted(((weight(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)), reverse=True)
    used_g: set[int] = set()
    used_p: set[int] = set()
    pairs = []
    for w, i, j in scored:
        if w > 0 and i not in used_g and j not in used_p:
            used_g.add(i)
            used_p.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _claims(gold: Json, found: list[Json], tally: Tally) -> dict[str, str]:
    text, wanted = gold["text"], gold["claims"]
    contents = {id(c): _words(text, c["content"]) for c in (*wanted, *found)}
    sources = {id(c): _words(text, [c.get("source")]) for c in (*wanted, *found)}

    def overlap(a: Json, b: Json) -> float:
        x, y = contents[id(a)], contents[id(b)]
        dice = 2 * len(x & y) / (len(x) + len(y)) if x or y else 0.0
        return dice + bool(sources[id(a)] & sources[id(b)]) if dice >= 0.5 else 0

    pairs = _pair(wanted, found, overlap)
    right = {id(b) for a, b in pairs if sources[id(a)] & sources[id(b)]}
    tally.f1("claims.content", len(pairs), len(wanted), len(found))
    tally.f1("claims.attributed", len(right), len(wanted), len(found))
    for a, b in pairs:
        said_by = b.get("source") or {}
        tally.accuracy("claims.who", alike(a["source"]["name"], said_by.get("name")))
        tally.accuracy("claims.side", said_by.get("side") == a["source"]["side"], a["source"]["side"])
        tally.macro("claims.stance", a["stance"], b.get("stance"))
        tally.macro("claims.form", a["form"], b.get("form"))
    for c in found:
        tally.calibration("claims.calibration", c.get("confidence", 1.0), id(c) in right)
    return {a["id"]: b["id"] for a, b in pairs}


def _short(thing: Json, longest: int = LONGEST) -> list[Json]:
    return [m for m in thing.get("mentions", []) if m["end"] - m["start"] <= longest][:MENTIONS]


def _same_event(a: Json, b: Json) -> float:
    hits = [m for m in _short(b) if _near(a["trigger"], m)] if a["type"] == b.get("type") else []
    if not hits:
        return 0
    middle = (a["trigger"]["start"] + a["trigger"]["end"]) / 2
    off: float = min(abs(middle - (m["start"] + m["end"]) / 2) for m in hits)
    return float(1 + (a.get("mode") == b.get("mode")) + 1 / (1 + off))


def _sides(people: Iterable[Json] | None) -> set[Any]:
    return {x.get("side") for x in people or ()} - {None, "unknown"}


def _events(gold: Json, found: list[Json], to_predicted: dict[str, str], tally: Tally) -> None:
    wanted = gold["events"]
    pairs = _pair(wanted, found, _same_event)
    tally.f1("events.type", len(pairs), len(wanted), len(found))
    tally.f1("events.mode", sum(a.get("mode") == b.get("mode") for a, b in pairs), len(wanted), len(found))
    right = {id(b) for _, b in pairs}
    for e in found:
        tally.calibration("events.calibration", e.get("confidence", 1.0), id(e) in right)
    tally.f1("events.complete", sum(_event(a, b, to_predicted, tally) for a, b in pairs), len(wanted), len(found))


def _event(a: Json, b: Json, to_predicted: dict[str, str], tally: Tally) -> bool:
    """Count the fields of one matched event; tell whether the whole row is right."""
    right = a.get("mode") == b.get("mode")
    for role in ("actor", "recipient"):
        x, y = _sides(a[role]), _sides(b.get(role))
        tally.f1(f"events.{role}", len(x & y), len(x), len(y))
        right &= x == y
    links = {c if isinstance(c, str) else c.get("id") for c in b.get("claims", [])}
    linked = sum(to_predicted[c] in links for c in a["claims"] if c in to_predicted)
    tally.f1("events.claims", linked, len(a["claims"]), len(links))
    right &= _event_place(a["place"], b.get("place"), tally)
    right &= _event_date(a["date"], b.get("date"), tally)
    for toll in ("killed", "wounded"):
        if a.get(toll):
            tally.accuracy(f"events.{toll}", list(b.get(toll) or []) == a[toll])
    if not a.get("killed"):
        tally.accuracy("events.killed_null", not b.get("killed"))
    right &= list(b.get("killed") or []) == (a.get("killed") or [])
    tally.macro("events.status", a["status"], b.get("status"))
    return right


def _event_place(gold: Json | None, found: Json | None, tally: Tally) -> bool:
    if not gold:
        tally.accuracy("events.place_null", not found)
        return True
    there = found or {}
    if gold.get("admin1"):
        admin = _fold(there.get("admin1")) == _fold(gold["admin1"])
    else:
        admin = there.get("country") == gold.get("country")
    at_admin = _fold(gold["name"]) == _fold(gold.get("admin1"))
    same_words = _fold(gold.get("text")) == _fold(there.get("text")) != ""
    same = bool(_fold(there.get("name"))) and (alike(gold.get("name"), there.get("name")) or same_words)
    tally.accuracy("events.place", bool(found) and (same or (at_admin and admin)))
    tally.accuracy("events.admin1", bool(found) and admin, gold.get("admin1") or gold.get("country"))
    return bool(found) and admin


def _event_date(gold: Json | None, found: Json | None, tally: Tally) -> bool:
    if not gold:
        tally.accuracy("events.date_null", not found)
        return True
    there = found or {}
    tally.accuracy("events.date", (gold["start"], gold["end"]) == (there.get("start"), there.get("end")))
    return bool(gold["start"] == there.get("start"))


def _same_truce(a: Json, b: Json) -> float:
    hits = sum(any(_near(m, x) for x in _short(b, 80)) for m in (a["text"], *a["evidence"]))
    return hits + (a["state"] == b.get("state")) * 0.5 if hits else 0


def _truces(gold: Json, found: list[Json], tally: Tally) -> None:
    wanted = gold["truces"]
    pairs = _pair(wanted, found, _same_truce)
    tally.f1("truces.found", len(pairs), len(wanted), len(found))
    for a, b in pairs:
        tally.macro("truces.state", a["state"], b.get("state"))
        for role in ("parties", "brokers"):
            x, y = set(a[role]), set(b.get(role) or ())
            tally.f1(f"truces.{role}", len(x & y), len(x), len(y))
        for field in ("start", "duration"):
            if a.get(field):
                tally.accuracy(f"truces.{field}", a[field] == b.get(field))
        if a.get("area"):
            same = _fold(a["area"]) == _fold(b.get("area")) or alike(a["area"], b.get("area"))
            tally.accuracy("truces.area", same, a["area"])
