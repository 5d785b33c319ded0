"""What every test may use: the contract's validator, and loud skips for what a machine lacks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from jsonschema import Draft202012Validator

from trucewatch.model.contract import schema

settings.register_profile("patient", deadline=None)  # no test asserts a timing
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
REQUIRED = os.environ.get("TRUCEWATCH_REQUIRE") == "1"
_skipped: list[str] = []
#: No test reads what the user of this machine added; nothing is there.
os.environ["TRUCEWATCH_HOME"] = str(ROOT / "tests" / "no-home")


def need(present: bool, what: str) -> None:
    """Skip the test loudly where `what` is missing, or fail it where TRUCEWATCH_REQUIRE=1."""
    if present:
        return
    if REQUIRED:
        pytest.fail(f"{what} is required (TRUCEWATCH_REQUIRE=1) and missing")
    _skipped.append(what)
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def shared() -> Path:
    need(SHARED.is_dir(), f"the shared folder ({SHARED})")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need(found is not None, "chromium")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def valid() -> Callable[[Any], None]:
    """Return a function that fails when an object is not of the contract, or a span is not true."""
    validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)

    def check(reading: Any, text: str | None = None) -> None:
        validator.validate(reading)
        if text is not None:
            check_spans(reading, text)

    return check


def check_spans(thing: Any, text: str) -> None:
    """Assert that every span within `thing` equals the text that it points to."""
    if isinstance(thing, dict):
        if {"start", "end", "text"} <= thing.keys() and isinstance(thing["start"], int):
            assert text[thing["start"] : thing["end"]] == thing["text"]
        for inner in thing.values():
            check_spans(inner, text)
    elif isinstance(thing, list):
        for inner in thing:
            check_spans(inner, text)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say at the end, in capitals, what was not tested."""
    for what in sorted(set(_skipped)):
        terminalreporter.write_line(
            f"SKIPPED: tests that need {what} did not run ({_skipped.count(what)})", yellow=True
        )
