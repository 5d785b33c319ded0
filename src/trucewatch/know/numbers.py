"""Amounts in words and digits: "12", "twenty-five", "at least 30", "dozens", "between 40 and 50"; no learning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.know.tokens import Token, tokenize

#: The largest amount that is read; longer runs of digits are no count of people.
LARGEST = 999_999_999

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {w: n * 10 for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SMALL = {**_UNITS, **_TENS}
#: Words for amounts that are not counted: (lowest, highest) people, as gold/GUIDELINES.md rules.
VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "several": (3, 9),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
}
_OF_THOUSANDS = {
    ("tens", "thousands"): (20_000, 99_999),
    ("dozens", "hundreds"): (2_400, 9_999),
    ("hundreds", "thousands"): (200_000, 999_999),
    ("tens", "millions"): (20_000_000, 99_999_999),
    ("hundreds", "millions"): (200_000_000, 999_999_999),
}
_FEW = {("a", "few"): (3, 9), ("a", "handful"): (3, 9), ("a", "couple"): (2, 2), ("a", "dozen"): (12, 12)}
#: Words before a number that bound or loosen it; the number itself is kept, "nearly" reaches a little below it.
_BOUNDS = (
    ("at", "least"),
    ("at", "most"),
    ("more", "than"),
    ("no", "less", "than"),
    ("no", "fewer", "than"),
    ("not", "less", "than"),
    ("fewer", "than"),
    ("less", "than"),
    ("as", "many", "as"),
    ("up", "to"),
    ("upwards", "of"),
    ("a", "total", "of"),
    ("over",),
    ("about",),
    ("around",),
    ("some",),
    ("roughly",),
    ("approximately",),
    ("an", "estimated"),
    ("exactly",),
    ("only",),
    ("just",),
    ("another",),
)
_NEARLY = (("nearly",), ("almost",), ("close", "to"), ("just", "under"))
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Amount:
    """Hold an amount: characters `start` to `end` of the text, from `low` to `high`; `vague` where nobody counted."""

    start: int
    end: int
    low: int
    high: int
    vague: bool = False


def find_amounts(text: str, tokens: Sequence[Token] | None = None) -> list[Amount]:
    """Return the amounts of a text in order, each with the words that bound it ("at least", "nearly").

    Ranges ("20 to 30", "between 20 and 30", "20-30") are one amount. Numbers joined to letters ("2nd", "km2"),
    ordinals, percentages, clock times and money are no amounts. Values follow gold/GUIDELINES.md: "at least 30" is
    30 to 30, "nearly 70" is 65 to 70, "dozens" 24 to 99.
    """
    marks = tokenize(text) if tokens is None else tokens
    found: list[Amount] = []
    i = 0
    while i < len(marks):
        read = _amount(marks, i) if _may_begin(marks[i].lower) else None
        if read is None:
            i += 1
            continue
        low, high, vague, after = read
        low, high, after = _to_range(marks, i, low, high, after)
        first, nearly = _bound(marks, i)
        if nearly and low == high:
            low -= max(1, round(low * 0.07)) if low > 1 else 0
        if not _is_other(marks, i, after):
            found.append(Amount(marks[first].start, marks[after - 1].end, low, high, vague))
        i = after
    return found


#: The words that an amount in words begins with.
_BEGIN = frozenset((*VAGUE, *_SMALL, *(first for first, _ in _FEW), "half"))


def _may_begin(word: str) -> bool:
    return word in _BEGIN or word[0].isdigit() or "-" in word


def _amount(tokens: Sequence[Token], i: int) -> tuple[int, int, bool, int] | None:
    word = tokens[i].lower
    if word == "one" and i and tokens[i - 1].lower == "no":
        return None
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if (word, following) in _FEW:
        end = i + 3 if i + 2 < len(tokens) and tokens[i + 2].lower == "of" else i + 2
        return (*_FEW[word, following], False, end)
    if word in VAGUE:
        after_of = tokens[i + 2].lower if following == "of" and i + 2 < len(tokens) else ""
        if word == "several" and following in _SCALES:
            return 3 * _SCALES[following], 10 * _SCALES[following] - 1, True, i + 2
        if (word, after_of) in _OF_THOUSANDS:
            return (*_OF_THOUSANDS[word, after_of], True, i + 3)
        return (*VAGUE[word], True, i + 1) if word != "tens" else None
    counted = _count(tokens, i)
    return None if counted is None else (counted[0], counted[0], False, counted[1])


def _count(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Read a counted number at token `i`; returns it and the token after."""
    word = tokens[i].lower
    digits = _digits(word)
    if digits is not None:
        return _scaled(tokens, i + 1, digits)
    if word in ("a", "one", "half") and i + 1 < len(tokens):
        following = [t.lower for t in tokens[i + 1 : i + 3]]
        if word == "half" and following == ["a", "dozen"]:
            return 6, i + 3
        if following[0] in _SCALES:
            return _words(tokens, i + 1, 1)
    if word in _SMALL or (("-" in word) and _hyphened(word) is not None):
        return _words(tokens, i, 0)
    return None


def _digits(word: str) -> float | None:
    if not word[0].isdigit() or not word.isascii():
        return None
    plain = word.replace(",", "") if _grouped(word) else word
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if value <= LARGEST else None


def _grouped(word: str) -> bool:
    head, *groups = word.split(",")
    return bool(groups) and 1 <= len(head) <= 3 and all(len(g.split(".")[0]) == 3 for g in groups)


def _scaled(tokens: Sequence[Token], after: int, value: float) -> tuple[int, int] | None:
    scale = tokens[after].lower if after < len(tokens) else ""
    if scale == "dozen":
        return int(value * 12), after + 1
    if scale in _SCALES and value * _SCALES[scale] <= LARGEST:
        return int(value * _SCALES[scale]), after + 1
    return (int(value), after) if value == int(value) else None


def _hyphened(word: str) -> int | None:
    parts = word.split("-")
    if len(parts) == 2 and parts[0] in _TENS and 0 < _UNITS.get(parts[1], 0) < 10:
        return _TENS[parts[0]] + _UNITS[parts[1]]
    return None


def _words(tokens: Sequence[Token], i: int, start: int) -> tuple[int, int] | None:
    """Read number words from token `i` on: "one hundred and twenty-five thousand"."""
    total, part, last = 0, start, i
    while last < len(tokens) and last - i < 12:
        word = tokens[last].lower
        small = _SMALL.get(word, _hyphened(word) if "-" in word else None)
        if small is not None:
            if part % 10 and small < 100 and part < 20:
                break
            part += small
        elif word == "dozen":
            return (part or 1) * 12, last + 1
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0
        elif word == "and" and _goes_on(tokens, last, part or total):
            pass
        else:
            break
        last += 1
    value = total + part
    return (value, last) if last > i and value <= LARGEST else None


def _goes_on(tokens: Sequence[Token], i: int, so_far: int) -> bool:
    """Tell whether "and" at token `i` joins "hundred and twenty" rather than two numbers."""
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    number = following in _SMALL or ("-" in following and _hyphened(following) is not None)
    return so_far >= 100 and so_far % 100 == 0 and number and tokens[i - 1].lower in _SCALES


def _to_range(tokens: Sequence[Token], i: int, low: int, high: int, after: int) -> tuple[int, int, int]:
    joint = tokens[after].lower if after < len(tokens) else ""
    between = i > 0 and tokens[i - 1].lower == "between" and joint == "and"
    if not (between or joint in ("to", "or") or joint in _DASHES) or after + 1 >= len(tokens):
        return low, high, after
    second = _count(tokens, after + 1)
    if second is None or second[0] < low:
        return low, high, after
    return low, second[0], second[1]


def _bound(tokens: Sequence[Token], i: int) -> tuple[int, bool]:
    """Return the first token of the words that bound the number at `i`, and whether they say "nearly"."""
    first, nearly = i, False
    for _ in range(2):
        before = [t.lower for t in tokens[max(0, first - 3) : first]]
        for phrase in (*_NEARLY, *_BOUNDS):
            if tuple(before[-len(phrase) :]) == phrase:
                first -= len(phrase)
                nearly = nearly or phrase in _NEARLY
                break
    return first, nearly


_NOT_PEOPLE = frozenset(
    ("% $ € £ percent am pm gmt km kms kilometres kilometers kilometre kilometer miles mile").split()
)


def _is_other(tokens: Sequence[Token], i: int, after: int) -> bool:
    """Tell whether the number is money, a share, a clock time, a distance or part of a longer code."""
    following = tokens[after] if after < len(tokens) else None
    before = tokens[i - 1] if i else None
    if following and following.lower in _NOT_PEOPLE:
        return True
    if following and following.text in ":/" and following.start == tokens[after - 1].end:
        return True
    end = tokens[after - 1].end
    if (following and following.start == end and following.text[0].isalnum()) or (
        before and before.end == tokens[i].start
    ):
        return True
    if _is_coded(tokens, i - 1, -1) or _is_coded(tokens, after, 1):
        return True
    return bool(before and (before.text in "$€£" or (before.text in ":/#" and before.end == tokens[i].start)))


def _is_coded(tokens: Sequence[Token], dash: int, step: int) -> bool:
    """Tell whether a dash joins a number to a further one, as in a date ("09-09-2014")."""
    beyond = dash + step
    if not (0 <= dash < len(tokens) and 0 <= beyond < len(tokens)) or tokens[dash].text not in _DASHES:
        return False
    left, right = min(dash, beyond), max(dash, beyond)
    return tokens[left].end == tokens[right].start and tokens[beyond].text[0].isdigit()
