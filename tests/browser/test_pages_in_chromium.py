"""Pages in a real browser: accessible, nothing cut off, no error, printable, works without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.seen_by_axe import faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

_PAGES = (
    "/",
    "/?pillar=SEC&partner=ALB",
    "/partners",
    "/partners/KOS",
    "/projects",
    "/projects/T02",
    "/projects/T03",
    "/projects/T09",
    "/network",
    "/broadband",
    "/commitments/PKG-1",
    "/commitments/SPA-SEC-4",
    "/money",
    "/parties",
    "/leverage",
    "/delivery",
    "/gaps",
    "/figures/T08.grant",
    "/figures/PKG-1.rating.ALB",
    "/methods",
    "/sources",
    "/nowhere",
)
_LABELS_BESIDE = """() => [...document.querySelectorAll('.cards td')]
    .filter(cell => getComputedStyle(cell, '::before').content.startsWith('"'))
    .filter(cell => parseFloat(getComputedStyle(cell, '::before').width)
        > parseFloat(getComputedStyle(cell).paddingLeft))
    .map(cell => cell.dataset.label)"""
"""On a phone the heading of a column stands in the space at the left of each value: the labels too wide."""
_SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.mark.parametrize("path", _PAGES)
def test_a_page_meets_wcag_2_2_aa_as_far_as_axe_can_see(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        page.goto(address + path)
        assert faults(page) == []
    finally:
        context.close()


def test_axe_sees_faults_of_each_kind(browser: Browser) -> None:
    page = browser.new_page()
    try:
        page.set_content("<p style='color:#999;background:#aaa'>pale</p><img src='data:,'><a href='/x'></a>")
        rules = {fault.partition(":")[0] for fault in faults(page)}
    finally:
        page.close()
    assert {"color-contrast", "image-alt", "link-name", "landmark-one-main"} <= rules


@pytest.mark.parametrize("size", _SIZES)
def test_no_page_is_wider_than_its_screen_or_reports_an_error(
    browser: Browser, address: str, size: str, tmp_path: Path
) -> None:
    width, height = _SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=True)
    messages: list[str] = []
    try:
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        for number, path in enumerate(_PAGES[:-1]):
            page.goto(address + path)
            inner = page.evaluate("document.documentElement.scrollWidth")
            assert inner <= width, f"{path} is {inner} wide on a screen of {width}"
            assert page.evaluate(_LABELS_BESIDE) == [], f"a label runs into its value on {path}"
            picture = tmp_path / f"{number}.png"
            page.screenshot(path=picture)
            assert picture.stat().st_size > 5000, f"{path} looks empty"
        assert messages == []
    finally:
        context.close()


def test_the_filter_form_works_with_scripts_switched_off(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(address)
        page.select_option("select[name=pillar]", "DIG")
        page.select_option("select[name=rating]", "complete")
        page.click("button[type=submit]")
        assert "pillar=DIG" in page.url
        words = page.inner_text("main")
        assert "SPA-DIG-1" in words
        assert "SPA-ROL-1" not in words
    finally:
        context.close()


def test_a_number_leads_to_its_document_in_two_clicks(browser: Browser, address: str) -> None:
    """An auditor asks why: money page, conflicting grant, claim with its document."""
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/money")
        page.click('section.conflict a[data-why="T08.grant"] >> nth=0')
        assert "Hash of the file" in page.inner_text("main")
        page.click('a[data-why="T08-grant-vienna"] >> nth=0')
        assert "Date read" in page.inner_text("main")
    finally:
        context.close()


def test_print_hides_navigation_and_keeps_footnote_and_citation(browser: Browser, address: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{address}/money")
        page.emulate_media(media="print")
        assert not page.is_visible(".top nav")
        assert page.is_visible(".footnote")
        assert page.is_visible(".cite")
        assert page.pdf(format="A4")[:5] == b"%PDF-"
    finally:
        context.close()
