"""Quotas in elements: what a peer may have evaluated at once, in a day and in a month.

A charge is made in the same transaction as the request that causes it, under the id of that request, so that
a request is charged once however often it arrives. Days and months are any 24 hours and any 30 days, not
those of the calendar, so that nobody gets two quotas around midnight. The allowance for bursts fills up
evenly, whole within an hour. Time never runs back: a charge counts as made no earlier than the last one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.quota_table import QuotaRule
from accord.exchange.storing.node_store import NodeStore, microseconds

__all__ = ["DAY", "MONTH", "Charge", "QuotaError", "QuotaLimit", "charge", "charged_since", "remaining"]

DAY, MONTH = timedelta(hours=24), timedelta(days=30)
_HOUR = 3_600_000_000
"""Microseconds in which an empty allowance fills up."""


class QuotaLimit(StrEnum):
    """Which limit is reached."""

    BURST = "burst"
    DAY = "day"
    MONTH = "month"


class QuotaError(Exception):
    """A request is more than the quota admits now.

    Attributes:
        limit: Which limit is reached.
        retry_after: When the same request would fit if nothing else is asked; None if it never will.
    """

    def __init__(self, limit: QuotaLimit, retry_after: timedelta | None) -> None:
        self.limit = limit
        self.retry_after = retry_after
        wait = "never" if retry_after is None else f"in {int(retry_after.total_seconds())} s"
        super().__init__(f"the quota of a {limit.value} is reached; this request fits {wait}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What is charged to whom.

    Attributes:
        peer: Id of the peer that asks.
        request: Id of the request.
        purpose: Purpose; it is recorded, and gives no further quota.
        type: Type of identifier.
        elements: Number of elements with padding.
    """

    peer: str
    request: str
    purpose: str
    type: IdentifierType
    elements: int


def charge(store: NodeStore, wanted: Charge, rule: QuotaRule, now: datetime) -> bool:
    """Charge a request, and return whether it was charged now (and not before).

    Args:
        store: The store.
        wanted: What is charged to whom.
        rule: The quota of the type.
        now: The moment, aware.

    Raises:
        QuotaError: The quota does not admit it; nothing is charged.
        ValueError: The rule is of another type, or the number of elements is not positive.
    """
    if rule.type is not wanted.type or wanted.elements < 1:
        raise ValueError("a charge is of one element or more, under the rule of its type")
    account = (wanted.peer, wanted.type.value)
    with store.transaction():
        sql = "SELECT count(*) FROM charges WHERE peer = ? AND request = ?"
        if store.number(sql, (wanted.peer, wanted.request)):
            return False
        latest = store.number("SELECT max(at) FROM charges WHERE peer = ? AND type = ?", account)
        stamp = max(microseconds(now), latest)
        _check_window(store, wanted, QuotaLimit.MONTH, rule.month, stamp)
        _check_window(store, wanted, QuotaLimit.DAY, rule.day, stamp)
        level = _level(store, account, rule, stamp) - wanted.elements * _HOUR
        if level < 0:
            fits = wanted.elements <= rule.burst
            raise QuotaError(QuotaLimit.BURST, _wait(-level // rule.burst + 1) if fits else None)
        store.change(
            "INSERT INTO allowances VALUES (?, ?, ?, ?) "
            "ON CONFLICT (peer, type) DO UPDATE SET level = excluded.level, at = excluded.at",
            (*account, level, stamp),
        )
        cells = (wanted.peer, wanted.request, wanted.type.value, wanted.purpose, wanted.elements, stamp)
        store.change("INSERT INTO charges VALUES (?, ?, ?, ?, ?, ?)", cells)
    return True


def charged_since(store: NodeStore, peer: str, kind: IdentifierType, since: datetime) -> int:
    """Return how many elements of a type were charged to a peer after a moment, over all purposes."""
    sql = "SELECT coalesce(sum(elements), 0) FROM charges WHERE peer = ? AND type = ? AND at > ?"
    return store.number(sql, (peer, kind.value, microseconds(since)))


def remaining(store: NodeStore, peer: str, rule: QuotaRule, now: datetime) -> dict[QuotaLimit, int]:
    """Return how many elements a peer may still have evaluated at a moment, under each limit.

    Args:
        store: The store.
        peer: Id of the peer.
        rule: The quota of the type.
        now: The moment, aware.
    """
    level = _level(store, (peer, rule.type.value), rule, microseconds(now))
    return {
        QuotaLimit.BURST: level // _HOUR,
        QuotaLimit.DAY: max(0, rule.day - charged_since(store, peer, rule.type, now - DAY)),
        QuotaLimit.MONTH: max(0, rule.month - charged_since(store, peer, rule.type, now - MONTH)),
    }


def _level(store: NodeStore, account: tuple[str, str], rule: QuotaRule, stamp: int) -> int:
    """Return the allowance for bursts, in elements times the microseconds of an hour."""
    full = rule.burst * _HOUR
    found = store.rows("SELECT level, at FROM allowances WHERE peer = ? AND type = ?", account)
    if not found:
        return full
    level, at = (int(str(cell)) for cell in found[0])
    return min(full, level + max(0, stamp - at) * rule.burst)


def _check_window(store: NodeStore, wanted: Charge, limit: QuotaLimit, most: int, stamp: int) -> None:
    length = (DAY if limit is QuotaLimit.DAY else MONTH) // timedelta(microseconds=1)
    if wanted.elements > most:
        raise QuotaError(limit, None)
    rows = store.rows(
        "SELECT at, elements FROM charges WHERE peer = ? AND type = ? AND at > ? ORDER BY at",
        (wanted.peer, wanted.type.value, stamp - length),
    )
    excess = sum(int(str(elements)) for _, elements in rows) + wanted.elements - most
    for at, elements in rows:
        if excess <= 0:
            return
        excess -= int(str(elements))
        free = int(str(at)) + length
        if excess <= 0:
            raise QuotaError(limit, _wait(free - stamp))


def _wait(count: int) -> timedelta:
    return timedelta(microseconds=max(1, count))
