"""Whose name it is: a known surname or outlet after somebody else's given name is not the known one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.know.given_names import given_names
from trucewatch.know.profile_actor import KnownActor
from trucewatch.know.profile_names import Found, Word, sound_key, text_words
from trucewatch.know.profiles import Profile
from trucewatch.know.world_words import actor_words
from trucewatch.resolve.actors_anatomy import NOT_NAMES, TITLES, country_at
from trucewatch.resolve.places_sieve import word_list

#: What stands before places, not before groups.
_WITHIN = re.compile(r"\b(?:in|near|outside|inside|into|around|towards?) \Z")


def own_names(text: str, words: Sequence[Word], names: Sequence[Found], profile: Profile) -> list[Found]:
    """Return the names without surnames and outlets that stand beside somebody else's other name.

    "The activist Jane X", "Jane X, a doctor" and "X Doe" are not the known X. A plain word that opens a sentence is no
    name either: "Dawn broke" is not the Dawn brigade; nor is a group of a place's name where something is in it.
    """
    at = {w.start: n for n, w in enumerate(words)}
    kept = [f for f in names if not _is_of_another(text, words, at.get(f.start, 0), f, profile)]
    armed = {f for f in kept if profile.actors[f.actor].kind in ("group", "militia", "coalition")}
    return [f for f in kept if f not in armed or not _is_no_group(text, words[at.get(f.start, 0)], f)]


def _is_no_group(text: str, word: Word, found: Found) -> bool:
    """Tell whether a group's name of one word is a plain word here, or a place: "near Dawn", "in Northtown"."""
    alone = word.end >= found.end - 2 and word.capital and not word.upper
    place = alone and _WITHIN.search(text[max(0, found.start - 12) : found.start]) is not None
    return place or _is_plain(text, word, found)


def _is_plain(text: str, word: Word, found: Found) -> bool:
    """Tell whether a name of one word is a plain word that has its capital from the sentence that it opens."""
    if word.end < found.end - 2 or word.upper or not word.capital or actor_words().describes(word.key):
        return False
    before = text[max(0, found.start - 3) : found.start].rstrip(" \t\"'“‘(")
    opens = bool(before) and before[-1] in ".!?:\n"
    return opens and word.key in word_list("english")


def _is_of_another(text: str, words: Sequence[Word], at: int, found: Found, profile: Profile) -> bool:
    actor = profile.actors[found.actor]
    if actor.kind not in ("person", "outlet", "agency") or words[at].end < found.end - 2:
        return False
    if (actor.kind == "person" or words[at].key in given_names()) and _goes_on(text, words, at, actor):
        return True
    given = words[at - 1] if at else None
    if given is None or text[given.end : words[at].start] != " " or not _may_be_given(text, given, actor):
        return False
    earlier = words[at - 2] if at > 1 and text[words[at - 2].end : given.start] == " " else None
    table = actor_words()
    titled = earlier and (table.describes(earlier.key) or (earlier.key in TITLES and earlier.key not in NOT_NAMES))
    told = text[found.end : found.end + 2] in (", ", " (")
    return bool(titled) or (actor.kind == "person" and (told or given.key in word_list("first_names")))


def _goes_on(text: str, words: Sequence[Word], at: int, actor: KnownActor) -> bool:
    """Tell whether a known name of one word is another's given name: "fighter X Doe" where Doe is a family name."""
    follows = words[at + 1] if at + 1 < len(words) else None
    if follows is None or text[words[at].end : follows.start] != " " or not _may_be_given(text, follows, actor):
        return False
    names = word_list("first_names")
    return follows.key in word_list("last_names") or follows.key in names or words[at].key in names


def _may_be_given(text: str, given: Word, actor: KnownActor) -> bool:
    """Tell whether a word beside a name is a name too, and none of the known person's."""
    table = actor_words()
    name = given.capital and not given.upper and not given.article and len(given.key) > 2
    known = table.describes(given.key) or table.plain(given.key) or given.key in TITLES or given.key in NOT_NAMES
    known = known or given.key in table.openings or country_at((given,), 0) is not None
    known = known or any(_alike(given.key, w) for n in actor.all_names for w in text_words(n))
    return name and not known and text[given.end - 2 : given.end] not in ("'s", "’s")


def _alike(one: str, other: str) -> bool:
    """Tell whether two words may be one given name in two spellings."""
    return one == other or sound_key(one) == sound_key(other)
