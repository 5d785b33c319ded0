"""Types and modes of events, the words that name them, and their codes in PLOVER, CAMEO and ACLED.

The facts lie in event_lexicon.toml: PLOVER types with the modes of gold/GUIDELINES.md; CAMEO codes after the table
CAMEO2PLOVER-2021; ACLED sub-event types after ACLED's codebook of 2023.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

#: How many words "~" may stand for inside an entry.
GAP = 3
#: Types that PLOVER's manual does not know; they are ours.
NOT_PLOVER = frozenset({"DISPLACE"})

_IRREGULAR = {
    "be": "am is are was were been being",
    "beat": "beats beat beaten beating",
    "blow": "blows blew blown blowing",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "burn": "burns burnt burned burning",
    "bus": "buses bused bussed busing",
    "come": "comes came coming",
    "cut": "cuts cut cutting",
    "die": "dies died dying",
    "drive": "drives drove driven driving",
    "fall": "falls fell fallen falling",
    "fight": "fights fought fighting",
    "flee": "flees fled fleeing",
    "freeze": "freezes froze frozen freezing",
    "gas": "gases gassed gassing",
    "gun": "guns gunned gunning",
    "hit": "hits hit hitting",
    "hold": "holds held holding",
    "lay": "lays laid laying",
    "leave": "leaves left leaving",
    "let": "lets let letting",
    "lose": "loses lost losing",
    "make": "makes made making",
    "meet": "meets met meeting",
    "overrun": "overruns overran overrunning",
    "retake": "retakes retook retaken retaking",
    "seek": "seeks sought seeking",
    "send": "sends sent sending",
    "set": "sets set setting",
    "shoot": "shoots shot shooting",
    "speak": "speaks spoke spoken speaking",
    "strike": "strikes struck stricken striking",
    "take": "takes took taken taking",
    "win": "wins won winning",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
}
_DOUBLED = frozenset("ban bar drop jam plan repel rebel transfer regret".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one way to name an event: `steps` are the forms of its words, None a gap of up to GAP words.

    `verb` tells whether the first word is a verb; `otherwise` is the mode where nothing around says which;
    `weak` entries need somebody or something of an event beside them; `toll` entries say that people came to harm.
    """

    type: str
    mode: str | None
    steps: tuple[frozenset[str] | None, ...]
    verb: bool = False
    open_mode: bool = False
    weak: bool = False
    toll: bool = False


@dataclass(frozen=True, slots=True)
class Codes:
    """Hold the codes of a type and mode; None where a scheme has none."""

    plover: str | None
    cameo: str | None
    acled: str | None


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Hold the entries by their first word's forms, longest first, and the words that settle an open mode."""

    entries: Mapping[str, tuple[Entry, ...]]
    context: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    codes: Mapping[str, Mapping[str, Mapping[str, str]]]


@cache
def event_lexicon() -> EventLexicon:
    """Return the lexicon of event_lexicon.toml."""
    text = files("trucewatch.know").joinpath("event_lexicon.toml").read_text(encoding="utf-8")
    return parse_lexicon(tomli.loads(text))


def parse_lexicon(raw: Mapping[str, Any]) -> EventLexicon:
    """Build a lexicon from the tables of its TOML file; raises KeyError or ValueError where a table is wrong."""
    by_first: dict[str, list[Entry]] = {}
    for table in raw["words"]:
        for entry in _entries(table):
            first = entry.steps[0]
            if first is None:
                raise ValueError(f"an entry of {table['type']} begins with a gap")
            for form in first:
                by_first.setdefault(form, []).append(entry)
    context: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for table in raw["context"]:
        context.setdefault(table["type"], []).append((table["mode"], frozenset(table["words"])))
    ordered = {form: tuple(sorted(found, key=lambda e: -len(e.steps))) for form, found in by_first.items()}
    return EventLexicon(ordered, {k: tuple(v) for k, v in context.items()}, raw["codes"])


def event_types() -> tuple[str, ...]:
    """Return the types of events, in the order of the code table."""
    return tuple(event_lexicon().codes)


def modes(type_: str) -> tuple[str | None, ...]:
    """Return the modes of a type; (None,) where it has none."""
    return tuple(None if mode == "none" else mode for mode in event_lexicon().codes.get(type_, {}))


def codes(type_: str, mode: str | None, side: str | None = None) -> Codes:
    """Return the PLOVER, CAMEO and ACLED codes of a type and mode; `side` is the actor's: where ACLED asks
    for it and it is not known, there is no ACLED code.
    """
    row = event_lexicon().codes.get(type_, {}).get(mode or "none", {})
    acled = row.get("acled")
    if "acled_state" in row and side in ("government", "unknown", None):
        acled = row["acled_state"] if side == "government" else None
    return Codes(None if type_ in NOT_PLOVER else type_, row.get("cameo"), acled)


def _entries(table: Mapping[str, Any]) -> Iterable[Entry]:
    open_mode = table.get("mode") == "context"
    mode = table["otherwise"] if open_mode else table.get("mode")
    flags = {"open_mode": open_mode, "weak": table.get("weak", False), "toll": table.get("toll", False)}
    for words in table.get("verbs", ()):
        yield Entry(table["type"], mode, _steps(words, verb=True), verb=True, **flags)
    for words in table.get("nouns", ()):
        yield Entry(table["type"], mode, _steps(words, noun=True), **flags)
    for words in table.get("phrases", ()):
        yield Entry(table["type"], mode, _steps(words), **flags)


def _steps(words: str, *, verb: bool = False, noun: bool = False) -> tuple[frozenset[str] | None, ...]:
    parts = words.split()
    steps: list[frozenset[str] | None] = []
    for i, part in enumerate(parts):
        if part == "~":
            steps.append(None)
        elif verb and i == 0:
            steps.append(verb_forms(part))
        elif noun and i == len(parts) - 1:
            steps.append(noun_forms(part))
        else:
            steps.append(frozenset().union(*map(_choice, part.split("|"))))
    return tuple(steps)


def _choice(word: str) -> frozenset[str]:
    return noun_forms(word[2:]) if word.startswith("n:") else frozenset({word})


def noun_forms(word: str) -> frozenset[str]:
    """Return a noun and its plural."""
    if word.endswith(("s", "sh", "ch", "x")):
        return frozenset({word, word if word.endswith("s") and not word.endswith("ss") else word + "es"})
    if word.endswith("y") and word[-2] not in "aeiou":
        return frozenset({word, word[:-1] + "ies"})
    if word.endswith("fe"):
        return frozenset({word, word[:-2] + "ves"})
    return frozenset({word, word + "s"})


def verb_forms(word: str) -> frozenset[str]:
    """Return the forms of an English verb, its prefix in "barrel-bomb" kept."""
    if word in _IRREGULAR:
        return frozenset({word, *_IRREGULAR[word].split()})
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", word[:-1] + "ing"})
    if word.endswith("y") and word[-2] not in "aeiou":
        return frozenset({word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"})
    stem = word + word[-1] if word in _DOUBLED else word
    third = word + "es" if word.endswith(("s", "sh", "ch", "x")) else word + "s"
    return frozenset({word, third, stem + "ed", stem + "ing"})


def is_participle(word: str) -> bool:
    """Tell whether a verb form can stand in the passive ("seized", "driven", "hit")."""
    return word.endswith(("ed", "en")) or word in _PARTICIPLES


_PARTICIPLES = frozenset(
    "hit cut fought shot struck won taken retaken driven blown broken brought laid let left lost made met overrun "
    "sent set withdrawn burnt held thrown torn put".split()
)
