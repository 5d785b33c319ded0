"""Measuring: readings against annotated reports, with intervals and the best constant answer beside each figure."""

from trucewatch.show.bench.run import bench_record, table
from trucewatch.show.bench.score import score

__all__ = ["bench_record", "score", "table"]
