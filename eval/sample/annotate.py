"""Make gold.jsonl of the sample archive: offsets of annotations.txt in the ingested texts, every span checked.

    python -m eval.sample.annotate [--check]

annotations.txt holds one line per report, claim, event and truce; fields are parted by " | ", "-" is nothing:

    R file or file#line
    N file or file#line, and why it is not annotated
    C id | source | its name | side | named? | cue | content // content | form | stance
    E id | claims | trigger | TYPE/mode | status | actors | recipients | place | date | killed | wounded
    T id | words | name | state | parties | brokers | area | start | end | duration | violations | evidence // evidence

Actors are "words = name = side ; ...", a place "words = name = admin1 = country", a date "words = start = end" (days;
no words where the report only implies it), tolls "low-high". Words are copied from the text and stand there once;
"words#2" is their second occurrence, "first words … last words" everything from the one to the other.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trucewatch.ingest import load
from trucewatch.model.problem import Problem
from trucewatch.model.report import Report
from trucewatch.settings import sample_dir

HERE = Path(__file__).resolve().parent
NOTES = HERE / "annotations.txt"
GOLD = HERE / "gold.jsonl"


class NoteError(ValueError):
    """A line of annotations.txt is wrong; the message names line and words."""


def reports() -> dict[str, Report]:
    """Return the reports of the archive by "file", or "file#line" in JSON Lines."""
    found: dict[str, Report] = {}
    for made in load([sample_dir()]):
        if isinstance(made, Problem):
            raise NoteError(f"{made.where}: {made.what}")
        name, _, line = Path(made.location).name.partition(":")
        found[f"{name}#{line}" if line else name] = made
    return found


def span(text: str, words: str) -> dict[str, Any]:
    """Return the span of words as annotations.txt writes them; raises NoteError where they stand not exactly once."""
    first, dots, last = words.partition("…")
    first, mark, nth = first.strip().rpartition("#") if "#" in first else (first.strip(), "", "")
    starts = _occurrences(text, first)
    if (mark and len(starts) < int(nth)) or (not mark and len(starts) != 1):
        raise NoteError(f"{first!r} stands {len(starts)} times")
    start = starts[int(nth) - 1 if mark else 0]
    end = start + len(first)
    if dots:
        at = text.find(last.strip(), end)
        if at < 0:
            raise NoteError(f"{last.strip()!r} does not follow {first!r}")
        end = at + len(last.strip())
    return {"start": start, "end": end, "text": text[start:end]}


def _occurrences(text: str, words: str) -> list[int]:
    """Return where words begin, whole words only."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and words:
        end = at + len(words)
        inside = (at and text[at - 1].isalnum() and words[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and words[-1].isalnum()
        )
        if not inside:
            found.append(at)
        at = text.find(words, at + 1)
    return found


def _fields(line: str, count: int) -> list[str | None]:
    parts = [p.strip() for p in line.split(" | ")]
    if len(parts) != count:
        raise NoteError(f"{len(parts)} fields, {count} wanted")
    return [None if p == "-" else p for p in parts]


def _claim(text: str, line: str) -> dict[str, Any]:
    id, source, name, side, named, cue, content, form, stance = _fields(line, 9)
    return {
        "id": id,
        "source": {**span(text, source or ""), "name": name, "side": side, "named": named == "named"},
        "cue": span(text, cue or ""),
        "content": [span(text, c) for c in (content or "").split(" // ")],
        "form": form,
        "stance": stance,
    }


def _people(text: str, words: str | None) -> list[dict[str, Any]]:
    people = [[p.strip() for p in one.split(" = ")] for one in (words or "").split(" ; ") if one]
    return [{**span(text, w), "name": name, "side": side} for w, name, side in people]


def _place(text: str, words: str | None) -> dict[str, Any] | None:
    if words is None:
        return None
    mention, name, admin1, country = (p.strip() for p in words.split(" = "))
    return {**span(text, mention), "name": name, "admin1": None if admin1 == "-" else admin1, "country": country}


def _date(text: str, words: str | None) -> dict[str, Any] | None:
    if words is None:
        return None
    mention, start, end = (p.strip() for p in f" {words} ".split(" = "))
    return {"start": start, "end": end, "mention": span(text, mention) if mention else None}


def _toll(words: str | None) -> list[int] | None:
    return [int(n) for n in words.split("-")] if words else None


def _list(words: str | None) -> list[str]:
    return [w.strip() for w in words.split(",")] if words else []


def _event(text: str, line: str) -> dict[str, Any]:
    id, claims, trigger, kind, status, actor, recipient, place, day, killed, wounded = _fields(line, 11)
    type_, _, mode = (kind or "").partition("/")
    return {
        "id": id,
        "claims": _list(claims),
        "trigger": span(text, trigger or ""),
        "type": type_,
        "mode": mode or None,
        "actor": _people(text, actor),
        "recipient": _people(text, recipient),
        "place": _place(text, place),
        "date": _date(text, day),
        "killed": _toll(killed),
        "wounded": _toll(wounded),
        "status": status,
    }


def _truce(text: str, line: str, day: str) -> dict[str, Any]:
    id, words, name, state, parties, brokers, area, start, end, duration, violations, evidence = _fields(line, 12)
    return {
        "id": id,
        "text": span(text, words or ""),
        "name": name,
        "state": state,
        "as_of": day,
        "parties": _list(parties),
        "brokers": _list(brokers),
        "area": area,
        "start": start,
        "end": end,
        "duration": duration,
        "violations": _list(violations),
        "evidence": [span(text, e) for e in (evidence or "").split(" // ")],
    }


def _opened(report: Report) -> dict[str, Any]:
    day = report.published.day.isoformat() if report.published.day else None
    metadata = report.published.metadata.isoformat() if report.published.metadata else day
    return {
        "id": report.id, "conflict": "sample", "outlet": report.outlet, "date": metadata, "published_true": day,
        "fold": "sample", "title": report.title, "text": report.text, "claims": [], "events": [], "truces": [],
    }  # fmt: skip


def gold() -> Iterator[dict[str, Any]]:
    """Yield the annotated reports in the gold's format; raises NoteError with the number of a wrong line."""
    texts = reports()
    current: dict[str, Any] | None = None
    for number, line in enumerate(NOTES.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, rest = line[0], line[2:].strip()
        try:
            if kind == "N":
                texts.pop(rest.split()[0])
                continue
            if kind == "R":
                if current:
                    yield current
                current = _opened(texts.pop(rest))
                continue
            if current is None:
                raise NoteError("no report yet")
            _add(current, kind, rest)
        except (NoteError, KeyError, ValueError) as error:
            raise NoteError(f"{NOTES.name}:{number}: {error}") from error
    if current:
        yield current
    if texts:
        raise NoteError(f"not annotated: {sorted(texts)}")


def _add(report: dict[str, Any], kind: str, line: str) -> None:
    text = report["text"]
    if kind == "C":
        report["claims"].append(_claim(text, line))
    elif kind == "E":
        report["events"].append(_event(text, line))
    elif kind == "T":
        report["truces"].append(_truce(text, line, report["published_true"]))
    else:
        raise NoteError(f"a line begins with R, C, E or T, not {kind!r}")
    known = {c["id"] for c in report["claims"]} | {e["id"] for e in report["events"]}
    last = report["truces"] if kind == "T" else report["events"]
    if kind in "ET" and (missing := set(last[-1].get("claims", last[-1].get("violations", []))) - known):
        raise NoteError(f"unknown ids {sorted(missing)}")


def main() -> int:
    """Write gold.jsonl, or only tell with --check whether it is what annotations.txt comes to (exit 1: it is not)."""
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in gold())
    if "--check" in sys.argv:
        same = GOLD.is_file() and GOLD.read_text(encoding="utf-8") == lines
        print("current" if same else "gold.jsonl is not what annotations.txt comes to")
        return 0 if same else 1
    GOLD.write_text(lines, encoding="utf-8")
    print(f"{lines.count(chr(10))} reports")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
