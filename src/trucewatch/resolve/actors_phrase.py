"""Read one noun phrase: who it means, on which side, by names, head, modifiers and what stands after "of".

The rules follow docs/codebook/actor.md: names first, then words that always mean a side, then the role of the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from trucewatch.know.profile_actor import KnownActor
from trucewatch.know.profile_names import Found, Word, name_words
from trucewatch.know.profiles import Profile
from trucewatch.know.world import world
from trucewatch.know.world_words import actor_words

#: Roles whose people keep their own side whatever names stand around them.
BYSTANDERS = frozenset(("civilians", "aid", "monitor", "media"))
_ARMED = frozenset(("military", "air", "militants", "rebels", "jihadists", "police"))
_SOURCEWORD = frozenset(("source", "sources"))
_RELATIVE = frozenset(("who", "which", "that", "whose", "where", "when", "including", "say", "says", "said"))
_LOCATIVE = frozenset(("in", "at", "from", "inside", "near", "on", "with", "within", "based"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """Hold what a phrase means: `actor` None where it only describes, `proper` True where it names a new actor."""

    actor: str | None
    name: str
    side: str
    named: bool
    role: str | None = None
    proper: bool = False
    person: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold a phrase cut into words: `core` before the first "of" or comma, `rest` after it."""

    text: str
    core: tuple[Word, ...]
    rest: tuple[Word, ...]
    link: str
    names: tuple[Found, ...]

    @property
    def head(self) -> Word | None:
        """Return the last word of the core, None where the phrase has no words."""
        return self.core[-1] if self.core else None


class PhraseReader:
    """Read noun phrases with one conflict profile; `day` is the report's, `teller` the side of the outlet."""

    def __init__(self, profile: Profile, day: date | None, teller: str | None = None) -> None:
        self.profile = profile
        self.day = day
        self.teller = teller
        self.words = actor_words()

    def read(self, text: str, *, speaker: str | None = None, depth: int = 0) -> Meaning:
        """Return what a noun phrase means; `speaker` is the side of whoever uses it, where that is not the outlet."""
        phrase = self._cut(text[:1000])
        meaning = self._read(phrase, speaker, depth)
        return replace(meaning, name=meaning.name or plain_name(text))

    def _cut(self, text: str) -> Phrase:
        words = name_words(text)
        names = tuple(self.profile.index.find_words(words))
        cut, link = len(words), ""
        for i, word in enumerate(words):
            if i == 0 or any(f.start <= word.start < f.end for f in names):
                continue
            gap = text[words[i - 1].end : word.start]
            if word.key in self.words.links or word.key in _RELATIVE or "," in gap or "(" in gap or " - " in gap:
                cut, link = i, word.key if word.key in self.words.links | _RELATIVE else ","
                break
        rest = words[cut + (link != ",") :]
        return Phrase(text, tuple(words[:cut]), tuple(rest), link, names)

    def _read(self, phrase: Phrase, speaker: str | None, depth: int) -> Meaning:
        if not phrase.core:
            return Meaning(None, "", "unknown", False)
        for rule in (self._whole, self._person, self._named_body):
            found = rule(phrase)
            if found:
                return found
        found = (
            self._label(phrase, speaker) or self._sided(phrase) or self._country(phrase) or self._owned(phrase, depth)
        )
        if found:
            return found
        return self._by_role(phrase, depth)

    # -- names ---------------------------------------------------------------------------------------------------

    def _in_core(self, phrase: Phrase) -> list[tuple[Found, KnownActor]]:
        end = phrase.core[-1].end
        found = []
        for f in phrase.names:
            if f.end <= end and self._bound(phrase, f) not in ("backed", "held", "against"):
                found.append((f, self.profile.actors[f.actor]))
        return found

    def _bound(self, phrase: Phrase, found: Found) -> str:
        """Return what the word bound to a name by a hyphen makes of it: "backed", "led", "held", "run", "" or "against"."""
        after = next((w for w in (*phrase.core, *phrase.rest) if w.start >= found.end), None)
        gap = phrase.text[found.end : after.start] if after else ""
        if after and len(gap) == 1 and (gap in "-‑– "):
            for state in ("backed", "held", "led", "run"):
                if after.key in getattr(self.words, state):
                    return state
        before = next((w for w in reversed(phrase.core) if w.end <= found.start), None)
        if before and before.key in ("anti", "counter"):
            return "against"
        return ""

    def _whole(self, phrase: Phrase) -> Meaning | None:
        """The phrase is a known name, but for determiners, adjectives and an appositive noun ("the X group")."""
        names = [(f, a) for f, a in self._in_core(phrase) if a.kind != "person"]
        if not names:
            return None
        found, actor = names[-1]
        after = [w for w in phrase.core if w.start >= found.end]
        if not after or (len(after) <= 2 and all(w.key in _APPOSITIVE for w in after)):
            if actor.kind == "state" and after:
                return None
            return self.known(actor)
        return None

    def known(self, actor: KnownActor) -> Meaning:
        """Return the meaning of a known actor on the report's day."""
        named = actor.kind not in ("people",)
        return Meaning(
            actor.id, actor.name_on(self.day), self.profile.side_of(actor.id, self.day), named,
            role=actor.kind, person=actor.kind == "person",
        )  # fmt: skip

    def _person(self, phrase: Phrase) -> Meaning | None:
        """A known person is named in the core, as its last word ("President X") or before a comma."""
        people = [(f, a) for f, a in self._in_core(phrase) if a.kind == "person"]
        if not people:
            return None
        found, actor = people[-1]
        after = [w for w in phrase.core if w.start >= found.end]
        if not after or all(w.capital and not self._role(w.key) for w in after):
            return self.known(actor)
        return None

    def _named_body(self, phrase: Phrase) -> Meaning | None:
        """A known body with a head after it ("X fighters", "an X spokesman", "X's warplanes")."""
        names = [(f, a) for f, a in self._in_core(phrase) if a.kind != "state"]
        if not names:
            return None
        found, actor = names[-1]
        after = [w for w in phrase.core if w.start >= found.end]
        role = self._head_role(phrase)
        side = self.profile.side_of(actor.id, self.day)
        if role in ("civilians", "aid") and actor.kind not in ("aid", "monitor", "un", "body"):
            return Meaning(None, "", role, self._proper_tail(phrase), role=role)
        if self._proper_tail(phrase):
            return Meaning(None, self._tail_name(phrase), side, True, role=role, proper=True, person=True)
        if actor.kind == "person" and after:
            return self._body_of(actor, side, role)
        relational = after and after[-1].key in self.words.relational and not self._plural_force(after[-1].key)
        if relational or (after and role == "media"):
            return Meaning(actor.id, f"unnamed {plain_name(phrase.text)}", side, False, role=role)
        return self._body_meaning(actor, side, role)

    def _body_of(self, person: KnownActor, side: str, role: str | None) -> Meaning:
        """ "X's forces": the body that the person's side has for this role."""
        body = self._side_body(side, role)
        return Meaning(body, self._name_of(body) or "", side, True, role=role)

    def _body_meaning(self, actor: KnownActor, side: str, role: str | None) -> Meaning:
        return Meaning(actor.id, actor.name_on(self.day), side, True, role=role or actor.kind)

    @staticmethod
    def _plural_force(word: str) -> bool:
        return word in ("fighters", "groups", "forces", "positions", "targets", "members", "sites", "bases", "strikes")

    # -- words of a side, labels, countries -------------------------------------------------------------------------

    def _label(self, phrase: Phrase, speaker: str | None) -> Meaning | None:
        tokens = [w.key for w in phrase.core]
        joined = " " + " ".join(tokens) + " "
        for label in self.profile.labels:
            if label.said_by and not ({speaker, self.teller} & set(label.said_by)):
                continue
            if any(f" {word} " in joined for word in label.words):
                return Meaning(None, "", label.means, False, role="label", weak=bool(label.prefer))
        return None

    def _sided(self, phrase: Phrase) -> Meaning | None:
        keys = [w.key for w in phrase.core]
        lowers = _compounds(phrase)
        role = self._head_role(phrase)
        for side in self.profile.sides:
            hits = [w for w in side.words if w in lowers or w in keys]
            if not hits:
                continue
            if any(self._is_held(phrase, w) for w in hits):
                continue
            if role in ("civilians", "aid", "media", "monitor"):
                return Meaning(None, "", role, self._proper_tail(phrase), role=role, proper=self._proper_tail(phrase))
            if self._proper_tail(phrase):
                return Meaning(None, self._tail_name(phrase), side.id, True, role=role, proper=True, person=True)
            return self._side_meaning(side.id, role, phrase)
        return None

    def _side_meaning(self, side: str, role: str | None, phrase: Phrase) -> Meaning:
        head = phrase.head
        speaks = head is not None and head.key in self.words.relational and not self._plural_force(head.key)
        if speaks:
            return Meaning(None, f"unnamed {plain_name(phrase.text)}", side, False, role=role)
        body = self._side_body(side, role)
        named = role in ("government", "military", "air", "police", None)
        return Meaning(body, self._name_of(body) or "", side, named, role=role)

    def _is_held(self, phrase: Phrase, word: str) -> bool:
        for i, w in enumerate(phrase.core[:-1]):
            if w.key == word and phrase.core[i + 1].key in self.words.held:
                return True
        return False

    def _country(self, phrase: Phrase) -> Meaning | None:
        lowers = [w.key for w in phrase.core]
        for i, word in enumerate(phrase.core):
            people = self.profile_people.get(word.key)
            role = self._head_role(phrase)
            if people and role not in BYSTANDERS and not self._proper_tail(phrase):
                follows = lowers[i + 1] if i + 1 < len(lowers) else ""
                if follows in self.words.held:
                    continue
                return self._side_meaning(people, role, phrase)
        hits = [(i, c) for i, w in enumerate(phrase.core) if (c := self._country_at(phrase, i))]
        for i, iso in hits:
            follows = lowers[i + 1] if i + 1 < len(lowers) else ""
            if follows in self.words.backed:
                side = dict(self.profile.backed).get(iso)
                if side and self._head_role(phrase) not in BYSTANDERS:
                    return self._side_meaning(side, self._head_role(phrase), phrase)
                continue
            if follows in self.words.held or (follows == "based"):
                continue
            return self._of_country(phrase, iso)
        return None

    def _country_at(self, phrase: Phrase, i: int) -> str | None:
        word = phrase.core[i]
        if not word.capital:
            return None
        for size in (3, 2, 1):
            key = " ".join(w.key for w in phrase.core[i : i + size])
            iso = _demonyms().get(key)
            if iso and (len(key) > 2 or word.upper):
                return iso
        return None

    def _of_country(self, phrase: Phrase, iso: str) -> Meaning | None:
        role = self._head_role(phrase)
        own = iso in self.profile.countries
        if role in BYSTANDERS or role == "none":
            run = {w.key for w in phrase.core} & {"state", "official", "government"}
            if not (role == "media" and run):
                side = role if role in BYSTANDERS else "unknown"
                return Meaning(None, "", side, self._proper_tail(phrase), role=role, proper=self._proper_tail(phrase))
        if own and (role is None or role not in ("military", "air", "government", "police", "media")):
            return None
        kind = "military" if role in ("military", "air") else "government"
        side = self.profile.country_side(iso, kind)
        if role == "rebels" and not own:
            return None
        if self._proper_tail(phrase):
            return Meaning(None, self._tail_name(phrase), side, True, role=role, proper=True, person=True)
        return self._side_meaning(side, role, phrase) if side != "state" else self._of_state(phrase, role)

    def _of_state(self, phrase: Phrase, role: str | None) -> Meaning:
        head = phrase.head
        speaks = head is not None and head.key in self.words.relational
        name = f"unnamed {plain_name(phrase.text)}" if speaks else plain_name(phrase.text)
        return Meaning(None, name, "state", not speaks, role=role)

    def _owned(self, phrase: Phrase, depth: int) -> Meaning | None:
        """A head that acts for what stands after it: "the leader of X", "a source at X", "forces loyal to X"."""
        head = phrase.head
        if head is None or not phrase.rest or depth > 2 or phrase.link in _RELATIVE:
            return None
        if self._proper_tail(phrase) and phrase.link != ",":
            inner = self.read(phrase.text[phrase.rest[0].start :], depth=depth + 1)
            if inner.side in ("unknown", "civilians") or phrase.link in ("in", "at", "near", "inside"):
                return None
            return Meaning(None, self._tail_name(phrase), inner.side, True, proper=True, person=True)
        role = self._head_role(phrase)
        if role in BYSTANDERS or (phrase.link == "," and not self._proper_tail(phrase)):
            return None
        if head.key not in self.words.relational and role not in (
            "military",
            "government",
            "air",
            "militants",
            "police",
        ):
            return None
        inner = self.read(phrase.text[phrase.rest[0].start :], depth=depth + 1)
        if inner.side == "unknown" or (inner.side == "civilians" and phrase.link in _LOCATIVE):
            return None
        if self._proper_tail(phrase):
            return Meaning(None, self._tail_name(phrase), inner.side, True, role=role, proper=True, person=True)
        if inner.actor and self.profile.actors[inner.actor].kind == "state" and phrase.link in _LOCATIVE:
            return None
        if self._plural_force(head.key) or role in ("military", "air"):
            return Meaning(inner.actor, inner.name, inner.side, True, role=role)
        return Meaning(inner.actor, f"unnamed {plain_name(phrase.text)}", inner.side, False, role=role)

    # -- roles ------------------------------------------------------------------------------------------------------

    def _by_role(self, phrase: Phrase, depth: int) -> Meaning:
        role = self._head_role(phrase)
        proper = self._proper_tail(phrase)
        if role is None or role == "none":
            side = "unknown"
        elif role in ("media", "aid", "monitor", "civilians", "state"):
            side = self._bystander_side(phrase, role)
        else:
            side = self.profile.role_side(role)
        if proper:
            return Meaning(None, self._tail_name(phrase), side, True, role=role, proper=True, person=True)
        head = phrase.head
        speaks = head is not None and (head.key in self.words.relational or role in BYSTANDERS or role == "none")
        if speaks or role in ("militants", "rebels", "jihadists", None):
            return Meaning(None, self._unnamed(phrase, role), side, False, role=role)
        body = self._side_body(side, role)
        return Meaning(body, self._name_of(body) or "", side, True, role=role)

    def _unnamed(self, phrase: Phrase, role: str | None) -> str:
        if role in ("rebels", "militants", "jihadists") or (role == "civilians" and not phrase.rest):
            return plain_name(phrase.text)
        return f"unnamed {plain_name(phrase.text)}"

    def _bystander_side(self, phrase: Phrase, role: str) -> str:
        keys = {w.key for w in phrase.core}
        if role == "media" and keys & {"state", "official", "government", "regime"}:
            return self.profile.role_side("government")
        if role == "civilians" and keys & {"activist", "activists"}:
            return self.profile.role_side("activists") if dict(self.profile.roles).get("activists") else "civilians"
        if role == "civilians" and keys & {"protester", "protesters", "demonstrators", "demonstrator", "protestors"}:
            return dict(self.profile.roles).get("protesters", "civilians")
        return self.profile.role_side(role)

    def _role(self, word: str) -> str | None:
        return self.words.heads.get(word)

    def _head_role(self, phrase: Phrase) -> str | None:
        """Return the role of the head: two words that are one, the head's own, else that of its modifiers."""
        core = [w for w in phrase.core if not (w.capital and not self.words.describes(w.key))] or list(phrase.core)
        keys = [w.key for w in core]
        for i in range(len(keys) - 1, -1, -1):
            if i and (pair := self.words.pairs.get((keys[i - 1], keys[i]))):
                return pair
            if keys[i] in self.words.relational:
                for key in reversed(keys[:i]):
                    if key in self.words.modifiers:
                        return self.words.modifiers[key]
                    if (role := self._role(key)) and key not in ("group", "groups"):
                        return role
                if keys[i] in (
                    "commander",
                    "officer",
                    "general",
                    "colonel",
                    "lieutenant",
                    "captain",
                    "major",
                    "brigadier",
                ):
                    return "military" if not phrase.rest else None
                if keys[i] in ("official", "officials") and not phrase.rest:
                    return None
                continue
            if role := self._role(keys[i]):
                return role
        return None

    def _proper_tail(self, phrase: Phrase) -> bool:
        head = phrase.head
        if head is None or not head.capital or self.words.describes(head.key) or head.key in self.words.determiners:
            return False
        if head.key in _demonyms() or head.key in self.profile_people:
            return False
        return not any(f.start <= head.start < f.end for f in phrase.names)

    def _tail_name(self, phrase: Phrase) -> str:
        first = len(phrase.core)
        while first and self._is_name_word(phrase, first - 1):
            first -= 1
        first = min(first, len(phrase.core) - 1)
        return phrase.text[phrase.core[first].start : phrase.core[-1].end].strip(" .,'’\"")

    def _is_name_word(self, phrase: Phrase, i: int) -> bool:
        word = phrase.core[i]
        if word.article:
            return True
        if not word.capital or any(f.start <= word.start < f.end for f in phrase.names):
            return False
        return not (self.words.describes(word.key) or word.key in self.words.determiners or word.key in _demonyms())

    @cached_property
    def profile_people(self) -> dict[str, str]:
        """Return the peoples that stand for a side, by lower-case word."""
        return dict(self.profile.peoples)

    def _side_body(self, side: str, role: str | None) -> str | None:
        known = self.profile.side(side)
        if known is None:
            return None
        wanted = {"militants": "rebels", "jihadists": "rebels"}.get(role or "", role or "government")
        body = known.body(wanted) or (known.body("military") if role in ("militants", "rebels", "army") else None)
        return body if body in self.profile.actors else None

    def _name_of(self, actor: str | None) -> str | None:
        return self.profile.actors[actor].name_on(self.day) if actor else None


_APPOSITIVE = frozenset(("group", "groups", "movement", "organization", "organisation", "website", "newspaper", "daily", "agency", "channel", "itself", "network", "tv", "militia", "rebel"))  # fmt: skip


def _compounds(phrase: Phrase) -> set[str]:
    """Return the words of the core, lower case, with hyphenated ones whole ("pro-government")."""
    end = phrase.core[-1].end
    return {part.strip("'’\"“”(),.").lower() for part in phrase.text[:end].replace("‑", "-").split()}


def plain_name(text: str) -> str:
    """Return a phrase without leading determiners and marks, at most 120 characters."""
    words = text[:400].split()
    while len(words) > 1 and words[0].lower() in (
        "a",
        "an",
        "the",
        "one",
        "some",
        "several",
        "many",
        "another",
        "other",
    ):
        words = words[1:]
    return " ".join(words).strip(" ,.;:'\"“”‘’()")[:120]


def _demonyms() -> dict[str, str]:
    return _DEMONYMS or _fill_demonyms()


_DEMONYMS: dict[str, str] = {}


def _fill_demonyms() -> dict[str, str]:
    for country in world().countries:
        for adjective in (*country.adjectives, *country.names, *country.seats):
            key = " ".join(w.key for w in name_words(adjective) if not w.article)
            _DEMONYMS.setdefault(key, country.iso)
            if not key.endswith(("s", "sh", "ch", "ese")):
                _DEMONYMS.setdefault(f"{key}s", country.iso)
    return _DEMONYMS


def joint_parts(text: str, words: Sequence[Word]) -> list[str]:
    """Return the parts of a joint phrase ("X and Y"), the whole where it is not joint."""
    cuts = [w for w in words if w.key == "and"]
    if len(cuts) != 1:
        return [text]
    cut = cuts[0]
    return [text[: cut.start].strip(" ,"), text[cut.end :].strip()]
