"""Which sides act and which suffer in a happening, once each actor beside it has its odds: sides against each other.

The weights (event_sides.json) are fitted by training/events/sides.py on folds 1 to 5 of the gold. The features are how
likely a side is, how likely its rivals are, of what kind both are, and whether the side fights the likeliest of the
other role (`fights` of the conflict profile): never which side it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.model.actor import Actor
from trucewatch.read.arguments import Foes
from trucewatch.read.common import binned
from trucewatch.read.happening import Happening

ROLES = ("actor", "recipient")
#: Sides that are no party to the fighting, by what they are; every other side counts as a party.
KINDS = frozenset({"civilians", "monitor", "media", "aid", "un", "state", "unknown"})
#: The log odds of what is not there.
NONE = -9.0
_FINE = (-5.0, -4.0, -3.0, -2.2, -1.5, -1.0, -0.6, -0.2, 0.2, 0.6, 1.0, 1.5, 2.2, 3.0)
_PLAIN = (-3.0, -1.5, -0.5, 0.5, 1.5)
_BESIDE = (-8.0, -3.0, -1.5, -0.5, 0.5, 1.5)
_ACTS = (-2.0, -0.5, 0.5, 1.5)
_AHEAD = (-3.0, -1.5, -0.7, 0.0, 0.7, 1.5, 3.0)


@dataclass(frozen=True, slots=True)
class Rated:
    """Hold an actor, the log odds that it has each role in a happening, and whether it stands by the best mention."""

    actor: Actor
    odds: Mapping[str, float]
    at_lead: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold of one role the log odds of each side's likeliest actor, and of its likeliest beside the best mention."""

    likeliest: Mapping[str, float]
    beside: Mapping[str, float]

    @classmethod
    def of(cls, role: str, rated: Sequence[Rated]) -> Standing:
        """Gather the sides of some actors."""
        likeliest: dict[str, float] = {}
        beside: dict[str, float] = {}
        for one in rated:
            side, odds = one.actor.side, one.odds[role]
            likeliest[side] = max(odds, likeliest.get(side, NONE))
            beside[side] = max(odds if one.at_lead else NONE, beside.get(side, NONE))
        return cls(likeliest, beside)


def features(happening: Happening, rated: Sequence[Rated], foes: Foes) -> dict[str, dict[str, list[str]]]:
    """Return for each role the names of the features of each side, in the order of their first actor."""
    actors, recipients = (Standing.of(role, rated) for role in ROLES)
    acting = {side: list(_own(happening, actors, side)) for side in actors.likeliest}
    suffering = {
        side: [*_own(happening, recipients, side), *_war(happening, recipients, actors, side, foes)]
        for side in recipients.likeliest
    }
    return {"actor": acting, "recipient": suffering}


def kind_of(side: str) -> str:
    """Return what kind of side it is: one of KINDS or "party"."""
    return side if side in KINDS else "party"


def _own(happening: Happening, standing: Standing, side: str) -> Iterator[str]:
    """Yield how likely a side has the role, alone and beside the likeliest of the others."""
    odds, rival = standing.likeliest[side], _likeliest_but(standing.likeliest, side)[0]
    here, rival_here = standing.beside[side], _likeliest_but(standing.beside, side)[0]
    plain, kind = binned(odds, _PLAIN), kind_of(side)
    yield f"odds={binned(odds, _FINE)}"
    yield f"odds={plain}+type={happening.type}"
    yield f"odds={plain}+mode={happening.mode}"
    yield f"kind={kind}+type={happening.type}"
    yield f"odds={plain}+rival={binned(rival, _PLAIN)}"
    yield f"odds={plain}+first={odds > rival}"
    yield f"ahead={binned(odds - rival, _AHEAD)}"
    yield f"odds={plain}+unknown-first={standing.likeliest.get('unknown', NONE) > odds}"
    yield f"odds={plain}+lead={binned(here, _BESIDE)}"
    yield f"lead={binned(here, _BESIDE)}+rival={binned(rival_here, _BESIDE)}"


def _war(happening: Happening, recipients: Standing, actors: Standing, side: str, foes: Foes) -> Iterator[str]:
    """Yield whether a side fights the likeliest of those who act."""
    odds, actor = _likeliest_but(actors.likeliest, side)
    plain, acts = binned(recipients.likeliest[side], _PLAIN), binned(odds, _ACTS)
    parties = {s for s in recipients.likeliest if s not in KINDS}
    if not foes:
        war = "open"
    elif actor is None or side in KINDS or actor in KINDS:
        war = "none" if actor is None else "kind"
    else:
        war = str((side, actor) in foes)
    yield f"war={war}+acts={acts}"
    yield f"war={war}+acts={acts}+odds={plain}"
    yield f"war={war}+acts={acts}+type={happening.type}"
    yield f"war={war}+mode={happening.mode}"
    yield f"foe-there={any((side, s) in foes for s in parties)}+odds={plain}"


def _likeliest_but(odds: Mapping[str, float], side: str) -> tuple[float, str | None]:
    """Return the log odds and the name of the likeliest side other than one, the first of equals."""
    return max(((o, s) for s, o in odds.items() if s != side), key=lambda one: one[0], default=(NONE, None))
