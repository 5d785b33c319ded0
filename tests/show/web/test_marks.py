"""Highlights: the pieces of every paragraph make up its text, whatever overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.build import make_report, two_speakers
from trucewatch.model import Claim, Reading, Source
from trucewatch.show.web.marks import HUES, hue, paragraphs, seen
from trucewatch.show.web.plot import HEIGHT, WIDTH, Spot, plot


def test_pieces_join_to_the_text_and_carry_their_things() -> None:
    reading = two_speakers()
    (only,) = paragraphs(reading)
    assert "".join(p.text for p in only.pieces) == reading.report.text
    anchors = [a for p in only.pieces for a in p.anchors]
    assert set(anchors) == {c.id for c in reading.claims} | {reading.events[0].id, reading.truces[0].id}
    assert only.claims == list(reading.claims)
    trigger = next(p for p in only.pieces if "event" in p.classes)
    assert trigger.text == "Shelling"


@given(
    st.text("ab \n“”", min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)
)
def test_any_overlap_keeps_every_character(text: str, pairs: list[tuple[int, int]]) -> None:
    report = make_report(text)
    spans = [report.span(min(a, b), max(a, b)) for a, b in pairs if max(a, b) <= len(text)]
    source = Source(report.span(0, 0), None, "", "unknown", False)
    claims = tuple(Claim(f"c-{n}", source, s, (s,), "direct", "assert", 1.0) for n, s in enumerate(spans))
    shown = paragraphs(Reading(report, claims))
    assert "".join("".join(p.text for p in par.pieces) for par in shown) == "".join(
        line for line in text.split("\n") if line.strip()
    )


def test_sides_keep_their_hue() -> None:
    assert hue("monitor") == hue("monitor")
    assert all(0 <= int(hue(s).removeprefix("hue-")) < HUES for s in ("a", "b", None))


def test_unseen_characters_are_shown() -> None:
    assert seen("a\u200bb\u202e") == "a⟦U+200B⟧b⟦U+202E⟧"
    assert seen("\u2028\x85\U000e0041") == "⟦U+2028⟧⟦U+0085⟧⟦U+E0041⟧"
    assert seen("line\nbreak\tand é") == "line\nbreak\tand é"


def test_the_map_counts_places_and_names_what_it_leaves_out() -> None:
    assert plot([]) is None
    north, south, far = Spot("Northtown", 36.2, 37.1), Spot("Southtown", 33.0, 36.0), Spot("Farcity", -33.0, 170.0)
    wide = Spot("A country", 35.0, 38.0, radius_km=400)
    drawn = plot([(north, 2), (south, 1), (far, 1), (wide, 1)])
    assert drawn is not None
    assert [(d.name, d.count, d.labelled) for d in drawn.dots] == [("Northtown", 2, True), ("Southtown", 1, True)]
    assert drawn.outside == [("A country", 1), ("Farcity", 1)]
    assert all(0 <= d.x <= WIDTH and 0 <= d.y <= HEIGHT for d in drawn.dots)
    assert plot([(wide, 1)]) is None


def test_the_map_widens_where_many_events_are_far() -> None:
    near, far = Spot("Northtown", 36.2, 37.1), Spot("Farcity", 48.0, 38.0)
    few, many = plot([(near, 9), (far, 1)]), plot([(near, 6), (far, 4)])
    assert few is not None
    assert many is not None
    assert ([d.name for d in few.dots], few.outside) == (["Northtown"], [("Farcity", 1)])
    assert ([d.name for d in many.dots], many.outside) == (["Northtown", "Farcity"], [])


def test_labels_do_not_lie_on_each_other() -> None:
    drawn = plot([(Spot(f"Town {n}", 36.0 + n / 1000, 37.0), 1) for n in range(5)] + [(Spot("Else", 34.0, 37.0), 1)])
    assert drawn is not None
    assert sum(d.labelled for d in drawn.dots) == 2
    assert drawn.lines
