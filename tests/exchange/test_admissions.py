"""Store, log and quota together: charged = logged = evaluated, through crashes at every step (T12, T13)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from accord.exchange.admissions import Admissions
from accord.exchange.asking import prepare
from accord.exchange.directory import Directory
from accord.exchange.gate import DeniedError
from accord.exchange.justifying import justification_bytes
from accord.exchange.logbook import Entry, EntryKind, Logbook
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officers import sign_case
from accord.exchange.questions import Denial, Question
from accord.exchange.quota_table import QuotaRule
from accord.exchange.storing import NodeStore
from accord.exchange.storing.requests import acknowledged_entries, outcome_of, stored_request
from exchange.at_the_gate import message, points, question
from exchange.inspected import ASKER, EPOCH, FACTS, HOLDER, NOW, descriptor, directory, officer, plate
from exchange.log_words import KEY, ORIGIN, CrashError, CrashingDisk

BOOK: Directory = replace(
    directory(), quotas=(QuotaRule(type=IdentifierType.PLATE, burst=37, day=37, month=370),)
)


class Node:
    """A node without its curve: what it evaluates is noted, and every change can be its last."""

    def __init__(self, folder: Path, *, left: int = -1) -> None:
        self.folder = folder
        self.disk = CrashingDisk(left)
        self.store = NodeStore(folder / "node.db", step=self.disk.step)
        self.log: Logbook | None = None
        try:
            self.log = Logbook(
                folder / "log",
                origin=ORIGIN,
                key=KEY,
                now=NOW,
                at_least=acknowledged_entries(self.store),
                disk=self.disk,
            )
            self.gate = Admissions(self.store, self.log, me=HOLDER, now=NOW)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.store.close()
        if self.log is not None:
            self.log.close()

    def ask(self, asked: Question, evaluated: list[str]) -> bytes:
        """Answer as a node does; a repeat of what was interrupted is evaluated under its first admission."""
        try:
            admission = self.gate.admit(asked, BOOK, NOW, epochs=(EPOCH,))
        except DeniedError as error:
            if not error.is_unfinished:
                raise
            resumed = self.gate.resume(ASKER, asked.statement.request)
            assert resumed is not None
            admission = resumed
        request = admission.request.request
        assert self.log is not None
        logged = [e.fields["request"] for e in entries(self.log, EntryKind.ADMITTED)]
        assert logged.count(request) == 1, "evaluated without a line in the log"
        evaluated.append(request)
        outcome = self.gate.finish(admission, f"answer to {request}".encode(), NOW)
        assert outcome.answer is not None
        return outcome.answer


def entries(log: Logbook, kind: EntryKind) -> list[Entry]:
    return [entry for _, entry in log.entries() if entry.kind is kind]


def check_books(node: Node, heard: set[str]) -> None:
    """Charged = admitted in the log, one line each; what was heard has one line about its evaluation."""
    assert node.log is not None
    charged = {str(r): int(str(n)) for r, n in node.store.rows("SELECT request, elements FROM charges")}
    lines = entries(node.log, EntryKind.ADMITTED)
    assert {str(e.fields["request"]): e.fields["elements"] for e in lines} == charged
    assert len(lines) == len(charged)
    answers = [str(e.fields["request"]) for e in entries(node.log, EntryKind.EVALUATED)]
    assert len(answers) == len(set(answers))
    assert heard <= set(answers) <= set(charged)
    assert sum(charged.values()) <= 37
    for entry in entries(node.log, EntryKind.EVALUATED):
        index = int(entry.fields["admitted"])
        assert dict(node.log.entries())[index].fields["request"] == entry.fields["request"]
    node.store.check()


def check_replay(error: DeniedError, request: str) -> None:
    """A repeat that is not evaluated hears the answer that the first one got."""
    assert error.code is Denial.REPLAY
    assert error.outcome is not None
    assert error.outcome.answer == f"answer to {request}".encode()


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    opened = Node(tmp_path)
    yield opened
    opened.close()


def test_an_admission_is_logged_and_its_answer_too(node: Node) -> None:
    evaluated: list[str] = []
    assert node.ask(question(elements=points(32)), evaluated) == b"answer to r-1"
    check_books(node, {"r-1"})
    outcome = outcome_of(node.store, ASKER, "r-1")
    assert outcome is not None
    assert (outcome.admitted, outcome.evaluated) == (0, 1)


def test_a_denial_is_logged_with_its_code_and_not_charged(node: Node) -> None:
    bad = replace(question(), shown=None)
    with pytest.raises(DeniedError):
        node.ask(bad, [])
    assert node.log is not None
    (entry,) = entries(node.log, EntryKind.DENIED)
    assert (entry.fields["asker"], entry.fields["code"]) == (ASKER, Denial.PIN.value)
    check_books(node, set())


def test_ids_that_are_none_do_not_enter_the_log(node: Node) -> None:
    asked = question()
    fields = {**asked.message.fields, "accord-asker": "AA 123 BB", "accord-request": "x" * 99}
    with pytest.raises(DeniedError):
        node.ask(replace(asked, message=replace(asked.message, fields=fields)), [])
    assert node.log is not None
    (entry,) = entries(node.log, EntryKind.DENIED)
    assert (entry.fields["asker"], entry.fields["request"]) == ("unknown", "unknown")


def test_a_replay_is_not_evaluated_again(node: Node) -> None:
    evaluated: list[str] = []
    node.ask(question(), evaluated)
    with pytest.raises(DeniedError) as caught:
        node.ask(question(name="fresh"), evaluated)
    assert caught.value.status == 409
    assert caught.value.outcome is not None
    assert caught.value.outcome.answer == b"answer to r-1"
    assert evaluated == ["r-1"]


def test_the_first_answer_stays(node: Node) -> None:
    admission = node.gate.admit(question(), BOOK, NOW, epochs=(EPOCH,))
    first = node.gate.finish(admission, b"one", NOW)
    second = node.gate.finish(admission, b"other", NOW)
    assert first == second
    assert second.answer == b"one"
    check_books(node, {"r-1"})


def test_alarms_enter_the_log(node: Node) -> None:
    assert node.log is not None
    now = NOW
    for day in range(5):
        now = NOW + day * timedelta(hours=24)
        asked = question(f"r-{day}", points(32), now=now)
        node.gate.admit(asked, BOOK, now, epochs=(EPOCH,))
    (alarm,) = entries(node.log, EntryKind.ALARM)
    assert (alarm.fields["about"], alarm.fields["code"]) == (ASKER, "near-quota.plate")


def test_a_crash_at_any_step_leaves_books_that_agree(tmp_path: Path) -> None:
    """Two questions; the world ends before each durable step in turn, and the asker repeats both."""

    def run(node: Node, heard: set[str], evaluated: list[str], name: str) -> None:
        for request in ("r-1", "r-2"):
            try:
                node.ask(question(request, points(1, request), name=f"{request} {name}"), evaluated)
            except DeniedError as error:
                check_replay(error, request)
            heard.add(request)

    (tmp_path / "whole").mkdir()
    whole = Node(tmp_path / "whole")
    run(whole, set(), [], "only")
    whole.close()
    steps = len(whole.disk.steps)
    assert steps > 30
    for at in range(steps):
        folder = tmp_path / str(at)
        folder.mkdir()
        heard: set[str] = set()
        evaluated: list[str] = []
        try:
            first = Node(folder, left=at)
        except CrashError:
            first = None
        if first is not None:
            with pytest.raises(CrashError):
                run(first, heard, evaluated, "first")
            first.close()
        second = Node(folder)
        check_books(second, heard)
        run(second, heard, evaluated, "second")
        check_books(second, {"r-1", "r-2"})
        assert second.store.rows("SELECT count(*), sum(elements) FROM charges") == [(2, 2)]
        second.close()


def test_threads_that_send_one_question_get_one_charge_and_one_answer(node: Node) -> None:
    answers: list[bytes] = []
    denied: list[Denial] = []

    def ask(name: str) -> None:
        try:
            answers.append(node.ask(question(name=name), []))
        except DeniedError as error:
            denied.append(error.code)

    threads = [threading.Thread(target=ask, args=(f"thread {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) + len(denied) == 8
    assert set(answers) == {b"answer to r-1"}
    assert set(denied) <= {Denial.REPLAY}
    check_books(node, {"r-1"})


def test_an_answer_without_its_line_in_the_log_is_not_given(node: Node) -> None:
    """A full disk: the answer is kept, its line is not written; a repeat gets no answer until a restart."""
    admission = node.gate.admit(question(), BOOK, NOW, epochs=(EPOCH,))
    node.disk.left = 2
    with pytest.raises(CrashError):
        node.gate.finish(admission, b"answer to r-1", NOW)
    node.disk.left = -1
    outcome = outcome_of(node.store, ASKER, "r-1")
    assert outcome is not None
    assert outcome.answer_digest is not None
    assert outcome.answer is None
    assert node.gate.resume(ASKER, "r-1") is None
    node.close()
    again = Node(node.folder)
    found = outcome_of(again.store, ASKER, "r-1")
    assert found is not None
    assert found.answer == b"answer to r-1"
    again.close()


class CrashingNode(RuleBasedStateMachine):
    """Questions, repeats, bad questions and crashes in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.heard: set[str] = set()
        self.evaluated: list[str] = []
        self.tries = 0

    @initialize()
    def start(self) -> None:
        self.node = Node(Path(self.folder.name))
        self.node.store.rows("PRAGMA synchronous = OFF")

    def again(self) -> None:
        self.node.close()
        self.node = Node(Path(self.folder.name))
        self.node.store.rows("PRAGMA synchronous = OFF")

    @rule(number=st.integers(0, 5), size=st.sampled_from([1, 32]), left=st.integers(-1, 25))
    def ask(self, number: int, size: int, left: int) -> None:
        self.tries += 1
        request = f"r-{number}"
        asked = question(request, points(size, request), name=f"{request} {self.tries}")
        self.node.disk.left = left
        try:
            answer = self.node.ask(asked, self.evaluated)
        except CrashError:
            self.again()
        except DeniedError as error:
            if error.code is not Denial.QUOTA:
                self.check_refused(error, request, size)
        else:
            assert answer == f"answer to {request}".encode()
            self.heard.add(request)
        self.node.disk.left = -1

    def check_refused(self, error: DeniedError, request: str, size: int) -> None:
        """Without an answer a repeat is refused only if it is another question under the same id."""
        if error.outcome is not None and error.outcome.is_unfinished:
            row = stored_request(self.node.store, ASKER, request)
            assert row is not None
            assert row.elements != size
        else:
            check_replay(error, request)

    @rule()
    def ask_badly(self) -> None:
        self.tries += 1
        with pytest.raises(DeniedError):
            self.node.ask(replace(question(f"bad-{self.tries}"), shown=None), self.evaluated)

    @rule()
    def restart(self) -> None:
        self.again()

    @invariant()
    def books_agree(self) -> None:
        check_books(self.node, self.heard)

    def teardown(self) -> None:
        self.node.close()
        self.folder.cleanup()


TestCrashingNode = CrashingNode.TestCase
TestCrashingNode.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)


CHILD = """
import sys
from pathlib import Path
from exchange.at_the_gate import points, question
from exchange.test_admissions import Node
node = Node(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 37):
    request = f"r-{number}"
    node.ask(question(request, points(1, request)), [])
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_killed_node_leaves_books_that_agree(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    heard: set[str] = set()
    for start, wait in ((0, 0.02), (10, 0.035), (20, 0.05)):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path), str(start)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout.read().splitlines()]
        heard |= {f"r-{line.strip()}" for line in lines if line.strip()}
        child.stdout.close()
        child.wait()
        node = Node(tmp_path)
        check_books(node, heard)
        node.close()


def test_nothing_that_is_written_depends_on_what_is_asked(tmp_path: Path) -> None:
    """T13: two plates, and blinds under which both give the same blinded elements: every file is the same.

    A blinded element is a uniformly random point whatever is asked; a run in which the random bytes differ
    is as likely for one plate as for the other. Here the elements of the first question are put in place of
    those of the second, which is the same as drawing the other blinds.
    """
    written = []
    (asked_first,) = prepare([plate("01-234-AB")], descriptor(), FACTS, is_tested=True)
    for number, text in enumerate(("01-234-AB", "05-999-ZZ")):
        folder = tmp_path / str(number)
        folder.mkdir()
        (asked,) = prepare([plate(text)], descriptor(), FACTS, is_tested=True)
        case = replace(
            asked.statement, request="r-1", elements=asked_first.statement.elements, case=bytes(32)
        )
        signatures = tuple(sign_case(officer(ASKER, name), case) for name in ("officer-1", "officer-2"))
        sent = Question(
            message=message(case, signatures),
            shown=ASKER,
            statement=case,
            signatures=signatures,
            elements=asked_first.elements,
        )
        node = Node(folder)
        node.ask(sent, [])
        node.close()
        files = {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        written.append((justification_bytes(case, signatures), files))
        for content in files.values():
            assert text.encode() not in content
            assert text.replace("-", "").encode() not in content
    assert written[0][0] == written[1][0]
    assert written[0][1]["log"] == written[1][1]["log"]
    assert written[0][1]["node.db"] == written[1][1]["node.db"]
