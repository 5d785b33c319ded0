"""Conflict profiles: which sides a conflict has, who belongs to them, under which names and when.

A profile is a TOML file (docs/formats/profile.md) that a user can write. Nothing here knows any conflict.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from trucewatch.errors import ProfileError
from trucewatch.know.profile_actor import KnownActor, within
from trucewatch.know.profile_names import NameIndex, text_words
from trucewatch.know.world import world
from trucewatch.model.report import Report
from trucewatch.settings import conflicts_dir

#: The neutral profile: no theatre of its own, only the world layer.
WORLD_ID = "world"
#: A report of more than a year before a conflict is not about it; one of up to `_AFTER` after its end can be.
_BEFORE = timedelta(days=365)
_AFTER = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Side:
    """Hold a party of the conflict: `words` are adjectives and nouns that always mean it ("loyalist").

    `bodies` maps a kind of actor ("air", "army", "government", "rebels" ...) to the actor meant by "its warplanes";
    `fights` are the sides that it is at war with.
    """

    id: str
    name: str
    words: tuple[str, ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()
    fights: tuple[str, ...] = ()

    def body(self, kind: str) -> str | None:
        """Return the id of the actor that is the side's army, air force, government ..., None where none is given."""
        return dict(self.bodies).get(kind)


@dataclass(frozen=True)
class Label:
    """Hold what a word of propaganda means: `words` said by an outlet or source of the sides `said_by` (or anybody).

    It is the nearest earlier actor of one of the sides `prefer`, else the side `means`.
    """

    words: tuple[str, ...]
    means: str
    said_by: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Period:
    """Hold days (both inclusive, None where open) on which `roles` mean other sides: who governs is who rebelled."""

    roles: tuple[tuple[str, str], ...]
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether a day is one of the period."""
        return within(day, self.start, self.end)


@dataclass(frozen=True)
class Profile:
    """Hold one conflict as a user described it; `path` is None for the neutral world profile.

    `sha256` is of the file as it was read (of the world layer's data for the neutral profile).
    """

    id: str
    name: str
    countries: tuple[str, ...] = ()
    zone: str = "UTC"
    start: date | None = None
    end: date | None = None
    places: Path | None = None
    cues: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    country_sides: tuple[tuple[str, str, str], ...] = ()
    backed: tuple[tuple[str, str], ...] = ()
    peoples: tuple[tuple[str, str], ...] = ()
    labels: tuple[Label, ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()
    periods: tuple[Period, ...] = ()
    load_actors: Callable[[], tuple[KnownActor, ...]] = field(default=tuple, compare=False, repr=False)
    path: Path | None = None
    sha256: str = ""

    @cached_property
    def own_actors(self) -> tuple[KnownActor, ...]:
        """Return the actors of the profile itself, read when first asked for."""
        return self.load_actors()

    @cached_property
    def foes(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of sides that fight each other, both ways round."""
        pairs = {(side.id, foe) for side in self.sides for foe in side.fights}
        return frozenset(pairs | {(foe, side) for side, foe in pairs})

    @property
    def state_names(self) -> tuple[str, ...]:
        """Return the names of the states of the theatre ("Freedonia")."""
        return tuple(n for c in self.countries if (known := world().country(c)) for n in known.names)

    @property
    def state_adjectives(self) -> tuple[str, ...]:
        """Return the adjectives of the states of the theatre ("Freedonian")."""
        return tuple(n for c in self.countries if (known := world().country(c)) for n in known.adjectives)

    @cached_property
    def actors(self) -> dict[str, KnownActor]:
        """Return every actor by id: the profile's own, then those of the world layer that it does not redefine."""
        found = {a.id: a for a in self.own_actors}
        for actor in world().actors:
            found.setdefault(actor.id, actor)
        return found

    @cached_property
    def index(self) -> NameIndex:
        """Return the matcher of all names; built on first use."""
        return NameIndex(self.own_actors, [a for a in world().actors if a.id not in self._own_ids])

    @cached_property
    def _own_ids(self) -> frozenset[str]:
        return frozenset(a.id for a in self.own_actors)

    @cached_property
    def _roles(self) -> dict[str, str]:
        return dict(self.roles)

    @cached_property
    def _country_sides(self) -> dict[tuple[str, str], str]:
        return {(c, k): s for c, k, s in self.country_sides}

    def on(self, day: date | None) -> Profile:
        """Return the profile as it is on a day: itself where no period holds, else with the period's roles.

        Names and actors are the same and are not read again.
        """
        period = next((p for p in self.periods if day and p.holds_on(day)), None)
        if period is None:
            return self
        made: dict[Period, Profile] = self.__dict__.setdefault("_made", {})
        if period not in made:
            made[period] = replace(self, roles=tuple({**dict(self.roles), **dict(period.roles)}.items()), periods=())
            made[period].__dict__.update(own_actors=self.own_actors, actors=self.actors, index=self.index)
        return made[period]

    def side(self, side_id: str) -> Side | None:
        """Return a side by id, None where the profile has no such side."""
        return next((s for s in self.sides if s.id == side_id), None)

    def role_side(self, role: str) -> str:
        """Return the side of actors known by their role alone ("rebels", "army", "doctors"); "unknown" at worst."""
        return self._roles.get(role) or DEFAULT_ROLES.get(role, "unknown")

    def country_side(self, country: str, kind: str = "government") -> str:
        """Return the side of a country's government or "military" (which falls back on its government)."""
        given = self._country_sides.get((country, kind)) or self._country_sides.get((country, "government"))
        if given:
            return given
        if country in self.countries:
            return self.role_side("government")
        return "state"

    def side_of(self, actor_id: str | None, day: date | None = None, *, _seen: tuple[str, ...] = ()) -> str:
        """Return the side of an actor on a day: its own, else of the body it serves, else of its country.

        Of sides that changed, an unknown day has the one that held longest while the conflict lasted.
        """
        actor = self.actors.get(actor_id or "")
        if actor is None or actor.id in _seen:
            return "unknown"
        own = actor.side_on(day) if day or not actor.sides else self._longest_side(actor)
        if own:
            return own
        post = actor.post_on(day)
        if post and post.body:
            return self.side_of(post.body, day, _seen=(*_seen, actor.id))
        for whole in actor.member_of:
            return self.side_of(whole, day, _seen=(*_seen, actor.id))
        if actor.country:
            side = self.country_side(actor.country, "military" if actor.kind in ("army", "air") else "government")
            return self.role_side("media") if side == "state" and actor.kind in ("agency", "outlet") else side
        return "unknown"

    def _longest_side(self, actor: KnownActor) -> str:
        first, last = self.start or date.min, self.end or date.max
        return max(actor.sides, key=lambda s: min(s.end or last, last) - max(s.start or first, first)).value

    @cached_property
    def cue_keys(self) -> frozenset[str]:
        """Return the folded first words of everything that speaks for this conflict."""
        names = [*self.state_names, *self.state_adjectives, *self.cues]
        names += [n for c in self.countries if (known := world().country(c)) for n in known.seats]
        return frozenset(" ".join(text_words(n)) for n in names)


#: What a role says about the side where the profile does not say otherwise.
DEFAULT_ROLES: dict[str, str] = {
    "civilians": "civilians",
    "aid": "aid",
    "media": "media",
    "monitor": "monitor",
    "un": "un",
    "state": "state",
    "rebels": "opposition",
}


def shipped_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that come with the package, sorted."""
    return tuple(sorted(p.stem for p in conflicts_dir().glob("*.toml") if "." not in p.stem))


def load_profile(name_or_path: str | Path) -> Profile:
    """Load a conflict profile by the name of a shipped one ("world" for the neutral one) or by path.

    A shipped profile reads its actors when first asked for (the tests check them), another one at once. Raises
    ProfileError (file, line and key named) when it does not exist or is wrong.
    """
    if str(name_or_path) == WORLD_ID:
        return world_profile()
    path = Path(name_or_path)
    if path.suffix != ".toml" and str(name_or_path) in shipped_profiles():
        path = conflicts_dir() / f"{name_or_path}.toml"
    try:
        stat = path.stat()
        return _load(path, stat.st_mtime_ns, stat.st_size, path.parent != conflicts_dir())
    except OSError as error:
        shipped = ", ".join((*shipped_profiles(), WORLD_ID))
        raise ProfileError(
            f"there is no conflict profile {str(name_or_path)!r}",
            where=str(path),
            do=f"give the path of a TOML file, or one of: {shipped}",
        ) from error


@lru_cache(maxsize=32)
def _load(path: Path, _changed: int, _size: int, eager: bool) -> Profile:
    from trucewatch.know.profile_parse import parse_profile

    return parse_profile(path, eager=eager)


@lru_cache(maxsize=1)
def world_profile() -> Profile:
    """Return the neutral profile: every government is a state, nobody is a party of a conflict."""
    named = (("government", "Government"), ("opposition", "Opposition"), ("state", "States"))
    sides = tuple(Side(i, n) for i, n in named)
    roles = (("government", "unknown"),)
    return Profile(WORLD_ID, "No known conflict", sides=sides, roles=roles, sha256=world().sha256)


def choose_profile(report: Report, profiles: Iterable[Profile]) -> Profile:
    """Return the conflict that a report is about: the profile whose names it mentions most, at the conflict's time.

    The neutral world profile where no profile has two mentions; the order of `profiles` decides a tie.
    """
    words = [*text_words(report.title or ""), *text_words(report.text[:20_000])]
    sizes: dict[str, int] = {}  # of the longest cue that begins so
    for key in (k for profile in profiles for k in profile.cue_keys):
        first = key.partition(" ")[0]
        sizes[first] = max(sizes.get(first, 0), key.count(" ") + 1)
    begun = [(i, sizes[word]) for i, word in enumerate(words) if word in sizes]
    said = Counter(" ".join(words[i : i + n]) for i, most in begun for n in range(1, most + 1) if i + n <= len(words))
    best, most = world_profile(), 0.0
    for profile in profiles:
        score = sum(said[key] for key in profile.cue_keys) * _in_time(profile, report.published.day)
        if score >= 2 and score > most:
            best, most = profile, score
    return best


def _in_time(profile: Profile, day: date | None) -> float:
    if day is None:
        return 1.0
    if profile.start is not None and day < profile.start - _BEFORE:
        return 0.0
    early = profile.start is not None and day < profile.start - timedelta(days=30)
    late = profile.end is not None and day > profile.end + _AFTER
    return 0.3 if early or late else 1.0


def slug(name: str) -> str:
    """Return an id made of a name: lower-case ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", " ".join(text_words(name[:200]))).strip("-")


__all__ = [
    "KnownActor",
    "Label",
    "Period",
    "Profile",
    "Side",
    "choose_profile",
    "load_profile",
    "shipped_profiles",
    "slug",
    "world_profile",
]
