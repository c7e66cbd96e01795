"""Nobody gets to the desk but an officer at this machine, and no page of others sends it a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accord.exchange.officer_pages.guarding import HEADERS
from exchange.officer_pages.desks import CASE, FIREARM, PASSPHRASE, PORT, Browser, Desks, desks

PAGES = ("/", "/ask", "/second", "/results", "/follow-ups", "/inbox", "/quota", "/log")


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Desks]:
    with desks(tmp_path) as made:
        yield made


@pytest.mark.parametrize("path", PAGES)
def test_every_page_needs_an_officer(both: Desks, path: str) -> None:
    nobody = Browser(both.mine)
    nobody.get(path)
    assert nobody.path == "/sign-in"
    officer = Browser(both.mine, name="officer-1")
    officer.get(path)
    assert (officer.status, officer.path) == (200, path)


@pytest.mark.parametrize("path", [*PAGES, "/sign-in", "/nowhere", "/static/desk.css", "/static/../app.py"])
def test_every_answer_carries_the_guards(both: Desks, path: str) -> None:
    officer = Browser(both.mine, name="officer-1")
    officer.get(path)
    assert {name.lower(): officer.headers[name.lower()] for name in HEADERS} == {
        name.lower(): value for name, value in HEADERS.items()
    }
    assert "script-src" not in HEADERS["Content-Security-Policy"], "default-src 'none' covers scripts"
    assert re.search(r"<script|javascript:| on[a-z]+=|https?://", officer.page) is None


@pytest.mark.parametrize(
    "host", ["localhost:1", "evil.example:8765", "127.0.0.1", "127.0.0.1.evil.example:8765"]
)
def test_another_host_is_refused(both: Desks, host: str) -> None:
    other = Browser(both.mine, host=host)
    other.get("/sign-in")
    assert other.status == 421
    assert other.cookie == ""


def test_a_form_without_the_token_of_its_session_does_nothing(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    one.get("/ask/firearm-investigation")
    for token in ("", "x", two.token):
        one.post(
            "/ask/firearm-investigation", **{**FIREARM, **CASE, "passphrase": PASSPHRASE, "token": token}
        )
        assert one.status == 403
        one.get("/ask/firearm-investigation")
    assert both.mine.inquiries() == ()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_from_another_page_does_nothing(both: Desks, headers: dict[str, str]) -> None:
    one = Browser(both.mine, name="officer-1")
    one.get("/ask")
    body = f"token={one.token}".encode()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert one.send("/sign-out", body, {**kind, **headers}) == 403
    assert one.get("/ask")
    assert one.path == "/ask"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"a=1&" * 100, "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"token=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"", "multipart/form-data; boundary=x", 415),
    ],
)
def test_what_is_no_form_is_refused(both: Desks, body: bytes, kind: str, status: int) -> None:
    one = Browser(both.mine, name="officer-1")
    assert one.send("/sign-out", body, {"content-type": kind}) == status


def test_a_session_ends_and_changes_its_cookie_at_the_sign_in(both: Desks) -> None:
    one = Browser(both.mine)
    one.get("/sign-in")
    before = one.cookie
    one.post("/sign-in", officer="officer-1", passphrase=PASSPHRASE)
    assert one.cookie != before
    assert one.path == "/"
    both.clock.pass_(minutes=14)
    one.get("/ask")
    assert one.path == "/ask"
    both.clock.pass_(minutes=16)
    one.get("/ask")
    assert one.path == "/sign-in"


def test_signing_out_ends_the_session(both: Desks) -> None:
    one = Browser(both.mine, name="officer-1")
    one.get("/")
    one.post("/sign-out")
    assert one.path == "/sign-in"
    one.get("/ask")
    assert one.path == "/sign-in"


def test_a_wrong_passphrase_is_told_without_a_hint_and_slows_down(both: Desks) -> None:
    one = Browser(both.mine)
    one.get("/sign-in")
    for _ in range(5):
        one.post("/sign-in", officer="officer-1", passphrase="not the passphrase")
        assert "does not open your key" in one.page
    one.post("/sign-in", officer="officer-1", passphrase=PASSPHRASE)
    assert "wrong five times" in one.page
    both.clock.pass_(seconds=61)
    one.post("/sign-in", officer="officer-1", passphrase=PASSPHRASE)
    assert one.path == "/"


def test_the_cookie_is_closed_to_scripts_and_other_sites(both: Desks) -> None:
    one = Browser(both.mine)
    one.get("/sign-in")
    cookie = one.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_the_desk_is_reached_by_both_names_of_loopback(both: Desks) -> None:
    for host in (f"127.0.0.1:{PORT}", f"localhost:{PORT}"):
        assert Browser(both.mine, name="officer-1", host=host).path == "/"


def test_a_node_without_a_supervisor_says_what_to_do(both: Desks) -> None:
    settings = replace(both.asker.settings, supervisor=None)
    desk = replace(both.mine, node=replace(both.asker, settings=settings))
    one = Browser(desk)
    one.get("/sign-in")
    one.post("/sign-in", officer="officer-1", passphrase=PASSPHRASE)
    assert one.status == 503
    assert "Name the one to which openings are sealed." in one.page
