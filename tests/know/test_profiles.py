"""Profiles: what ships, what a file may say, how a report finds its conflict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trucewatch.errors import ProfileError
from trucewatch.know.profile_check import check_profile, errors
from trucewatch.know.profiles import choose_profile, load_profile, shipped_profiles, slug, world_profile
from trucewatch.model.report import PublishedDate, Report

LEAST = {"libya": 80, "syria": 200, "ukraine": 60, "yemen": 60}

HEAD = """
id = "freedonia"
name = "War in Freedonia"
countries = ["LY"]
zone = "Africa/Tripoli"
cues = ["Huxley"]

[sides.government]
name = "Government"
[sides.opposition]
name = "Opposition"
"""


def report(text: str, day: date | None = None) -> Report:
    return Report("r1", text, "", "", published=PublishedDate(given=day))


def write(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "freedonia.toml"
    path.write_text(head + body, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", shipped_profiles())
def test_a_shipped_profile_is_whole_and_without_errors(name: str) -> None:
    profile = load_profile(name)
    assert len(profile.own_actors) >= LEAST[name]
    assert not errors(check_profile(profile))
    assert all(a.source for a in profile.own_actors)
    assert profile.state_names
    assert profile.state_adjectives


def test_every_known_conflict_ships() -> None:
    assert set(LEAST) <= set(shipped_profiles())


def test_a_name_is_the_one_of_the_day() -> None:
    profile = load_profile("syria")
    front = profile.actors["hts"]
    assert front.name_on(date(2016, 7, 27)) == "al-Nusra Front"
    assert front.name_on(date(2016, 7, 28)) == "Jabhat Fateh al-Sham"
    assert front.name_on(date(2017, 2, 1)) == "Hayat Tahrir al-Sham"
    assert front.name_on(None) == front.name


def test_a_side_follows_from_the_post_the_body_or_the_country() -> None:
    profile = load_profile("syria")
    assert profile.side_of("rami-abdel-rahman") == "monitor"
    assert profile.side_of("us-military") == "coalition"
    assert profile.side_of("state-us") == "us"
    assert profile.side_of("state-fr") == "state"
    assert profile.side_of("tass") == "russia"
    assert profile.side_of("nobody") == "unknown"


def test_a_side_may_change_with_the_day() -> None:
    profile = load_profile("libya")
    assert profile.side_of("moussa-koussa", date(2011, 3, 1)) == "government"
    assert profile.side_of("moussa-koussa", date(2011, 4, 1)) == "unknown"


def test_a_report_finds_its_conflict() -> None:
    profiles = [load_profile(n) for n in shipped_profiles()]
    syrian = report("Syrian troops shelled a suburb of Damascus on Monday.", date(2016, 7, 3))
    yemeni = report("Houthi fighters shelled Taiz in Yemen.", date(2018, 7, 3))
    assert choose_profile(syrian, profiles).id == "syria"
    assert choose_profile(yemeni, profiles).id == "yemen"
    assert choose_profile(report("Prices rose in Brazil."), profiles) is world_profile()
    assert choose_profile(report(""), profiles) is world_profile()


def test_a_report_of_another_time_needs_more_names() -> None:
    profiles = [load_profile("libya")]
    text = "Libya and its neighbours met. Benghazi was quiet."
    assert choose_profile(report(text, date(2011, 5, 1)), profiles).id == "libya"
    assert choose_profile(report(text, date(1999, 5, 1)), profiles).id == "world"


def test_a_profile_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(ProfileError, match="syria"):
        load_profile("nowhere")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('[[actor]]\nname = "A"\nsidee = "government"\n', "line 14, key actor.sidee"),
        ('[[actor]]\nname = "A"\nside = "goverment"\n', "key actor.side"),
        ('[[actor]]\nside = "government"\n', "key actor.name"),
        ('[[actor]]\nname = "A"\nkind = "tribe"\n', "key actor.kind"),
        ('[[actor]]\nid = "a b"\nname = "A"\n', "key actor.id"),
        ('[[actor]]\nid = "a"\nname = "A"\n[[actor]]\nid = "a"\nname = "B"\n', "line 16, key actor.id"),
        ('[[actor]]\nname = "A"\nstart = "2011"\n', "key actor.start"),
        ('[[actor]]\nname = "A"\naliases = "B"\n', "key actor.aliases"),
        (f'[[actor]]\nname = "{"x" * 10_000}"\n', "key actor.name"),
        ('[[actor]]\nname = "A"\nnames = [{ name = "B", start = 2012-01-01, end = 2011-01-01 }]\n', "key actor.names"),
        ('[[person]]\nname = "P"\nside = "rebels"\n', "key person.side"),
        ('[roles]\nrebels = "oppositon"\n', "key roles.rebels"),
        ('[[label]]\nwords = ["x"]\nmeans = "them"\n', "key label.means"),
        ("actor = 3\n", "key"),
        ("[[actor\n", "line"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(write(tmp_path, body))
    assert said in str(caught.value)
    assert "freedonia.toml" in str(caught.value)


def test_wrong_zone_country_and_bytes_are_named(tmp_path: Path) -> None:
    for old, new, key in (("Africa/Tripoli", "Mars/Base", "zone"), ('["LY"]', '["Libya"]', "countries")):
        with pytest.raises(ProfileError, match=f"key {key}"):
            load_profile(write(tmp_path, "", HEAD.replace(old, new)))
    path = tmp_path / "latin.toml"
    path.write_bytes('name = "é"'.encode("latin-1"))
    with pytest.raises(ProfileError, match="UTF-8"):
        load_profile(path)


def test_a_profile_of_a_users_own_is_read_again_when_it_changes(tmp_path: Path) -> None:
    path = write(tmp_path, '[[actor]]\nname = "Red Guard"\nside = "government"\n')
    assert load_profile(path).side_of("red-guard") == "government"
    write(tmp_path, '[[actor]]\nname = "Red Guard"\nside = "opposition"\n')
    assert load_profile(path).side_of("red-guard") == "opposition"


def test_a_slug_is_plain() -> None:
    assert slug("Jaysh al-Izzah (Idlib)") == "jaysh-izzah-idlib"
    assert slug("") == ""
    assert len(slug("x" * 10_000)) <= 200


PERIODS = """
id = "freedonia"
name = "A war"
countries = ["NO"]
[sides.government]
name = "Government"
[sides.rebels]
name = "Rebels"
[roles]
government = "government"
military = "government"
[[period]]
start = 2011-09-01
end = 2011-10-31
roles = { government = "rebels" }
"""


def test_a_period_changes_what_roles_mean_on_its_days_only(tmp_path: Path) -> None:
    path = tmp_path / "war.toml"
    path.write_text(PERIODS, encoding="utf-8")
    profile = load_profile(path)
    assert profile.on(date(2011, 8, 31)) is profile
    assert profile.on(None) is profile
    later = profile.on(date(2011, 9, 1))
    assert later.role_side("government") == "rebels"
    assert later.role_side("military") == "government"
    assert later.actors is profile.actors
    assert later.index is profile.index
    assert profile.on(date(2011, 10, 31)) is later
    assert profile.on(date(2011, 11, 1)) is profile


@pytest.mark.parametrize(
    ("line", "told"),
    [('roles = { government = "nobody" }', "nobody"), ('start = "2011"\nroles = {}', "day"), ("rolls = {}", "rolls")],
)
def test_a_wrong_period_is_told(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "war.toml"
    path.write_text(PERIODS.split("[[period]]")[0] + f"[[period]]\n{line}\n", encoding="utf-8")
    with pytest.raises(ProfileError, match=told):
        load_profile(path)


def test_who_holds_no_post_any_more_is_on_the_side_of_the_last_one() -> None:
    younes = load_profile("libya").actors["abdel-fattah-younes"]
    titles = [p.title if (p := younes.post_on(day)) else "" for day in (date(2011, 1, 1), date(2011, 8, 9))]
    assert titles == ["interior minister", "commander"]


def test_who_fights_whom_holds_both_ways(tmp_path: Path) -> None:
    head = HEAD.replace('name = "Government"', 'name = "Government"\nfights = ["opposition"]')
    profile = load_profile(write(tmp_path, "", head))
    assert profile.foes == {("government", "opposition"), ("opposition", "government")}


def test_who_fights_a_side_that_is_none_is_a_typo(tmp_path: Path) -> None:
    head = HEAD.replace('name = "Government"', 'name = "Government"\nfights = ["opposotion"]')
    with pytest.raises(ProfileError, match="no side 'opposotion'"):
        load_profile(write(tmp_path, "", head))


@pytest.mark.parametrize("name", shipped_profiles())
def test_a_shipped_profile_says_who_fights_whom(name: str) -> None:
    assert load_profile(name).foes


def test_an_unknown_day_has_the_side_that_held_longest(tmp_path: Path) -> None:
    body = """
[[actor]]
name = "Rufus Firefly"
sides = [{ side = "government", end = 2011-02-20 }, { side = "opposition", start = 2011-02-21 }]
source = "our own"
"""
    head = HEAD.replace("cues =", "start = 2011-02-15\nend = 2011-10-23\ncues =")
    profile = load_profile(write(tmp_path, body, head))
    assert profile.side_of("rufus-firefly") == "opposition"
    assert profile.side_of("rufus-firefly", date(2011, 2, 16)) == "government"
