import numpy as np
import pytest

from trucewatch.know.gazetteer import Candidate, Entry, Gazetteer
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.resolve.places import PlaceResolver
from trucewatch.resolve.places_choose import Chooser
from trucewatch.resolve.places_facts import COLUMNS, MOST_CANDIDATES, Setting
from trucewatch.resolve.places_spot import Mention, spot

WORLD = Gazetteer()
ANYWHERE = PlaceResolver(WORLD)


def resolved(text: str, *words: str, outlet: str | None = None) -> list[tuple[str | None, str | None]]:
    report = Report(id="r", text=text, raw_sha256="", text_sha256="", outlet=outlet)
    spans = [Span.of(text, text.index(w), text.index(w) + len(w)) for w in words]
    return [(p.country, p.admin1) if p else (None, None) for p in ANYWHERE.resolve(report, spans)]


def test_a_state_beside_the_name_decides_even_when_abbreviated() -> None:
    assert resolved("A man of Springfield, Mass., was arrested.", "Springfield", "Mass") == [
        ("US", "Massachusetts"),
        ("US", "Massachusetts"),
    ]
    assert resolved("The fire in Columbus, Neb., is out.", "Columbus", "Neb")[0] == ("US", "Nebraska")


def test_what_stands_near_decides() -> None:
    text = "The road from Richardson to Plano, Garland and Paris was closed."
    assert resolved(text, "Richardson", "Plano", "Garland", "Paris")[-1] == ("US", "Texas")


def test_an_outlet_of_a_country_speaks_of_its_towns() -> None:
    assert Setting.of("norwichpost.co.uk") == Setting("norwichpostcouk", "GB")
    assert Setting.of(None) == Setting()
    text = "The council of Lancaster met."
    mentions = spot(text, WORLD)
    scene = Chooser((), {}).scene(text, mentions, Setting.of("lancasterpost.co.uk"))
    entries = [c.entry for g in scene.groups for c in g.name.candidates]
    here = scene.table[:, COLUMNS.index("tld")] > 0
    assert [e.country == "GB" for e in entries] == here.tolist()


def test_words_around_a_name_are_left_out_where_the_whole_is_unknown() -> None:
    assert resolved("Fire in Readington Township and southern Bordeaux.", "southern Bordeaux")[0][0] == "FR"


def test_people_of_a_state_mean_the_state() -> None:
    assert resolved("Ohioans and Texans voted.", "Ohioans", "Texans") == [("US", "Ohio"), ("US", "Texas")]


def test_first_words_are_written_out() -> None:
    assert WORLD.candidates("Mt. Vernon") == [] or WORLD.candidates("Mt. Vernon")[0].entry.name.startswith("Mount")


def test_a_division_without_towns_takes_the_point_of_the_one_around_it() -> None:
    entry = next(c.entry for c in WORLD.candidates("Donetsk") if c.entry.kind == "admin2")
    assert entry.lat is not None
    assert entry.radius_km is not None
    assert entry.radius_km >= 60


def test_facts_stand_under_their_names() -> None:
    chooser = Chooser(("US",), {})
    text = "Shots in Paris, Texas, and in Lamar County."
    mentions = spot(text, WORLD)
    scene = chooser.scene(text, mentions, Setting.of("parisnews.com"))
    assert scene.table.shape == (sum(len(m.candidates[:MOST_CANDIDATES]) for m in mentions), len(COLUMNS))
    assert np.isfinite(scene.table).all()
    paris = scene.table[scene.starts[0] : scene.starts[1]]
    assert paris[:, COLUMNS.index("behind|comma|admin1")].any()
    assert paris[:, COLUMNS.index("outlet|narrow")].any()


@pytest.mark.parametrize("many", [1, 300])
def test_many_names_of_many_meanings_are_weighed_in_bounded_time(many: int) -> None:
    entries = [Entry(f"own:{i}", "X", "town", "US", f"D{i}", i % 80, i % 170, 1.0) for i in range(40)]
    candidates = tuple(Candidate(e, "exact", n) for n, e in enumerate(entries))
    mentions = [Mention(i * 9, i * 9 + 5, i, i + 1, f"X{i}", candidates) for i in range(many)]
    chosen = Chooser((), {}).choose("x" * (many * 9), mentions)
    assert len(chosen) == many
    assert all(0 < c.confidence <= 1 for c in chosen)


def test_nothing_is_chosen_of_nothing() -> None:
    assert Chooser((), {}).choose("", []) == []


def test_what_stands_behind_one_mention_counts_for_the_others() -> None:
    text = "Paris, Texas, is calm. Then Paris burned."
    mentions = spot(text, WORLD)
    scene = Chooser((), {}).scene(text, mentions, Setting())
    first, second = (n for n, g in enumerate(scene.groups) if g.spelled == "paris")
    entries = [c.entry for c in scene.groups[first].name.candidates]
    texan = [e.admin1 == "Texas" for e in entries]
    assert any(texan)
    for group, column in ((first, "behind|comma|admin1"), (first, "elsewhere|admin1"), (second, "elsewhere|admin1")):
        rows = scene.table[scene.starts[group] : scene.starts[group + 1], COLUMNS.index(column)]
        assert (rows > 0).tolist() == texan
    rows = scene.table[scene.starts[second] : scene.starts[second + 1], COLUMNS.index("behind|comma|admin1")]
    assert not rows.any()


def test_leads_beyond_the_company_are_heard_as_well() -> None:
    entries = [Entry(f"own:{i}", "X", "town", "US", f"D{i}", float(i), float(i), 1.0) for i in range(20)]
    candidates = tuple(Candidate(e, "exact", n) for n, e in enumerate(entries))
    mentions = [Mention(i * 9, i * 9 + 5, i, i + 1, f"X{i}", candidates) for i in range(2)]
    scene = Chooser((), {}).scene("x" * 30, mentions, Setting())
    for lead in (3, 19):
        scene.heard([lead, 0])
        close = scene.table[scene.starts[1] : scene.starts[2], COLUMNS.index("close")]
        assert int(close.argmax()) == lead
        assert close[lead] == 1.0


def test_what_is_explained_does_not_depend_on_the_reports_before() -> None:
    text, (mention, *_) = "Lyon is calm.", spot("Lyon is calm.", WORLD)
    chooser = Chooser((), {})
    heard = mention._replace(candidates=tuple(c._replace(how="demonym") for c in mention.candidates))
    for asked in (mention, heard):
        (choice,) = chooser.choose(text, [asked], explain=True)
        assert all(f"how={asked.candidates[0].how}" in facts for _, _, facts in choice.ranking)


def test_names_that_mean_one_place_need_no_weighing() -> None:
    entry = Entry("own:a", "Upper Mill", "village", "US", "D", 1.0, 1.0, 1.0)
    mention = Mention(0, 10, 0, 2, "Upper Mill", (Candidate(entry, "exact", 0),))
    chooser = Chooser((), {})
    plain, told = (chooser.choose("Upper Mill", [mention], explain=explain)[0] for explain in (False, True))
    assert (
        (plain.entry, plain.confidence, plain.level)
        == (told.entry, told.confidence, told.level)
        == (entry, 1.0, "place")
    )
