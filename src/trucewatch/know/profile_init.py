"""Propose actors for a conflict profile: the names in reports that the profile does not know, with their contexts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trucewatch.know.profile_names import Word, name_words
from trucewatch.know.profiles import Profile, slug
from trucewatch.know.world import world
from trucewatch.know.world_words import actor_words
from trucewatch.model.report import Report

#: Characters of context kept on each side of a name.
_CONTEXT = 60
_MOST_CONTEXTS = 3
#: A name of more words than this is no name.
_LONGEST = 6


@dataclass
class Proposal:
    """Hold an unknown name: how often it was met, in which reports, and up to three contexts."""

    name: str
    count: int = 0
    reports: set[str] = field(default_factory=set)
    contexts: list[str] = field(default_factory=list)


def unknown_names(reports: Iterable[Report], profile: Profile, *, least: int = 2) -> tuple[Proposal, ...]:
    """Return the names that a profile does not know, met at least `least` times, in most reports first.

    A name is a run of capitalised words that is no known name, no country, and does not only open a sentence.
    """
    found: dict[str, Proposal] = {}
    for report in reports:
        for start, end in _unknown(report.text, profile):
            name = report.text[start:end]
            proposal = found.setdefault(slug(name), Proposal(name))
            proposal.count += 1
            proposal.reports.add(report.id)
            if len(proposal.contexts) < _MOST_CONTEXTS:
                proposal.contexts.append(" ".join(report.text[max(0, start - _CONTEXT) : end + _CONTEXT].split()))
    often = [p for p in found.values() if p.count >= least]
    return tuple(sorted(often, key=lambda p: (-len(p.reports), -p.count, p.name)))


def as_toml(proposals: Sequence[Proposal]) -> str:
    """Return proposals as [[actor]] tables to be completed by hand, contexts as comments; sides are left open."""
    blocks = []
    for proposal in proposals:
        comments = "".join(f"# ... {_plain(c)} ...\n" for c in proposal.contexts)
        head = f"# met {proposal.count} times in {len(proposal.reports)} reports\n"
        tables = f'[[actor]]\nid = "{slug(proposal.name)}"\nname = {_quoted(proposal.name)}\n'
        blocks.append(head + comments + tables + 'side = "unknown"\nsource = ""\n')
    return "\n".join(blocks)


def _quoted(name: str) -> str:
    """Return a name as a TOML string in which nothing that cannot be seen stands raw."""
    inner = json.dumps(name, ensure_ascii=False)[1:-1]
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in inner) + '"'


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _unknown(text: str, profile: Profile) -> list[tuple[int, int]]:
    words = name_words(text)
    taken = [(f.start, f.end) for f in profile.index.find_words(words)]
    places = {w.key for c in world().countries for n in (*c.names, *c.adjectives, *c.seats) for w in name_words(n)}
    runs: list[list[Word]] = [[]]
    at = 0
    for word in words:
        while at < len(taken) and taken[at][1] <= word.start:
            at += 1
        inside = at < len(taken) and taken[at][0] <= word.start
        plain = actor_words().describes(word.key) or word.key in actor_words().determiners or word.key in places
        fits = (word.capital or word.article) and not inside and not plain
        gap = text[runs[-1][-1].end : word.start] if runs[-1] else ""
        if runs[-1] and not (fits and gap in ("", " ", "-", "  ")):
            runs.append([])
        if fits:
            runs[-1].append(word)
    return [(r[0].start, r[-1].end) for r in runs if _is_name(r)]


def _is_name(run: Sequence[Word]) -> bool:
    words = [w for w in run if not w.article]
    if not 1 <= len(words) <= _LONGEST or (not run[0].capital and not run[0].article):
        return False
    return len(words) > 1 or (words[0].upper and len(words[0].key) > 1) or len(run) > 1
