"""Which language a text is in, where that can be told."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

#: Languages (ISO 639-1) that are read.
READ = ("en",)
#: Below this many letters, or this confidence (0 to 1), the language stays unknown.
_LETTERS = 80
_SURE = 0.95
#: Languages (ISO 639-1) that reports come in: dialects and rare languages would only draw confidence off these.
_PLAUSIBLE = (
    "am ar az be bg bn bs ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ku lt lv mk ms nl no pl ps "
    "pt ro ru sk sl so sq sr sv sw ta th tr uk ur uz vi zh"
).split()
_LETTER = re.compile(r"[^\W\d_]")
_PIECE = 2_000
_PIECES = 5


@cache
def _identifier() -> Any:
    """Load py3langid once, with probabilities over plausible languages; it takes seconds, so not at start-up."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_PLAUSIBLE)
    return identifier


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None where it is too short or too mixed to tell.

    Up to five pieces spread over the text vote, so that a foreign first paragraph or a long list does not decide;
    a code needs more than half of the votes, and each vote a confidence of 0.95.
    """
    votes: Counter[str] = Counter()
    pieces = _pieces(text)
    for piece in pieces:
        if len(_LETTER.findall(piece)) >= _LETTERS:
            code, confidence = _identifier().classify(piece)
            votes[code if confidence >= _SURE else ""] += 1
    if not votes:
        return None
    code, count = votes.most_common(1)[0]
    return code if code and count * 2 > votes.total() else None


def _pieces(text: str) -> list[str]:
    if len(text) <= _PIECE * _PIECES:
        return [text]
    step = (len(text) - _PIECE) // (_PIECES - 1)
    return [text[i * step : i * step + _PIECE] for i in range(_PIECES)]
