"""Benchmarks, our own small annotated sample, the floor of each figure, and the gate that CI runs."""
