from pathlib import Path

import numpy as np
import pytest

from trucewatch.errors import GazetteerError
from trucewatch.know.gazetteer.gazetteer import SHIPPED
from trucewatch.know.gazetteer.index import KINDS, Index


def test_the_shipped_index_is_small_and_holds_the_world() -> None:
    assert SHIPPED.stat().st_size < 15_000_000
    assert Index(SHIPPED).rows > 250_000


def test_rows_hold_what_the_source_says() -> None:
    index = Index(SHIPPED)
    row = index.row(index.lookup("paris")[0])
    assert (row.name, row.country, row.geonames) == ("Paris", "FR", 2988507)
    assert row.lat == pytest.approx(48.853, abs=0.01)
    assert row.lon == pytest.approx(2.349, abs=0.01)
    assert row.pop == pytest.approx(2_138_551, rel=0.01)
    assert row.parent is not None


def test_every_row_and_key_can_be_read() -> None:
    index = Index(SHIPPED)
    for number in range(0, index.rows, 997):
        row = index.row(number)
        assert row.name
        assert row.parent is None or row.parent < number
    assert index.lookup("no such place anywhere") == ()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"TWPLACE1\x05\x00\x00\x00{}", b"TWPLACE1\x02\x00\x00\x00{}"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.bin"
    path.write_bytes(content)
    with pytest.raises(GazetteerError) as raised:
        Index(path)
    assert str(path) in str(raised.value)
    assert raised.value.do


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be opened"):
        Index(tmp_path / "none.bin")


def test_an_empty_index_is_loud(tmp_path: Path) -> None:
    path = tmp_path / "empty.bin"
    whole = SHIPPED.read_bytes()
    path.write_bytes(whole.replace(b'"rows": ', b'"rows":0,"x":', 1))
    with pytest.raises(GazetteerError, match="empty"):
        Index(path)


def test_a_division_lies_where_its_towns_lie() -> None:
    index = Index(SHIPPED)
    numbers = index.numbers()
    jafara = index.row(numbers[7602690])  # was given the middle of Jufra, 500 km away
    assert jafara.lat == pytest.approx(32.6, abs=0.3)
    assert jafara.lon == pytest.approx(13.0, abs=0.3)
    washington = index.row(numbers[5225535])  # the county in Rhode Island, was given the state's
    assert washington.lon == pytest.approx(-71.6, abs=0.5)


def test_points_are_the_steps_rounded_to_thousandths_of_a_degree() -> None:
    index = Index(SHIPPED)
    lats, lons = index._lats, index._lons
    for number in range(0, index.rows, 499):
        row = index.row(number)
        if row.lat is not None:
            assert row.lat == round(lats[number] / 65534 * 180 - 90, 3)
            assert row.lon == round(lons[number] / 65534 * 360 - 180, 3)


def test_a_town_lies_in_the_division_around_it() -> None:
    index = Index(SHIPPED)
    lyon = index.lookup("lyon")[0]
    division = index.division(lyon)
    assert division is not None
    assert index.row(division).kind == "admin1"
    assert index.division(division) == division
    assert index.division(index.lookup("france")[0]) is None


def test_columns_say_of_all_rows_what_is_said_of_each() -> None:
    index = Index(SHIPPED)
    columns = index.columns()
    assert all(len(column) == index.rows for column in columns)
    for number in range(0, index.rows, 499):
        point, division = index.point(index.placed(number)), index.division(number)
        assert columns.pop[number] == index.pop(number)
        assert KINDS[columns.kind[number]] == index.kind(number)
        assert columns.division[number] == (-1 if division is None else division)
        assert division is None or index.country(division) == index.country(number)
        assert point == (columns.lat[number], columns.lon[number]) if point else np.isnan(columns.lat[number])
