"""What an asker keeps of its questions: sealed openings, and hits until they are followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.storing.node_store import NodeStore, microseconds, moment

__all__ = ["StoredHit", "add_hit", "close_hits", "hits_of", "open_hits", "seal_opening", "sealed_opening"]

_COLUMNS = "request, place, holder, type, purpose, epoch, match_key, at, closed, outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHit:
    """A hit: which place of which request, under which match key; what was asked is in the sealed opening.

    Attributes:
        request: Id of the request.
        place: Place of the element in the request, from 0.
        holder: Id of the peer that has it.
        type: Type of identifier.
        purpose: Purpose.
        epoch: Epoch.
        match_key: Name of the match key that hit, which says how sure it is.
        at: When it was found.
        closed: When it was closed; None while it is open.
        outcome: Code of the outcome; empty while it is open.
    """

    request: str
    place: int
    holder: str
    type: IdentifierType
    purpose: str
    epoch: str
    match_key: str
    at: datetime
    closed: datetime | None = None
    outcome: str = ""


def seal_opening(store: NodeStore, request: str, holder: str, sealed: bytes, now: datetime) -> None:
    """Keep the sealed opening of a request.

    Args:
        store: The store.
        request: Id of the request.
        holder: Id of the peer that was asked.
        sealed: Bytes that the supervisor alone can open.
        now: The moment, aware.

    Raises:
        sqlite3.IntegrityError: There is one already; it is never replaced.
    """
    store.change("INSERT INTO openings VALUES (?, ?, ?, ?)", (request, holder, sealed, microseconds(now)))


def sealed_opening(store: NodeStore, request: str) -> bytes | None:
    """Return the sealed opening of a request; None if there is none."""
    found = store.rows("SELECT sealed FROM openings WHERE request = ?", (request,))
    return found[0][0] if found and isinstance(found[0][0], bytes) else None


def add_hit(store: NodeStore, hit: StoredHit) -> bool:
    """Keep a hit, and return whether it is new."""
    cells = (
        hit.request,
        hit.place,
        hit.holder,
        hit.type.value,
        hit.purpose,
        hit.epoch,
        hit.match_key,
        microseconds(hit.at),
    )
    sql = f"INSERT OR IGNORE INTO hits ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)"  # noqa: S608
    return store.change(sql, cells) == 1


def close_hits(store: NodeStore, request: str, outcome: str, now: datetime) -> int:
    """Close the open hits of a request with the code of an outcome, and return how many there were."""
    return store.change(
        "UPDATE hits SET closed = ?, outcome = ? WHERE request = ? AND closed IS NULL",
        (microseconds(now), outcome, request),
    )


def hits_of(store: NodeStore, request: str) -> tuple[StoredHit, ...]:
    """Return the hits of a request by their place."""
    return _hits(store, "request = ? ORDER BY place", request)


def open_hits(store: NodeStore) -> tuple[StoredHit, ...]:
    """Return hits that nobody has closed, oldest first."""
    return _hits(store, "closed IS NULL AND ? = '' ORDER BY at, request, place", "")


def _hits(store: NodeStore, condition: str, cell: str) -> tuple[StoredHit, ...]:
    found = store.rows(f"SELECT {_COLUMNS} FROM hits WHERE {condition}", (cell,))  # noqa: S608
    return tuple(
        StoredHit(
            request=str(row[0]),
            place=int(str(row[1])),
            holder=str(row[2]),
            type=IdentifierType(str(row[3])),
            purpose=str(row[4]),
            epoch=str(row[5]),
            match_key=str(row[6]),
            at=moment(int(str(row[7]))),
            closed=moment(row[8]) if isinstance(row[8], int) else None,
            outcome=str(row[9] or ""),
        )
        for row in found
    )
