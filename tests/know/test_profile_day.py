"""Names that two bodies share, and names with a typo. All names are made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.know.profile_day import NamesOfDay
from trucewatch.know.profile_names import name_words
from trucewatch.know.profiles import Profile, load_profile

BODY = """id = "valley"
name = "Valley"
[sides.one]
name = "One"
[[actor]]
id = "younger"
name = "Valley National Coalition"
aliases = ["VNC"]
side = "one"
start = 2012-11-11
source = "made up"
[[actor]]
id = "older"
name = "Valley National Council"
aliases = ["VNC"]
side = "one"
start = 2011-08-23
source = "made up"
[[actor]]
id = "watch"
name = "Observatory of the Valley"
side = "one"
source = "made up"
[[actor]]
id = "falcons"
name = "Qarnavists"
side = "one"
source = "made up"
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    path = tmp_path_factory.mktemp("p") / "valley.toml"
    path.write_text(BODY, "utf-8")
    return load_profile(path)


def found(profile: Profile, text: str, day: date | None = None) -> list[str]:
    words = name_words(text)
    return [f.actor for f in NamesOfDay.of_report(profile, day, words).find_words(words)]


def test_a_shared_name_is_the_body_that_was_there_on_the_day(profile: Profile) -> None:
    assert found(profile, "The VNC met.", date(2012, 3, 1)) == ["older"]
    assert found(profile, "The VNC met.", date(2015, 3, 1)) == ["younger"]
    assert found(profile, "The VNC met.") == ["younger"]


def test_a_shared_name_is_the_body_that_the_report_names_in_full(profile: Profile) -> None:
    text = "The Valley National Council met. The VNC went on."
    assert found(profile, text, date(2015, 3, 1)) == ["older", "older"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The Obsrvatory of the Valley said so.", ["watch"]),
        ("The Observatroy of the Valley said so. The Observatroy of the Valley left.", ["watch", "watch"]),
        ("The Observatorium of the Valley said so.", []),  # three edits
        ("The Qarnavist said so.", ["falcons"]),
        ("The obsrvatory of the Valley said so.", []),  # no capital: a word, no name
        ("The Vally is wide.", []),  # one short word
        ("The Obsermatory of the Vammey said so.", []),  # two typos
    ],
)
def test_one_edit_of_a_long_name_is_the_name(profile: Profile, text: str, actors: list[str]) -> None:
    assert found(profile, text) == actors


def test_two_names_as_near_are_neither(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    twins = "".join(f'[[actor]]\nname = "Brigade of {n}"\nside = "one"\nsource = "x"\n' for n in ("Sarmata", "Sarmada"))
    path.write_text('id = "p"\nname = "P"\n[sides.one]\nname = "One"\n' + twins, "utf-8")
    assert found(load_profile(path), "The Brigade of Sarmaxa left.") == []
    assert found(load_profile(path), "The Brigade of Sarmada left.") == ["brigade-of-sarmada"]


def test_a_name_of_ten_thousand_characters_is_read_in_time(profile: Profile) -> None:
    assert found(profile, "The " + "Observatory" * 1000 + " " + "O" * 10_000 + " left.") == []


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_with_true_offsets(text: str) -> None:
    profile = load_profile("yemen")
    words = name_words(text)
    for name in NamesOfDay.of_report(profile, None, words).find_words(words):
        assert 0 <= name.start < name.end <= len(text)
        assert name.actor in profile.actors
