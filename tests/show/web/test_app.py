"""The pages without a browser: every value beside who gives it, nothing hostile alive, filters and errors."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.build import two_speakers
from trucewatch.model import ProfileUsed
from trucewatch.record import Record
from trucewatch.show.web import make_app
from trucewatch.show.web.app import HEADERS
from trucewatch.show.web.forms import PAGES as LISTS

PAGES = ["/", *(f"/{name}" for name in LISTS)]


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def keys(record_path: object) -> list[str]:
    with Record.open(str(record_path), read_only=True) as record:
        return record.keys()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_strict_headers(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert {k: answer.headers[k] for k in HEADERS} == HEADERS
    assert "<script" not in answer.text
    assert "\u202e" not in answer.text
    assert "\x1b" not in answer.text


def test_a_report_shows_both_speakers_and_both_tolls_beside_the_text(client: TestClient, record_path: object) -> None:
    for key in keys(record_path):
        page = client.get(f"/reports/{key}")
        assert page.status_code == 200
        if "Northtown" in page.text:
            shown = text_of(page.text)
            assert "30 civilians “30 civilians”, The Valley Monitor (monitor)" in shown
            assert "12 “12 people”, The army (government)" in shown
            assert 'class="piece content' in page.text


def test_events_show_who_gives_each_toll(client: TestClient) -> None:
    shown = text_of(client.get("/events?outlet=The+Wire").text)
    assert "30 civilians The Valley Monitor" in shown
    assert "12 The army" in shown
    assert "Northtown The Wire (outlet)" in shown


def test_truces_show_the_words_and_the_giver_of_each_field(client: TestClient) -> None:
    shown = text_of(client.get("/truces").text)
    assert "duration P3D three days The Wire (outlet)" in shown
    assert "the report itself" in shown


def test_filters_narrow_the_rows_and_stay_in_the_form(client: TestClient) -> None:
    assert "No claim fits." in client.get("/claims?side=un").text
    page = client.get("/claims?source=army&side=government").text
    assert "The Valley Monitor" not in page
    assert 'value="army"' in page


def test_hostile_text_is_shown_and_harmless(client: TestClient, record_path: object) -> None:
    pages = [client.get(f"/reports/{key}").text for key in keys(record_path)]
    (page,) = [p for p in pages if "alert(1)" in p]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ⟦U+202E⟧gnp.exe ⟦U+001B⟧[31m" in page


@pytest.mark.parametrize("page", ["/reports/none", "/nothing", "/reports/none.json"])
def test_what_is_not_there_is_404(client: TestClient, page: str) -> None:
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        *("from=yesterday", "offset=x", "limit=-1", "from=2016-02-02&to=2016-01-01", "as-of=soon", "side=nobody"),
        *("type=riots", "status=strained", "sort=size", "language=en", "nonsense=1"),
    ],
)
@pytest.mark.parametrize("form", ["", ".json", ".csv", ".geojson"])
def test_a_wrong_filter_is_400_and_says_what_to_do(client: TestClient, query: str, form: str) -> None:
    answer = client.get(f"/events{form}?{query}")
    assert answer.status_code == 400
    assert "What to do:" in answer.text


def test_a_filter_may_stand_several_times(client: TestClient) -> None:
    rows = client.get("/claims.json?side=government&side=monitor&outlet=The+Wire").json()
    assert [row["source"]["side"] for row in rows] == ["monitor", "government"]
    page = client.get("/claims?side=government&side=monitor&stance=assert").text
    assert page.count('name="side"') == 2
    assert '<option value="assert" selected>' in page
    assert "<details open>" in page


def test_a_page_shows_what_is_sure_enough(client: TestClient) -> None:
    assert client.get("/claims.json").json()
    assert client.get("/claims.json?sure=0").json() == client.get("/claims.json").json()
    rows = client.get("/claims.json?sure=100").json()
    assert all(row["confidence"] >= 0.995 for row in rows)
    assert 'name="sure" type="number" value="60"' in client.get("/claims?sure=60").text
    assert client.get("/claims?sure=101").status_code == 400
    assert client.get("/truces?sure=50").status_code == 400


def test_pages_are_sorted_and_cut_as_asked(client: TestClient) -> None:
    page = client.get("/claims?sort=-published&limit=1").text
    assert "2016-09-12" in page
    assert "2016-08-01" not in page
    assert 'href="/claims?sort=-published&amp;limit=1&amp;offset=1"' in page
    assert len(client.get("/claims.json?limit=1&offset=3").json()) == 1
    assert client.get("/claims.json?as-of=2016-08-31&sort=published").json()[-1]["report"]["published"] == "2016-08-01"


def test_the_map_shows_all_events_that_fit_not_only_those_of_the_page(client: TestClient) -> None:
    page = client.get("/events?limit=1").text
    assert "Northtown: 2</title>" in page
    assert "Northtown: 1</title>" in client.get("/events?limit=1&outlet=The+Wire").text


def test_violations_say_what_they_are(client: TestClient) -> None:
    shown = text_of(client.get("/truces?outlet=The+Wire").text)
    assert "broken by 2016-07-31 Northtown, shelling Shelling The Valley Monitor, The army, The Wire" in shown
    (truce,) = client.get("/truces.json?outlet=The+Wire").json()
    (event,) = truce["violation_events"]
    assert (event["place"], event["mode"], event["start"]) == ("Northtown", "shelling", "2016-07-31")


def test_the_profile_of_a_report_is_shown(client: TestClient) -> None:
    assert all("profile" in row for row in client.get("/reports.json").json())
    assert "profile_sha256" in client.get("/reports.csv").text.splitlines()[0]


def test_the_page_of_a_report_names_its_profile(tmp_path: Path) -> None:
    reading = replace(two_speakers(), profile=ProfileUsed("river-war", "0" * 64))
    with Record.open(tmp_path / "a.record", create=True) as record:
        key = record.add(reading).key
    with TestClient(make_app(tmp_path / "a.record"), base_url="http://127.0.0.1") as client:
        shown = text_of(client.get(f"/reports/{key}").text)
        assert "· sides and actors by the profile river-war" in shown
        assert "2016-07-31 Northtown, shelling (The Valley Monitor, The army, The Wire)" in shown
        assert client.get("/reports.json").json()[0]["profile"] == {"id": "river-war", "sha256": "0" * 64}


def test_actors_are_a_page_too(client: TestClient) -> None:
    assert "valley-monitor" in client.get("/actors?side=monitor").text
    assert "Nobody fits." in client.get("/actors?place=Southtown").text


def test_no_suggestion_is_alive(client: TestClient) -> None:
    assert '<option value="&lt;b&gt;&#34;&amp;">' in client.get("/reports").text


def test_another_host_header_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "attacker.example"}).status_code == 400


def test_a_report_as_json_is_of_the_contract(client: TestClient, record_path: object, valid: object) -> None:
    for key in keys(record_path):
        found = client.get(f"/reports/{key}.json").json()
        valid(found, found["text"])  # type: ignore[operator]


@pytest.mark.parametrize("page", sorted(LISTS))
def test_every_list_has_its_twins(client: TestClient, page: str) -> None:
    rows = client.get(f"/{page}.json").json()
    assert rows
    table = list(csv.reader(io.StringIO(client.get(f"/{page}.csv").text)))
    assert len(table) == len(rows) + 1
    assert client.get(f"/{page}.json?outlet=nobody").json() == []


def test_twins_keep_both_speakers_and_the_filter(client: TestClient) -> None:
    (event,) = client.get("/events.json?outlet=The+Wire").json()
    tolls = {(v["low"], v["giver"]) for v in event["values"] if v["field"] == "killed"}
    assert tolls == {(30, "The Valley Monitor"), (12, "The army")}
    (found,) = client.get("/events.geojson?outlet=The+Wire").json()["features"]
    assert found["geometry"]["coordinates"] == [37.1, 36.2]
    assert "The army" in client.get("/events.csv").text
