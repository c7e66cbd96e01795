"""Two invented authorities, each with a machine that answers and a desk with two officers, in one process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from accord.exchange.calling import UnreachableError
from accord.exchange.directory import LegalBasis
from accord.exchange.follow_up_routes import case_in, follow_up_routes
from accord.exchange.machine import Machine, open_machine, publish_lists
from accord.exchange.node import Node
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officer_pages.app import create_app
from accord.exchange.officer_pages.desk import Desk
from accord.exchange.officers import OfficerRole
from accord.exchange.reaching import Reached
from accord.exchange.running import open_book
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from exchange.two_nodes import ALDORIA, BRENVIA, NOW, basis, make_two, officer

PASSPHRASE = "four plain words here"
PORT = 8765
OFFICERS = ("officer-1", "officer-2")


@dataclass(kw_only=True)
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass(kw_only=True)
class Desks:
    """Both nodes, both desks, and a wire that can be cut."""

    asker: Node
    holder: Node
    machines: dict[str, Machine]
    clock: Clock
    is_cut: bool = False
    is_deaf: bool = False
    carried: list[RequestMessage] = field(default_factory=list)

    @contextmanager
    def reach(self, node: Node, peer: str) -> Iterator[Reached]:
        def send(message: RequestMessage) -> ResponseMessage:
            if self.is_cut:
                raise UnreachableError("the wire is cut")
            self.carried.append(message)
            answer = self.machines[peer].answerer.handle(message, node.id, self.clock())
            if self.is_deaf and message.path == "/evaluate":
                raise UnreachableError("the answer is lost")
            return answer

        yield Reached(peer=node.correspondent(peer, send), call=None)  # type: ignore[arg-type]

    def desk(self, node: Node) -> Desk:
        return Desk(node=node, clock=self.clock, reach=self.reach)

    @property
    def mine(self) -> Desk:
        """The desk of who asks."""
        return self.desk(self.asker)

    @property
    def theirs(self) -> Desk:
        """The desk of who holds a list."""
        return self.desk(self.holder)


@contextmanager
def desks(folder: Path, *bases: LegalBasis) -> Iterator[Desks]:
    """Make both nodes; Aldoria may ask Brenvia about firearms, plates and persons, unless bases are given."""
    kinds = (IdentifierType.FIREARM, IdentifierType.PLATE, IdentifierType.PERSON)
    rows = bases or tuple(basis(kind) for kind in kinds)
    asker, holder = make_two(folder, now=NOW, bases=rows)
    for node in (asker, holder):
        for name in OFFICERS:
            node.officers.add(officer(node, name, OfficerRole.BOTH, NOW), PASSPHRASE, cost=4)
    with _machine(asker) as one, _machine(holder) as other:
        publish_lists(holder, other.log, NOW, workers=1)
        yield Desks(asker=asker, holder=holder, machines={ALDORIA: one, BRENVIA: other}, clock=Clock())


@contextmanager
def _machine(node: Node) -> Iterator[Machine]:
    with open_machine(
        node,
        NOW,
        routes=lambda store, _log: follow_up_routes(lambda now: open_book(node, now), case_in(store)),
    ) as machine:
        yield machine


class Browser:
    """A browser of one officer: it keeps the cookie and the token of the last page."""

    def __init__(self, desk: Desk, *, name: str = "", host: str = f"127.0.0.1:{PORT}") -> None:
        app = create_app(desk, port=lambda: PORT)
        self._client = TestClient(app, base_url=f"http://{host}", follow_redirects=True)
        self.page, self.status, self.path = "", 0, ""
        self.headers: dict[str, str] = {}
        if name:
            self.get("/sign-in")
            self.post("/sign-in", officer=name, passphrase=PASSPHRASE)
            assert self.status == 200, self.page

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.page)
        return found[1] if found else ""

    @property
    def cookie(self) -> str:
        return self._client.cookies.get("accord-desk") or ""

    def get(self, path: str, **headers: str) -> str:
        response = self._client.get(path, headers=headers)
        return self._keep(response.status_code, response.text, str(response.url.path), dict(response.headers))

    def post(self, path: str, **fields: str | list[str]) -> str:
        form = {"token": self.token, **fields}
        response = self._client.post(path, data=form)
        return self._keep(response.status_code, response.text, str(response.url.path), dict(response.headers))

    def send(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        """Send raw bytes and return the status."""
        response = self._client.post(path, content=body, headers=headers)
        self._keep(response.status_code, response.text, str(response.url.path), dict(response.headers))
        return self.status

    def _keep(self, status: int, page: str, path: str, headers: dict[str, str]) -> str:
        self.status, self.page, self.path, self.headers = status, page, path, headers
        return page


FIREARM = {"subject-serial": "АВ 1234", "subject-make": "zastava", "subject-calibre": "7,62 x 39"}  # noqa: RUF001
"""A listed firearm as somebody types it, with Cyrillic letters."""
CASE = {"reference": "K 17/2030", "offence_years": "5", "role": "suspect", "reason": "identify"}


def ask(browser: Browser, **fields: str) -> str:
    browser.get("/ask/firearm-investigation")
    return browser.post(
        "/ask/firearm-investigation", **{**FIREARM, **CASE, "passphrase": PASSPHRASE, **fields}
    )


def sign(browser: Browser) -> str:
    """Sign what waits first in the queue."""
    page = browser.get("/second")
    found = re.search(r'action="(/second/[a-z0-9]+)"', page)
    assert found, page
    return browser.post(found[1], passphrase=PASSPHRASE)


def draft(browser: Browser, **fields: str | list[str]) -> str:
    """Draft a follow-up to the first hit."""
    page = browser.get("/results")
    found = re.search(r'href="(/results/[a-z0-9-]+)"', page)
    assert found, page
    browser.get(f"{found[1]}/follow-up")
    form: dict[str, str | list[str]] = {
        "fields": ["serial", "make"],
        "because": "Found in an invented car.\nIt had no papers.",
        "wanted": "Who reported it.",
        "urgency": "urgent",
        "passphrase": PASSPHRASE,
        **fields,
    }
    return browser.post(f"{found[1]}/follow-up", **form)


def first(browser: Browser, path: str) -> str:
    """Address of the first follow-up of a list."""
    page = browser.get(path)
    found = re.search(rf'href="({path}/[a-z0-9]+)"', page)
    assert found, page
    return found[1]
