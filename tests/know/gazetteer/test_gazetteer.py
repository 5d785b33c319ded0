from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.know.gazetteer import Entry, Gazetteer, find_places

WORLD = Gazetteer()


def own(place_id: str, name: str, **facts: object) -> Entry:
    return Entry(place_id, name, "village", "SY", "Aleppo", 36.0, 37.0, 2.0, own=True, **facts)  # type: ignore[arg-type]


def test_own_places_stand_first_and_replace_shipped_rows() -> None:
    gazetteer = Gazetteer([own("geonames:170063", "Haleb", names=("Aleppo",))])
    names = [(c.entry.place_id, c.entry.name) for c in gazetteer.candidates("Aleppo")]
    assert names[0] == ("geonames:170063", "Haleb")
    assert sum(i == "geonames:170063" for i, _ in names) == 1
    assert WORLD.candidates("Aleppo")[0].entry.name == "Aleppo"


def test_a_division_renamed_by_a_profile_names_its_towns() -> None:
    shipped = WORLD.candidates("Misrata", ("LY",))[0].entry
    assert shipped.country == "LY"
    division = Entry("geonames:2214845", "District of Misrata", "admin1", "LY", own=True)
    gazetteer = Gazetteer([division])
    towns = [c.entry for c in gazetteer.candidates("Misrata") if c.entry.kind == "town"]
    assert towns[0].admin1 == "District of Misrata"


def test_names_are_matched_loosely_only_in_the_theatre() -> None:
    assert WORLD.candidates("Qamishlo") == []
    found = WORLD.candidates("Qamishlo", ("SY",))
    assert found[0].entry.name == "Al Qamishli"
    assert found[0].how == "skeleton"


def test_an_article_written_into_the_name_is_seen() -> None:
    gazetteer = Gazetteer([own("own:1", "al-Madrasah")])
    assert [c.how for c in gazetteer.candidates("Almadrasah", ("SY",))] == ["article"]


def test_a_famous_place_is_not_looked_past() -> None:
    assert {c.how for c in WORLD.candidates("London", ("SY",))} == {"exact"}


def test_with_entries_leaves_the_first_as_it_was() -> None:
    more = WORLD.with_entries([own("own:1", "Zzyzxabad")])
    assert more.candidates("Zzyzxabad")
    assert not WORLD.candidates("Zzyzxabad")
    assert more.entry("own:1") is not None


def test_demonyms() -> None:
    country = WORLD.demonym("Americans")
    assert country is not None
    assert country.country == "US"
    assert WORLD.demonym("Aleppo") is None


def test_find_gives_reasons() -> None:
    found = find_places(WORLD, "Tripoli", ("LY",))
    assert found[0].why[0] == "spelled so"
    assert any("in the theatre" in f.why for f in found)
    assert find_places(WORLD, "Xqzzt") == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_name_may_be_asked_for(name: str) -> None:
    for candidate in WORLD.candidates(name, ("SY", "LY")):
        assert candidate.entry.place_id


def test_of_a_common_name_the_best_rows_are_read_and_no_more() -> None:
    index = WORLD.index
    world = Gazetteer(index=index)
    rows = index.lookup("santa maria")
    assert len(rows) > 30
    found = world.candidates("Santa Maria")
    assert [c.rank for c in found] == list(range(30))
    assert found[:5] == world.candidates("Santa Maria", most=5)
    assert len(world._rows) == 30


def test_a_shipped_place_says_what_its_entry_says() -> None:
    for candidate in (*WORLD.candidates("Lyon"), *WORLD.candidates("France"), *WORLD.candidates("Georgia")):
        place, entry = candidate.place, candidate.entry
        for fact in ("place_id", "name", "kind", "wide", "country", "admin1", "point", "pop", "own", "parent"):
            assert getattr(place, fact) == getattr(entry, fact), fact
    other = Gazetteer(index=WORLD.index)
    assert [c.entry for c in WORLD.candidates("Lyon")] == [c.entry for c in other.candidates("Lyon")]
