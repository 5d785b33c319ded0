from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.errors import ModelError
from trucewatch.know.gazetteer import Entry, Gazetteer, load_places
from trucewatch.model.place import Place
from trucewatch.model.report import Report, Zone
from trucewatch.model.span import Span
from trucewatch.resolve import places_judge
from trucewatch.resolve.places import PlaceResolver
from trucewatch.settings import conflicts_dir

WORLD = Gazetteer()
SYRIA = PlaceResolver(WORLD, countries=("SY",), extra=load_places(conflicts_dir() / "syria.places.toml"))
ANYWHERE = PlaceResolver(WORLD)


def report(text: str, zones: tuple[Zone, ...] = ()) -> Report:
    return Report(id="r", text=text, raw_sha256="", text_sha256="", zones=zones)


def read(text: str, resolver: PlaceResolver = SYRIA) -> dict[str, Place]:
    return {p.words.text: p for p in resolver.places(report(text))}


def whole(text: str, found: Sequence[Place]) -> None:
    last = 0
    for place in found:
        words = place.words
        assert text[words.start : words.end] == words.text
        assert words.start >= last
        last = words.end
        assert 0 <= place.confidence <= 1
        assert place.lat is None or -90 <= place.lat <= 90


def test_a_village_its_governorate_and_its_spellings() -> None:
    for spelling in ("Saraqib", "Saraqeb", "Sarakeb"):
        place = read(f"Warplanes struck the town of {spelling} in Idlib province on Monday.")[spelling]
        assert (place.name, place.admin1, place.country) == ("Saraqib", "Idlib", "SY")
        assert place.lat == pytest.approx(35.86, abs=0.05)
        assert place.radius_km == 4.0


def test_one_name_two_places_is_decided_by_what_stands_near() -> None:
    assert read("Shells fell on Khan Arnabah and Hader in Quneitra province.")["Hader"].admin1 == "Quneitra"
    text = "Rebels in al-Midan neighborhood of Damascus, and in Qaboun and Jobar, fired at the capital Damascus."
    assert read(text)["al-Midan"].admin1 == "Damascus"
    text = "Shells hit al-Midan, Sulaymaniyah and Azizieh in Aleppo, residents of Aleppo said."
    assert read(text)["al-Midan"].admin1 == "Aleppo"


def test_no_group_person_or_virtue_is_a_place() -> None:
    text = (
        "The Islamic State and the Free Syrian Army fought. Victory is near, said Mohammed Alloush. "
        "President Bashar Assad met Sergei Lavrov on Monday."
    )
    assert read(text) == {}


def test_what_lies_around_a_city_that_is_its_own_division() -> None:
    place = read("Troops shelled towns around Damascus on Friday.")["Damascus"]
    assert place.admin1 == "Rif Dimashq"
    assert read("A bomb went off in Damascus on Friday.")["Damascus"].admin1 == "Damascus"


def test_a_bearing_moves_the_point() -> None:
    town = read("Clashes erupted in Saraqib on Friday.")["Saraqib"]
    moved = read("Clashes erupted 20 km west of Saraqib on Friday.")["Saraqib"]
    assert moved.name == "west of Saraqib"
    assert moved.lon is not None
    assert town.lon is not None
    assert moved.lon < town.lon - 0.15
    assert moved.place_id == town.place_id


def test_furniture_is_left_out() -> None:
    text = "News from Aleppo | Share\nShells fell in Aleppo."
    zone = Zone(Span.of(text, 0, 24), "furniture")
    assert [p.words.start for p in SYRIA.places(report(text, (zone,)))] == [text.rindex("Aleppo")]


def test_elsewhere_in_the_world() -> None:
    found = read("The talks were held in Geneva, Switzerland, and in Paris, Texas.", ANYWHERE)
    assert found["Geneva"].country == "CH"
    assert found["Paris"].admin1 == "Texas"


def test_profiles_do_not_mix() -> None:
    libya = PlaceResolver(WORLD, countries=("LY",), extra=load_places(conflicts_dir() / "libya.places.toml"))
    assert read("Rebels in Zawiya near Tripoli fled.", libya)["Zawiya"].country == "LY"
    assert not any(e.own for e in WORLD.extra)


def test_given_spans_are_resolved_and_unknown_ones_left() -> None:
    text = "Georgians in Qwxyz and Berlin"
    people, unknown, town = SYRIA.resolve(
        report(text), [Span.of(text, 0, 9), Span.of(text, 13, 18), Span.of(text, 23, 29)]
    )
    assert people is not None
    assert people.country == "GE"
    assert unknown is None
    assert town is not None
    assert town.country == "DE"


def test_explain_ranks_the_candidates() -> None:
    (told,) = SYRIA.explain(report("Shells fell on the city of Tripoli on Friday."))
    assert told.probability >= 0.5
    scores = [score for _, score, _ in told.ranking]
    assert scores == sorted(scores, reverse=True)
    assert "size" in told.ranking[0][2]


def test_a_damaged_weight_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    places_judge.weights.cache_clear()
    monkeypatch.setattr(places_judge, "files", lambda _: tmp_path)
    with pytest.raises(ModelError):
        places_judge.weights()
    monkeypatch.undo()
    places_judge.weights.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "‮Aleppo‬ 😀 Al‑Bab",
        "Aleppo" * 20_000,
        "A " * 50_000,
        "al-" * 30_000,
        "Aleppo, " * 2_000,
        "U." * 20_000,
    ],
)
def test_hostile_text_never_raises(text: str) -> None:
    whole(text, SYRIA.places(report(text)))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["Aleppo", "al-Bab", "of", "the", "Mr", "St.", "U.S.", ",", "\n", "west of", "é", "İ"]))
)
def test_offsets_are_always_true(words: list[str]) -> None:
    text = " ".join(words)
    whole(text, SYRIA.places(report(text)))


def test_an_own_place_without_a_point_stays_without() -> None:
    nowhere = Entry("own:x", "Zzyzxabad", "village", "SY", "Homs", own=True)
    resolver = PlaceResolver(WORLD, countries=("SY",), extra=[nowhere])
    (place,) = resolver.resolve(report("Zzyzxabad"), [Span.of("Zzyzxabad", 0, 9)])
    assert place is not None
    assert (place.place_id, place.lat, place.lon) == ("own:x", None, None)


@pytest.mark.parametrize("resolver", [SYRIA, ANYWHERE])
@pytest.mark.parametrize(
    "text",
    [
        "The Victory Army said that its men had left.",
        "Gen. Jackson spoke to reporters. Jackson added that the truce held.",
        "Michael Moore said that the film was ready.",
        "Jack London and Paris Hilton met the press.",
        "The road is open, according to NBQ's Diana.",
        "Ministers asked for a no-fly zone on Sunday.",
        "He said that Ahrar al-Sham would not sign.",
        "The judge sent Abu Omar al-Halabi to prison.",
        "They drove a car away. Contact Us here.",
    ],
)
def test_persons_groups_and_phrases_are_no_places(text: str, resolver: PlaceResolver) -> None:
    assert read(text, resolver) == {}


def test_little_known_places_elsewhere_are_left_out_in_a_theatre() -> None:
    assert read("They fired Grad rockets at the Old City.") == {}


def test_a_capital_stands_for_its_government_and_a_famous_town_for_itself() -> None:
    assert read("Washington said that it would reply.")["Washington"].admin1 == "District of Columbia"
    assert read("Delegates met in Geneva on Monday.")["Geneva"].country == "CH"
    assert read("She was treated in Philadelphia last year.")["Philadelphia"].country == "US"


def test_the_same_name_without_the_longer_one_around_it_stays_a_place() -> None:
    assert "al-Tabqa" in read("Troops Advance Near al-Tabqa on Monday.")
    assert "London" in read("The envoy flew to London on Monday.")


def test_rural_and_northern_mean_the_province_of_a_town() -> None:
    for words in ("rural Idlib", "northern Idlib", "Idlib northern countryside"):
        place = read(f"Shells fell on villages in {words} on Monday.")["Idlib"]
        assert (place.place_id, place.admin1) == ("geonames:169387", "Idlib"), words
        assert place.radius_km is not None
        assert place.radius_km >= 30
    assert read("Aid reached rural Damascus on Monday.")["Damascus"].admin1 == "Rif Dimashq"
    # A city of more than a million has sides of its own.
    assert read("Shells fell on eastern Aleppo on Monday.")["Aleppo"].place_id == "geonames:170063"


def test_a_side_of_a_provinces_countryside_is_a_window_seen_from_its_town() -> None:
    place = read("They hit a convoy in the eastern countryside of Homs on Monday.")["Homs"]
    assert (place.place_id, place.name) == ("geonames:169575", "eastern countryside of Homs")
    assert place.lon is not None
    assert place.lon > 36.95
    assert place.radius_km == 32.0


def test_of_a_list_of_provinces_each_is_one() -> None:
    for text in ("Raids hit Raqqa, Idlib and Hama provinces.", "Raids hit the provinces of Raqqa, Idlib and Hama."):
        ids = {words: place.place_id for words, place in read(text).items()}
        assert ids == {"Raqqa": "geonames:172957", "Idlib": "geonames:169387", "Hama": "geonames:170015"}, text


def test_letters_that_look_latin_and_names_without_end() -> None:
    assert read("Shells fell on \u0410l\u0435pp\u043e on Monday.")["\u0410l\u0435pp\u043e"].name == "Aleppo"
    endless = "Al" * 5_000
    assert read(f"Shells fell on {endless} on Monday.") == {}
    text = f"{endless} burned"
    assert SYRIA.resolve(report(text), [Span.of(text, 0, len(endless))]) == (None,)


def test_far_namesakes_that_are_as_likely_give_what_they_share() -> None:
    (place,) = ANYWHERE.places(report("The tornado hit Springfield on Monday."))
    assert (place.place_id, place.name, place.admin1, place.country) == (None, "Springfield", None, "US")
    assert (place.lat, place.radius_km) == (None, None)
    assert place.confidence > 0.8
    (near,) = ANYWHERE.places(report("The tornado hit Springfield, Illinois on Monday."))[:1]
    assert near.admin1 == "Illinois"
    twins = [
        Entry(f"own:{i}", "Xillmar", "village", "XX", d, y, 1.0, 2.0, own=True)
        for i, (d, y) in enumerate((("North", 1.0), ("North", 2.0), ("North", 3.0)))
    ]
    division = Entry("own:d", "North", "admin1", "XX", "North", 2.0, 1.0, 60.0, own=True)
    resolver = PlaceResolver(Gazetteer((*twins, division)), countries=("XX",), known={})
    (found,) = resolver.resolve(report("in Xillmar now"), [Span.of("in Xillmar now", 3, 10)])
    assert found is not None
    assert (found.place_id, found.admin1, found.lat, found.radius_km) == (None, "North", 2.0, 60.0)
    nowhere = [Entry(f"own:{c}", "Xillmar", "village", c, "D", 1.0, i * 5.0, 2.0) for i, c in enumerate("ABCDE")]
    (found,) = PlaceResolver(Gazetteer(nowhere), known={}).resolve(
        report("in Xillmar now"), [Span.of("in Xillmar now", 3, 10)]
    )
    assert found is not None
    assert (found.place_id, found.name, found.country, found.lat) == (None, "Xillmar", None, None)
