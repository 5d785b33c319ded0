"""Check a conflict profile: what cannot be right (errors), and what is worth a second look (warnings)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from trucewatch.know.profile_actor import Dated, KnownActor
from trucewatch.know.profile_names import name_words
from trucewatch.know.profile_parse import line_of
from trucewatch.know.profiles import Profile
from trucewatch.know.world import world


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold what was found: `level` "error" or "warning", the line of the file, the actor and key, and what to do."""

    level: str
    line: int
    where: str
    what: str
    do: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.level}: {self.where}: {self.what}\n  What to do: {self.do}"


def check_profile(profile: Profile, place_names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful in a profile, errors first, then by line.

    `place_names` are names of places of the theatre: a name of an actor that is one as well is a warning. Raises
    ProfileError when the actors cannot be read at all.
    """
    check = _Check(profile, place_names)
    return tuple(sorted(check.findings(), key=lambda f: (f.level != "error", f.line, f.where)))


class _Check:
    def __init__(self, profile: Profile, place_names: Iterable[str]) -> None:
        self._profile = profile
        self._text = profile.path.read_text(encoding="utf-8") if profile.path else ""
        self._places = {_key(n) for n in place_names}
        bodies = [a for a in profile.own_actors if a.kind != "person"]
        people = [a for a in profile.own_actors if a.kind == "person"]
        self._at = {a.id: ("actor", n) for n, a in enumerate(bodies)} | {
            a.id: ("person", n) for n, a in enumerate(people)
        }

    def findings(self) -> Iterator[Finding]:
        for actor in self._profile.own_actors:
            yield from self._references(actor)
            yield from self._dates(actor)
            yield from self._names(actor)
        yield from self._cycles()
        yield from self._overlaps()
        yield from self._bodies()

    def _finding(self, level: str, actor: KnownActor, key: str, what: str, do: str) -> Finding:
        table, number = self._at[actor.id]
        return Finding(level, line_of(self._text, table, number, key), f"{table} {actor.id!r}, key {key}", what, do)

    def _references(self, actor: KnownActor) -> Iterator[Finding]:
        known = self._profile.actors
        for key, ids in (("member_of", actor.member_of), ("of", tuple(p.body for p in actor.posts if p.body))):
            for other in ids:
                if other not in known:
                    yield self._finding("error", actor, key, f"there is no actor {other!r}", "correct the id")
        if self._profile.side_of(actor.id) == "unknown" and not actor.side and not actor.sides:
            yield self._finding("warning", actor, "side", "no side follows from its posts or country", "give a side")
        if not actor.source:
            yield self._finding("warning", actor, "source", "there is no source", "say where the facts are from")

    def _dates(self, actor: KnownActor) -> Iterator[Finding]:
        for key, dated in (("names", actor.names), ("sides", actor.sides)):
            for one, two in combinations(dated, 2):
                if _overlap(one, two):
                    what = f"{one.value!r} and {two.value!r} hold on the same days"
                    yield self._finding("error", actor, key, what, "end the one the day before the other starts")
        for post in actor.posts:
            if post.start and post.end and post.end < post.start:
                yield self._finding(
                    "error", actor, "end", f"the post {post.title!r} ends before it starts", "correct the days"
                )
        if actor.start and actor.end and actor.end < actor.start:
            yield self._finding("error", actor, "end", "it ends before it starts", "correct the days")

    def _names(self, actor: KnownActor) -> Iterator[Finding]:
        for name in actor.all_names:
            if _mixed_scripts(name):
                what = f"{name!r} mixes letters of several scripts that look alike"
                yield self._finding("warning", actor, "aliases", what, "type the name again in one script")
            if _key(name) in self._places:
                what = f"{name!r} is also the name of a place"
                yield self._finding("warning", actor, "aliases", what, "drop it, or use a longer form of the name")

    def _cycles(self) -> Iterator[Finding]:
        for actor in self._profile.own_actors:
            path: list[str] = [actor.id]
            while path:
                above = self._profile.actors.get(path[-1])
                nexts = above.member_of if above else ()
                if actor.id in nexts:
                    what = f"it is a member of itself: {' -> '.join([*path, actor.id])}"
                    yield self._finding("error", actor, "member_of", what, "remove one membership")
                    break
                path = [*path, nexts[0]] if nexts and nexts[0] not in path else []

    def _overlaps(self) -> Iterator[Finding]:
        holders: dict[str, KnownActor] = {}
        for actor in self._profile.own_actors:
            for name in dict.fromkeys(_key(n) for n in actor.all_names):
                other = holders.setdefault(name, actor)
                if other.id != actor.id and _alive_together(actor, other):
                    what = f"the name {name!r} is also one of {other.id!r}, which wins"
                    yield self._finding("warning", actor, "aliases", what, "drop it here, or give both start and end")

    def _bodies(self) -> Iterator[Finding]:
        for side in self._profile.sides:
            for kind, body in side.bodies:
                if body not in self._profile.actors:
                    line = line_of(self._text, f"sides.{side.id}", 0, "bodies")
                    what = f"there is no actor {body!r} for {kind!r}"
                    yield Finding("error", line, f"sides.{side.id}, key bodies", what, "correct the id")
        for iso in self._profile.countries:
            if world().country(iso) is None:
                line = line_of(self._text, "", 0, "countries")
                yield Finding("error", line, "key countries", f"there is no country {iso!r}", "use its ISO 3166 code")


def _key(name: str) -> str:
    return " ".join(
        w.key if not (w.upper and len(w.key) <= 5) else w.key.upper() for w in name_words(name) if not w.article
    )


def _overlap(one: Dated, two: Dated) -> bool:
    after = one.end is not None and two.start is not None and one.end < two.start
    before = two.end is not None and one.start is not None and two.end < one.start
    return not (after or before)


def _alive_together(one: KnownActor, two: KnownActor) -> bool:
    return _overlap(Dated("", one.start, one.end), Dated("", two.start, two.end))


def _mixed_scripts(name: str) -> bool:
    return any(len(_scripts(word)) > 1 for word in name.split())


def _scripts(word: str) -> set[str]:
    return {unicodedata.name(c, "").split(" ", 1)[0] for c in word if c.isalpha()}


def errors(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are errors."""
    return tuple(f for f in findings if f.level == "error")
