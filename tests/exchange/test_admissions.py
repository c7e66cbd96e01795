"""Admissions, denials and answers as the log has them, and nothing of what was asked (T8, T12, T13)."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.asking import prepare
from accord.exchange.gate import DeniedError
from accord.exchange.justifying import justification_bytes
from accord.exchange.logbook import EntryKind
from accord.exchange.officers import sign_case
from accord.exchange.questions import Denial, Question
from accord.exchange.storing.node_store import StoreError, StoreRefusal
from accord.exchange.storing.requests import outcome_of
from exchange.at_the_gate import message, points, question
from exchange.gated_node import BOOK, Node, check_books, entries
from exchange.inspected import ASKER, EPOCH, FACTS, NOW, descriptor, officer, plate
from exchange.log_words import CrashError


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
        node.ask(replace(asked, message=replace(asked.message, fields=fields), shown=None), [])
    assert node.log is not None
    (entry,) = entries(node.log, EntryKind.DENIED)
    assert (entry.fields["asker"], entry.fields["request"]) == ("unknown", "unknown")


def test_nobody_gets_a_denial_into_the_log_under_the_name_of_another(node: Node) -> None:
    """The message says it comes from one peer, and the certificate of another was shown."""
    with pytest.raises(DeniedError):
        node.ask(replace(question(), shown="police-cordovia"), [])
    assert node.log is not None
    (entry,) = entries(node.log, EntryKind.DENIED)
    assert (entry.fields["asker"], entry.fields["code"]) == ("police-cordovia", Denial.PIN.value)


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


@pytest.mark.parametrize("kept", [0, 1])
def test_a_store_that_was_lost_or_put_back_is_refused(tmp_path: Path, kept: int) -> None:
    """With an older store quotas would start again, and a replay would be evaluated again."""
    first = Node(tmp_path)
    copy = tmp_path / "copy.db"
    for number in range(2):
        if number == kept:
            with closing(sqlite3.connect(copy)) as target:
                first.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
                with closing(sqlite3.connect(tmp_path / "node.db")) as source:
                    source.backup(target)
        first.ask(question(f"r-{number}", points(1, str(number))), [])
    first.close()
    for path in tmp_path.glob("node.db*"):
        path.unlink()
    if kept:
        copy.rename(tmp_path / "node.db")
    with pytest.raises(StoreError) as caught:
        Node(tmp_path)
    assert caught.value.refusal is StoreRefusal.BEHIND
