"""Damaged gzip: what was unpacked before the damage is kept."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from pathlib import Path

from trucewatch.ingest import load
from trucewatch.model import Problem, Report


def test_every_whole_line_before_a_cut_is_kept(tmp_path: Path) -> None:
    rng = random.Random(5)
    rows = [json.dumps({"id": str(i), "text": f"The mayor spoke. {rng.random()}" * 300}) for i in range(12)]
    packed = gzip.compress("\n".join(rows).encode())
    for share in (3, 5, 8):
        part = packed[: len(packed) * share // 10]
        whole = zlib.decompressobj(31).decompress(part).count(b"\n")
        path = tmp_path / f"cut{share}.jsonl.gz"
        path.write_bytes(part)
        found = list(load([path]))
        assert sum(isinstance(one, Report) for one in found) == whole
        assert [one.code for one in found if isinstance(one, Problem)] == ["TW-P112"]
