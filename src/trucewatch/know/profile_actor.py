"""A known actor: its names, sides and posts over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = (
    "state", "government", "ministry", "army", "air", "police", "militia", "group", "coalition", "party", "council",
    "body", "agency", "outlet", "monitor", "aid", "court", "company", "people", "person",
)  # fmt: skip


def within(day: date | None, start: date | None, end: date | None) -> bool:
    """Tell whether a day lies between two, both inclusive and None where open; an unknown day fits everything."""
    return day is None or ((start is None or start <= day) and (end is None or day <= end))


@dataclass(frozen=True, slots=True)
class Dated:
    """Hold a value (a name, a side) that held from `start` to `end`, both inclusive, None where open."""

    value: str
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Tell whether it held on a day; an unknown day fits everything."""
        return within(day, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Post:
    """Hold a post that a person held: "foreign minister" of the actor `body`."""

    title: str
    body: str
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Tell whether the post was held on a day; an unknown day fits everything."""
        return within(day, self.start, self.end)


@dataclass(frozen=True, slots=True)
class KnownActor:
    """Hold an actor of a profile or of the world layer.

    `side` is None where it follows from the posts, the bodies it belongs to, or the country (ISO 3166 alpha-2).
    `sector` is a PLOVER agent code, `ucdp` the id in UCDP GED, `source` says where the facts are from.
    `pronoun` is "she" or "he" of a person, "" where the profile does not tell.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    names: tuple[Dated, ...] = ()
    native: tuple[str, ...] = ()
    side: str | None = None
    sides: tuple[Dated, ...] = ()
    country: str | None = None
    sector: str | None = None
    ucdp: int | None = None
    member_of: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    start: date | None = None
    end: date | None = None
    source: str = ""
    pronoun: str = ""

    @property
    def all_names(self) -> tuple[str, ...]:
        """Return every name, once, the standard one first."""
        return tuple(dict.fromkeys((self.name, *(d.value for d in self.names), *self.aliases, *self.native)))

    def name_on(self, day: date | None) -> str:
        """Return the name borne on a day; the standard name where no dated one fits or the day is unknown."""
        if day is None:
            return self.name
        return next((d.value for d in self.names if d.holds_on(day)), self.name)

    def is_there(self, day: date | None) -> bool:
        """Tell whether it was there on a day; an unknown day fits everything."""
        return within(day, self.start, self.end)

    def side_on(self, day: date | None) -> str | None:
        """Return the side given for a day, None where the profile gives none to the actor itself."""
        return next((d.value for d in self.sides if d.holds_on(day)), self.side)

    def post_on(self, day: date | None) -> Post | None:
        """Return the post held on a day, else the last one before it, else the first; None where there is none."""
        held = [p for p in self.posts if p.holds_on(day)]
        if held:
            return held[-1]
        before = [(p.end, n) for n, p in enumerate(self.posts) if p.end and day and p.end < day]
        return self.posts[max(before)[1]] if before else self.posts[0] if self.posts else None
