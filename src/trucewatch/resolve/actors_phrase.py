"""Read one noun phrase: who it means, on which side, by names, head, modifiers and what stands after "of".

The rules follow docs/codebook/actor.md: names first, then words that always mean a side, then the role of the head.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from trucewatch.know.profile_names import Found, name_words
from trucewatch.know.world import world
from trucewatch.resolve.actors_against import AgainstRules
from trucewatch.resolve.actors_anatomy import (
    FIGHTERS,
    LOCATIVE,
    MEMBERSHIP,
    RELATIVE,
    Phrase,
    compounds,
    cut,
    demonyms,
    head_of_company,
    head_role,
    is_number,
    plain_name,
    proper_tail,
)
from trucewatch.resolve.actors_meaning import (
    ACTIVISTS,
    BYSTANDERS,
    CIVIL,
    DOCUMENTS,
    HELD,
    KIN,
    LOCAL_OFFICES,
    MANY,
    PERSONS,
    Meaning,
)
from trucewatch.resolve.actors_own import own_names

#: What those do who are on the side of what follows; "fighting X" and "operating in X" are no such words.
_SERVING = frozenset(
    ("belonging", "supporting", "backing", "serving", "working", "representing", "protecting", "guarding")
)


#: "Some in the X", "many within X": part of it.
_SOME_IN = re.compile(
    r"(?:some|many|others|several|most|those|few|people|figures) (?:in|within|inside|from|among|close to) "
    r"(?P<whole>.+)",
    re.IGNORECASE,
)
#: Who speaks for the forces of the country that a report is datelined from ("military commanders").
_OFFICERS = frozenset("official officials commander commanders chief chiefs leader leaders planner planners".split())
#: Who joins a side ("rebel volunteers").
_VOLUNTEERS = frozenset(("volunteer", "volunteers"))
#: Words that put somebody out of office; without a country the office may be anybody's.
OUT_OF_OFFICE = frozenset({"former", "ex", "retired"})


#: Words that make observers anybody who looks on.
_ONLOOKING = frozenset("political some many other most several few close western outside".split())
#: Roles that somebody "former" has no more.
_LEFT_BEHIND = frozenset(("government", "military", "air", "police", "jihadists"))
#: Heads of somebody who sees to a thing, and is not part of it ("the head of frontier markets").
_SEEING_TO = frozenset(("head", "director", "manager", "chief"))
#: What belongs to whoever heads a state.
_RULED = frozenset(("government", "regime", "administration", "cabinet"))


class PhraseReader(AgainstRules):
    """Read noun phrases with one conflict profile."""

    def read(self, text: str, *, speaker: str | None = None, depth: int = 0) -> Meaning:
        """Return what a noun phrase means; `speaker` is the side of whoever uses it, where that is not the outlet."""
        if is_number(text):
            return Meaning(None, plain_name(text), "civilians", False, role="civilians", weak=True)
        phrase = cut(text, self.names, self.short)
        if phrase.names:
            words = [*phrase.core, *phrase.rest]
            names = own_names(phrase.text, words, phrase.names, self.profile)
            phrase = replace(phrase, names=tuple(n for n in names if not _is_common(phrase, n)))
        if depth < 2 and (some := _SOME_IN.match(text)):
            inner = self.read(some["whole"], speaker=speaker, depth=depth + 1)
            if inner.role != "state" and inner.side not in ("unknown", "civilians"):
                return replace(inner, name=f"unnamed {plain_name(text)}", named=False, person=False)
        joint = self._joint(phrase, speaker, depth)
        if joint:
            return joint
        meaning = self._read(phrase, speaker, depth) if phrase.core else Meaning(None, "", "unknown", False)
        said = phrase.link == "," and not meaning.named and phrase.rest[0].key in ("a", "an")
        for aside in (phrase.bracket, phrase.after if said else ""):  # "the source, an army officer"
            if meaning.side == "unknown" and aside and depth < 3:
                inner = self.read(aside, depth=depth + 1)
                meaning = inner if inner.side != "unknown" else meaning
        return replace(meaning, name=meaning.name or plain_name(text))

    def _joint(self, phrase: Phrase, speaker: str | None, depth: int) -> Meaning | None:
        """ "X and Y": both names, the side of the first; "X and Y forces" reads "X forces" first."""
        inside = [w for w in phrase.core[1:-1] if w.key in ("and", "or")]
        free = [w for w in inside if not any(f.start <= w.start < f.end for f in phrase.names)]
        if not free or depth > 1:
            return None
        first, second = phrase.text[: free[0].start].strip(" ,"), phrase.text[free[0].end :].strip()
        last = next((w for w in reversed(phrase.core) if w.end <= free[0].start), phrase.core[0])
        modifies = last.key in self.words.modifiers or last.key in self.words.adjectives
        named = any(f.end >= phrase.core[-1].end for f in phrase.names)
        shares = not second.lower().startswith(("a ", "an "))  # "a medical official and an army spokesman"
        if shares and ((last.key in demonyms() and not named) or (modifies and last.key not in self.words.heads)):
            first = f"{first} {phrase.text[phrase.core[-1].start : phrase.core[-1].end]}"
        elif phrase.link in ("of", "for", "at") and not any(f.start < free[0].start for f in phrase.names):
            first = f"{first} {phrase.link} {phrase.after}"
        one = self.read(first, speaker=speaker, depth=depth + 1)
        two = self.read(second, speaker=speaker, depth=depth + 1)
        if one.side == "unknown":
            return None
        return replace(one, name=f"{one.name} and {two.name}"[:200], person=False)

    def _read(self, phrase: Phrase, speaker: str | None, depth: int) -> Meaning:
        return (
            self._against(phrase, depth)
            or self._person(phrase)
            or self._named_after(phrase)
            or self._in_office(phrase)
            or self._kin(phrase, depth)
            or self._whole(phrase)
            or self._holder(phrase)
            or self._titled(phrase, depth)
            or self._member(phrase, depth)
            or self._named_body(phrase)
            or self._affiliated(phrase)
            or self._foreign(phrase)
            or self._label(phrase, speaker)
            or self._of_stranger(phrase)
            or self._sided(phrase)
            or self._peoples(phrase)
            or self._own_country(phrase)
            or self._owned(phrase, depth)
            or self._by_role(phrase)
        )

    # -- countries, labels, words of a side --------------------------------------------------------------------------

    def _label(self, phrase: Phrase, speaker: str | None) -> Meaning | None:
        joined = " " + " ".join(w.key for w in phrase.core) + " "
        for label in self.profile.labels:
            if label.said_by and not ({speaker, self.teller} & set(label.said_by)):
                continue
            if any(f" {word} " in joined for word in label.words):
                return Meaning(None, "", label.means, False, role="label", weak=bool(label.prefer))
        return None

    def _sided(self, phrase: Phrase) -> Meaning | None:
        keys, whole = [w.key for w in phrase.core], compounds(phrase)
        role, tail = head_role(phrase), proper_tail(phrase, self.peoples)
        for side in self.profile.sides:
            free = [k for i, k in enumerate(keys) if not (i and keys[i - 1] == "anti")]
            free += [k[:-1] for k, after in pairwise(keys) if k.endswith("s") and after in self.words.relational]
            hits = [w for w in side.words if w in whole or (w in free and not self._is_held(keys, w))]
            if not hits or all(self._is_held(keys, w) for w in hits):
                continue
            if hits == [keys[-1]] and keys[0] in ("a", "an") and phrase.link == "of":
                continue  # "a coalition of tribal leaders" is another one
            partisan = role == "civilians" and bool(ACTIVISTS & set(keys))
            partisan = partisan or bool(_VOLUNTEERS & set(keys)) or keys[-1] in FIGHTERS
            if role in BYSTANDERS and not partisan and role != "media":
                return Meaning(None, tail, str(role), bool(tail), role=role, proper=bool(tail), person=bool(tail))
            if tail:
                return Meaning(None, tail, side.id, True, role=role, proper=True, person=role != "rebels")
            return self._side_meaning(side.id, role, phrase)
        return None

    def _of_stranger(self, phrase: Phrase) -> Meaning | None:
        """The government of somebody whom nobody knows is another state's: "President Jane Doe's regime"."""
        last = phrase.core[-1]
        before = phrase.text[: last.start].rstrip()
        if last.key not in _RULED or not before.endswith(("'s", "’s")) or len(phrase.core) < 2:
            return None
        owner = replace(phrase, core=phrase.core[:-1], rest=(), link="")
        if any(f.end >= owner.core[-1].end for f in phrase.names) or not proper_tail(owner, self.peoples):
            return None
        return Meaning(None, plain_name(phrase.text), self.profile.role_side("state"), True, role="government")

    def _is_held(self, keys: list[str], word: str) -> bool:
        return any(k == word and after in self.words.held for k, after in pairwise(keys))

    def _peoples(self, phrase: Phrase) -> Meaning | None:
        """A people that stands for a side when it fights or governs ("K fighters"), never its civilians."""
        keys = [w.key for w in phrase.core]
        role = head_role(phrase)
        tail = proper_tail(phrase, self.peoples)
        if role in BYSTANDERS or role == "none" or (tail and role not in HELD):
            return None
        for i, key in enumerate(keys):
            follows = keys[i + 1] if i + 1 < len(keys) else ""
            places = {"village", "villages", "town", "towns", "area", "areas", "district", "city"} & set(keys)
            if tail and key in self.peoples:
                return Meaning(None, tail, self.peoples[key], True, role=role, proper=True, person=True)
            if key in self.peoples and follows not in self.words.held and not places:
                return self._side_meaning(self.peoples[key], role, phrase)
        return None

    # -- what stands after "of", and roles ---------------------------------------------------------------------------

    def _owned(self, phrase: Phrase, depth: int) -> Meaning | None:
        """A head that acts for what stands after it: "the leader of X", "a source at X", "forces loyal to X"."""
        head, tail = phrase.head, proper_tail(phrase, self.peoples)
        if head is None or not phrase.rest or depth > 2 or phrase.link in RELATIVE:
            return None
        role = head_role(phrase)
        if phrase.link.endswith("ing") and phrase.link not in _SERVING:
            return None
        if tail:
            inner = self.read(phrase.after, depth=depth + 1)
            of_body = phrase.link == "from" and inner.actor is not None and inner.role != "state"
            if inner.side in ("unknown", "civilians") or (phrase.link in LOCATIVE and not of_body):
                return None
            return Meaning(None, tail, inner.side, True, proper=True, person=True)
        if role == "civilians" and head.key in ACTIVISTS:
            return self._activists_of(phrase, depth)
        if phrase.link == "," or (role in BYSTANDERS and head.key not in KIN and head.key not in self.words.relational):
            return None
        acts = role in ("military", "government", "air", "militants", "police") or head.key in KIN
        if not acts and head.key not in self.words.relational:
            return self._made_of(phrase, depth)
        if head.key in ("ambassador", "envoy") and phrase.link in ("to", "for", "in"):
            return None
        return self._acts_for(phrase, role, head.key, depth)

    def _activists_of(self, phrase: Phrase, depth: int) -> Meaning | None:
        """Activists of a known body are on its side: "activists from the monitoring group X"."""
        if phrase.link not in MEMBERSHIP and phrase.link not in ("at", "in", "for", "with"):
            return None
        inner = self.read(phrase.after, depth=depth + 1)
        known = self.profile.actors.get(inner.actor or "")
        if known is None or known.kind in ("state", "government", "person") or inner.side in ("civilians", "unknown"):
            return None
        return Meaning(known.id, f"unnamed {plain_name(phrase.text)}", inner.side, False, role=inner.role)

    def _made_of(self, phrase: Phrase, depth: int) -> Meaning | None:
        """A thing made of armed people or machines: "a column of army vehicles"."""
        if phrase.link != "of":
            return None
        inner = self.read(phrase.after, depth=depth + 1)
        return replace(inner, named=False) if inner.role in ("military", "air", "militants", "rebels", "aid") else None

    def _acts_for(self, phrase: Phrase, role: str | None, head: str, depth: int) -> Meaning | None:
        by = phrase.after.rfind(" by ")
        inner = self.read(phrase.after[by + 4 :] if by >= 0 and head in DOCUMENTS else phrase.after, depth=depth + 1)
        if inner.side == "unknown" and (role == "government" or head in ("official", "officials")):
            inner = self._further(phrase, depth) or inner
        place = inner.role == "state" or (inner.role == "civilians" and phrase.link in LOCATIVE)
        seat = place and role == "government" and inner.side != self.profile.role_side("government")
        if place and phrase.link in LOCATIVE and head in ("official", "officials") and self._is_seat(phrase.after):
            return Meaning(inner.actor, f"unnamed {plain_name(phrase.text)}", inner.side, False, role="government")
        if (
            inner.side == "unknown"
            or (place and phrase.link in LOCATIVE and not seat and head not in DOCUMENTS)
            or (role in BYSTANDERS and inner.role != "aid" and not self._serves(role, head, inner))
        ):
            return None
        last = name_words(phrase.after)
        ruled = role is not None or head in _SEEING_TO
        if phrase.link == "of" and inner.proper is False and inner.role == "civilians" and ruled and last:
            return None
        if head in KIN and inner.role in BYSTANDERS:
            civilians = self.profile.role_side("civilians")
            return Meaning(None, f"unnamed {plain_name(phrase.text)}", civilians, False, role="civilians")
        if head in DOCUMENTS:
            return replace(inner, role="document")
        if head in MANY or role in ("military", "air") or seat:
            return replace(inner, role=role, named=True, person=False)
        return Meaning(inner.actor, f"unnamed {plain_name(phrase.text)}", inner.side, False, role=role)

    def _serves(self, role: str | None, head: str, inner: Meaning) -> bool:
        """Tell whether somebody has a post in a known body, whatever he sees to: "refugee director at X"."""
        known = self.profile.actors.get(inner.actor or "")
        post = role == "civilians" and head in self.words.relational and head not in MANY
        return post and known is not None and known.kind in ("monitor", "aid", "body", "council", "ministry")

    @staticmethod
    def _is_seat(name: str) -> bool:
        """Tell whether words are a seat of government ("officials in Paris")."""
        return any(name.removeprefix("the ") in country.seats for country in world().countries)

    def _further(self, phrase: Phrase, depth: int) -> Meaning | None:
        """Return the body in "the minister of health in the X government", None where none is known there."""
        for word in phrase.rest[1:-1]:
            if word.key in ("in", "of", "for"):
                told = self.read(phrase.text[word.end :].strip(), depth=depth + 1)
                if told.actor and told.role != "state":
                    return told
        return None

    def _by_role(self, phrase: Phrase) -> Meaning:
        role, tail = head_role(phrase), proper_tail(phrase, self.peoples)
        keys = {w.key for w in phrase.core}
        head = phrase.head.key if phrase.head else ""
        once = next((w.key for w in phrase.core if w.key not in ("a", "an", "the")), "")
        out = once if role == "jihadists" else phrase.core[0].key
        if out in OUT_OF_OFFICE and role in _LEFT_BEHIND:
            name = tail or f"unnamed {plain_name(phrase.text)}"  # whose office it was, nobody says
            return Meaning(None, name, "unknown", bool(tail), role=role, proper=bool(tail), person=True)
        if tail and role is None and phrase.core[-1].key in self.words.papers:
            return Meaning(None, tail, self.profile.role_side("media"), True, role="outlet", proper=True)
        side = self._role_side(role, keys, phrase)
        if head_of_company(phrase, tail):
            side, role = "unknown", None
        if tail:
            return Meaning(None, tail, side, True, role=role, proper=True, person=True)
        speaks = (
            head in self.words.relational
            or role in BYSTANDERS
            or role in ("none", "militants", "rebels", "jihadists", None)
        )
        weak = role in ("militants", "jihadists", None) or head in DOCUMENTS
        if speaks:
            bare = role in ("rebels", "militants", "jihadists") or (role == "civilians" and not phrase.rest)
            name = plain_name(phrase.text) if bare else f"unnamed {plain_name(phrase.text)}"
            return Meaning(None, name, side, False, role=role, weak=weak)
        body = self._ministry(side, phrase) or self._side_body(side, role, head)
        return Meaning(body, self._name_of(body) or "", side, True, role=role)

    def _tells_own(self, keys: set[str]) -> bool:
        """Tell whether the rebels' own outlet speaks of a local office, which is then theirs."""
        return self.teller == self.profile.role_side("rebels") and bool(keys & LOCAL_OFFICES)

    def _role_side(self, role: str | None, keys: set[str], phrase: Phrase) -> str:
        if "directorate" in keys and any(w.key == "health" for w in phrase.rest):
            return self.profile.role_side("aid")
        if keys == {"envoys"}:
            return self.profile.role_side("state")
        if role == "military" and "tribal" in keys:
            return "unknown"
        if role is None or role == "none" or keys & {"unknown", "unidentified"} or keys == {"intelligence"}:
            office = {w.key for w in phrase.rest} & {"governorate", "province", "command", "ministry", "directorate"}
            if office and phrase.link == "at":
                return self.profile.role_side("government")
            watching = {w.key for w in phrase.rest} & {"monitors", "tracks", "documents", "monitor"}
            person = phrase.head is not None and (phrase.head.key in PERSONS or phrase.head.key == "researcher")
            if (watching and not person) or phrase.link in ("monitoring", "tracking", "documenting"):
                return "monitor"
            return "unknown"
        if role == "media" and keys & {"state", "official", "government", "regime", "military", "army"}:
            return self.profile.role_side("government")
        if role == "civilians" and keys & {"activist", "activists"}:
            return self._roles.get("activists", "civilians")
        if role == "civilians" and keys & {"protester", "protesters", "demonstrators", "demonstrator", "protestors"}:
            return self._roles.get("protesters", "civilians")
        abroad = phrase.head is not None and phrase.head.key == "president" and phrase.link in ("of", "for", "at")
        if role == "government" and abroad:
            return "unknown"
        if role == "government" and self._tells_own(keys):
            return str(self.teller)
        if role == "government" and self.home and keys & CIVIL:
            return self.profile.country_side(self.home)
        if role in ("military", "police") and self.home and keys & _OFFICERS:
            return self.profile.country_side(self.home, "military" if role == "military" else "government")
        vague = phrase.link == "of" or keys & _ONLOOKING
        if role == "monitor" and keys & {"observer", "observers"} and vague:
            return "unknown"
        return self.profile.role_side(role)


def _is_common(phrase: Phrase, name: Found) -> bool:
    """Tell whether a name is only a word for what follows: "a coalition of tribal leaders" is no known coalition."""
    one = phrase.core[0].key in ("a", "an", "another") and phrase.link == "of"
    return one and name.end <= phrase.core[-1].end and phrase.text[name.start : name.end].islower()
