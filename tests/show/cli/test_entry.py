"""Exit codes, messages, hostile text, pipes: what a command line must bear."""

from __future__ import annotations

import json
import logging
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build import TEXT, make_report, two_speakers
from tests.show.cli.conftest import HandMade, Ran
from trucewatch.model import Problem, Reading, Report
from trucewatch.record import Record
from trucewatch.show.cli.add import is_own
from trucewatch.show.cli.entry import COMMANDS

Run = Callable[..., Ran]
HOSTILE = "\x1b[31mred\x1b]0;owned\x07 \u202egpj.exe\u200b\x9b2J [bold]:fire:[/bold]"
SUSPECT = "\x1b\x07\u202e\u200b\x9b"


def started(*arguments: object, **rest: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "trucewatch", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **rest)  # type: ignore[call-overload,no-any-return]


def hostile_record(folder: Path) -> Path:
    path = folder / "hostile.record"
    reading = two_speakers()
    claims = tuple(replace(c, source=replace(c.source, name=HOSTILE)) for c in reading.claims)
    report = replace(reading.report, title=HOSTILE, outlet=HOSTILE, url=HOSTILE, location=HOSTILE)
    problems = (Problem("TW-P204", HOSTILE, HOSTILE),)
    with Record.open(path, create=True) as made:
        made.add(replace(reading, report=report, claims=claims, problems=problems))
    return path


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("query", ["reports", "claims", "events", "truces", "sources", "problems"])
def test_hostile_text_never_reaches_the_terminal_raw(
    trucewatch: Run, tmp_path: Path, query: str, terminal: bool
) -> None:
    path = hostile_record(tmp_path)
    for ran in (trucewatch(query, path, terminal=terminal), trucewatch(query, path, "--json", terminal=terminal)):
        assert ran.code == 0
        own = ran.out.replace("\x1b[1m", "").replace("\x1b[0m", "") if terminal else ran.out
        assert not [c for c in SUSPECT if c in own]
    row = json.loads(ran.out.splitlines()[0])
    assert HOSTILE in _strings(row)


def _strings(found: object) -> list[str]:
    if isinstance(found, dict):
        return [s for v in found.values() for s in _strings(v)]
    if isinstance(found, list):
        return [s for v in found for s in _strings(v)]
    return [found] if isinstance(found, str) else []


def test_an_export_on_a_terminal_is_escaped(trucewatch: Run, tmp_path: Path) -> None:
    path = hostile_record(tmp_path)
    for form in ("acled", "geojson", "jsonl"):
        ran = trucewatch("export", path, "--format", form, terminal=True)
        assert not [c for c in SUSPECT if c in ran.out]


def test_no_color_is_respected(trucewatch: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in trucewatch("events", record, terminal=True).out


def test_tables_in_a_pipe_are_whole(trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    title = "A very long title " * 40
    with Record.open(tmp_path / "a.record", create=True) as made:
        made.add(Reading(replace(make_report("Nothing."), title=title)))
    out = trucewatch("reports", tmp_path / "a.record").out
    assert title.strip() in out
    assert len(out.splitlines()) == 2


def test_output_that_is_not_utf8_is_still_json(trucewatch: Run, tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.record", create=True) as made:
        made.add(Reading(make_report("Nothing.", outlet="Вестник 🕊 é")))
    for encoding in ("ascii", "latin-1"):
        ran = trucewatch("reports", tmp_path / "a.record", "--json", encoding=encoding)
        assert json.loads(ran.out)["outlet"] == "Вестник 🕊 é"
        assert trucewatch("reports", tmp_path / "a.record", encoding=encoding).code == 0


def test_add_continues_and_changes_nothing_twice(trucewatch: Run, tmp_path: Path) -> None:
    record = tmp_path / "my.record"
    (tmp_path / "two.txt").write_text(TEXT)
    (tmp_path / "plain.txt").write_text("Nothing happened.")
    paths = (tmp_path / "two.txt", tmp_path / "plain.txt")
    first = trucewatch("add", record, *paths, "--json")
    assert first.code == 0
    assert json.loads(first.out)["added"] == 2
    again = trucewatch("add", record, *paths, "--json")
    assert again.code == 0
    assert json.loads(again.out) == {**json.loads(first.out), "added": 0, "known": 2, "located": 0, "problems": 0}
    assert "2 there already" in again.err


def test_add_stores_problems_and_says_so(trucewatch: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Nothing happened.")
    ran = trucewatch("add", tmp_path / "my.record", tmp_path / "none.txt", tmp_path / "plain.txt")
    assert ran.code == 3
    assert "1 reports added" in ran.err
    assert "TW-P101" in trucewatch("problems", tmp_path / "my.record").out


def test_a_reading_that_contradicts_itself_is_a_problem_and_the_report_is_kept(
    trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = two_speakers()
    monkeypatch.setattr(HandMade, "read", lambda self, report: replace(broken, report=report, claims=()))
    (tmp_path / "two.txt").write_text(TEXT)
    assert trucewatch("add", tmp_path / "my.record", tmp_path / "two.txt").code == 3
    assert "TW-P901" in trucewatch("problems", tmp_path / "my.record").out
    assert trucewatch("verify", tmp_path / "my.record").code == 0


def test_a_report_that_cannot_be_stored_at_all_is_a_problem_and_the_rest_is_added(
    trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(self: HandMade, report: Report) -> Reading:
        return Reading(replace(report, title="\ud800") if report.id == "odd" else report)

    monkeypatch.setattr(HandMade, "read", read)
    for name in ("odd", "plain"):
        (tmp_path / f"{name}.txt").write_text(f"Nothing {name} happened.")
    ran = trucewatch("add", tmp_path / "my.record", tmp_path / "odd.txt", tmp_path / "plain.txt")
    assert (ran.code, "1 reports added" in ran.err, "TW-P901" in ran.err) == (3, True, True)


def test_the_record_itself_is_no_problem_of_the_folder_it_lies_in(tmp_path: Path) -> None:
    record = tmp_path / "my.record"
    assert is_own(Problem.of("TW-P104", f"{record}-wal"), record)
    assert is_own(Problem.of("TW-P104", str(record)), record)
    assert not is_own(Problem.of("TW-P104", f"{tmp_path / 'other.record'}"), record)


def test_ctrl_c_finishes_the_report_in_hand(trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, paths = tmp_path / "my.record", [tmp_path / f"two{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(TEXT)
    read = HandMade.read

    def interrupted(self: HandMade, report: object) -> Reading:
        os.kill(os.getpid(), signal.SIGINT)
        return read(self, report)  # type: ignore[arg-type]

    monkeypatch.setattr(HandMade, "read", interrupted)
    ran = trucewatch("add", record, *paths)
    assert ran.code == 130
    assert "interrupted: 1 reports added" in ran.err
    monkeypatch.setattr(HandMade, "read", read)
    ran = trucewatch("add", record, *paths)
    assert (ran.code, "2 reports added, 1 there already" in ran.err) == (0, True)
    assert trucewatch("verify", record).code == 0


def test_an_empty_answer_is_an_answer(trucewatch: Run, record: Path) -> None:
    ran = trucewatch("events", record, "--place", "Nowhere")
    assert (ran.code, ran.out) == (0, "")
    assert "no events found" in ran.err
    assert trucewatch("events", record, "--place", "Nowhere", "--json").out == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["events", "{folder}/none.record"], "TW-E600"),
        (["events", "{folder}"], "directory"),
        (["events", "{record}", "--from", "yesterday"], "YYYY-MM-DD"),
        (["events", "{record}", "--from", "2016-08-02", "--to", "2016-08-01"], "TW-E100"),
        (["events", "{record}", "--limit", "-1"], "--limit"),
        (["events", "{record}", "--status", "strained"], "happened"),
        (["truces", "{record}", "--status", "happened"], "strained"),
        (["events"], "RECORD"),
        (["nothing"], "nothing"),
        (["export", "{record}", "--format", "csv"], "-o"),
        (["export", "{record}", "--format", "csv", "-o", "{folder}/x", "--type", "shelling"], "type"),
        (["export", "{record}", "--format", "acled", "-o", "{folder}/no/such.csv"], "TW-E200"),
        (["bench", "record", "--gold", "{record}", "--floors", "{record}"], "TW-E200"),
    ],
)
def test_wrong_calls_exit_2_and_say_what_to_do(
    trucewatch: Run, record: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    ran = trucewatch(*(a.format(record=record, folder=tmp_path) for a in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_tampered_record_exits_4(trucewatch: Run, record: Path) -> None:
    with sqlite3.connect(record) as opened:
        opened.execute("UPDATE reports SET text = replace(text, '30', '31')")
    opened.close()
    ran = trucewatch("verify", record)
    assert ran.code == 4
    assert "text_sha256" in ran.out
    assert json.loads(trucewatch("verify", record, "--json").out)["findings"]


def test_a_locked_record_exits_2(
    trucewatch: Run, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = Record.open
    monkeypatch.setattr(Record, "open", lambda path, **given: opener(path, **{**given, "wait": 0.05}))
    other = sqlite3.connect(record, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (tmp_path / "plain.txt").write_text("Nothing happened.")
    ran = trucewatch("add", record, tmp_path / "plain.txt")
    other.close()
    assert (ran.code, "TW-E601" in ran.err) == (2, True)


def test_verbose_shows_log_messages_escaped(trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(self: HandMade, report: object) -> Reading:
        logging.getLogger("trucewatch.pipeline").error("odd: %s", HOSTILE)
        return Reading(report)  # type: ignore[arg-type]

    monkeypatch.setattr(HandMade, "read", read)
    (tmp_path / "plain.txt").write_text("Nothing happened.")
    assert "odd" not in trucewatch("read", tmp_path / "plain.txt").err
    ran = trucewatch("-v", "read", tmp_path / "plain.txt")
    assert "odd: \\x1b[31mred" in ran.err
    assert not [c for c in SUSPECT if c in ran.err]


def test_schema_is_printed(trucewatch: Run) -> None:
    assert json.loads(trucewatch("schema").out)["title"] == "Trucewatch reading"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(trucewatch: Run, name: str) -> None:
    assert trucewatch(name, "--help").code == 0


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from trucewatch.show.cli.entry import run; run(['--help']); print(sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("sqlalchemy", "rich", "numpy", "onnxruntime", "fastapi", "trucewatch.model", "trucewatch.record"):
        assert f"'{heavy}'" not in out


def test_reading_needs_no_database(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Five people were killed in Easton, the mayor said.\n", encoding="utf-8")
    code = (
        "import sys; from trucewatch.show.cli.entry import run; run(sys.argv[1:]); print('sqlalchemy' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "read", str(tmp_path / "one.txt")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.endswith("False\n")


def test_a_reader_that_goes_away_ends_it_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "big.record"
    with Record.open(path, create=True) as made:
        for n in range(30):
            made.add(Reading(replace(make_report("Nothing.", id=f"r{n}"), title="x" * 9000)))
    process = started("reports", path, "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (0, b"")
