"""Cut a text into the words, figures and marks of the time grammar, and name the classes of each.

Each token becomes one character that stands for its set of classes, so that a rule over words is a regular expression
over a string of such characters: matching is linear and six times shorter than the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from trucewatch.know.times.feasts import phrases
from trucewatch.know.times.lexicon import CAPITAL_ONLY, LEXICON, MARKS, ZONE_LETTERS

_TOKEN = re.compile(
    r"(?P<iso>(?<![\d.-])\d{4}-\d\d-\d\d(?![\d-]))"
    r"|(?P<numdate>(?<![\d./-])[0-3]?\d(?P<sep>[-/.])[0-3]?\d(?P=sep)(?:\d{4}|\d\d)(?![\d./-]*\d))"
    r"|(?P<clock>(?<![\d:.])[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?=\s?(?:[apAP]\.?[mM]\b|h(?:rs?|ours)?\b|GMT\b|UTC\b|[A-Z]{2,4}T\b))"
    r"|(?<![\d:.])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<decade>(?:['’‘])?\d{1,3}0['’]?s\b)"
    r"|(?P<ord>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<frac>\d/\d(?![\d/]))"
    r"|(?P<num>\d+(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)"
    r"|(?P<ampm>(?<![^\W\d])(?:[apAP]\.\s?[mM](?:\.|\b)|[apAP][mM]\b))"
    r"|(?P<bc>(?:B\.C\.(?:E\.)?|B\.C|BCE?|A\.D\.?|AD)(?![A-Za-z]))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<s>['’]s\b)"
    r"|(?P<para>\n[^\S\n]*\n\s*)"
    r"|(?P<mark>[^\w\s])"
)


class Word(NamedTuple):
    """Hold one token: characters `start` to `end` of the text, in lower case in `low`."""

    start: int
    end: int
    low: str
    capital: bool


class Alphabet:
    """Give each set of classes its own character, and each class the characters of the sets that hold it."""

    def __init__(self) -> None:
        self._symbols: dict[frozenset[str], str] = {}
        self._chars: dict[str, str] = {}

    def symbol(self, classes: frozenset[str]) -> str:
        """Return the character of a set of classes, the same each time."""
        known = self._symbols.get(classes)
        if known is None:
            known = self._symbols[classes] = chr(0xE000 + len(self._symbols))
            for name in classes:
                self._chars[name] = self._chars.get(name, "") + known
        return known

    def pattern(self, name: str) -> str:
        """Return a bracket expression for all characters whose set holds class `name`; ValueError if none does."""
        if name not in self._chars:
            raise ValueError(f"no word of the time lexicon has the class {name!r}")
        return f"[{self._chars[name]}]"


ALPHABET = Alphabet()
_OTHER = ALPHABET.symbol(frozenset({"OTHER", "TEXT"}))
_NO_WORD = ALPHABET.symbol(frozenset({"SIGN"}))
_CAPITAL = ALPHABET.symbol(frozenset({"OTHER", "NAME", "TEXT"}))
_KNOWN = {low: ALPHABET.symbol(classes) for low, classes in LEXICON.items()}
_KNOWN_LOW = {
    low: ALPHABET.symbol(frozenset({f"={low}", "TEXT"})) for low in sorted(CAPITAL_ONLY | ZONE_LETTERS.keys())
}
_MARKS = {mark: ALPHABET.symbol(frozenset({name})) for mark, name in MARKS.items()}
_SHAPES = {
    kind: ALPHABET.symbol(frozenset({name}))
    for kind, name in {
        "iso": "ISODATE",
        "numdate": "NUMDATE",
        "clock": "CLOCK",
        "decade": "DECADE",
        "frac": "FRACTION",
        "ampm": "AMPM",
        "bc": "BC",
        "s": "S",
        "para": "PARA",
    }.items()
}


def literal(word: str) -> str:
    """Return a bracket expression for one word; a word that is new to the grammar is learned."""
    if word not in _KNOWN:
        _KNOWN[word] = ALPHABET.symbol(frozenset({f"={word}", "TEXT"}))
    return ALPHABET.pattern(f"={word}")


def _number_classes(text: str) -> frozenset[str]:
    """Name the classes of a figure: NUM always; DAYNUM 1-31, TWO for two digits, YEAR, MIL (0000-2359), BIG."""
    if "," in text:
        return frozenset({"NUM", "COMMAD"})
    if "." in text:
        return frozenset({"NUM", "DECIMAL"})
    classes = {"NUM", "PLAIN"}
    size = len(text)
    if size <= 2 and 1 <= int(text) <= 31:
        classes.add("DAYNUM")
        if int(text) <= 24:
            classes.add("HOURNUM")
    if size == 2:
        classes.add("TWO")
    if size == 3:
        classes.add("THREE")
    if size == 4:
        if 1000 <= int(text) <= 2099:
            classes.add("YEAR")
        if 1900 <= int(text) <= 2049:
            classes.add("MODERN")
        if int(text[:2]) <= 24 and int(text[2:]) <= 59:
            classes.add("MIL")
        if text[0] == "0":
            classes.add("ZERO")
    if size > 4:
        classes.add("BIG")
    return frozenset(classes)


_NUMBERS = {
    text: ALPHABET.symbol(_number_classes(text))
    for text in [str(n) for n in range(2101)] + [f"{n:02d}" for n in range(10)] + [f"{n:04d}" for n in range(2401)]
}
#: Every set of classes a figure can have gets its character now: rules are compiled before any text is read.
_NUMBERS |= {form: ALPHABET.symbol(_number_classes(form)) for form in ("1,000", "1.5", "10000", "9999", "999")}
_PHRASES = phrases()
_PHRASE_SYMBOLS = {kind: ALPHABET.symbol(frozenset({kind})) for kind in ("FEAST", "MONTHPHRASE")}
_ORD_DAY = ALPHABET.symbol(frozenset({"ORDN", "ORDDAY"}))
_ORD = ALPHABET.symbol(frozenset({"ORDN"}))


def lex(text: str) -> tuple[list[Word], str]:
    """Return the tokens of a text and the string of their symbols, one character each."""
    words: list[Word] = []
    symbols: list[str] = []
    for match in _TOKEN.finditer(text):
        raw, kind = match.group(), match.lastgroup or "mark"
        low = raw.lower()
        capital = raw[0].isupper()
        words.append(Word(*match.span(), low, capital))
        symbols.append(_symbol(kind, raw, low, capital))
    if any(w.low in _PHRASES for w in words):
        words, symbols = _join(text, words, symbols)
    return words, "".join(symbols)


def _join(text: str, words: list[Word], symbols: list[str]) -> tuple[list[Word], list[str]]:
    """Make one token of the words of a feast's or a month's name."""
    joined: list[Word] = []
    kept: list[str] = []
    i = 0
    while i < len(words):
        last, kind = _phrase_at(words, i) if words[i].low in _PHRASES else (i + 1, "")
        if kind:
            start, end = words[i].start, words[last - 1].end
            joined.append(Word(start, end, text[start:end].lower(), words[i].capital))
            kept.append(_PHRASE_SYMBOLS[kind])
        else:
            joined.append(words[i])
            kept.append(symbols[i])
        i = last
    return joined, kept


def _phrase_at(words: list[Word], first: int) -> tuple[int, str]:
    """Return the index after the longest name that begins at a token and its class; (first + 1, "") when none does."""
    for name, kind in _PHRASES[words[first].low]:
        i, matched = first, 0
        while matched < len(name) and i < len(words):
            if words[i].low.strip("'’") == name[matched]:
                matched += 1
            elif words[i].low not in "-‑'’":
                break
            i += 1
        capital = words[first].capital or words[i - 1].capital
        if matched == len(name) and capital:
            return i, kind
    return first + 1, ""


def _symbol(kind: str, raw: str, low: str, capital: bool) -> str:
    if kind == "word":
        if not capital and low in _KNOWN_LOW:
            return _KNOWN_LOW[low]
        return _KNOWN.get(low) or (_CAPITAL if capital else _OTHER)
    if kind == "num":
        return _NUMBERS.get(raw) or ALPHABET.symbol(_number_classes(raw))
    if kind == "ord":
        return _ORD_DAY if 1 <= int(raw[:-2]) <= 31 else _ORD
    if kind == "mark":
        return _MARKS.get(raw, _NO_WORD)
    return _SHAPES[kind]
