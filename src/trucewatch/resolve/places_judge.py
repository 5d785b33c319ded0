"""Whether words that are spelled like a place's name are used as one: a logistic model over their surroundings.

Weights and figures: training/gazetteer/train.py, docs/codebook/place.md.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from trucewatch.errors import ModelError
from trucewatch.know.gazetteer import Gazetteer
from trucewatch.know.gazetteer.gazetteer import EXACT, FAMOUS
from trucewatch.know.gazetteer.names import ARTICLES, bare_key, key
from trucewatch.know.tokens import Token
from trucewatch.read.linear import share
from trucewatch.resolve.places_sieve import TITLES, word_list
from trucewatch.resolve.places_spot import FEATURES, Mention, capital

_PREPOSITIONS = frozenset(
    "in at near from to into around outside across towards toward through of inside within".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern "
    "central greater old new upper lower rural downtown".split()
)
#: Words with a capital that are no part of a longer name.
_NO_NAMES = _DIRECTIONS | FEATURES.keys()
_LOWER = re.compile(r"\b[a-z][\w’'-]*")
#: What stands before the first word of a sentence, whose capital says nothing.
_OPENERS = frozenset(("", ".", "!", "?", ":", "“", '"', "”"))
#: What Arabic bynames begin with ("Abu X al-Y").
_FATHERS = frozenset(("abu", "abou", "umm", "um", "ibn", "bin"))
#: A place of so many inhabitants is meant even where its name is a first name behind a possessive ("NATO's Georgia").
_WELL_KNOWN = 1_000_000
_MARKS = frozenset(".,;:!?()\"“”'‘’-–—/|")


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the shipped weights {"judge": {feature: weight}, "choose": ...}. Raises ModelError on a damaged file."""
    path = files("trucewatch.resolve").joinpath("places_weights.json")
    try:
        found: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError("the place weights cannot be read", where=str(path), do="install trucewatch again") from error
    return found


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hold what is counted once per report: its tokens, the words it writes in lower case, how often names occur."""

    text: str
    tokens: Sequence[Token]
    lower: Counter[str]
    names: Counter[str]
    #: The tokens that stand in a mention.
    taken: frozenset[int]

    @classmethod
    def of(cls, text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Surroundings:
        """Count the words of a text and the names found in it."""
        taken = frozenset(i for m in mentions for i in range(m.first, m.last))
        return cls(text, tokens, Counter(_LOWER.findall(text)), Counter(m.text for m in mentions), taken)


def probability(
    mention: Mention,
    around: Surroundings,
    gazetteer: Gazetteer,
    countries: Sequence[str],
    known: Mapping[str, float],
) -> float:
    """Return how probable it is, from 0 to 1, that the words are used as a place's name, by the weights `known`."""
    score = sum(known.get(name, 0.0) for name in features(mention, around, gazetteer, countries))
    return share(score)


def persons(mentions: Sequence[Mention], around: Surroundings) -> frozenset[str]:
    """Return the names that the report somewhere writes behind a first name or a title: those of its people."""
    found = set()
    for mention in mentions:
        left, spaced = _neighbour(around, mention.first, -1)
        word = left.lower().rstrip(".")
        if spaced and capital(left) and (word in word_list("first_names") or word in TITLES):
            best = mention.candidates[0].place
            if not best.wide and best.pop < FAMOUS:
                found.add(mention.text)
    return frozenset(found)


def parts(mentions: Sequence[Mention], around: Surroundings) -> frozenset[Mention]:
    """Return the mentions that are part of a longer name, however large the place of that name.

    Those that an article joins to the name before ("X al-Y": a word with a capital that is in no mention,
    opens no sentence and is no English word, unlike "Near al-X"), the first or last names of persons written in
    full ("Paris Hilton", "Jack London"), and the people of an outlet or body ("Herald's Paris").
    """
    found: set[Mention] = set()
    taken = {i: m for m in mentions for i in range(m.first, m.last)}
    for mention in mentions:
        entry = mention.candidates[0].place
        own_name = entry.wide and bare_key(entry.name) == bare_key(mention.text)
        joined = key(mention.text).split(" ")[0] in ARTICLES and not own_name
        if _is_last_name(mention, around, taken):
            found |= {mention, taken.get(mention.first - 1, mention)}
        elif (
            _is_first_name(mention, around, taken)
            or (joined and _follows_name(around, mention.first, taken))
            or _is_of_body(mention, around, taken)
        ):
            found.add(mention)
            for i in range(mention.first, mention.last):
                del taken[i]
    return frozenset(found)


def _follows_name(around: Surroundings, first: int, taken: Mapping[int, Mention]) -> bool:
    left, spaced = _neighbour(around, first, -1)
    named = spaced and capital(left) and first - 1 not in taken and left.lower() not in _NO_NAMES
    return named and left.lower() not in word_list("english") and _neighbour(around, first - 1, -1)[0] not in _OPENERS


def _is_last_name(mention: Mention, around: Surroundings, taken: Mapping[int, Mention]) -> bool:
    """Tell whether a first name, itself no well-known place, stands right before a name."""
    left, near = _neighbour(around, mention.first, -1)
    if not near or not _in_list(left, "first_names") or left.isupper() != mention.text.isupper():
        return False
    before = taken.get(mention.first - 1)
    return before is None or not (before.candidates[0].place.wide or before.candidates[0].place.pop >= FAMOUS)


def _is_first_name(mention: Mention, around: Surroundings, taken: Mapping[int, Mention]) -> bool:
    """Tell whether a last name stands right behind a first name, or an Arabic byname behind "Abu X"."""
    right, near = _neighbour(around, mention.last - 1, +1)
    spelled, behind = key(mention.text), taken.get(mention.last)
    if near and spelled.split(" ")[0] in _FATHERS and key(right).split(" ")[0] in ARTICLES:
        return behind is None or behind.candidates[0].how != EXACT
    return near and behind is None and spelled in word_list("first_names") and _in_list(right, "last_names")


def _is_of_body(mention: Mention, around: Surroundings, taken: Mapping[int, Mention]) -> bool:
    """Tell whether a first name, itself no well-known place, stands behind the possessive of what is no place."""
    left, near = _neighbour(around, mention.first, -1)
    owner = near and capital(left) and left.endswith(("'s", "’s")) and mention.first - 1 not in taken
    best = mention.candidates[0].place
    return owner and _in_list(mention.text, "first_names") and best.kind != "country" and best.pop < _WELL_KNOWN


def _in_list(word: str, name: str) -> bool:
    """Tell whether a word with a capital is in a list of names and no English word."""
    return capital(word) and word.lower() in word_list(name) and word.lower() not in word_list("english")


def features(mention: Mention, around: Surroundings, gazetteer: Gazetteer, countries: Sequence[str]) -> list[str]:
    """Return the names of the features that hold for a mention."""
    left, gap_left = _neighbour(around, mention.first, -1)
    right, gap_right = _neighbour(around, mention.last - 1, +1)
    far, _ = _neighbour(around, mention.first - 1, -1)
    found = ["bias", *_of_name(mention, around, gazetteer, countries)]
    found += [f"l={left.lower()}", f"r={right.lower()}", f"ll={far.lower()}", f"l:{_shape(left, gap_left)}"]
    found += [f"r:{_shape(right, gap_right)}", f"lr:{_shape(left, gap_left)}|{_shape(right, gap_right)}"]
    if left.lower() in _PREPOSITIONS:
        found.append(f"prep|{_shape(right, gap_right)}")
    if left.lower() in _DIRECTIONS:
        found.append("direction")
    if gap_left and left.lower().rstrip(".") in word_list("first_names"):
        found.append("after-first-name")
    if gap_right and capital(right) and right.lower() in word_list("last_names"):
        found.append("before-last-name")
    if mention.feature:
        found.append(f"feature={mention.feature}")
    found += _within_longer(mention, around, left if gap_left else "", right if gap_right else "")
    if right == "," or left == ",":
        found += _beside_comma(mention, around, gazetteer, right == ",")
    return found


def _within_longer(mention: Mention, around: Surroundings, left: str, right: str) -> list[str]:
    """Return what tells a part of a longer name, that of a group or a person, from a place of its own.

    `left` and `right` are the words right beside it, "" where more than a space stands between.
    """
    how, start = mention.candidates[0].how, mention.first - 1
    before = capital(left) and start not in around.taken and left.lower() not in _NO_NAMES
    opens = before and _neighbour(around, start, -1)[0] in _OPENERS
    behind = capital(right) and mention.last not in around.taken and right.lower() not in FEATURES
    article = key(mention.text).split(" ")[0] in ARTICLES
    place = f"{'opens' if opens else before}|{behind}"
    found = [f"part|{place}", f"part|{place}|{how}"]
    if before or behind:
        found += [f"part|{place}|article={article}", f"part|{place}|often={min(2, around.names[mention.text])}"]
    return found


def _of_name(mention: Mention, around: Surroundings, gazetteer: Gazetteer, countries: Sequence[str]) -> list[str]:
    best = mention.candidates[0]
    spelled = key(mention.text)
    words = spelled.split()
    size = min(7, len(str(best.entry.pop)) if best.entry.pop else 0)
    theatre = best.entry.country in countries
    kind = "own" if best.entry.own else best.entry.kind
    found = [f"size={size}", f"kind={kind}", f"how={best.how}|{theatre}", f"words={min(3, len(words))}"]
    found += [
        f"kind={kind}|size={size}",
        f"theatre={theatre}|{bool(countries)}|{kind}",
        f"chars={min(6, len(spelled))}",
    ]
    found.append(f"spelled={best.how}|{kind}|{min(7, len(spelled)) // 2}")
    if spelled in word_list("common_words"):
        found += ["common", f"common|{kind}"]
    if len(words) == 1:
        low = around.lower[mention.text.lower()]
        found.append(f"lower={min(3, low)}")
        if spelled in word_list("first_names"):
            found.append("first-name")
        if spelled in word_list("last_names"):
            found.append("last-name")
        if mention.text.isupper():
            found.append(f"upper|{min(4, len(spelled))}")
    if gazetteer.demonym(mention.text):
        found.append("demonym")
    found.append(f"often={min(4, around.names[mention.text])}")
    found.append(f"ambiguous={min(4, len(mention.candidates) // 3)}")
    return found


def _beside_comma(mention: Mention, around: Surroundings, gazetteer: Gazetteer, after: bool) -> list[str]:
    token, _ = _neighbour(around, mention.last if after else mention.first - 1, +1 if after else -1)
    if not capital(token):
        return ["comma"]
    wide = any(c.place.wide for c in gazetteer.candidates(token, most=2))
    return [f"comma|{'after' if after else 'before'}|{'wide' if wide else 'other'}"]


def _neighbour(around: Surroundings, i: int, step: int) -> tuple[str, bool]:
    """Return the next token to one side and whether only a space stands between ("" at the ends and at line breaks)."""
    j = i + step
    if not (0 <= i < len(around.tokens) and 0 <= j < len(around.tokens)):
        return "", False
    low, high = (around.tokens[j], around.tokens[i]) if step < 0 else (around.tokens[i], around.tokens[j])
    gap = around.text[low.end : high.start]
    return ("", False) if "\n" in gap else (around.tokens[j].text, gap == " ")


def _shape(word: str, spaced: bool) -> str:
    if not word:
        return "edge"
    if word in _MARKS:
        return "mark"
    if word[0].isdigit():
        return "number"
    if word.lower() in FEATURES:
        return "feature"
    if capital(word):
        return "capital" if spaced else "joined"
    return "word" if spaced else "attached"
