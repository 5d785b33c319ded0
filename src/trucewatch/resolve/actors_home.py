"""Which other country a report is from: its ministry is "the ministry" of a report datelined there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.know.profile_names import Found, Word
from trucewatch.know.profiles import Profile
from trucewatch.know.world_words import actor_words
from trucewatch.model.report import Report
from trucewatch.resolve.actors_anatomy import country_at
from trucewatch.resolve.actors_ministry import country_of

#: A dateline after headlines: "Freetown (CNN) --".
_DATELINE = re.compile(r"\b([A-Z][\w.]+(?: [A-Z][\w.]+){0,3}) \([A-Z][A-Za-z]{1,9}\) ?(?:--?|–|—)")
_EARLY, _LATE = 150, 1500
#: A report is datelined from the country that it is about where it names it at least so often for one of the theatre's.
_HOME_SHARE = 3
#: Who speaks for a state in the first sentence, which is so many characters long at most.
_RULING = frozenset(("person", "government", "ministry"))
_LEAD = 400
_OPENING = 250


def home_of(profile: Profile, report: Report, words: Sequence[Word], names: Sequence[Found]) -> str | None:
    """Return the other country (ISO) whose seat of government a report is datelined from and that it goes on to name.

    `words` and `names` are those of the whole text. War reporters sit abroad: a seat that is named only once or twice
    besides is no more than theirs.
    """
    late = _DATELINE.search(report.text, 0, _LATE)
    begin, end = late.span(1) if late else (0, _EARLY)
    first = [profile.actors[f.actor] for f in names if begin <= f.start and f.end < max(end + 1, _EARLY)]
    named = [a.country for a in first if a.kind == "state" and a.country not in profile.countries]
    abroad = [iso for iso in named if iso] or _governing(profile, words)
    if late and abroad and _leads(abroad[0], late.end(), report.text, profile, words, names):
        return abroad[0]
    edge = [z.words for z in report.zones if z.kind in ("furniture", "dateline")]
    told = [f for f in names if not any(z.start <= f.start < z.end for z in edge)]
    of = [profile.actors[f.actor].country for f in told]
    theirs, own = of.count(abroad[0]) if abroad else 0, sum(of.count(c) for c in profile.countries)
    return abroad[0] if theirs > (not edge) and theirs * _HOME_SHARE >= own else None


def _leads(iso: str, start: int, text: str, profile: Profile, words: Sequence[Word], names: Sequence[Found]) -> bool:
    """Tell whether the sentence after the dateline names somebody who governs the country that it is of."""
    dot = text.find(". ", start, start + _LEAD)
    ends = dot if dot >= 0 else start + _LEAD
    people = [a for f in names if start <= f.start < ends and (a := profile.actors[f.actor]).kind in _RULING]
    if any(country_of(a, profile) == iso for a in people):
        return True
    here = [w for w in words if start <= w.start < ends]
    offices = [n for n, w in enumerate(here) if actor_words().heads.get(w.key) in ("government", "state")]
    return any(country_at(here, k) == iso for n in offices for k in range(max(0, n - 2), n))


def _governing(profile: Profile, words: Sequence[Word]) -> list[str]:
    """Return the other country whose government the first words name ("the Freedonian government")."""
    first = [w for w in words if w.end < _OPENING]
    at = [i for i, w in enumerate(first) if w.key == "government" and i]
    found = (next((c for k in range(max(0, i - 3), i) if (c := country_at(first[k:i], 0))), None) for i in at)
    return [iso for iso in found if iso and iso not in profile.countries]
