import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from trucewatch.model.report import Report, Zone
from trucewatch.model.span import Span
from trucewatch.read.encoder import Encoder
from trucewatch.read.windows import LIMIT, stretches, windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Encoder().tokenizer


def report(text: str, *zones: Zone) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report("r", text, digest, digest, zones=zones)


def test_short_paragraphs_share_a_window(tokenizer: Tokenizer) -> None:
    one = report("The first line.\n\nThe second line.")
    (window,) = windows(one.text, stretches(one), tokenizer)
    assert (window.first, window.last) == (0, len(window.ids))


def test_paragraphs_are_shared_out_evenly(tokenizer: Tokenizer) -> None:
    one = report("\n".join(["The market of the old town opened again in the morning."] * 20))
    sizes = [len(w.ids) for w in windows(one.text, stretches(one), tokenizer)]
    assert sum(sizes) > LIMIT
    assert max(sizes) - min(sizes) <= max(sizes) / 4


@pytest.mark.parametrize("leaning", ["He said the road was open.", "“The road is open,” he said.", "But they left."])
def test_a_paragraph_that_leans_on_the_one_before_stays_with_it(tokenizer: Tokenizer, leaning: str) -> None:
    plain = "The mayor of the town spoke to people in the square about water, bread and the road to the north. " * 2
    for before in range(1, 9):
        one = report("\n".join([plain] * before + [leaning] + [plain] * 6))
        starts = [one.text[w.offsets[0][0] :] for w in windows(one.text, stretches(one), tokenizer)]
        assert len(starts) > 1
        assert not any(start.startswith(leaning) for start in starts)


def test_windows_come_before_the_whole_text_is_cut(tokenizer: Tokenizer) -> None:
    one, taken = report("no\n" * 40_000), 0

    def counted() -> Iterator[tuple[int, int]]:
        nonlocal taken
        for part in stretches(one):
            taken += 1
            yield part

    next(windows(one.text, counted(), tokenizer))
    assert taken < 5_000


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 1200), st.sampled_from(["go ", "The end. ", "no\n"]))
def test_every_piece_is_answered_for_once(count: int, words: str) -> None:
    tokenizer = test_every_piece_is_answered_for_once.tokenizer  # type: ignore[attr-defined]
    one = report(words * count)
    answered: list[tuple[int, int]] = []
    for window in windows(one.text, stretches(one), tokenizer):
        assert len(window.ids) == len(window.offsets) <= LIMIT
        answered += window.offsets[window.first : window.last]
    whole = [o for s, e in stretches(one) for o in tokenizer.encode(one.text[s:e], add_special_tokens=False).offsets]
    assert len(answered) == len(set(answered)) == len(whole)


test_every_piece_is_answered_for_once.tokenizer = Encoder().tokenizer  # type: ignore[attr-defined]


def test_silent_zones_are_left_out_and_captions_kept() -> None:
    text = "Menu\nTown: the road is open\nA photo"
    zones = [Zone(Span.of(text, 0, 4), "furniture"), Zone(Span.of(text, 5, 10), "dateline")]
    zones.append(Zone(Span.of(text, 28, 35), "caption"))
    assert [text[s:e] for s, e in stretches(report(text, *zones))] == [" the road is open", "A photo"]
