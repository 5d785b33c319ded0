from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model import Claim, Report, Source, Span
from trucewatch.read.arguments import Mentions
from trucewatch.read.events import EventReader
from trucewatch.read.happening import Happening
from trucewatch.read.linking import MOST_PAIRS, LinearLinks, polarity
from trucewatch.read.merging import with_harms
from trucewatch.read.prose import Prose
from trucewatch.read.scene import Scene, features


def span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words), words)


def claim(text: str, name: str, source: str, cue: str, content: str, stance: str = "assert") -> Claim:
    said = Source(span(text, source), None, source, "unknown", True)
    return Claim(name, said, span(text, cue), (span(text, content),), "indirect", stance, 1.0)


def told(text: str, *claims: Claim) -> tuple[Prose, list[Happening], Mentions]:
    prose = Prose.of(Report("r", text, "", ""))
    mentions = Mentions.of(claims, (), (), ())
    return prose, EventReader().happenings(prose, mentions), mentions


TEXT = "An air strike killed 12 people. The ministry said the strike hit a depot. Officials said rents fell."
TOLD = claim(TEXT, "c1", "The ministry", "said", "the strike hit a depot")
OTHER = claim(TEXT, "c2", "Officials", "said", "rents fell")


def test_a_claim_that_names_the_happening_is_linked_and_one_about_something_else_is_not() -> None:
    prose, found, mentions = told(TEXT, TOLD, OTHER)
    links = LinearLinks().link(prose, found[:1], mentions)
    assert [link.id for link in links[0]] == ["c1"]


def test_a_denial_of_an_event_denies_and_a_denial_that_is_the_event_reports() -> None:
    text = "Air strikes hit the town. The army denied air strikes on the town."
    denial = claim(text, "c1", "The army", "denied", "air strikes on the town", "deny")
    _, found, _ = told(text, denial)
    kinds = {h.type: polarity(h, denial) for h in found}
    assert kinds["ASSAULT"] == "denies"
    assert kinds.get("REJECT", "reports") == "reports"


def test_features_name_no_place_group_or_source() -> None:
    prose, found, mentions = told(TEXT, TOLD, OTHER)
    scene = Scene.of(prose, found, mentions)
    names = {name for n in range(len(found)) for c in range(2) for name in features(scene, n, c)}
    assert not any(word in name.lower() for name in names for word in ("ministry", "depot", "officials"))
    assert any(name.startswith("holds=") for name in names)


def test_words_that_likely_tell_of_the_happening_again_are_told_from_those_of_another() -> None:
    text = (
        "An air strike killed 12 people in Brenn. The ministry said the air strike killed 12 people. "
        "Officials said an air strike in Dorn killed 40 people. Officials said rents fell."
    )
    again = claim(text, "c1", "The ministry", "said", "the air strike killed 12 people")
    other = Claim(
        "c2",
        again.source,
        again.cue,
        (span(text, "an air strike in Dorn killed 40 people"),),
        "indirect",
        "assert",
        1.0,
    )
    rents = claim(text, "c3", "Officials", "said", "rents fell")
    prose, _, mentions = told(text, again, other, rents)
    found = [Happening.of(m) for m in with_harms(EventReader().mentions(prose, mentions))]
    scene = Scene.of(prose, found, mentions)
    edges = [{name for name in features(scene, 0, c) if name.startswith("again")} for c in range(3)]
    assert len(edges[0]) > len(edges[1])
    assert edges[2] == {"again=no-kin"}


def test_how_the_claim_is_said_counts_by_where_it_stands() -> None:
    prose, found, mentions = told(TEXT, TOLD, OTHER)
    names = [{n for n in features(Scene.of(prose, found[:1], mentions), 0, c) if n.startswith("cue")} for c in (0, 1)]
    assert names == [{"cue=said+holds"}, {"cue=said+near"}]


def test_words_of_dropped_happenings_are_kin_without_an_owner() -> None:
    prose, found, mentions = told(TEXT, TOLD)
    scene = Scene.of(prose, [], mentions, found)
    assert {owner for held in scene.kin for _, owner in held} <= {-1}


def test_a_report_with_very_many_pairs_is_read_in_bounded_time() -> None:
    line = "Air strikes hit a town. Officials said taxes would fall. "
    text = line * 90
    claims = []
    for n in range(90):
        source, cue = span(text, "Officials", n * len(line)), span(text, "said", n * len(line))
        said = Source(source, None, f"official {n}", "unknown", False)
        content = (span(text, "taxes would fall", n * len(line)),)
        claims.append(Claim(f"c{n}", said, cue, content, "indirect", "assert", 1.0))
    prose, found, mentions = told(text, *claims)
    many = found * (1 + MOST_PAIRS // (90 * max(1, len(found))))
    assert len(LinearLinks().link(prose, many, mentions)) == len(many)


@given(st.text(alphabet="ab .\n\u202e\U0001f600strike killed 12", max_size=200), st.data())
def test_any_text_and_claim_is_survived(noise: str, data: st.DataObject) -> None:
    text = f"Air strikes killed 12. {noise} The army said clashes went on. {noise}"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    said = Source(span(text, "The army"), None, "the army", "unknown", True)
    odd = Claim("c1", said, span(text, "said"), (Span(start, end, text[start:end]),), "direct", "assert", 1.0)
    prose, found, mentions = told(text, odd)
    assert len(LinearLinks().link(prose, found, mentions)) == len(found)
