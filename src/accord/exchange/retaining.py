"""What is erased when: each kind of record has a clock, and a legal hold stops it.

Reasons and logs of questions are kept for three years, after Articles 33 and 45 of Regulation (EU) 2024/982;
answers until their epoch closes; nonces until no message could use them; hits until they are closed. What is
erased is logged by kind and number before it goes. The log keeps the hash of each entry whose body is erased,
so that its heads and proofs still verify. Files of tags are erased by whoever keeps them, at the end of the
epoch: this module knows the store and the log alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from accord.exchange.logbook import Entry, EntryKind, Logbook, entry_bytes
from accord.exchange.storing.holds import held_requests
from accord.exchange.storing.node_store import MOST_BACK, NodeStore, microseconds
from accord.exchange.strict_fields import instant_text

__all__ = ["KEPT_YEARS", "RETENTION", "Erased", "Kept", "RetentionRule", "retain", "years_before"]

KEPT_YEARS = 3
_YEARS = "three-years"
_MARGIN = timedelta(days=1)
_NEVER_ERASED = frozenset({EntryKind.RETAINED, EntryKind.HELD})
"""Entries about erasing: they name no question, and say why others are gone."""


class Kept(StrEnum):
    """Kinds of record."""

    NONCES = "nonces"
    ANSWERS = "answers"
    HITS = "hits"
    OPENINGS = "openings"
    FOLLOW_UPS = "follow-ups"
    REQUESTS = "requests"
    LOG_ENTRIES = "log-entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """How long a kind of record is kept.

    Attributes:
        kept: Kind of record.
        rule: Id of the rule, for the log.
        text: How long, in words.
        reference: Where that comes from.
    """

    kept: Kept
    rule: str
    text: str
    reference: str


RETENTION = (
    RetentionRule(
        kept=Kept.NONCES, rule="expiry", text="until the message expires", reference="RFC 9421, 7.2.2"
    ),
    RetentionRule(
        kept=Kept.ANSWERS, rule="epoch-end", text="until the epoch closes", reference="(EU) 2024/982, 50(3)"
    ),
    RetentionRule(
        kept=Kept.HITS, rule="closed", text="until the follow-up is closed", reference="(EU) 2024/982, 50(3)"
    ),
    RetentionRule(kept=Kept.OPENINGS, rule=_YEARS, text="three years", reference="(EU) 2024/982, 33(3)"),
    RetentionRule(
        kept=Kept.FOLLOW_UPS, rule=_YEARS, text="three years after closing", reference="as for logs"
    ),
    RetentionRule(kept=Kept.REQUESTS, rule=_YEARS, text="three years", reference="(EU) 2024/982, 33(3)"),
    RetentionRule(kept=Kept.LOG_ENTRIES, rule=_YEARS, text="three years", reference="(EU) 2024/982, 45"),
)
"""The rules in the order in which they are applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was erased.

    Attributes:
        kept: Kind of record.
        count: How many.
    """

    kept: Kept
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    store: NodeStore
    log: Logbook
    now: datetime
    epochs: tuple[str, ...]
    held: frozenset[str]

    @property
    def limit(self) -> datetime:
        """Before this moment, what is kept for three years is erased."""
        return years_before(self.now, KEPT_YEARS)


def years_before(at: datetime, years: int) -> datetime:
    """Return the same moment some years before; of 29 February, that of the 28th if there is no 29th."""
    try:
        return at.replace(year=at.year - years)
    except ValueError:
        return at.replace(year=at.year - years, day=28)


def retain(store: NodeStore, log: Logbook, now: datetime, *, epochs: Collection[str]) -> tuple[Erased, ...]:
    """Erase what must not be kept any longer, and return how much of each kind that was.

    Args:
        store: The store.
        log: The log.
        now: The moment, aware.
        epochs: Ids of the epochs that are open.

    Raises:
        StoreError: The clock has run back: by its word nothing is erased.
    """
    store.advance_clock(now)
    held = held_requests(store, now)
    run = _Run(store=store, log=log, now=now, epochs=tuple(sorted(epochs)), held=held)
    return tuple(_apply(run, rule) for rule in RETENTION)


def _apply(run: _Run, rule: RetentionRule) -> Erased:
    places = _old_entries(run) if rule.kept is Kept.LOG_ENTRIES else ()
    rows = _rows(run, rule.kept)
    counts = (run.store.number(f"SELECT count(*) FROM {where}", cells) for where, cells in rows)  # noqa: S608
    count = len(places) + sum(counts)
    if not count:
        return Erased(kept=rule.kept, count=0)
    fields: dict[str, str | int] = {
        "what": rule.kept.value,
        "rule": rule.rule,
        "count": count,
        "first": places[0] if places else 0,
        "last": places[-1] if places else 0,
        "before": instant_text(run.limit if rule.rule == _YEARS else run.now),
    }
    run.log.append(entry_bytes(Entry(kind=EntryKind.RETAINED, at=run.now, fields=fields)))
    for index in places:
        run.log.erase(index)
    with run.store.transaction():
        for where, cells in rows:
            _erase(run.store, rule.kept, where, cells)
    return Erased(kept=rule.kept, count=count)


def _rows(run: _Run, kept: Kept) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
    """Return table and condition of the rows whose time is over, with what is filled in."""
    limit, held = microseconds(run.limit), json.dumps(sorted(run.held))
    free = "request NOT IN (SELECT value FROM json_each(?))"
    closed = "epoch NOT IN (SELECT value FROM json_each(?))"
    table: Mapping[Kept, tuple[str, tuple[str | int, ...]]] = {
        Kept.NONCES: ("nonces WHERE expires < ?", (microseconds(run.now - MOST_BACK),)),
        Kept.ANSWERS: (
            f"requests WHERE answer IS NOT NULL AND {closed} AND {free}",
            (json.dumps(run.epochs), held),
        ),
        Kept.HITS: (f"hits WHERE closed IS NOT NULL AND {free}", (held,)),
        Kept.OPENINGS: (f"openings WHERE at < ? AND {free}", (limit, held)),
        Kept.FOLLOW_UPS: (f"follow_ups WHERE closed < ? AND {free}", (limit, held)),
        Kept.REQUESTS: (f"requests WHERE received < ? AND {free}", (limit, held)),
    }
    return (table[kept],) if kept in table else ()


def _erase(store: NodeStore, kept: Kept, where: str, cells: tuple[str | int, ...]) -> None:
    if kept is Kept.ANSWERS:
        rest = where.removeprefix("requests ")
        store.change(f"UPDATE requests SET answer = NULL {rest}", cells)  # noqa: S608
        return
    if kept is Kept.REQUESTS:
        same = f"(peer, request) IN (SELECT peer, request FROM {where})"  # noqa: S608
        store.change(f"DELETE FROM charges WHERE {same}", cells)  # noqa: S608
    store.change(f"DELETE FROM {where}", cells)  # noqa: S608


def _old_entries(run: _Run) -> tuple[int, ...]:
    """Return numbers of entries whose time is over; entries are in the order of time but for a set clock."""
    places = []
    for index, entry in run.log.entries():
        if entry.at >= run.limit + _MARGIN:
            break
        is_free = entry.kind not in _NEVER_ERASED and entry.fields.get("request") not in run.held
        if entry.at < run.limit and is_free:
            places.append(index)
    return tuple(places)
