"""What a time does in its sentence: event, start, end, deadline, duration, extension, window, recurrence ..."""

from __future__ import annotations

import re

from trucewatch.know.times.meaning import Meaning
from trucewatch.know.times.merge import Piece
from trucewatch.know.times.scene import Scene
from trucewatch.know.times.tense import ANNOUNCING

_SPEECH = frozenset(
    "said says told stated added reported announced declared confirmed warned claimed tweeted wrote statement "
    "interview "
    "insisted denied noted explained reiterated acknowledged briefing conference quoted".split()
)
_EXTEND = re.compile(r"\b(?:extend\w*|prolong\w*|extension|renew\w*|another|additional|further|roll(?:ed|ing) over)\b")
_BEGIN = re.compile(
    r"\b(?:beg[iau]n\w*|start\w*|t(?:ake|akes|ook|aking|aken) (?:effect|force|hold)|(?:c[ao]m\w*|g[oe]\w*|went|"
    r"enter\w*|put) into "
    r"(?:effect|force)|effective|kick\w* off|launch\w*|open\w*|commenc\w*|in (?:effect|force|place))\b"
)
_FINISH = re.compile(
    r"\b(?:end(?:s|ed|ing)?|expir\w*|over|finish\w*|collaps\w*|laps\w*|r[au]ns? out|conclud\w*|until|till|"
    r"through|break\w* down|"
    r"broke down|terminat\w*|cease[sd]?)\b"
)
#: Words between a verb of saying and its time.
_SAID_WHERE = frozenset(
    "on in at a the to its his her their late early earlier later statement interview news press conference briefing "
    "reporters journalists television website speech".split()
)
_OTHER_TIME = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next|midnight|noon|gmt)\b")
#: What may stand before a time that opens its sentence.
_OPENINGS = frozenset(("", "on", "in", "at", "by", "also on", "earlier on", "later on"))
#: Words before "over" where it says that something has ended.
_ENDING = frozenset("is was be been truce ceasefire cease-fire pause halt it".split())
_DEADLINE = re.compile(r"\b(?:deadline(?: of)?|ultimatum|by|no later than|not later than|before|within|due)$")
_GIVE = re.compile(r"\b(?:g[ai]v(?:e|es|en|ing)|has|have|had|grant\w*|allow\w*)\b")
_CUTOFF = re.compile(r"\b(?:information|data|figures?|received|compiled|report based|statistics)\b")
_LIMIT = re.compile(r"\b(?:deadline|ultimatum|notice)\b")
_HALT = re.compile(r"\b(?:truce|ceasefire|cease-fire|cease fire|pause|cessation|halts?|lull|calm|corridors?)\b")


def _join(scene: Scene, first: int, last: int) -> str:
    return " ".join(w.low for w in scene.words[max(0, first) : max(0, last)])


def role(piece: Piece, scene: Scene) -> str | None:
    """Return the role of a time in its sentence; None where nothing in the sentence tells."""
    begin, end = scene.sentence(piece.first)
    before = _join(scene, max(begin, piece.first - 25), piece.first)
    after = _join(scene, piece.last, min(end, piece.last + 12))
    own = _join(scene, piece.first, piece.last)
    if piece.meaning.type == "SET":
        return "recurrence"
    if piece.meaning.type == "DURATION":
        return _duration_role(piece.meaning, before, own, after)
    return _date_role(piece, scene, before, own, after)


def _duration_role(meaning: Meaning, before: str, own: str, after: str) -> str:
    near = " ".join(before.split()[-8:])
    if _EXTEND.search(near) or _EXTEND.search(own) or re.match(r"(?:-? ?)?(?:\w+ )?extension", after):
        return "extension"
    if re.match(r"(?:after|before|since|following|into|prior to)\b", after):
        return "relative"
    if (
        (re.search(r"\b(?:within|in under)(?: the)?$", before) and "X" not in meaning.value)
        or _LIMIT.match(after)
        or _LIMIT.search(near)
    ):
        return "deadline"
    if re.match(r"to [a-z]", after) and _GIVE.search(near):
        return "deadline"
    if meaning.days is not None:
        return "window"
    return "duration"


def _date_role(piece: Piece, scene: Scene, before: str, own: str, after: str) -> str:
    lead = " ".join(before.split()[-6:])
    if piece.meaning.mod == "RANGE" or "/" in piece.meaning.value:
        return "window"
    if re.search(r"\bas of$", before):
        return "cutoff" if _CUTOFF.search(before) else "event"
    if re.search(r"\b(?:until|till)$", before) and re.match(r"to [a-z]", after) and _GIVE.search(lead):
        return "deadline"
    if re.search(
        r"\b(?:until|till|through|expir\w+(?: on| at)?|(?:is|was|be|truce|ceasefire|pause|it) over(?: on| at)?)$",
        before,
    ):
        return "end"
    if _DEADLINE.search(before) or own.startswith("by "):
        return "deadline"
    if re.search(r"\b(?:from|since|starting|beginning|effective|as from)(?: on| at| early| late)?$", before):
        return "start"
    if re.search(r"\bfrom\b.{1,60}\bto$", before):
        return "end"
    if piece.meaning.anchor == "truce":
        return "event"
    return _verb_role(piece, scene, before, after)


def _verb_role(piece: Piece, scene: Scene, before: str, after: str) -> str:
    """Read the role from the verb before the time: the last one of beginning, ending or saying decides."""
    if piece.meaning.value in ("FUTURE_REF", "PAST_REF", "PRESENT_REF") and piece.meaning.days:
        return "window"
    if piece.rule == "feast" and re.search(r"\b(?:for|during|over|throughout|duration of)$", before):
        return "window"
    coarse = piece.meaning.type == "DATE" and len(piece.meaning.value) != 10
    if coarse and scene.tense(piece.first, piece.last) == "future":
        return "window"
    clause = re.split(r"[,;:]| and | but | after | as ", before)[-1] if before else ""
    clause = clause or before
    last = _last_cue(clause)
    if last == "speech":
        halt = _HALT.search(clause) and scene.announced(piece.first) and scene.tense(piece.first, piece.last) != "past"
        return "start" if halt or (_HALT.search(clause) and _ahead(piece, scene)) else "statement"
    if last in ("start", "end"):
        return last
    if before in _OPENINGS:
        return _leading_role(after)
    return "event"


def _leading_role(after: str) -> str:
    """Read a time that opens the sentence: "On Friday the truce began"; "On Friday he said" of another time."""
    head = " ".join(after.split()[:8])
    opening = after.split()[:6]
    speaks = any(word in _SPEECH for word in opening) and not _HALT.search(" ".join(opening))
    if speaks and _OTHER_TIME.search(after):
        return "statement"
    if _HALT.search(head) and _BEGIN.search(head):
        return "start"
    return "event"


def _ahead(piece: Piece, scene: Scene) -> bool:
    return scene.published is not None and piece.meaning.value[:10] > scene.published.isoformat()


def _last_cue(clause: str) -> str | None:
    """Return which kind of cue stands last in a clause, close enough to govern the time."""
    words = clause.split()
    found: tuple[int, str] | None = None
    for i, word in enumerate(words):
        pair = " ".join(words[i : i + 3])
        if word in _SPEECH and (not i or words[i - 1] not in ("was", "were", "been", "be", "is", "are")):
            found = (i, "speech")
        elif (begun := _BEGIN.match(pair)) and begun.start() == 0:
            found = (i, "start")
        elif word == "over":
            found = (i, "end") if i and words[i - 1] in _ENDING else found
        elif _FINISH.match(word) and word != "through":
            found = (i, "end")
    if found is None:
        return None
    if found[1] == "speech" and not (
        _governs(words[found[0] :]) or (_HALT.search(clause) and words[found[0]] in ANNOUNCING)
    ):
        return None
    return found[1]


def _governs(words: list[str]) -> bool:
    """Tell whether a verb of saying and the words after it lead straight to the time ("told reporters in Rome on")."""
    rest = words[2:] if words[0] == "told" else words[1:]
    return all(w in _SAID_WHERE or (i and rest[i - 1] in ("in", "at")) for i, w in enumerate(rest))
