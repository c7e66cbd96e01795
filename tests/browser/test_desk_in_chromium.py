"""The officers' desk in a real browser: accessible, by keyboard, without scripts, on desktop and phone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.seen_by_axe import faults
from exchange.officer_pages.desks import CASE, FIREARM, PASSPHRASE, Desks, desks

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from accord.exchange.officer_pages.desk import Desk

pytestmark = pytest.mark.browser

_PAGES = (
    "/",
    "/ask",
    "/ask/firearm-investigation",
    "/second",
    "/results",
    "/follow-ups",
    "/inbox",
    "/quota",
    "/log",
)

_FOCUSED = """(() => {
  const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
  return [e.tagName, e.id || e.textContent.trim(), b.top + scrollY, s.outlineStyle, b.width];
})()"""
"""What has the focus: its tag, its name, its place on the page, how its focus shows, and its width."""


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """Address of a desk that is served on this machine."""
    import uvicorn

    from accord.exchange.officer_pages.app import create_app
    from accord.exchange.officer_pages.serving_pages import listen

    listener = listen(0)
    port: int = listener.getsockname()[1]
    config = uvicorn.Config(create_app(desk, port=lambda: port), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=5)
    listener.close()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """Two authorities with a hit that was followed up, another inquiry that waits, and a draft."""
    from exchange.officer_pages.desks import Browser as Reader
    from exchange.officer_pages.desks import ask, draft, first, sign

    with desks(tmp_path_factory.mktemp("desks")) as made:
        one, two = Reader(made.mine, name="officer-1"), Reader(made.mine, name="officer-2")
        ask(one)
        sign(two)
        draft(one)
        mine = first(one, "/follow-ups")
        two.get(mine)
        two.post(f"{mine}/sign", passphrase=PASSPHRASE)
        ask(one, reference="K 18/2030", **{"subject-serial": "CD 5678", "subject-calibre": "9x19"})
        made.clock.pass_(hours=9)
        yield made


@pytest.fixture(scope="module")
def mine(both: Desks) -> Iterator[str]:
    with served(both.mine) as address:
        yield address


@pytest.fixture(scope="module")
def theirs(both: Desks) -> Iterator[str]:
    with served(both.theirs) as address:
        yield address


def sign_in(page: Page, address: str, officer: str = "officer-1") -> None:
    page.goto(f"{address}/sign-in")
    page.select_option("#officer", officer)
    page.fill("#passphrase", PASSPHRASE)
    page.click("main button")
    assert "What waits for you" in page.inner_text("h1")


def details(page: Page, address: str) -> list[str]:
    """Addresses of the pages of a hit, of a draft and of a follow-up, as far as this desk has them."""
    found = []
    for path in ("/results", "/follow-ups", "/inbox"):
        page.goto(address + path)
        hrefs = page.eval_on_selector_all(
            "tbody th a", "nodes => nodes.map(node => node.getAttribute('href'))"
        )
        found += hrefs[:1]
        if path == "/results" and hrefs:
            found.append(f"{hrefs[0]}/follow-up")
    return found


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_every_page_meets_wcag_2_2_aa_as_far_as_axe_can_see(
    browser: Browser, side: str, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(side)
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        assert faults(page) == []
        sign_in(page, address)
        pages = [path for path in _PAGES if side == "mine" or not path.startswith("/ask/")]
        opened = [*pages, *details(page, address)]
        assert len(opened) >= len(pages) + 1
        for path in opened:
            page.goto(address + path)
            assert faults(page) == [], path
    finally:
        context.close()


def test_a_form_with_faults_is_accessible_too(browser: Browser, mine: str) -> None:
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        sign_in(page, mine)
        page.goto(f"{mine}/ask/firearm-investigation")
        page.click("main form button")
        assert page.title().startswith("Error: ")
        assert page.get_attribute("#subject-serial", "aria-invalid") == "true"
        described = page.get_attribute("#subject-serial", "aria-describedby") or ""
        assert page.inner_text(f"#{described.split()[-1]}") == "Type the serial number."
        assert faults(page) == []
        page.click(".wrong a >> nth=0")
        assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "subject-serial"
    finally:
        context.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844), (320, 640)])
@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_no_page_is_wider_than_its_screen_or_reports_an_error(
    browser: Browser, side: str, width: int, height: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """320 pixels is what WCAG 1.4.10 asks for: no scrolling in two directions."""
    address = request.getfixturevalue(side)
    context = browser.new_context(viewport={"width": width, "height": height})
    messages: list[str] = []
    try:
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        sign_in(page, address)
        paths = [path for path in _PAGES if side == "mine" or not path.startswith("/ask/")]
        for path in [*paths, *details(page, address)]:
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            picture = tmp_path / "page.png"
            page.screenshot(path=picture)
            assert picture.stat().st_size > 5_000, path
        assert messages == []
    finally:
        context.close()


def test_a_question_is_asked_with_the_keyboard_alone(browser: Browser, mine: str, both: Desks) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        sign_in(page, mine)
        page.goto(f"{mine}/ask/firearm-investigation")
        typed = [FIREARM["subject-serial"], FIREARM["subject-make"], FIREARM["subject-calibre"], ""]
        typed += ["K 19/2030", CASE["offence_years"]]
        before = len(both.mine.inquiries())
        page.focus("#subject-serial")
        for text in typed:
            page.keyboard.type(text)
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSPHRASE)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == f"{mine}/second"
        assert len(both.mine.inquiries()) == before + 1
    finally:
        context.close()


def test_the_tab_order_is_the_order_of_reading_and_always_visible(browser: Browser, mine: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        sign_in(page, mine)
        page.goto(f"{mine}/ask/firearm-investigation")
        places: list[float] = []
        names: list[str] = []
        for _ in range(40):
            page.keyboard.press("Tab")
            place = page.evaluate(_FOCUSED)
            if place[0] == "BODY":
                break
            names.append(place[1])
            places.append(place[2])
            assert place[3] != "none", f"no focus is seen on {place[1]}"
            assert place[4] > 0, place[1]
        assert names[0] == "Skip to the content"
        starts = ("subject-", "reference", "offence", "role", "pass")
        assert [name for name in names if name.startswith(starts)] == [
            "subject-serial",
            "subject-make",
            "subject-calibre",
            "subject-origin",
            "reference",
            "offence_years",
            "role",
            "passphrase",
        ]
        start = names.index("subject-serial")
        assert places[start:] == sorted(places[start:])
    finally:
        context.close()


def test_the_desk_loads_nothing_from_elsewhere_and_keeps_nothing(browser: Browser, mine: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        sign_in(page, mine)
        for path in _PAGES:
            page.goto(mine + path)
        assert all(address.startswith(f"{mine}/") for address in asked)
        assert {cookie["name"] for cookie in context.cookies()} == {"accord-desk"}
        assert page.evaluate("document.cookie") == ""
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    finally:
        context.close()
