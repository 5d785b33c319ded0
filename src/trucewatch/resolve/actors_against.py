"""Rules for phrases that say against whom somebody is: "forces opposed to X", "opponents of X", "X critics".

Who is against one side of a conflict is not on it: whom the profile calls rebels are against whom it calls the
government, and the other way round; who is against a side that fights only one other is on that one. Who is against
anything else is on no side.
"""

from __future__ import annotations

from dataclasses import replace

from trucewatch.resolve.actors_anatomy import Phrase, head_role, plain_name
from trucewatch.resolve.actors_country import CountryRules
from trucewatch.resolve.actors_meaning import ARMED_KINDS, Meaning

#: What leads to those against whom armed people are: "opposed to X", "against X", "fighting X".
_OPPOSED = frozenset(("opposed", "hostile"))
_FIGHTING = frozenset(("against", "fighting", "battling", "opposing"))
_FOES = frozenset("opponent opponents foe foes enemy enemies adversary adversaries".split())
_CRITICS = frozenset("critic critics detractor detractors".split())
_LEFT = frozenset("defector defectors deserter deserters".split())
#: What binds somebody to a group: "X-affiliated".
_JOINED = frozenset(("affiliated", "linked"))
_ARMED = frozenset(("military", "militants", "air", "police", "none", None))


class AgainstRules(CountryRules):
    """Hold the rules for those who are against somebody beside those for countries and names."""

    def _against(self, phrase: Phrase, depth: int) -> Meaning | None:
        """Return what those are who are against somebody that the phrase names, None where it says no such thing."""
        head = phrase.core[-1].key
        if depth > 1:
            return None
        if head in _FOES or head in _CRITICS:
            return self._foes(phrase, head, depth)
        if head in _LEFT and phrase.link == "from":
            name = f"unnamed {plain_name(phrase.text)}"
            return Meaning(None, name, self.profile.role_side("rebels"), False, role="rebels")
        opposed = head in _OPPOSED and phrase.link == "to" and len(phrase.core) > 1
        if not (opposed or phrase.link in _FIGHTING) or not phrase.rest:
            return None
        who = replace(phrase, core=phrase.core[:-1]) if opposed else phrase
        role = head_role(who)
        other = self._other_side(self.read(phrase.after, depth=depth + 1).side)
        whose = self.read(phrase.text[: who.core[-1].end], depth=depth + 1)
        plain = role in _ARMED and not whose.proper and not (whose.actor and any(w.capital for w in who.core))
        if other is None or not plain:
            return None
        body = self._side_body(other, role or "rebels")
        return Meaning(body, self._name_of(body) or "", other, True, role=role)

    def _affiliated(self, phrase: Phrase) -> Meaning | None:
        """A page, website or fighters that are "X-affiliated" are on the side of the group or party X."""
        for name in phrase.names:
            actor = self.profile.actors[name.actor]
            after = [w for w in phrase.core if w.start >= name.end]
            joined = len(after) > 1 and after[0].key in _JOINED and phrase.text[name.end : after[0].start] in ("-", "‑")
            if joined and actor.kind in (*ARMED_KINDS, "party") and not any(f.start > name.start for f in phrase.names):
                said = f"unnamed {plain_name(phrase.text)}"
                return Meaning(None, said, self.profile.side_of(actor.id, self.day), False, role=head_role(phrase))
        return None

    def _foes(self, phrase: Phrase, head: str, depth: int) -> Meaning | None:
        """ "X's enemies", "critics of X": the other side than X where it is one of the two that fight."""
        of = phrase.link in ("of", "to") and bool(phrase.rest)
        target = phrase.after if of else phrase.text[: phrase.core[-1].start].strip()
        named = any(f.start < phrase.core[-1].start for f in phrase.names)
        if not target or (not of and len(phrase.core) < 2) or (of and named):
            return None
        told = self.read(target, depth=depth + 1)
        if not of and told.side == "unknown":
            return None
        other = self._other_side(told.side) if head in _FOES else None
        name = f"unnamed {plain_name(phrase.text)}"
        return Meaning(None, name, other or "unknown", False, role="rebels" if other else "none")

    def _other_side(self, side: str) -> str | None:
        """Return whom the profile has against a side: rebels against the government and the other way round.

        Of any other side it is the one that the profile says it fights, where that is only one.
        """
        government, rebels = self.profile.role_side("government"), self.profile.role_side("rebels")
        pairs = {government: rebels, rebels: government}
        foes = [foe for one, foe in self.profile.foes if one == side]
        if side in pairs and side != "unknown" and government != rebels:
            return pairs[side]
        return foes[0] if len(foes) == 1 and side not in pairs else None
