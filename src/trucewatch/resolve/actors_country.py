"""Rules for phrases that name a country: its officials and forces, the theatre's own adjective, offices."""

from __future__ import annotations

from trucewatch.resolve.actors_anatomy import (
    NOT_NAMES,
    TITLES,
    Phrase,
    compounds,
    country_at,
    demonyms,
    head_role,
    plain_name,
    proper_tail,
)
from trucewatch.resolve.actors_meaning import BYSTANDERS, DOCUMENTS, MANY, RANKS, Meaning
from trucewatch.resolve.actors_named import NameRules

#: What makes of a body for human rights one of a state.
_OF_STATE = frozenset(
    "council commission minister ministry envoy official officials court committee ambassador".split()
)
_MANY_OF = frozenset("many most some few all".split())


#: With the theatre's own adjective and no more, these are its government's.
_STATE_MEDIA = frozenset(("media", "television", "tv", "radio"))


class CountryRules(NameRules):
    """Hold the rules for countries beside those for known names."""

    def _in_office(self, phrase: Phrase) -> Meaning | None:
        """A name after an office that one country has: "the chairman of the committee, Rep. Jane Doe"."""
        words = [*phrase.core, *phrase.rest]
        for n, word in enumerate(words[:-1]):
            iso = self.words.sitting.get(word.key) if word.capital else None
            last = n + 1
            while iso and last < len(words) and (words[last].capital or words[last].article):
                last += 1
            if iso and last > n + 1:
                name = phrase.text[words[n + 1].start : words[last - 1].end]
                side = self.profile.country_side(iso)
                return Meaning(None, name, side, True, role="government", proper=True, person=True)
        return None

    def _foreign(self, phrase: Phrase) -> Meaning | None:
        """The government, army, officials of another country; its civilians and doctors are no side's."""
        keys = [w.key for w in phrase.core]
        hits = self._abroad(phrase)
        role, tail = head_role(phrase), proper_tail(phrase, self.peoples)
        whole = compounds(phrase)
        sided = any(w in whole for s in self.profile.sides for w in s.words)
        if any("-" in w and w in whole for s in self.profile.sides for w in s.words):
            return None  # "anti-government X brigade": the side is said
        if hits and (none := self._of_no_state(phrase, keys, tail)):
            return none
        for i, iso in hits:
            follows = keys[i + 1] if i + 1 < len(keys) else ""
            before = keys[i - 1] if i else ""
            if before in ("anti", "ancient") or (follows in self.words.backed and role is None and phrase.link == "of"):
                continue
            if follows in self.words.backed or before == "pro":
                side = self._backed.get(iso)
                if side and role not in BYSTANDERS and not sided:
                    return self._side_meaning(side, role, phrase)
                continue
            if follows in self.words.held or follows == "based" or role in ("rebels", "none"):
                continue
            official = keys[-1] in ("official", "officials", "ministry", "minister") or set(keys) & {
                "state",
                "official",
                "run",
            }
            pair = (keys[i], follows) in self.words.office_pairs
            if role in BYSTANDERS and not (role in ("media", "aid") and official) and not pair:
                return Meaning(None, tail, str(role), bool(tail), role=role, proper=bool(tail), person=bool(tail))
            if self._is_private(phrase, i, role):
                return Meaning(None, tail, "unknown", bool(tail), role="none", proper=bool(tail))
            side = self.profile.country_side(iso, "military" if self._fights(role, keys[-1]) else "government")
            if tail:
                return Meaning(None, tail, side, True, role=role, proper=True, person=True)
            return self._side_meaning(side, role, phrase) if side != "state" else self._of_state(phrase, role)
        return None

    def _abroad(self, phrase: Phrase) -> list[tuple[int, str]]:
        """Return (index, ISO) of the other countries that the core names; a people of the conflict is none."""
        found = ((i, country_at(phrase.core, i)) for i, w in enumerate(phrase.core) if w.key not in self.peoples)
        return [(i, iso) for i, iso in found if iso and iso not in self.profile.countries]

    def _of_no_state(self, phrase: Phrase, keys: list[str], tail: str) -> Meaning | None:
        """Return monitors with a country in their name, and people who are no government ("many Freedonians")."""
        if {"human", "rights"} <= set(keys) and tail and not _OF_STATE & set(keys):
            return Meaning(None, tail, self.profile.role_side("monitor"), True, role="monitor", proper=True)
        one = len(keys) == 2 and keys[0] in ("a", "an", "one", "another") and keys[-1] in demonyms()
        if keys[-1] in ("national", "nationals") or (one and not phrase.link):
            return Meaning(None, "", self.profile.role_side("civilians"), False, role="civilians")
        people = len(keys) == 2 and keys[0] in _MANY_OF and keys[-1].endswith("s") and keys[-1] in demonyms()
        if people and not phrase.link:
            return Meaning(None, "", self.profile.role_side("civilians"), False, role="civilians")
        return None

    def _is_private(self, phrase: Phrase, at: int, role: str | None) -> bool:
        """Tell whether a name that holds a country's is a company's or a centre's ("the Y Paris Center")."""
        last, before = phrase.core[-1], phrase.core[at - 1] if at else None
        within = before is not None and before.capital and not self.words.describes(before.key) and not before.article
        named = within and before is not None and before.key not in (*self.words.determiners, *TITLES, *NOT_NAMES)
        company = role in (None, "none") and last.capital and last.key in self.words.companies
        return company or (named and last.capital and last.key in ("centre", "center", "institute"))

    @staticmethod
    def _fights(role: str | None, head: str) -> bool:
        return role in ("military", "air") or (role is None and head in RANKS)

    def _of_state(self, phrase: Phrase, role: str | None) -> Meaning:
        speaks = phrase.head is not None and phrase.head.key in self.words.relational
        name = f"unnamed {plain_name(phrase.text)}" if speaks else plain_name(phrase.text)
        return Meaning(None, name, "state", not speaks, role=role)

    def _side_meaning(self, side: str, role: str | None, phrase: Phrase) -> Meaning:
        head = phrase.head.key if phrase.head else ""
        if (head in self.words.relational and head not in MANY and head not in DOCUMENTS) or role in BYSTANDERS:
            return Meaning(None, f"unnamed {plain_name(phrase.text)}", side, False, role=role)
        body = self._ministry(side, phrase) or self._side_body(side, role, head)
        named = role in ("government", "military", "air", "police", None)
        return Meaning(body, self._name_of(body) or "", side, named, role=role)

    def _own_country(self, phrase: Phrase) -> Meaning | None:
        """The theatre's own adjective says nothing by itself; its army and government are the role's side."""
        role, tail = head_role(phrase), proper_tail(phrase, self.peoples)
        hits = [c for i in range(len(phrase.core)) if (c := country_at(phrase.core, i)) in self.profile.countries]
        if not hits:
            return None
        government = self.profile.role_side("government")
        keys = [w.key for w in phrase.core]
        if tail:
            official = role in ("military", "air", "government", "police", "state") or bool(RANKS & set(keys))
            return Meaning(None, tail, government, True, role=role, proper=True, person=True) if official else None
        one = keys[0] in ("a", "an", "one", "another", "each", "every")
        if role is None and phrase.head and phrase.head.key in demonyms() and (keys[-1].endswith("s") or one):
            return Meaning(None, "", "civilians", False, role="civilians")
        if [k for k in keys if k not in self.words.determiners] == keys[-1:]:
            return self._side_meaning(government, "government", phrase)
        officials = role is None and keys[-1] in (
            *RANKS,
            "command",
            "team",
            "representative",
            "delegate",
            "negotiator",
            "official",
            "officials",
            "envoy",
            "delegation",
            "side",
            "leader",
            "leaders",
        )
        if role == "media" and len(keys) == 2 and keys[-1] in _STATE_MEDIA:
            return self._side_meaning(government, role, phrase)
        diplomats = role == "state" and keys[-1] in ("diplomat", "diplomats")
        if officials or diplomats or role in ("military", "air", "government", "police"):
            return self._side_meaning(government, role, phrase)
        return None
