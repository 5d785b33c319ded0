"""Where things are, and the few limits that a user may change."""

from __future__ import annotations

import os
import sys
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


def home_dir() -> Path:
    """Return the folder of a user's own data (gazetteers): TRUCEWATCH_HOME, else where the platform keeps such data.

    That is $XDG_DATA_HOME/trucewatch or ~/.local/share/trucewatch, ~/Library/Application Support/Trucewatch on macOS,
    %LOCALAPPDATA%\\Trucewatch on Windows. It need not exist.
    """
    given = os.environ.get("TRUCEWATCH_HOME")
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Trucewatch"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Trucewatch"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "trucewatch"


def threads() -> int:
    """Return how many threads the reader may use: TRUCEWATCH_THREADS, else one per core up to four."""
    given = os.environ.get("TRUCEWATCH_THREADS", "")
    return max(1, int(given)) if given.isdigit() else min(4, os.cpu_count() or 1)
