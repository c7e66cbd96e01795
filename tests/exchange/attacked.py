"""A holder that can be stopped before any step of its disk, and a wire that carries bytes and spoils them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

import pytest

from accord.exchange import answering
from accord.exchange.admissions import Admissions
from accord.exchange.answering import Answerer
from accord.exchange.asking import CaseFacts
from accord.exchange.cases import PersonRole, Reason, elements_hash
from accord.exchange.epochs import epoch_of
from accord.exchange.keys import SigningKey
from accord.exchange.logbook import Entry, EntryKind, Logbook
from accord.exchange.machine import publish_lists
from accord.exchange.merkle import verify_consistency
from accord.exchange.messages import MOST_BODY_BYTES
from accord.exchange.node import Node
from accord.exchange.oprf import Evaluation, Key, evaluate
from accord.exchange.quotas import DAY, MONTH
from accord.exchange.retaining import retain
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.signing import sign_response
from accord.exchange.storing.node_store import NodeStore, StoreError
from accord.exchange.storing.requests import acknowledged_entries
from accord.exchange.wire import read_message, write_message
from exchange.log_words import CrashError, CrashingDisk
from exchange.two_nodes import ALDORIA, PURPOSE

__all__ = [
    "CASE",
    "Holder",
    "flipped",
    "request_bytes",
    "request_of",
    "response_bytes",
    "response_of",
    "signed_anew",
]

CASE = CaseFacts(
    reference="KT-1/2030",
    salt=b"s" * 16,
    basis=f"firearm-{PURPOSE}",
    offence_years=3,
    role=PersonRole.SUSPECT,
    reason=Reason.IDENTIFY,
)


def request_bytes(request: RequestMessage) -> bytes:
    """Return a request as it travels."""
    fields = {"host": request.authority, **request.fields}
    return write_message(f"{request.method} {request.path} HTTP/1.1", fields, request.body)


def response_bytes(response: ResponseMessage) -> bytes:
    """Return an answer as it travels."""
    return write_message(f"HTTP/1.1 {response.status} Answer", response.fields, response.body)


def request_of(data: bytes) -> RequestMessage | None:
    """Return the request of bytes as a server reads it; None if there is no byte."""
    message = read_message(_reader(data), is_request=True, most_body=MOST_BODY_BYTES)
    if message is None:
        return None
    method, path = message.first
    authority = message.fields.get("host", "")
    return RequestMessage(
        method=method, authority=authority, path=path, fields=message.fields, body=message.body
    )


def response_of(data: bytes) -> ResponseMessage | None:
    """Return the answer of bytes as a caller reads it; None if there is no byte."""
    message = read_message(_reader(data), is_request=False, most_body=MOST_BODY_BYTES)
    if message is None:
        return None
    return ResponseMessage(status=int(message.first[0]), fields=message.fields, body=message.body)


def _reader(data: bytes) -> Callable[[int], bytes]:
    place = [0]

    def read(most: int) -> bytes:
        start = place[0]
        place[0] = min(len(data), start + most)
        return data[start : place[0]]

    return read


def flipped(data: bytes, at: int) -> bytes:
    """Return bytes with one bit flipped; the number of the bit is taken modulo their length."""
    place, bit = divmod(at % (8 * len(data)), 8)
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def signed_anew(
    response: ResponseMessage, body: bytes, request: RequestMessage, key: SigningKey, now: datetime
) -> ResponseMessage:
    """Return an answer with another body that its sender signed: a holder that lies."""
    plain = ResponseMessage(status=response.status, fields={}, body=body)
    fields = sign_response(plain, request, key, created=now, nonce=hashlib.sha256(body).hexdigest()[:32])
    return ResponseMessage(status=response.status, fields=fields, body=body)


class Holder:
    """A node that answers, with the books that an observer keeps beside it.

    Attributes:
        disk: Counts the steps of store, log and question, and ends the world before one of them.
        charged: Moment and elements of each request whose charge the observer saw, by its id.
        answers: Each answer that left the node, by the id of its request.
        evaluated: Hashes of the rows of elements that the curve saw, one for each evaluation.
    """

    def __init__(self, node: Node, now: datetime, day: int, month: int) -> None:
        self.node, self.day, self.month = node, day, month
        self.disk = CrashingDisk()
        self.charged: dict[str, tuple[datetime, int]] = {}
        self.answers: dict[str, bytes] = {}
        self.evaluated: list[str] = []
        self._head: tuple[int, bytes] = (0, b"")
        self._open(now)

    def _open(self, now: datetime) -> None:
        self.store = NodeStore(self.node.folder.path / "store.db", step=self.disk.step)
        self.store.rows("PRAGMA synchronous = OFF")
        self.log = Logbook(
            self.node.folder.path / "log",
            origin=f"accord/{self.node.id}",
            key=self.node.key,
            now=now,
            at_least=acknowledged_entries(self.store),
            disk=self.disk,
        )
        directory = self.node.directory()
        self.answerer = Answerer(
            me=self.node.id,
            key=self.node.key,
            directory=lambda: directory,
            store=self.store,
            admissions=Admissions(self.store, self.log, me=self.node.id, now=now),
            publications=self.node.publications,
            step=self.disk.step,
        )

    def close(self) -> None:
        """Let go of the files, as the end of a process does."""
        self.store.close()
        self.log.close()

    def restart(self, now: datetime, *, left: int = -1) -> None:
        """Open the node again as after ``kill -9``; it may be stopped once more while it recovers."""
        self.close()
        self.disk.left = left
        try:
            self._open(now)
        except CrashError:
            self.store.close()
            if not self.log_is_closed():
                self.log.close()
            self.disk.left = -1
            self._open(now)
        self.disk.left = -1

    def log_is_closed(self) -> bool:
        """Whether the log let go of its file."""
        return self.log._file.closed

    def keep_house(self, now: datetime) -> None:
        """Publish what is due and erase what is over."""
        with suppress(StoreError):  # the clock has run back: nothing is erased
            publish_lists(self.node, self.log, now, workers=1)
            retain(self.store, self.log, now, epochs=[epoch_of(now)])

    def answer(self, data: bytes, now: datetime) -> bytes:
        """Answer bytes, and note what left the node."""
        request = request_of(data)
        if request is None:
            raise ConnectionError
        response = self.answerer.handle(request, ALDORIA, now)
        if (request.path, response.status) == ("/evaluate", 200):
            self._note(request.fields["accord-request"], response.body)
        return response_bytes(response)

    def _note(self, request: str, body: bytes) -> None:
        """Check that an answer was logged before it left, and is the one that left before."""
        assert self.answers.setdefault(request, body) == body
        digest = hashlib.sha256(body).hexdigest()
        lines = [e for e in self.entries(EntryKind.EVALUATED) if e.fields["request"] == request]
        assert [line.fields["answer"] for line in lines] == [digest]

    @contextmanager
    def watched(self) -> Iterator[None]:
        """See every evaluation at the moment at which the key is used."""

        def seen(key: Key, elements: tuple[bytes, ...]) -> Evaluation:
            name = elements_hash(elements).hex()
            lines = [entry.fields["blinded"] for entry in self.entries(EntryKind.ADMITTED)]
            assert name in lines, "evaluated without a line in the log"
            self.evaluated.append(name)
            return evaluate(key, elements)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(answering, "evaluate", seen)
            yield

    def entries(self, kind: EntryKind) -> list[Entry]:
        """Return the entries of a kind."""
        return [entry for _, entry in self.log.entries() if entry.kind is kind]

    def check(self, now: datetime) -> None:
        """Check that charged = admitted = logged, once each, within the quota, in a log that only grows."""
        rows = self.store.rows("SELECT request, elements FROM charges")
        charges = {str(request): int(str(elements)) for request, elements in rows}
        lines = self.entries(EntryKind.ADMITTED)
        assert {str(e.fields["request"]): e.fields["elements"] for e in lines} == charges
        assert len(lines) == len(charges) == len(rows)
        assert self.store.number("SELECT count(*) FROM requests") == len(charges)
        answered = [str(e.fields["request"]) for e in self.entries(EntryKind.EVALUATED)]
        assert len(answered) == len(set(answered))
        assert set(self.answers) <= set(answered) <= set(charges)
        assert set(self.evaluated) <= {e.fields["blinded"] for e in lines}
        self._check_epochs()
        self._check_quota(charges, now)
        self._check_growth(now)

    def _check_epochs(self) -> None:
        """One scope has one key and one set of tags in an epoch, whatever the clock did."""
        seen: dict[tuple[str, ...], object] = {}
        for entry in self.entries(EntryKind.EPOCH_PUBLISHED):
            fields = entry.fields
            scope = tuple(str(fields[name]) for name in ("asker", "type", "purpose", "epoch"))
            made = (fields["public"], fields["root"], fields["count"])
            assert seen.setdefault(scope, made) == made, "two descriptors for one scope"

    def _check_quota(self, charges: dict[str, int], now: datetime) -> None:
        """Sum up what the observer saw, in spans of his own clock."""
        for request, elements in charges.items():
            self.charged.setdefault(request, (now, elements))
        for length, most in ((DAY, self.day), (MONTH, self.month)):
            spent = sum(elements for at, elements in self.charged.values() if now - length < at <= now)
            assert spent <= most

    def _check_growth(self, now: datetime) -> None:
        head = self.log.head(now)
        size, root = self._head
        if size:
            assert head.size >= size
            verify_consistency(size, head.size, self.log.consistency(size), root, head.root)
        self._head = (head.size, head.root)
