"""A peer cosigns the head of another's log only if it continues the head that it cosigned before.

A log that shows two histories to two peers, or takes entries back, gets no further cosignature from a peer
that saw the other history. The form is after the C2SP format tlog-cosignature with Ed25519.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from accord.exchange.keys import SIGNATURE_BYTES, SigningKey, is_signed
from accord.exchange.logbook.checkpoint import Checkpoint, key_hash, note_lines, signature_line
from accord.exchange.logbook.refusals import LogbookError, LogRefusal
from accord.exchange.merkle import MerkleError, verify_consistency

__all__ = ["Cosignature", "SeenHead", "cosign", "is_cosigned", "with_cosignature"]

_COSIGNATURE = b"\x04"
_MOST_SKEW = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHead:
    """The last head of a log that a peer cosigned; the peer keeps it.

    Attributes:
        size: Its size.
        root: Its root.
        at: Its time.
    """

    size: int
    root: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosignature:
    """A peer's statement that a head continues all heads that it saw before.

    Attributes:
        name: Name of the peer's key in notes.
        at: When it was made.
        line: The line that is added to the note.
        seen: The head, which the peer keeps for the next time.
    """

    name: str
    at: datetime
    line: bytes
    seen: SeenHead


def cosign(
    head: Checkpoint, seen: SeenHead | None, proof: Sequence[bytes], *, key: SigningKey, now: datetime
) -> Cosignature:
    """Return a cosignature of a head.

    Args:
        head: The head, already read with the key of its log.
        seen: Head that was cosigned last; None the first time, when the log is taken as it is.
        proof: Consistency proof from that head to this one; empty the first time and for the same size.
        key: Key of the peer that cosigns; its id is the name in the note.
        now: The moment, aware.

    Raises:
        LogbookError: The head is empty, older than the one seen, does not continue it, or its time runs back.
    """
    if head.size == 0:
        raise LogbookError(LogRefusal.EMPTY)
    if head.at > now + _MOST_SKEW or (seen is not None and head.at < seen.at):
        raise LogbookError(LogRefusal.TIME)
    if seen is not None:
        _check_continues(head, seen, proof)
    stamp = int(now.timestamp())
    signature = stamp.to_bytes(8, "big") + key.sign(_message(stamp, head.text))
    line = signature_line(key.id, key_hash(key.id, _COSIGNATURE, key.public), signature)
    at = datetime.fromtimestamp(stamp, UTC)
    return Cosignature(
        name=key.id, at=at, line=line, seen=SeenHead(size=head.size, root=head.root, at=head.at)
    )


def with_cosignature(note: bytes, line: bytes) -> bytes:
    """Return a note with the line of a cosignature added, once.

    Raises:
        LogbookError: It is no signed note.
    """
    note_lines(note + line)
    return note if line in note.splitlines(keepends=True) else note + line


def is_cosigned(note: bytes, name: str, public: bytes) -> bool:
    """Return whether a note carries the cosignature of a key.

    Args:
        note: The note.
        name: Name of the key in notes.
        public: Its public key.

    Raises:
        LogbookError: It is no signed note.
    """
    named = key_hash(name, _COSIGNATURE, public)
    text = note[: note.index(b"\n\n") + 1] if b"\n\n" in note else b""
    found = [data[4:] for owner, data in note_lines(note) if owner == name and data[:4] == named]
    return any(
        len(data) == 8 + SIGNATURE_BYTES
        and is_signed(public, data[8:], _message(int.from_bytes(data[:8], "big"), text))
        for data in found
    )


def _check_continues(head: Checkpoint, seen: SeenHead, proof: Sequence[bytes]) -> None:
    if head.size < seen.size:
        raise LogbookError(LogRefusal.ROLLBACK, head.size)
    try:
        verify_consistency(seen.size, head.size, proof, seen.root, head.root)
    except MerkleError:
        raise LogbookError(LogRefusal.FORK, head.size) from None


def _message(stamp: int, text: bytes) -> bytes:
    return f"cosignature/v1\ntime {stamp}\n".encode() + text
