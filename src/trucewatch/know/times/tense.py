"""Past or future: what the verbs around an expression say about its side of the published day."""

from __future__ import annotations

from typing import Literal

from trucewatch.know.times.lexer import Word

Tense = Literal["past", "future"]

_FUTURE = frozenset(
    "will would shall 'll wo should must may might can scheduled slated expected plans plan planned planning "
    "begins starts expires ends opens resumes continues runs lapses goes comes takes upcoming deadline "
    "begin start expire resume "
    "hopes aims intends tomorrow ahead propose proposes proposed proposing urges urged calls called demand "
    "demands".split()
) - frozenset("called may".split())
_PLAN = frozenset(
    "set scheduled slated expected supposed planned plans plan planning agreed agree agrees ready likely is are was "
    "were want wants wanted vowed pledged promised threatened going hopes hoped intends intended ordered asked "
    "told gave "
    "decided have has had about urged urges".split()
)
_PAST = frozenset(
    "was were had did said told began took came went made struck hit left met shot fell rose won lost held saw ran got "
    "gave found brought sent spoke broke led kept paid wrote became cut put fought sank blew drove flew stood stole "
    "knew grew threw drew sold bought taught caught built spent sought died swept withdrew overran shook burst "
    "seen taken "
    "rang dug fled hid hung laid lay leapt lit meant rode saw slew spread sprang struck stuck swore took thrust "
    "tore woke withstood overthrew undertook burnt "
    "forced arose bore bent bound bred crept dealt drank dreamt ate fed felt froze "
    "heard knelt leant lent rode said sang sank sat shone shut slept slid spat split spoilt stank stung swam swung "
    "taught thought wore wept won wound done given been gone since after has have ago".split()
)
#: Verbs that reach ahead to an end ("extended until Friday"), and verbs that lead up to one in the past.
_OPEN_ENDED = frozenset(
    "extended postponed delayed adjourned prolonged rescheduled suspended renewed have has had given gave "
    "deadline".split()
)
_LASTED = frozenset("lasted held ran continued remained stayed was were observed respected".split())
#: Verbs of announcing: what is announced lies ahead as often as behind.
ANNOUNCING = frozenset("announced announces announce declared declares declare unveiled".split())
_HALTS = frozenset("truce ceasefire pause halt halts lull pauses cessation election vote talks summit corridor".split())
_NOT_PAST = frozenset(
    "need speed feed indeed bed red hundred embed seed breed united armed led unarmed so-called".split()
)


def _is_past(words: list[Word], i: int) -> bool:
    low = words[i].low
    if low in _PAST:
        return True
    if i and words[i - 1].low in "-‑":
        return False
    return low.endswith("ed") and len(low) > 4 and low not in _NOT_PAST and not words[i].capital


_DUE_VERBS = frozenset(
    "begin start expire end take be come go hold meet open last run resume enter leave arrive return visit travel get "
    "finish close face vote speak".split()
)


def _falls_due(words: list[Word], i: int) -> bool:
    """Tell whether "due" looks ahead ("due to begin", "due on") and gives no cause ("due to shelling")."""
    following = words[i + 1].low if i + 1 < len(words) else ""
    if following == "to":
        return i + 2 < len(words) and words[i + 2].low in _DUE_VERBS
    return following in ("on", "at", "for", "in", "by", "back")


def _mark(words: list[Word], i: int) -> Tense | None:
    """Read one word: a future marker, a past verb (unless an auxiliary before it lies ahead), or neither."""
    low = words[i].low
    if low in _FUTURE and not words[i].capital:
        return "future"
    if low == "to" and i > 0 and words[i - 1].low in _PLAN:
        return "future"
    if low == "could":
        return "past" if {"not", "neither", "nor"} & {w.low for w in words[max(0, i - 8) : i + 2]} else "future"
    if low == "due":
        return "future" if _falls_due(words, i) else None
    if low == "set":
        return "future" if i + 1 < len(words) and words[i + 1].low in ("to", "for") else "past"
    if _is_past(words, i):
        before = {w.low for w in words[max(0, i - 3) : i]}
        if before & {"be", "will", "would", "shall", "should", "must", "could"}:
            return "future"
        return "past"
    return None


def tense(words: list[Word], first: int, last: int, begin: int, end: int) -> Tense | None:
    """Return the tense around tokens `first` to `last` of the sentence `begin` to `end`; None if unclear.

    The nearest mark before the expression decides, then the nearest after it. Windows are bounded (30 and 20 tokens).
    """
    if first > begin and words[first - 1].low in ("until", "till", "to", "by"):
        verbs = [w.low for w in words[max(begin, first - 12) : first - 1]]
        if next((v for v in reversed(verbs) if v in _OPEN_ENDED or v in _LASTED), "") in _OPEN_ENDED:
            return "future"
    for i in range(first - 1, max(begin, first - 30) - 1, -1):
        found = _mark(words, i)
        if found:
            return found
    for i in range(last, min(end, last + 20)):
        found = _mark(words, i)
        if found:
            return found
    return None


def announced(words: list[Word], first: int, begin: int) -> bool:
    """Tell whether the expression dates something announced ("announced a pause on Friday", "a truce was declared on
    Monday, lasting until Friday").
    """
    before = [w.low for w in words[max(begin, first - 14) : first]]
    verb = next((i for i in range(len(before) - 1, -1, -1) if before[i] in ANNOUNCING), None)
    if verb is None:
        return False
    said, after = before[:verb], before[verb + 1 :]
    ahead = before[-1] in ("until", "till") and said[-1:] in (["was"], ["were"], ["been"]) and not _LASTED & set(after)
    return any(w in _HALTS for w in after) or (ahead and any(w in _HALTS for w in said))
