"""watch, fetch, versions and the configuration, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.show.cli.conftest import Ran
from trucewatch.record import Record
from trucewatch.show.cli import fetch, watch
from trucewatch.show.cli.add import Tally

Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def no_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))


def write_config(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = folder / "config.toml"
    path.write_text(text)
    monkeypatch.setenv("TRUCEWATCH_CONFIG", str(path))
    return path


def test_watch_takes_what_is_there_and_then_what_is_new(
    trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, record = tmp_path / "in", tmp_path / "x.record"
    folder.mkdir()
    (folder / "one.txt").write_text("The road is open.")
    naps: list[float] = []

    def nap(seconds: float, tally: Tally) -> None:
        naps.append(seconds)
        if len(naps) == 1:
            (folder / "two.txt").write_text("x")
        tally.stopped = len(naps) == 3

    monkeypatch.setattr(watch, "_sleep", nap)
    assert trucewatch("watch", record, folder).code == 130
    with Record.open(record, read_only=True) as store:
        assert sorted(r.origin.id for r in store.reports()) == ["one", "two"]


def test_watch_once(trucewatch: Run, tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("x")
    found = trucewatch("watch", tmp_path / "x.record", tmp_path / "two.txt", "--once")
    assert (found.code, "1 reports added" in found.err) == (0, True)


def test_fetch_is_off_until_it_is_turned_on(trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def pretend(urls: tuple[str, ...], **_: object) -> list[object]:
        asked.extend(urls)
        return []

    monkeypatch.setattr(fetch, "fetch_reports", pretend)
    call = ("fetch", tmp_path / "x.record", "http://a.example/")
    found = trucewatch(*call)
    assert (found.code, asked) == (2, [])
    assert "--allow" in found.err
    write_config(tmp_path, "[fetch]\nallow = true\n", monkeypatch)
    assert (trucewatch(*call).code, len(asked)) == (0, 1)
    monkeypatch.setenv("TRUCEWATCH_FETCH_ALLOW", "0")
    assert (trucewatch(*call).code, len(asked)) == (2, 1)
    assert (trucewatch(*call, "--allow").code, len(asked)) == (0, 2)


def test_a_flag_beats_a_variable_beats_the_file(
    trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text("The road is open.")

    def outlet(name: str, *flags: str) -> str | None:
        record = tmp_path / f"{name}.record"
        assert trucewatch("add", record, tmp_path / "one.txt", *flags).code == 0
        with Record.open(record, read_only=True) as store:
            return next(store.reports()).origin.outlet

    assert outlet("default") is None
    path = write_config(tmp_path, '[add]\noutlet = "of the file"\n', monkeypatch)
    assert outlet("file") == "of the file"
    (row,) = [json.loads(line) for line in trucewatch("config", "--json").out.splitlines()]
    assert row == {"command": "add", "option": "outlet", "value": "of the file", "from": str(path)}
    monkeypatch.setenv("TRUCEWATCH_ADD_OUTLET", "of the variable")
    assert outlet("variable") == "of the variable"
    assert "TRUCEWATCH_ADD_OUTLET" in trucewatch("config").out
    assert outlet("flag", "--outlet", "of the flag") == "of the flag"


@pytest.mark.parametrize("text", ["[nothing]\n", "[add]\nnothing = 1\n", "add = 1\n", "[add\n"])
def test_a_wrong_configuration_is_named(
    trucewatch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    path = write_config(tmp_path, text, monkeypatch)
    found = trucewatch("config")
    assert (found.code, str(path) in found.err) == (2, True)


def test_versions_show_what_changed(trucewatch: Run, tmp_path: Path) -> None:
    record, path = tmp_path / "x.record", tmp_path / "one.txt"
    for text in ("The road is open.\nNine lorries passed.", "The road is open.\nTen lorries passed."):
        path.write_text(text)
        trucewatch("add", record, path)
    found = trucewatch("versions", record)
    assert "- Nine lorries passed.\n+ Ten lorries passed." in found.out
    assert found.out.splitlines()[0].count("(2016-08-01)") == 2
    (row,) = [json.loads(line) for line in trucewatch("versions", record, "--json").out.splitlines()]
    assert (row["removed"], row["added"]) == (["Nine lorries passed."], ["Ten lorries passed."])
    assert "no report changed" in trucewatch("versions", record, "--outlet", "Nobody").err
    assert trucewatch("versions", record, "--stance", "deny").code == 2
    assert len(trucewatch("reports", record, "--json").out.splitlines()) == 1
    assert len(trucewatch("reports", record, "--json", "--all-versions").out.splitlines()) == 2
