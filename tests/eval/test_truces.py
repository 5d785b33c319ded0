"""The annotated truces of 52 unseen reports: well-formed, and never learned from."""

import csv

from eval.shared import rows
from eval.truces import HELD
from training.truces.states import MENTIONS

from trucewatch.model.truce import TRUCE_STATES


def test_held_out_truces_are_well_formed() -> None:
    reports = rows(HELD)
    truces = [truce for report in reports for truce in report["truces"]]
    assert (len(reports), len(truces)) == (52, 66)
    assert {truce["state"] for truce in truces} <= set(TRUCE_STATES)
    assert all(truce["mentions"] and truce["evidence"] for truce in truces)


def test_no_report_is_both_learned_from_and_measured_on() -> None:
    with MENTIONS.open(encoding="utf-8", newline="") as file:
        learned = {row["id"] for row in csv.DictReader(file)}
    assert not learned & {report["id"] for report in rows(HELD)}
