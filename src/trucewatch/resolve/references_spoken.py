"""Who officials, spokesmen and people of whom only a name is said are: those who spoke just before tell it."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.know.profile_names import name_words
from trucewatch.resolve.actors_meaning import RANKS, Meaning
from trucewatch.resolve.references_history import Candidate, History
from trucewatch.resolve.references_kinds import INDEFINITE, INSTITUTIONS, WHOLE, is_person

_OFFICIALS = frozenset(("official", "officials", "diplomat", "diplomats"))
_SPEAKERS = frozenset(("spokesman", "spokeswoman", "spokesperson"))
#: Titles of whoever speaks for a body.
_SPEAK_FOR = frozenset("spokesman spokeswoman spokesperson official diplomat".split())
#: Sides that have neither forces nor a government.
_SIDELESS = frozenset(("unknown", "civilians", "media", "monitor", "aid", "un"))
#: Kinds of actor that have spokesmen.
_SPEAKING = (INSTITUTIONS | {"army", "group", "militia"}) - WHOLE
_PRESS = frozenset("officer a an one another press media military information public affairs army".split())
_ANNOUNCING = frozenset(("announcer", "presenter", "anchor", "newsreader"))
#: How many words a bare name has at most.
_NAME = 5


def told_before(words: str, start: int, meaning: Meaning, history: History, *, late: bool = False) -> str:
    """Return the side of a person of whom nothing is said here but his name or rank, "unknown" where it cannot be told.

    It is the side that the same name had before as a source, that of `meaning` (from elsewhere in the report), the side
    that the name had where it was mentioned, or that of the unnamed officer or spokesman quoted just before.
    With `late`, `meaning` is what somebody was once: only what he was as a source before goes over it.
    """
    before = history.before(start)
    named = (c for c in before if c.meaning.name == meaning.name or c.meaning.name.endswith(f" {meaning.name}"))
    known = [c for c in named if c.meaning.side != "unknown"]
    same = next((c.meaning.side for c in known if c.source), None)
    if late:
        return same or meaning.side
    if same or meaning.side != "unknown" or known:
        return same or (known[0].meaning.side if meaning.side == "unknown" else meaning.side)
    keys = {w.key for w in name_words(words[:100])}
    alike = RANKS if RANKS & keys else keys & _SPEAK_FOR
    near = [c for c in before if c.source and not c.plural and history.breaks(c.end, start) <= 3]
    titled = (c.meaning.side for c in near if not c.meaning.named and alike & set(c.keys))
    return next(titled, None) or ("unknown" if meaning.role else _just_quoted(words, near))


def _just_quoted(words: str, near: Sequence[Candidate]) -> str:
    """Return the side of the one unnamed person who was quoted last, for a bare name that follows at once."""
    last = near[0] if near else None
    unnamed = last is not None and not last.meaning.named and last.keys[:1] in (["a"], ["an"], ["one"], ["another"])
    name = name_words(words.partition(",")[0][:200])
    bare = 2 <= len(name) <= _NAME and all(w.capital or w.article for w in name) and "'s" not in words
    if last is None or not unnamed or last.via or not bare or not is_person(last):
        return "unknown"
    return last.meaning.side


def official(start: int, history: History) -> Candidate | None:
    """Return the official whom "one official", "officials" go on from: the last one quoted, within three sentences."""
    near = (c for c in history.before(start) if c.source and history.breaks(c.end, start) <= 3)
    near = (c for c in near if c.meaning.side not in ("unknown", "civilians"))
    return next((c for c in near if _is_official(c)), None)


def _is_official(candidate: Candidate) -> bool:
    """Tell whether somebody is an official, or speaks for a government."""
    keys = set(candidate.keys)
    return bool(_OFFICIALS & keys) or ("government" in keys and bool(_SPEAKERS & keys))


def issuer(words: str, start: int, history: History) -> Candidate | None:
    """Return whose "a statement" is: who is named first in its sentence ("The minister left, a statement said")."""
    if words.lower() not in ("a statement", "statement"):
        return None
    named = history.crowds(history.opening(start), start)
    return next((c for c in named if c.meaning.actor and not c.oblique and c.meaning.side not in _SIDELESS), None)


def last_state(start: int, history: History) -> Candidate | None:
    """Return the state that spoke last, within two sentences: "the foreign ministry" that follows is its own."""
    last = next((c for c in history.before(start) if c.source), None)
    state = last is not None and last.meaning.role == "state" and last.meaning.actor is not None
    return last if last is not None and state and history.breaks(last.end, start) <= 2 else None


def spokesman(words: str, start: int, history: History) -> Candidate | None:
    """Return the body for which "a press officer", "a spokesman" speaks: the one that spoke or acts just before."""
    keys = [w.key for w in name_words(words[:80])]
    plain = all(k in _SPEAK_FOR or k in _PRESS for k in keys) and keys[0] in INDEFINITE
    if not plain or keys[-1] not in _SPEAK_FOR | {"officer"}:
        return None
    near = [c for c in history.before(start) if not is_person(c) and history.breaks(c.end, start) <= 1]
    bodies = [c for c in near if c.meaning.actor and c.meaning.role in _SPEAKING and not c.plural and not c.oblique]
    return bodies[0] if bodies else None


def announcer(words: str, start: int, history: History) -> Candidate | None:
    """Return the outlet whose "announcer" speaks: the last one named, within three sentences."""
    keys = [w.key for w in name_words(words[:80])]
    if not keys or keys[-1] not in _ANNOUNCING or len(keys) > 2:
        return None
    outlets = (c for c in history.before(start) if c.meaning.role in ("outlet", "agency") and c.meaning.actor)
    return next((c for c in outlets if history.breaks(c.end, start) <= 3), None)


def commander(start: int, history: History) -> Candidate | None:
    """Return the last person who can have "his forces", "his government": one who is on a side, however mentioned."""
    people = (c for c in history.before(start) if c.meaning.person and c.meaning.side not in _SIDELESS)
    return next(people, None)
