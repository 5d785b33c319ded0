"""Our own annotated sample: gold.jsonl, made from annotations.txt by annotate.py."""
