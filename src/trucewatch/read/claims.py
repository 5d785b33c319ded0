"""Reports to claims: who says what, with form, stance and confidence; and hearsay, which nobody says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from trucewatch.model.claim import Claim, Hearsay, Source
from trucewatch.model.ids import thing_id
from trucewatch.model.report import Report
from trucewatch.read.decode import Attribution, Words, attribution, cues, distinct
from trucewatch.read.encoder import WEIGHTS, Encoder
from trucewatch.read.form import Quotations, form_of
from trucewatch.read.hearsay import hearsay_of
from trucewatch.read.linear import log_odds, share
from trucewatch.read.sources import is_named, source_phrase
from trucewatch.read.stance import is_speech, stance_of
from trucewatch.read.telling import Scan, scan_events
from trucewatch.read.truce_telling import TruceScan, scan_truces
from trucewatch.read.windows import stretches, windows

#: An attribution is a claim from this confidence on (tuned on fold 5 of the gold, held out).
CLAIM = 0.5
#: Content without a source is hearsay from this share of its cue on.
HEARSAY = 0.65
#: No share is taken surer than this where confidence is worked out.
SUREST = 1 - 1e-4
#: The claim that holds another is looked for among so many claims before and after it.
NEAR = 40


class Found(NamedTuple):
    """Hold what one pass of the encoder finds in a report: claims, hearsay, words that may name an event or a truce."""

    claims: tuple[Claim, ...]
    hearsay: tuple[Hearsay, ...]
    scan: Scan
    truces: TruceScan


class ClaimReader:
    """Read claims, hearsay and words of events; the weights are loaded at the first report and then kept.

    Raises ModelError where a weight file is missing or damaged. Nothing that a report holds raises.
    """

    def __init__(self, weights: Path = WEIGHTS, threads: int | None = None) -> None:
        self.encoder = Encoder(weights, threads)

    def read(self, report: Report) -> Found:
        """Return the claims of a report in the order of their cues, its hearsay, its words of events and of truces."""
        scan, truces = Scan.of(report), TruceScan.of(report)
        claims, hearsay = self._things(report, self.attributions(report, scan, truces))
        return Found(claims, hearsay, scan, truces)

    def attributions(
        self, report: Report, scan: Scan | None = None, truces: TruceScan | None = None, *, own: bool = True
    ) -> list[Attribution]:
        """Return what the encoder finds in a report, before the guidelines are applied; fills `scan` and `truces`.

        `own`: cues, sources and contents as our guidelines draw them, else as PolNeAR does.
        """
        found: list[Attribution] = []
        for window in windows(report.text, stretches(report), self.encoder.tokenizer):
            encoded, words = self.encoder.encode(window), Words.of(report.text, window)
            shares = np.maximum(encoded.cue, encoded.own_cue) if own else encoded.cue
            marked = cues(words, shares[1:], window)
            pointed = [[p for w in words.pieces[a:b] for p in w] for a, b, _ in marked]
            links = self.encoder.link(encoded, pointed, own=own)
            if links:
                every = (attribution(report.text, words, cue, links, at) for at, cue in enumerate(marked))
                found += [one for one in every if one is not None]
            if scan is not None:
                scan_events(self.encoder, encoded, scan, window)
            if truces is not None:
                scan_truces(self.encoder, encoded, truces, window)
        return found

    def _things(self, report: Report, found: Sequence[Attribution]) -> tuple[tuple[Claim, ...], tuple[Hearsay, ...]]:
        quotations = Quotations(report.text)
        sourced: list[Attribution] = []
        heard: list[Attribution] = []
        for one in (a for a in found if is_speech(report.text[slice(*a.cue)])):
            if source_phrase(report.text, one.source, one.cue):
                if self.confidence(one) >= CLAIM:
                    sourced.append(one)
            elif one.cue_share >= HEARSAY:
                heard.append(one)
        claims = [self._claim(report, one, quotations) for one in distinct(sourced, report.text)]
        return _nested(claims), tuple(hearsay_of(report, one) for one in distinct(heard, report.text))

    def _claim(self, report: Report, one: Attribution, quotations: Quotations) -> Claim:
        cue = report.span(*one.cue)
        source = report.span(*(source_phrase(report.text, one.source, one.cue) or one.cue))
        content = tuple(report.span(*piece) for piece in one.content)
        return Claim(
            id=thing_id("c", report, cue.start, cue.end),
            source=Source(source, None, source.text, "unknown", is_named(source.text)),
            cue=cue,
            content=content,
            form=form_of(quotations, content, one.form),
            stance=stance_of(cue.text, " ".join(piece.text for piece in content), one.stance),
            confidence=round(self.confidence(one), 4),
        )

    def confidence(self, one: Attribution) -> float:
        """Return how sure it is, 0 to 1, that an attribution is a claim with the right words on the right source."""
        bias, *weights = self.encoder.confidence
        shares = (one.cue_share, one.claim_share, one.role_share)
        return share(bias + sum(w * log_odds(s, SUREST) for w, s in zip(weights, shares, strict=True)))


def _nested(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give each claim whose cue lies in another's content the id of the smallest such claim."""
    result: list[Claim] = []
    for i, inner in enumerate(claims):
        near = claims[max(0, i - NEAR) : i + NEAR]
        outer = [c for c in near if c is not inner and c.holds(inner.cue) and not inner.holds(c.cue)]
        around = min(outer, key=lambda c: sum(len(p.text) for p in c.content), default=None)
        result.append(replace(inner, within=around.id) if around else inner)
    return tuple(result)
