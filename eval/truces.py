"""Score truces on 52 reports of ../shared/corpora/conflict_news (2011 and 2012) that no rule or weight has seen.

    python -m eval.truces

eval/truces_news.jsonl holds their truces, without the texts: a language model read each report against GUIDELINES.md,
one pass, without seeing what the program reads; `second` is the other state where it was torn between two.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from eval.record import record_figures
from eval.shared import SHARED, rows

HELD = Path(__file__).parent / "truces_news.jsonl"
SHOWN = ("truces.found", "truces.state", "truces.parties", "truces.brokers", "truces.area", "truces.duration")


def annotated() -> list[dict[str, Any]]:
    """Return the reports with their truces in the shape of the gold."""
    corpora = [rows(SHARED / "corpora/conflict_news" / f"t17_{war}.jsonl.gz") for war in ("libya", "syria")]
    texts = {row["id"]: row for corpus in corpora for row in corpus}
    return [
        {
            **texts[held["id"]],
            "claims": [],
            "events": [],
            "truces": [_truce(texts[held["id"]]["text"], t) for t in held["truces"]],
        }
        for held in rows(HELD)
    ]


def _truce(text: str, truce: dict[str, Any]) -> dict[str, Any]:
    spans = [(start, end) for start, end, _ in truce["mentions"]] + [tuple(span) for span in truce["evidence"]]
    marks = [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]
    return {**truce, "id": "t", "text": marks[0], "evidence": marks[1:]}


def figures() -> dict[str, float]:
    """Return each figure and print it with its interval and the constant answer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gold.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in annotated()), encoding="utf-8")
        return record_figures(path, names=SHOWN)


if __name__ == "__main__":
    figures()
