"""Reports to claims: who says what, with form, stance and confidence; and hearsay, which nobody says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from trucewatch.model.claim import Claim, Hearsay, Source
from trucewatch.model.ids import thing_id
from trucewatch.model.report import Report
from trucewatch.read.decode import Attribution, Words, attribution, cues, distinct
from trucewatch.read.encoder import BATCH, WEIGHTS, Cue, Encoder
from trucewatch.read.form import Quotations, form_of
from trucewatch.read.hearsay import hearsay_of
from trucewatch.read.sources import described, is_named, noun_phrase
from trucewatch.read.stance import is_speech, stance_of
from trucewatch.read.windows import Window, stretches, windows

#: Reports are read this many at a time, so that their windows fill whole batches.
TOGETHER = 16

Found = tuple[tuple[Claim, ...], tuple[Hearsay, ...]]


class ClaimReader:
    """Read claims and hearsay; the weights are loaded at the first report and then kept.

    Raises ModelError where a weight file is missing or damaged. Nothing that a report holds raises.
    """

    def __init__(self, weights: Path = WEIGHTS, threads: int | None = None) -> None:
        self.encoder = Encoder(weights, threads)

    def read(self, report: Report) -> Found:
        """Return the claims of a report in the order of their cues, and its hearsay."""
        return next(self.read_all([report]))

    def read_all(self, reports: Iterable[Report]) -> Iterator[Found]:
        """Yield the claims and hearsay of each report, in order; faster than one at a time, the same in value."""
        waiting = iter(reports)
        while group := list(islice(waiting, TOGETHER)):
            for report, found in zip(group, self.attributions(group), strict=True):
                yield _things(report, found)

    def attributions(self, reports: Sequence[Report]) -> list[list[Attribution]]:
        """Return what the encoder finds in each report, before the guidelines are applied (as PolNeAR is scored)."""
        tokenizer = self.encoder.tokenizer
        jobs = [(i, w) for i, r in enumerate(reports) for w in windows(r.text, stretches(r), tokenizer)]
        found: list[list[Attribution]] = [[] for _ in reports]
        for batch in _batches(jobs):
            encoded = self.encoder.encode([w for _, w in batch])
            words = [Words.of(reports[i].text, w) for i, w in batch]
            marked = [
                (row, cue)
                for row, (_, window) in enumerate(batch)
                for cue in cues(words[row], encoded.cue[row, 1:], window)
            ]
            links = self.encoder.link(
                encoded, [Cue(row, [p for w in words[row].pieces[cue[0] : cue[1]] for p in w]) for row, cue in marked]
            )
            for (row, cue), roles in zip(marked, links, strict=True):
                report, window = batch[row]
                one = attribution(reports[report].text, words[row], cue, roles[1 : len(window.ids) + 1])
                if one is not None:
                    found[report].append(one)
        return [distinct(f, r.text) for f, r in zip(found, reports, strict=True)]


def _batches(jobs: Sequence[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
    """Yield jobs in batches of windows of like length, each within BATCH pieces."""
    batch: list[tuple[int, Window]] = []
    for job in sorted(jobs, key=lambda j: len(j[1].ids)):
        if batch and (len(batch) + 1) * (len(job[1].ids) + 2) > BATCH:
            yield batch
            batch = []
        batch.append(job)
    if batch:
        yield batch


def _things(report: Report, found: Sequence[Attribution]) -> Found:
    claims: list[Claim] = []
    heard: list[Hearsay] = []
    quotations = Quotations(report.text)
    for one in found:
        if not is_speech(report.text[slice(*one.cue)]):
            continue
        words = noun_phrase(report.text, *one.source) if one.source else None
        if words is None or not described(report.text[slice(*words)]):
            heard.append(hearsay_of(report, one))
        else:
            claims.append(_claim(report, one, words, quotations))
    return _nested(claims), tuple(heard)


def _claim(report: Report, one: Attribution, words: tuple[int, int], quotations: Quotations) -> Claim:
    cue = report.span(*one.cue)
    source = report.span(*words)
    content = tuple(report.span(*piece) for piece in one.content)
    return Claim(
        id=thing_id("c", report, cue.start, cue.end),
        source=Source(source, None, source.text, "unknown", is_named(source.text)),
        cue=cue,
        content=content,
        form=form_of(quotations, content),
        stance=stance_of(cue.text, " ".join(piece.text for piece in content)),
        confidence=round(one.share, 4),
    )


def _nested(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give each claim whose cue lies in another's content the id of the smallest such claim."""
    result: list[Claim] = []
    for inner in claims:
        outer = [c for c in claims if c is not inner and c.holds(inner.cue) and not inner.holds(c.cue)]
        around = min(outer, key=lambda c: sum(len(p.text) for p in c.content), default=None)
        result.append(replace(inner, within=around.id) if around else inner)
    return tuple(result)
