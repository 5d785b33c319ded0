"""Find whom a pronoun or a definite phrase means: "he", "the source", "the London-based group", "Rami".

Candidates are the sources and named actors before it in the report; the nearest that fits wins, sources first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.know.given_names import given_names
from trucewatch.know.profile_names import name_words
from trucewatch.resolve.actors_meaning import DOCUMENTS, PERSONS, Meaning
from trucewatch.resolve.references_groups import VAGUE, nearest, several
from trucewatch.resolve.references_history import Candidate, History
from trucewatch.resolve.references_kinds import INDEFINITE, INSTITUTIONS, ONE, WHOLE, is_body, is_person

SINGULAR = frozenset(("he", "she", "him", "his", "her", "himself", "herself", "who"))
NEUTER = frozenset(("it", "its", "itself", "which"))
PLURAL = frozenset(("they", "them", "their", "themselves")) | VAGUE
SPEAKER = frozenset(("i", "me", "my", "we", "us", "our"))
_ALONE = frozenset(("i", "me", "my"))
#: Somebody of whom only the age is said: "the 45-year-old from Sometown", "the 68-year-old ruler".
_OLD = re.compile(r"the [1-9]\d[- ]years?[- ]old\b", re.IGNORECASE)
#: Pronouns that own what follows ("his spokeswoman").
OWNERS = frozenset(("his", "her", "its", "their"))
PRONOUNS = SINGULAR | NEUTER | PLURAL | SPEAKER
#: What may follow a pronoun that stands alone.
_WITH_PRONOUNS = frozenset("himself herself itself themselves ourselves myself both all too also".split())
#: Definite heads that stand for an institution, with the kinds of actor that they can mean.
BODIES: dict[str, frozenset[str]] = {
    head: frozenset(kinds.split())
    for heads, kinds in {
        "monitor watchdog observatory": "monitor",
        "group": "monitor group militia aid coalition party body",
        "organization organisation": "monitor aid body group coalition",
        "ngo": "monitor aid",
        "network": "outlet agency",
        "agency": "agency outlet body aid",
        "newspaper daily channel broadcaster website station television": "outlet agency",
        "ministry": "ministry",
        "council committee": "council body aid monitor",
        "coalition alliance": "coalition council",
        "court": "court",
        "charity": "aid",
        "body union league bloc": "body council aid",
        "movement militia faction front": "group party militia",
        "party": "party",
        "command center centre": "army monitor aid",
        "militants jihadists fighters extremists": "group",
        "country": "state",
    }.items()
    for head in heads.split()
}
#: Definite heads that point back even where their role alone would give a side.
POINTS_BACK = DOCUMENTS | frozenset(
    "ministry minister president agency newspaper daily channel group source sources official officials spokesman"
    " spokeswoman organization organisation council committee coalition monitor watchdog network charity movement"
    " station television militia court center centre commander governor website broadcaster envoy ambassador premier"
    " country alliance union reporter correspondent journalist directorate administration front observers"
    " inspectors body".split()
)
#: How far before "who" stands the one it means, in characters.
_JUST = 40
#: Words that tell a man from a woman, the pronouns among them.
_MEN = frozenset("he his him man boy father brother son husband spokesman mr prince king sheikh".split())
_WOMEN = frozenset("she her woman girl mother sister daughter wife spokeswoman mrs ms baroness princess queen".split())
#: How many of the last mentions are searched for who passed a resolution.
_FAR = 200
#: Kinds of actor that pass resolutions.
_RESOLVING = frozenset(("body", "council"))
_CLAUSE = re.compile(r"\b(?:which|that|what|as|because|where)\s+\Z", re.IGNORECASE)


#: Roles of people, whom "it" cannot mean.
BYSTANDING = frozenset(("civilians", "person"))


#: Heads that by themselves mean somebody met before, not whoever holds the post in the theatre.
_BARE = frozenset(("president", "country", "alliance", "minister", "ministry"))


_AUTHORS = frozenset(("author", "authors", "researchers", "investigators"))
_PAIRS = frozenset("leaders presidents ministers men officials diplomats envoys sides".split())

#: Titles of those whom a report calls "the leader".
_LEADING = frozenset("chairman chairwoman president head chief premier king".split())
#: How far from the opening of a sentence its subject begins at most, in characters.
_FIRST = 12
#: How far a title can put off the name that a sentence begins with.
_LED = 40
#: How many sentences back a body that spoke is "it" before all that were only named.
_SOON = 6
#: Roles of unnamed bodies that speak: "a newspaper", "an activist group".
_ISSUING = frozenset(("media", "monitor"))
_PARTS = frozenset("one some many several most few all both two three dozens hundreds each none".split())

#: How many sentences back "she" means the last woman or name before anybody of whom nothing is known.
_FEW = 4


def points_back(words: str) -> bool:
    """Tell whether a phrase is no more than "the president", "the country": it means one that was met before."""
    keys = words[:40].lower().split()
    return len(keys) == 2 and keys[0] in ("the", "this") and keys[1] in _BARE


def of_them(words: str) -> str:
    """Return the pronoun in "several of them", "" where a phrase is nothing like it."""
    keys = words[:60].lower().split()
    plain = 3 <= len(keys) <= 4 and keys[-2] == "of" and keys[-1] in ("them", "us")
    return "they" if plain and keys[-3] in _PARTS else ""


def is_pronoun(keys: Sequence[str]) -> bool:
    """Tell whether folded words are a pronoun and no more ("he himself", not "his forces", not "US officials")."""
    return keys[0] in PRONOUNS and (len(keys) == 1 or (len(keys) == 2 and keys[1] in _WITH_PRONOUNS))


def refer(words: str, start: int, history: History, meaning: Meaning) -> Candidate | None:
    """Return the candidate that a pronoun or definite phrase at a character means, None where none fits.

    `meaning` is what the phrase says by itself: a candidate of another known side is none.
    """
    keys = [w.key for w in name_words(words)]
    if not keys:
        return None
    before = history.before(start)
    if is_pronoun(keys):
        return pronoun(keys[0], start, history)
    if keys[0] == "the" and "two" in keys and keys[-1] in _PAIRS:
        return _pair(before)
    if keys[-1] in _AUTHORS:
        return _issued("report", start, before, history)
    if keys[-1] in DOCUMENTS and not keys[-1].endswith("s"):
        return _issued(keys[-1], start, before, history)
    return _definite(keys, before, meaning)


def of_age(words: str, start: int, history: History) -> Candidate | None:
    """Return whom "the 45-year-old" means: the last person within four sentences, None for any other phrase."""
    if not _OLD.match(words):
        return None
    people = (c for c in history.before(start) if is_person(c) and history.breaks(c.end, start) <= _FEW)
    return next(people, None)


def announced(meaning: Meaning, start: int, history: History) -> Candidate | None:
    """Return the named monitor or aid group that "a monitoring group" announces or repeats, within 1,500 characters."""
    near = [c for c in history.found if c.meaning.role == meaning.side and abs(c.start - start) < 1500]
    later = sorted((c for c in near if c.start > start), key=lambda c: c.start)
    earlier = sorted((c for c in near if c.start < start), key=lambda c: -c.start)
    return next(iter([*later, *earlier]), None)


def pronoun(word: str, start: int, history: History) -> Candidate | None:
    """Return whom a pronoun (also a possessive one) means: somebody of a headline or caption only at worst."""
    here, told = history.within(history.before(start), start)
    found = _meant(word, start, history, here)
    return found or (_meant(word, start, history, told) if len(here) < len(told) else None)


def _meant(word: str, start: int, history: History, before: Sequence[Candidate]) -> Candidate | None:
    if word == "who":
        return nearest(start, history) or next((c for c in before if _just_before(c, start, history)), None)
    if word in SINGULAR:
        return _person(before, start, history, word)
    if word in NEUTER | PLURAL and (subject := _subject(before, start, history, word)):
        return subject
    if word == "it" and (first := _first_body(start, history)):
        return first
    if word in NEUTER:
        bodies = [c for c in before if not is_person(c) and not c.plural and c.meaning.role not in BYSTANDING]
        told = [c for c in bodies if c.source and (c.meaning.named or c.via or c.meaning.role in _ISSUING)]
        said = [c for c in told if history.breaks(c.end, start) <= _SOON]
        fits = [c for c in bodies if c.meaning.actor]
        named = [c for c in fits if c.meaning.role in (INSTITUTIONS - WHOLE) and not c.oblique]
        state = next((c for c in fits if c.meaning.role == "state" and not c.oblique), None)
        if state and history.breaks(state.end, start) <= 1 and not any(c.start > state.start for c in (*said, *named)):
            return state
        return next(iter([*said, *named, *(c for c in fits if c.source)]), None)
    if word in _ALONE:
        return next((c for c in before if c.source and is_person(c)), None)
    fits = [c for c in before if c.source and (c.plural or word in SPEAKER or is_body(c))]
    found = several(word, start, history) if word in PLURAL else None
    if found or word in VAGUE:
        return found
    return fits[0] if fits else _last_source(before)


def _just_before(candidate: Candidate, start: int, history: History) -> bool:
    return start - candidate.end <= _JUST and not history.breaks(candidate.end, start)


def _person(before: Sequence[Candidate], start: int, history: History, word: str) -> Candidate | None:
    others = _MEN if word in ("she", "her", "herself") else _WOMEN
    she = others is _MEN
    fits = [c for c in before if is_person(c) and not others & _words_of(c) and _may_be(c.meaning, she=she)]
    told = [c for c in fits if she and (c.meaning.pronoun == "she" or _WOMEN & _words_of(c))]
    women = [c for c in fits if she and (c in told or (c.meaning.proper and not c.oblique))]
    if women and history.breaks(women[0].end, start) <= _FEW:
        return women[0]
    near = [c for c in fits if history.breaks(c.end, start) <= 2 and not c.oblique]
    sources = [c for c in fits if c.source]
    opens = history.opening(start)
    after = history.text[max(0, start - 3) : start].rstrip()[-1:] in (",", '"', "”", "'", "’")
    inside = [c for c in near if opens <= c.start <= opens + _FIRST]
    if inside and not after and not (sources and sources[0].start >= opens):
        return inside[-1]
    subject = _opens_before(near, start, history, she)
    if subject and not (sources and sources[0].start >= history.opening(subject.start)):
        return subject
    described = None if near else _one_described(start, history, others)
    if described and sources and history.breaks(sources[0].end, start) > _FEW:
        return described
    if sources and (not near or sources[0].start >= near[0].start or history.breaks(sources[0].end, start) <= 3):
        return sources[0]
    close = next((c for c in fits if c.meaning.actor and history.breaks(c.end, start) <= 1), None)
    if close and not near and not described and (not sources or history.breaks(sources[0].end, start) > 3):
        return close
    last = None if she else _last_source(before)
    return next(iter([*near, *(c for c in [described] if c), *sources]), None) or last or next(iter(fits), None)


def _one_described(start: int, history: History, others: frozenset[str]) -> Candidate | None:
    """Return the last person who is only described ("one man"), at most a few sentences back."""
    begin = start
    for _ in range(_FEW):
        begin = history.opening(max(0, begin - 2))
    near = [c for c in history.crowds(begin, start) if c.crowd and _is_one(c, history) and not others & _words_of(c)]
    return near[-1] if near else None


_MARKS = frozenset("\"“”'‘’«»")


def _opens_before(near: Sequence[Candidate], start: int, history: History, she: bool) -> Candidate | None:
    """Return the person with whom the sentence before "He ..." begins, one who is only described too ("One man").

    So does the sentence before a quotation that "he said" closes.
    """
    opens = history.opening(start)
    said = history.text[opens:start].strip()
    if start - opens > _FIRST and not (said[:1] in _MARKS and said[-1:] in _MARKS):
        return None
    begin = history.opening(max(0, opens - 2))
    others = _MEN if she else _WOMEN
    one = [c for c in history.crowds(begin, opens) if c.crowd and _is_one(c, history) and not others & _words_of(c)]
    first = [c for c in (*near, *one) if begin <= c.start <= begin + _FIRST]
    return min(first, key=lambda c: c.start, default=None)


def _is_one(candidate: Candidate, history: History) -> bool:
    keys = candidate.keys
    before = history.text[max(0, candidate.start - 10) : candidate.start].lower().split()
    first = keys[0] if len(keys) > 1 and keys[0] in INDEFINITE else (before or [""])[-1]
    return not candidate.plural and first in INDEFINITE and any(k in PERSONS or k in ONE for k in keys)


def _may_be(meaning: Meaning, *, she: bool) -> bool:
    """Tell whether "she" (or "he") can mean somebody: a known person is no woman unless the profile says so.

    Of others the given name tells, where it is nearly always a woman's or a man's.
    """
    if not (meaning.person and meaning.named):
        return True
    if meaning.actor is None:
        given = given_names().get(meaning.name.partition(" ")[0].lower()) if " " in meaning.name else None
        return given is None or (given == "she") == she
    return (meaning.pronoun == "she") == she


def _words_of(candidate: Candidate) -> set[str]:
    """Return the folded words of a candidate and of those through which it was found."""
    return {w.key for text in (candidate.text, *candidate.via[:2]) for w in name_words(text[:100])}


def _last_source(before: Sequence[Candidate]) -> Candidate | None:
    return next((c for c in before if c.source), None)


def _subject(before: Sequence[Candidate], start: int, history: History, word: str) -> Candidate | None:
    """Return the body that opens the sentence of "which it says", or for "It" the sentence before."""
    text = history.text
    opens = history.opening(start)
    clause = _CLAUSE.search(text[max(opens, start - 12) : start]) is not None
    first = text[start : start + 1].isupper() and start - opens <= 3
    if not clause and not (first and word in NEUTER):
        return None
    begin = opens if clause else history.opening(max(0, opens - 3))
    near = [c for c in before if begin <= c.start <= begin + 5]
    fits = [c for c in near if is_body(c) and not c.plural and c.meaning.role in INSTITUTIONS]
    return next(iter(fits), None)


def _first_body(start: int, history: History) -> Candidate | None:
    """Return the body with which "X has closed its border, it said" begins."""
    opens = history.opening(start)
    if start - opens <= _FIRST or history.text[max(0, start - 2) : start].strip() not in (",", "”,", '",'):
        return None
    bodies = [c for c in history.crowds(opens, start) if is_body(c) and not c.plural and not c.crowd]
    first = [
        c for c in bodies if c.start <= opens + _FIRST or history.text[opens : c.start].endswith(("- ", "– ", "— "))
    ]
    return next((c for c in first if c.meaning.role in INSTITUTIONS and not c.oblique), None)


def opener(owner: str, start: int, history: History) -> Candidate | None:
    """Return whom "its" or "his" means in "X will close its doors, its president said": who opens the sentence."""
    if owner == "its":
        return _first_body(start, history)
    opens = history.opening(start)
    ends = history.text[max(0, start - 3) : start].strip()
    if owner not in ("his", "her") or start - opens <= _FIRST or ends not in (",", "”,", '",'):
        return None
    people = (c for c in history.crowds(opens, start) if c.meaning.person and not c.crowd and not c.oblique)
    return next((c for c in people if _may_be(c.meaning, she=owner == "her") and c.start <= opens + _LED), None)


def _issued(head: str, start: int, before: Sequence[Candidate], history: History) -> Candidate | None:
    """Return who issued "the statement": who stands in the sentence with that word before, else the last source."""
    speakers = [c for c in before if c.meaning.side not in ("civilians", "unknown") or c.source]
    if head == "resolution":
        near = history.found[-_FAR:]
        speakers = [c for c in reversed(near) if c.end <= start and c.meaning.role in _RESOLVING]
    earlier = history.text.rfind(head, 0, start)
    if earlier >= 0:
        here = [c for c in speakers if c.start < earlier + 40 and history.breaks(c.end, earlier) == 0]
        here = [c for c in here if c.meaning.named or c.keys[-2:] not in (["the", head], ["this", head])]
        best = [c for c in here if c.source] or [c for c in here if not c.oblique]
        nearer = speakers and speakers[0].source and history.breaks(speakers[0].end, start) <= 1
        if best and not (nearer and history.breaks(earlier, start) > _SOON):
            return best[0]
    said = [c for c in speakers if c.source] or [c for c in speakers if not c.oblique or head == "resolution"]
    return next(iter(said), None)


def _pair(before: Sequence[Candidate]) -> Candidate | None:
    """Return the first named of the last two persons, for "the two leaders"."""
    people = [c for c in before if c.meaning.person]
    return next((c for c in people if c.meaning.name != people[0].meaning.name), None)


def _nouns(candidate: Candidate) -> list[str]:
    keys = candidate.keys
    return keys if keys and (keys[0] in PERSONS or keys[0] in ONE) else keys[1:]


def _holds(head: str, title: Sequence[str]) -> bool:
    """Tell whether somebody's title makes him "the president", "the leader": whoever heads a body leads it."""
    return head in title or (head == "leader" and not _LEADING.isdisjoint(title))


def _definite(keys: Sequence[str], before: Sequence[Candidate], meaning: Meaning) -> Candidate | None:
    head = keys[-1]
    agreeing = [c for c in before if meaning.side in ("unknown", c.meaning.side) or head in POINTS_BACK]
    if meaning.role in ("monitor", "aid") and head not in ("source", "sources", "observers", "inspectors"):
        agreeing = [c for c in agreeing if c.meaning.side == meaning.side]
    if meaning.role == "media" and meaning.side != "media":
        agreeing = [c for c in agreeing if c.meaning.side == meaning.side]
    holders = [c for c in agreeing if c.meaning.person and _holds(head, c.meaning.title.split())]
    if holders and head in PERSONS:
        return holders[0]
    kinds = BODIES.get(head, frozenset())
    same = [c for c in agreeing if head in _nouns(c) and (c.source or c.meaning.named or head in PERSONS)]
    same = [c for c in same if c.source or (c.meaning.actor and c.meaning.role not in ("army", "group"))]
    same = [c for c in same if not (head in BODIES and is_person(c) and c.keys[-1] != head)]
    one = head in BODIES and not head.endswith("s")
    fits = [c for c in agreeing if c.meaning.role in kinds and not c.meaning.person and not (one and c.plural)]
    if head in ("source", "sources") and not same and not fits:
        unnamed = [c for c in before if c.source and not c.meaning.named and not c.meaning.person]
        fits = [c for c in unnamed if meaning.side in ("unknown", c.meaning.side)]
    said = [c for c in (*same, *fits) if c.source]
    if one:
        said.sort(key=lambda c: -c.start)
    order = [*said, *same, *fits]
    return order[0] if order else None
