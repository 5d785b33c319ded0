"""The command line of the gate: suites by name, an unknown one refused with the list."""

import pytest
from eval.gate import SUITES, asked


def test_suites_are_taken_as_named() -> None:
    assert asked([]) == []
    assert asked(["sample", "places known"]) == ["sample", "places known"]


def test_an_unknown_suite_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        asked(["nonsense"])
    told = capsys.readouterr().err
    assert "'nonsense' is no suite" in told
    assert all(name in told for name in SUITES)
