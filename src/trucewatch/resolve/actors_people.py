"""People and bodies that a report names: parts of their names, and what its own words say beside them.

"X, head of Y" and "activist X" tell who an unknown X is; "X" alone means the fullest name met in the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from trucewatch.know.given_names import given_names
from trucewatch.know.profile_names import Found, Word, name_words, text_words
from trucewatch.resolve.actors_anatomy import NOT_NAMES, TITLES
from trucewatch.resolve.actors_meaning import PERSONS, Meaning
from trucewatch.resolve.actors_phrase import PhraseReader
from trucewatch.resolve.places_sieve import word_list

_APPOSITION = re.compile(
    r"\s*(?:[,(–—-]\s*)?((?:the|an?|who is|head|member|leader|chief|director|spokes\w+|commander|deputy|former"
    r"|senior|one)\b[^,.;:()\n]{2,120})"
)
#: What somebody does for a body tells whose he is: "X, who heads the clinic".
_DOES = re.compile(
    r",? who (?:heads|headed|leads|led|commands|commanded|runs|ran|represents|represented|advises|advised"
    r"|(?:works|worked|fights|fought|speaks|spoke|volunteers) (?:for|at|with|as)"
    r"|is (?:with|part of)) ([^,.;:()\n\"“”]{2,100})"
)
#: "Jane Doe was a doctor", "Jane Doe, in her fifties, had been a reporter".
_BEING = re.compile(r"(?:, [^,.;\n\"“”]{2,60},)? (?:is|was|had been|has been) (an? [^,.;:()\n\"“”]{2,100})")
#: Any other words between marks after a name; they tell who somebody is where a post or profession is among the first.
_BETWEEN = re.compile(r"\s*[,(–—]\s*([^,.;:()\n\"“”]{4,120})(?=[,.;:()\n\"“”])")
_POST_WITHIN = 5
_BREAK = re.compile(r"[.;:!?\"“”()\n]|\b(?:and|that|said|told|by|to|when|while|but|says|with|as|which|who)\b")
_INITIAL = re.compile(r"[ \t]*|-|\. ")
#: What stands between "a witness" and his name.
_NAMED = re.compile(
    r",? (?:who (?:uses the name|goes by(?: the name)?|gave his name(?: only)? as)|named|called|known as"
    r"|(?:who \w+ (?:\w+ ){0,8})?identified(?: only)? as)(?: of)? ?[\"“'‘]?\Z"
)
#: Words that end in a preposition or a verb do not describe the name after them.
_OPEN = re.compile(
    r"\b(?:over|of|in|at|on|for|from|against|into|near|after|before|between|about|like|than|among|during|under"
    r"|has|have|had|is|was|are|were)\Z"
)
#: An age is given of ordinary people: "Jane Doe, 37", "34-year-old John Doe".
_AGE = re.compile(r",? (?:aged )?(?:[1-9]\d)(?:,|\.| |\Z)(?!\d| (?:people|civilians|others|were|killed|percent))")
_AGED = re.compile(r"\b[1-9]\d[- ]years?[- ]old \Z")
#: "... said Jane Doe. The 37-year-old sat on the floor."
_AGED_AFTER = re.compile(r"\.[\"”]?\s+(?:The|This) [1-9]\d[- ]years?[- ]old\b")
_KIN = (
    r"(?:wife|husband|brother|sister|sons?|daughters?|child(?:ren)?|kids|family|mother|father|parents|cousin|nephew"
    r"|baby)"
)
#: What a report says of ordinary people after their names: whom they lost, whom they fled with, what they survived.
_ORDINARY = re.compile(
    rf"(?:['’]?s?,? (?:(?:whose|his|her|with his|with her) (?:\w+ )?{_KIN}\b|who (?:survived|fled|lost|escaped"
    r"|volunteered|lives|lived|was (?:wounded|injured|displaced|trapped)|returned home)\b)"
    rf"|[^.\n\"“”]{{0,90}}\b(?:his|her) {_KIN}\b)"
)
#: What they say of themselves.
_MINE = re.compile(rf"\b(?:my|My|our|Our) (?:\w+ )?(?:{_KIN}|house|home|neighbou?rs?|belongings)\b")
#: What Arabic names of honour begin with.
_ONE = frozenset(("a", "an", "the", "one", "another"))
_LINKS = frozenset("for from at of in on with to against over after before like near between".split())
#: A title cut short right before a name: its full stop ends no sentence.
_DOTTED = re.compile(r"\b(Sen|Rep|Gen|Col|Maj|Capt|Lt|Adm|Sgt|Gov)\. \Z")
_DOCTOR = re.compile(r"\bDr\.? \Z")
_MEDICAL = re.compile(r"\b(?:doctors?|hospitals?|clinics?|surgeons?|patients?|surgery|amputat\w+|wounded)\b")
_WITHIN = re.compile(r"\b(?:in|near|outside|into|inside|around|towards?) \Z")
_POSTED = re.compile(r"(?: News)?, [A-Z]")
_KUNYA = frozenset(("abu", "umm", "oum", "om"))
#: What a dateline is made of.
_DATES = frozenset(
    "mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep sept oct nov dec est edt gmt bst ist am pm".split()
)
_LISTED = frozenset((", ", " and ", ", and "))
_SAID_NEAR = 160
_SAYS = re.compile(r"\b(?:said|says|told|added|recalled|asked)\b")
_LONGEST = 4


class PeopleOfReport:
    """Hold the unknown names of a report, whole names found by their parts, and what is said beside them."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        names: Sequence[Found],
        reader: PhraseReader,
        read: Callable[[int, int], Meaning] | None = None,
        wrote: frozenset[str] = frozenset(),
    ) -> None:
        self._text = text
        self._reader = reader
        self._read = read or (lambda start, end: reader.read(text[start:end]))
        self._runs = _runs(text, words, names, reader)
        self._wrote = wrote
        self._outlets = [f for f in names if reader.profile.actors[f.actor].kind == "outlet"]
        self._credited = self._credits()
        self._within = {
            tuple(w.key for w in r) for r in self._runs if _WITHIN.search(text[max(0, r[0].start - 12) : r[0].start])
        }
        long = [r for r in self._runs if 1 < len(r) <= _LONGEST + 1 and not r[0].article]
        self._last = {r[-1].key for r in long}
        by = {tuple(w.key for w in r): r[0].start for r in reversed(long) if self._name(r) in wrote}
        self._bylined = frozenset(by.values())
        self._given = {r[-1].key for r in long if _is_given(r[0].key)}
        self._told: dict[str, Meaning | None] = {}
        met = dict.fromkeys(f.actor for f in names)
        self._people = [a for i in met if (a := reader.profile.actors[i]).kind == "person"]

    def mentions(self) -> list[tuple[int, int, Meaning]]:
        """Return (start, end, meaning) of the unknown names whose side the report tells."""
        found = []
        for run in self._runs:
            if run[0].start in self._bylined:
                continue
            one = len(run) == 1 and not run[0].article
            before = self._text[max(0, run[0].start - 40) : run[0].start]
            named = one and (run[0].key in self._last or _NAMED.search(before) is not None or self._is_told(run))
            if named or 1 < len(run) <= _LONGEST + 1:
                told = self.meaning(self._name(run))
                if told and told.side != "unknown" and not run[0].article and not self._is_place(run):
                    found.append((run[0].start, run[-1].end, told))
        return found

    def _is_told(self, run: Sequence[Word]) -> bool:
        """Tell whether a given name alone has words of its own: "Salim, a resident of the town"."""
        return _is_given(run[0].key) and self._text[run[0].end : run[0].end + 2] == ", "

    def unknown(self) -> list[tuple[int, int, Meaning]]:
        """Return (start, end, meaning) of the persons, by their given names, of whom the report tells nothing."""
        short = [r for r in self._runs if len(r) <= _LONGEST and r[0].start not in self._bylined]
        whole = [r for r in short if len(r) > 1 and r[0].capital and not r[0].article and _is_given(r[0].key)]
        parts = [r for r in short if len(r) == 1 + r[0].article and r[-1].key in self._given and r[-1].capital]
        runs = sorted((*whole, *parts), key=lambda r: r[0].start)
        told = [(run, self.meaning(self._name(run))) for run in runs if not self._is_place(run)]
        return [(run[0].start, run[-1].end, who) for run, who in told if who and who.side == "unknown"]

    def _is_place(self, run: Sequence[Word]) -> bool:
        """Tell whether the report says of a name elsewhere that something is in it."""
        return tuple(w.key for w in run) in self._within

    def meaning(self, name: str) -> Meaning | None:
        """Return who a name is by its fullest form and what the report says beside it; None where it never occurs."""
        if name not in self._told:
            self._told[name] = self._look_up(text_words(name), name)
        return self._told[name]

    def _look_up(self, keys: list[str], name: str) -> Meaning | None:
        known = self._known_part(keys)
        if known or not keys:
            return known
        runs = [r for r in self._runs if _part_of(keys, r)]
        fullest = max(runs, key=lambda r: (min(len(r), _LONGEST), -r[0].start), default=None)
        if fullest is None:
            return None
        whole = self._name(fullest) if len(fullest) <= _LONGEST + 1 else name
        if whole in self._wrote or any(self._signs(r) for r in runs):
            media = self._reader.profile.role_side("media")
            return Meaning(None, whole, media, True, role="media", proper=True, person=True)
        told = [t for run in runs if (t := self._beside(run)) and t.side != "unknown"]
        if told:
            return replace(told[0], actor=None, name=whole, named=True, proper=True, person=True)
        if any(self._treats(r) for r in runs):
            aid = self._reader.profile.role_side("aid")
            return Meaning(None, whole, aid, True, role="aid", proper=True, person=True)
        if any(self._ordinary(r) for r in runs):
            side = self._reader.profile.role_side("civilians")
            return Meaning(None, whole, side, True, role="civilians", proper=True, person=True)
        return Meaning(None, whole, "unknown", True, proper=True, person=True)

    def _credits(self) -> frozenset[int]:
        """Return where the names begin that stand in a list after an outlet's: "CNN's Jane Doe, X Y and Z"."""
        found: set[int] = set()
        ends = {f.end for f in self._outlets}
        last = -1
        for run in self._runs:
            owner = run[0].start - 3 if run[0].start - 3 in ends else run[0].start - 1
            owned = owner in ends and self._text[run[0].start - 3 : run[0].start] in ("'s ", "’s ")
            listed = last >= 0 and self._text[last : run[0].start] in _LISTED
            last = run[-1].end if len(run) > 1 and (owned or listed) else -1
            if last >= 0:
                found.add(run[0].start)
        return frozenset(found)

    def _signs(self, run: Sequence[Word]) -> bool:
        """Tell whether a name stands before an outlet and a place as a reporter's does: "Jane Doe BBC News, Rome"."""
        if run[0].start in self._credited:
            return True
        at = next((f for f in self._outlets if f.start == run[-1].end + 1), None)
        return at is not None and _POSTED.match(self._text, at.end) is not None

    def _treats(self, run: Sequence[Word]) -> bool:
        """Tell whether "Dr." stands before a name where doctors and hospitals are spoken of."""
        start = run[0].start
        near = self._text[max(0, start - _SAID_NEAR * 2) : start + _SAID_NEAR * 2]
        return _DOCTOR.search(self._text[max(0, start - 5) : start]) is not None and _MEDICAL.search(near) is not None

    def _ordinary(self, run: Sequence[Word]) -> bool:
        """Tell whether somebody of whom nothing else is said is spoken of, or speaks, as ordinary people do."""
        start, end = run[0].start, run[-1].end
        if _AGE.match(self._text, end) or _AGED.search(self._text, max(0, start - 16), start):
            return True
        if _ORDINARY.match(self._text, end) or _AGED_AFTER.match(self._text, end):
            return True
        near = self._text[max(0, start - _SAID_NEAR) : start].rpartition("\n")[2]
        quoted = self._text[end : end + _SAID_NEAR].partition("\n")[0]
        return (
            any(_MINE.search(part) for part in (near, quoted))
            and _SAYS.search(self._text, max(0, start - 12), end + 12) is not None
        )

    def _known_part(self, keys: list[str]) -> Meaning | None:
        """Return the known person of the report of whose name these words are a part ("Rami", "Abu Leith")."""
        for actor in self._people:
            for name in actor.all_names:
                parts = text_words(name)
                if len(parts) > len(keys) and any(parts[i : i + len(keys)] == keys for i in range(len(parts))):
                    return self._reader.known(actor)
        return None

    def _name(self, run: Sequence[Word]) -> str:
        return self._text[run[0].start : run[-1].end].removesuffix("'s").removesuffix("’s")

    def _beside(self, run: Sequence[Word]) -> Meaning | None:
        after = _APPOSITION.match(self._text, run[-1].end)
        if after:
            told = self._read(*after.span(1))
            if told.side != "unknown":
                return told
        does = _DOES.match(self._text, run[-1].end)
        doing = self._read(*does.span(1)) if does else None
        post = doing if doing and doing.side != "unknown" else self._post_after(run[-1].end) or self._being(run[-1].end)
        if post and post.side != "unknown":
            return post
        before = self._title(run[0].start)
        company = run[-1].key in self._reader.words.companies
        if not before or company or _OPEN.search(before):
            return None
        iso = self._reader.words.sitting.get(before.lower().split()[-1])
        if iso:
            side = self._reader.profile.country_side(iso)
            return Meaning(None, self._name(run), side, True, role="government", person=True)
        at = self._text.rfind(before, 0, run[0].start)
        titled = self._read(at, at + len(before))
        heard = titled.named and titled.role in ("agency", "outlet")
        says = any(self._reader.words.describes(w) for w in before.lower().split())
        bare = titled.person and titled.actor is not None and not says  # a mark lost between two names
        return None if heard or bare or titled.proper else titled  # "told the X agency Jane Doe" says nothing of her

    def _post_after(self, end: int) -> Meaning | None:
        """Return what a post without an article after a name means: "X, Freedonia country manager of the bank"."""
        between = _BETWEEN.match(self._text, end)
        first = name_words(between.group(1)[:60]) if between else []
        table = self._reader.words
        if between is None or not first or first[0].key in table.openings or first[0].key.endswith("ing"):
            return None
        return self._read(*between.span(1)) if self._tells_post(first) and not first[0].key.endswith("ed") else None

    def _tells_post(self, words: Sequence[Word]) -> bool:
        """Tell whether a post or profession is among the first of some words."""
        reporters = self._reader.words.reporters
        return any(w.key in PERSONS or w.key in reporters for w in words[:_POST_WITHIN])

    def _being(self, end: int) -> Meaning | None:
        """Return what "X was a doctor at the clinic" says X is."""
        found = _BEING.match(self._text, end)
        told = found is not None and self._tells_post(name_words(found.group(1)[:60]))
        return self._read(*found.span(1)) if found and told else None

    def _title(self, start: int) -> str:
        """Return the words before a name that describe it, back to the nearest mark, verb or conjunction."""
        window = _DOTTED.sub(r"\1", self._text[max(0, start - 90) : start])
        part = _BREAK.split(_NAMED.sub("", window))[-1]
        *earlier, last = part.split(",")
        if last.strip() or not earlier:
            return self._last_noun(last.strip()) if not part.endswith("\n") else ""
        words = earlier[-1].split()
        first = max((n for n, w in enumerate(words) if w.lower() in _ONE), default=len(words))
        titled = 1 < len(words) - first <= 8 and (words[-1].endswith("ss") or not words[-1].endswith("s"))
        return " ".join(words[first:]) if titled else ""

    @staticmethod
    def _last_noun(title: str) -> str:
        """Return a title from its last noun phrase on where that says who it is: "at a price for rebel fighter"."""
        words = title.split()
        links = [n for n, w in enumerate(words[:-1]) if w.lower() in _LINKS]
        return " ".join(words[links[-1] + 1 :]) if links and words[-1].lower() in PERSONS else title


def _is_given(key: str) -> bool:
    return key in given_names() or key in word_list("first_names") or key in _KUNYA


def _part_of(keys: list[str], run: Sequence[Word]) -> bool:
    """Tell whether name words are the whole, the end or (one word) the beginning of a run of capitals."""
    theirs = [w.key for w in run if not w.article]
    ends = theirs[-len(keys) :] == keys
    return ends or (len(keys) == 1 and len(theirs) > 1 and theirs[0] == keys[0])


def _runs(text: str, words: Sequence[Word], names: Sequence[Found], reader: PhraseReader) -> list[list[Word]]:
    """Return the runs of capitalised words that are no known names, heads, titles or determiners."""
    known = iter(sorted((f.start, f.end) for f in names))
    span = next(known, None)
    runs: list[list[Word]] = []
    current: list[Word] = []
    for word in words:
        while span and span[1] <= word.start:
            span = next(known, None)
        inside = span is not None and span[0] <= word.start
        plain = reader.words.describes(word.key) or word.key in reader.words.determiners
        plain = plain or word.key in TITLES or word.key in NOT_NAMES or word.key.isdigit()
        opening = not current and word.key in reader.words.openings
        name = (word.capital or word.article) and not inside and not plain and not opening
        if current and not (name and _joins(text, current[-1], word)):
            runs.append(current)
            current = []
        if name and (current or not word.article or word.capital):
            current = [*current, word]
    runs = [*runs, current] if current else runs
    return [r for r in runs if any(w.key not in _DATES for w in r)]


def _joins(text: str, last: Word, word: Word) -> bool:
    gap = text[last.end : word.start]
    return _INITIAL.fullmatch(gap) is not None and (not gap.startswith(".") or last.end - last.start == 1)
