"""A holder in a process of its own is killed before each fsync and each commit, and asked again.

The kills are real (SIGKILL), the sockets are real (loopback, mutual TLS 1.3), and the disk is real. Only the
count of fsyncs is ours: the process ends itself before the one with a given number, counted over the files of
the log, the published files and the commits of SQLite. The history is: publish, be asked, be asked the same
again in a new message. It is repeated with a kill before point 0, 1, 2 ... until no point is left.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from accord.exchange.calling import UnreachableError
from accord.exchange.correspondence import Correspondent, RefusedByPeerError
from accord.exchange.inquiries import Inquiry, sign_inquiry
from accord.exchange.logbook import EntryKind
from accord.exchange.node import Node, open_node
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.office import carry_out, new_inquiry
from accord.exchange.officers import OfficerRole
from accord.exchange.publishing import scope_of
from accord.exchange.reaching import reach
from accord.exchange.receiving import Published
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.storing.requests import acknowledged_entries
from exchange.attacked import CASE
from exchange.forked import NEVER, Forker, forking, is_dead
from exchange.two_nodes import ALDORIA, BRENVIA, PURPOSE, basis, firearm, make_two, officer

_PATIENCE = 20.0


@dataclass(kw_only=True)
class History:
    """What one asker did and heard, over all lives of the holder."""

    asker: Node
    forker: Forker
    is_dead: Callable[[], bool] = lambda: False
    published: Published | None = None
    inquiry: Inquiry | None = None
    heard: list[tuple[str, bytes]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def go_on(self) -> bool:
        """Do what is left to do; return whether all is done, and not if the holder died."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                with reach(self.asker, BRENVIA) as reached:
                    self._ask(reached.peer)
                    return True
            except UnreachableError:
                if self.is_dead():
                    return False
            except RefusedByPeerError as error:
                if (error.status, error.code) != (404, "published"):
                    raise
            time.sleep(0.02)
        raise AssertionError("the holder lives and does not answer")

    def _ask(self, peer: Correspondent) -> None:
        now = self.forker.now()
        if self.published is None:
            epoch = str(int(now.timestamp()) // 86_400)
            scope = scope_of(BRENVIA, ALDORIA, IdentifierType.FIREARM, purpose=PURPOSE, epoch=epoch)
            self.published = self.asker.received.published(peer, scope, now=now)
        if self.inquiry is None:
            subjects = [firearm("AB1234"), firearm("ZZ9999")]
            inquiry = new_inquiry(subjects, self.published, CASE, now=now)
            for name, role in (("o1", OfficerRole.ASKS), ("o2", OfficerRole.APPROVES)):
                inquiry = sign_inquiry(inquiry, officer(self.asker, name, role, now))
            self.inquiry = inquiry
        while len(self.heard) < 2:
            self._carry_out(self.inquiry, self.published, self._listening(peer))

    def _carry_out(self, inquiry: Inquiry, published: Published, peer: Correspondent) -> None:
        results = carry_out(
            inquiry,
            published,
            peer,
            lambda: self.asker.office(self.forker.now()),
            received=self.asker.received,
            clock=self.forker.now,
        )
        assert [result.is_hit for result in results] == [True, False]

    def _listening(self, peer: Correspondent) -> Correspondent:
        def send(request: RequestMessage) -> ResponseMessage:
            response = peer.send(request)
            if request.path == "/evaluate" and response.status == 200:
                self.heard.append((request.fields["accord-request"], response.body))
            return response

        return self.asker.correspondent(BRENVIA, send)


def check_books(holder: Node, history: History, now: datetime) -> None:
    """One charge, one admission and one evaluation in the log; every answer that was heard is that one."""
    assert history.inquiry is not None
    (question,) = history.inquiry.questions
    answers = {body for _, body in history.heard}
    assert len(answers) == 1
    with NodeStore(holder.folder.path / "store.db") as store:
        store.check()
        request, elements = question.statement.request, len(question.elements)
        assert store.rows("SELECT request, elements FROM charges") == [(request, elements)]
        with holder.open_log(holder.folder.path / "log", "", store, now) as log:
            assert acknowledged_entries(store) <= log.size
            entries = [entry for _, entry in log.entries()]
    admitted = [entry for entry in entries if entry.kind is EntryKind.ADMITTED]
    evaluated = [entry for entry in entries if entry.kind is EntryKind.EVALUATED]
    assert [entry.fields["blinded"] for entry in admitted] == [question.statement.elements.hex()]
    assert [entry.fields["answer"] for entry in evaluated] == [sha256(answers.pop()).hexdigest()]
    announced = [e.fields["root"] for e in entries if e.kind is EntryKind.EPOCH_PUBLISHED]
    assert history.published is not None
    assert set(announced) == {history.published.descriptor.root.hex()}, "one set of tags for one epoch"


@pytest.mark.slow
def test_a_holder_that_is_killed_before_any_fsync_answers_once_and_the_same(tmp_path: Path) -> None:
    points = 0
    with forking() as forker:
        make_two(
            tmp_path / "template",
            now=forker.noon,
            bases=[basis(IdentifierType.FIREARM)],
            ports=(forker.port + 1, forker.port),
        )
        while True:
            root = tmp_path / str(points)
            shutil.copytree(tmp_path / "template", root)
            history = History(asker=open_node(root / ALDORIA), forker=forker)
            with forker.holding(root / BRENVIA, points) as child:
                history.is_dead = partial(is_dead, child)
                is_done = history.go_on()
            if not is_done:
                with forker.holding(root / BRENVIA, NEVER):
                    history.is_dead = lambda: False
                    assert history.go_on()
            check_books(open_node(root / BRENVIA), history, forker.now())
            shutil.rmtree(root)
            if is_done:
                break
            points += 1
    assert points >= 20, "publishing and two questions have at least so many durable steps"
