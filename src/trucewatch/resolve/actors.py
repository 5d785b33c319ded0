"""Resolve who is meant: every mention of an actor in a report, and who "the source" of each claim is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucewatch.know.profile_names import Found, Word, name_words
from trucewatch.know.profiles import Profile, slug
from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim, Source
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors_meaning import Meaning
from trucewatch.resolve.actors_mentions import PhraseFinder
from trucewatch.resolve.actors_people import PeopleOfReport
from trucewatch.resolve.actors_phrase import PhraseReader
from trucewatch.resolve.actors_short import ShortForms, abbreviations, with_abbreviations
from trucewatch.resolve.references import (
    BODIES,
    OWNERS,
    POINTS_BACK,
    PRONOUNS,
    SPEAKER,
    Candidate,
    History,
    announced,
    pronoun,
    refer,
)


@dataclass(frozen=True, slots=True)
class _Scene:
    """Hold what is worked out once for a report."""

    report: Report
    words: Sequence[Word]
    names: Sequence[Found]
    reader: PhraseReader
    people: PeopleOfReport
    short: ShortForms


class ActorResolver:
    """Resolve mentions and sources with one conflict profile."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._finder = PhraseFinder(profile)
        self._outlets = dict(profile.outlets)
        self._last: _Scene | None = None

    def mentions(self, report: Report) -> tuple[Actor, ...]:
        """Return every mention of an actor in the text, known or described, in order; never raises on odd text."""
        scene = self._scene(report)
        found = []
        for extent in self._finder.find(report.text, scene.words, scene.names):
            words = report.span(extent.start, extent.end)
            if report.in_zone(words, "furniture"):
                continue
            meaning = self._meaning(scene, words)
            if meaning.side != "unknown" or meaning.actor:
                found.append(Actor(words, self._id(meaning), meaning.name, meaning.side))
        return tuple(found)

    def resolve(self, report: Report, words: Span) -> Actor:
        """Return who a given noun phrase of the report means."""
        meaning = self._meaning(self._scene(report), words)
        return Actor(words, self._id(meaning), meaning.name, meaning.side)

    def sources(self, report: Report, claims: tuple[Claim, ...], mentions: tuple[Actor, ...]) -> tuple[Claim, ...]:
        """Return the claims with their sources resolved: who, in standard English, on which side, by which path."""
        scene = self._scene(report)
        history = History(report.text)
        for actor in mentions:
            known = self.profile.actors.get(actor.actor or "")
            if known is not None:
                meaning = Meaning(actor.actor, actor.name, actor.side, True, known.kind, person=known.kind == "person")
                history.mention(actor.words.start, actor.words.end, meaning)
        for start, end, meaning in scene.people.mentions():
            history.mention(start, end, meaning)
        done: dict[str, Source] = {}
        for claim in sorted(claims, key=lambda c: (c.source.words.start, c.cue.start)):
            done[claim.id] = self._source(scene, claim, history, done)
        return tuple(replace(c, source=done[c.id]) for c in claims)

    def _scene(self, report: Report) -> _Scene:
        if self._last is not None and self._last.report is report:
            return self._last
        words = name_words(report.text)
        found = self.profile.index.find_words(words)
        short = abbreviations(report.text, found)
        names = with_abbreviations(report.text, words, found, short)
        teller = self._outlets.get((report.outlet or "").lower().replace(" ", ""))
        reader = PhraseReader(self.profile, report.published.day, teller, self._home(names), short)
        people = PeopleOfReport(report.text, words, names, reader)
        self._last = _Scene(report, words, names, reader, people, ShortForms(report.text, names))
        return self._last

    def _home(self, names: Sequence[Found]) -> str | None:
        """Return the other country whose seat of government a report is datelined from and that it goes on to name."""
        first = [self.profile.actors[f.actor] for f in names if f.end < 150]
        abroad = [a.country for a in first if a.kind == "state" and a.country not in self.profile.countries]
        theirs = [f for f in names if abroad and self.profile.actors[f.actor].country == abroad[0]]
        return abroad[0] if len(theirs) > 1 else None

    def _source(self, scene: _Scene, claim: Claim, history: History, done: dict[str, Source]) -> Source:
        words = claim.source.words
        keys = [w.key for w in name_words(words.text)]
        if keys and keys[0] in SPEAKER and claim.within in done:
            outer = done[claim.within]
            return replace(outer, words=words, via=(outer.words.text, *outer.via))
        meaning = self._meaning(scene, words, speaker=self._speaker(claim, done))
        found = self._referred(scene, words, keys, meaning, history)
        via: tuple[str, ...] = ()
        if found:
            meaning, via = found.meaning, (found.text, *found.via)
        history.add(Candidate(words.start, words.end, words.text, meaning, True, _plural(words.text), via))
        named = meaning.named if meaning.actor or meaning.proper or via else claim.source.named and meaning.named
        return Source(words, self._id(meaning), meaning.name, meaning.side, named, via)

    def _referred(
        self, scene: _Scene, words: Span, keys: Sequence[str], meaning: Meaning, history: History
    ) -> Candidate | None:
        """Return whom the words refer to where they name nobody: a pronoun, "the source", "a monitoring group"."""
        if not keys or (keys[0] in PRONOUNS and len(keys) <= 2):
            return refer(words.text, words.start, history, meaning)
        based = "-based" in words.text
        named = any(f.start < words.end and f.end > words.start for f in scene.names)
        if meaning.proper or (named and not based):
            return None
        if keys[0] in ("the", "this", "that", "its", "same") and (meaning.actor is None or keys[-1] in POINTS_BACK):
            found = refer(words.text, words.start, history, meaning)
            if found:
                return found
        if keys[0] in OWNERS and meaning.side in ("unknown", "opposition", "government"):
            owner = pronoun(keys[0], words.start, history)
            if owner and owner.meaning.side not in ("unknown", "civilians", "media"):
                own = replace(meaning, side=owner.meaning.side)
                return Candidate(words.start, words.end, words.text, own, True, via=(owner.text,))
        singular = not _plural(words.text) and keys[-1] in BODIES and meaning.side in ("monitor", "aid")
        return announced(meaning, words.start, history) if singular else None

    @staticmethod
    def _speaker(claim: Claim, done: dict[str, Source]) -> str | None:
        outer = done.get(claim.within or "")
        return outer.side if outer else None

    def _meaning(self, scene: _Scene, words: Span, *, speaker: str | None = None) -> Meaning:
        meaning = scene.reader.read(words.text, speaker=speaker)
        short = self._shortened(scene, words, meaning)
        if short:
            return short
        if meaning.weak:
            return self._preferred(scene, words, meaning, speaker)
        if meaning.proper:
            told = scene.people.meaning(meaning.name)
            if told is not None:
                side = told.side if meaning.side == "unknown" or told.actor else meaning.side
                return replace(told, side=side)
        return meaning

    def _shortened(self, scene: _Scene, words: Span, meaning: Meaning) -> Meaning | None:
        """ "the Council", "the ministry" for one that the report named in full before."""
        cut = name_words(words.text[:60])
        if not 1 <= len(cut) <= 2 or (meaning.actor in self.profile.actors and meaning.role == "person"):
            return None
        head = cut[-1]
        if head.key not in BODIES or (len(cut) == 2 and cut[0].key != "the") or head.key in ("group", "country"):
            return None
        if len(cut) == 1 and not head.capital:
            return None
        actor = scene.short.actor(head.key, head.capital, words.start)
        return scene.reader.known(self.profile.actors[actor]) if actor else None

    def _preferred(self, scene: _Scene, words: Span, meaning: Meaning, speaker: str | None) -> Meaning:
        """A label means the nearest group named before it that it can mean, else the side that the profile gives."""
        keys = {w.key for w in name_words(words.text)}
        for label in self.profile.labels:
            said = not label.said_by or {speaker, scene.reader.teller} & set(label.said_by)
            if not said or not any(w in keys or w in words.text.lower() for w in label.words):
                continue
            for found in reversed([f for f in scene.names if f.end <= words.start]):
                side = self.profile.side_of(found.actor, scene.reader.day)
                if side in label.prefer and words.start - found.end < 600:
                    return replace(scene.reader.known(self.profile.actors[found.actor]), named=False)
            return meaning
        return meaning

    @staticmethod
    def _id(meaning: Meaning) -> str | None:
        if meaning.actor:
            return meaning.actor
        made = slug(meaning.name) if meaning.proper else ""
        return f"new:{made}" if made else None


def _plural(words: str) -> bool:
    keys = [w.key for w in name_words(words)]
    return bool(keys) and (keys[-1].endswith("s") or keys[-1] in ("people", "men", "women", "they") or "and" in keys)
