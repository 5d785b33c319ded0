"""When: the printed published date, time expressions, and the days that they mean; a grammar, no learning."""

from trucewatch.know.times.printed import printed_date

__all__ = ["printed_date"]
