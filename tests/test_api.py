"""The public door: what `import trucewatch` offers, and that it opens quickly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import trucewatch
from tests.build import two_speakers
from trucewatch.errors import PROBLEMS, TrucewatchError, UsageError
from trucewatch.model import Problem


def test_all_names_what_is_public() -> None:
    assert sorted(trucewatch.__all__) == [
        "Filter",
        "Pipeline",
        "Reading",
        "Record",
        "TrucewatchError",
        "__version__",
        "read",
        "read_paths",
        "schema",
    ]
    for name in trucewatch.__all__:
        assert getattr(trucewatch, name) is not None


def test_a_record_takes_the_filters_of_the_command_line(tmp_path: Path) -> None:
    with trucewatch.Record.open(tmp_path / "a.record", create=True) as record:
        record.add(two_speakers())
        (row,) = record.events(trucewatch.Filter(source=("the army",), place=("Northtown",), sort="-date"))
        assert row.event.killed == (12, 30)
        with pytest.raises(UsageError, match="is no type"):
            list(record.events(trucewatch.Filter(type=("riots",))))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = trucewatch.nonsense


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "onnxruntime numpy sqlalchemy fastapi trafilatura rich click tokenizers"
    code = f"import sys, trucewatch; print([m for m in {heavy.split()!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_read_tells_a_bad_day_from_a_good_one() -> None:
    with pytest.raises(UsageError, match="is not a day"):
        trucewatch.read("The army said the truce holds.", published="1 August")


def test_read_gives_claims_with_their_source() -> None:
    text = "The army said on Sunday that 12 people were killed in shelling. A monitor said 30 civilians were killed."
    reading = trucewatch.read(text, published="2016-08-01", outlet="The Wire")
    assert reading.report.published.origin == "given"
    said_by = {c.source.words.text for c in reading.claims}
    assert {"The army", "A monitor"} <= said_by
    assert all(v.claim or v.outlet == "The Wire" for e in reading.events for v in e.values)


def _tree(kind: type[TrucewatchError]) -> list[type[TrucewatchError]]:
    return [kind, *(k for child in kind.__subclasses__() for k in _tree(child))]


def test_every_error_and_problem_has_a_code_of_its_own() -> None:
    codes = [k.code for k in _tree(TrucewatchError)]
    assert len(codes) == len(set(codes))
    assert all(what and do for what, do in PROBLEMS.values())
    assert str(UsageError("no", where="here", do="that")) == "TW-E100: no (here)\n  What to do: that"


def test_a_tables_columns_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("No,Body\n7,The army said on Monday that the truce holds.\n", encoding="utf-8")
    (found,) = trucewatch.read_paths([path], columns={"text": "Body", "id": "No"})
    assert isinstance(found, trucewatch.Reading)
    assert found.report.id == "7"
    (wrong,) = trucewatch.read_paths([path], columns={"text": "Story"})
    assert isinstance(wrong, Problem)
