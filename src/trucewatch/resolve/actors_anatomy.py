"""Take a noun phrase apart: quantity, core, what stands after "of", the head and its role, a proper name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from trucewatch.know.given_names import given_names
from trucewatch.know.profile_day import NamesOfDay
from trucewatch.know.profile_names import Found, Word, name_words
from trucewatch.know.world import world
from trucewatch.know.world_words import actor_words
from trucewatch.resolve.actors_meaning import BYSTANDERS, PERSONS, RANKS
from trucewatch.resolve.actors_short import with_abbreviations

#: Longer phrases are read up to here.
LONGEST = 600
#: Fighters of whom nothing is said but that they fight.
FIGHTERS = frozenset(("fighter", "fighters"))
RELATIVE = frozenset(("who", "which", "that", "whose", "where", "when", "including", "say", "says", "said"))
LOCATIVE = frozenset(("in", "at", "from", "inside", "near", "on", "with", "within"))
MEMBERSHIP = frozenset(("of", "from", "belonging", "affiliated", "linked", "loyal", "led", "allied", "within", "by"))
_BOUND_TO = frozenset(("belonging", "affiliated", "linked", "loyal", "allied", "close"))
_LINKS_TOO = frozenset(
    "by under against close attributed quoting citing using drawn issued signed released published posted obtained"
    " thought based".split()
)
_NUMBER = (
    r"\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|dozens?|scores?|hundreds?|thousands?|tens|millions?"
)
_ABOUT = (
    r"at least|at most|as many as|more than|no fewer than|less than|fewer than|up to|about|around|nearly|almost|over"
)
_QUANTITY = re.compile(
    rf"(?:(?:{_ABOUT}|some|an?|the|all|most|many|several|few|other|another|{_NUMBER}|number|groups?|majority)\s+(?:and\s+)?)*"
    rf"(?:{_NUMBER}|number|groups?|majority|most|many|some|several|all|both|few|each|any|none|rest)\s+(?:others?\s+)?"
    r"of\s+(?:the\s+|its\s+|their\s+|his\s+)?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"(?:(?:{_ABOUT}|another)\s+)+(?:{_NUMBER})?\s*", re.IGNORECASE)
_PARENTHESES = re.compile(r"\s*\(([^()]{0,200})\)")
_COUNTING = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens score scores hundred hundreds"
    " thousand thousands tens million another other others more least at some and of them the dead wounded about"
    " over".split()
)
#: "Jane Doe 24", "34-year-old John Doe": who it is, without the age.
_AGE = re.compile(r"\b\d{1,2}[- ]years?[- ]old\s+|(?<=[a-z]),?\s+(?:aged\s+)?[1-9]\d\Z", re.IGNORECASE)
_FILLING = frozenset("the of and at some them about over more".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold a phrase cut into words: `core` before the first "of" or comma, `rest` after it, `link` between them.

    A phrase that breaks off after its link has neither `rest` nor `link`. `bracket` is what stood in brackets; `text`
    is without it and without a leading quantity ("dozens of").
    """

    text: str
    core: tuple[Word, ...]
    rest: tuple[Word, ...]
    link: str
    names: tuple[Found, ...]
    bracket: str = ""

    @property
    def head(self) -> Word | None:
        """Return the last word of the core, None where the phrase has no words."""
        return self.core[-1] if self.core else None

    @property
    def after(self) -> str:
        """Return the text after the link, "" where there is none."""
        return self.text[self.rest[0].start :] if self.rest else ""


def cut(text: str, index: NamesOfDay, short: Mapping[str, str]) -> Phrase:
    """Take a phrase apart, `short` being the report's own abbreviations; linear in its first LONGEST characters."""
    text = _ageless(text[:LONGEST], index)
    inner = _PARENTHESES.search(text)
    bracket = inner.group(1) if inner else ""
    text = _PARENTHESES.sub("", text) if inner and inner.start() else text
    text = unquantified(text)
    words = name_words(text)
    names = tuple(with_abbreviations(text, words, index.find_words(words), short))
    at, link = _link(text, words, names)
    skip = 0 if link in (",", "") else 2 if link in _BOUND_TO or link == "led" else 1
    rest = tuple(words[at + skip :])
    return Phrase(text, tuple(words[:at]), rest, link if rest else "", names, bracket)


def unquantified(text: str) -> str:
    """Return a phrase without a leading quantity that has "of" or "more than" ("dozens of", "at least 30")."""
    for _ in range(2):  # "tens of thousands of"
        found = _QUANTITY.match(text) or _AMOUNT.match(text)
        text = text[found.end() :] if found and found.end() < len(text) else text
    return text


def _ageless(text: str, index: NamesOfDay) -> str:
    """Return a phrase without the age that it gives; a number that is part of a known name stays."""
    if not _AGE.search(text) or any(f.end >= len(text.rstrip()) for f in index.find(text)):
        return text
    return _AGE.sub("", text)


def is_number(text: str) -> bool:
    """Tell whether a phrase only counts people ("another three", "five of the dead")."""
    if len(text) > 80:
        return False
    keys = [w.key for w in name_words(text)]
    return any(k not in _FILLING for k in keys) and all(k in _COUNTING or k.isdigit() for k in keys)


def split_name(phrase: Phrase) -> tuple[str, str]:
    """Return the unknown proper name of two words and more at the start or end of a longer phrase, and the rest of it.

    ("", "") where there is none: "the manager of the clinic Jane Doe", "Jane Doe head of the clinic".
    """
    words = [*phrase.core, *phrase.rest]
    table = actor_words()
    begin = 0
    while begin < len(words) and words[begin].key in TITLES:
        begin += 1
    first = begin
    while first < len(words) and _name_word(phrase, words[first], {}):
        first += 1
    head = [w for w in words[begin:first] if not w.article]
    if len(head) >= 2 and first < len(words):
        comma = "," in phrase.text[words[first - 1].end : words[first].start]
        office = words[first].key
        titled = any(office in x for x in (table.relational, table.determiners, table.reporters, PERSONS))
        if comma or (titled and not words[first].capital):
            return phrase.text[words[begin].start : words[first - 1].end], phrase.text[words[first].start :]
    last = len(words)
    while last and _name_word(phrase, words[last - 1], {}):
        last -= 1
    tail = [w for w in words[last:] if not w.article]
    title = last
    while title > 1 and words[title - 1].capital and words[title - 1].key in RANKS:
        title -= 1  # "Chief of Staff General Jane Doe"
    before = words[title - 1].key if last else ""
    linked = last == len(phrase.core) and phrase.link in LOCATIVE
    linked = linked or _behind_link(words[:title]) or before in table.links
    object_of = linked or before in table.determiners or before in PERSONS
    if len(tail) >= 2 and last > 0 and not object_of and before not in ("and", "or"):
        return phrase.text[words[last].start : words[-1].end], phrase.text[: words[last].start].strip(" ,")
    return "", ""


def _behind_link(words: Sequence[Word]) -> bool:
    """Tell whether words end in "of the nearby": what follows is an object and no name of whom they describe."""
    table = actor_words()
    for word in reversed(words[-3:]):
        if word.key in LOCATIVE or word.key == "of":
            return word is not words[-1]
        if word.capital or word.key in table.heads or word.key in table.relational:
            return False
    return False


def _link(text: str, words: Sequence[Word], names: Sequence[Found]) -> tuple[int, str]:
    """Return the index of the first word that ends the core, and the link there ("" where the phrase is all core)."""
    table = actor_words()
    for i, word in enumerate(words):
        if i == 0 or any(f.start <= word.start < f.end for f in names):
            continue
        gap = text[words[i - 1].end : word.start]
        if "," in gap or "(" in gap or " - " in gap or " – " in gap or " — " in gap:
            return i, ","
        if gap in ("-", "‑"):
            continue
        following = words[i + 1].key if i + 1 < len(words) else ""
        if word.key in _BOUND_TO or word.key == "led":
            if following in ("to", "with", "by"):
                return i, word.key
        elif (
            word.key in table.links
            or word.key in RELATIVE
            or word.key in _LINKS_TOO
            or _participle(word, words[i - 1].key, following)
        ):
            return i, word.key
    return len(words), ""


def _participle(word: Word, before: str, following: str) -> bool:
    """Tell whether a word is an "-ing" that says what the head before it does ("a doctor treating ...")."""
    table = actor_words()
    if not word.key.endswith("ing") or len(word.key) < 6 or word.capital:
        return False
    if table.describes(word.key) and following not in table.determiners:
        return False
    heads = before in table.heads or before in table.relational
    return heads and following not in table.heads and following not in table.relational


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Return country codes by folded adjective, people's name, country name and seat of government."""
    found: dict[str, str] = {}
    for country in world().countries:
        for name in (*country.adjectives, *country.names, *country.seats):
            key = " ".join(w.key for w in name_words(name) if not w.article)
            found.setdefault(key, country.iso)
            if not key.endswith(("s", "sh", "ch", "ese")):
                found.setdefault(f"{key}s", country.iso)
    return found


def country_at(words: Sequence[Word], i: int) -> str | None:
    """Return the country that the word at `i` (and up to two after it) names, None where it names none."""
    word = words[i]
    office = _office(words, i)
    if office or not word.capital:
        return office
    for size in (3, 2, 1):
        key = " ".join(w.key for w in words[i : i + size])
        iso = demonyms().get(key)
        if iso and (len(key) > 2 or word.upper):
            return iso
    return None


def _office(words: Sequence[Word], i: int) -> str | None:
    """Return the country whose office the words at `i` name wherever a report is from ("senator", "House Speaker")."""
    table = actor_words()
    ends = (w.key for w in words[i + 1 : i + 7] if w.capital) if words[i].capital else ()
    spans = (table.office_spans.get((words[i].key, end)) for end in ends)
    if span := next(filter(None, spans), None):
        return span
    pair = table.office_pairs.get((words[i].key, words[i + 1].key)) if i + 1 < len(words) else None
    if pair and all(w.key in table.rank for w in words[:i]):
        return pair
    return table.office(words[i].key, words[i].capital)


#: A media office, centre, director serves the body that it is of.
_SERVES = frozenset("office center centre secretary team director adviser advisor officer coordinator arm wing".split())
#: Heads that hold an office wherever they are ("local officials").
_OFFICIALS = frozenset("official officials leader leaders commander commanders chief chiefs council councils".split())


#: Whose: not who.
_THEIRS = frozenset("country nation countrys nations".split())
#: Heads of companies and clubs, of which only the name is given.
_HEADING = frozenset("chairman chairwoman director president manager founder executive partner".split())


def head_of_company(phrase: Phrase, name: str) -> bool:
    """Tell whether somebody heads what only its name is given of: "ABC International Chairman Jane Doe"."""
    table = actor_words()
    before = [w for w in phrase.core if not name or w.start < phrase.text.find(name)]
    heads = bool(before) and before[-1].key in _HEADING
    return heads and any(w.capital and not table.plain(w.key) and not table.describes(w.key) for w in before[:-1])


def _apart(keys: Sequence[str]) -> bool:
    """Tell whether words before a head say that it broke with the body it was of ("breakaway army units")."""
    return bool(actor_words().apart & set(keys))


def head_role(phrase: Phrase) -> str | None:
    """Return the role of the head: two words that are one, the head's own, else that of the modifiers before it."""
    table = actor_words()
    whole = [w for w in phrase.core if not _is_of_name(phrase, w)] or phrase.core
    paired = {w.start for w, after in pairwise(whole) if (w.key, after.key) in table.pairs}
    core = [w for w in whole if w.start in paired or not w.capital or _tells(phrase, w)]
    core = core or [w for w in whole if not is_surname(phrase, w)] or list(whole)
    keys = [w.key for w in core]
    official = False
    for i in range(len(keys) - 1, -1, -1):
        if i and (pair := table.pairs.get((keys[i - 1], keys[i]))):
            return pair
        if keys[i] in table.relational:
            role = _modifier_role(keys[:i], keys[i])
            if role and not (role == "media" and keys[i] in _SERVES):
                return role
            official = official or keys[i] in _OFFICIALS
            continue
        head = table.heads.get(keys[i]) or _owner_role(keys[i])
        if keys[i] in _THEIRS and i + 1 < len(keys):
            continue  # "the country's operators" are no state
        if (official and head == "civilians") or keys[i] in table.apart:
            continue
        if head in ("military", "air", "police", "militants", "government", "state") and _apart(keys[:i]):
            return "rebels"
        if head == "civilians" and i and table.modifiers.get(keys[i - 1]) == "military":
            return "military"
        if head and not (head == "media" and set(keys[i + 1 :]) & _SERVES):
            return head
    return table.heads.get(keys[-1]) if keys and keys[-1] in FIGHTERS else None


def _tells(phrase: Phrase, word: Word) -> bool:
    """Tell whether a word with a capital describes somebody and is no name."""
    return actor_words().describes(word.key) and not is_surname(phrase, word)


def _owner_role(key: str) -> str | None:
    """Return the role of a body whose apostrophe was lost: "the observatorys head"."""
    role = actor_words().heads.get(key[:-1]) if key.endswith("ys") else None
    return role if role != "civilians" else None


def _is_of_name(phrase: Phrase, word: Word) -> bool:
    """Tell whether a word for people or places is only part of a body's name: the house of a "Green House official"."""
    people = word.capital and actor_words().heads.get(word.key) == "civilians"
    return people and any(f.start < word.start < f.end for f in phrase.names)


def _modifier_role(keys: Sequence[str], head: str) -> str | None:
    table = actor_words()
    for i in range(len(keys) - 1, -1, -1):
        if i and (pair := table.pairs.get((keys[i - 1], keys[i]))):
            return pair
        if i and keys[i - 1] in ("anti", "pro"):
            continue
        role = table.modifiers.get(keys[i]) or table.heads.get(keys[i])
        if role and not (role == "civilians" and keys[i] in table.modifiers and head not in ("source", "sources")):
            return role
    return None


def proper_tail(phrase: Phrase, peoples: dict[str, str]) -> str:
    """Return the unknown proper name that ends the core, "" where it ends in a description or a known name."""
    table = actor_words()
    first = len(phrase.core)
    while first and _name_word(phrase, phrase.core[first - 1], peoples):
        first -= 1
    while first < len(phrase.core) and phrase.core[first].article and not phrase.core[first].capital:
        first += 1
    if first == len(phrase.core):
        return ""
    if first == 0 and len(phrase.core) == 1 and phrase.core[0].key in table.heads:
        return ""
    return (
        phrase.text[phrase.core[first].start : phrase.core[-1].end]
        .removesuffix("'s")
        .removesuffix("’s")
        .strip(" .'’\"")
    )


def _name_word(phrase: Phrase, word: Word, peoples: dict[str, str]) -> bool:
    table = actor_words()
    if word.article:
        return True
    if not word.capital or any(f.start <= word.start < f.end for f in phrase.names):
        return False
    key = word.key
    if is_surname(phrase, word):
        return True
    plain = table.describes(key) or key in table.determiners or key in demonyms() or key in peoples or key.isdigit()
    return not (plain or key in table.links or key in TITLES or key in NOT_NAMES)


def is_surname(phrase: Phrase, word: Word) -> bool:
    """Tell whether a word for a profession is somebody's family name: "Benjamin Barber"."""
    words = [*phrase.core, *phrase.rest]
    at = next((n for n, w in enumerate(words) if w.start == word.start), 0)
    given = words[at - 1] if at and phrase.text[words[at - 1].end : word.start] == " " else None
    if given is None or not word.capital or not given.capital or word.upper:
        return False
    table = actor_words()
    return table.heads.get(word.key) in BYSTANDERS and given.key in given_names() and not table.describes(given.key)


TITLES = frozenset(
    "mr mrs ms dr sir lord lady gen col lt maj capt brig adm rear vice sgt prof professor sheikh sayyed sayyid"
    " imam ayatollah prince king queen emir sultan pope abp bishop archbishop father rev saint colonel general"
    " lieutenant captain major brigadier admiral prime foreign defence defense deputy former".split()
)
NOT_NAMES = frozenset(
    "he she it they we i you who this that these those there his her its their our my monday tuesday wednesday"
    " thursday friday saturday sunday".split()
)


def plain_name(text: str) -> str:
    """Return a phrase without leading determiners and marks, at most 120 characters."""
    words = text[:400].split()
    while len(words) > 1 and words[0].lower() in _LEADING:
        words = words[1:]
    return " ".join(words).strip(" ,.;:'\"“”‘’()")[:120]


_LEADING = frozenset(("a", "an", "the", "one", "some", "several", "many", "another", "other"))


def compounds(phrase: Phrase) -> set[str]:
    """Return the words of the core, lower case, with hyphenated ones whole ("pro-government")."""
    end = phrase.core[-1].end if phrase.core else 0
    return {part.strip("'’\"“”(),.").lower() for part in phrase.text[:end].replace("‑", "-").split()}
