"""Rules for phrases that hold a known name: persons, bodies, posts, members of a group."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from trucewatch.know.profile_actor import KnownActor
from trucewatch.know.profile_day import NamesOfDay
from trucewatch.know.profile_names import Found, Word, text_words
from trucewatch.know.profiles import Profile
from trucewatch.know.world_words import actor_words
from trucewatch.resolve.actors_anatomy import (
    MEMBERSHIP,
    TITLES,
    Phrase,
    country_at,
    demonyms,
    head_role,
    plain_name,
    proper_tail,
    split_name,
)
from trucewatch.resolve.actors_meaning import (
    ACTIVISTS,
    APPOSITIVE,
    ARMED,
    ARMED_KINDS,
    BYSTANDERS,
    DOCUMENTS,
    KIN,
    MANY,
    PERSONS,
    Meaning,
)
from trucewatch.resolve.actors_posts import PostBook

#: "A minister under X" is not X.
_UNDER = frozenset(("under", "by", "against", "around", "about"))
_PARTIES = frozenset(("people", "coalition", "party"))
_UNIFORMED = ARMED_KINDS | {"police", "party"}
#: Who reports for an outlet beside its reporters ("a Freedonia Times witness").
_CREWS = frozenset("witness witnesses eyewitness team crew staff".split())
#: Who sits in a body for his state ("the U.N. ambassadors").
_OF_STATES = frozenset("ambassador ambassadors diplomat diplomats".split())
#: Whom a state sends to a body ("Freedonia's U.N. ambassador").
_SENT = frozenset("ambassador representative diplomat delegate".split())
#: What leads from a post to its body ("the head of X", "the envoy to X"), and an apposition.
_OF_POST = frozenset(("of", "for", "at", "to", "in", "from", ","))


def _list(phrase: Phrase, names: list[tuple[Found, KnownActor]]) -> list[KnownActor]:
    """Return the states that a phrase lists with its marks lost ("X Y and Z"), else the last name."""
    first = len(names) - 1
    while first and names[first - 1][1].kind == names[first][1].kind == "state":
        if phrase.text[names[first - 1][0].end : names[first][0].start].strip(" ,") not in (
            "",
            "and",
            "the",
            "and the",
        ):
            break
        first -= 1
    return [a for _, a in names[first:]]


def _of_kind(after: list[str], kind: str) -> bool:
    """Tell whether the words after a name only say what it is: "the X monitoring group"."""
    table = actor_words()
    says = table.heads.get(after[-1]) == kind or after[-1] in APPOSITIVE
    return says and all(w in APPOSITIVE or kind in (table.modifiers.get(w), table.heads.get(w)) for w in after)


class NameRules(ABC):
    """Hold a conflict profile on a report's day and the rules for known names.

    `day` is the report's, `teller` the side of the outlet, `home` the country (ISO) that "the ministry" is of where the
    report is datelined abroad, `short` the abbreviations that the report introduces, `names` the names as it uses them.
    """

    def __init__(
        self,
        profile: Profile,
        day: date | None,
        teller: str | None = None,
        home: str | None = None,
        short: Mapping[str, str] | None = None,
        names: NamesOfDay | None = None,
    ) -> None:
        self.profile = profile
        self.names = names or NamesOfDay(profile, day)
        self.short = short or {}
        self.home = home
        self.day = day
        self.teller = teller
        self.words = actor_words()
        self.peoples = dict(profile.peoples)
        self._backed = dict(profile.backed)
        self._roles = dict(profile.roles)
        self._posts = PostBook(profile, day)

    @abstractmethod
    def read(self, text: str, *, speaker: str | None = None, depth: int = 0) -> Meaning:
        """Return what a noun phrase means."""

    def known(self, actor: KnownActor) -> Meaning:
        """Return the meaning of a known actor on the report's day."""
        side = self.profile.side_of(actor.id, self.day)
        named = actor.kind != "people"
        post = actor.post_on(self.day) if actor.kind == "person" else None
        name, title = actor.name_on(self.day), post.title if post else ""
        person = actor.kind == "person"
        return Meaning(actor.id, name, side, named, role=actor.kind, person=person, title=title, pronoun=actor.pronoun)

    def held_by_another(self, text: str, side: str) -> bool:
        """Tell whether the president's or a minister's post that a phrase names is held by a known person of a side."""
        return self._posts.is_held(text, side)

    def _in_core(self, phrase: Phrase) -> list[tuple[Found, KnownActor]]:
        end = phrase.core[-1].end
        found = [(f, self.profile.actors[f.actor]) for f in phrase.names if f.end <= end + 2]
        return [
            (f, a)
            for f, a in found
            if self._bound(phrase, f) not in ("backed", "held", "against") and not self._elsewhere(phrase, f, a)
        ]

    def _elsewhere(self, phrase: Phrase, found: Found, actor: KnownActor) -> bool:
        """Tell whether a plain name of the theatre's own is another country's: "Freedonian state TV", "X army".

        An outlet's name before a country's adjective is a mark lost between the two ("The Times Freedonian President").
        """
        at = next((n for n, w in enumerate(phrase.core) if w.end <= found.start <= w.end + 2), None)
        own = self.profile.countries
        plain = phrase.text[found.start : found.end].split()[0].islower()
        if at is not None and plain and actor.side == self.profile.role_side("government"):
            return country_at(phrase.core, at) not in (None, *own)
        after = next((n for n, w in enumerate(phrase.core) if found.end <= w.start <= found.end + 1), None)
        lost = actor.kind in ("outlet", "agency") and after is not None and after < len(phrase.core) - 1
        return lost and after is not None and country_at(phrase.core, after) not in (None, actor.country)

    def _bound(self, phrase: Phrase, found: Found) -> str:
        """Return what the word bound to a name makes of it: backed, held, led, run, against ("anti-X") or ""."""
        after = next((w for w in (*phrase.core, *phrase.rest) if w.start >= found.end), None)
        if after and phrase.text[found.end : after.start] in ("-", "‑", "–", " "):
            for state in ("backed", "held", "led", "run"):
                if after.key in getattr(self.words, state):
                    return state
        before = next((w for w in reversed(phrase.core) if w.end <= found.start), None)
        return "against" if before and before.key in ("anti", "counter") else ""

    def _person(self, phrase: Phrase) -> Meaning | None:
        """A known person: the phrase begins or ends with the name, and it owns nothing there ("X's forces")."""
        last = phrase.names[-1] if phrase.names else None
        if last and last.end >= len(phrase.text.rstrip()) and self._apposed(phrase, last):
            return self.known(self.profile.actors[last.actor])
        people = [(f, a) for f, a in self._in_core(phrase) if a.kind == "person"]
        if not people:
            return None
        found, actor = people[-1]
        after = [w for w in phrase.core if w.start >= found.end]
        before = [w for w in phrase.core if w.end <= found.start]
        starts = all(w.key in TITLES or w.key in self.words.determiners for w in before)
        if not after or all((w.capital or w.article) and not self.words.describes(w.key) for w in after):
            return self.known(actor)
        owns = phrase.text[found.end : found.end + 2] in ("'s", "’s") or phrase.text[found.start : found.end].endswith(
            ("s", "'", "’")
        )
        titled = any(w.key in self.words.relational for w in after) or after[0].key in self.words.determiners
        heads = titled and after[-1].key not in MANY and not after[-1].key.endswith("s")
        if starts and not owns and heads:
            return self.known(actor)
        return None

    def _apposed(self, phrase: Phrase, found: Found) -> bool:
        """Tell whether a known person ends a phrase as its apposition: "head of the clinic X", not "aide to X"."""
        words = [*phrase.core, *phrase.rest]
        before = [w for w in words if w.end <= found.start and w.key not in TITLES and not w.article]
        inside = not phrase.rest or found.start < phrase.rest[0].start
        inside = inside or (phrase.link != "," and not any(w.end <= found.start for w in phrase.rest))
        if inside or not before or self.profile.actors[found.actor].kind != "person":
            return False
        last = before[-1].key
        opens = any(f.start < before[0].end and self.profile.actors[f.actor].kind == "person" for f in phrase.names)
        doing = last.endswith(("ing", "ed")) and not self.words.describes(last)
        plain = last in PERSONS or last in self.words.links or last in self.words.determiners or doing
        state = any(f.end == before[-1].end for f in phrase.names)
        return not (plain or opens or last in _UNDER) and (state or last not in demonyms())

    def _named_after(self, phrase: Phrase) -> Meaning | None:
        """What is only described before a comma and named after it: "the interim government, the X"."""
        if phrase.link != "," or any(f.start < phrase.rest[0].start for f in phrase.names):
            return None
        free = [w for w in phrase.rest if w.key not in self.words.determiners]
        name = next((f for f in phrase.names if free and f.start <= free[0].start < f.end), None)
        if name is None or self.profile.actors[name.actor].kind in ("person", "state"):
            return None
        alone = all(w.start < name.end or w.start > name.end + 3 for w in free)
        role, actor = head_role(phrase), self.profile.actors[name.actor]
        plain = role not in BYSTANDERS or actor.kind == role
        return self.known(actor) if alone and plain and not proper_tail(phrase, self.peoples) else None

    def _kin(self, phrase: Phrase, depth: int) -> Meaning | None:
        """A relative of somebody is on his side: "a son of X", "the leader's wife"."""
        keys = [w.key for w in phrase.core]
        if depth > 2 or not keys or keys[-1] not in KIN:
            return None
        owner = phrase.after if phrase.link == "of" else phrase.text[: phrase.core[-1].start].strip()
        if not owner or owner.lower() in ("a", "the", "his", "her", "their"):
            return None
        told = self.read(owner, depth=depth + 1)
        if told.side in ("unknown", "civilians") or not (told.person or "leader" in owner.lower()):
            return None
        if told.role in BYSTANDERS:
            civilians = self.profile.role_side("civilians")
            return Meaning(None, f"unnamed {plain_name(phrase.text)}", civilians, False, role="civilians")
        return Meaning(None, f"unnamed {plain_name(phrase.text)}", told.side, False, role="person", person=True)

    def _whole(self, phrase: Phrase) -> Meaning | None:
        """The core ends in a known name, or in one with an appositive noun ("the X group", "X fighters")."""
        names = [(f, a) for f, a in self._in_core(phrase) if a.kind != "person"]
        if not names:
            return None
        found, actor = names[-1]
        after = [w.key for w in phrase.core if w.start >= found.end]
        generic = actor.kind in _UNIFORMED and phrase.text[found.start : found.end].islower()
        if not after and generic and len(names) > 1 and names[-2][1].kind in _UNIFORMED:
            return replace(self.known(names[-2][1]), role=actor.kind)  # "the X security forces": those of X
        if not after:
            listed = _list(phrase, names)
            return replace(self.known(listed[0]), name=", ".join(self.known(a).name for a in listed)[:200])
        if (
            len(after) <= 3
            and actor.kind != "state"
            and all(w in APPOSITIVE or w in self.words.determiners for w in after)
        ):
            return self.known(actor)
        if len(after) <= 3 and actor.kind in ("monitor", "aid") and _of_kind(after, actor.kind):
            return self.known(actor)
        return None

    def _holder(self, phrase: Phrase) -> Meaning | None:
        """The holder of a post, where the phrase is definite ("the X director", "French President")."""
        first = phrase.core[0].key
        head = next((w.key for w in reversed(phrase.core)), "")
        if (
            first in ("a", "an", "some", "several", "former", "two", "many")
            or head.endswith("s")
            or len(phrase.text) > 120
        ):
            return None
        if not any(w.key in self.words.relational or self.words.heads.get(w.key) == "government" for w in phrase.core):
            return None
        if proper_tail(phrase, self.peoples):
            return None
        whole = phrase.link in _OF_POST or not phrase.rest
        words = [*phrase.core, *phrase.rest] if whole else [*phrase.core]
        text = phrase.text[: words[-1].end]
        to = phrase.rest[0].start if phrase.link == "to" else len(text)
        named = [f for f in phrase.names if f.start < len(text)]
        bodies = {f.actor for f in named if f.start < to or self.profile.actors[f.actor].kind != "state"}
        owners = phrase.core if phrase.link == "to" else words  # "X's ambassador to Y" is not Y's
        within = [f for f in named if self.profile.actors[f.actor].kind != "state"]
        free = [i for i, w in enumerate(owners) if not any(f.start <= w.start < f.end for f in within)]
        countries = {c for i in free if (c := country_at(owners, i))}
        holder = self._posts.holder(text, bodies, countries)
        return self.known(holder) if holder else None

    def _titled(self, phrase: Phrase, depth: int) -> Meaning | None:
        """An unknown name with a title before or after it in the same phrase: the side is the title's."""
        name, title = split_name(phrase) if depth < 2 else ("", "")
        opens = phrase.text.startswith(name) and title.partition(" ")[0] in ("a", "an", "the")
        if not name or not (phrase.rest or opens):
            return None
        told = self.read(title, depth=depth + 1)
        return Meaning(None, name, told.side, True, role=told.role, proper=True, person=True)

    def _member(self, phrase: Phrase, depth: int) -> Meaning | None:
        """Armed people of a named group: "terrorists of X", "a sniper from X", "factions affiliated to X"."""
        if phrase.link not in MEMBERSHIP or depth > 2 or not phrase.rest:
            return None
        role = head_role(phrase)
        label = any(w in label.words for label in self.profile.labels for w in (k.key for k in phrase.core))
        if role not in ARMED and not label:
            return None
        inner = self.read(phrase.after, depth=depth + 1)
        armed = inner.actor and self.profile.actors[inner.actor].kind in ARMED_KINDS
        if not armed:
            return None
        return replace(inner, named=False, role=role)

    def _named_body(self, phrase: Phrase) -> Meaning | None:
        """A known body or person with a head after it ("X fighters", "an X spokesman", "X's warplanes")."""
        names = [(f, a) for f, a in self._in_core(phrase) if a.kind != "state"]
        if not names:
            return None
        found, actor = names[-1]
        after = [w for w in phrase.core if w.start >= found.end]
        role, tail = head_role(phrase), proper_tail(phrase, self.peoples)
        side = self.profile.side_of(actor.id, self.day)
        last = after[-1].key if after else ""
        if actor.kind == "person":
            return self._of_person(side, role, last, phrase)
        if actor.kind not in ("outlet", "agency") and any(w.key in self.words.reporters for w in after):
            media = self.profile.role_side("media")  # "the X ministry correspondent" works for an outlet
            return Meaning(None, tail, media, bool(tail), role="media", proper=bool(tail), person=True)
        if actor.kind in ("outlet", "agency") and (told := self._of_outlet(phrase, actor, after)):
            return told
        owns = phrase.text[found.end : found.end + 2] in ("'s", "’s")
        if actor.kind == "body" and any(w.key in _SENT for w in after) and self._states(phrase) and not owns:
            return None  # the country's, at the body
        if actor.kind == "body" and last in _OF_STATES:
            return Meaning(None, f"unnamed {plain_name(phrase.text)}", self.profile.role_side("state"), False, "state")
        if (
            role in ("civilians", "aid")
            and not (last in ACTIVISTS and (actor.kind in _PARTIES or side == self.profile.role_side("rebels")))
            and actor.kind not in ("aid", "monitor", "body", "party")
            and last not in self.words.relational
        ):
            return Meaning(None, tail, role, bool(tail), role=role, proper=bool(tail), person=bool(tail))
        if tail:
            return Meaning(None, tail, side, True, role=role, proper=True, person=True)
        if last in DOCUMENTS:
            return replace(self.known(actor), role="document")
        person = last in PERSONS or last.removesuffix("s") in PERSONS
        if last not in MANY and (person or last in self.words.relational or role in ("media", "civilians")):
            return Meaning(actor.id, f"unnamed {plain_name(phrase.text)}", side, False, role=role)
        return Meaning(actor.id, actor.name_on(self.day), side, True, role=role or actor.kind)

    @staticmethod
    def _states(phrase: Phrase) -> bool:
        return any(country_at(phrase.core, n) for n in range(len(phrase.core)))

    def _of_outlet(self, phrase: Phrase, actor: KnownActor, after: list[Word]) -> Meaning | None:
        """Who works for an outlet: "an X witness", "X world affairs correspondent Jane Doe"."""
        at = next((n for n, w in enumerate(after) if w.key in self.words.reporters), None)
        name = after[at + 1 :] if at is not None else []
        side = self.profile.side_of(actor.id, self.day)
        if name and all(w.capital or w.article for w in name):
            words = phrase.text[name[0].start : name[-1].end]
            return Meaning(None, words, side, True, role="media", proper=True, person=True)
        crew = bool(after) and after[-1].key in _CREWS
        unnamed = f"unnamed {plain_name(phrase.text)}"
        return Meaning(actor.id, unnamed, side, False, role="media") if crew else None

    def _of_person(self, side: str, role: str | None, last: str, phrase: Phrase) -> Meaning:
        """ "X's forces", "X's opposition", "X's son": the body that the person's side has for this role."""
        if role == "rebels":
            return Meaning(None, "", self.profile.role_side("rebels"), False, role=role)
        if last in KIN or (last in self.words.relational and last not in MANY):
            return Meaning(None, f"unnamed {plain_name(phrase.text)}", side, False, role=role)
        if role in BYSTANDERS and role != "media":
            return Meaning(None, "", role or "", False, role=role)
        body = self._side_body(side, role)
        return Meaning(body, self._name_of(body) or "", side, True, role=role)

    def _side_body(self, side: str, role: str | None, head: str = "") -> str | None:
        """Return the actor that is the side's army, air force, opposition ..., by the head itself or by its role."""
        known = self.profile.side(side)
        if known is None:
            return None
        wanted = {"militants": "rebels", "jihadists": "rebels"}.get(role or "", role or "government")
        fallback = known.body("military") if role in ("militants", "rebels", "army") else None
        body = (known.body(head) if head else None) or known.body(wanted) or fallback
        return body if body in self.profile.actors else None

    def _ministry(self, side: str, phrase: Phrase) -> str | None:
        """Return the side's ministry that "the interior ministry" names."""
        keys = [w.key.replace("defense", "defence") for w in phrase.core]
        if "ministry" not in keys or len(keys) < 2:
            return None
        wanted = set(keys) - self.words.determiners - set(demonyms())
        for actor in self.profile.own_actors:
            if actor.kind in ("ministry", "army") and actor.side == side and wanted <= set(text_words(actor.name)):
                return actor.id
        return None

    def _name_of(self, actor: str | None) -> str | None:
        return self.profile.actors[actor].name_on(self.day) if actor else None
