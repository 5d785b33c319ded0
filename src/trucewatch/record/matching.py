"""What a name that a user types may mean among the names of a record: the one place where this is decided.

Pure functions over names; `meaning.py` asks them for a record's names, for the command line, the API and the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from trucewatch.know.gazetteer.names import bare_key, key, skeleton
from trucewatch.know.profile_names import sound_key, text_words

#: A word of so many letters may be the beginning of a longer one ("Observ").
_LEAST_PREFIX = 4
#: Words whose consonants are fewer than this are not compared by sound.
_LEAST_SOUND = 3
_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(1 << 15)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: lower case, no marks, no articles where others are left."""
    found = tuple(text_words(name))
    bare = tuple(word for word in found if word not in _ARTICLES)
    return bare or found


def names_speaker(asked: str, name: str) -> bool:
    """Tell whether every word asked for stands in a speaker's name: whole, its beginning, or in another spelling.

    "Observ" finds an observatory, "Mohamad" somebody called Muhammad. Plain words of English ("army") are never
    compared by sound.
    """
    wanted, met = words_of(asked), words_of(name)
    return bool(wanted) and all(any(_same_word(one, other) for other in met) for one in wanted)


def is_alias(asked: str, alias: str) -> bool:
    """Tell whether somebody is asked for by the whole of a name, in any transliteration."""
    wanted, known = words_of(asked), words_of(alias)
    if len(wanted) != len(known) or not wanted:
        return False
    return all(one == other or _sounds_alike(one, other) for one, other in zip(wanted, known, strict=True))


def _same_word(asked: str, met: str) -> bool:
    if asked == met or (len(asked) >= _LEAST_PREFIX and met.startswith(asked)):
        return True
    return _sounds_alike(asked, met)


def _sounds_alike(one: str, other: str) -> bool:
    a, b = _sounds(one), _sounds(other)
    return not a.isdisjoint(b)


@lru_cache(1 << 15)
def _sounds(word: str) -> frozenset[str]:
    """Return what a word has in common with its other transliterations, by the keys of profiles and gazetteer."""
    from trucewatch.resolve.places_sieve import word_list

    if not word.isalpha() or word in word_list("english"):
        return frozenset()
    found = ("p:" + sound_key(word), "g:" + skeleton(word))
    return frozenset(sound for sound in found if len(sound) - 2 >= _LEAST_SOUND)


def names_place(asked: str, name: str) -> bool:
    """Tell whether a place's name is what is asked for, or holds it word for word ("Ghor" finds "Eastern Ghor")."""
    wanted = key(asked)
    return bool(wanted) and (f" {wanted} " in f" {key(name)} " or bare_key(asked) == bare_key(name))


def sounds_like_place(asked: str, name: str) -> bool:
    """Tell whether a place's name is another spelling of what is asked for; weak evidence."""
    wanted = skeleton(asked)
    return bool(wanted) and wanted == skeleton(name)


def same_name(asked: str, name: str) -> bool:
    """Tell whether two names are one but for case, marks and punctuation."""
    return bool(key(asked)) and key(asked) == key(name)


def holds_words(asked: Iterable[str], name: str) -> bool:
    """Tell whether a name holds all words of one of those asked for, in any order, two words joined or not."""
    named = key(name).split()
    met = {*named, *(one + other for one, other in pairwise(named))}
    wanted = [words for one in asked if (words := key(one).split())]
    return any(met.issuperset(words) or "".join(words) in met for words in wanted)
