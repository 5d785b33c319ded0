"""Numbers of the time grammar: figures, number words, fractions, ordinals."""

from __future__ import annotations

import re

from trucewatch.know.times.lexicon import ONES, ORDINALS, SCALES, TENS


def number(parts: list[str]) -> float | None:
    """Read a number's words ("twenty", "-", "five"; "2", "1/2"; "a", "hundred"); None when they make no number."""
    total, current, seen = 0.0, 0.0, False
    for part in parts:
        if part in ("-", "–", "‑", "and", "a", "an"):
            continue
        if re.fullmatch(r"\d/\d", part):
            top, bottom = part.split("/")
            if bottom == "0":
                return None
            current += int(top) / int(bottom)
        elif part == "half":
            current += 0.5
        elif re.fullmatch(r"\d[\d,]*(?:\.\d+)?", part):
            current += float(part.replace(",", ""))
        elif part in SCALES:
            current = (current or 1) * SCALES[part]
            if SCALES[part] >= 1000:
                total, current = total + current, 0.0
        elif part in ONES or part in TENS:
            current += ONES.get(part, TENS.get(part, 0))
        else:
            return None
        seen = True
    return total + current if seen else None


def amount(parts: list[str]) -> str | None:
    """Return a number's words as ISO text ("3", "2.5"); None when they make no number or one beyond all reason."""
    found = number(parts)
    if found is None or found > 1e9:
        return None
    return str(int(found)) if found == int(found) else f"{found:g}"


def spoken_year(parts: list[str]) -> int | None:
    """Read a spoken year ("nineteen ninety-six", "two thousand"); None when the words make no year."""
    words = [p for p in parts if p not in ("-", "–", "‑", "and")]
    if len(words) >= 2 and ONES.get(words[0], 0) in range(10, 20) and (words[1] in TENS or ONES.get(words[1], 0) > 9):
        return ONES[words[0]] * 100 + sum(TENS.get(w, ONES.get(w, 0)) for w in words[1:])
    found = number(words)
    return int(found) if found is not None and 1900 <= found <= 2099 else None


def ordinal(parts: list[str]) -> int | None:
    """Read an ordinal ("3rd", "third", "twenty-first"); None for other words."""
    words = [p for p in parts if p not in ("-", "–", "‑")]
    if len(words) == 1 and words[0][:1].isdigit():
        return int(words[0][:-2])
    if len(words) == 2 and words[0] in TENS and words[1] in ORDINALS:
        return TENS[words[0]] + ORDINALS[words[1]]
    return ORDINALS.get(words[0]) if len(words) == 1 else None
