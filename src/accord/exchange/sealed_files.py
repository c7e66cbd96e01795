"""Sealed openings as bytes: the context in plain, then everything else encrypted, part by part."""

from __future__ import annotations

from accord.exchange.canonical import Limits, MalformedError, parse_canonical
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.sealing import SealedOpenings, SealingContext
from accord.exchange.strict_fields import StrictFields

__all__ = ["read_sealed", "sealed_bytes", "sealed_extent"]

_MAGIC = b"accord-sealed/1\n"
_CONTEXT_LIMITS = Limits(size=4_096, depth=2, items=32)


def sealed_bytes(sealed: SealedOpenings) -> bytes:
    """Return sealed openings as bytes to keep or hand over."""
    parts = [sealed.context.info, sealed.secret, sealed.statement, *(r or b"" for r in sealed.records)]
    return _MAGIC + b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def read_sealed(data: bytes) -> SealedOpenings:
    """Return the sealed openings that bytes hold; nothing is opened.

    Raises:
        MalformedError: The bytes are not what :func:`sealed_bytes` writes.
    """
    if not data.startswith(_MAGIC):
        raise MalformedError("sealed", "a file of sealed openings, version 1")
    parts: list[bytes] = []
    at = len(_MAGIC)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        part = data[at + 4 : at + 4 + length]
        if len(data) < at + 4 or len(part) != length:
            raise MalformedError("sealed", "as many bytes as the file announces")
        parts.append(part)
        at += 4 + length
    if len(parts) < 3:
        raise MalformedError("sealed", "a context, a secret and a statement")
    return SealedOpenings(
        context=_read_context(parts[0]),
        secret=parts[1],
        statement=parts[2],
        records=tuple(part or None for part in parts[3:]),
    )


def sealed_extent(prefix: bytes, length: int) -> tuple[SealingContext, int]:
    """Return the request of sealed openings and how many there are, from their first bytes.

    Args:
        prefix: The first bytes, with context, secret and statement.
        length: Bytes of the whole.

    Raises:
        MalformedError: The bytes are not what :func:`sealed_bytes` writes.
    """
    at = len(_MAGIC)
    lengths = []
    for _ in range(3):
        lengths.append(int.from_bytes(prefix[at : at + 4], "big"))
        at += 4 + lengths[-1]
    if not prefix.startswith(_MAGIC) or at > len(prefix):
        raise MalformedError("sealed", "a context, a secret and a statement")
    each = 4 + int.from_bytes(prefix[at : at + 4], "big")
    start = len(_MAGIC) + 4
    return _read_context(prefix[start : start + lengths[0]]), (length - at) // each if length > at else 0


def _read_context(data: bytes) -> SealingContext:
    row = StrictFields(parse_canonical(data, _CONTEXT_LIMITS, where="sealed"), "sealed")
    context = SealingContext(
        authority=row.id("authority"),
        asker=row.id("asker"),
        holder=row.id("holder"),
        purpose=row.id("purpose"),
        type=row.word("type", IdentifierType),
        epoch=row.text("epoch"),
        request=row.text("request"),
    )
    row.finish()
    return context
