"""What is learned about the states of truces, and from what."""

import csv

from training.reader.own import passages, report_of
from training.truces.states import CORPORA, MENTIONS, PASSAGES, Case, best, fitted

from trucewatch.know.truce_lexicon import truce_lexicon


def test_every_listed_mention_has_a_known_corpus_and_state() -> None:
    with MENTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 500
    assert {row["corpus"] for row in rows} <= set(CORPORA)
    assert {row["state"] for row in rows} <= {*truce_lexicon().order, "none"}
    assert all(0 <= int(row["start"]) < int(row["end"]) for row in rows)


def test_a_rare_state_is_not_drowned_by_a_common_one() -> None:
    common = [Case(["said:proposed", "left:a"], "proposed", "proposed", "own", f"p{n}") for n in range(60)]
    rare = [Case(["said:rejected", "left:a"], "rejected", "rejected", "own", f"r{n}") for n in range(6)]
    models = fitted([*common, *rare])
    assert best(models, ["said:rejected", "left:a"]) == "rejected"
    assert best(models, ["said:proposed", "left:a"]) == "proposed"


def test_every_passage_marks_truces_alone_with_known_states() -> None:
    reports = [report_of(name, text) for name, text in passages(PASSAGES)]
    assert len(reports) > 900
    assert all(r["truces"] and not r["claims"] and not r["events"] for r in reports)
    assert {t["state"] for r in reports for t in r["truces"]} == {*truce_lexicon().order, "none"}
