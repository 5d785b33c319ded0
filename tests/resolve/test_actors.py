"""Who a phrase means, and the mentions of a report. All sentences are our own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.know.profiles import load_profile, world_profile
from trucewatch.model.report import PublishedDate, Report, Zone
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver
from trucewatch.settings import conflicts_dir

SYRIA = ActorResolver(load_profile("syria"))


def report(text: str, outlet: str | None = None, day: date = date(2016, 8, 1)) -> Report:
    return Report("r1", text, "", "", outlet=outlet, published=PublishedDate(given=day))


def side(words: str, outlet: str | None = None, resolver: ActorResolver = SYRIA) -> str:
    return resolver.resolve(report(words, outlet), Span.of(words, 0, len(words))).side


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("the Syrian Observatory for Human Rights", "monitor"),
        ("regime forces", "government"),
        ("regime warplanes", "government"),
        ("rebel fighters", "opposition"),
        ("the Kurdish-led alliance", "kurdish"),
        ("Kurdish civilians", "civilians"),
        ("Kurdish fighters", "kurdish"),
        ("Russian warplanes", "russia"),
        ("Russian and Syrian warplanes", "russia"),
        ("the Syrian army", "government"),
        ("Syrian activists", "civilians"),
        ("Washington", "us"),
        ("US forces", "coalition"),
        ("US Secretary of State John Kerry", "us"),
        ("Turkish-backed rebels", "opposition"),
        ("Iranian-backed militias", "iran"),
        ("a spokesman for the White Helmets", "aid"),
        ("a source at the police command", "government"),
        ("medical sources", "aid"),
        ("dozens of civilians", "civilians"),
        ("at least 30 people", "civilians"),
        ("an unidentified gunman", "unknown"),
        ("the anti-regime fighters", "opposition"),
        ("groups operating in Syria", "unknown"),
        ("pro-Turkey militants", "opposition"),
        ("Syrian army men", "government"),
        ("two armoured vehicles and a rocket launcher", "government"),
        ("residential areas of the town", "civilians"),
        ("an activist group", "monitor"),
        ("the executive officer of a bank", "unknown"),
        ("the French foreign minister", "state"),
        ("residents of the rebel-held district", "civilians"),
        ("forces loyal to President Bashar al-Assad", "government"),
        ("a commander of Ahrar al-Sham", "opposition"),
        ("ISIL terrorists", "islamic-state"),
        ("terrorists of the Nusra Front", "nusra"),
        ("a UN official", "un"),
        ("a senior administration official", "us"),
        ("two Republican senators", "us"),
        ("journalists", "media"),
        ("the wind", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_phrase_has_a_side(words: str, wanted: str) -> None:
    assert side(words) == wanted


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("the SOHR", "sohr"),
        ("Jaish al-Islam", "jaysh-al-islam"),
        ("Jeish el-Islam", "jaysh-al-islam"),
        ("Rami Abdul-Rahman", "rami-abdel-rahman"),
        ("the Observatory's director", "rami-abdel-rahman"),
        ("Russian Foreign Minister Sergey Lavrov", "sergei-lavrov"),
        ("the Russian foreign minister", "sergei-lavrov"),
        ("the UN special envoy for Syria", "staffan-de-mistura"),
        ("Islamic State fighters", "islamic-state"),
    ],
)
def test_a_phrase_has_an_actor(words: str, actor: str) -> None:
    assert SYRIA.resolve(report(words), Span.of(words, 0, len(words))).actor == actor


def test_an_unknown_name_is_a_new_actor_never_a_known_one() -> None:
    words = "activist Nadim Farouk"
    found = SYRIA.resolve(report(words), Span.of(words, 0, len(words)))
    assert found.actor == "new:nadim-farouk"
    assert found.side == "civilians"


def test_an_apposition_elsewhere_in_the_report_tells_the_side() -> None:
    text = "Nadim Farouk, a member of Ahrar al-Sham, spoke first. Later Farouk left."
    start = text.rindex("Farouk")
    found = SYRIA.resolve(report(text), Span.of(text, start, start + 6))
    assert (found.name, found.side) == ("Nadim Farouk", "opposition")


def test_an_abbreviation_in_brackets_is_used_afterwards() -> None:
    text = "The Violations Documentation Center (VDCX) counted them. Later VDCX published the list."
    start = text.rindex("VDCX")
    assert SYRIA.resolve(report(text), Span.of(text, start, start + 4)).actor == "vdc"


def test_the_last_word_stands_for_a_longer_name_before() -> None:
    text = "The Syrian Coalition met in Istanbul. The Coalition rejected the plan."
    start = text.rindex("The Coalition")
    assert SYRIA.resolve(report(text), Span.of(text, start, start + 13)).side == "opposition"


def test_a_label_means_what_its_speaker_means() -> None:
    assert side("the terrorists", outlet="sana") == "opposition"
    assert side("the terrorists", outlet="trt") == "islamic-state"
    assert side("the resistance", outlet="manar") == "iran"


def test_a_label_means_the_group_named_before() -> None:
    text = "Nusra Front men attacked. The army pushed the terrorists back."
    start = text.index("the terrorists")
    assert SYRIA.resolve(report(text, "sana"), Span.of(text, start, start + 14)).side == "nusra"


def test_another_profile_reads_the_same_words_its_own_way() -> None:
    yemen = ActorResolver(load_profile("yemen"))
    assert side("rebel fighters", resolver=yemen) == "houthis"
    assert side("Saudi warplanes", resolver=yemen) == "coalition"
    assert side("Iranian-backed rebels", resolver=yemen) == "houthis"
    world = ActorResolver(world_profile())
    assert side("the French army", resolver=world) == "state"
    assert side("civilians", resolver=world) == "civilians"


def test_nothing_is_keyed_to_the_names_of_sides(tmp_path: Path) -> None:
    text = (conflicts_dir() / "syria.toml").read_text(encoding="utf-8")
    for old in ("government", "opposition", "russia", "nusra"):
        text = re.sub(
            rf'((?:means|side|RU|SY|government|military|air|police|rebels|militants|\w+) = )"{old}"',
            rf'\1"{old}-x"',
            text,
        )
        text = text.replace(f"[sides.{old}]", f"[sides.{old}-x]")
        text = re.sub(rf'((?:said_by|prefer|fights) = \[[^\]]*)"{old}"', rf'\1"{old}-x"', text)
    text = text.replace('kind = "government-x"', 'kind = "government"')
    path = tmp_path / "renamed.toml"
    path.write_text(text, encoding="utf-8")
    renamed = ActorResolver(load_profile(path))
    for words in (
        "regime forces",
        "the army",
        "rebel fighters",
        "Russian jets",
        "the Nusra Front",
        "the militants",
        "a rebel",
    ):
        assert side(words, resolver=renamed).removesuffix("-x") == side(words)
    told = "Regime forces shelled Idlib. Its commanders said the rebels and their leaders had fled."
    before, after = SYRIA.mentions(report(told)), renamed.mentions(report(told))
    assert [a.side for a in before] == [a.side.removesuffix("-x") for a in after]


def test_mentions_are_whole_phrases_with_true_offsets() -> None:
    text = (
        "Regime warplanes killed 12 civilians in Hama, the Syrian Observatory for Human Rights said. "
        "Rebel fighters from Ahrar al-Sham shot back. Sergei Lavrov called Washington."
    )
    found = SYRIA.mentions(report(text))
    by_words = {a.words.text: a for a in found}
    assert by_words["Regime warplanes"].actor == "syrian-air-force"
    assert by_words["12 civilians"].side == "civilians"
    assert by_words["the Syrian Observatory for Human Rights"].actor == "sohr"
    assert by_words["Sergei Lavrov"].side == "russia"
    assert by_words["Washington"].side == "us"
    assert all(text[a.words.start : a.words.end] == a.words.text for a in found)
    assert [a.words.start for a in found] == sorted(a.words.start for a in found)


def test_furniture_holds_no_actors() -> None:
    text = "Syrian army. Select Page"
    zone = Zone(Span.of(text, 0, 12), "furniture")
    held = Report("r1", text, "", "", zones=(zone,))
    assert SYRIA.mentions(held) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(WORDS := "the of and rebels Assad army IS (UN) 's , . 30 said Ali al- -backed".split()),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_is_read(text: str) -> None:
    for actor in SYRIA.mentions(report(text)):
        assert text[actor.words.start : actor.words.end] == actor.words.text
    SYRIA.resolve(report(text), Span.of(text, 0, len(text)))


@pytest.mark.parametrize(
    "text", ["rebels and " * 9_000, "A" * 100_000, "of the " * 15_000, "1,1," * 25_000, "\u202e\u200b😀" * 9_000]
)
def test_hostile_text_is_read(text: str) -> None:
    for actor in SYRIA.mentions(report(text)):
        assert text[actor.words.start : actor.words.end] == actor.words.text
    SYRIA.resolve(report(text), Span.of(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Officials in Moscow met. US air strikes hit the bridge.", "US", "coalition"),
        ("The Russian Defence Ministry denied it. The ministry said so twice.", "The ministry", "russia"),
        ("Russia struck Raqqa. The defence ministry said depots burned.", "The defence ministry", "russia"),
        ("The White Helmets said jets hit one of its centres.", "one of its centres", "aid"),
        ("Turkish Armed Forces said four of its soldiers died.", "four of its soldiers", "turkey"),
        ("President Bashar al-Assad spoke. A guest said his government stays.", "his government", "government"),
        ("The International Criminal Court met. A court spokesman spoke.", "A court spokesman", "state"),
    ],
)
def test_what_stands_before_tells_whose_it_is(text: str, words: str, wanted: str) -> None:
    whole = report(text)
    SYRIA.mentions(whole)
    at = text.rindex(words)
    assert SYRIA.resolve(whole, Span.of(text, at, at + len(words))).side == wanted
