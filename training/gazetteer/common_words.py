"""Write english.txt, words that texts write in lower case, and common_words.txt, those that also name some town.

    PYTHONPATH=src python training/gazetteer/common_words.py CORPUS.jsonl.gz ...

Counted over the texts given (we used the training parts of ../shared/corpora and folds 1-5 of the gold); only the
list of single words is kept, no text.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from trucewatch.know.gazetteer import Gazetteer
from trucewatch.know.gazetteer.names import key

TARGET = Path(__file__).parent.parent.parent / "src/trucewatch/know/gazetteer/common_words.txt"
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Always written with a capital, yet no places.
ALWAYS = """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december english french german russian arabic islam islamic muslim christian jewish victory
state army mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec mr mrs i god allah ramadan
eid""".split()


def main() -> None:
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for path in sys.argv[1:]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row.get("fold") != "gate":
                    for match in WORD.finditer(row["text"]):
                        (low if match.group().islower() else high)[match.group().lower()] += 1
    gazetteer = Gazetteer()
    words = {key(w) for w, n in low.items() if n >= 3 and n >= 0.25 * high[w] and gazetteer.known(w)}
    words |= {w for w in ALWAYS if gazetteer.known(w)}
    head = "# Words of English that are also the name of some town, by training/gazetteer/common_words.py\n"
    TARGET.write_text(head + "\n".join(sorted(words)) + "\n", "utf-8")
    plain = {key(w) for w, n in low.items() if n >= 8 and n >= 0.25 * high[w] and len(w) > 2} | set(ALWAYS)
    head = "# Plain words of English, by training/gazetteer/common_words.py\n"
    TARGET.with_name("english.txt").write_text(head + "\n".join(sorted(plain)) + "\n", "utf-8")
    print(len(words), "common words that are towns,", len(plain), "plain words")


if __name__ == "__main__":
    main()
