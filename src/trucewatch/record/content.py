"""What a reading says, as one number: its content digest, and the contradictions that keep it out of a record."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from trucewatch.model import Reading
from trucewatch.model.contract import dumps, reading_json

_MODULUS = 1 << 256


def content_sha256(reading: Reading) -> str:
    """Return the SHA-256 of what was read: without confidence, and without the places and URLs where it was found."""
    found = reading_json(reading)
    del found["location"], found["url"]
    for problem in found["problems"]:
        del problem["where"]
    line = json.dumps(_sure(found), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def _sure(found: Any) -> Any:
    """Return a contract object without any confidence in it."""
    if isinstance(found, dict):
        return {key: _sure(value) for key, value in found.items() if key != "confidence"}
    return [_sure(item) for item in found] if isinstance(found, list) else found


def joined(digest: str, content: str) -> str:
    """Return the digest of a record after one more reading: sums modulo 2**256 are the same in any order.

    `digest` and `content` are 64 hex digits; the digest of an empty record is 64 zeros. The sum guards against
    accidents and lost rows; a forger could compute it anew.
    """
    return f"{(int(digest, 16) + int(content, 16)) % _MODULUS:064x}"


def without(digest: str, content: str) -> str:
    """Return the digest of a record after one reading less."""
    return f"{(int(digest, 16) - int(content, 16)) % _MODULUS:064x}"


EMPTY = "0" * 64


def contradictions(reading: Reading) -> Iterator[str]:
    """Yield every contradiction of a reading with its own report: hashes, spans, ids used twice, links to nothing."""
    report = reading.report
    found = reading_json(reading, text=True)
    try:
        dumps(found).encode()
    except UnicodeEncodeError as error:
        yield f"it holds characters that are no text: {error.reason}"
        return
    if hashlib.sha256(report.text.encode()).hexdigest() != report.text_sha256:
        yield "text_sha256 is not the hash of the text"
    if report.raw and hashlib.sha256(report.raw).hexdigest() != report.raw_sha256:
        yield "raw_sha256 is not the hash of the bytes"
    for path, span in spans(found):
        if report.text[span["start"] : span["end"]] != span["text"]:
            yield f"{path}: the text at {span['start']}-{span['end']} is not {span['text'][:80]!r}"
    yield from _links(reading)


def spans(found: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every span of a contract object with the path to it ("claims[2].cue")."""
    if isinstance(found, dict):
        if isinstance(found.get("start"), int) and isinstance(found.get("text"), str):
            yield path, found
        for key, value in found.items():
            yield from spans(value, f"{path}.{key}" if path else key)
    elif isinstance(found, list):
        for n, item in enumerate(found):
            yield from spans(item, f"{path}[{n}]")


def _links(reading: Reading) -> Iterator[str]:
    for kind, things in (("claim", reading.claims), ("event", reading.events), ("truce", reading.truces)):
        counted = Counter(thing.id for thing in things)
        yield from (f"two {kind}s have the id {id_}" for id_, times in counted.items() if times > 1)
    claims, events = {c.id for c in reading.claims}, {e.id for e in reading.events}
    named: list[tuple[str, str | None]] = [(f"claim {c.id}", c.within) for c in reading.claims]
    named += [(f"event {e.id}", link.id) for e in reading.events for link in e.claims]
    named += [(f"event {e.id}", v.claim) for e in reading.events for v in e.values]
    named += [(f"truce {t.id}", s.claim) for t in reading.truces for s in t.statements]
    yield from (
        f"{holder} names the claim {id_}, which is not there" for holder, id_ in named if id_ and id_ not in claims
    )
    broken = [(t.id, v) for t in reading.truces for v in t.violations if v not in events]
    yield from (f"truce {truce} names the event {event}, which is not there" for truce, event in broken)
