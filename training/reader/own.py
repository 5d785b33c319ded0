"""Own examples for what is rare in the gold: passages that we wrote, marked in the text (training/own/*.txt).

    python -m training.reader.own FILE ...      check files and count what they hold

Passages are parted by lines of "---"; lines that begin with "#" are comments. A mark is {LABEL:words}, marks may hold
marks, N is a number within the passage:

    {sN:...}                    source of claim N           {xN:...}  content of claim N (several pieces: several marks)
    {qN/STANCE/FORM:...}        cue of claim N
    {eN/TYPE/MODE/STATUS:...}   words that name event N; MODE is empty where its type has none. A fourth part lists the
                                claims that report or deny it (q1+q3, or - for none); without it they are those whose
                                content holds the words or whose cue is the words
    {eN.PART:...}               actor, recipient, place, time, killed or wounded of event N (may repeat)
    {tN/STATE:...}              words that name a truce, and its state as these words tell it ("none": no truce)

A passage is marked whole: every claim, event and truce in it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trucewatch.know.event_types import event_types, modes
from trucewatch.model.claim import FORMS, STANCES
from trucewatch.model.event import STATUSES
from trucewatch.model.truce import TRUCE_STATES

FOLDER = Path(__file__).resolve().parents[1] / "own"
#: What own examples have in place of a war.
OWN = "own"
EVENT_PARTS = ("actor", "recipient", "place", "time", "killed", "wounded")
_MARK = re.compile(r"\{(?P<label>[a-z]\d+(?:\.[a-z]+|(?:/[\w+-]*)*)):|(?P<end>\})")
Spans = list[tuple[int, int]]


@dataclass
class Passage:
    """Hold the text of a passage and its marks: spans by label."""

    text: str = ""
    marks: dict[str, Spans] = field(default_factory=dict)


def parse(marked: str) -> Passage:
    """Take the marks out of a passage; raises ValueError where they do not close."""
    found, open_marks, at = Passage(), [], 0
    for match in _MARK.finditer(marked):
        found.text += marked[at : match.start()]
        at = match.end()
        if match["label"]:
            open_marks.append((match["label"], len(found.text)))
        elif open_marks:
            label, start = open_marks.pop()
            found.marks.setdefault(label, []).append((start, len(found.text)))
        else:
            raise ValueError(f"a mark is closed that is not open: ...{marked[max(0, at - 40) : at]}")
    found.text += marked[at:]
    if open_marks or "{" in found.text:
        raise ValueError(f"a mark is not closed or has no good label: {marked[:80]!r}")
    return found


def report_of(name: str, marked: str) -> dict[str, Any]:
    """Return a passage as a gold report has it; events give `spans` by part and `truces` are words with a state.

    Raises ValueError that tells what is wrong with the marks.
    """
    passage = parse(marked)
    claims = _claims(passage)
    truces = [
        {"start": s, "end": e, "state": _one_of(label.split("/")[1], (*TRUCE_STATES, "none"), label)}
        for label, spans in passage.marks.items()
        if label[0] == "t"
        for s, e in spans
    ]
    events = _events(passage, claims)
    return {"id": name, "text": passage.text, "claims": claims, "events": events, "truces": truces, "conflict": OWN}


def _claims(passage: Passage) -> list[dict[str, Any]]:
    claims: list[dict[str, Any]] = []
    for label, spans in passage.marks.items():
        if label[0] != "q":
            continue
        number, stance, form = label[1:].split("/")
        source, content = passage.marks.get(f"s{number}"), passage.marks.get(f"x{number}")
        if not source or not content or len(spans) != 1:
            raise ValueError(f"claim {number} needs one cue, a source and content: {passage.text[:60]!r}")
        claims.append(
            {
                "id": f"q{number}",
                "source": _span(source[0]),
                "cue": _span(spans[0]),
                "content": [_span(s) for s in sorted(content)],
                "stance": _one_of(stance, STANCES, label),
                "form": _one_of(form, FORMS, label),
            }
        )
    numbers = {c["id"][1:] for c in claims}
    for label in passage.marks:
        if label[0] in "sx" and label[1:] not in numbers:
            raise ValueError(f"{label} has no cue: {passage.text[:60]!r}")
    return claims


def _events(passage: Passage, claims: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    heads = [label for label in passage.marks if label[0] == "e" and "/" in label]
    for label in heads:
        number, type_, mode, status, *linked = label[1:].split("/")
        (start, end), *more = passage.marks[label]
        known = modes(_one_of(type_, event_types(), label))
        if more or (mode or None) not in known:
            raise ValueError(f"{label}: one word or phrase, and a mode of {type_}: {known}")
        spans = {part: passage.marks.get(f"e{number}.{part}", []) for part in EVENT_PARTS}
        events.append(
            {
                "id": f"e{number}",
                "trigger": _span((start, end)),
                "type": type_,
                "mode": mode or None,
                "status": _one_of(status, STATUSES, label),
                "claims": _linked(linked[0], claims) if linked else [c["id"] for c in claims if _tells(c, start, end)],
                "spans": spans,
            }
        )
    numbers = {label[1:].split("/")[0] for label in heads}
    for label in passage.marks:
        number, _, part = label[1:].partition(".")
        if label[0] == "e" and part and (number not in numbers or part not in EVENT_PARTS):
            raise ValueError(f"{label}: no such event or part: {passage.text[:60]!r}")
        if label[0] not in "sqxet":
            raise ValueError(f"{label}: no such mark")
    return events


def _linked(names: str, claims: Sequence[dict[str, Any]]) -> list[str]:
    known = {c["id"] for c in claims}
    return [_one_of(n, tuple(known), names) for n in names.split("+") if n != "-"]


def _tells(claim: dict[str, Any], start: int, end: int) -> bool:
    return any(s["start"] < end and start < s["end"] for s in (claim["cue"], *claim["content"]))


def _span(span: tuple[int, int]) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


def _one_of(value: str, known: Sequence[str], label: str) -> str:
    if value not in known:
        raise ValueError(f"{label}: {value!r} is none of {', '.join(known)}")
    return value


def passages(path: Path) -> list[tuple[str, str]]:
    """Return (name, marked text) of the passages of a file; the name tells file and line."""
    found: list[tuple[str, str]] = []
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "---"], 1):
        if line.strip() == "---":
            text = "\n".join(lines).strip("\n")
            if text:
                found.append((f"{path.stem}:{first}", text))
            lines, first = [], number + 1
        elif not line.startswith("#"):
            lines.append(line)
    return found


def own_reports() -> list[dict[str, Any]]:
    """Return every own example; raises ValueError where one is wrong."""
    return [report_of(name, text) for path in sorted(FOLDER.glob("*.txt")) for name, text in passages(path)]


def main(paths: Sequence[str]) -> int:
    """Check files, print what is wrong and what they hold; return 1 where something is wrong."""
    held: Counter[str] = Counter()
    wrong = 0
    for path in paths:
        for name, text in passages(Path(path)):
            try:
                report = report_of(name, text)
            except ValueError as error:
                wrong += 1
                print(f"{name}: {error}")
                continue
            held["passages"] += 1
            held.update(f"stance {c['stance']}" for c in report["claims"])
            held.update(f"form {c['form']}" for c in report["claims"])
            held.update(f"status {e['status']}" for e in report["events"])
            held.update(f"event {e['type']}/{e['mode']}" for e in report["events"])
            held.update(f"truce {t['state']}" for t in report["truces"])
    print("\n".join(f"{count:5} {what}" for what, count in sorted(held.items())))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
