"""Legal holds: what is held is not erased until the hold is lifted or ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accord.exchange.storing.node_store import NodeStore, microseconds

__all__ = ["Hold", "add_hold", "held_requests", "lift_hold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A legal hold on a request, whichever peer it came from or went to.

    Attributes:
        id: Its id.
        request: Id of the request.
        because: Who ordered it and why, as a reference.
        since: From when.
        until: Until when; a hold always ends, and can be given again.
    """

    id: str
    request: str
    because: str
    since: datetime
    until: datetime


def add_hold(store: NodeStore, hold: Hold) -> bool:
    """Add a hold, and return whether its id is new."""
    cells = (hold.id, hold.request, hold.because, microseconds(hold.since), microseconds(hold.until))
    return store.change("INSERT OR IGNORE INTO holds VALUES (?, ?, ?, ?, ?, NULL)", cells) == 1


def lift_hold(store: NodeStore, identity: str, now: datetime) -> bool:
    """Lift a hold, and return whether it was in force."""
    sql = "UPDATE holds SET lifted = ? WHERE id = ? AND lifted IS NULL AND until >= ?"
    return store.change(sql, (microseconds(now), identity, microseconds(now))) == 1


def held_requests(store: NodeStore, now: datetime) -> frozenset[str]:
    """Return the ids of requests that are held at a moment."""
    sql = "SELECT DISTINCT request FROM holds WHERE lifted IS NULL AND since <= ? AND until >= ?"
    stamp = microseconds(now)
    return frozenset(str(request) for (request,) in store.rows(sql, (stamp, stamp)))
