"""A report's happenings beside its claims: what each gives, worked out once, and the features of a pair of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.know.event_cues import cues
from trucewatch.know.numbers import find_amounts
from trucewatch.model.claim import Claim
from trucewatch.read.arguments import SPEECH, Mentions
from trucewatch.read.common import SHARES, STEM, agreement, binned, rarity, repeated, stems
from trucewatch.read.happening import Happening, Mention
from trucewatch.read.kinship import relation
from trucewatch.read.linear import Linear, shipped
from trucewatch.read.prose import Prose, innermost
from trucewatch.read.sameness import Company, Likeness
from trucewatch.read.sides import kind_of

_EVENT_NOUNS = cues("linking", "event-nouns")
_BACK = cues("linking", "back")
_GAPS = (0, 1, 2, 4, 8, 16)
_COUNTS = (1, 2, 3, 5, 8, 12)
_LENGTHS = (4, 8, 15, 25, 40, 70)
#: Log odds that two mentions are of one happening.
_LIKELY = (-3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3)
#: So many words of its type in a content are weighed against a happening.
MOST_KIN = 12
#: So many words at the start of a content say what it goes back to ("the attack", "it").
HEAD = 6


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what the content and the cue of a claim give, `cue` as stems; `first` and `last` (exclusive) are words,
    `sentences` both inclusive.
    """

    first: int
    last: int
    sentences: tuple[int, int]
    stems: frozenset[str]
    head: frozenset[str]
    cue: frozenset[str]
    places: frozenset[str]
    sides: frozenset[str]
    amounts: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what is told of a happening: its sentences and words in order, places, sides and counts.

    `tellers` are the innermost claims that hold a mention, `performing` those whose cue is one.
    """

    sentences: tuple[int, ...]
    words: tuple[int, ...]
    stems: frozenset[str]
    places: frozenset[str]
    sides: frozenset[str]
    amounts: frozenset[tuple[int, int]]
    tellers: tuple[Claim, ...]
    performing: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold happenings and claims with what both give.

    `kin` are, for each claim, the mentions that its content holds and the happening each belongs to (-1: to none
    that is kept). By happening, then claim: `shared` is the share of the content's words that it repeats, `gaps` how
    many sentences lie between the claim and its nearest mention, `before` its last word before the content (-1: none),
    `named` whether the content spans one of its words.
    """

    prose: Prose
    happenings: tuple[Happening, ...]
    mentions: Mentions
    said: tuple[Said, ...]
    told: tuple[Told, ...]
    kin: tuple[tuple[tuple[Mention, int], ...], ...]
    shared: tuple[tuple[float, ...], ...]
    gaps: tuple[tuple[int, ...], ...]
    before: tuple[tuple[int, ...], ...]
    named: tuple[tuple[bool, ...], ...]
    likeness: Likeness

    @classmethod
    def of(
        cls,
        prose: Prose,
        happenings: Sequence[Happening],
        mentions: Mentions,
        dropped: Sequence[Happening] = (),
        sameness: Linear | None = None,
    ) -> Scene:
        """Work out what the happenings and claims of a report give; `dropped` are no events but name them. `sameness`
        tells whether two mentions are of one happening (event_sameness.json).
        """
        amounts = [(prose.word_at(a.start), (a.low, a.high)) for a in find_amounts(prose.report.text, prose.tokens)]
        said = tuple(_said(prose, c, mentions, amounts) for c in mentions.claims)
        told = tuple(_told(prose, h, mentions.claims) for h in happenings)
        owned = [(m, n) for n, h in enumerate(happenings) for m in h.mentions]
        owned += [(m, -1) for h in dropped for m in h.mentions]
        kin = tuple(tuple((m, n) for m, n in owned if c.holds(m.trigger.words)) for c in mentions.claims)
        rare = rarity(prose)
        shared = tuple(tuple(repeated(rare, s.stems, t.stems) for s in said) for t in told)
        gaps = tuple(tuple(_gap(t.sentences, s.sentences) for s in said) for t in told)
        before = tuple(tuple(_last_before(t.words, s.first) for s in said) for t in told)
        named = tuple(tuple(_last_before(t.words, s.last) >= s.first for s in said) for t in told)
        in_order = sorted((m for m, _ in owned), key=lambda m: m.trigger.first)
        likeness = Likeness(Company(prose, rare), in_order, sameness or shipped("event_sameness"))
        return cls(prose, tuple(happenings), mentions, said, told, kin, shared, gaps, before, named, likeness)

    def holds(self, n: int, c: int) -> str:
        """Return what of a happening a claim holds: it performs it, its lead, another mention, a harm, nothing."""
        happening, claim = self.happenings[n], self.mentions.claims[c]
        if happening.type in SPEECH and claim in self.told[n].performing:
            return "performs"
        if claim.holds(happening.lead.trigger.words):
            return "lead"
        if any(claim.holds(m.trigger.words) for m in happening.mentions if not m.trigger.toll):
            return "mention"
        harm = any(claim.holds(t.words) for m in happening.mentions for t in m.triggers)
        return "harm" if harm else "nothing"


def _gap(sentences: tuple[int, ...], bounds: tuple[int, int]) -> int:
    first, last = bounds
    after = bisect_left(sentences, first)
    near = sentences[max(0, after - 1) : after + 1]
    return min(max(0, first - s, s - last) for s in near)


def _last_before(words: tuple[int, ...], first: int) -> int:
    at = bisect_left(words, first)
    return words[at - 1] if at else -1


def _said(prose: Prose, claim: Claim, mentions: Mentions, amounts: Sequence[tuple[int, tuple[int, int]]]) -> Said:
    ranges = [prose.range_of(piece) for piece in claim.content] or [prose.range_of(claim.cue)]
    first, last = min(f for f, _ in ranges), max(n for _, n in ranges)
    one, other = prose.sentence_at(first), prose.sentence_at(max(first, last - 1))
    at = one.index if one else 0
    inside = [i for f, n in ranges for i in range(f, n)]
    return Said(
        first,
        last,
        (at, other.index if other else at),
        frozenset(s for f, n in ranges for s in stems(prose, f, n)),
        frozenset(prose.lower[i] for i in inside[:HEAD]),
        frozenset(w[:STEM] for w in prose.lower[slice(*prose.range_of(claim.cue))][:HEAD] if w.isalpha()),
        frozenset(p.name for piece in claim.content for p in mentions.places_in(piece)),
        frozenset(a.side for piece in claim.content for a in mentions.actors_in(piece)) - {"unknown"},
        frozenset(value for word, value in amounts if any(f <= word < n for f, n in ranges)),
    )


def _told(prose: Prose, happening: Happening, claims: Sequence[Claim]) -> Told:
    named = [m.trigger.words for m in happening.mentions]
    tellers = {c.id: c for c in (innermost(claims, words) for words in named) if c is not None}
    triggers = [t for m in happening.mentions for t in m.triggers]
    at = sorted({t.sentence for t in triggers})
    cut = [prose.sentences[i] for i in at]
    return Told(
        tuple(at),
        tuple(sorted(t.first for t in triggers)),
        frozenset(stem for s in cut for stem in stems(prose, s.first, s.last)),
        frozenset(p.name for p in happening.places),
        frozenset(happening.sides("actor") | happening.sides("recipient")),
        frozenset((t.low, t.high) for name in ("killed", "wounded") for t in happening.tolls(name)),
        tuple(tellers.values()),
        tuple(c for c in claims if any(c.cue.touches(words) for words in named)),
    )


def features(scene: Scene, n: int, c: int) -> Iterator[str]:
    """Yield the names of the features of happening `n` and claim `c`."""
    holds = scene.holds(n, c)
    type_ = scene.happenings[n].type
    yield f"holds={holds}+speech={type_ in SPEECH}"
    yield f"holds={holds}+type={type_}"
    yield from _distance(scene, n, c, holds)
    yield from _rivals(scene, n, c, holds)
    yield from _sharing(scene, n, c, holds)
    yield from _kin(scene, n, c, holds)
    yield from _likeness(scene, n, c, holds)
    yield from _manner(scene, n, c, holds)
    yield from _tellers(scene, n, c, holds)


def _distance(scene: Scene, n: int, c: int, holds: str) -> Iterator[str]:
    """Yield how far the claim stands from the happening, and where in the report."""
    told, said = scene.told[n], scene.said[c]
    gap = binned(scene.gaps[n][c], _GAPS)
    after, none = said.sentences[0] >= told.sentences[0], holds == "nothing"
    yield f"gap={gap}+after={after}+holds={not none}"
    yield f"gap={gap}+speech={scene.happenings[n].type in SPEECH}"
    paragraphs = {scene.prose.sentences[s].paragraph for s in told.sentences}
    yield f"paragraph={scene.prose.sentences[said.sentences[0]].paragraph in paragraphs}+holds={not none}"
    first = told.sentences[0] <= 1
    yield f"first={first}+holds={holds}"
    yield f"first={first}+gap={gap}"


def _rivals(scene: Scene, n: int, c: int, holds: str) -> Iterator[str]:
    """Yield what other happenings the claim may be about instead."""
    none = holds == "nothing"
    others = [m for m in range(len(scene.told)) if m != n]
    alike = [m for m in others if scene.happenings[m].type == scene.happenings[n].type]
    held = {m for m in others if scene.named[m][c]}
    gap = scene.gaps[n][c]
    near, events = binned(gap, _GAPS), binned(len(scene.told), _COUNTS)
    nearer = {m for m in others if scene.gaps[m][c] < gap}
    yield f"others-held={min(3, len(held))}+holds={holds}"
    yield f"alike-held={min(2, len(held & set(alike)))}+holds={holds}"
    yield f"nearer={min(4, len(nearer))}+holds={not none}"
    yield f"nearer={min(2, len(nearer))}+gap={near}"
    yield f"nearer-alike={min(3, len(nearer & set(alike)))}+holds={not none}"
    yield f"events={events}+holds={holds}"
    yield f"alike={min(4, len(alike))}+holds={holds}"
    last = scene.before[n][c] >= 0 and scene.before[n][c] == max(before[c] for before in scene.before)
    yield f"last-before={last}+holds={holds}"
    yield f"last-before={last}+gap={near}"
    size = len(scene.told[n].words)
    rank = min(3, sum(len(scene.told[m].words) > size for m in others))
    yield f"rank={rank}+holds={holds}"
    yield f"rank={rank}+events={events}"
    yield f"mentions={min(6, size)}+holds={not none}"
    best = scene.shared[n][c] > 0 and all(scene.shared[m][c] <= scene.shared[n][c] for m in others)
    yield f"best={best}+holds={holds}"


def _sharing(scene: Scene, n: int, c: int, holds: str) -> Iterator[str]:
    """Yield what the content shares with the happening: words, places, sides, counts."""
    told, said, none = scene.told[n], scene.said[c], holds == "nothing"
    yield f"share={binned(scene.shared[n][c], SHARES)}+none={none}"
    yield f"place={agreement(told.places, said.places)}+none={none}"
    yield f"sides={agreement(told.sides, said.sides)}+none={none}"
    yield f"amounts={agreement(told.amounts, said.amounts)}+none={none}"
    yield f"noun={bool(_EVENT_NOUNS & said.head)}+back={bool(_BACK & said.head)}+none={none}"
    word = scene.prose.lower[scene.happenings[n].lead.trigger.first][:STEM]
    yield f"word={word in said.stems}+none={none}"


def _kin(scene: Scene, n: int, c: int, holds: str) -> Iterator[str]:
    """Yield how the words in the content that name a happening of the type fit this one: its own, else the best."""
    happening = scene.happenings[n]
    held = [(m, owner) for m, owner in scene.kin[c] if m.trigger.type == happening.type]
    yield f"kin={min(3, len(held))}+none={holds == 'nothing'}"
    if not held:
        yield f"kin-other={min(2, len(scene.kin[c]))}"
        return
    rated = [(owner == n, dict(relation(scene.prose, happening, m)), m, owner) for m, owner in held]
    _, fits, mention, owner = max(rated, key=lambda r: (r[0], _fit(r[1])))
    whose = "own" if owner == n else "other" if owner >= 0 else "dropped"
    yield f"kin-whose={whose}"
    for name, value in fits.items():
        yield f"kin-{name}={value}+whose={whose}"
    if whose == "own":
        lead, prose = happening.lead.trigger, scene.prose
        yield f"kin-lead-gap={binned(abs(mention.trigger.sentence - lead.sentence), _GAPS)}"
        yield f"kin-word={prose.lower[lead.first][:STEM] == prose.lower[mention.trigger.first][:STEM]}"
        yield f"kin-rank={min(4, happening.mentions.index(mention))}"


def _likeness(scene: Scene, n: int, c: int, holds: str) -> Iterator[str]:
    """Yield how likely words in the content that name a happening of the type tell of this one's lead again."""
    lead = scene.happenings[n].lead
    held = [m for m, _ in scene.kin[c] if m.trigger.type == lead.trigger.type][:MOST_KIN]
    odds = max((scene.likeness.odds(lead, m) for m in held if m is not lead), default=None)
    if odds is None:
        yield f"again={'lead' if held else 'no-kin'}"
        return
    for edge in (x for x in _LIKELY if odds >= x):
        yield f"again>={edge}"
        yield f"again>={edge}+holds={holds}"


def _fit(fits: Mapping[str, str]) -> int:
    return sum((v == "shared") - (v == "apart") for v in fits.values())


def _manner(scene: Scene, n: int, c: int, holds: str) -> Iterator[str]:
    """Yield what kind of claim and happening the pair is."""
    happening, claim, said = scene.happenings[n], scene.mentions.claims[c], scene.said[c]
    speech, none = happening.type in SPEECH, holds == "nothing"
    yield f"stance={claim.stance}+none={none}"
    yield f"stance={claim.stance}+type={happening.type}"
    yield f"form={claim.form}+none={none}"
    near = "near" if scene.gaps[n][c] <= 1 else "far"
    for stem in said.cue:
        yield f"cue={stem}+{near if none else 'holds'}"
    yield f"mode={happening.mode}+none={none}"
    yield f"length={binned(said.last - said.first, _LENGTHS)}+none={none}"
    yield f"by-actor={claim.source.side in happening.sides('actor')}+speech={speech}+none={none}"
    yield f"side={kind_of(claim.source.side)}+none={none}"


def _tellers(scene: Scene, n: int, c: int, holds: str) -> Iterator[str]:
    """Yield who else tells of the happening, beside who makes the claim."""
    claim, none = scene.mentions.claims[c], holds == "nothing"
    speech = scene.happenings[n].type in SPEECH
    tellers = scene.told[n].tellers
    yield f"told={min(3, len(tellers))}+none={none}"
    yield f"teller={any(x.source.name == claim.source.name for x in tellers)}+none={none}"
    yield f"teller-side={any(x.source.side == claim.source.side for x in tellers)}+none={none}"
    within, around = any(x.within == claim.id for x in tellers), any(claim.within == x.id for x in tellers)
    yield f"within={within}+around={around}+none={none}"
    performing = scene.told[n].performing
    speaker = any(x.source.name == claim.source.name for x in performing)
    yield f"performed={bool(performing)}+speaker={speaker}+speech={speech}+none={none}"
