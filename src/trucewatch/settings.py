"""Where things are, and the few limits that a user may change."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

#: One report longer than this many characters is not read (TW-P105).
MAX_REPORT_CHARS = 2_000_000
#: One input file larger than this many bytes is not read as a single report (TW-P105).
MAX_FILE_BYTES = 32 * 1024 * 1024


def conflicts_dir() -> Path:
    """Return the folder of the conflict profiles: inside an installed package, else at the root of the checkout."""
    installed = PACKAGE / "conflicts"
    return installed if installed.is_dir() else PACKAGE.parent.parent / "conflicts"


def sample_dir() -> Path:
    """Return the folder of the shipped sample archive."""
    return PACKAGE / "sample"


def threads() -> int:
    """Return how many threads the reader may use: TRUCEWATCH_THREADS, else one per core up to four."""
    given = os.environ.get("TRUCEWATCH_THREADS", "")
    return max(1, int(given)) if given.isdigit() else min(4, os.cpu_count() or 1)
