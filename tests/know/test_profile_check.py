"""What a check of a profile finds."""

from __future__ import annotations

from pathlib import Path

from tests.know.test_profiles import write
from trucewatch.know.profile_check import Finding, check_profile
from trucewatch.know.profiles import load_profile


def findings(folder: Path, body: str, places: tuple[str, ...] = ()) -> list[Finding]:
    return list(check_profile(load_profile(write(folder, body)), places))


def test_a_cycle_of_memberships_is_an_error(tmp_path: Path) -> None:
    body = (
        '[[actor]]\nid = "a"\nname = "Alpha"\nside = "government"\nmember_of = ["b"]\nsource = "s"\n'
        '[[actor]]\nid = "b"\nname = "Beta"\nside = "government"\nmember_of = ["a"]\nsource = "s"\n'
    )
    found = findings(tmp_path, body)
    assert [f.level for f in found] == ["error", "error"]
    assert "a -> b -> a" in found[0].what
    assert found[0].line == 16


def test_a_cycle_does_not_hang_the_side(tmp_path: Path) -> None:
    body = '[[actor]]\nid = "a"\nname = "Alpha"\nmember_of = ["b"]\n'
    body += '[[actor]]\nid = "b"\nname = "Beta"\nmember_of = ["a"]\n'
    assert load_profile(write(tmp_path, body)).side_of("a") == "unknown"


def test_unknown_ids_are_errors(tmp_path: Path) -> None:
    body = '[[actor]]\nname = "A"\nside = "government"\nmember_of = ["zzz"]\nsource = "s"\n'
    body += '[[person]]\nname = "P"\ntitle = "head"\nof = "yyy"\nside = "government"\nsource = "s"\n'
    assert [f.level for f in findings(tmp_path, body)] == ["error", "error"]


def test_dates_that_overlap_are_errors(tmp_path: Path) -> None:
    body = (
        '[[actor]]\nname = "A"\nsource = "s"\n'
        'sides = [{ side = "government", end = 2012-05-01 }, { side = "opposition", start = 2012-05-01 }]\n'
    )
    found = findings(tmp_path, body)
    assert [f.level for f in found] == ["error"]
    assert "hold on the same days" in found[0].what


def test_shared_names_look_alikes_places_and_missing_sources_are_warnings(tmp_path: Path) -> None:
    body = (
        '[[actor]]\nname = "Dawn"\nside = "government"\nsource = "s"\n'
        '[[actor]]\nid = "dawn-two"\nname = "Dawn Brigade"\naliases = ["Dawn"]\nside = "opposition"\nsource = "s"\n'
        '[[actor]]\nname = "Vіctory Army"\nside = "opposition"\n'
    )
    found = findings(tmp_path, body, places=("Dawn",))
    assert {f.level for f in found} == {"warning"}
    told = " | ".join(f.what for f in found)
    assert "also one of 'dawn'" in told
    assert "look alike" in told
    assert "name of a place" in told
    assert "no source" in told
    assert "What to do" in str(found[0])
