"""Problem: what is wrong with one input or report; stored and shown, never fatal."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.errors import PROBLEMS


@dataclass(frozen=True, slots=True)
class Problem:
    """Name a problem by its code of errors.PROBLEMS, with its particulars and the place where it lies."""

    code: str
    what: str
    where: str = ""

    @classmethod
    def of(cls, code: str, where: str = "", detail: str = "") -> Problem:
        """Make the problem of a code, its standing text followed by `detail`."""
        what = PROBLEMS[code][0]
        return cls(code, f"{what}: {detail}" if detail else what, where)

    @property
    def do(self) -> str:
        """Return what a user can do about it."""
        return PROBLEMS.get(self.code, ("", ""))[1]
