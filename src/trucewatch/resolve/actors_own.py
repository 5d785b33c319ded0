"""Whose name it is: a known surname or outlet after somebody else's given name is not the known one."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.know.profile_names import Found, Word, text_words
from trucewatch.know.profiles import Profile
from trucewatch.know.world_words import actor_words
from trucewatch.resolve.actors_anatomy import NOT_NAMES, TITLES, country_at


def own_names(text: str, words: Sequence[Word], names: Sequence[Found], profile: Profile) -> list[Found]:
    """Return the names without surnames and outlets that follow another given name: "the activist Jane X" is not X."""
    at = {w.start: n for n, w in enumerate(words)}
    return [f for f in names if not _is_of_another(text, words, at.get(f.start, 0), f, profile)]


def _is_of_another(text: str, words: Sequence[Word], at: int, found: Found, profile: Profile) -> bool:
    actor = profile.actors[found.actor]
    if actor.kind not in ("person", "outlet", "agency") or at < 2 or words[at].end < found.end - 2:
        return False
    given, earlier = words[at - 1], words[at - 2]
    if text[given.end : words[at].start] != " " or text[earlier.end : given.start] != " ":
        return False
    table = actor_words()
    name = given.capital and not given.upper and not given.article and len(given.key) > 2
    known = table.describes(given.key) or table.plain(given.key) or given.key in TITLES or given.key in NOT_NAMES
    known = known or country_at((given,), 0) is not None or any(given.key in text_words(n) for n in actor.all_names)
    titled = table.describes(earlier.key) or (earlier.key in TITLES and earlier.key not in NOT_NAMES)
    return name and not known and titled and text[given.end - 2 : given.end] not in ("'s", "’s")
