"""Exit codes, and which problems count as something that could not be read."""

from __future__ import annotations

from trucewatch.model import Problem

DONE, NO, USAGE, PROBLEMS, INTEGRITY, INTERRUPTED = 0, 1, 2, 3, 4, 130

#: Remarks on reports that were read all the same: contradicting or missing dates, odd characters, an id used twice,
#: the second reader of pages, columns of an input that are none of ours.
REMARKS = frozenset({"TW-P114", "TW-P117", "TW-P202", "TW-P203", "TW-P204", "TW-P301"})


def is_loss(problem: Problem) -> bool:
    """Tell whether a problem means that an input or a part of it could not be read."""
    return problem.code not in REMARKS
