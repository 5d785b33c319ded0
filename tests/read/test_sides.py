from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model import Actor, Report
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.happening import Happening
from trucewatch.read.prose import Prose
from trucewatch.read.sides import Rated, Standing, features, kind_of

TEXT = "North artillery shelled Oldtown as East fighters looked on near South positions."
FOES = frozenset({("north", "south"), ("south", "north")})


def happening() -> Happening:
    prose = Prose.of(Report("r", TEXT, "", ""))
    return EventReader().happenings(prose, Mentions.of((), (), (), ()))[0]


def rated(side: str, actor: float, recipient: float, at_lead: bool = True) -> Rated:
    words = Report("r", TEXT, "", "").span(0, 5)
    return Rated(Actor(words, None, side, side), {"actor": actor, "recipient": recipient}, at_lead)


def test_a_side_stands_as_its_likeliest_actor() -> None:
    standing = Standing.of("actor", [rated("north", 1.0, -1.0, at_lead=False), rated("north", -2.0, 0.5)])
    assert standing.likeliest == {"north": 1.0}
    assert standing.beside == {"north": -2.0}


def test_whom_the_likeliest_doer_fights_is_told_from_the_others() -> None:
    found = features(
        happening(), [rated("north", 2.0, -3.0), rated("south", -2.0, 0.0), rated("east", -2.0, 0.0)], FOES
    )
    wars = {side: [n for n in names if n.startswith("war=")] for side, names in found["recipient"].items()}
    assert all(n.startswith("war=True") for n in wars["south"])
    assert all(n.startswith("war=False") for n in wars["east"])
    assert not any(n.startswith("war=") for names in found["actor"].values() for n in names)


def test_without_a_profile_that_says_who_fights_the_question_stays_open() -> None:
    found = features(happening(), [rated("north", 2.0, -3.0), rated("south", -2.0, 0.0)], frozenset())
    assert any(n.startswith("war=open") for n in found["recipient"]["south"])


def test_no_feature_names_a_side() -> None:
    found = features(happening(), [rated("north", 2.0, -3.0), rated("south", -2.0, 0.0)], FOES)
    assert not any(side in n for sides in found.values() for names in sides.values() for n in names for side in sides)


def test_bystanders_keep_their_kind_and_every_other_side_is_a_party() -> None:
    assert [kind_of(s) for s in ("civilians", "north", "unknown")] == ["civilians", "party", "unknown"]


@given(st.lists(st.tuples(st.sampled_from(["north", "south", "civilians", "unknown"]), st.floats(-30, 30)), max_size=8))
def test_any_odds_give_features_for_each_side(given: list[tuple[str, float]]) -> None:
    found = features(happening(), [rated(side, odds, -odds) for side, odds in given], FOES)
    assert set(found["actor"]) == set(found["recipient"]) == {side for side, _ in given}
