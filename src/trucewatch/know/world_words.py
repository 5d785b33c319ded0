"""English words that describe actors by what they are (world_words.toml): roles of heads, modifiers, determiners."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tomli


@dataclass(frozen=True)
class ActorWords:
    """Hold the word tables; all words in lower case, `heads` and `pairs` with plurals in -s."""

    heads: dict[str, str]
    pairs: dict[tuple[str, str], str]
    relational: frozenset[str]
    modifiers: dict[str, str]
    determiners: frozenset[str]
    adjectives: frozenset[str]
    links: frozenset[str]
    backed: frozenset[str]
    led: frozenset[str]
    held: frozenset[str]
    run: frozenset[str]
    apart: frozenset[str]
    offices: dict[str, str]
    office_pairs: dict[tuple[str, str], str]
    office_spans: dict[tuple[str, str], str]
    sitting: dict[str, str]
    rank: frozenset[str]
    openings: frozenset[str]
    reporters: frozenset[str]
    companies: frozenset[str]
    papers: frozenset[str]

    def describes(self, word: str) -> bool:
        """Tell whether a lower-case word may be part of a description of an actor."""
        return word in self.heads or word in self.relational or word in self.modifiers or word in self.adjectives

    def office(self, word: str, capital: bool) -> str | None:
        """Return the country that a word means by itself ("senator"); short forms count with a capital only."""
        written = (word, word.capitalize(), word.upper()) if capital else (word,)
        return next((self.offices[w] for w in written if w in self.offices), None)

    def plain(self, word: str) -> bool:
        """Tell whether a lower-case word says nothing of whose somebody is ("senior", "another", "two")."""
        return word in self.adjectives or word in self.determiners


@lru_cache(maxsize=1)
def actor_words() -> ActorWords:
    """Return the word tables, read once from world_words.toml."""
    path = Path(__file__).resolve().parent / "world_words.toml"
    data = tomli.loads(path.read_text(encoding="utf-8"))
    states = {k: frozenset(v.split()) for k, v in data["states"].items()}
    return ActorWords(
        heads={form: role for role, words in data["roles"].items() for w in words.split() for form in _forms(w)},
        pairs=_pairs(data["pairs"]),
        relational=frozenset(f for w in data["relational"]["words"].split() for f in _forms(w)),
        modifiers={w: role for role, words in data["modifiers"].items() for w in words.split()},
        determiners=frozenset(data["determiners"]["words"].split()),
        adjectives=frozenset(data["adjectives"]["words"].split()),
        links=frozenset(data["link"]["words"].split()),
        backed=states["backed"],
        led=states["led"],
        held=states["held"],
        run=states["run"],
        apart=frozenset(data["apart"]["words"].split()),
        offices={word: iso for iso, words in data["offices"].items() for word in words.split()},
        office_pairs={pair: iso for iso, pairs in data["office_pairs"].items() for pair in _pairs({iso: pairs})},
        office_spans={pair: iso for iso, pairs in data["office_spans"].items() for pair in _pairs({iso: pairs})},
        sitting={word: iso for iso, words in data["sitting"].items() for word in words.lower().split()},
        rank=frozenset(data["rank"]["words"].split()),
        openings=frozenset(data["openings"]["words"].split()),
        reporters=frozenset(data["reporters"]["words"].split()),
        companies=frozenset(data["companies"]["words"].split()),
        papers=frozenset(data["papers"]["words"].split()),
    )


def _pairs(table: dict[str, str]) -> dict[tuple[str, str], str]:
    found = {}
    for role, pairs in table.items():
        for first, last in (pair.split() for pair in pairs.split(";")):
            found.update({(first, form): role for form in _forms(last)})
    return found


#: What their plurals say is something else: "securities" are bonds.
_NO_PLURAL = frozenset(("security", "government"))


def _forms(word: str) -> tuple[str, ...]:
    if word in _NO_PLURAL:
        return (word,)
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word, word[:-1] + "ies"
    if word.endswith(("ss", "sh", "ch", "x")):
        return word, word + "es"
    return (word,) if word.endswith(("s", "men")) else (word, word + "s")
