"""Which places of a report speak of the same truce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from trucewatch.know.truce_lexicon import truce_lexicon
from trucewatch.model.place import Place
from trucewatch.model.time import TimeExpression
from trucewatch.read.truce_state import states_said
from trucewatch.read.truce_terms import is_country, length_of, places_of
from trucewatch.read.truce_words import Scene, TruceWords

_DURATION = re.compile(
    r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?)?$"
)
_HOURS = (8760.0, 730.0, 168.0, 24.0, 1.0, 1 / 60)


@dataclass(slots=True)
class TruceGroup:
    """Gather the mentions of one truce, with the lengths and places that they name."""

    mentions: list[TruceWords] = field(default_factory=list)
    lengths: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    kind: str = "sure"


def group_mentions(
    scene: Scene, mentions: Sequence[TruceWords], times: Sequence[TimeExpression], places: Sequence[Place]
) -> list[TruceGroup]:
    """Return the truces that the mentions come to, in order of first mention; mostly one.

    A mention opens another truce when it brings in ("a", no article) a length or a place that the others
    contradict, or says that it is another one ("an earlier truce"), or is a local deal beside a truce, or asks for one
    of a length of its own beside one that is under way.
    """
    groups: list[TruceGroup] = []
    for mention in mentions:
        length = length_of(scene, mention, times)
        named = {p.name for p in places_of(scene, mention, places) if not is_country(p)}
        group = _group_for(scene, groups, mention, length.value if length else None, named)
        if group is None:
            group = TruceGroup(kind=mention.kind)
            groups.append(group)
        group.mentions.append(mention)
        group.places |= named
        if length:
            group.lengths.append(length.value)
    return groups


def hours(duration: str) -> tuple[float, float] | None:
    """Return the least and most hours of an ISO 8601 duration or range ("P5D/P7D"); None where it is neither."""
    found = [_DURATION.match(part) for part in duration.split("/")]
    lengths = [sum(float(n) * h for n, h in zip(m.groups(), _HOURS, strict=True) if n) for m in found if m]
    return (min(lengths), max(lengths)) if lengths and len(lengths) == len(found) and all(lengths) else None


def _group_for(
    scene: Scene, groups: list[TruceGroup], mention: TruceWords, length: str | None, places: set[str]
) -> TruceGroup | None:
    fitting = [g for g in groups if _fits(scene, g, mention, length, places)]
    if not fitting:
        return None
    if length:
        same = [g for g in fitting if g.lengths]
        fitting = same or fitting
    return fitting[-1]


def _fits(scene: Scene, group: TruceGroup, mention: TruceWords, length: str | None, places: set[str]) -> bool:
    if mention.kind == "reference":
        return True
    if group.kind != mention.kind:
        return False
    first_words = set(re.findall(r"[\w-]+", mention.phrase.text.lower())[:3])
    if not mention.definite and first_words & truce_lexicon().another - {"new", "fresh"}:
        return False
    if length and not group.lengths and not mention.definite and mention.sentence != group.mentions[-1].sentence:
        offered = [x.state for x in states_said(scene, mention)]
        begun = [x.state for m in group.mentions for x in states_said(scene, m)]
        if "proposed" in offered and begun and "proposed" not in begun:
            return False
    if length and group.lengths and not any(_agree(length, known) for known in group.lengths):
        return False
    return not (places and group.places and not mention.definite and not places & group.places)


def _agree(a: str, b: str) -> bool:
    x, y = hours(a), hours(b)
    return x is None or y is None or (x[0] <= y[1] and y[0] <= x[1])
