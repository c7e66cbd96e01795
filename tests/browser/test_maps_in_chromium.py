"""The maps in a real browser: by keyboard, readable on a phone, as files, nothing from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accord.publish.library import Library
from accord.store.snapshot import Snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

_SMALLEST = """Math.min(...[...document.querySelectorAll('svg.map text')].map(
  words => parseFloat(getComputedStyle(words).fontSize) * words.ownerSVGElement.getScreenCTM().a))"""
"""Height of the smallest words of all maps in pixels of the screen."""

_FOCUSED = """(() => {
  const e = document.activeElement, s = getComputedStyle(e);
  return [e.tagName.toLowerCase(), e.getAttribute('href') || '', s.outlineStyle];
})()"""


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_words_of_maps_are_never_below_9_pixels_and_nothing_is_cut_off(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    try:
        page = context.new_page()
        page.goto(f"{address}/network")
        assert page.evaluate(_SMALLEST) >= 9
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        context.close()


def test_projects_on_the_map_are_reached_by_the_keyboard_and_lead_to_their_pages(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=True)
    try:
        page = context.new_page()
        page.goto(f"{address}/network")
        page.locator('p a[href="#how"]').focus()
        reached = []
        for _press in range(9):
            page.keyboard.press("Tab")
            tag, target, outline = page.evaluate(_FOCUSED)
            if target.startswith("/projects/"):
                assert (tag, outline) == ("a", "solid")
                reached.append(target.removeprefix("/projects/"))
        # T07 changes two sections that lie apart, so that it stands on the map twice.
        assert reached[:8] == ["T02", "T03", "T04", "T05", "T06", "T07", "T07", "T08"]
        page.locator('svg.map a[href="/projects/T04"]').focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/projects/T04")
    finally:
        context.close()


def test_the_page_asks_for_nothing_but_its_own_files_and_breaks_no_policy(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    asked: list[str] = []
    messages: list[str] = []
    try:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.goto(f"{address}/network", wait_until="networkidle")
        assert asked
        assert all(url.startswith(address) for url in asked)
        assert messages == []
    finally:
        context.close()


def test_a_map_opens_as_a_file_of_its_own_with_all_its_words(
    browser: Browser, sofia: Snapshot, tmp_path: Path
) -> None:
    maps = Library(sofia).network
    assert maps is not None
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        for sheet in maps.sheets:
            file = tmp_path / f"{sheet.name}.svg"
            file.write_text(sheet.file(maps.notes), encoding="utf-8")
            page.goto(file.as_uri())
            assert page.locator("svg").first.is_visible()
            words = " ".join(page.locator("text").all_text_contents())
            assert "without prejudice to positions on status" in words
    finally:
        context.close()
