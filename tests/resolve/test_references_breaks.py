"""Sentences that a page ran together. All sentences are our own."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from tests.resolve.test_actors_people import told
from trucewatch.resolve.references_breaks import breaks_of


def test_a_capital_pronoun_amid_a_line_begins_a_sentence() -> None:
    text = "Rebels took the town. Mayor: ` We stand firm' He said no. They met in The Hague. It rained."
    ends = [text[e : e + 3] for e in breaks_of(text).ends]
    assert ends == ["May", "He ", "The", "It "]
    assert [text[a:b] for a, b in breaks_of(text).loose] == ["Mayor: ` We stand firm' "]


def test_a_report_begins_after_its_dateline() -> None:
    text = "Rebels gain ground Tripoli, Libya (CNN) -- The rebels took the town. They cheered."
    assert text[breaks_of(text).begins :].startswith("The rebels took")


def test_who_is_named_in_a_headline_amid_the_text_is_not_meant_after_it() -> None:
    text = (
        "Shells fell. A doctor, Omar Tahun, spoke at the hospital. The night was long."
        " Clinton on Libya: ` Time is on our side' He told of many wounded."
    )
    assert told(text, "He told"[:2])[0][1] == "aid"


def test_who_is_named_above_the_report_is_meant_only_at_worst() -> None:
    text = "Clinton speaks TRIPOLI (Reuters) - A baker, Omar Tahun, 40, left his shop. He said it was late."
    assert told(text, "He said"[:2])[0] == ("Omar Tahun", "civilians")
    assert told("Clinton speaks WASHINGTON (Reuters) - It was late. She said so.", "She")[0][1] == "us"


def test_a_surname_alone_is_somebody_met_before() -> None:
    text = (
        "The president of Chad, Idi Doeby, spoke. Adm. Jan Doll of NATO said no. Doeby left at noon. He also denied it."
    )
    assert told(text, "Adm. Jan Doll of NATO", "He")[1] == ("Idi Doeby", "state")


@given(st.text(alphabet="Ab. \n'’(CN)-–HeThe", max_size=400))
def test_breaks_lie_within_the_text_in_order(text: str) -> None:
    found = breaks_of(text)
    assert found.ends == sorted(set(found.ends))
    assert all(0 < e <= len(text) for e in found.ends)
    assert all(a < b <= len(text) for a, b in found.loose)


def test_hostile_text_is_cut_in_time() -> None:
    start = time.perf_counter()
    breaks_of("A he The He ' " * 30_000)
    assert time.perf_counter() - start < 3
