"""Requests that a node admitted, and what became of each: admitted once, logged once, evaluated once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.storing.node_store import Cell, NodeStore, microseconds

__all__ = [
    "Outcome",
    "StoredRequest",
    "acknowledged_entries",
    "add_request",
    "blinded_points",
    "keep_answer",
    "mark_admitted",
    "mark_evaluated",
    "outcome_of",
    "remember_nonce",
    "stored_request",
    "unlogged_answers",
    "unlogged_requests",
]

_COLUMNS = "peer, request, type, purpose, epoch, basis, asks, approves, elements, message, statement, blinded"
_POINT_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRequest:
    """A request that was admitted.

    Attributes:
        peer: Id of the peer that asked.
        request: Its id of the request.
        type: Type of identifier.
        purpose: Purpose.
        epoch: Epoch.
        basis: Id of the legal basis.
        asks: Id of the officer who asked.
        approves: Id of the officer who approved.
        elements: Number of blinded elements.
        message: SHA-256 of the signature of the message.
        statement: SHA-256 of the case statement.
        blinded: Hash over the blinded elements.
    """

    peer: str
    request: str
    type: IdentifierType
    purpose: str
    epoch: str
    basis: str
    asks: str
    approves: str
    elements: int
    message: bytes
    statement: bytes
    blinded: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a request; the identity that a repeated message gets to hear.

    Attributes:
        request: Id of the request.
        statement: SHA-256 of its case statement.
        admitted: Number of its entry in the log; None if a crash came before the entry.
        evaluated: Number of the entry about its evaluation; None if it was not evaluated yet.
        answer_digest: SHA-256 of the answer; None if there is none yet.
        answer: The answer; None if there is none yet, its entry in the log is not written, or its epoch is
            over and it was erased.
    """

    request: str
    statement: bytes
    admitted: int | None
    evaluated: int | None
    answer_digest: bytes | None
    answer: bytes | None

    @property
    def is_unfinished(self) -> bool:
        """Whether the request was admitted and logged and has no answer yet."""
        return self.admitted is not None and self.answer_digest is None


def remember_nonce(store: NodeStore, peer: str, nonce: str, expires: datetime) -> bool:
    """Remember a nonce of a peer and return whether it is new.

    Args:
        store: The store.
        peer: Id of the peer.
        nonce: The nonce.
        expires: Until when a message with it could be taken.
    """
    return (
        store.change("INSERT OR IGNORE INTO nonces VALUES (?, ?, ?)", (peer, nonce, microseconds(expires)))
        == 1
    )


def add_request(
    store: NodeStore, row: StoredRequest, justification: bytes, points: Sequence[bytes], now: datetime
) -> None:
    """Add a request that is admitted; the caller charges it in the same transaction.

    Args:
        store: The store.
        row: The request.
        justification: Canonical bytes of statement and both signatures.
        points: Blinded elements, 32 bytes each.
        now: The moment, aware.

    Raises:
        sqlite3.IntegrityError: There is a request with this id of this peer.
    """
    cells: tuple[Cell, ...] = (
        row.peer,
        row.request,
        row.type.value,
        row.purpose,
        row.epoch,
        row.basis,
        row.asks,
        row.approves,
        row.elements,
        row.message,
        row.statement,
        row.blinded,
        justification,
        b"".join(points),
        microseconds(now),
    )
    marks = ", ".join("?" * len(cells))
    store.change(
        f"INSERT INTO requests ({_COLUMNS}, justification, points, received) VALUES ({marks})",  # noqa: S608
        cells,
    )


def mark_admitted(store: NodeStore, peer: str, request: str, index: int) -> None:
    """Remember in which entry of the log a request was admitted."""
    store.change(
        "UPDATE requests SET admitted = ? WHERE peer = ? AND request = ? AND admitted IS NULL",
        (index, peer, request),
    )


def keep_answer(store: NodeStore, peer: str, request: str, answer: bytes, now: datetime) -> None:
    """Keep the answer to a request before it is sent; the first answer stays."""
    store.change(
        "UPDATE requests SET answer = ?, answer_digest = ?, answered = ? "
        "WHERE peer = ? AND request = ? AND answer_digest IS NULL",
        (answer, hashlib.sha256(answer).digest(), microseconds(now), peer, request),
    )


def mark_evaluated(store: NodeStore, peer: str, request: str, index: int) -> None:
    """Remember in which entry of the log the evaluation of a request stands."""
    store.change(
        "UPDATE requests SET evaluated = ? WHERE peer = ? AND request = ? AND evaluated IS NULL",
        (index, peer, request),
    )


def outcome_of(store: NodeStore, peer: str, request: str) -> Outcome | None:
    """Return what became of a request of a peer; None if it was never admitted."""
    found = store.rows(
        "SELECT statement, admitted, evaluated, answer_digest, answer FROM requests "
        "WHERE peer = ? AND request = ?",
        (peer, request),
    )
    if not found:
        return None
    statement, admitted, evaluated, digest, answer = found[0]
    return Outcome(
        request=request,
        statement=_bytes(statement) or b"",
        admitted=admitted if isinstance(admitted, int) else None,
        evaluated=evaluated if isinstance(evaluated, int) else None,
        answer_digest=_bytes(digest),
        answer=_bytes(answer) if evaluated is not None else None,
    )


def stored_request(store: NodeStore, peer: str, request: str) -> StoredRequest | None:
    """Return an admitted request of a peer; None if there is none."""
    sql = f"SELECT {_COLUMNS} FROM requests WHERE peer = ? AND request = ?"  # noqa: S608
    found = store.rows(sql, (peer, request))
    return _request(found[0]) if found else None


def blinded_points(store: NodeStore, peer: str, request: str) -> tuple[bytes, ...]:
    """Return the blinded elements of a request; none if they were erased or there is no such request."""
    found = store.rows("SELECT points FROM requests WHERE peer = ? AND request = ?", (peer, request))
    whole = _bytes(found[0][0]) if found else None
    return tuple((whole or b"")[at : at + _POINT_BYTES] for at in range(0, len(whole or b""), _POINT_BYTES))


def unlogged_requests(store: NodeStore) -> tuple[tuple[StoredRequest, bytes], ...]:
    """Return requests without an entry in the log, after a crash, and their justifications."""
    sql = f"SELECT {_COLUMNS}, justification FROM requests WHERE admitted IS NULL ORDER BY received, request"  # noqa: S608
    rows = store.rows(sql)
    return tuple((_request(row[:-1]), _bytes(row[-1]) or b"") for row in rows)


def unlogged_answers(store: NodeStore) -> tuple[tuple[StoredRequest, bytes], ...]:
    """Return requests whose answer has no entry in the log, after a crash, and its digest."""
    condition = "evaluated IS NULL AND answer_digest IS NOT NULL ORDER BY answered, request"
    rows = store.rows(f"SELECT {_COLUMNS}, answer_digest FROM requests WHERE {condition}")  # noqa: S608
    return tuple((_request(row[:-1]), _bytes(row[-1]) or b"") for row in rows)


def acknowledged_entries(store: NodeStore) -> int:
    """Return how many entries the log has at least, as the requests tell."""
    return store.number("SELECT max(max(coalesce(admitted, -1), coalesce(evaluated, -1))) + 1 FROM requests")


def _request(row: tuple[Cell, ...]) -> StoredRequest:
    names = _COLUMNS.split(", ")
    texts = {name: str(cell) for name, cell in zip(names, row, strict=True) if isinstance(cell, str)}
    blobs = {name: cell for name, cell in zip(names, row, strict=True) if isinstance(cell, bytes)}
    return StoredRequest(
        peer=texts["peer"],
        request=texts["request"],
        type=IdentifierType(texts["type"]),
        purpose=texts["purpose"],
        epoch=texts["epoch"],
        basis=texts["basis"],
        asks=texts["asks"],
        approves=texts["approves"],
        elements=int(str(row[names.index("elements")])),
        message=blobs["message"],
        statement=blobs["statement"],
        blinded=blobs["blinded"],
    )


def _bytes(cell: Cell) -> bytes | None:
    return cell if isinstance(cell, bytes) else None
