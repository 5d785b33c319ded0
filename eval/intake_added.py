"""Kill `trucewatch add`, and add in several orders and by two processes: what comes of it must be the same.

The processes that are killed, or raced, are forked from one that has loaded the weights, so that a moment drawn at
random falls on the work of adding and seldom on start-up; each runs the command `add` itself and is killed by SIGKILL.
The undisturbed record, which theirs must equal, is made by an ordinary `trucewatch add`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.intake_made import make_page, make_text
from trucewatch.model import Reading
from trucewatch.record import Record
from trucewatch.record.store import AddResult

SEED = 2016
REPORTS = 12
FORMATS = (["jsonl", "--text"], ["geojson"], ["acled"])
#: What the reader needs to run in this process alone, as a fork must.
_ALONE = {"TRUCEWATCH_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


def _inputs(folder: Path, count: int) -> list[Path]:
    """Make files with `count` short reports; every tenth comes twice, and then in a later version."""
    chance, paths = random.Random(SEED), []
    folder.mkdir()
    for n in range(count):
        url = f"https://post.example/{n}"
        page = make_page(chance, most=2, url=url)
        raw = page if n % 2 else "\n".join(make_text(chance)[:2]).encode()
        named = {f"{n:04}": raw}
        if n % 10 == 1:
            named[f"{n:04}-twin"] = raw
            named[f"{n:04}-later"] = page.replace(b"2016-08-01", b"2016-08-02").replace(b"</article>", b"<p>Later.</p>")
        for name, content in named.items():
            paths.append(folder / (f"{name}.html" if n % 2 else f"{name}.txt"))
            paths[-1].write_bytes(content)
    return paths


def _add(record: Path, paths: Sequence[Path]) -> None:
    """Run an ordinary `trucewatch add`."""
    command = [sys.executable, "-m", "trucewatch", "add", str(record), *map(str, paths)]
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **_ALONE}
    )


def _warm() -> None:
    """Load here what `add` needs, once, for the processes that are forked from this one."""
    os.environ.update(_ALONE)
    import trucewatch.pipeline
    from trucewatch.show.cli.entry import run

    loaded = trucewatch.pipeline.Pipeline()
    trucewatch.pipeline.Pipeline = lambda _profile=None: loaded  # type: ignore[assignment,misc]
    with tempfile.TemporaryDirectory() as folder:
        record = str(Path(folder) / "warm.record")
        paths = _inputs(Path(folder) / "in", 2)
        _quietly(lambda: run(["add", record, *map(str, paths)]))


def _quietly(work: Callable[[], int], out: Path | None = None) -> int:
    """Run something with what it prints left out, or stdout written to a file."""
    kept = [os.dup(1), os.dup(2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if out else os.dup(nowhere)
    sys.stdout.flush()
    try:
        os.dup2(file, 1)
        os.dup2(nowhere, 2)
        return work()
    finally:
        sys.stdout.flush()
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        for one in (*kept, nowhere, file):
            os.close(one)


def _forked(arguments: Sequence[str | Path], *, told: int | None = None, out: Path | None = None) -> int:
    """Fork a process that runs a command line and return its id; `told` gets each key that is acknowledged."""
    from trucewatch.show.cli.entry import run

    sys.stdout.flush()
    if child := os.fork():
        return child
    plain = Record.add

    def telling(store: Record, reading: Reading) -> AddResult:
        result = plain(store, reading)
        if told is not None:
            os.write(told, f"{result.key}\n".encode())
        return result

    Record.add = telling  # type: ignore[assignment,method-assign]
    os._exit(_quietly(lambda: run([str(a) for a in arguments]), out))


def _exported(record: Path) -> bytes:
    """Return what a record exports, with the texts, as bytes."""
    out, found = record.with_suffix(".out"), []
    for form in FORMATS:
        status = os.waitpid(_forked(["export", record, "--format", *form], out=out), 0)[1]
        if status:
            raise RuntimeError(f"export --format {form[0]} of {record.name} ended with {status}")
        found.append(out.read_bytes())
    return b"\0".join(found)


def _struck(record: Path, paths: Sequence[Path], after: float) -> tuple[bool, set[str]]:
    """Kill `add` after some seconds; tell whether it still ran, and the keys that it had acknowledged."""
    reader, writer = os.pipe()
    child = _forked(["add", record, *paths], told=writer)
    os.close(writer)
    time.sleep(after)
    running = os.waitpid(child, os.WNOHANG)[0] == 0
    if running:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        return running, set(told.read().split())


def kills(rounds: int) -> bool:
    """Kill `add` at random moments until the record is whole, then anew; tell whether all was kept and all came out."""
    chance, began, struck, wrong = random.Random(SEED), time.monotonic(), 0, []
    _warm()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = _inputs(folder / "in", REPORTS)
        whole, record = folder / "whole.record", folder / "killed.record"
        _add(whole, paths)
        export, total = _exported(whole), len(_checked(whole)[0])
        started = time.monotonic()
        os.waitpid(_forked(["add", record, *paths]), 0)
        length, told = time.monotonic() - started, set[str]()
        _remove(record)
        finished, left = 0, 1.2 * length
        for number in range(rounds):
            running, new = _struck(record, paths, chance.uniform(0, left))
            struck, told = struck + running, told | new
            found, faults = _checked(record)
            if told - found or faults:
                wrong.append(f"kill {number}: {len(told - found)} acknowledged reports lost, {faults}")
            left = length * (0.6 + 0.6 * (1 - len(found) / total))
            if not running:
                finished += 1
                if _exported(record) != export:
                    wrong.append(f"after kill {number}: the export differs")
                _remove(record)
                told, left = set(), 1.2 * length
        os.waitpid(_forked(["add", record, *paths]), 0)
        if _exported(record) != export:
            wrong.append("finished after the last kill, the export differs")
    took = time.monotonic() - began
    print(
        f"{rounds} kills, {struck} of them of a running add ({total} reports, {length:.1f} s), in {took:.0f} s;",
        end=" ",
    )
    print(f"{finished + 1} records finished; wrong: {wrong or 'nothing'}")
    return not wrong


def _checked(record: Path) -> tuple[set[str], list[str]]:
    """Return the keys of a record, none where the kill came before it was made, and what verifying finds."""
    if not record.exists():
        return set(), []
    with Record.open(record, create=True) as store:
        keys = {*store.keys(), *(v.older for v in store.versions())}
        return keys, [str(finding) for finding in store.verify()]


def _remove(record: Path) -> None:
    for file in record.parent.glob(f"{record.name}*"):
        file.unlink()


def orders(reports: int) -> bool:
    """Add the same reports in three orders and by two processes at once; tell whether the digests are the same."""
    began = time.monotonic()
    _warm()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = _inputs(folder / "in", reports)
        shuffled = list(paths)
        random.Random(SEED).shuffle(shuffled)
        digests = []
        for number, order in enumerate((paths, paths[::-1], shuffled)):
            record = folder / f"{number}.record"
            os.waitpid(_forked(["add", record, *order]), 0)
            digests.append(_digest(record))
        record = folder / "both.record"
        for child in [_forked(["add", record, *paths]), _forked(["add", record, *paths[::-1]])]:
            os.waitpid(child, 0)
        digests.append(_digest(record))
        exports = {_exported(folder / f"{name}.record") for name in ("0", "1", "2", "both")}
    took = time.monotonic() - began
    print(f"{reports} reports in 3 orders and by 2 processes in {took:.0f} s:", end=" ")
    print(f"{len(set(digests))} digest(s), {len(exports)} export(s)")
    return len(set(digests)) == 1 and len(exports) == 1


def _digest(record: Path) -> str:
    with Record.open(record, read_only=True) as store:
        return store.digest()
