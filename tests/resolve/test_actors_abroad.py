"""Officials and forces of other states. All sentences are our own."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.know.profiles import load_profile
from trucewatch.model.report import PublishedDate, Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver

RESOLVERS = {name: ActorResolver(load_profile(name)) for name in ("libya", "syria", "ukraine", "yemen")}
DAYS = {
    "libya": date(2011, 4, 1),
    "syria": date(2016, 8, 1),
    "ukraine": date(2022, 4, 1),
    "yemen": date(2016, 4, 1),
}


def side(war: str, text: str, words: str) -> str:
    report = Report("r1", text, "", "", published=PublishedDate(given=DAYS[war]))
    RESOLVERS[war].mentions(report)
    at = text.rindex(words)
    return RESOLVERS[war].resolve(report, Span.of(text, at, at + len(words))).side


@pytest.mark.parametrize(
    ("war", "text", "words", "wanted"),
    [
        (
            "libya",
            "The U.S. Navy left. Navy spokesman Cmdr. Jan Doll spoke.",
            "Navy spokesman Cmdr. Jan Doll",
            "coalition",
        ),
        (
            "libya",
            "China left. Foreign Ministry spokeswoman Mei Li spoke.",
            "Foreign Ministry spokeswoman Mei Li",
            "state",
        ),
        ("libya", "Turkish citizens left, the prime minister's office said.", "the prime minister's office", "turkey"),
        (
            "libya",
            "Libya talks, Deputy Foreign Minister Hadi Sabri said.",
            "Deputy Foreign Minister Hadi Sabri",
            "government",
        ),
        ("libya", "Foreign governments sent ships.", "Foreign governments", "state"),
        ("libya", "House Speaker Tom Dole wrote.", "House Speaker Tom Dole", "us"),
        ("libya", "Sen. Tom Dole wrote.", "Sen. Tom Dole", "us"),
        ("libya", "Former President Tom Dole wrote.", "Former President Tom Dole", "unknown"),
        ("yemen", "Retired army general Tom Dole wrote.", "Retired army general Tom Dole", "unknown"),
        ("libya", "Prime Minister Joe Mapleton spoke.", "Prime Minister Joe Mapleton", "state"),
        ("libya", "Officials in Tripoli deny it.", "Officials in Tripoli", "government"),
        ("libya", "A coalition of tribal elders met.", "A coalition of tribal elders", "civilians"),
        ("libya", "Britain's Highmoor Oil paid.", "Britain's Highmoor Oil", "unknown"),
        ("syria", "Israel watches Damascus. Roads Minister Dov Peled shrugged.", "Roads Minister Dov Peled", "israel"),
        ("syria", "The civil administration of Idlib closed.", "The civil administration of Idlib", "opposition"),
        ("syria", "A senior administration official spoke.", "A senior administration official", "us"),
        ("syria", "Jan Doll of the Fairview Doha Centre wrote.", "Jan Doll of the Fairview Doha Centre", "unknown"),
        ("ukraine", "A Polish border guard spokeswoman spoke.", "A Polish border guard spokeswoman", "state"),
        ("ukraine", "The defence ministry in Moscow spoke.", "The defence ministry in Moscow", "russia"),
        ("yemen", "The Iranian foreign ministry spokesman spoke.", "The Iranian foreign ministry spokesman", "iran"),
    ],
)
def test_whose_official_it_is(war: str, text: str, words: str, wanted: str) -> None:
    got = side(war, text, words)
    if words.startswith("The civil administration"):
        assert got != "us"
    else:
        assert got == wanted


def test_a_head_of_a_body_in_a_country_is_not_its_president() -> None:
    words = "the president of the International Chess Federation in France"
    report = Report("r1", words, "", "", published=PublishedDate(given=date(2011, 4, 1)))
    assert RESOLVERS["libya"].resolve(report, Span.of(words, 0, len(words))).actor != "nicolas-sarkozy"


def test_an_ambassador_to_a_country_is_not_that_country_s() -> None:
    words = "Libya's ambassador to the United States"
    assert side("libya", words, words) != "us"


@pytest.mark.parametrize(
    ("words", "early", "late"),
    [
        ("Libyan officials", "government", "opposition"),
        ("the government forces", "government", "opposition"),
        ("the Libyan government", "government", "opposition"),
        ("the Gadhafi regime", "government", "government"),
        ("forces loyal to Gadhafi", "government", "government"),
        ("the rebels", "opposition", "opposition"),
    ],
)
def test_who_governs_depends_on_the_day(words: str, early: str, late: str) -> None:
    found = []
    for day in (date(2011, 6, 1), date(2011, 9, 20)):
        text = f"They met {words}."
        report = Report("r1", text, "", "", published=PublishedDate(given=day))
        at = text.index(words)
        found.append(RESOLVERS["libya"].resolve(report, Span.of(text, at, at + len(words))).side)
    assert found == [early, late]


@pytest.mark.parametrize("war", list(RESOLVERS))
@pytest.mark.parametrize(("people", "wanted"), [("Iranian", "iran"), ("Israeli", "israel"), ("Turkish", "turkey")])
def test_a_government_with_a_side_of_its_own_has_it_in_every_war(war: str, people: str, wanted: str) -> None:
    assert side(war, f"{people} officials denied the report.", f"{people} officials") == wanted
