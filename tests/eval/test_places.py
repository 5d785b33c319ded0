from eval.places import as_said, right

from trucewatch.model.place import Place
from trucewatch.model.span import Span

WORDS = Span(0, 11, "Springfield")
GOLD = {"lat": 39.8, "lon": -89.64, "geonameid": "4250542"}


def test_a_point_is_right_within_161_km_or_by_id() -> None:
    near = Place(WORDS, "geonames:1", "Springfield", "Illinois", "US", 39.0, -89.0, 4.0, 0.9)
    far = Place(WORDS, "geonames:2", "Springfield", "Ohio", "US", 39.92, -83.81, 4.0, 0.9)
    assert right(GOLD, near)
    assert not right(GOLD, far)
    assert right(GOLD, Place(WORDS, "geonames:4250542", "Springfield", "Illinois", "US"))
    assert not right(GOLD, None)


def test_a_country_alone_is_no_right_point_but_right_as_it_is_given() -> None:
    abstained = Place(WORDS, None, "Springfield", None, "US", confidence=0.98)
    assert not right(GOLD, abstained)
    assert as_said(GOLD, abstained)
    assert not as_said(GOLD, Place(WORDS, None, "Springfield", None, "FR", confidence=0.98))
