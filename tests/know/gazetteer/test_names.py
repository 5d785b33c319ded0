from hypothesis import given
from hypothesis import strategies as st

from trucewatch.know.gazetteer.names import MAX_NAME_CHARS, bare_key, key, skeleton


def test_key_drops_marks_case_and_hyphens() -> None:
    assert key("Deir ez-Zor") == key("DEIR EZ ZOR") == "deir ez zor"
    assert key("Khān Shaykhūn") == "khan shaykhun"
    assert key("Dar‘ā") == key("Dar'a") == "dara"
    assert key("U.S.") == "us"


def test_bare_key_drops_a_leading_article_only() -> None:
    assert bare_key("al-Bab") == bare_key("Al Bāb") == "bab"
    assert bare_key("Bab al-Hawa") == "bab al hawa"
    assert bare_key("al") == "al"


def test_transliterations_share_a_skeleton() -> None:
    for names in (
        ("Hamdaniya", "Hamadaniyah", "Hamdaniyeh", "al-Hamdaniyah"),
        ("Khanasser", "Khanasir", "Khanaser"),
        ("Sharfa", "al-Shurfah", "Shurfa"),
        ("Bani Zeid", "Beni Zayd", "Bani Zaid"),
        ("Khan Tuman", "Khan Touman"),
        ("Qamishli", "Kamishly", "Qamishlo"),
    ):
        assert len({skeleton(n) for n in names}) == 1, names


def test_a_skeleton_needs_three_letters() -> None:
    assert skeleton("Rai") == ""
    assert skeleton("") == ""


def test_a_name_of_ten_thousand_characters_is_none() -> None:
    assert key("a" * 10_000) == ""
    assert key("b" * MAX_NAME_CHARS) != ""


@given(st.text(max_size=200))
def test_any_text_has_keys(name: str) -> None:
    assert key(name) == key(name).lower()
    assert isinstance(skeleton(name), str)
    assert isinstance(bare_key(name), str)
