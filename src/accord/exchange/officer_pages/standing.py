"""How a node stands: what is left of quotas, and the heads of its logs with who cosigned them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accord.exchange.directory import Directory
from accord.exchange.logbook.checkpoint import Checkpoint, read_first_checkpoint
from accord.exchange.logbook.refusals import LogbookError
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officer_pages.choosing import TYPE_NAMES
from accord.exchange.quota_table import QuotaRule
from accord.exchange.quotas import DAY, MONTH, QuotaLimit, remaining
from accord.exchange.sealed_files import sealed_extent
from accord.exchange.storing.node_store import NodeStore, StoreError, microseconds, moment
from accord.exchange.storing.witnesses import cosignatures_of

__all__ = [
    "AskedElements",
    "LogStanding",
    "PeerQuota",
    "asked_elements",
    "log_standing",
    "peer_quotas",
    "reading",
]

_PREFIX = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedElements:
    """Elements that this node asked of a peer, with padding.

    Attributes:
        holder: Name of the peer.
        type_name: Name of the type.
        rule: The quota.
        day: Elements of the last 24 hours.
        month: Elements of the last 30 days.
    """

    holder: str
    type_name: str
    rule: QuotaRule
    day: int
    month: int

    @property
    def left(self) -> int:
        """Elements that the quotas of a day and a month leave, as far as this node knows."""
        return max(0, min(self.rule.day - self.day, self.rule.month - self.month))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerQuota:
    """What a peer may still ask here.

    Attributes:
        asker: Name of the peer.
        type_name: Name of the type.
        left: Elements by limit.
    """

    asker: str
    type_name: str
    left: dict[QuotaLimit, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogStanding:
    """Head of a log.

    Attributes:
        name: What the log is about, in words.
        head: The last head that was signed; None if there is none yet.
        cosigners: Ids of peers that cosigned it.
    """

    name: str
    head: Checkpoint | None
    cosigners: tuple[str, ...]


@contextmanager
def reading(path: Path) -> Iterator[NodeStore | None]:
    """Open a store for reading beside whoever writes it; None if there is none."""
    try:
        store = NodeStore(path, is_read_only=True) if path.exists() else None
    except (StoreError, sqlite3.Error):
        store = None
    try:
        yield store
    finally:
        if store is not None:
            store.close()


def asked_elements(
    store: NodeStore, directory: Directory, me: str, now: datetime
) -> tuple[AskedElements, ...]:
    """Return what this node asked, by holder and type that it may ask today.

    Args:
        store: Store of the office.
        directory: Directory of the exchange.
        me: Id of this node.
        now: The moment, aware.
    """
    sql = "SELECT at, length(sealed), substr(sealed, 1, ?) FROM openings WHERE at > ?"
    day: Counter[tuple[str, IdentifierType]] = Counter()
    month: Counter[tuple[str, IdentifierType]] = Counter()
    for at, length, prefix in store.rows(sql, (_PREFIX, microseconds(now - MONTH))):
        if not isinstance(prefix, bytes):
            continue
        context, count = sealed_extent(prefix, int(str(length)))
        key = (context.holder, context.type)
        month[key] += count
        if moment(int(str(at))) > now - DAY:
            day[key] += count
    pairs = {(row.holder, row.type) for row in directory.bases if row.asker == me and row.is_open(now.date())}
    return tuple(
        AskedElements(
            holder=_name(directory, holder),
            type_name=TYPE_NAMES[kind],
            rule=directory.quota(kind),
            day=day[holder, kind],
            month=month[holder, kind],
        )
        for holder, kind in sorted(pairs)
    )


def peer_quotas(store: NodeStore, directory: Directory, me: str, now: datetime) -> tuple[PeerQuota, ...]:
    """Return what each peer may still ask here today.

    Args:
        store: Store of the machine that answers.
        directory: Directory of the exchange.
        me: Id of this node.
        now: The moment, aware.
    """
    pairs = {(row.asker, row.type) for row in directory.bases if row.holder == me and row.is_open(now.date())}
    return tuple(
        PeerQuota(
            asker=_name(directory, asker),
            type_name=TYPE_NAMES[kind],
            left=remaining(store, asker, directory.quota(kind), now),
        )
        for asker, kind in sorted(pairs)
    )


def log_standing(
    name: str, folder: Path, origin: str, keys: tuple[bytes, ...], store: NodeStore | None
) -> LogStanding:
    """Return the head of a log and who cosigned it.

    Args:
        name: What the log is about, in words.
        folder: Its folder.
        origin: Its name in heads.
        keys: Public keys of this node.
        store: The store that keeps cosignatures; None if there is none.
    """
    try:
        head = read_first_checkpoint((folder / "head").read_bytes(), origin, keys)
    except (OSError, LogbookError):
        return LogStanding(name=name, head=None, cosigners=())
    signed = cosignatures_of(store, head.size) if store is not None else ()
    return LogStanding(name=name, head=head, cosigners=tuple(peer for peer, _ in signed))


def _name(directory: Directory, peer: str) -> str:
    found = directory.peer(peer)
    return found.name if found else peer
