"""Where the shared data lie: beside the checkout."""

from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
