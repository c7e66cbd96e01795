"""Records of the log file: how one is framed, and where the good ones end.

A file begins with a line that names the format. A record is one letter (``B`` body, ``E`` erased), the
length of its body in 4 bytes, the hash of its leaf, 8 bytes that check length and hash, and the body. Erasing
changes the letter and writes zeros over the body: length and hash stay, so proofs still verify.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from enum import Enum
from mmap import mmap

from accord.exchange.merkle import leaf_hash

__all__ = ["BODY_MOST", "HEAD_BYTES", "MAGIC", "Record", "Scan", "Tail", "frame", "scan"]

MAGIC = b"accord exchange log/1\n"
BODY_MOST = 65_536
_HEAD = struct.Struct(">cI32s8s")
HEAD_BYTES = _HEAD.size


class Tail(Enum):
    """What stands after the last good record."""

    NONE = "nothing"
    TORN = "the beginning of a record whose writing was interrupted"
    DAMAGED = "a record that was whole once, because others follow it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Where a record stands.

    Attributes:
        offset: Offset of its first byte.
        length: Length of its body.
        leaf: Hash of its leaf.
        is_erased: Whether its body was erased.
    """

    offset: int
    length: int
    leaf: bytes
    is_erased: bool

    @property
    def body(self) -> int:
        """Offset of its body."""
        return self.offset + HEAD_BYTES

    @property
    def end(self) -> int:
        """Offset of what follows it."""
        return self.body + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a file holds.

    Attributes:
        records: Good records in their order.
        end: Offset after the last of them.
        tail: What stands there.
    """

    records: list[Record]
    end: int
    tail: Tail


def frame(body: bytes) -> bytes:
    """Return a body as a record.

    Raises:
        ValueError: The body is empty or longer than ``BODY_MOST``.
    """
    if not 0 < len(body) <= BODY_MOST:
        raise ValueError(f"an entry has 1 to {BODY_MOST} bytes")
    leaf = leaf_hash(body)
    return _HEAD.pack(b"B", len(body), leaf, _check(len(body), leaf)) + body


def scan(content: bytes | mmap) -> Scan:
    """Return the good records of a file and what stands after them.

    Args:
        content: The whole file, with its first line.

    Only one record is written at a time, and the next only when it is durable. A record that is not good is
    therefore torn if nothing follows it, and damaged if the head of another record does.
    """
    records: list[Record] = []
    offset = len(MAGIC)
    while offset < len(content):
        record = _record(content, offset)
        if record is None or not _is_good(content, record):
            is_followed = record is not None and record.end < len(content)
            damaged = is_followed or _has_head(content, offset + 1)
            return Scan(records=records, end=offset, tail=Tail.DAMAGED if damaged else Tail.TORN)
        records.append(record)
        offset = record.end
    return Scan(records=records, end=offset, tail=Tail.NONE)


def _check(length: int, leaf: bytes) -> bytes:
    return hashlib.sha256(b"accord record" + length.to_bytes(4, "big") + leaf).digest()[:8]


def _record(content: bytes | mmap, offset: int) -> Record | None:
    if offset + HEAD_BYTES > len(content):
        return None
    letter, length, leaf, check = _HEAD.unpack_from(content, offset)
    if letter not in (b"B", b"E") or not 0 < length <= BODY_MOST or check != _check(length, leaf):
        return None
    return Record(offset=offset, length=length, leaf=leaf, is_erased=letter == b"E")


def _is_good(content: bytes | mmap, record: Record) -> bool:
    if record.end > len(content):
        return False
    return record.is_erased or leaf_hash(content[record.body : record.end]) == record.leaf


def _has_head(content: bytes | mmap, offset: int) -> bool:
    """Return whether the head of a record stands anywhere from an offset on, within one longest record."""
    most = min(len(content), offset + HEAD_BYTES + BODY_MOST)
    return len(content) - offset > HEAD_BYTES + BODY_MOST or any(
        _record(content, place) is not None for place in range(offset, most)
    )
