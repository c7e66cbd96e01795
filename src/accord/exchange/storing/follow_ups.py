"""Reasoned requests after a hit, sent and received, with the moment at which an answer is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accord.exchange.storing.node_store import Cell, NodeStore, microseconds, moment

__all__ = ["Direction", "StoredFollowUp", "add_follow_up", "change_follow_up", "follow_up", "open_follow_ups"]

_COLUMNS = "id, direction, peer, request, urgency, state, opened, due, closed, outcome, body"


class Direction(StrEnum):
    """Who asked."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFollowUp:
    """A follow-up.

    Attributes:
        id: Its id.
        direction: Whether this node sent or received it.
        peer: Id of the other peer.
        request: Id of the request that hit.
        urgency: Class of urgency, from which the clock follows.
        state: Where it stands.
        opened: When the clock began.
        due: When an answer is due.
        body: The request as it was sent.
        closed: When it was closed; None while it is open.
        outcome: Code of the outcome; empty while it is open.
    """

    id: str
    direction: Direction
    peer: str
    request: str
    urgency: str
    state: str
    opened: datetime
    due: datetime
    body: bytes
    closed: datetime | None = None
    outcome: str = ""


def add_follow_up(store: NodeStore, row: StoredFollowUp) -> bool:
    """Keep a follow-up, and return whether its id is new."""
    cells: tuple[Cell, ...] = (
        row.id,
        row.direction.value,
        row.peer,
        row.request,
        row.urgency,
        row.state,
        microseconds(row.opened),
        microseconds(row.due),
        row.body,
    )
    values = "(?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?)"
    return store.change(f"INSERT OR IGNORE INTO follow_ups ({_COLUMNS}) VALUES {values}", cells) == 1  # noqa: S608


def change_follow_up(
    store: NodeStore, identity: str, state: str, *, closed: datetime | None = None, outcome: str = ""
) -> bool:
    """Change the state of an open follow-up, and return whether there is one.

    Args:
        store: The store.
        identity: Its id.
        state: The new state.
        closed: When it was closed; None leaves it open.
        outcome: Code of the outcome.
    """
    cells = (state, None if closed is None else microseconds(closed), outcome or None, identity)
    sql = "UPDATE follow_ups SET state = ?, closed = ?, outcome = ? WHERE id = ? AND closed IS NULL"
    return store.change(sql, cells) == 1


def follow_up(store: NodeStore, identity: str) -> StoredFollowUp | None:
    """Return a follow-up by its id; None if there is none."""
    found = store.rows(f"SELECT {_COLUMNS} FROM follow_ups WHERE id = ?", (identity,))  # noqa: S608
    return _row(found[0]) if found else None


def open_follow_ups(store: NodeStore, direction: Direction) -> tuple[StoredFollowUp, ...]:
    """Return open follow-ups of a direction; what is due first comes first."""
    condition = "direction = ? AND closed IS NULL ORDER BY due, id"
    found = store.rows(f"SELECT {_COLUMNS} FROM follow_ups WHERE {condition}", (direction.value,))  # noqa: S608
    return tuple(_row(row) for row in found)


def _row(row: tuple[Cell, ...]) -> StoredFollowUp:
    return StoredFollowUp(
        id=str(row[0]),
        direction=Direction(str(row[1])),
        peer=str(row[2]),
        request=str(row[3]),
        urgency=str(row[4]),
        state=str(row[5]),
        opened=moment(int(str(row[6]))),
        due=moment(int(str(row[7]))),
        closed=moment(row[8]) if isinstance(row[8], int) else None,
        outcome=str(row[9] or ""),
        body=row[10] if isinstance(row[10], bytes) else b"",
    )
