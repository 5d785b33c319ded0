"""Given names that tell a woman from a man (given_names.txt)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def given_names() -> dict[str, str]:
    """Return "she" or "he" by given name in lower case; names that many women and men have are left out."""
    text = files("trucewatch.know").joinpath("given_names.txt").read_text(encoding="utf-8")
    _, women, men = (part for part in text.replace("[men]", "[women]").split("[women]"))
    return {**dict.fromkeys(women.split(), "she"), **dict.fromkeys(men.split(), "he")}
