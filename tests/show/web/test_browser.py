"""The page in a real browser (chromium), JavaScript off: it opens, links lead to the words, nothing leaves the host."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

pytestmark = pytest.mark.browser
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def address(record_path: Path) -> Iterator[str]:
    code = f"from trucewatch.show.web import serve; serve({str(record_path)!r}, port=0)"
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert "http://127.0.0.1:" in line
        yield line.split(" on ")[1].split()[0]
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout:
            server.stdout.close()


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_context(java_script_enabled=False, viewport={"width": 1200, "height": 900}).new_page()
        page.set_default_timeout(20_000)
        yield page
        browser.close()


def test_a_monitor_walks_from_a_toll_to_the_words(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.click("nav >> text=Events")
    row = page.locator("tbody tr").first
    assert "30 civilians" in row.inner_text()
    assert "12" in row.inner_text()
    row.locator("text=The Valley Monitor").first.click()
    target = page.locator("span:target")
    assert target.inner_text() == "said"
    assert "The Valley Monitor" in page.locator(".claim-note").first.inner_text()
    assert asked
    assert all(url.startswith((address, "data:")) for url in asked)


def test_claims_stand_beside_their_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}/reports")
    page.click("tbody a:text-is('r1')")
    text = page.locator(".row > p").first.bounding_box()
    note = page.locator(".row .claim-note").first.bounding_box()
    assert text is not None
    assert note is not None
    assert note["x"] > text["x"] + text["width"] - 1
    assert abs(note["y"] - text["y"]) < 40


@pytest.mark.parametrize("path", ["/", "/reports", "/claims", "/events", "/truces", "/sources", "/problems"])
def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + path)
    body = page.locator("main").bounding_box()
    assert body is not None
    assert body["width"] <= 390
    page.set_viewport_size({"width": 1200, "height": 900})


def test_the_map_and_the_table_show_the_same_places(page: Page, address: str) -> None:
    page.goto(f"{address}/events")
    assert page.locator("svg circle").count() == 1
    picture = page.screenshot()
    assert len(picture) > 10_000
