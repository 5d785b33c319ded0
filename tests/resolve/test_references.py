"""Whom a source's words mean, with the path. All sentences are our own."""

from __future__ import annotations

from datetime import date

from trucewatch.know.profiles import load_profile
from trucewatch.model.claim import Claim, Source
from trucewatch.model.report import PublishedDate, Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors import ActorResolver

SYRIA = ActorResolver(load_profile("syria"))


def sources(text: str, *words: str, within: dict[int, int] | None = None) -> list[Source]:
    """Resolve the sources whose words stand in a text in this order."""
    report = Report("r1", text, "", "", published=PublishedDate(given=date(2016, 8, 1)))
    claims: list[Claim] = []
    at = 0
    for n, phrase in enumerate(words):
        at = text.index(phrase, at)
        span = Span.of(text, at, at + len(phrase))
        at += len(phrase)
        source = Source(span, None, phrase, "unknown", phrase[0].isupper())
        outer = (within or {}).get(n)
        claims.append(
            Claim(
                f"c{n}",
                source,
                Span.of(text, at, at),
                (),
                "indirect",
                "assert",
                1.0,
                None if outer is None else f"c{outer}",
            )
        )
    return [c.source for c in SYRIA.sources(report, tuple(claims), SYRIA.mentions(report))]


def test_a_pronoun_means_the_last_person_across_paragraphs() -> None:
    text = (
        "The head of the Observatory Rami Abdel Rahman said so.\n\nShells fell at noon.\n\nHe added that it was quiet."
    )
    found = sources(text, "The head of the Observatory Rami Abdel Rahman", "He")
    assert found[1].actor == "rami-abdel-rahman"
    assert found[1].side == "monitor"
    assert found[1].named
    assert found[1].via == ("The head of the Observatory Rami Abdel Rahman",)


def test_it_means_the_last_institution() -> None:
    text = "The Syrian Observatory for Human Rights said five died. It said rebels fired on Damascus."
    assert sources(text, "The Syrian Observatory for Human Rights", "It")[1].actor == "sohr"


def test_the_source_is_the_one_described_before_and_stays_unnamed() -> None:
    text = "A source at Hama Police Command said one died. The source added that the road was cut."
    first, second = sources(text, "A source at Hama Police Command", "The source")
    assert second.name == first.name
    assert second.name.startswith("unnamed source at Hama")
    assert not second.named
    assert second.side == "government"
    assert second.via == ("A source at Hama Police Command",)


def test_the_path_goes_back_step_by_step() -> None:
    text = "A doctor in Douma said so. He wept. He said more."
    found = sources(text, "A doctor in Douma", "He", "He said more"[:2])
    assert found[2].via[-1] == "A doctor in Douma"
    assert found[2].side == "aid"


def test_a_described_monitor_is_the_one_that_the_report_names() -> None:
    text = "Ten people died, a monitoring group said. The Syrian Network for Human Rights counted them."
    found = sources(text, "a monitoring group", "The Syrian Network for Human Rights")
    assert found[0].actor == "snhr"
    assert found[0].via


def test_a_group_based_somewhere_is_the_monitor_met_before() -> None:
    text = "The Syrian Observatory for Human Rights spoke. Later the Britain-based group said more."
    assert sources(text, "The Syrian Observatory for Human Rights", "the Britain-based group")[1].actor == "sohr"


def test_part_of_a_name_is_the_whole_name() -> None:
    text = "Zakaria Malahifji of the rebel group Fastaqim spoke. Malahifji said no. Zakaria said yes."
    found = sources(text, "Zakaria Malahifji", "Malahifji", "Zakaria")
    assert {s.name for s in found} == {"Zakaria Malahifji"}
    assert {s.side for s in found} == {"opposition"}


def test_the_statement_speaks_for_whoever_issued_it() -> None:
    text = "The Russian Defence Ministry issued a statement in Moscow. The statement said jets had landed."
    assert sources(text, "The statement")[0].side == "russia"


def test_a_spokesman_speaks_for_the_body_and_both_are_kept() -> None:
    text = "A spokesman for the High Negotiations Committee said no."
    (found,) = sources(text, "A spokesman for the High Negotiations Committee")
    assert found.actor == "hnc"
    assert "spokesman" in found.name
    assert found.side == "opposition"
    assert not found.named


def test_joint_sources_keep_both_names_and_the_side_of_the_first() -> None:
    text = "The Syrian Observatory for Human Rights and the White Helmets said so."
    (found,) = sources(text, "The Syrian Observatory for Human Rights and the White Helmets")
    assert found.side == "monitor"
    assert "White Helmets" in found.name


def test_the_speaker_of_a_quotation_is_its_source() -> None:
    text = "Riyad Hijab said: we heard that the road is cut."
    found = sources(text, "Riyad Hijab", "we", within={1: 0})
    assert found[1].name == "Riyad Hijab"


def test_two_unnamed_sources_stay_two() -> None:
    text = "A rebel commander said so. A doctor in Idlib said no."
    found = sources(text, "A rebel commander", "A doctor in Idlib")
    assert found[0].name != found[1].name
    assert [s.side for s in found] == ["opposition", "aid"]


def test_nobody_is_invented_for_a_pronoun_without_anybody() -> None:
    (found,) = sources("He said nothing.", "He")
    assert found.actor is None
    assert found.side == "unknown"
    assert found.via == ()


def test_no_claims_no_sources() -> None:
    assert sources("") == []


def test_a_pronoun_keeps_to_its_gender() -> None:
    text = "Spokeswoman Jane Doerr said so. The spokesman John Roer said he was there. She added that it was quiet."
    found = sources(text, "Spokeswoman Jane Doerr", "The spokesman John Roer", "She")
    assert found[2].name == found[0].name


def test_words_that_look_like_a_pronoun_are_none() -> None:
    text = "The Syrian Observatory for Human Rights said five died. US officials said it was four."
    found = sources(text, "The Syrian Observatory for Human Rights", "US officials")
    assert (found[1].side, found[1].via) == ("us", ())


def test_a_definite_phrase_with_a_name_of_its_own_points_to_nobody() -> None:
    text = "The Syrian Observatory for Human Rights said five died. The Qarnavil Media Center said six."
    assert sources(text, "The Syrian Observatory for Human Rights", "The Qarnavil Media Center")[1].actor != "sohr"


def test_an_age_tells_a_civilian_and_nothing_else_stays_unknown() -> None:
    text = "Qasim Farhat, 37, said shells fell. Tariq Lorant said so too."
    assert [s.side for s in sources(text, "Qasim Farhat", "Tariq Lorant")] == ["civilians", "unknown"]


def test_he_who_said_a_quotation_opens_the_sentence_before_it() -> None:
    text = (
        'Ambassador Bashar Jaafari called it silly.\n"You ask us to go," he said.\n'
        'Observatory director Rami Abdel Rahman met editors on Sunday.\n"No talks go on," he said.'
    )
    found = sources(text, "Ambassador Bashar Jaafari", "he", "he")
    assert [s.name for s in found] == ["Bashar Jaafari", "Bashar Jaafari", "Rami Abdel Rahman"]


def test_its_president_is_of_the_body_that_opens_the_sentence() -> None:
    text = "The Red Cross wants to see more prisoners of the government, its president said on Monday."
    assert sources(text, "its president")[0].side == "aid"


def test_his_daughter_is_of_the_person_with_whom_the_sentence_begins() -> None:
    text = "The Observatory said one died. Barack Obama, who likes the sea, left Damascus on Sunday, his daughter said."
    assert sources(text, "The Observatory", "his daughter")[1].side == "us"


def test_many_and_one_are_some_of_those_who_spoke_last() -> None:
    text = (
        'Aid workers said the road was cut. "We are tired," said one. Refugees said they fled. Many said they were hit.'
    )
    found = sources(text, "Aid workers", "one", "Refugees", "Many")
    assert [s.side for s in found] == ["aid", "aid", "civilians", "civilians"]


def test_an_age_means_the_last_person() -> None:
    text = "Bashar al-Assad spoke on Monday. All is well, the 50-year-old ruler said."
    assert sources(text, "the 50-year-old ruler")[0].side == "government"


def test_the_agency_is_the_last_one_that_spoke_whatever_it_is_called() -> None:
    text = "The International Committee of the Red Cross said it needs money. The agency said it would buy bread."
    assert sources(text, "The International Committee of the Red Cross", "The agency")[1].actor == "icrc"
    text = "A UNHCR spokesman told Reuters that many came. A spokesman called it a flood."
    assert sources(text, "A UNHCR spokesman", "A spokesman")[1].side == "un"


def test_it_is_the_state_that_acts_in_the_same_breath() -> None:
    text = "He met Baath Party leaders. Last year, the US froze his money, which had grown, it said, for years."
    assert sources(text, "it")[0].side == "us"


def test_the_envoy_of_a_country_is_no_other_envoy() -> None:
    text = "UN envoy Staffan de Mistura asked for calm. No calm will come, the Dutch envoy said."
    assert [s.side for s in sources(text, "UN envoy Staffan de Mistura", "the Dutch envoy")] == ["un", "state"]


def test_the_foreign_ministry_is_of_the_state_that_spoke_last() -> None:
    text = "Syria's foreign minister spoke. Norway said it was sad. It will help, the foreign ministry said."
    assert sources(text, "Norway", "the foreign ministry")[1].side == "state"


def test_a_body_described_by_its_people_is_no_person() -> None:
    text = "The activist-operated Valley News network said two died. Three are hurt, the network added."
    assert [s.side for s in sources(text, "The activist-operated Valley News network", "the network")] == ["media"] * 2


def test_they_are_doctors_who_were_asked() -> None:
    text = "Doctors interviewed described symptoms they believe point to gas."
    assert sources(text, "Doctors interviewed", "they")[1].side == "aid"


def test_a_page_that_is_affiliated_with_a_group_is_on_its_side() -> None:
    text = "An ISIS-affiliated page said one died. Syrian television said two died."
    sides = [s.side for s in sources(text, "An ISIS-affiliated page", "Syrian television")]
    assert sides == ["islamic-state", "government"]
    text = "Norwegian officials said two died. It was late, one official said."
    assert [s.side for s in sources(text, "Norwegian officials", "one official")] == ["state", "state"]


def test_swapped_letters_of_an_abbreviation_are_a_typo() -> None:
    text = "Two died, the SOHR said. Three died, SORH said."
    assert [s.actor for s in sources(text, "the SOHR", "SORH")] == ["sohr", "sohr"]


def test_a_statement_is_of_whom_its_sentence_names_first() -> None:
    text = 'Sergei Lavrov told them that the war must end, a statement said. "All must help," the statement said.'
    assert [s.side for s in sources(text, "a statement", "the statement")] == ["russia", "russia"]


def test_officials_after_a_state_spoke_are_its_own() -> None:
    text = "The United States accused Iran of sending guns. Officials said they had proof."
    found = sources(text, "The United States", "Officials")[1]
    assert (found.side, found.named) == ("us", False)
