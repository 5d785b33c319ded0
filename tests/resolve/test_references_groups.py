"""Whom "they", "who", "he" and "she" mean where people are only described. All sentences are our own."""

from __future__ import annotations

from tests.resolve.test_references import sources


def test_they_are_several_who_spoke_though_a_place_follows() -> None:
    text = "Russia was asked to help. Medics at a field hospital told us of ten dead. They said more would follow."
    found = sources(text, "Medics at a field hospital", "They")
    assert found[1].side == "aid"


def test_they_in_a_sentence_are_its_first_people() -> None:
    text = "The Syrian Army denied it. Rebel fighters showed us a mosque which they said had been shelled."
    assert sources(text, "The Syrian Army", "they")[1].side == "opposition"


def test_they_said_after_a_comma_are_not_whom_the_content_names() -> None:
    text = "Several doctors in Idlib said so. Army deserters hit back and burned two tanks, they said."
    assert sources(text, "Several doctors in Idlib", "they")[1].side == "aid"


def test_who_are_those_right_before_it() -> None:
    text = "The BBC spoke to refugees who say that the town is lost."
    assert sources(text, "who")[0].side == "civilians"


def test_some_far_from_any_group_are_nobody_named() -> None:
    text = "The Syrian Army left. The road was wet. As rumours went round, some said that he had fled."
    assert sources(text, "some")[0].side == "unknown"


def test_he_is_the_man_with_whom_the_sentence_before_begins() -> None:
    text = (
        "A regime official said all was well. It rained for days. The road was closed. The bridge was down."
        " Nobody came. One farmer was driving his cart to town. He said that he had lost everything."
    )
    assert sources(text, "A regime official", "He said that")[0].side == "government"
    assert sources(text, "A regime official", "He")[1].side == "civilians"


def test_a_given_name_tells_a_woman_from_a_man() -> None:
    text = "Bashar al-Assad met the reporters. Susan Miller of the BBC asked him. He said no. She asked again."
    found = sources(text, "Susan Miller of the BBC", "He", "She")
    assert found[1].actor == "bashar-assad"
    assert found[2].name == "Susan Miller"


def test_who_is_named_in_a_quotation_does_not_say_it() -> None:
    from datetime import date

    from tests.resolve.test_references import SYRIA
    from trucewatch.model.claim import Claim, Source
    from trucewatch.model.report import PublishedDate, Report
    from trucewatch.model.span import Span

    text = 'A farmer shook his head. "Bashar al-Assad is a problem," he said.'
    report = Report("r", text, "", "", published=PublishedDate(given=date(2016, 8, 1)))
    he, quote = text.index("he said"), text.index('"Bashar')
    source = Source(Span.of(text, he, he + 2), None, "he", "unknown", False)
    content = (Span.of(text, quote, text.index('," he') + 2),)
    claim = Claim("c", source, Span.of(text, he + 3, he + 7), content, "direct", "assert", 1.0)
    (found,) = SYRIA.sources(report, (claim,), SYRIA.mentions(report))
    assert found.source.side == "civilians"


def test_hostile_text_never_raises() -> None:
    for text in ("", "they", ". " * 5000 + "they said", '"' * 3000 + " he said", "who " * 2000):
        word = next((w for w in ("they", "he", "who") if w in text), None)
        if word:
            assert sources(text, word)


def test_an_eyewitness_is_one_person() -> None:
    text = (
        "A government spokesman said no. Shells fell again, an eyewitness told us. Snipers were on the roofs, he said."
    )
    assert sources(text, "A government spokesman", "an eyewitness", "he said"[:2])[2].side == "civilians"


def test_he_is_who_opens_his_own_sentence() -> None:
    text = "Bashar al-Assad met doctors and a clerk. A reporter said no. Kofi Annan flew to Rome, where he told them."
    assert sources(text, "A reporter", "he told"[:2])[1].actor == "kofi-annan"


def test_what_somebody_was_once_says_less_than_what_he_was_called_before() -> None:
    text = "The opposition activist Samer Grey said so. Help will come, said Grey, a former state security official."
    found = sources(text, "The opposition activist Samer Grey", "Grey, a former state security official")
    assert found[1].side == found[0].side == "opposition"


def test_an_officer_who_defected_is_on_the_other_side() -> None:
    text = "Shells fell, said an army officer who has joined the opposition."
    assert sources(text, "an army officer")[0].side == "opposition"
