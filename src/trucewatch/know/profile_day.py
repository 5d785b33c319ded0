"""The names of a profile as one report uses them: who bore a shared name on its day, and names with a typo."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from trucewatch.know.profile_names import Found, Word, name_words
from trucewatch.know.profiles import Profile

#: A name of one word that is matched in spite of a typo has at least so many letters.
_ALONE = 8
#: An abbreviation has at most so many.
_SHORT = 6


class NamesOfDay:
    """Match names as they were borne on a day (None: on any day).

    Of those who share a name it is one who was there on the day, else one of `met`, else the first of the profile.
    `typos` are folded words as they were written, with what they stand for.
    """

    def __init__(
        self,
        profile: Profile,
        day: date | None,
        met: Collection[str] = (),
        typos: Mapping[str, str] | None = None,
    ) -> None:
        self._profile = profile
        self._day = day
        self._met = frozenset(met)
        self.typos = dict(typos or {})

    @classmethod
    def of_report(cls, profile: Profile, day: date | None, words: Sequence[Word]) -> NamesOfDay:
        """Return the names as a report of these words uses them."""
        found = profile.index.find_words(words)
        met = {f.actor for f in found if not f.others}
        return cls(profile, day, met, _typos(profile, words, found))

    def find(self, text: str) -> list[Found]:
        """Return the known names in a text, in order."""
        return self.find_words(name_words(text))

    def find_words(self, words: Sequence[Word]) -> list[Found]:
        """Return the known names among words already cut (name_words), in order."""
        if self.typos:
            words = _corrected(words, self.typos)
        return [self._borne(f) for f in self._profile.index.find_words(words)]

    def _borne(self, found: Found) -> Found:
        if not found.others:
            return found
        holders = (found.actor, *found.others)
        there = [h for h in holders if self._profile.actors[h].is_there(self._day)] or list(holders)
        return found._replace(actor=next((h for h in there if h in self._met), there[0]))


def _corrected(words: Sequence[Word], right: Mapping[str, str]) -> list[Word]:
    return [w._replace(key=right[w.key]) if w.key in right else w for w in words]


def _typos(profile: Profile, words: Sequence[Word], found: Sequence[Found]) -> dict[str, str]:
    """Return the words of a report that are one edit from a word of a name which stands there otherwise whole."""
    starts = [f.start for f in found]

    def is_taken(word: Word) -> bool:
        at = bisect_right(starts, word.start) - 1
        return at >= 0 and word.start < found[at].end

    likely = {w.key: right for w in words if w.capital and not is_taken(w) and (right := profile.index.spelled(w.key))}
    likely |= {w.key: right for w in words if w.upper and not is_taken(w) and (right := profile.index.acronym(w.key))}
    if not likely:
        return {}
    again = profile.index.find_words(_corrected(words, likely))
    kept: dict[str, str] = {}
    for name in again:
        first, last = (bisect_left(words, at, key=lambda w: w.start) for at in (name.start, name.end))
        inside = [w for w in words[first:last] if not w.article]
        wrong = [w.key for w in inside if w.key in likely]
        short = bool(inside) and inside[0].upper and len(inside[0].key) <= _SHORT
        if len(wrong) == 1 and not name.by_sound and (len(inside) > 1 or short or len(wrong[0]) >= _ALONE):
            kept[wrong[0]] = likely[wrong[0]]
    return kept
