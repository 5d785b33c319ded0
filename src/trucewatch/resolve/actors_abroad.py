"""Officials and forces of other countries: "the ministry" after Freedonia was named, "Freedonian" before "air strikes".

A bare "the army" is the theatre's own unless the sentences at hand speak of one other country only.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.know.profile_names import Found, Word, name_words
from trucewatch.know.profiles import Profile
from trucewatch.know.world import world
from trucewatch.know.world_words import actor_words
from trucewatch.resolve.actors_anatomy import country_at
from trucewatch.resolve.actors_meaning import Meaning

#: Roles of officials and forces that some state has.
_OF_STATES = frozenset(("government", "military", "air", "police"))
#: What the adjective of a country stands before when its forces act.
_FORCE = frozenset(
    "air airstrike airstrikes strike strikes raid raids bombing bombardment bombings missile missiles drone drones"
    " shelling artillery warplane warplanes forces troops jets warships jet".split()
)
#: Branches of armed forces: with a capital and no country, they are those named before.
_BRANCHES = frozenset("navy marines army military air".split())
_PEOPLE = frozenset("citizens nationals workers people tourists sailors passengers evacuees expatriates".split())
_OFFICES = frozenset(
    "defence defense foreign affairs interior health justice finance information oil prime trade energy transport"
    " aviation customs port border tax election immigration".split()
)
#: Kinds of actor that tell whose ministry, and whose army, is meant.
_CIVIL = frozenset(("state", "government", "ministry", "army", "air", "person"))
_ARMED = frozenset(("army", "air", "ministry"))
#: How far back a country is looked for, in characters, beside the sentence at hand and the one before.
_REACH = 400
_LONG_REACH = 1500


class Abroad:
    """Tell the country of officials and forces that a phrase of a report leaves out."""

    def __init__(self, profile: Profile, text: str, names: Sequence[Found]) -> None:
        self._profile = profile
        self._text = text
        self._names = names
        self._sided = {w for s in profile.sides for w in s.words}

    def forces(self, start: int, end: int) -> str | None:
        """Return the side of a country's forces where its bare name stands before what they do ("US strikes")."""
        words = name_words(self._text[start:end])
        bare = [w for w in words if w.key not in ("the", "led")]
        iso = country_at(bare, 0) if bare and len(bare) <= 2 else None
        after = name_words(self._text[end : end + 40])
        if iso is None or iso in self._profile.countries or not after or after[0].start > 2:
            return None
        acts = after[0].key in _FORCE or (
            len(after) > 1 and after[0].key in ("led", "military") and after[1].key in _FORCE
        )
        return self._profile.country_side(iso, "military") if acts else None

    def adjective(self, start: int, end: int, meaning: Meaning) -> str | None:
        """Return the adjective of the one other country that the sentences at hand speak of, for a bare official."""
        if (
            (meaning.role not in _OF_STATES and not self._official(meaning, start, end))
            or meaning.person
            or meaning.proper
            or end - start > 60
        ):
            return None
        words = name_words(self._text[start:end])
        table = actor_words()
        name = words[-1].capital and words[-1].key == "ministry" if words else False
        plain = all(
            table.describes(w.key) or w.key in table.determiners or w.key in _OFFICES or (name and w.capital)
            for w in words
        )
        if not words or not plain or self._sided & {w.key for w in words}:
            return None
        countries = self._countries(start, _CIVIL if meaning.role in ("government", None) else _ARMED)
        if len(countries) != 1:
            return None
        country = world().country(countries.pop())
        return country.adjectives[0] if country and country.adjectives else None

    def _official(self, meaning: Meaning, start: int, end: int) -> bool:
        """Tell whether a phrase is "officials", "an oil official": whose they are, only the sentence tells."""
        keys = [w.key for w in name_words(self._text[start:end])]
        return meaning.role is None and meaning.side == "unknown" and keys[-1:] in (["official"], ["officials"])

    def titled(self, start: int, meaning: Meaning, office: str) -> str | None:
        """Return the adjective of the one other country of the sentences at hand, for a person in office.

        "Transport Minister Jane Doe" after Freedonia was named, where nothing of the theatre's government was.
        `office` is the phrase. A foreign minister alone is the theatre's own where only the theatre is named.
        """
        if meaning.role not in (*_OF_STATES, "state") or not (meaning.person and meaning.proper):
            return None
        if meaning.side != self._profile.role_side(meaning.role):
            return None
        navy = any(w.capital and w.key in _BRANCHES for w in name_words(office))
        kinds = _CIVIL if meaning.role in ("government", "state") else _ARMED
        countries = self._countries(start, kinds, _LONG_REACH if navy else 0)
        if not countries and meaning.role == "state":
            countries = self._own_alone(start)
        country = world().country(countries.pop()) if len(countries) == 1 else None
        return country.adjectives[0] if country and country.adjectives else None

    def _window(self, start: int, reach: int = 0) -> int:
        """Return where the sentence before that of a character begins, or `reach` characters before it."""
        if reach:
            return max(0, start - reach)
        opens = max(self._text.rfind(". ", 0, start), self._text.rfind("\n", 0, start), 0)
        before = max(self._text.rfind(". ", 0, max(0, opens - 2)), self._text.rfind("\n", 0, max(0, opens - 2)), 0)
        return max(before, start - _REACH)

    def _own_alone(self, start: int) -> set[str]:
        """Return the theatre's country where this sentence names it and no other country."""
        dot = self._text.rfind(". ", 0, start)
        opens = max(dot + 2 if dot >= 0 else 0, self._text.rfind("\n", 0, start), 0)
        ends = self._text.find(". ", start)
        words = name_words(self._text[opens : min(ends if ends >= 0 else start + _REACH, start + _REACH)])
        named = {iso for n in range(len(words)) if (iso := country_at(words[n : n + 1], 0))}
        return named if len(named) == 1 and named <= set(self._profile.countries) else set()

    def _countries(self, start: int, kinds: frozenset[str], reach: int = 0) -> set[str]:
        """Return the other countries named in this sentence and the one before, none where the theatre's own acts."""
        window = self._window(start, reach)
        own = self._profile.role_side("government")
        found: set[str] = set()
        for name in self._names:
            if not window <= name.start < start:
                continue
            actor = self._profile.actors[name.actor]
            side = self._profile.side_of(actor.id)
            if side == own and actor.kind != "state" and not reach:
                return set()
            if (
                actor.country
                and actor.country not in self._profile.countries
                and (actor.kind in kinds or self._forces_of(name))
                and self._acts(name)
            ):
                found.add(actor.country)
        return found or self._peoples(window, start, kinds)

    def _peoples(self, window: int, start: int, kinds: frozenset[str]) -> set[str]:
        """Return the other countries of which only people are named ("8,000 Freedonian citizens"), not their forces."""
        if kinds is not _CIVIL:
            return set()
        words = name_words(self._text[window:start])
        isos = (country_at(words[n : n + 1], 0) for n, w in enumerate(words) if w.capital and self._is_people(words, n))
        return {iso for iso in isos if iso and iso not in self._profile.countries}

    @staticmethod
    def _is_people(words: Sequence[Word], n: int) -> bool:
        return n + 1 < len(words) and words[n + 1].key in _PEOPLE

    def _forces_of(self, name: Found) -> bool:
        """Tell whether the name of a country stands before its forces ("the U.S. Navy")."""
        after = name_words(self._text[name.end : name.end + 30])
        return bool(after) and after[0].start <= 2 and after[0].key in _FORCE | _BRANCHES

    def _acts(self, name: Found) -> bool:
        """Tell whether a name stands for itself, and not in "Freedonia-based" or "Freedonian-backed"."""
        return self._text[name.end : name.end + 1] not in ("-", "‑")
