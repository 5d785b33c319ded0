"""Find who holds a post: "the French president", "the Observatory's director" on the report's day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from trucewatch.know.profile_actor import KnownActor, Post
from trucewatch.know.profile_names import text_words
from trucewatch.know.profiles import Profile
from trucewatch.know.world_words import actor_words

_SAME = {
    word: same
    for same, words in {
        "head": "director chief leader boss ruler",
        "envoy": "mediator",
        "defence": "defense",
        "spokesman": "spokeswoman spokesperson",
        "chairman": "chairwoman",
        "ambassador": "representative",
    }.items()
    for word in words.split()
}
#: Posts that one person holds in a state.
_ALONE = frozenset("president premier minister king emir chancellor".split())
#: What a state has, so that "the president of the government of X" still is the president of X.
_OF_STATE = frozenset("government state country nation republic administration military army forces force".split())
_BODIES = frozenset("federation association foundation bank chamber league club society institute commission".split())
_SMALL = frozenset("of the for to in at and a an on special senior longtime s his its their".split())
_RANKS = frozenset("deputy vice former assistant acting ex new next spokesman adviser aide official member".split())


class PostBook:
    """Hold the posts of a profile's persons as they stood on a day."""

    def __init__(self, profile: Profile, day: date | None) -> None:
        self._profile = profile
        self._held: list[tuple[frozenset[str], Post, KnownActor]] = []
        for actor in profile.actors.values():
            for post in actor.posts:
                if actor.kind == "person" and post.title and post.body and post.holds_on(day):
                    self._held.append((_words_of_title(post.title), post, actor))

    def holder(self, text: str, bodies: Collection[str], countries: Collection[str]) -> KnownActor | None:
        """Return the one person whose post a definite phrase names, with the bodies and countries that it names.

        A country alone tells only where the phrase names no other body ("the head of the Freedonian chess federation").
        """
        said = _title_words(text)
        fits: dict[str, KnownActor] = {}
        for title, post, actor in self._held:
            if not title <= said or (_RANKS & said) - title:
                continue
            plain = not any(_is_body(w) for w in said - title)
            named = bodies if plain else [b for b in bodies if self._profile.actors[b].kind != "state"]
            if self._of(post, named, countries if plain else ()):
                fits[actor.id] = actor
        return next(iter(fits.values())) if len(fits) == 1 else None

    def is_held(self, text: str, side: str) -> bool:
        """Tell whether a state's post that a phrase names (president, X minister) is held by one of a side."""
        said = _title_words(text)
        return not _RANKS & said and any(
            title <= said and title & _ALONE and self._profile.side_of(post.body) == side
            for title, post, _ in self._held
        )

    def _of(self, post: Post, bodies: Collection[str], countries: Collection[str]) -> bool:
        if post.body in bodies:
            return True
        body = self._profile.actors.get(post.body)
        if body is None or not body.country or body.country not in countries:
            return False
        state = body.kind in ("state", "government", "ministry", "army")
        return state and self._profile.side_of(body.id) in {
            self._profile.country_side(body.country),
            self._profile.country_side(body.country, "military"),
        }


def _is_body(word: str) -> bool:
    """Tell whether a word of a phrase is a noun for a body of which one can hold a post."""
    table = actor_words()
    return word not in _OF_STATE and (word in table.heads or word in table.relational or word in _BODIES)


@lru_cache(maxsize=4096)  # the titles of profiles alone: they come again with every report
def _words_of_title(title: str) -> frozenset[str]:
    return _title_words(title)


def _title_words(text: str) -> frozenset[str]:
    return frozenset(_SAME.get(w, w) for w in text_words(text) if w not in _SMALL)
