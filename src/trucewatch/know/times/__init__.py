"""When: the printed published date, time expressions, and the days that they mean; a grammar, no learning."""

from trucewatch.know.times.feasts import writes_day_first
from trucewatch.know.times.find import find_times
from trucewatch.know.times.intervals import event_days, interval_days
from trucewatch.know.times.printed import printed_date

__all__ = ["event_days", "find_times", "interval_days", "printed_date", "writes_day_first"]
