"""Sentences that a page ran together. All sentences are our own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.resolve.test_actors_people import told
from trucewatch.resolve.references_breaks import breaks_of


def test_a_capital_pronoun_amid_a_line_begins_a_sentence() -> None:
    text = "Rebels took the town. Mayor: ` We stand firm' He said no. They met in The Hague. It rained."
    ends = [text[e : e + 3] for e in breaks_of(text).ends]
    assert ends == ["May", "He ", "The", "It "]
    assert [text[a:b] for a, b in breaks_of(text).loose] == ["Mayor: ` We stand firm' "]


def test_a_report_begins_after_its_dateline() -> None:
    text = "Rebels gain ground Tripoli, Libya (CNN) -- The rebels took the town. They cheered."
    assert text[breaks_of(text).begins :].startswith("The rebels took")


def test_who_is_named_in_a_headline_amid_the_text_is_not_meant_after_it() -> None:
    text = (
        "Shells fell. A doctor, Omar Tahun, spoke at the hospital. The night was long."
        " Clinton on Libya: ` Time is on our side' He told of many wounded."
    )
    assert told(text, "He told"[:2])[0][1] == "aid"


def test_who_is_named_above_the_report_is_meant_only_at_worst() -> None:
    text = "Clinton speaks TRIPOLI (Reuters) - A baker, Omar Tahun, 40, left his shop. He said it was late."
    assert told(text, "He said"[:2])[0] == ("Omar Tahun", "civilians")
    assert told("Clinton speaks WASHINGTON (Reuters) - It was late. She said so.", "She")[0][1] == "us"


def test_a_surname_alone_is_somebody_met_before() -> None:
    text = (
        "The president of Chad, Idi Doeby, spoke. Adm. Jan Doll of NATO said no. Doeby left at noon. He also denied it."
    )
    assert told(text, "Adm. Jan Doll of NATO", "He")[1] == ("Idi Doeby", "state")


@given(st.text(alphabet="Ab. \n'’(CN)-–HeThe", max_size=400))
def test_breaks_lie_within_the_text_in_order(text: str) -> None:
    found = breaks_of(text)
    assert found.ends == sorted(set(found.ends))
    assert all(0 < e <= len(text) for e in found.ends)
    assert all(a < b <= len(text) for a, b in found.loose)


def test_hostile_text_is_cut() -> None:
    text = "A he The He ' " * 30_000
    found = breaks_of(text)
    assert found.ends[-1] <= len(text)


def test_a_name_that_opens_a_sentence_is_its_subject_whatever_stands_before() -> None:
    text = "Rebels hold a town in Libya. Tony Blair, who came by sea, met what he called brave men."
    assert told(f"Moussa Ibrahim said no. {text}", "Moussa Ibrahim", "he")[1][1] == "state"


def test_a_second_dateline_begins_a_sentence() -> None:
    text = "TRIPOLI (Reuters) - It rained. ROME (Reuters) - Italy has halted a ship, it said on Friday."
    assert told(text, "it said"[:2])[0][1] == "state"


def test_people_who_are_only_described_come_before_a_far_source() -> None:
    text = "A regime official said no. It rained. It was cold. All was dark. Shops were shut. Cars stood there."
    assert told(f"{text} One father drove by. He said it was calm.", "A regime official", "He")[1][1] == "civilians"


def test_part_of_them_is_them() -> None:
    text = "The journalists saw her fall, and several of them cried out."
    assert told(text, "several of them")[0][1] == "media"


def test_officials_go_on_from_a_spokesman_of_the_government() -> None:
    text = "A government spokesman said she was safe. Officials later said she would be tried."
    assert told(text, "A government spokesman", "Officials")[1][1] == "government"


def test_observers_and_organizations_are_those_met_before() -> None:
    assert told("UN observers reached the village. The observers saw blood.", "The observers")[0][1] == "un"
    text = "The rebels fled. NATO said it was sorry. The organization added that it would look into it."
    assert told(text, "NATO", "The organization")[1][1] == "coalition"


def test_a_post_in_a_body_met_before_gives_its_side() -> None:
    text = 'The UNHCR sent a ship. "They are lost," said Paolo Lupi, the organization\'s regional head.'
    assert told(text, "Paolo Lupi, the organization's regional head")[0][1] == "un"


def test_names_in_an_outlets_list_are_its_reporters() -> None:
    text = "CNN's Jane Grey, John Doe and Lena Dorfer contributed to this report. Dorfer saw smoke."
    assert told(text, "Dorfer saw"[:6])[0][1] == "media"


def test_i_is_no_army() -> None:
    text = "The army said it would move. But I think it will wait."
    assert told(text, "The army", "I think"[:1])[1][1] == "unknown"


def test_an_announcer_is_of_the_outlet_named_before() -> None:
    text = "Libyan state television showed a crowd. It was night. They are victorious, the announcer said."
    assert told(text, "the announcer")[0][1] == "government"


def test_a_surname_has_the_side_of_the_titled_name_before() -> None:
    text = "The U.S. Navy left. All went well, said Navy spokesman Cmdr. Jan Doll. Doll named no day."
    assert told(text, "Navy spokesman Cmdr. Jan Doll", "Doll named"[:4])[1][1] == "coalition"


def test_a_council_named_in_full_just_before_is_meant_before_one_that_spoke_earlier() -> None:
    text = (
        "The U.N. Security Council said no. Planes flew. It rained. Ships left. She will come, said the National"
        " Transitional Council, which sits in the east. The council quoted her."
    )
    assert told(text, "The U.N. Security Council", "The council")[1][1] == "opposition"


def test_others_to_whom_something_goes_are_no_speakers() -> None:
    text = "Sources close to Gadhafi said he would give power only to others of his own. They said there was time."
    assert told(text, "Sources close to Gadhafi", "They")[1][1] == "government"
