"""Admissions and denials as they enter the log, and what a crash left between store and log.

The order is: charge and keep (one transaction), log the admission, evaluate, keep the answer, log the
evaluation, answer. Whatever a crash interrupts is finished when the node starts again: every charge has one
admission in the log, every answer that was kept has one evaluation, and neither has two. Threads take turns
in each step, so that none sees a charge without its entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from threading import RLock

from accord.exchange.alarms import new_alarms
from accord.exchange.cases import CaseStatement
from accord.exchange.denials import Denials
from accord.exchange.directory import Directory
from accord.exchange.gate import STEPS, Admission, DeniedError, admit
from accord.exchange.justifying import read_justification
from accord.exchange.logbook import Entry, EntryKind, Logbook, entry_bytes, read_entry
from accord.exchange.questions import Question
from accord.exchange.storing.node_store import NodeStore, StoreError, StoreRefusal
from accord.exchange.storing.requests import (
    Outcome,
    StoredRequest,
    blinded_points,
    keep_answer,
    mark_admitted,
    mark_evaluated,
    outcome_of,
    stored_request,
    unlogged_answers,
    unlogged_requests,
)

__all__ = ["Admissions"]

_CHECKED = timedelta(days=365)
"""How old an entry may be whose request must be in the store; those of three years ago are erased."""


class Admissions:
    """The gate of a node with its log; making one finishes what a crash interrupted.

    Args:
        store: The store.
        log: The log; opened with ``at_least=acknowledged_entries(store)``.
        me: Id of the peer whose node this is.
        now: The moment, aware.

    Raises:
        StoreError: The store is older than the log.
    """

    def __init__(self, store: NodeStore, log: Logbook, *, me: str, now: datetime) -> None:
        self._store = store
        self._log = log
        self._me = me
        self._lock = RLock()
        self._denials = Denials()
        self._check_store(now)
        self._recover(now)

    def admit(
        self,
        question: Question,
        directory: Directory,
        now: datetime,
        *,
        epochs: Collection[str],
        steps: Collection[int] = STEPS,
    ) -> Admission:
        """Return leave to evaluate a question; it is charged, kept and logged.

        Args:
            question: The question.
            directory: The directory.
            now: The moment, aware.
            epochs: Ids of the epochs that are open.
            steps: Numbers of elements that a question may have.

        Raises:
            DeniedError: A check is not passed; the denial is logged as ``denials`` says, nothing is charged.
        """
        with self._lock:
            try:
                admission = admit(
                    question, directory, self._store, now, me=self._me, epochs=epochs, steps=steps
                )
            except DeniedError as error:
                entry = self._denials.entry(question, error, now)
                if entry is not None:
                    self._log.append(entry_bytes(entry))
                raise
            self._log_admission(admission.request, question.statement, now)
            self._ring(admission.request, directory, now)
            return admission

    def resume(self, peer: str, request: str) -> Admission | None:
        """Return leave to evaluate a request that was admitted and never answered; None if there is none.

        It was charged and logged when it was admitted. Only for a repeat whose denial ``is_unfinished``.
        """
        outcome, row = outcome_of(self._store, peer, request), stored_request(self._store, peer, request)
        points = blinded_points(self._store, peer, request)
        if outcome is None or row is None or not outcome.is_unfinished or not points:
            return None
        statement = self._statement(peer, request)
        return Admission(
            request=row, elements=points, case=statement.case, offence_years=statement.offence_years
        )

    def finish(self, admission: Admission, answer: bytes, now: datetime) -> Outcome:
        """Keep and log the answer to a question before it is sent, and return what became of it.

        If there is an answer already, that one stays: send ``answer`` of what is returned.

        Args:
            admission: The admission.
            answer: The answer as it will be sent.
            now: The moment, aware.
        """
        row = admission.request
        with self._lock:
            with self._store.transaction():
                before = outcome_of(self._store, row.peer, row.request)
                keep_answer(self._store, row.peer, row.request, answer, now)
            if before is None or before.answer_digest is None:
                self._log_evaluation(row, hashlib.sha256(answer).digest(), now)
        outcome = outcome_of(self._store, row.peer, row.request)
        if outcome is None:
            raise LookupError("a request that was admitted is not in the store")
        return outcome

    def _log_admission(self, row: StoredRequest, statement: CaseStatement, now: datetime) -> None:
        index = self._log.append(entry_bytes(_admitted(row, statement, now)))
        mark_admitted(self._store, row.peer, row.request, index)

    def _log_evaluation(self, row: StoredRequest, digest: bytes, now: datetime) -> None:
        outcome = outcome_of(self._store, row.peer, row.request)
        if outcome is None or outcome.admitted is None:
            raise LookupError("a request that was not admitted in the log cannot be evaluated")
        fields: dict[str, str | int] = {
            "asker": row.peer,
            "request": row.request,
            "elements": row.elements,
            "admitted": outcome.admitted,
            "blinded": row.blinded.hex(),
            "answer": digest.hex(),
        }
        index = self._log.append(entry_bytes(Entry(kind=EntryKind.EVALUATED, at=now, fields=fields)))
        mark_evaluated(self._store, row.peer, row.request, index)

    def _ring(self, row: StoredRequest, directory: Directory, now: datetime) -> None:
        """Log alarms; one counts as rung only when its entry is written, so that a crash loses none."""
        with self._store.transaction():
            for rule in new_alarms(self._store, row.peer, directory.quota(row.type), now):
                code = f"{rule.value}.{row.type.value}"
                fields: dict[str, str | int] = {"about": row.peer, "code": code, "number": row.elements}
                self._log.append(entry_bytes(Entry(kind=EntryKind.ALARM, at=now, fields=fields)))

    def _statement(self, peer: str, request: str) -> CaseStatement:
        sql = "SELECT justification FROM requests WHERE peer = ? AND request = ?"
        ((kept,),) = self._store.rows(sql, (peer, request))
        statement, _ = read_justification(kept if isinstance(kept, bytes) else b"")
        return statement

    def _check_store(self, now: datetime) -> None:
        """Refuse a store that lacks the last admitted request: quotas and replays would start again.

        A request is in the store before it is in the log, so that no crash leaves it in the log alone.
        """
        for index in range(self._log.size - 1, -1, -1):
            if self._log.is_erased(index):
                continue
            entry = read_entry(self._log.body(index))
            if entry.at < now - _CHECKED:
                return
            if entry.kind is EntryKind.ADMITTED:
                asker, request = str(entry.fields["asker"]), str(entry.fields["request"])
                if stored_request(self._store, asker, request) is None:
                    raise StoreError(StoreRefusal.BEHIND)
                return

    def _recover(self, now: datetime) -> None:
        """Finish what a crash interrupted; an entry that is in the log already is not written again."""
        requests, answers = unlogged_requests(self._store), unlogged_answers(self._store)
        if not requests and not answers:
            return
        found: dict[tuple[EntryKind, str, str], int] = {}
        for index, entry in self._log.entries():
            if entry.kind in (EntryKind.ADMITTED, EntryKind.EVALUATED):
                key = (entry.kind, str(entry.fields["asker"]), str(entry.fields["request"]))
                found[key] = index
        for row, justification in requests:
            index = found.get((EntryKind.ADMITTED, row.peer, row.request), -1)
            if index >= 0:
                mark_admitted(self._store, row.peer, row.request, index)
            else:
                self._log_admission(row, read_justification(justification)[0], now)
        for row, digest in answers:
            index = found.get((EntryKind.EVALUATED, row.peer, row.request), -1)
            if index >= 0:
                mark_evaluated(self._store, row.peer, row.request, index)
            else:
                self._log_evaluation(row, digest, now)


def _admitted(row: StoredRequest, statement: CaseStatement, now: datetime) -> Entry:
    fields: dict[str, str | int] = {
        "asker": row.peer,
        "type": row.type.value,
        "purpose": row.purpose,
        "epoch": row.epoch,
        "request": row.request,
        "basis": row.basis,
        "asks": row.asks,
        "approves": row.approves,
        "elements": row.elements,
        "offence_years": statement.offence_years,
        "blinded": row.blinded.hex(),
        "case": statement.case.hex(),
        "message": row.message.hex(),
    }
    return Entry(kind=EntryKind.ADMITTED, at=now, fields=fields)
