"""The pages of screened parties in a real browser: accessible, nothing cut off, printable, no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.seen_by_axe import faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

_NAMES = (
    "Quenlow Varstead",
    "Ombrilla Tesqua Roadworks",
    "Zabulon Ferrick",
    "Flooded households",
    "Not named",
)


def addresses(page: Page, site: str) -> list[str]:
    """Addresses of the list, of some groups and of the pages of some parties."""
    page.goto(f"{site}/parties")
    links = page.eval_on_selector_all("tbody th a", "nodes => nodes.map(node => [node.innerText, node.href])")
    parties = [address for text, address in links if text.startswith(_NAMES)]
    assert len(parties) == len(_NAMES)
    return [f"{site}/parties", f"{site}/bands/possible", f"{site}/bands/match", *parties]


def test_the_pages_of_parties_meet_wcag_2_2_aa_as_far_as_axe_can_see(browser: Browser, screened: str) -> None:
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        for address in addresses(page, screened):
            page.goto(address)
            assert faults(page) == [], address
    finally:
        context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_of_a_party_is_wider_than_its_screen_or_reports_an_error(
    browser: Browser, screened: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    messages: list[str] = []
    try:
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        for address in addresses(page, screened):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert messages == []
    finally:
        context.close()


def test_a_band_leads_to_its_parties_and_a_party_to_its_reasons_without_scripts(
    browser: Browser, screened: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{screened}/parties")
        page.click('a[href="/bands/possible"]')
        assert "Zabulon Ferrick" not in page.inner_text("main")
        page.click("text=Ombrilla Tesqua Roadworks")
        words = page.inner_text("main")
        assert "It is no asset freeze." in words
        assert "1 after it had ended" in words
        page.click("text=money.NOR.disbursement")
        assert "Northshore" in page.inner_text("h1")
    finally:
        context.close()


def test_a_printed_party_keeps_the_bars_and_what_a_reader_must_know(browser: Browser, screened: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{screened}/bands/possible")
        page.click("text=Ombrilla Tesqua Roadworks")
        page.emulate_media(media="print")
        assert page.is_visible(".weight")
        assert page.is_visible("text=No match is no clearance.")
        assert page.is_visible("text=Old lists.")
        assert page.pdf(format="A4")[:5] == b"%PDF-"
    finally:
        context.close()
