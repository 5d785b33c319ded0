"""Words that a given span lost, names that follow, bylines. All sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.resolve.test_actors_people import told
from trucewatch.model.span import Span
from trucewatch.resolve.actors_around import bylines, called, widened


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("They met. Norwegian officials said no.", "officials", "Norwegian officials"),
        ("A Chinese state-run paper and Chinese state-run media said no.", "media", "Chinese state-run media"),
        ("Later Mr Grey lashed out at them.", "Mr", "Mr Grey"),
        ("Officials said no.", "Officials", "Officials"),
        ("In Norway. The officials said no.", "The officials", "The officials"),
    ],
)
def test_words_of_a_side_before_a_span_and_names_after_it_count(text: str, words: str, whole: str) -> None:
    at = text.rindex(words)
    assert widened(text, Span.of(text, at, at + len(words))) == whole


def test_officials_are_of_the_country_that_the_span_lost() -> None:
    assert told("The army left. Norwegian officials said no.", "officials")[0][1] == "state"
    assert told("The army left. Libyan officials said no.", "officials")[0][1] == "government"


def test_a_name_that_follows_is_on_the_side_of_the_phrase_before_it() -> None:
    text = (
        'There is no bread, said the rebel spokesman, who asked to be identified only as "Salim" for his safety.'
        " Five people died, Salim said."
    )
    assert told(text, "the rebel spokesman", "Salim said"[:5])[1][1] == "opposition"
    assert called("a resident, who gave his name as Jane Doe.", 10) == "Jane Doe"
    assert called("a resident who left.", 10) == ""


def test_who_wrote_a_report_is_of_the_media() -> None:
    text = "By Jane Grey and John Doe, CNN Rebels hold the town. Grey describes the shelling."
    assert bylines(text) == ["Jane Grey", "John Doe"]
    assert told(text, "Grey describes"[:4])[0][1] == "media"
    posted = "The war goes on. Jane Grey BBC News, Rome Much has changed. It is quiet, says Jane Grey."
    assert told(posted, "Jane Grey BBC", "Jane Grey")[1][1] == "media"


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_odd_text_never_raises(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    span = Span.of(text, start, end)
    assert widened(text, span).endswith(span.text) or text[start:].startswith(widened(text, span))
    called(text, end)
    bylines(text)


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        (
            "The chairman of the House Armed Forces Committee, Rep. Jane Grey, said no.",
            "The chairman of the House Armed Forces Committee, Rep. Jane Grey",
            "us",
        ),
        ("Sen. Jane Grey said no.", "Sen. Jane Grey", "us"),
        ("Egyptian state TV said no.", "Egyptian state TV", "state"),
        ("A Reuters witness said no.", "A Reuters witness", "media"),
        ("Rebel volunteers said no.", "Rebel volunteers", "opposition"),
        ("OPS International Chairman Jane Grey said no.", "OPS International Chairman Jane Grey", "unknown"),
        (
            "Jane Grey, refugee programme director at Human Rights Watch, said no.",
            "Jane Grey, refugee programme director at Human Rights Watch",
            "monitor",
        ),
        ("Those familiar with Gaddafi said no.", "Those familiar with Gaddafi", "unknown"),
        ("Libya's representative to the League said no.", "Libya's representative to the League", "government"),
        ("The U.N. ambassadors of four countries said no.", "The U.N. ambassadors of four countries", "state"),
        ("Many of the country's tour operators said no.", "Many of the country's tour operators", "unknown"),
        ("A bookshop owner said no.", "A bookshop owner", "civilians"),
        ("Soviet troops said no.", "Soviet troops", "russia"),
        ("The transitional administration said no.", "The transitional administration", "opposition"),
    ],
)
def test_phrases_by_what_they_hold(text: str, words: str, side: str) -> None:
    assert told(text, words)[0][1] == side


@pytest.mark.parametrize(
    ("text", "source", "side"),
    [
        ("NATO confirmed the strike. A press officer said nobody was hurt.", "A press officer", "coalition"),
        ("Norway hopes for talks with oil firms, a senior oil official said.", "a senior oil official", "state"),
        ("Sudan has halted a shipment of oil, it said.", "it", "state"),
        (
            "The rebels hold Brega. Hamid Doe paid a high price as one of them. The fighter Hamid Doe said so.",
            "Hamid Doe",
            "opposition",
        ),
    ],
)
def test_who_is_meant_by_the_sentences_at_hand(text: str, source: str, side: str) -> None:
    assert told(text, source)[0][1] == side


def test_a_statement_of_somebody_is_his() -> None:
    text = "Sen. Jane Grey spoke to them. We need more, Grey's statement said."
    assert told(text, "Sen. Jane Grey", "Grey's statement")[1] == ("Jane Grey", "us")


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("Tens of thousands of demonstrators said no.", "Tens of thousands of demonstrators", "civilians"),
        ("A local anti-Gaddafi fighter said no.", "A local anti-Gaddafi fighter", "opposition"),
        ("A pro-Gaddafi radio station said no.", "A pro-Gaddafi radio station", "government"),
        ("Chinese deputy UN ambassador Li Grey said no.", "Chinese deputy UN ambassador Li Grey", "state"),
        ("Rights campaigners said no.", "Rights campaigners", "monitor"),
        ("It was gross, Dr. John Grey said at the hospital.", "Dr. John Grey", "aid"),
        ("The ruler of Norway said no.", "The ruler of Norway", "state"),
        ("Hayat Grey, a lecturer, said no.", "Hayat Grey, a lecturer", "unknown"),
    ],
)
def test_more_phrases_by_what_they_hold(text: str, words: str, side: str) -> None:
    assert told(text, words)[0][1] == side
