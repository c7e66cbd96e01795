"""Alarms about a peer that seems to try out identifiers within its quota.

A quota bounds what can be learned; an alarm makes a person look. The asked node sees neither questions nor
hits, only how much is asked and what is followed up, so that each rule uses no more than that. An alarm
denies nothing: an office may have a reason.

Rules, and how often they ring for nothing:

* ``near-quota``: four fifths of the day's quota or more on each of five days running. If an honest office
  reaches that on one day in ten, independently, it rings once in 100,000 days.
* ``month-quota``: nine tenths of the month's quota in 30 days. An office that needs that much needs another
  quota.
* ``few-follow-ups``: so few follow-ups in 30 days that an office which follows up one request in fifty or
  more would have so few with a probability below 1 in 10,000 (lower tail of the binomial distribution).
  Looked at once a day, an honest pair rings for nothing at most once in 10,000 days; below 456 requests
  without any follow-up the rule cannot ring at all. One in fifty is an assumption, not a measurement: it is
  to be set from the first months of use.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from math import comb, exp, fsum, log

from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.quota_table import QuotaRule
from accord.exchange.quotas import DAY, MONTH, charged_since
from accord.exchange.storing.node_store import NodeStore, microseconds

__all__ = [
    "DAYS_NEAR_QUOTA",
    "LEAST_FOLLOWED",
    "AlarmRule",
    "Usage",
    "enumeration_alarms",
    "new_alarms",
    "usage_of",
]

DAYS_NEAR_QUOTA = 5
LEAST_FOLLOWED = 0.02
_UNLIKELY = 1e-4


class AlarmRule(StrEnum):
    """Why a person should look."""

    NEAR_QUOTA = "near-quota"
    MONTH_QUOTA = "month-quota"
    FEW_FOLLOW_UPS = "few-follow-ups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What the asked node knows of how a peer asks for a type.

    Attributes:
        days: Elements of each of the last ``DAYS_NEAR_QUOTA`` spans of 24 hours, the latest first.
        month: Elements of the last 30 days.
        requests: Requests of the last 30 days.
        followed: How many of these requests were followed up.
    """

    days: tuple[int, ...]
    month: int
    requests: int
    followed: int


def enumeration_alarms(usage: Usage, rule: QuotaRule) -> tuple[AlarmRule, ...]:
    """Return the rules that ring.

    Args:
        usage: How the peer asks.
        rule: The quota of the type.
    """
    rings = {
        AlarmRule.NEAR_QUOTA: len(usage.days) >= DAYS_NEAR_QUOTA
        and all(0 < 4 * rule.day <= 5 * elements for elements in usage.days),
        AlarmRule.MONTH_QUOTA: 0 < 9 * rule.month <= 10 * usage.month,
        AlarmRule.FEW_FOLLOW_UPS: _lower_tail(usage.requests, usage.followed) < _UNLIKELY,
    }
    return tuple(name for name, is_ringing in rings.items() if is_ringing)


def usage_of(store: NodeStore, peer: str, kind: IdentifierType, now: datetime) -> Usage:
    """Return how a peer asked for a type until a moment.

    Args:
        store: The store.
        peer: Id of the peer.
        kind: Type of identifier.
        now: The moment, aware.
    """
    sums = [charged_since(store, peer, kind, now - day * DAY) for day in range(DAYS_NEAR_QUOTA + 1)]
    since = microseconds(now - MONTH)
    requests = "SELECT count(*) FROM charges WHERE peer = ? AND type = ? AND at > ?"
    followed = (
        "SELECT count(DISTINCT request) FROM follow_ups JOIN charges USING (peer, request) "
        "WHERE direction = 'received' AND peer = ? AND type = ? AND at > ?"
    )
    return Usage(
        days=tuple(later - earlier for earlier, later in pairwise(sums)),
        month=charged_since(store, peer, kind, now - MONTH),
        requests=store.number(requests, (peer, kind.value, since)),
        followed=store.number(followed, (peer, kind.value, since)),
    )


def new_alarms(store: NodeStore, peer: str, rule: QuotaRule, now: datetime) -> tuple[AlarmRule, ...]:
    """Return the rules that ring for the first time on a day, and remember that they did.

    Args:
        store: The store.
        peer: Id of the peer.
        rule: The quota of the type.
        now: The moment, aware.
    """
    ringing = enumeration_alarms(usage_of(store, peer, rule.type, now), rule)
    day = now.date().isoformat()
    return tuple(
        name
        for name in ringing
        if store.change(
            "INSERT OR IGNORE INTO alarms VALUES (?, ?, ?, ?, ?)",
            (peer, rule.type.value, name.value, day, microseconds(now)),
        )
    )


def _lower_tail(requests: int, followed: int) -> float:
    """Return the probability of so few follow-ups or fewer if ``LEAST_FOLLOWED`` of the requests have one."""
    if followed >= LEAST_FOLLOWED * requests:
        return 1.0  # at or above the mean; the exact value is of no interest
    hit, miss = log(LEAST_FOLLOWED), log(1 - LEAST_FOLLOWED)
    terms = (log(comb(requests, k)) + k * hit + (requests - k) * miss for k in range(followed + 1))
    return fsum(exp(term) for term in terms)
