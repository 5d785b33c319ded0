"""Resolve who is meant: every mention of an actor in a report, and who "the source" of each claim is."""

from __future__ import annotations

import re
from dataclasses import replace

from trucewatch.know.profile_names import name_words
from trucewatch.know.profiles import Profile, slug
from trucewatch.know.world_words import actor_words
from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim, Source
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors_around import called
from trucewatch.resolve.actors_meaning import HELD, KIN, Meaning
from trucewatch.resolve.actors_mentions import PhraseFinder, is_place
from trucewatch.resolve.actors_scene import Scene
from trucewatch.resolve.references import SPEAKER, points_back
from trucewatch.resolve.references_history import Candidate, History
from trucewatch.resolve.references_kinds import INSTITUTIONS
from trucewatch.resolve.references_spoken import told_before

#: "Its forces", "four of his soldiers": the side is the owner's.
_OWNED = re.compile(r"(?:[\w,.]+ ){0,4}of (?:its|his|her|their) |(?:its|his|her|their) ", re.IGNORECASE)

#: An officer who went over to the other side.
_DEFECTED = re.compile(
    r",? who (?:has |had |have )?(?:defected|deserted|joined the (?:opposition|rebels|revolt|uprising|revolution))"
)
_OUT = frozenset(("former", "ex"))
#: Words for several that do not end in "s".
_PLURAL = frozenset("people men women they children some others many several few both most police media".split())
#: What stands after a head.
_PLACED = frozenset("of for from at in inside with near to on within".split())
#: What counts people and is followed by "of".
_COUNTED = frozenset("one number group majority most many some several all both few each any dozen rest".split())

#: What a typo in a source's name leaves of the confidence in a claim.
_TYPO = 0.8


class ActorResolver:
    """Resolve mentions and sources with one conflict profile; it remembers the last report that it was given."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._finder = PhraseFinder(profile)
        self._outlets = dict(profile.outlets)
        self._last: tuple[Scene, History | None] | None = None

    def mentions(self, report: Report) -> tuple[Actor, ...]:
        """Return every mention of an actor in the text, known or described, in order; never raises on odd text."""
        scene, _ = self._scene(report)
        history = scene.history()
        found = []
        for extent in self._finder.find(report.text, scene.words, scene.names):
            words = report.span(extent.start, extent.end)
            if report.in_zone(words, "furniture", "dateline"):
                continue
            meaning = self._in_place(scene, words, history)
            if meaning.role == "state" and is_place(report.text, words.start, words.end):
                continue
            self._remember(history, words, meaning)
            self._remember_owner(scene, history, words, meaning)
            if meaning.side != "unknown" or meaning.actor:
                found.append(Actor(words, _id(meaning), meaning.name, meaning.side))
        self._last = (scene, history)
        return tuple(found)

    def resolve(self, report: Report, words: Span) -> Actor:
        """Return who a given noun phrase of the report means."""
        scene, told = self._scene(report)
        history = told or scene.history()
        self._last = (scene, history)
        meaning = self._in_place(scene, words, history)
        return Actor(words, _id(meaning), meaning.name, meaning.side)

    def sources(self, report: Report, claims: tuple[Claim, ...], mentions: tuple[Actor, ...]) -> tuple[Claim, ...]:
        """Return the claims with their sources resolved: who, in standard English, on which side, by which path."""
        scene, _ = self._scene(report)
        history = scene.history()
        for start, end, meaning in scene.people.unknown():
            history.mention(start, end, meaning)
        history.quoted = tuple(sorted((p.start, p.end) for c in claims if c.form == "direct" for p in c.content))
        for actor in mentions:
            known = self.profile.actors.get(actor.actor or "")
            if known is not None:
                meaning = scene.reader.known(known)
                history.mention(actor.words.start, actor.words.end, replace(meaning, name=actor.name, side=actor.side))
            elif actor.actor is None:
                told = Meaning(None, actor.name, actor.side, False)
                history.crowd(actor.words.start, actor.words.end, told, _plural(actor.words.text, told))
        done: dict[str, Source] = {}
        for claim in sorted(claims, key=lambda c: (c.source.words.start, c.cue.start)):
            done[claim.id] = self._source(scene, claim, history, done)
        self._last = (scene, history)
        return tuple(replace(c, source=done[c.id], confidence=_sure(c, scene)) for c in claims)

    def _scene(self, report: Report) -> tuple[Scene, History | None]:
        if self._last is None or self._last[0].report is not report:
            teller = self._outlets.get((report.outlet or "").lower().replace(" ", ""))
            self._last = (Scene(self.profile, report, teller), None)
        return self._last

    def _source(self, scene: Scene, claim: Claim, history: History, done: dict[str, Source]) -> Source:
        words = claim.source.words
        keys = [w.key for w in name_words(words.text[:200])]
        outer = done.get(claim.within or "")
        if keys and keys[0] in SPEAKER and outer:
            return replace(outer, words=words, via=(outer.words.text, *outer.via))
        meaning = scene.meaning(words, outer.side if outer else None)
        found = scene.referred(words, meaning, history)
        via: tuple[str, ...] = ()
        if _DEFECTED.match(scene.report.text, words.end) and (meaning.role in HELD or meaning.side == "unknown"):
            meaning = replace(meaning, side=self.profile.role_side("rebels"))
        late = meaning.proper and bool(_OUT & set(keys))  # what somebody was says less than what he was called before
        if meaning.proper and (meaning.side == "unknown" or late or scene.reader.read(words.text).side == "unknown"):
            meaning = replace(meaning, side=told_before(words.text, words.start, meaning, history, late=late))
        if found:
            meaning, via = found.meaning, (found.text, *found.via)
        if (name := called(scene.report.text, words.end)) and meaning.side != "unknown":
            at = scene.report.text.index(name, words.end)
            history.mention(at, at + len(name), Meaning(None, name, meaning.side, True, proper=True, person=True))
        history.add(Candidate(words.start, words.end, words.text, meaning, True, _plural(words.text, meaning), via))
        named = meaning.named if meaning.actor or meaning.proper or via else claim.source.named and meaning.named
        return Source(words, _id(meaning), meaning.name, meaning.side, named, via)

    @staticmethod
    def _in_place(scene: Scene, words: Span, history: History) -> Meaning:
        """Return what a phrase means, looking back where it says nothing by itself."""
        meaning = scene.meaning(words)
        lent = meaning.role is None or meaning.role in HELD or (meaning.actor is None and _is_kin(words.text))
        owned = _OWNED.match(words.text) is not None and lent
        if meaning.side != "unknown" and not owned and not points_back(words.text):
            return meaning
        found = scene.referred(words, meaning, history)
        return found.meaning if found else meaning

    @staticmethod
    def _remember_owner(scene: Scene, history: History, words: Span, meaning: Meaning) -> None:
        """Add a known person who is named where somebody else is meant: "X's forces"."""
        for name in scene.named_in(words):
            person = scene.profile.actors[name.actor]
            if person.kind == "person" and person.id != meaning.actor and words.start <= name.start < words.end:
                history.mention(name.start, name.end, scene.reader.known(person))

    @staticmethod
    def _remember(history: History, words: Span, meaning: Meaning) -> None:
        if meaning.actor or meaning.person:
            history.mention(words.start, words.end, meaning)


def _sure(claim: Claim, scene: Scene) -> float:
    """Return the confidence of a claim, less where its source was known in spite of a typo."""
    typos = scene.of_day.typos
    wrong = typos and any(w.key in typos for w in name_words(claim.source.words.text[:200]))
    return claim.confidence * _TYPO if wrong else claim.confidence


def _id(meaning: Meaning) -> str | None:
    if meaning.actor:
        return meaning.actor
    made = slug(meaning.name) if meaning.proper else ""
    return f"new:{made}" if made else None


def _plural(words: str, meaning: Meaning) -> bool:
    """Tell whether the words mean several; one body stays one whatever its name ends in ("Human Rights")."""
    keys = [w.key for w in name_words(words[:200])]
    common = bool(keys) and keys[-1] in actor_words().heads
    whole = meaning.actor and meaning.named and meaning.role in INSTITUTIONS and " and " not in meaning.name
    if whole and not common:
        return False
    cut = next((i for i, key in enumerate(keys) if i and key in _PLACED and keys[i - 1] not in _COUNTED), len(keys))
    done = cut > 1 and keys[cut - 1].endswith("ed") and keys[cut - 2].endswith("s")
    head = keys[cut - 1 - done] if keys else ""
    ends = head.endswith("s") and not head.endswith("ss")
    return ends or head in _PLURAL or "and" in keys[:cut]


def _is_kin(words: str) -> bool:
    return words[-20:].lower().rpartition(" ")[2] in KIN
