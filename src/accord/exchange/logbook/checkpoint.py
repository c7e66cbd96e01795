"""The head of a log as a signed note, after the C2SP formats signed-note and tlog-checkpoint.

Four lines: origin, size, root in base64, and the time as an extension line; then an empty line and one line
for each signature: a dash, the name of the key, and base64 of four bytes that name the key and the signature.
Lines of keys that the reader does not know are passed over, as the format demands.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from accord.exchange.canonical import MalformedError
from accord.exchange.keys import SigningKey, is_signed
from accord.exchange.logbook.refusals import LogbookError, LogRefusal
from accord.exchange.merkle import HASH_BYTES
from accord.exchange.strict_fields import instant_text, read_instant

__all__ = [
    "Checkpoint",
    "key_hash",
    "note_lines",
    "read_checkpoint",
    "read_first_checkpoint",
    "sign_checkpoint",
    "signature_line",
]

_ED25519 = b"\x01"
_MOST_BYTES = 16_384
_NAME = re.compile(r"[a-z0-9][a-z0-9./:_-]{0,127}\Z", re.ASCII)
_SIZE = re.compile(r"(?:0|[1-9]\d{0,15})\Z", re.ASCII)
_LINE = re.compile(r"— ([^ +]{1,128}) ([A-Za-z0-9+/=]{1,400})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The head of a log at a moment.

    Attributes:
        origin: Name of the log.
        size: Number of entries.
        root: Root of the Merkle tree over them.
        at: When it was signed.
        note: The signed note, whole.
    """

    origin: str
    size: int
    root: bytes
    at: datetime
    note: bytes

    @property
    def text(self) -> bytes:
        """What is signed: the lines before the empty one."""
        return self.note[: self.note.index(b"\n\n") + 1]


def key_hash(name: str, algorithm: bytes, public: bytes) -> bytes:
    """Return the four bytes that name a key in a note.

    Args:
        name: Name of the key.
        algorithm: One byte: 1 for a signature of a log, 4 for a cosignature.
        public: Ed25519 public key.
    """
    return hashlib.sha256(name.encode("utf-8") + b"\n" + algorithm + public).digest()[:4]


def signature_line(name: str, named: bytes, signature: bytes) -> bytes:
    """Return a line of a note: who signed, and the signature."""
    return f"— {name} {base64.b64encode(named + signature).decode()}\n".encode()


def note_lines(note: bytes) -> list[tuple[str, bytes]]:
    """Return name and bytes of each signature of a note.

    Raises:
        LogbookError: It is no signed note.
    """
    try:
        _, found, after = note.decode("utf-8").partition("\n\n")
        if len(note) > _MOST_BYTES or not found or not after.endswith("\n"):
            raise LogbookError(LogRefusal.FORM)
        matches = [_LINE.match(line) for line in after.removesuffix("\n").split("\n")]
        pairs = [(m[1], base64.b64decode(m[2], validate=True)) for m in matches if m is not None]
    except (UnicodeDecodeError, binascii.Error):
        raise LogbookError(LogRefusal.FORM) from None
    if len(pairs) != len(matches):
        raise LogbookError(LogRefusal.FORM)
    return pairs


def sign_checkpoint(origin: str, size: int, root: bytes, *, at: datetime, key: SigningKey) -> Checkpoint:
    """Return the signed head of a log.

    Args:
        origin: Name of the log, which is the name of its key in notes.
        size: Number of entries.
        root: Root over them.
        at: Moment of signing.
        key: Key of the log.

    Raises:
        LogbookError: The origin cannot be the name of a log.
    """
    if not _NAME.match(origin):
        raise LogbookError(LogRefusal.FORM)
    lines = (origin, str(size), base64.b64encode(root).decode(), f"time {instant_text(at)}")
    text = "".join(f"{line}\n" for line in lines).encode()
    line = signature_line(origin, key_hash(origin, _ED25519, key.public), key.sign(text))
    return Checkpoint(origin=origin, size=size, root=root, at=at, note=text + b"\n" + line)


def read_checkpoint(note: bytes, origin: str, public: bytes) -> Checkpoint:
    """Return the head that a note states, if the key of the log signed it.

    Args:
        note: The note.
        origin: Name of the log that is expected.
        public: Public key of the log.

    Raises:
        LogbookError: It is no checkpoint, of another log, or not signed by this key.
    """
    pairs = note_lines(note)
    text = note[: note.index(b"\n\n") + 1]
    lines = text.decode("utf-8").split("\n")
    if len(lines) != 5 or not _SIZE.match(lines[1]) or not lines[3].startswith("time "):
        raise LogbookError(LogRefusal.FORM)
    try:
        root = base64.b64decode(lines[2], validate=True)
        at = read_instant(lines[3].removeprefix("time "), "time")
    except (binascii.Error, MalformedError):
        raise LogbookError(LogRefusal.FORM) from None
    if len(root) != HASH_BYTES or base64.b64encode(root).decode() != lines[2]:
        raise LogbookError(LogRefusal.FORM)
    named = key_hash(origin, _ED25519, public)
    mine = [data[4:] for name, data in pairs if name == origin and data[:4] == named]
    if lines[0] != origin or not any(is_signed(public, signature, text) for signature in mine):
        raise LogbookError(LogRefusal.UNSIGNED)
    return Checkpoint(origin=origin, size=int(lines[1]), root=root, at=at, note=note)


def read_first_checkpoint(note: bytes, origin: str, keys: Sequence[bytes]) -> Checkpoint:
    """Return the head that a note states, if one of several keys of the log signed it.

    Raises:
        LogbookError: None of them did.
    """
    for public in keys:
        with suppress(LogbookError):
            return read_checkpoint(note, origin, public)
    raise LogbookError(LogRefusal.UNSIGNED)
