"""What a report tells of one happening: each mention with what its sentence gives, gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from trucewatch.model.claim import Claim
from trucewatch.model.event import EventDate
from trucewatch.model.place import Place
from trucewatch.read.arguments import Arguments
from trucewatch.read.telling import Telling
from trucewatch.read.tolls import Toll
from trucewatch.read.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold one trigger with what its sentence gives; `harms` are the words of harm told with it ("killed").

    `claim` is the innermost claim that tells it, None for the outlet; `told` what the encoder says of the trigger;
    `negated` that it is said of what was not done.
    """

    trigger: Trigger
    arguments: Arguments
    tolls: tuple[Toll, ...] = ()
    harms: tuple[Trigger, ...] = ()
    claim: Claim | None = None
    told: Telling | None = None
    negated: bool = False

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """Return the trigger and its words of harm."""
        return (self.trigger, *self.harms)

    @property
    def sure(self) -> float:
        """Return how sure the encoder is that the trigger names an event best (0 to 1); 0 where it was not asked."""
        return 1 - self.told.kind["none"] if self.told else 0.0


@dataclass(slots=True)
class Happening:
    """Gather the mentions of one happening, in the order of the text."""

    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    days: list[EventDate] = field(default_factory=list)
    _sides: dict[str, set[str]] = field(default_factory=lambda: {"actor": set(), "recipient": set()})
    _tolls: dict[str, list[Toll]] = field(default_factory=dict)

    @classmethod
    def of(cls, mention: Mention) -> Happening:
        """Begin a happening with its first mention."""
        happening = cls()
        happening.add(mention)
        return happening

    def add(self, mention: Mention) -> None:
        """Add a mention and what it gives; a place, day or toll that is there already is not kept twice."""
        self.mentions.append(mention)
        self._take(mention)

    def _take(self, mention: Mention) -> None:
        given = mention.arguments
        if given.place and not any(p.name == given.place.name for p in self.places):
            self.places.append(given.place)
        if given.when and not any((d.start, d.end) == (given.when.start, given.when.end) for d in self.days):
            self.days.append(given.when)
        for role, sides in self._sides.items():
            sides |= {a.side for a in getattr(given, role)} - {"unknown"}
        for toll in mention.tolls:
            known = self._tolls.setdefault(toll.field, [])
            counts = not toll.part and not toll.superseded
            if counts and not any((t.low, t.high) == (toll.low, toll.high) for t in known):
                known.append(toll)

    @property
    def type(self) -> str:
        """Return the type that all mentions share."""
        return self.mentions[0].trigger.type

    @property
    def lead(self) -> Mention:
        """Return the mention that names the happening best: not negated, no harm, its mode settled, the first."""
        return min(self.mentions, key=lambda m: (m.negated, m.trigger.toll, not m.trigger.settled))

    @property
    def mode(self) -> str | None:
        """Return the mode of the first mention whose words settle it; words of harm come last."""
        return self.lead.trigger.mode

    def sides(self, role: str) -> set[str]:
        """Return the known sides of the actors or the recipients."""
        return self._sides[role]

    def tolls(self, name: str) -> list[Toll]:
        """Return the tolls of a field that count everybody and stand."""
        return self._tolls.get(name, [])


def same_place(one: Place, other: Place) -> bool:
    """Tell whether two places are the same, or one may hold the other."""
    if one.name == other.name or (one.place_id and one.place_id == other.place_id):
        return True
    wide = [p for p in (one, other) if p.admin1 is None or p.name == p.admin1]
    return (
        bool(wide)
        and (one.admin1 is None or other.admin1 is None or one.admin1 == other.admin1)
        and one.country == other.country
    )


def overlap(one: EventDate, other: EventDate) -> bool:
    """Tell whether two dates share a day."""
    return one.start <= other.end and other.start <= one.end
