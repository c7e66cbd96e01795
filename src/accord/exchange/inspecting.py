"""An inspection from files: log and store of the asked node, sealed openings of the asker, a report.

Files are read and never written. The log is checked whole against its signed head, so that no single proof is
needed. From the asker nothing is taken but the sealed records of the elements that were drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accord.exchange.audit_log import check_cosignatures, check_whole_log, reconcile
from accord.exchange.audit_report import AuditReport
from accord.exchange.audit_sampling import Draw, LoggedRequest, draw_sample, logged_requests
from accord.exchange.auditing import Examined, HolderEvidence, Inspector
from accord.exchange.canonical import MalformedError
from accord.exchange.justifying import read_justification
from accord.exchange.logbook.checkpoint import Checkpoint, read_first_checkpoint
from accord.exchange.logbook.cosigning import SeenHead
from accord.exchange.logbook.entries import Entry, read_entry
from accord.exchange.logbook.records import MAGIC, Tail, scan
from accord.exchange.logbook.refusals import LogbookError, LogRefusal
from accord.exchange.merkle import root_of
from accord.exchange.rebuilding import Rebuilt
from accord.exchange.sealed_files import read_sealed
from accord.exchange.sealing import SealedOpenings
from accord.exchange.storing.hits import sealed_opening
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.storing.requests import blinded_points

__all__ = ["Inspection", "ReadLog", "inspect", "read_log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLog:
    """A log as its files hold it, checked against its head.

    Attributes:
        head: The last head that the node signed.
        entries: Numbers and entries under that head, without those whose body was erased.
        leaves: Hashes of all leaves under that head.
        erased: How many bodies were erased.
    """

    head: Checkpoint
    entries: tuple[tuple[int, Entry], ...]
    leaves: tuple[bytes, ...]
    erased: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What an inspection is about.

    Attributes:
        asker: Id of the peer that asked.
        holder: Id of the peer that was asked.
        seed: Seed of the sample, chosen after the head was cosigned.
        size: Elements to draw.
        peers: Public key of each peer that should have cosigned the head, by the name of the key in notes.
        seen: The last head of this log that the asker cosigned and kept; None if it kept none.
    """

    asker: str
    holder: str
    seed: bytes
    size: int
    peers: Mapping[str, bytes]
    seen: SeenHead | None = None


def read_log(folder: Path, origin: str, keys: tuple[bytes, ...]) -> ReadLog:
    """Return a log from its folder; the node may be running.

    Args:
        folder: Folder of the log.
        origin: Name of the log.
        keys: Public keys with which its heads may be signed.

    Raises:
        OSError: The files cannot be read.
        LogbookError: The head is not signed, or the records are not those under the head.
    """
    note = (folder / "head").read_bytes()
    content = (folder / "log").read_bytes()
    head = read_first_checkpoint(note, origin, keys)
    if not content.startswith(MAGIC):
        raise LogbookError(LogRefusal.DAMAGED, 0)
    found = scan(content)
    if found.tail is Tail.DAMAGED:
        raise LogbookError(LogRefusal.DAMAGED, found.end)
    records = found.records[: head.size]
    if len(records) < head.size:
        raise LogbookError(LogRefusal.SHORTER, len(records))
    leaves = tuple(record.leaf for record in records)
    if root_of(leaves) != head.root:
        raise LogbookError(LogRefusal.CHANGED, head.size)
    entries = tuple(
        (index, read_entry(content[record.body : record.end]))
        for index, record in enumerate(records)
        if not record.is_erased
    )
    return ReadLog(head=head, entries=entries, leaves=leaves, erased=len(records) - len(entries))


def inspect(
    inspector: Inspector,
    about: Inspection,
    log: ReadLog,
    *,
    holder: NodeStore,
    asker: NodeStore,
    now: datetime,
    rebuilt: tuple[Rebuilt, ...] = (),
) -> AuditReport:
    """Draw a sample, have it opened, and return what was found.

    Args:
        inspector: The supervisory authority of the asker.
        about: What the inspection is about.
        log: Log of the asked node.
        holder: Store of the asked node.
        asker: Store of the asker's office.
        now: The moment, aware.
        rebuilt: What building published tags again gave, if it was done.
    """
    requests = logged_requests(log.entries, about.asker)
    by_index = {logged.index: logged for logged in requests}
    drawn = draw_sample(about.seed, requests, about.size)
    examined = tuple(
        _examined(inspector, draw, by_index[draw.index], holder=holder, asker=asker) for draw in drawn
    )
    mine = [(index, entry) for index, entry in log.entries if entry.fields.get("asker") == about.asker]
    forked = check_whole_log(log.leaves, about.asker, about.seen) if about.seen else None
    findings = (
        *((forked,) if forked else ()),
        *check_cosignatures(log.head, about.peers),
        *reconcile(mine, _charges(holder, about.asker, log.head.size)),
    )
    return AuditReport(
        authority=inspector.id,
        asker=about.asker,
        holder=about.holder,
        at=now,
        seed=about.seed,
        size=log.head.size,
        root=log.head.root,
        total=sum(logged.elements for logged in requests),
        examined=examined,
        findings=findings,
        witnessed=about.seen.size if about.seen else 0,
        rebuilt=rebuilt,
    )


def _examined(
    inspector: Inspector, draw: Draw, logged: LoggedRequest, *, holder: NodeStore, asker: NodeStore
) -> Examined:
    held = _held(holder, str(logged.entry.fields["asker"]), draw.request)
    return inspector.examine(draw, logged, held, _handed_over(asker, draw))


def _held(store: NodeStore, peer: str, request: str) -> HolderEvidence | None:
    """Return what the asked node kept of a request; None if it has nothing that can be read."""
    sql = "SELECT justification FROM requests WHERE peer = ? AND request = ?"
    found = store.rows(sql, (peer, request))
    kept = found[0][0] if found else None
    if not isinstance(kept, bytes):
        return None
    try:
        statement, signatures = read_justification(kept)
    except MalformedError:
        return None
    elements = blinded_points(store, peer, request)
    return HolderEvidence(statement=statement, signatures=signatures, elements=elements)


def _handed_over(store: NodeStore, draw: Draw) -> SealedOpenings | None:
    """Return what the asker hands over for one element: its record, and no other of the request."""
    kept = sealed_opening(store, draw.request)
    if kept is None:
        return None
    try:
        return read_sealed(kept).only([draw.place])
    except MalformedError:
        return None


def _charges(store: NodeStore, peer: str, size: int) -> dict[str, int]:
    """Return the elements in the books by request, without those whose entry stands after the head."""
    rows = store.rows(
        "SELECT charges.request, charges.elements FROM charges JOIN requests USING (peer, request) "
        "WHERE charges.peer = ? AND coalesce(requests.admitted, 0) < ?",
        (peer, size),
    )
    return {str(request): int(str(elements)) for request, elements in rows}
