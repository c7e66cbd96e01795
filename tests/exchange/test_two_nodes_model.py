"""Two nodes under attack: whatever wire, clock and disk do, the books agree and nothing is silent.

The transport drops, repeats, delays, reorders, cuts and flips messages and lets the holder lie under its own
signature; the holder is stopped before any step of its store, its log and its question, and opened again as
after ``kill -9``; the asker is stopped at any fsync of its files. ``ACCORD_EXCHANGE_EXAMPLES`` sets how many
histories are tried: 50 unless it is set, 2,000 for a night.

What is expected comes from an observer who keeps books of his own: a list of two serials, the answers that
left the holder, and the charges when he saw them first.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accord.exchange.calling import UnreachableError
from accord.exchange.concluding import AnswerError, Result
from accord.exchange.correspondence import Correspondent, RefusedByPeerError, WrongAnswerError
from accord.exchange.inquiries import Inquiry, sign_inquiry
from accord.exchange.logbook import EntryKind
from accord.exchange.node import Node, open_node
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.office import carry_out, new_inquiry
from accord.exchange.officers import OfficerRole
from accord.exchange.private_files import write_private
from accord.exchange.publishing import scope_of
from accord.exchange.quota_table import QuotaRule
from accord.exchange.receiving import Published
from accord.exchange.signed_messages import RequestMessage
from accord.exchange.storing.hits import hits_of, sealed_opening
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.wire import RefusedMessageError
from exchange.attacked import (
    CASE,
    Holder,
    request_bytes,
    request_of,
)
from exchange.faulty_wire import Fault, Wire, faults
from exchange.log_words import CrashError
from exchange.two_nodes import ALDORIA, BRENVIA, NOW, PURPOSE, basis, firearm, make_two, officer

EXAMPLES = int(os.environ.get("ACCORD_EXCHANGE_EXAMPLES", "50"))
DAY, MONTH = 140, 400
QUOTA = QuotaRule(type=IdentifierType.FIREARM, burst=140, day=DAY, month=MONTH)
LISTED = ("AB1234", "CD5678")
SERIALS = (*LISTED, "EF9012", "GH3456", "KL7890")
NO_ANSWER = (AnswerError, WrongAnswerError, RefusedByPeerError, UnreachableError, CrashError)
"""The only ways in which an inquiry ends without a result: each is an error, and none is a miss."""


@dataclass(kw_only=True)
class Open:
    """An inquiry that is not concluded, with what the holder had published for it."""

    inquiry: Inquiry
    published: Published
    serials: tuple[str, ...]


def make_template(folder: Path) -> None:
    """Two nodes whose lists are published; each history begins with a copy."""
    _, holder = make_two(folder, now=NOW, bases=[basis(IdentifierType.FIREARM)], quotas=[QUOTA])
    rows = [f"{serial},Zastava,7.62x39\n" for serial in LISTED]
    write_private(
        holder.folder.list_of(IdentifierType.FIREARM), ("serial,make,calibre\n" + "".join(rows)).encode()
    )
    opened = Holder(holder, NOW, DAY, MONTH)
    opened.keep_house(NOW)
    opened.close()


class TwoNodes(RuleBasedStateMachine):
    """Acts of officers, faults, crashes and days in any order."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.now = NOW
        self.open: list[Open] = []
        self.tick = 0
        self.patch = pytest.MonkeyPatch()
        self.fsyncs_left = -1
        self.patch.setattr(os, "fsync", self._fsync)

    def _fsync(self, _descriptor: object) -> None:
        """Stand in for the disk of the asker: it costs no time, and can be the last thing that happens."""
        if self.fsyncs_left == 0:
            raise CrashError("fsync")
        self.fsyncs_left -= 1

    @initialize()
    def start(self) -> None:
        root = Path(self.folder.name) / "nodes"
        shutil.copytree(self.template, root)
        self.asker: Node = open_node(root / ALDORIA)
        self.holder = Holder(open_node(root / BRENVIA), self.now, DAY, MONTH)
        self.wire = Wire(self.holder, lambda: self.now)
        self.wire.before_sending = self.check_sealed
        self.watch = self.holder.watched()
        self.watch.__enter__()

    @property
    def peer(self) -> Correspondent:
        return self.asker.correspondent(BRENVIA, self.wire.send)

    def check_sealed(self, request: RequestMessage) -> None:
        """What is asked is sealed to the supervisor before it is sent."""
        if request.path == "/evaluate":
            with NodeStore(self.asker.folder.office / "store.db", is_read_only=True) as store:
                assert sealed_opening(store, request.fields["accord-request"]) is not None

    def act(self, fault: Fault, what: Callable[[], object]) -> bool:
        """Let the officers do something under a fault, and return whether it came to an end."""
        self.wire.fault = fault
        self.fsyncs_left = fault.at % 12 if fault.kind == "the asker stops" else -1
        try:
            what()
        except NO_ANSWER:
            return False
        finally:
            self.wire.fault, self.fsyncs_left = Fault(), -1
        return True

    @rule(serials=st.lists(st.sampled_from(SERIALS), min_size=1, max_size=3, unique=True), fault=faults)
    def ask(self, serials: list[str], fault: Fault) -> None:
        subjects = [firearm(serial) for serial in serials]
        made: list[Open] = []

        def prepare() -> None:
            epoch = str(int(self.now.timestamp()) // 86_400)
            scope = scope_of(BRENVIA, ALDORIA, IdentifierType.FIREARM, purpose=PURPOSE, epoch=epoch)
            published = self.asker.received.published(self.peer, scope, now=self.now)
            inquiry = new_inquiry(subjects, published, CASE, now=self.now)
            for name, role in (("o1", OfficerRole.ASKS), ("o2", OfficerRole.APPROVES)):
                inquiry = sign_inquiry(inquiry, officer(self.asker, name, role, NOW))
            made.append(Open(inquiry=inquiry, published=published, serials=tuple(serials)))

        self.act(fault, prepare)
        self.open.extend(made)
        for each in made:
            self.send(each, fault)

    @rule(number=st.integers(0, 50), fault=faults)
    def send_again(self, number: int, fault: Fault) -> None:
        assume(self.open)
        self.send(self.open[number % len(self.open)], fault)

    def send(self, asked: Open, fault: Fault) -> None:
        """Send the questions of an inquiry; a result is the plain intersection or there is none."""
        results: list[Result] = []

        def send() -> None:
            results.extend(
                carry_out(
                    asked.inquiry,
                    asked.published,
                    self.peer,
                    lambda: self.asker.office(self.now),
                    received=self.asker.received,
                    clock=lambda: self.now,
                )
            )

        if self.act(fault, send):
            self.check_result(asked, results)
            self.open.remove(asked)

    def check_result(self, asked: Open, results: Sequence[Result]) -> None:
        """Hits are those of the plain intersection, under proof, root and count of what left the holder."""
        assert [asked.serials[each.subject] for each in results if each.is_hit] == [
            serial for serial in asked.serials if serial in LISTED
        ]
        assert len(results) == len(asked.serials)
        descriptor = asked.published.descriptor
        assert (asked.published.tags.count, asked.published.tags.root) == (descriptor.count, descriptor.root)
        with self.asker.office(self.now) as office:
            lines = [e for _, e in office.log.entries() if e.kind is EntryKind.HIT]
            for question in asked.inquiry.questions:
                request = question.statement.request
                assert request in self.holder.answers, "concluded without an answer that left the holder"
                hits = sum(
                    asked.serials[place.subject] in LISTED for place in question.places if place.subject >= 0
                )
                assert len(hits_of(office.store, request)) == hits
                noted = {entry.fields["hits"] for entry in lines if entry.fields["request"] == request}
                assert noted == {hits}

    @rule(number=st.integers(0, 50))
    def a_delayed_request_arrives(self, number: int) -> None:
        assume(self.wire.delayed)
        try:
            self.wire.deliver(self.wire.delayed[number % len(self.wire.delayed)])
        except ConnectionError:
            pytest.fail("a request that was delayed is answered, if only with a refusal")

    @rule(passed=st.sampled_from([1, 61, 13 * 60, 24 * 60]))
    def time_passes(self, passed: int) -> None:
        self.now += timedelta(minutes=passed)
        self.holder.keep_house(self.now)

    @rule(to_end=st.sampled_from([0, 1]))
    def the_epoch_is_about_to_change(self, to_end: int) -> None:
        """One second before midnight, and midnight, before the house is kept."""
        day = self.now.replace(hour=0, minute=0, second=0) + timedelta(days=1)
        self.now = day - timedelta(seconds=1 - to_end)

    @rule()
    def a_clock_runs_back(self) -> None:
        """By less than the store forgives; more is refused until the clock is right again."""
        self.now -= timedelta(seconds=100)

    @rule(left=st.integers(-1, 60))
    def the_holder_restarts(self, left: int) -> None:
        self.holder.restart(self.now, left=left)

    @invariant()
    def the_books_agree(self) -> None:
        self.holder.check(self.now)

    @invariant()
    def the_asker_continues_its_log(self) -> None:
        self.tick += 1
        if self.tick % 5 == 0:
            with self.asker.office(self.now) as office:
                office.log.head(self.now)

    def teardown(self) -> None:
        self.watch.__exit__(None, None, None)
        self.patch.undo()
        self.holder.store.check()
        self.holder.close()
        self.folder.cleanup()


def test_no_history_loses_a_line_charges_twice_or_says_no_hit_in_silence(tmp_path: Path) -> None:
    make_template(tmp_path / "nodes")
    TwoNodes.template = tmp_path / "nodes"
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        TwoNodes,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=12, deadline=None, suppress_health_check=slow
        ),
    )


def test_a_request_cut_anywhere_is_refused_or_whole() -> None:
    """The wire of the model is the one of the server: it takes no part of a message for a message."""
    whole = RequestMessage(method="POST", authority="a.invalid:1", path="/evaluate", fields={}, body=b"x" * 9)
    data = request_bytes(whole)
    for length in range(1, len(data)):
        with pytest.raises(RefusedMessageError):
            request_of(data[:length])
    assert request_of(b"") is None
    assert request_of(data) is not None
