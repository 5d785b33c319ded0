"""Own training examples: the markup, and that every shipped passage keeps to it."""

import pytest
from training.reader.own import own_reports, parse, report_of

DENIED = (
    "{s1:{e1.actor:The army}} {q1/deny/indirect:denied} {x1:that it had {e1/ASSAULT/shelling/denied:shelled} "
    "{e1.place:Orvale} {e1.time:on Monday}}. {t1/in-force:The truce} held."
)


def test_marks_are_taken_out_and_their_words_found() -> None:
    report = report_of("x", DENIED)
    text = report["text"]
    assert text == "The army denied that it had shelled Orvale on Monday. The truce held."
    (claim,), (event,), (truce,) = report["claims"], report["events"], report["truces"]
    assert text[claim["source"]["start"] : claim["source"]["end"]] == "The army"
    assert (claim["stance"], event["status"], event["claims"]) == ("deny", "denied", ["q1"])
    assert [text[a:b] for a, b in event["spans"]["place"]] == ["Orvale"]
    assert (text[truce["start"] : truce["end"]], truce["state"]) == ("The truce", "in-force")


@pytest.mark.parametrize(
    ("marked", "wrong"),
    [
        ("{s1:He} left.", "s1 has no cue"),
        ("{q1/assert/direct:said}", "needs one cue, a source and content"),
        ("{e1/ASSAULT/tickling/happened:hit}", "a mode of ASSAULT"),
        ("{e1.place:Orvale}", "no such event"),
        ("{t1/asleep:truce}", "is none of"),
        ("{s1:He", "not closed"),
        ("He}", "not open"),
    ],
)
def test_what_is_wrong_is_told(marked: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        report_of("x", marked)


def test_text_without_marks_is_left_as_it_is() -> None:
    assert parse("Nothing happened: 10 % of it.").text == "Nothing happened: 10 % of it."


def test_every_shipped_passage_is_well_marked() -> None:
    reports = own_reports()
    assert len(reports) > 1_000
    assert all(report["claims"] or report["events"] or report["truces"] or report["text"] for report in reports)
