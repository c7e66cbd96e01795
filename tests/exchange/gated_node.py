"""A node without its curve: gate, store and log, which can end at any step; and what its books must say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from accord.exchange.admissions import Admissions
from accord.exchange.directory import Directory
from accord.exchange.gate import DeniedError
from accord.exchange.logbook import Entry, EntryKind, Logbook
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.questions import Denial, Question
from accord.exchange.quota_table import QuotaRule
from accord.exchange.storing import NodeStore
from accord.exchange.storing.requests import acknowledged_entries
from exchange.inspected import ASKER, EPOCH, HOLDER, NOW, directory
from exchange.log_words import KEY, ORIGIN, CrashingDisk

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
