"""Who a truce binds and who brought it about, at each place where a report speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.know.truce_lexicon import truce_lexicon
from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim
from trucewatch.model.span import Span
from trucewatch.read.truce_terms import Term
from trucewatch.read.truce_words import Scene, TruceWords

#: Words that may stand between two actors of one list ("by Russia, Iran and the rebel backer Turkey").
_PADDING = (
    "and|both|the|of|its|close|fellow|regime|rebel|opposition|government|key|ally|allies|backer|backers|supporter|"
    "supporters|well|as|forces"
)
_LIST = re.compile(rf"[\s,’'\"“”-]*(?:(?:{_PADDING})\b[\s,’'\"“”-]*){{0,6}}", re.IGNORECASE)
#: What may stand between whoever has a plan and the word for it ("'s latest six-point", " peace").
_OWNS = re.compile(
    r"(?:[’'](?:s(?=\s))?(?:\s+[\w-]+){0,3}|(?:\s+(?:peace|truce|ceasefire|cease-fire|\w+-point)){0,2})\s+"
)
_BY = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:by|between|with)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|and|&|/|-)\s*(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sided:
    """Hold words that mention somebody, and that somebody's side."""

    words: Span
    side: str


def sided(scene: Scene, actors: Iterable[Actor], mentions: Sequence[TruceWords]) -> list[Sided]:
    """Return the mentions of actors whose side is known, in order, and parts of compounds beside a truce.

    "a US-Russian truce" names two: each part is matched with the names that the report uses elsewhere.
    """
    known: list[Sided] = []
    for actor in sorted(actors, key=lambda a: (a.words.start, -a.words.end)):
        inside = known and known[-1].words.holds(actor.words)
        if actor.side != "unknown" and not inside and not any(m.words.touches(actor.words) for m in mentions):
            known.append(Sided(actor.words, actor.side))
    by_key = {_key(s.words.text): s.side for s in known}
    for person in known:
        if person.side in truce_lexicon().outsiders:
            by_key.setdefault(_key(person.words.text).split(" ")[0], person.side)
    parts = [p for sentence in {m.sentence for m in mentions} for p in _parts(scene, sentence, by_key)]
    new = [p for p in parts if not any(k.side == p.side and k.words.touches(p.words) for k in known)]
    return sorted(known + new, key=lambda s: (s.words.start, s.words.end))


def _parts(scene: Scene, sentence: tuple[int, int], by_key: dict[str, str]) -> list[Sided]:
    """Return the sides named by parts of compounds ("US-Russian") in a sentence."""
    found: list[Sided] = []
    for token in scene.tokens_in(*sentence):
        offset = token.start
        for part in token.text.split("-") if "-" in token.text else ():
            side = _side_of_part(part, by_key)
            if side:
                found.append(Sided(scene.report.span(offset, offset + len(part)), side))
            offset += len(part) + 1
    return found


def brokers_of(scene: Scene, mention: TruceWords, people: Sequence[Sided]) -> list[Term]:
    """Return the sides said to have brokered, to sponsor or to guarantee the truce, from the sentence of a mention."""
    lexicon = truce_lexicon()
    start, end = mention.sentence
    here = [s for s in people if start <= s.words.start < end]
    found: list[Sided] = []
    for match in lexicon.broker_verbs.finditer(scene.text, start, end):
        if not _near(scene, match.span(), mention, 16):
            continue
        before = scene.text[max(start, match.start() - 1) : match.start()]
        if before == "-":
            continue
        named = _after_by(scene, match.end(), end, here) or _subjects(scene, match.start(), mention, here)
        only_outsiders = match.group().lower() in lexicon.broker_outside
        named = [] if only_outsiders and len({s.side for s in named}) < 2 else named
        found += [s for s in named if s.side in lexicon.outsiders or not (only_outsiders or s.side in lexicon.warring)]
    found += _compounds(scene, mention, here)
    outside = [s for s in here if s.side in lexicon.outsiders]
    for match in lexicon.broker_seeks.finditer(scene.text, start, end):
        if _near(scene, match.span(), mention, 16):
            found += [s for s in outside if s.words.end <= match.start()][-1:]
    for match in lexicon.broker_nouns.finditer(scene.text, start, end):
        found += [s for s in outside if scene.words_between(*_gap(s.words, match.span())) <= 3]
    for match in lexicon.broker_plans.finditer(scene.text, start, end):
        if _near(scene, match.span(), mention, 16):
            found += [s for s in outside if _OWNS.fullmatch(scene.text, s.words.end, match.start())][-1:]
    kept = [s for s in found if s.side not in lexicon.bystanders]
    return [Term("brokers", s.side, s.words) for s in kept]


def talkers_of(scene: Scene, mentions: Sequence[TruceWords], people: Sequence[Sided], sought: bool) -> list[Term]:
    """Return outsiders who talk with each other about the truce: "talks between X and Y" near its sentence.

    One outsider alone brokers nothing here, save a mediator (the UN) that takes part in seeking the truce (`sought`).
    """
    lexicon = truce_lexicon()
    found: list[Term] = []
    for mention in mentions:
        start, end = mention.sentence
        after = scene.sentence_at(min(end + 2, len(scene.text)))[1]
        for match in lexicon.talks.finditer(scene.text, start, max(end, after)):
            named = _after_by(scene, match.end(), after, people) or _right_before(scene, match.start(), people)
            outside = {s.side: s for s in named if s.side in lexicon.outsiders}
            if len(outside) > 1:
                found += [Term("brokers", s.side, s.words) for s in outside.values()]
    sentences = [m.sentence for m in mentions if sought and not found]
    asking = [s for s in people if s.side in lexicon.mediators and any(a <= s.words.start < b for a, b in sentences)]
    return found or [Term("brokers", s.side, s.words) for s in asking]


def parties_of(
    scene: Scene, mention: TruceWords, people: Sequence[Sided], claims: Sequence[Claim], both: bool
) -> list[Term]:
    """Return the sides said to be bound: "between X and Y", "with X", declared by X.

    Who declares it is not asked where `both` must be bound: a truce that is brokered or only sought.
    """
    lexicon = truce_lexicon()
    start, end = mention.sentence
    here = [s for s in people if start <= s.words.start < end]
    found: list[Sided] = []
    match = re.compile(r"(?:\s+[\w-]+){0,2}\s+(?:between|with)\s+", re.IGNORECASE).match(
        scene.text, mention.phrase.end, end
    )
    if match:
        named = _list_from(scene, match.end(), end, here)
        found = named if any(s.side not in lexicon.outsiders for s in named) else []
        if len(found) == 1 and found[0].side in lexicon.warring:
            return warring_of([mention], people) or [Term("parties", found[0].side, found[0].words)]
    if not found and not both:
        found = _declared_by(scene, mention, here, claims)
    return [Term("parties", s.side, s.words) for s in found if s.side not in lexicon.bystanders]


def warring_of(mentions: Sequence[TruceWords], people: Sequence[Sided]) -> list[Term]:
    """Return government and opposition, where nobody is said to be bound and the report names both.

    The words are each side's mention nearest to the truce's first.
    """
    found: list[Term] = []
    at = mentions[0].words.start
    for side in truce_lexicon().warring:
        near = min(
            (s for s in people if s.side == side), key=lambda s: (abs(s.words.start - at), s.words), default=None
        )
        if near:
            found.append(Term("parties", side, near.words))
    return found if len(found) == len(truce_lexicon().warring) else []


def accused_of(scene: Scene, mention: TruceWords, people: Sequence[Sided]) -> list[Term]:
    """Return the two sides of "X accused Y of violating the truce": who breaks it and who complains are both bound."""
    start, end = mention.sentence
    accused = re.compile(r"\baccus(?:ed|es|ing)\b", re.IGNORECASE).search(scene.text, start, mention.words.start)
    if not accused or not truce_lexicon().breaking.search(scene.text, accused.end(), mention.words.start):
        return []
    here = [s for s in people if start <= s.words.start < end and s.side not in truce_lexicon().bystanders]
    before = [s for s in here if s.words.end <= accused.start()]
    after = [s for s in here if accused.end() <= s.words.start < mention.words.start]
    if not before or not after or before[-1].side == after[0].side:
        return []
    return [Term("parties", s.side, s.words) for s in (before[-1], after[0])]


def _declared_by(scene: Scene, mention: TruceWords, here: Sequence[Sided], claims: Sequence[Claim]) -> list[Sided]:
    """Return who declares the truce as its own: the subject of "declared", "by X" after it, or who promises it."""
    lexicon = truce_lexicon()
    start, end = mention.sentence
    for match in lexicon.declares.finditer(scene.text, start, end):
        words = match.span()
        if not _near(scene, words, mention, 7) or _about_its_end(scene, words, mention):
            continue
        by = _after_by(scene, match.end(), end, here) if match.start() >= mention.words.end else []
        if by:
            return by[:1]
        subject = _right_before(scene, match.start(), here)
        if len({s.side for s in subject}) > 1 and all(s.side in lexicon.outsiders for s in subject):
            continue
        if subject and match.end() <= mention.words.start:
            return subject[-1:]
    if mention.definite:
        return []
    promised = [c for c in claims if c.stance == "promise" and c.holds(mention.words)]
    promised = [c for c in promised if c.source.side not in lexicon.mediators | lexicon.bystanders]
    return [Sided(c.source.words, c.source.side) for c in promised[:1]]


def _about_its_end(scene: Scene, words: tuple[int, int], mention: TruceWords) -> bool:
    """Tell whether what is declared is the end of the truce ("declared the truce over")."""
    reach = scene.report.span(words[0], min(mention.sentence[1], max(words[1], mention.phrase.end) + 12))
    return bool(truce_lexicon().ends.search(scene.text, reach.start, reach.end))


def _after_by(scene: Scene, at: int, end: int, here: Sequence[Sided]) -> list[Sided]:
    """Return the actors listed after "... by", "... between" from `at` on."""
    match = _BY.match(scene.text, at, end)
    return _list_from(scene, match.end(), end, here) if match else []


def _list_from(scene: Scene, at: int, end: int, here: Sequence[Sided]) -> list[Sided]:
    """Return the actors of a list that begins at `at` ("the regime and its close allies Russia and Iran")."""
    found: list[Sided] = []
    for person in here:
        if person.words.start < at or person.words.start >= end:
            continue
        gap = _LIST.match(scene.text, at, person.words.start)
        if not gap or gap.end() != person.words.start:
            break
        found.append(person)
        at = person.words.end
    return found


def _subjects(scene: Scene, at: int, mention: TruceWords, here: Sequence[Sided]) -> list[Sided]:
    """Return the actors right before a verb that follows the truce ("a truce that X and Y brokered")."""
    if at < mention.words.end:
        return _right_before(scene, at, here)
    return [s for s in _right_before(scene, at, here) if s.words.start >= mention.words.end]


def _right_before(scene: Scene, at: int, here: Sequence[Sided]) -> list[Sided]:
    """Return the actors listed right before `at`, up to two words (an adverb, "had") in between."""
    found: list[Sided] = []
    for person in sorted(here, key=lambda s: s.words.end, reverse=True):
        if person.words.end > at:
            continue
        between = scene.text[person.words.end : at]
        close = (
            bool(_LIST.fullmatch(between) or _AND.fullmatch(between))
            if found
            else scene.words_between(person.words.end, at) <= 2
        )
        if not close:
            break
        found.insert(0, person)
        at = person.words.start
    return found


def _compounds(scene: Scene, mention: TruceWords, here: Sequence[Sided]) -> list[Sided]:
    """Return outsiders who lend the phrase their name: "US-Russian truce", "Russian-sponsored", "UN-backed"."""
    lexicon = truce_lexicon()
    within = [
        s for s in here if s.side in lexicon.outsiders and mention.phrase.start <= s.words.start < mention.words.start
    ]
    if len({s.side for s in within}) > 1:
        return within
    return [s for s in within if _has_suffix(scene, s.words, lexicon.broker_suffixes)]


def _has_suffix(scene: Scene, words: Span, suffixes: Sequence[str]) -> bool:
    """Tell whether words end with a suffix ("an African Union-brokered"), or one follows them ("UN"-"backed")."""
    after = scene.text[words.end : words.end + 24].lower().lstrip(" -")
    return words.text.lower().rpartition("-")[2] in suffixes or after.startswith(tuple(suffixes))


def _near(scene: Scene, words: tuple[int, int], mention: TruceWords, most: int) -> bool:
    left, right = _gap(mention.words, words)
    return scene.words_between(left, right) <= most and not (
        words[0] < mention.words.end and mention.words.start < words[1]
    )


def _gap(a: Span, b: tuple[int, int]) -> tuple[int, int]:
    return (a.end, b[0]) if a.start <= b[0] else (b[1], a.start)


def _key(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^(?:the|an?)\s+|\.", "", text.lower())).strip()


def _side_of_part(part: str, by_key: dict[str, str]) -> str | None:
    key = _key(part)
    if len(key) < 2 or not part[:1].isupper():
        return None
    if key in by_key:
        return by_key[key]
    if len(key) < 4:
        return None
    return next(
        (
            side
            for known, side in by_key.items()
            if len(known) >= 4 and (key.startswith(known) or known.startswith(key))
        ),
        None,
    )
