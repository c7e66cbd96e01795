"""Peers cosign the head of a node's log, so that it can neither be shortened nor shown in two versions.

A node sends its head to a peer with the proof that it continues the head which that peer cosigned last. A
peer that saw another history does not cosign, and says so. Only hashes and sizes of the log are exchanged.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from accord.exchange.answering import RefusedError, Route
from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.correspondence import Correspondent, Envelope, WrongAnswerError
from accord.exchange.directory import Directory
from accord.exchange.epochs import epoch_of
from accord.exchange.keys import SigningKey
from accord.exchange.logbook import (
    Checkpoint,
    Entry,
    EntryKind,
    Logbook,
    LogbookError,
    SeenHead,
    cosign,
    entry_bytes,
    is_cosigned,
)
from accord.exchange.logbook.checkpoint import read_first_checkpoint
from accord.exchange.logbook.cosigning import with_cosignature
from accord.exchange.merkle import HASH_BYTES
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.senders import Sender
from accord.exchange.signed_messages import RequestMessage
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.storing.witnesses import add_cosignature, remember_head, seen_head
from accord.exchange.strict_fields import StrictFields, instant_text

__all__ = ["COSIGN_PATH", "Witness", "cosign_route", "request_cosignature"]

COSIGN_PATH = "/log/cosign"
_LIMITS = Limits(size=65_536, depth=3, items=200)
_MOST_PROOF = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """What a node needs to cosign.

    Attributes:
        store: Its store, which remembers the heads that it saw.
        log: Its log.
        key: Its key.
        directory: Gives the directory that counts now.
    """

    store: NodeStore
    log: Logbook
    key: SigningKey
    directory: Callable[[], Directory]


def cosign_route(witness: Witness) -> Route:
    """Return what a node does with the head of a peer's log.

    Args:
        witness: The node.
    """

    def route(sender: Sender, message: RequestMessage, now: datetime) -> bytes:
        origin = f"accord/{sender.id}"
        peer = witness.directory().peer(sender.id)
        keys = tuple(key.public for key in peer.keys if key.valid_from <= now <= key.valid_to) if peer else ()
        try:
            note, first, proof = _read_request(message.body)
            head = read_first_checkpoint(note, origin, keys)
        except MalformedError:
            raise RefusedError(400, "form") from None
        except LogbookError:
            raise RefusedError(403, "head") from None
        with witness.store.transaction():
            seen = seen_head(witness.store, origin)
            size = seen.size if seen else 0
            if first != size:
                return canonical({"seen": size, "line": ""})
            try:
                made = cosign(head, seen, proof, key=witness.key, now=now)
            except LogbookError as error:
                raise RefusedError(409, error.refusal.name.lower()) from None
            remember_head(witness.store, origin, made.seen)
        if size != head.size:
            witness.log.append(entry_bytes(_entry(sender.id, made.seen, now)))
        return canonical({"seen": head.size, "line": made.line.decode()})

    return route


def request_cosignature(
    peer: Correspondent, log: Logbook, head: Checkpoint, store: NodeStore, *, now: datetime
) -> bytes:
    """Have a peer cosign a head, keep its line, and return the note with it.

    Args:
        peer: The peer.
        log: The log, for the proof.
        head: Its head.
        store: Where the cosignature is kept.
        now: The moment, aware.

    Raises:
        WrongAnswerError: What came back is not the peer's cosignature of this head.
        RefusedByPeerError: The peer does not cosign: it saw another history, or the head does not count.
        UnreachableError: The peer was not reached.
    """
    first = 0
    for _attempt in range(2):
        proof = log.consistency(first, head.size) if 0 < first < head.size else ()
        seen, line = _asked(peer, head, first, proof, now)
        if line:
            note = with_cosignature(head.note, line)
            keys = {
                key.id: key.public for row in peer.directory.peers if row.id == peer.peer for key in row.keys
            }
            if not any(is_cosigned(note, name, public) for name, public in keys.items()):
                raise WrongAnswerError("the line is not the peer's cosignature of this head")
            own = SeenHead(size=head.size, root=head.root, at=head.at)
            add_cosignature(store, peer.peer, own, line, now)
            return note
        if not 0 < seen <= head.size:
            raise WrongAnswerError("the peer says that it saw a longer log than there is")
        first = seen
    raise WrongAnswerError("the peer does not say which head it saw")


def _asked(
    peer: Correspondent, head: Checkpoint, first: int, proof: tuple[bytes, ...], now: datetime
) -> tuple[int, bytes]:
    body = canonical({"note": head.note.decode(), "first": first, "proof": [part.hex() for part in proof]})
    envelope = Envelope(
        type=next(iter(IdentifierType)), purpose="log", epoch=epoch_of(now), request=secrets.token_hex(16)
    )
    answer = peer.exchange("POST", COSIGN_PATH, envelope, body, now=now)
    try:
        row = StrictFields(parse_canonical(answer, _LIMITS, where="cosignature"), "cosignature")
        seen, line = row.number("seen"), row.value("line")
        row.finish()
    except MalformedError as error:
        raise WrongAnswerError(f"the cosignature cannot be read: {error}") from error
    return seen, line.encode() if isinstance(line, str) else b""


def _read_request(body: bytes) -> tuple[bytes, int, tuple[bytes, ...]]:
    row = StrictFields(parse_canonical(body, _LIMITS, where="head"), "head")
    note, first = row.value("note"), row.number("first")
    proof = row.rows("proof", _MOST_PROOF, _hash)
    row.finish()
    if not isinstance(note, str):
        raise MalformedError("head.note", "text")
    return note.encode(), first, proof


def _hash(value: JsonValue, where: str) -> bytes:
    return StrictFields({"hash": value}, where).octets("hash", HASH_BYTES)


def _entry(peer: str, seen: SeenHead, now: datetime) -> Entry:
    fields: dict[str, str | int] = {
        "peer": peer,
        "size": seen.size,
        "root": seen.root.hex(),
        "time": instant_text(seen.at),
    }
    return Entry(kind=EntryKind.COSIGNED, at=now, fields=fields)
