"""People that a report names: what its own words say about them ("X, head of Y", "activist X")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trucewatch.know.profile_names import Found, Word, text_words
from trucewatch.resolve.actors_anatomy import NOT_NAMES, TITLES
from trucewatch.resolve.actors_phrase import Meaning, PhraseReader

_APPOSITION = re.compile(
    r"\s*[,(–—-]\s*((?:a|an|the|who|head|member|leader|chief|director|spokes\w+|commander|deputy|former|senior|one)\b[^,.;:()\n]{2,120})"
)
_LONGEST = 4


class PeopleOfReport:
    """Hold the unknown names of a report, whole names found by their last word, and what is said beside them."""

    def __init__(self, text: str, words: Sequence[Word], names: Sequence[Found], reader: PhraseReader) -> None:
        self._text = text
        self._reader = reader
        self._runs = _runs(text, words, names, reader)
        self._told: dict[str, Meaning | None] = {}
        met = dict.fromkeys(f.actor for f in names)
        self._people = [a for i in met if (a := reader.profile.actors[i]).kind == "person"]

    def mentions(self) -> list[tuple[int, int, Meaning]]:
        """Return (start, end, meaning) of the unknown names of two and more words."""
        found = []
        for run in self._runs:
            if len(run) > 1:
                name = self._name(run)
                told = self.meaning(name)
                meaning = told or Meaning(None, name, "unknown", True, proper=True, person=True)
                if told or len(run) <= _LONGEST:
                    found.append((run[0].start, run[-1].end, meaning))
        return [f for f in found if f[2].side != "unknown"]

    def meaning(self, name: str) -> Meaning | None:
        """Return what the report says about a name, by its fullest form; None where it never says anything."""
        if name not in self._told:
            self._told[name] = self._look_up(name)
        return self._told[name]

    def _look_up(self, name: str) -> Meaning | None:
        last = name.split()[-1].lower() if name.split() else ""
        runs = [
            r
            for r in self._runs
            if self._text[r[-1].start : r[-1].end].lower().removesuffix("'s") == last or self._name(r) == name
        ]
        first = [r for r in self._runs if len(name.split()) == 1 and r[0].key == name.lower() and len(r) > 1]
        fullest = max([*runs, *first], key=lambda r: (len(r), -r[0].start), default=None)
        if fullest is None:
            return None
        whole = self._name(fullest)
        for run in [*runs, *first]:
            told = self._beside(run)
            if told and told.side != "unknown":
                return replace(told, actor=None, name=whole, named=True, proper=True, person=True)
        return Meaning(None, whole, "unknown", True, proper=True, person=True)

    def _known_part(self, keys: list[str]) -> Meaning | None:
        """Return the known person of the report of whose name these words are a part ("Rami", "Abu Leith")."""
        for actor in self._people:
            for name in actor.all_names:
                parts = text_words(name)
                if len(parts) > len(keys) and any(parts[i : i + len(keys)] == keys for i in range(len(parts))):
                    return self._reader.known(actor)
        return None

    def _name(self, run: Sequence[Word]) -> str:
        return self._text[run[0].start : run[-1].end].removesuffix("'s").removesuffix("’s")

    def _beside(self, run: Sequence[Word]) -> Meaning | None:
        after = _APPOSITION.match(self._text, run[-1].end)
        if after:
            told = self._reader.read(after.group(1))
            if told.side != "unknown":
                return told
        before = self._title(run[0].start)
        return self._reader.read(before) if before else None

    def _title(self, start: int) -> str:
        """Return the words before a name that describe it, back to the nearest mark, verb or conjunction."""
        window = self._text[max(0, start - 90) : start]
        part = re.split(r"[.;:!?\"“”()\n]|\b(?:and|that|said|told|by|to|when|while|but|says|with)\b", window)[-1]
        part = part.rsplit(", ", 1)[0] + ", " + part.rsplit(", ", 1)[1] if ", " in part else part
        return part.strip(" ,") if part.strip(" ,") and part.endswith((" ", "  ")) else ""


def _runs(text: str, words: Sequence[Word], names: Sequence[Found], reader: PhraseReader) -> list[list[Word]]:
    """Return the runs of capitalised words that are no known names, heads or determiners."""
    known = iter(sorted((f.start, f.end) for f in names))
    span = next(known, None)
    runs: list[list[Word]] = []
    current: list[Word] = []
    for word in words:
        while span and span[1] <= word.start:
            span = next(known, None)
        inside = span is not None and span[0] <= word.start
        joined = not current or re.fullmatch(r"[ \t]*|-|\. ?", text[current[-1].end : word.start]) is not None
        plain = (
            reader.words.describes(word.key) or word.key in reader.words.determiners or word.key in TITLES | NOT_NAMES
        )
        name = (word.capital or word.article) and not inside and not plain and not word.key.isdigit()
        if current and not (name and joined):
            runs.append(current)
            current = []
        if name and (current or not word.article or word.capital):
            current = [*current, word]
    return [*runs, current] if current else runs
