"""Read one path and print what it took, for eval.intake: `python -m eval.intake_one PATH`. Loads the intake alone."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from trucewatch.ingest import load
from trucewatch.model import Problem, Report


def took(path: str) -> dict[str, Any]:
    """Read a path in this process and return reports, problem codes, seconds, processor seconds and peak memory in MB.

    `seconds` are those of reading, `processor` those of the whole process with its start-up.
    """
    began = time.monotonic()
    codes: Counter[str] = Counter()
    reports = 0
    for found in load(path):
        reports += isinstance(found, Report)
        codes.update(p.code for p in ([found] if isinstance(found, Problem) else found.problems))
    seconds = time.monotonic() - began
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "reports": reports,
        "codes": codes,
        "seconds": seconds,
        "processor": used.ru_utime + used.ru_stime,
        "mb": int(peak.split()[1]) / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(took(sys.argv[1])))
